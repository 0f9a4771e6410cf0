// filigree/widgets: universal components. README.md lists them in teaching order.

export { Badge, type BadgeProps } from "./badge.ts"
export { type Bar, BarChart, type BarChartProps } from "./bar-chart.ts"
export { Button, type ButtonProps } from "./button.ts"
export { Checkbox, type CheckboxProps } from "./checkbox.ts"
export { type Command, CommandPalette, type CommandPaletteProps } from "./command-palette.ts"
export { Dialog, type DialogProps } from "./dialog.ts"
export { Gauge, type GaugeProps } from "./gauge.ts"
export { HelpOverlay, type HelpOverlayProps } from "./help-overlay.ts"
export { KeyHints, type KeyHintsProps } from "./key-hints.ts"
export { LineChart, type LineChartProps, type LineSeries } from "./line-chart.ts"
export { List, type ListProps } from "./list.ts"
export {
  Log,
  type LogBuffer,
  type LogLevel,
  type LogLine,
  type LogProps,
  logBuffer,
} from "./log.ts"
export { Menu, MenuBar, type MenuBarProps, type MenuItem, type MenuProps } from "./menu.ts"
export { Panel, type PanelProps } from "./panel.ts"
export { ProgressBar, type ProgressBarProps } from "./progress-bar.ts"
export { type Option, RadioGroup, type RadioGroupProps } from "./radio-group.ts"
export { Select, type SelectProps } from "./select.ts"
export type { FieldProps } from "./shared/field.ts"
export type { RowsProps, SelectionProps } from "./shared/selectable-rows.ts"
export type { SortValue } from "./shared/sort.ts"
export type { State } from "./shared/states.ts"
export { Sparkline, type SparklineProps } from "./sparkline.ts"
export { Spinner, type SpinnerProps } from "./spinner.ts"
export { Stat, type StatProps } from "./stat.ts"
export { Table, type TableColumn, type TableProps, type TableSort } from "./table.ts"
export { type Tab, Tabs, type TabsProps } from "./tabs.ts"
export { TextArea, type TextAreaProps } from "./text-area.ts"
export { TextInput, type TextInputProps } from "./text-input.ts"
export { dark, highContrast, light } from "./themes/index.ts"
export {
  type Toast,
  type ToastOptions,
  type ToastQueue,
  type ToastQueueOptions,
  Toasts,
  type ToastsProps,
  toastQueue,
} from "./toasts.ts"
export { Tooltip, type TooltipProps } from "./tooltip.ts"
export { Tree, type TreeProps } from "./tree.ts"
