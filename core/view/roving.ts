// Which member of a grid does an arrow key go to? The one above or below, as it is seen.
//
//     ┌ a ┐ ┌ b ┐ ┌ c ┐      down from b: e, the nearest of the next row
//     ┌ d ┐ ┌ e ┐            down from c: e again; down from e: b, around the end

import type { Rect } from "./renderer.ts"

/** Do they stand in rows and columns, not in one line? */
export function isGrid(boxes: readonly Rect[]): boolean {
  const rows = new Set(boxes.map((box) => Math.round(box.y + box.height / 2))).size
  return rows > 1 && rows < boxes.length
}

/**
 * The index of the member in the next row (`by` 1) or the one before (-1), around the ends: the nearest to the
 * middle of member `at`.
 *
 * @param boxes - Of the members, in one unit.
 */
export function inNextRow(boxes: readonly Rect[], at: number, by: 1 | -1): number {
  const from = boxes[at]!
  const ahead = (box: Rect) => by * (box.y + box.height / 2 - from.y - from.height / 2)
  const aside = (box: Rect) => Math.abs(box.x + box.width / 2 - from.x - from.width / 2)
  const beyond = boxes.filter((box) => ahead(box) > from.height / 2)
  const rows = beyond.length > 0 ? beyond : boxes
  const line = Math.min(...rows.map(ahead))
  const row = rows.filter((box) => ahead(box) <= line + box.height / 2)
  return boxes.indexOf(row.sort((a, b) => aside(a) - aside(b))[0]!)
}
