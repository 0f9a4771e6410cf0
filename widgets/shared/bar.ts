// A bar that is filled to a ratio, as progress bars, gauges and bar charts paint it.

import type { Color, Pen, PenSize } from "../../core/view/index.ts"
import { isCells, lineBar } from "./cells.ts"
import { roundRect } from "./shapes.ts"

/** How a smooth bar goes to a new value: there in about a third of a second, never beyond it. */
export const GLIDE = { duration: 350, bounce: 0 } as const

/** Paints a bar over the whole width, in the middle of the height. */
export function paintBar(pen: Pen, size: PenSize, ratio: number, color: Color, track: Color): void {
  const { width, height } = size
  if (isCells(size)) {
    const [filled, rest] = lineBar(ratio, Math.floor(width))
    const middle = Math.floor((height - 1) / 2)
    if (rest && track !== "transparent") pen.text(filled.length, middle, rest, { color: track })
    if (filled) pen.text(0, middle, filled, { color })
    return
  }
  const thick = Math.max(2, Math.round(Math.min(height, size.lh) * 0.36))
  const top = Math.round((height - thick) / 2)
  roundRect(pen.begin(), 0, top, width, thick, thick / 2).fill(track)
  if (ratio > 0) {
    roundRect(pen.begin(), 0, top, Math.max(thick, width * ratio), thick, thick / 2).fill(color)
  }
}

/** "42 %"; "" when it is not known. */
export function percent(ratio: number): string {
  return Number.isFinite(ratio) ? `${Math.round(ratio * 100)} %` : ""
}
