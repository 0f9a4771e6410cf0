// How is a prepared block broken into lines of a width? Arithmetic over atoms; see text.ts.

import type { Atom, Line, SceneNode, TextBlock } from "../node.ts"
import type { SceneState } from "../state.ts"
import { lineEnds } from "./browser-breaks.ts"
import { graphemes } from "./graphemes.ts"
import { makeLine, truncated } from "./pieces.ts"
import { isSpace, mostFor, prepare, widthOf } from "./text.ts"

/** Size of the block when it may be `width` wide (Infinity: as wide as it likes). */
export function measureText(
  state: SceneState,
  node: SceneNode,
  width: number,
): { width: number; height: number } {
  const block = prepare(state, node)
  const most = maxLines(node)
  if (block.text === "") return { width: 0, height: 0 }
  const fits = block.natural <= mostFor(width) || wrapOf(node) === "none"
  if (fits && block.mixed)
    return {
      width: Math.min(block.natural, Math.max(0, width)),
      height: heightOf(block, linesFor(state, node, width, most)),
    }
  if (fits)
    return {
      width: Math.min(block.natural, Math.max(0, width)),
      height: Math.min(block.hard, most) * block.lineHeight,
    }
  // Words that wrap take all the width there is, as in CSS: it does not shrink to the widest line.
  const lines = linesFor(state, node, width, most)
  return { width: Math.max(0, width), height: heightOf(block, lines) }
}

/** How tall these lines of a block are. */
export function heightOf(block: TextBlock, lines: readonly Line[]): number {
  if (!block.mixed) return lines.length * block.lineHeight
  let height = 0
  for (const line of lines) height += line.height
  return height
}

/** The least width that words can do with: they break anywhere, so that of the widest letter. */
export function leastOfWords(state: SceneState, node: SceneNode): number {
  const block = prepare(state, node)
  if (wrapOf(node) === "none") return block.natural
  let widest = 0
  let at = 0
  let before = "" // a letter is as wide as it is before its neighbour: kerned
  for (const grapheme of graphemes(block.text)) {
    if (before !== "") widest = Math.max(widest, advanceOf(state, block, at - before.length, at))
    at += grapheme.length
    before = isSpace(grapheme.charCodeAt(0)) || grapheme === "\n" ? "" : grapheme
  }
  if (before !== "") widest = Math.max(widest, advanceOf(state, block, at - before.length, at))
  return widest
}

/** How far it is from one letter to the next, the space between the two (kerning) counted. */
function advanceOf(state: SceneState, block: TextBlock, from: number, to: number): number {
  const { text } = block
  const end = text.codePointAt(to)! > 0xffff ? to + 2 : to + 1
  if (state.cells || to >= text.length || text[to] === "\n" || text[to] === "\t")
    return widthOf(state, block, from, to, 0)
  return widthOf(state, block, from, end, 0) - widthOf(state, block, to, end, 0)
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
  return block.simple && block.natural <= mostFor(width)
}

/** How many lines the block has in this width, as far as known without breaking it; -1 if not. */
export function knownLines(block: TextBlock, width: number): number {
  if (block.mixed) return -1 // another word may be taller
  if (fitsAsIs(block, width)) return 1
  return block.lines && block.linesWidth === width ? block.lines.length : -1
}

/** Lines as painted in a box of this width and height. */
export function linesIn(state: SceneState, node: SceneNode): readonly Line[] {
  const block = prepare(state, node)
  let most = maxLines(node)
  if (node.attrs.truncate && wrapOf(node) !== "none")
    most = Math.min(most, Math.max(1, Math.floor((node.height + 0.02) / block.lineHeight)))
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
  const fits = block.natural <= mostFor(width)
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
    const over = range.width > mostFor(width) || (cut && last)
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
    for (const to of line === "" ? [0] : lineEnds(line)) {
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
  const room = mostFor(width)
  let start = -1
  let end = 0
  let used = 0
  let gap = 0
  for (const atom of block.atoms) {
    const reach =
      tabs && start >= 0 ? widthOf(state, block, start, atom.end, 0) : used + gap + atom.width
    if (start >= 0 && reach > room) {
      ranges.push({ start, end, width: used, hard: false })
      start = -1
    }
    if (start < 0) {
      start = atom.start
      used = 0
      gap = 0
      if (atom.width > room) {
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

/**
 * Breaks a range between graphemes. A grapheme that is wider than the line has one to itself. What ends a line must
 * fit as it stands in its word, kerned with what follows, and as the end of the line.
 */
function splitRange(
  state: SceneState,
  block: TextBlock,
  range: Range,
  width: number,
  into: Range[],
): void {
  const { text } = block
  const most = mostFor(width)
  let start = range.start
  let at = range.start
  let used = 0
  let pulled = -1
  for (const grapheme of graphemes(text.slice(range.start, range.end))) {
    const to = at + grapheme.length
    const kerned = !state.cells && at > start
    let reach = kerned
      ? widthOf(state, block, start, to, 0)
      : used + widthOf(state, block, at, to, used)
    if (at > start && !isSpace(text.charCodeAt(at))) {
      const inWord = kerned && to < range.end ? advanceOf(state, block, start, to) : reach
      if (Math.max(reach, inWord) > most) {
        if (at === pulled) {
          into.push({ start, end: to, width: reach, hard: false })
          start = at = to
          used = 0
          continue
        }
        let end = at
        while (end > start + 1 && isSpace(text.charCodeAt(end - 1))) end-- // those hang
        into.push({
          start,
          end,
          width: end === at ? used : widthOf(state, block, start, end, 0),
          hard: false,
        })
        start = at
        reach = widthOf(state, block, at, to, 0)
      }
    }
    if (at === start && !state.cells && pulls(state, block, start, to, range, reach, most))
      pulled = to
    used = reach
    at = to
  }
  into.push({ start, end: range.end, width: used, hard: range.hard })
}

const LIGATURES = new Set(["ff", "fi", "fl", "ft", "tt"])

/**
 * Does a letter that begins a line take the next one with it? Browsers look for the place where the line is full, and
 * find it inside of a ligature; where there is none to the left of it, they take that one ("ht" of "https" in 8px).
 */
function pulls(
  state: SceneState,
  block: TextBlock,
  start: number,
  end: number,
  range: Range,
  width: number,
  most: number,
): boolean {
  if (LIGATURES.has(block.text.slice(start, end + 1))) return false // it is in one itself
  if (end + 2 > range.end || !LIGATURES.has(block.text.slice(end, end + 2))) return false
  const apart = widthOf(state, block, end, end + 1, 0) + widthOf(state, block, end + 1, end + 2, 0)
  if (apart - widthOf(state, block, end, end + 2, 0) < 0.01) return false
  return (width > most || start > range.start) && advanceOf(state, block, start, end) <= most
}
