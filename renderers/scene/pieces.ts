// One line as it is painted: stretches in one style each, and "…" where words were lost.

import { graphemes, isAscii } from "./graphemes.ts"
import type { Line, Piece, SceneNode, TextBlock } from "./node.ts"
import type { SceneState } from "./state.ts"
import { styleOf } from "./style.ts"
import { EPSILON, isSpace, NO_RUNS, TAB, widthOf } from "./text.ts"

const ELLIPSIS = "…"

export function makeLine(
  state: SceneState,
  block: TextBlock,
  start: number,
  end: number,
  width: number,
  last: boolean,
): Line {
  const { text, runs } = block
  const pieces: Piece[] = []
  if (end > start) {
    if (runs === NO_RUNS) addPieces(state, pieces, text.slice(start, end), block.owner, 0)
    else {
      let x = 0
      for (const run of runs) {
        if (run.end <= start) continue
        if (run.start >= end) break
        const from = Math.max(start, run.start)
        const to = Math.min(end, run.end)
        x = addPieces(state, pieces, text.slice(from, to), run.owner, x)
      }
    }
  }
  return { width, pieces, last }
}

/** Adds a stretch in one style, cut at tabs; returns where it ends. */
function addPieces(
  state: SceneState,
  pieces: Piece[],
  text: string,
  owner: SceneNode,
  x: number,
): number {
  const { font } = styleOf(state, owner)
  if (!text.includes("\t")) {
    const width = state.engine.width(text, font)
    pieces.push({ text, x, width, owner })
    return x + width
  }
  const stop = TAB * state.metrics(font).ch
  const parts = text.split("\t")
  for (let i = 0; i < parts.length; i++) {
    if (i > 0) x = (Math.floor(x / stop + 1e-6) + 1) * stop
    const part = parts[i]!
    if (part === "") continue
    const width = state.engine.width(part, font)
    pieces.push({ text: part, x, width, owner })
    x += width
  }
  return x
}

/** One line with "…" where it lost words. `more` says that words follow even if the line itself fits. */
export function truncated(
  state: SceneState,
  block: TextBlock,
  start: number,
  end: number,
  width: number,
  how: "start" | "middle" | "end",
  more: boolean,
): Line {
  const { font } = styleOf(state, block.owner)
  const mark = state.engine.width(ELLIPSIS, font)
  const room = width - mark
  const line = (a0: number, a1: number, b0: number, b1: number): Line => {
    const head = makeLine(state, block, a0, a1, 0, true)
    const tail = makeLine(state, block, b0, b1, 0, true)
    const headEnd = endOf(head)
    const owner = (head.pieces[head.pieces.length - 1] ?? tail.pieces[0])?.owner ?? block.owner
    const pieces: Piece[] = [...head.pieces, { text: ELLIPSIS, x: headEnd, width: mark, owner }]
    for (const piece of tail.pieces) pieces.push({ ...piece, x: piece.x + headEnd + mark })
    return { width: headEnd + mark + endOf(tail), pieces, last: true }
  }
  if (room < -EPSILON) return { width: 0, pieces: [], last: true }
  const text = block.text.slice(start, end)
  const parts = isAscii(text) ? null : graphemes(text)
  const sizes = (parts ?? text.split("")).map((part) => part.length)
  if (how === "end") {
    const fit = fitForward(state, block, start, sizes, room)
    const stop = more && fit >= end ? end : fit
    return line(start, trimEnd(block.text, start, stop), end, end)
  }
  if (how === "start") {
    const from = fitBackward(state, block, end, sizes, room)
    return line(start, start, from, end)
  }
  const head = fitForward(state, block, start, sizes, Math.ceil(room / 2))
  const used = widthOf(state, block, start, head, 0)
  const tail = Math.max(head, fitBackward(state, block, end, sizes, room - used))
  return line(start, head, tail, end)
}

function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return end
}

function endOf(line: Line): number {
  const last = line.pieces[line.pieces.length - 1]
  return last ? last.x + last.width : 0
}

function fitForward(
  state: SceneState,
  block: TextBlock,
  start: number,
  sizes: readonly number[],
  room: number,
): number {
  let at = start
  let used = 0
  for (const size of sizes) {
    const advance = widthOf(state, block, at, at + size, used)
    if (used + advance > room + EPSILON) break
    used += advance
    at += size
  }
  return at
}

function fitBackward(
  state: SceneState,
  block: TextBlock,
  end: number,
  sizes: readonly number[],
  room: number,
): number {
  let at = end
  let used = 0
  for (let i = sizes.length - 1; i >= 0; i--) {
    const size = sizes[i]!
    const advance = widthOf(state, block, at - size, at, 0)
    if (used + advance > room + EPSILON) break
    used += advance
    at -= size
  }
  return at
}
