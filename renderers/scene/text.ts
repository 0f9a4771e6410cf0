// How do words become lines?
//
//     children            block.text + runs          atoms                 lines for a width of 12
//     "Total "            "Total 1,204 files"        "Total" + " "         "Total 1,204"
//     <span>1,204</span>   ─────┬─────┬─────         "1,204" + " "         "files"
//     " files"             text │span │text          "files"
//
// Two phases. Preparing measures each atom once for its words and font; breaking into lines for a
// width is then arithmetic, and a block that is asked for the same width again answers from memory.
// A block of one line with one style, by far the most common, never makes atoms at all.
//
// White space is kept as it is (CSS `white-space: pre-wrap`): spaces and newlines are what the program
// wrote, spaces at the end of a wrapped line hang, a tab goes to the next multiple of 8 columns.

import { breakOffsets } from "./breaks.ts"
import { graphemes, isAscii } from "./graphemes.ts"
import {
  ANONYMOUS,
  type Atom,
  CONTENT,
  isInline,
  type Line,
  type Piece,
  RAW,
  type SceneNode,
  type TextBlock,
  type TextRun,
} from "./node.ts"
import type { SceneState } from "./state.ts"
import { styleOf } from "./style.ts"
import type { Font } from "./surface.ts"

/** Widths are compared with this much tolerance: Yoga counts in 32-bit floats. */
const EPSILON = 0.02
const NO_RUNS: readonly TextRun[] = []
const ELLIPSIS = "…"
const TAB = 8

/** Prepares the text of a block again, if its words or fonts changed. */
export function prepare(state: SceneState, node: SceneNode): TextBlock {
  const before = node.block
  if (before && !(node.flags & CONTENT)) return before
  node.flags &= ~CONTENT
  const only = onlyText(node)
  let text: string
  let runs: readonly TextRun[] = NO_RUNS
  let owner: SceneNode = node
  if (only) {
    text = clean(only.text)
    owner = only.parent ?? node
  } else {
    const list: TextRun[] = []
    text = collect(node, list, "")
    if (list.length === 1) owner = list[0]!.owner
    else runs = list
  }
  const font = styleOf(state, node).font
  const block: TextBlock = before ?? {
    text,
    runs,
    owner,
    font,
    natural: 0,
    lineHeight: 0,
    simple: false,
    toldWidth: -1,
    toldHeight: -1,
    atoms: null,
    lines: null,
    linesWidth: -1,
    linesMax: -1,
    hard: 1,
  }
  block.text = text
  block.runs = runs
  block.owner = owner
  block.font = font
  block.lineHeight = state.metrics(font).lineHeight
  block.atoms = null
  block.lines = null
  block.linesWidth = -1
  block.simple = runs === NO_RUNS && !/[\t\n]/.test(text)
  measureNatural(state, block)
  node.block = block
  return block
}

/** The block's only text, when nothing else is in it. */
function onlyText(node: SceneNode): SceneNode | null {
  let found: SceneNode | null = null
  const anonymous = (node.flags & ANONYMOUS) !== 0
  for (let at = node.first; at; at = at.next) {
    if (anonymous && !isInline(at)) {
      if (at.attrs.hidden) continue
      break
    }
    if (at.kind !== RAW || found) return null
    found = at
  }
  return found
}

function collect(node: SceneNode, runs: TextRun[], text: string): string {
  const anonymous = (node.flags & ANONYMOUS) !== 0
  for (let at = node.first; at; at = at.next) {
    if (at.kind === RAW) {
      if (at.text === "") continue
      const start = text.length
      text += clean(at.text)
      const owner = at.parent as SceneNode
      const last = runs[runs.length - 1]
      if (last && last.owner === owner && last.end === start)
        runs[runs.length - 1] = { start: last.start, end: text.length, owner }
      else runs.push({ start, end: text.length, owner })
    } else if (isInline(at)) {
      if (!at.attrs.hidden) text = collect(at, runs, text)
    } else if (anonymous && !at.attrs.hidden) break
  }
  return text
}

function clean(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text
}

function measureNatural(state: SceneState, block: TextBlock): void {
  const { text } = block
  if (block.simple) {
    block.hard = 1
    block.natural = state.engine.width(text, styleOf(state, block.owner).font)
    return
  }
  if (!text.includes("\n")) {
    block.hard = 1
    block.natural = widthOf(state, block, 0, text.length, 0)
    return
  }
  let widest = 0
  let lines = 0
  for (let start = 0; start <= text.length; lines++) {
    const newline = text.indexOf("\n", start)
    const end = newline < 0 ? text.length : newline
    widest = Math.max(widest, widthOf(state, block, start, end, 0))
    start = end + 1
  }
  block.hard = lines
  block.natural = widest
}

