// Sparkline: the recent past of one number, newest at the right.
//
//     ▁▂▃▅▆▇█▆▄▂▁          one line: eighths of a cell
//
//          ▂▅█▆▂           two lines and more: the same, taller
//     ▁▃▆█▇█████▅▁
//
// One cell shows one sample; on pixels a filled line from edge to edge, a sample about every ch.
// A sample that is not a number leaves a gap.

import { type Reactive, read } from "../core/reactive/index.ts"
import {
  type Attr,
  type Color,
  draw,
  type LayoutProps,
  type Pen,
  type PenSize,
} from "../core/view/index.ts"
import { columnGlyph, isCells } from "./shared/cells.ts"
import { extent, newest, runs } from "./shared/series.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the picture. It takes the width that is there unless told otherwise. */
export interface SparklineProps extends LayoutProps {
  /** Samples, oldest first, all in one unit. When they do not all fit, the newest are shown. */
  readonly data: Reactive<readonly number[]>
  /** What the lower edge stands for, in the unit of `data`. Default 0. */
  readonly min?: Attr<number>
  /** What fills the height. Default: the largest sample shown. */
  readonly max?: Attr<number>
  /** Default "accent". */
  readonly color?: Attr<Color>
  /** What is shown, for those who do not see it. */
  readonly label?: Attr<string>
}

/**
 * A small picture of a series of samples. One host write for each change.
 *
 * @example
 * <Sparkline data={load} max={1} height="2lh" />
 */
export const Sparkline = widget("Sparkline", (props: SparklineProps) => {
  const { data, min, max, color, label, ...layout } = props
  return draw({
    height: "1lh",
    flexGrow: 1,
    flexShrink: 1,
    ...layout,
    role: "img",
    label,
    paint: (pen, size) => {
      const room = Math.floor(size.width / size.ch) // cells; on pixels the steps between samples
      const shown = newest(read(data), isCells(size) ? room : room + 1)
      const low = read(min) ?? 0
      const high = read(max) ?? extent(shown)?.[1] ?? low
      const ratios = shown.map((sample) => ratioOf(sample, low, high))
      const paint = isCells(size) ? paintColumns : paintArea
      paint(pen, size, ratios, read(color) ?? "accent")
    },
  })
})

/** 0 to 1, or NaN for a gap. A range of nothing is drawn as nothing. */
function ratioOf(sample: number, low: number, high: number): number {
  if (!Number.isFinite(sample)) return Number.NaN
  return high > low ? Math.min(1, Math.max(0, (sample - low) / (high - low))) : 0
}

function paintColumns(pen: Pen, size: PenSize, ratios: readonly number[], color: Color): void {
  const rows = Math.floor(size.height)
  const left = Math.floor(size.width) - ratios.length
  for (let row = 0; row < rows; row++) {
    let line = ""
    for (const ratio of ratios) {
      const eighths = Number.isNaN(ratio) ? 0 : Math.max(row === 0 ? 1 : 0, ratio * rows * 8)
      line += columnGlyph(eighths, row) || " "
    }
    if (line.trim()) pen.text(left, rows - 1 - row, line, { color })
  }
}

function paintArea(pen: Pen, size: PenSize, ratios: readonly number[], color: Color): void {
  const { width, height } = size
  const step = (width - 1) / Math.max(1, Math.floor(width / size.ch))
  const left = width - (ratios.length - 1) * step - 0.5
  const y = (ratio: number) => 1 + (1 - ratio) * (height - 2)
  for (const [from, to] of runs(ratios)) {
    pen.begin().moveTo(left + from * step, height)
    for (let i = from; i < to; i++) pen.lineTo(left + i * step, y(ratios[i]!))
    pen
      .lineTo(left + (to - 1) * step, height)
      .close()
      .fill(color, 0.18)
    pen.begin()
    for (let i = from; i < to; i++) {
      if (i === from) pen.moveTo(left + i * step, y(ratios[i]!))
      else pen.lineTo(left + i * step, y(ratios[i]!))
    }
    pen.stroke(color, 1.5)
  }
}
