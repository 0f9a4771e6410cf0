// The gallery's pages, one for each widget, in teaching order.

import type { Page } from "./page-props.ts"
import { BarChartPage, LineChartPage, SparklinePage } from "./pages/charts.tsx"
import { ChoicePage, ControlsPage, InputPage, TextAreaPage } from "./pages/controls.tsx"
import { ImagePage, ScrollPage } from "./pages/elements.tsx"
import { GaugePage, ProgressBarPage, StatPage } from "./pages/figures.tsx"
import { MenuPage, OverlayPage, PanelPage, TabsPage } from "./pages/frames.tsx"
import { ListPage, LogPage, TablePage, TreePage } from "./pages/rows.tsx"

export const PAGES: readonly Page[] = [
  { name: "Panel", view: PanelPage },
  { name: "ProgressBar", view: ProgressBarPage },
  { name: "Gauge", view: GaugePage },
  { name: "Sparkline", view: SparklinePage },
  { name: "LineChart", view: LineChartPage },
  { name: "BarChart", view: BarChartPage },
  { name: "Stat", view: StatPage },
  { name: "Table", view: TablePage },
  { name: "List", view: ListPage },
  { name: "Tree", view: TreePage },
  { name: "Log", view: LogPage },
  { name: "Tabs", view: TabsPage },
  { name: "TextInput", view: InputPage },
  { name: "TextArea", view: TextAreaPage },
  { name: "Choice", view: ChoicePage },
  { name: "Controls", view: ControlsPage },
  { name: "Menu", view: MenuPage },
  { name: "Overlays", view: OverlayPage },
  { name: "Image", view: ImagePage },
  { name: "Scrolling", view: ScrollPage },
]
