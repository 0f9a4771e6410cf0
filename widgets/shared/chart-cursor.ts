// The sample under the pointer: which one it is, and how a chart shows it.
//
//     100 ┈┈┈┈┈┈┈┈│┈┈┈┈┈┈┈
//          ⢀⡠⠒⠒⠤⣀│    ⣀⡠       a line through the sample; the x labels give way to its x,
//       0 ┈┈┈┈┈┈┈┈│┈┈┈┈┈┈┈       and to the values where no legend shows them
//              -37s  42 %

import type { Pen, PenSize } from "../../core/view/index.ts"
import { isCells } from "./cells.ts"
import type { ChartModel, Plot, PlotEdges } from "./chart-model.ts"
import { formatAgo, formatShort, formatTime } from "./ticks.ts"

/**
 * Index of the sample whose x is nearest to a place in the chart.
 *
 * @param x - From the left edge of the picture, in the surface's unit.
 * @returns undefined beside the plot, and where there are no samples.
 */
export function sampleAt(model: ChartModel, plot: PlotEdges, x: number): number | undefined {
  if (x < plot.left || x >= plot.right || model.x.length === 0) return undefined
  const ratio = (x - plot.left) / (plot.right - plot.left)
  const wanted = model.xMin + ratio * (model.xMax - model.xMin)
  let low = 0
  let high = model.x.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (model.x[middle]! < wanted) low = middle
    else high = middle
  }
  return wanted - model.x[low]! < model.x[high]! - wanted ? low : high
}

/** Values of all series at sample `index` of the common x. */
export function valuesAt(model: ChartModel, index: number): (number | undefined)[] {
  return model.series.map((line) => line.values[index - (model.x.length - line.values.length)])
}

/** Paints the line, below the series, and what stands in place of the x labels. */
export function paintCursor(
  pen: Pen,
  size: PenSize,
  model: ChartModel,
  plot: Plot,
  index: number,
  labels: { readonly x: boolean; readonly values: boolean },
): void {
  const { ch, lh } = size
  const x = plot.x(model.x[index]!)
  if (isCells(size)) {
    for (let row = Math.floor(plot.top); row < plot.bottom; row++) {
      pen.text(Math.floor(x), row, "│", { color: "muted" })
    }
  } else {
    pen.begin().moveTo(x, plot.top).lineTo(x, plot.bottom).stroke("muted", 1)
  }
  if (!labels.x) return

  const words = [writeX(model, index)]
  if (labels.values) for (const value of valuesAt(model, index)) words.push(writeY(model, value))
  const label = words.join("  ")
  const half = (label.length * ch) / 2
  const middle = Math.max(plot.left + half, Math.min(plot.right - half, x))
  pen.text(middle, size.height - lh, label, { align: "center", bold: true })
}

function writeY(model: ChartModel, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "–"
  return model.format ? model.format(value) : formatShort(value)
}

function writeX(model: ChartModel, index: number): string {
  const at = model.x[index]!
  if (model.xKind === "time") return formatTime(at, 1000)
  if (model.xKind === "number") return formatShort(at)
  return formatAgo(model.xMax - at, 1000, model.xMax - model.xMin)
}