/** Width of text from `start` to `end`, styles and tabs counted; `x` is where on the line it starts. */
function widthOf(
  state: SceneState,
  block: TextBlock,
  start: number,
  end: number,
  x: number,
): number {
  if (end <= start) return 0
  const { runs, text, font } = block
  if (runs === NO_RUNS)
    return plainWidth(
      state,
      start === 0 && end === text.length ? text : text.slice(start, end),
      styleOf(state, block.owner).font,
      x,
    )
  let width = 0
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i]!
    if (run.end <= start) continue
    if (run.start >= end) break
    const from = Math.max(run.start, start)
    const to = Math.min(run.end, end)
    width += plainWidth(
      state,
      text.slice(from, to),
      styleOf(state, run.owner).font ?? font,
      x + width,
    )
  }
  return width
}

function plainWidth(state: SceneState, text: string, font: Font, x: number): number {
  if (!text.includes("\t")) return state.engine.width(text, font)
  const stop = TAB * state.metrics(font).ch
  let at = x
  const parts = text.split("\t")
  for (let i = 0; i < parts.length; i++) {
    if (i > 0) at = (Math.floor(at / stop + 1e-6) + 1) * stop
    at += state.engine.width(parts[i]!, font)
  }
  return at - x
}

/** Size of the block when it may be `width` wide (Infinity: as wide as it likes). */
export function measureText(
  state: SceneState,
  node: SceneNode,
  width: number,
): { width: number; height: number } {
  const block = prepare(state, node)
  const most = maxLines(node)
  if (block.text === "") return { width: 0, height: 0 }
  if (block.natural <= width + EPSILON || wrapOf(node) === "none")
    return {
      width: Math.min(block.natural, Math.max(0, width)),
      height: Math.min(block.hard, most) * block.lineHeight,
    }
  const lines = linesFor(state, node, width, most)
  let widest = 0
  for (const line of lines) if (line.width > widest) widest = line.width
  return { width: widest, height: lines.length * block.lineHeight }
}

/** How text of a block wraps: cut text stays on one line unless wrapping is asked for. */
function wrapOf(node: SceneNode): "word" | "char" | "none" {
  const { attrs } = node
  if (attrs.wrap) return attrs.wrap
  return attrs.truncate && attrs.lineClamp === undefined ? "none" : "word"
}

function maxLines(node: SceneNode): number {
  const clamp = node.attrs.lineClamp
  return clamp === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(clamp))
}

/** The block is one line in one style, and all of it fits: the common case, which needs no lines. */
export function fitsAsIs(block: TextBlock, width: number): boolean {
  return block.simple && block.natural <= width + EPSILON
}

/** How many lines the block has in this width, as far as known without breaking it; -1 if not. */
export function knownLines(block: TextBlock, width: number): number {
  if (fitsAsIs(block, width)) return 1
  return block.lines && block.linesWidth === width ? block.lines.length : -1
}

/** Lines as painted in a box of this width and height. */
export function linesIn(state: SceneState, node: SceneNode): readonly Line[] {
  const block = prepare(state, node)
  let most = maxLines(node)
  if (node.attrs.truncate && wrapOf(node) !== "none")
    most = Math.min(most, Math.max(1, Math.floor((node.height + EPSILON) / block.lineHeight)))
  return linesFor(state, node, node.width, most)
}

