// What a picture is made of where the smallest thing that has a colour is a character.
//
//     bars     ━━━━━━━━╸───────────    half a cell fine, readable without colour
//     blocks   ▁▂▃▄▅▆▇█                an eighth of a cell fine
//
// `draw` tells a painter the size of "0" and of a line; where both are 1 the surface is a grid of
// cells, and glyphs say more than covered areas do.

import type { PenSize } from "../../core/view/index.ts"

/** True on a terminal, where one unit is one cell. */
export function isCells(size: PenSize): boolean {
  return size.ch === 1 && size.lh === 1
}

/**
 * `ratio` of a line `width` cells long, half a cell fine, and the rest of it.
 *
 * A little more than nothing shows half a cell, and not quite all never shows all.
 *
 * @param ratio - 0 to 1; beyond is cut off, NaN is 0.
 * @param width - Whole cells.
 * @returns Two strings that together are `width` cells wide.
 *
 * @example
 * lineBar(0.25, 6) // ["━╸", "────"]
 */
export function lineBar(ratio: number, width: number): [filled: string, rest: string] {
  const halves = steps(ratio, width * 2)
  const filled = "━".repeat(halves >> 1) + (halves & 1 ? "╸" : "")
  return [filled, "─".repeat(Math.max(0, width - filled.length))]
}

/** `ratio` of `count` whole steps; only 0 gives 0 and only 1 gives all. */
export function steps(ratio: number, count: number): number {
  if (!(ratio > 0) || count <= 0) return 0 // NaN too
  if (ratio >= 1) return count
  return Math.min(count - 1, Math.max(1, Math.round(ratio * count)))
}

const EIGHTHS = ["", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const

/**
 * The glyph of one column in row `row` (0 at the bottom) when the column is `eighths` high.
 *
 * @returns "" where the column does not reach.
 */
export function columnGlyph(eighths: number, row: number): string {
  return EIGHTHS[Math.min(8, Math.max(0, Math.round(eighths) - row * 8))]!
}
