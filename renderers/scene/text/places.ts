// Which offset of a text lies at a point, and which rectangles does a range of it cover?
//
//     ┌ text, aligned right ┐
//     │        the first ▓▓▓│   [10, 16)    lines, their stretches, and where each offset is in them
//     │             ▓▓▓ line│
//     └─────────────────────┘
//
// All in the text's own box, from its corner. What painting puts elsewhere than the line has it (aligned
// and justified words) is asked of the same functions as painting asks.

import type { Rect } from "../../../core/view/renderer.ts"
import type { Line, Piece, SceneNode } from "../node.ts"
import type { SceneState } from "../state.ts"
import { styleOf } from "../style/style.ts"
import { linesIn } from "./lines.ts"
import { offsetIn, type Stretch, stretchAt, xIn } from "./stretches.ts"
import { prepare } from "./text.ts"

/** How far a line is moved to the right by its alignment. */
export function shiftOf(state: SceneState, line: Line, room: number, align?: string): number {
  if (room <= 0 || (align === undefined && !line.rtl)) return 0
  if (align === "center") return state.cells ? Math.floor(room / 2) : room / 2
  return align === "right" || (line.rtl && align !== "left" && !isJustified(line, align)) ? room : 0
}

export function isJustified(line: Line, align: string | undefined): boolean {
  return align === "justify" && !line.last
}

/** Words and the gaps between them, from left to right as they stand, with the room of the line shared out. */
export function justified(state: SceneState, line: Line, room: number): Piece[] {
  const parts: (Piece & { x: number; gap: boolean })[] = []
  for (const piece of line.pieces) {
    const words = piece.text.split(/( +)/).filter((part) => part !== "")
    let start = piece.start
    const own = words.map((text) => {
      const part = { ...piece, text, start, gap: text.startsWith(" ") }
      if (start >= 0) start += text.length
      return part
    })
    parts.push(...(piece.rtl ? own.reverse() : own))
  }
  // Spaces at the ends of the line are no gaps.
  for (const end of [parts[0], parts[parts.length - 1]]) if (end) end.gap = false
  let open = parts.reduce((count, part) => count + (part.gap ? 1 : 0), 0)
  let left = room
  let at = 0
  return parts.map((part) => {
    const x = at
    let width = state.engine.width(part.text, styleOf(state, part.owner).font)
    if (part.gap) {
      // In cells the first gaps get the odd ones.
      const step = state.cells ? Math.ceil(left / open) : left / open
      left -= step
      open--
      width += step
    }
    at += width
    return { ...part, x, width }
  })
}

/** Words of one style on a line, where they stand in the box. */
export interface PlacedWords extends Stretch {
  readonly text: string
  readonly owner: SceneNode
}

/** A line with what is on it, where it stands in the box of its text. */
export interface PlacedLine {
  readonly words: readonly PlacedWords[]
  readonly top: number
  readonly height: number
  readonly baseline: number | undefined
}

/** The lines of a text, aligned. A "…" begins at -1. */
export function placedLines(state: SceneState, node: SceneNode): PlacedLine[] {
  const { align } = node.attrs
  let top = 0
  return linesIn(state, node).map((line) => {
    const room = node.width - line.width
    const spread = isJustified(line, align) && room > 0
    const pieces = spread ? justified(state, line, room) : line.pieces
    const shift = spread ? 0 : shiftOf(state, line, room, align)
    const words = pieces.map(({ text, start, x, width, owner, rtl }) => {
      const { font } = styleOf(state, owner)
      return { start, end: start + text.length, x: x + shift, width, rtl, font, text, owner }
    })
    const placed = { words, top, height: line.height, baseline: line.baseline }
    top += line.height
    return placed
  })
}

/** Lines without their "…", which stands for nothing that could be selected. */
function selectable(state: SceneState, node: SceneNode): PlacedLine[] {
  return placedLines(state, node).map((line) => ({
    ...line,
    words: line.words.filter(({ start }) => start >= 0),
  }))
}

/**
 * The place between two characters that is nearest to a point.
 *
 * @param share - See `offsetIn`: 1 for the place before the character that the point is in.
 */
export function offsetAtPoint(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  share = 0.5,
): number {
  const { text } = prepare(state, node)
  const lines = selectable(state, node)
  const index = lines.findIndex(({ top, height }) => y < top + height)
  const line = lines[index < 0 ? lines.length - 1 : index]
  const run = line && stretchAt(line.words, x)
  if (!run) return 0
  const isEnd = line === lines[lines.length - 1] && x >= run.x + run.width && !run.rtl
  // Behind the end of the last line stands also what was cut off there.
  return isEnd ? text.length : offsetIn(state.engine, text, run, x, share)
}

/** The rectangles that a range of the text covers, from the corner of its box: a line has one, or one a direction. */
export function rangeRects(state: SceneState, node: SceneNode, from: number, to: number): Rect[] {
  const { text } = prepare(state, node)
  const rects: Rect[] = []
  for (const { words, top: y, height } of selectable(state, node)) {
    let last: Rect | undefined
    for (const run of words) {
      const first = Math.max(from, run.start)
      const end = Math.min(to, run.end)
      if (first >= end) continue
      const a = xIn(state.engine, text, run, first)
      const b = xIn(state.engine, text, run, end)
      const x = Math.min(a, b)
      const width = Math.abs(a - b)
      // Neighbours become one: a seam would show.
      const isNext: boolean = last !== undefined && Math.abs(last.x + last.width - x) < 0.5
      if (isNext) rects.pop()
      const left: number = isNext ? last!.x : x
      rects.push((last = { x: left, y, width: x + width - left, height }))
    }
  }
  return rects
}