/** Breaks a block into at most `most` lines of `width`; from memory when asked again. */
export function linesFor(
  state: SceneState,
  node: SceneNode,
  width: number,
  most: number,
): readonly Line[] {
  const block = prepare(state, node)
  if (block.lines && block.linesWidth === width && block.linesMax === most) return block.lines
  block.linesWidth = width
  block.linesMax = most
  const fits = block.natural <= width + EPSILON
  if (fits && block.hard === 1) {
    block.lines = [makeLine(state, block, 0, block.text.length, block.natural, true)]
    return block.lines
  }
  const wrap = wrapOf(node)
  const ranges =
    wrap === "none" || fits ? hardRanges(state, block) : wrapRanges(state, block, wrap, width)
  const cut = ranges.length > most
  const shown = cut ? ranges.slice(0, most) : ranges
  const how = node.attrs.truncate
  const mark = how
    ? how === true
      ? "end"
      : how
    : node.attrs.lineClamp !== undefined
      ? "end"
      : undefined
  block.lines = shown.map((range, i) => {
    const last = i === shown.length - 1
    const over = range.width > width + EPSILON || (cut && last)
    if (over && mark) {
      const end =
        cut && last && mark !== "end" ? (ranges[ranges.length - 1] as Range).end : range.end
      return truncated(state, block, range.start, end, width, mark, cut && last)
    }
    return makeLine(state, block, range.start, range.end, range.width, range.hard)
  })
  return block.lines
}

interface Range {
  start: number
  end: number
  width: number
  /** A line break of the text follows (or its end). */
  hard: boolean
}

function hardRanges(state: SceneState, block: TextBlock): Range[] {
  const ranges: Range[] = []
  const { text } = block
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf("\n", start)
    const end = newline < 0 ? text.length : newline
    ranges.push({ start, end, width: widthOf(state, block, start, end, 0), hard: true })
    start = end + 1
  }
  return ranges
}

function makeAtoms(state: SceneState, block: TextBlock): readonly Atom[] {
  const atoms: Atom[] = []
  const { text } = block
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf("\n", start)
    const stop = newline < 0 ? text.length : newline
    const line = text.slice(start, stop)
    let from = 0
    for (const to of line === "" ? [0] : breakOffsets(line)) {
      let end = to
      while (end > from && isSpace(line.charCodeAt(end - 1))) end--
      atoms.push({
        start: start + from,
        end: start + end,
        next: start + to,
        width: widthOf(state, block, start + from, start + end, 0),
        space: end === to ? 0 : widthOf(state, block, start + end, start + to, 0),
        hard: to === line.length,
      })
      from = to
    }
    start = stop + 1
  }
  return atoms
}

function isSpace(c: number): boolean {
  return c === 32 || c === 9
}

function wrapRanges(
  state: SceneState,
  block: TextBlock,
  wrap: "word" | "char",
  width: number,
): Range[] {
  const ranges: Range[] = []
  if (wrap === "char") {
    for (const range of hardRanges(state, block)) splitRange(state, block, range, width, ranges)
    return ranges
  }
  block.atoms ??= makeAtoms(state, block)
  const tabs = block.text.includes("\t")
  let start = -1
  let end = 0
  let used = 0
  let gap = 0
  for (const atom of block.atoms) {
    const reach =
      tabs && start >= 0 ? widthOf(state, block, start, atom.end, 0) : used + gap + atom.width
    if (start >= 0 && reach > width + EPSILON) {
      ranges.push({ start, end, width: used, hard: false })
      start = -1
    }
    if (start < 0) {
      start = atom.start
      used = 0
      gap = 0
      if (atom.width > width + EPSILON) {
        // A word wider than the line is broken between graphemes (CSS overflow-wrap: anywhere).
        const whole = { start: atom.start, end: atom.end, width: atom.width, hard: false }
        splitRange(state, block, whole, width, ranges)
        const rest = ranges.pop()!
        start = rest.start
        end = rest.end
        used = rest.width
        gap = atom.space
        if (atom.hard) {
          ranges.push({ start, end, width: used, hard: true })
          start = -1
        }
        continue
      }
    }
    used = tabs ? widthOf(state, block, start, atom.end, 0) : used + gap + atom.width
    gap = atom.space
    end = atom.end
    if (atom.hard) {
      ranges.push({ start, end, width: used, hard: true })
      start = -1
    }
  }
  return ranges
}

/** Breaks a range between graphemes. A grapheme that is wider than the line has one to itself. */
function splitRange(
  state: SceneState,
  block: TextBlock,
  range: Range,
  width: number,
  into: Range[],
): void {
  let start = range.start
  let at = range.start
  let used = 0
  for (const grapheme of graphemes(block.text.slice(range.start, range.end))) {
    const advance = widthOf(state, block, at, at + grapheme.length, used)
    if (at > start && used + advance > width + EPSILON) {
      into.push({ start, end: at, width: used, hard: false })
      start = at
      used = 0
    }
    used += advance
    at += grapheme.length
  }
  into.push({ start, end: range.end, width: used, hard: range.hard })
}

function makeLine(
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
function truncated(
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
