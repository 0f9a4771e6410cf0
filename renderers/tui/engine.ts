// Text measured in cells: one row high, as wide as width.ts says.

import type { FontMetrics, TextEngine } from "../scene/index.ts"
import { isPlain, textWidth } from "./width.ts"

const CELL: FontMetrics = { ch: 1, lineHeight: 1, ascent: 1, descent: 0 }

export const cellEngine: TextEngine = {
  unit: "cell",
  width: textWidth,
  isPlain,
  metrics: () => CELL,
}
