// BarChart: one number for each of several things.
//
//     sda  ━━━━━━━━━━━━━━━━━━━╸      412 G
//     sdb  ━━━━━━━╸                  160 G
//     nvme ━━━                        61 G
//
// One line each. Names take as much room as the longest, bars share a scale, values are written.

import { memo, type Reactive, read } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Color,
  draw,
  For,
  type LayoutProps,
  type Pen,
  type PenSize,
  text,
} from "../core/view/index.ts"
import { paintBar } from "./shared/bar.ts"
import { formatShort } from "./shared/ticks.ts"
import { widget } from "./shared/widget.ts"

/** One bar. */
export interface Bar {
  /** Unique in a chart. */
  readonly name: string
  /** 0 or more; not a number shows "–". */
  readonly value: number
  /** Default: the chart's. */
  readonly color?: Color
}

/** Layout attributes go to the chart's box. */
export interface BarChartProps extends LayoutProps {
  readonly bars: Reactive<readonly Bar[]>
  /** What the longest possible bar stands for. Default: the largest value. */
  readonly max?: Attr<number>
  /** Writes a value. Default: short, "1.5M". */
  readonly format?: ((value: number) => string) | undefined
  /** Default "accent". */
  readonly color?: Attr<Color>
  /** Paints what a bar leaves of the scale. Default false. */
  readonly track?: boolean
  /** What is shown, for those who do not see it. */
  readonly label?: Attr<string>
}

/**
 * Horizontal bars on one scale, with names and values.
 *
 * @example
 * <BarChart bars={[{ name: "sda", value: 412 }, { name: "sdb", value: 160 }]} track />
 */
export const BarChart = widget("BarChart", (props: BarChartProps) => {
  const { bars, max, format = formatShort, color, track, label, ...layout } = props
  const all = memo(() => read(bars), { equals: false }) // may have been changed in place
  const scale = memo(() => read(max) ?? Math.max(0, ...all().map((bar) => bar.value || 0)))
  const written = (value: number) => (Number.isFinite(value) ? format(value) : "–")
  const paintOf = (bar: () => Bar) => (pen: Pen, size: PenSize) => {
    const ratio = scale() > 0 ? Math.min(1, Math.max(0, bar().value / scale())) : 0
    const fill = bar().color ?? read(color) ?? "accent"
    paintBar(pen, size, ratio, fill, track ? "faint" : "transparent")
  }
  const line = { height: "1lh", wrap: "none", truncate: true } as const
  const by = (bar: Bar) => bar.name

  // Three columns, each as wide as its widest: letters differ in width on pixels.
  return box(
    {
      flexDirection: "row",
      columnGap: "1ch",
      flexShrink: 1,
      minHeight: 0,
      overflow: "hidden",
      ...layout,
      role: "img",
      label,
    },
    box(
      { maxWidth: "40%" },
      For({
        each: all,
        by,
        children: (bar) => text({ ...line, color: "muted" }, () => bar().name),
      }),
    ),
    box(
      { flex: 1 },
      For({ each: all, by, children: (bar) => draw({ height: "1lh", paint: paintOf(bar) }) }),
    ),
    box(
      {},
      For({
        each: all,
        by,
        children: (bar) => text({ ...line, align: "right" }, () => written(bar().value)),
      }),
    ),
  )
})
