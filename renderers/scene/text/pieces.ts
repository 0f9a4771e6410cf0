// One line as it is painted: stretches in one style each, and "…" where words were lost.

import type { Line, Piece, SceneNode, TextBlock, TextRun } from "../node.ts"
import type { SceneState } from "../state.ts"
import { styleOf } from "../style/style.ts"
import type { Font } from "../surface.ts"
import { isRtl, levelsOf, visualRuns } from "./bidi.ts"
import { graphemes, isAscii } from "./graphemes.ts"
import { isSpace, mostFor, NO_RUNS, TAB, widthOf } from "./text.ts"

const ELLIPSIS = "…"

export function makeLine(
  state: SceneState,
  block: TextBlock,
  start: number,
  end: number,
  width: number,
  last: boolean,
): Line {
  const { text, levels } = block
  const pieces: Piece[] = []
  const rtl = levels !== null && isRtl(levels, start)
  if (levels) {
    let x = 0
    for (const run of visualRuns(levels, text, start, end))
      x = addRuns(state, block, pieces, run.start, run.end, x, run.rtl)
  } else addRuns(state, block, pieces, start, end, 0, false)
  if (!block.mixed)
    return { width, pieces, last, rtl, height: block.lineHeight, baseline: undefined }
  const { above, below } = extents(state, block, pieces)
  return { width, pieces, last, rtl, height: above + below, baseline: above }
}

/**
 * How far a line of several fonts reaches above and below its baseline: as far as the block's own font
 * does, and each of its runs, each with half of its leading on either side (CSS 2.2, section 10.8).
 */
function extents(
  state: SceneState,
  block: TextBlock,
  pieces: readonly Piece[],
): { above: number; below: number } {
  let above = 0
  let below = 0
  const add = (font: Font) => {
    const { ascent, descent, lineHeight } = state.metrics(font)
    const leading = Math.floor((lineHeight - ascent - descent) / 2) // whole, as in browsers
    above = Math.max(above, ascent + leading)
    below = Math.max(below, lineHeight - ascent - leading)
  }
  add(block.font)
  for (const { owner } of pieces) add(styleOf(state, owner).font)
  return { above, below }
}

/** Adds what stands from `start` to `end`, cut where the style changes; returns where it ends. */
function addRuns(
  state: SceneState,
  block: TextBlock,
  pieces: Piece[],
  start: number,
  end: number,
  x: number,
  rtl: boolean,
): number {
  if (end <= start) return x
  const { text, runs } = block
  if (runs === NO_RUNS)
    return addPieces(state, pieces, text.slice(start, end), start, block.owner, x, rtl)
  const step = rtl ? -1 : 1
  for (let i = rtl ? runs.length - 1 : 0; i >= 0 && i < runs.length; i += step) {
    const run = runs[i]!
    const from = Math.max(start, run.start)
    const to = Math.min(end, run.end)
    if (from < to) x = addPieces(state, pieces, text.slice(from, to), from, run.owner, x, rtl)
  }
  return x
}

/** Adds a stretch in one style, cut at tabs; returns where it ends. */
function addPieces(
  state: SceneState,
  pieces: Piece[],
  text: string,
  start: number,
  owner: SceneNode,
  x: number,
  rtl: boolean,
): number {
  const { font } = styleOf(state, owner)
  if (!text.includes("\t")) {
    const width = state.engine.width(text, font)
    pieces.push({ text, start, x, width, owner, rtl })
    return x + width
  }
  const stop = TAB * state.metrics(font).ch
  const parts = text.split("\t")
  for (let i = 0; i < parts.length; i++) {
    if (i > 0) x = (Math.floor(x / stop + 1e-6) + 1) * stop
    const part = parts[i]!
    if (part !== "") {
      const width = state.engine.width(part, font)
      pieces.push({ text: part, start, x, width, owner, rtl })
      x += width
    }
    start += part.length + 1
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
    if (block.levels) return cutLine(state, block, a0, a1, b0, b1)
    const head = makeLine(state, block, a0, a1, 0, true)
    const tail = makeLine(state, block, b0, b1, 0, true)
    const headEnd = endOf(head)
    const owner = (head.pieces[head.pieces.length - 1] ?? tail.pieces[0])?.owner ?? block.owner
    const pieces: Piece[] = [
      ...head.pieces,
      { text: ELLIPSIS, start: -1, x: headEnd, width: mark, owner, rtl: false },
    ]
    for (const piece of tail.pieces) pieces.push({ ...piece, x: piece.x + headEnd + mark })
    const all = { width: headEnd + mark + endOf(tail), pieces, last: true, rtl: false }
    if (!block.mixed) return { ...all, height: block.lineHeight, baseline: undefined }
    const { above, below } = extents(state, block, pieces)
    return { ...all, height: above + below, baseline: above }
  }
  if (room < -0.02) return makeLine(state, block, start, start, 0, true)
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

/** A line with words from right to left is ordered anew, "…" among them. */
function cutLine(
  state: SceneState,
  block: TextBlock,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
): Line {
  const text = block.text.slice(a0, a1) + ELLIPSIS + block.text.slice(b0, b1)
  const moved = (from: number, to: number, by: number): TextRun[] =>
    block.runs.flatMap((run) => {
      const start = Math.max(run.start, from)
      const end = Math.min(run.end, to)
      return start < end ? [{ start: start + by, end: end + by, owner: run.owner }] : []
    })
  const head = moved(a0, a1, -a0)
  const tail = moved(b0, b1, a1 - a0 + ELLIPSIS.length - b0)
  const at = a1 - a0
  const owner = (head[head.length - 1] ?? tail[0])?.owner ?? block.owner
  const runs =
    block.runs === NO_RUNS
      ? NO_RUNS
      : [...head, { start: at, end: at + ELLIPSIS.length, owner }, ...tail]
  const direction = isRtl(block.levels!, a0) ? "rtl" : "ltr"
  const cut = { ...block, text, runs, levels: levelsOf(state, text, direction) }
  const line = makeLine(state, cut, 0, text.length, 0, true)
  const pieces = line.pieces.map((piece) => ({ ...piece, start: uncut(piece.start) }))
  return { ...line, pieces, width: endOf(line), rtl: direction === "rtl" }

  /** Where an offset of the cut text is in the whole one. */
  function uncut(offset: number): number {
    if (offset < at) return offset + a0
    return offset < at + ELLIPSIS.length ? -1 : offset - at - ELLIPSIS.length + b0
  }
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
    if (used + advance > mostFor(room)) break
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
    if (used + advance > mostFor(room)) break
    used += advance
    at -= size
  }
  return at
}
