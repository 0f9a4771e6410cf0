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

import {
  ANONYMOUS,
  CONTENT,
  isInline,
  RAW,
  type SceneNode,
  type TextBlock,
  type TextRun,
} from "../node.ts"
import type { SceneState } from "../state.ts"
import { styleOf } from "../style/style.ts"
import type { Font } from "../surface.ts"
import { levelsOf } from "./bidi.ts"

/**
 * The widest that text may be in a box of this width. Browsers count in 64ths of a pixel: the box is rounded down,
 * the text up, and one 64th more is let through.
 */
export function mostFor(width: number): number {
  return (Math.floor(width * 64 + 0.01) + 1) / 64 + 1e-4
}

export const NO_RUNS: readonly TextRun[] = []

export const TAB = 8

/** Prepares the text of a block again, if its words or fonts changed. */
export function prepare(state: SceneState, node: SceneNode): TextBlock {
  const before = node.block
  if (before && !(node.flags & CONTENT)) return before
  node.flags &= ~CONTENT
  const only = onlyText(node)
  let text: string
  let runs: readonly TextRun[] = NO_RUNS
  let owner: SceneNode = node
  const plain = only !== null && state.engine.isPlain?.(only.text) === true
  if (only) {
    text = plain ? only.text : clean(only.text)
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
    mixed: false,
    levels: null,
    shownX: 0,
    shownY: 0,
    shownIn: -1,
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
  block.levels = plain ? null : levelsOf(state, text, node.attrs.direction)
  block.mixed = !state.cells && isMixed(state, block)
  block.simple =
    plain || (runs === NO_RUNS && !block.mixed && !block.levels && !/[\t\n]/.test(text))
  if (plain) {
    block.hard = 1
    block.natural = text.length
  } else measureNatural(state, block)
  node.block = block
  return block
}

/** Would a line of one of the runs be another than that of the block? */
function isMixed(state: SceneState, block: TextBlock): boolean {
  if (block.runs === NO_RUNS) return isOther(state, block, block.owner)
  return block.runs.some(({ owner }) => isOther(state, block, owner))
}

function isOther(state: SceneState, block: TextBlock, owner: SceneNode): boolean {
  const { font } = styleOf(state, owner)
  if (font === block.font) return false
  const { ascent, descent, lineHeight } = state.metrics(block.font)
  const own = state.metrics(font)
  return own.ascent !== ascent || own.descent !== descent || own.lineHeight !== lineHeight
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
    block.natural = up64(state, state.engine.width(text, styleOf(state, block.owner).font))
    return
  }
  if (!text.includes("\n")) {
    block.hard = 1
    block.natural = lineWidth(state, block, 0, text.length)
    return
  }
  let widest = 0
  let lines = 0
  for (let start = 0; start <= text.length; lines++) {
    const newline = text.indexOf("\n", start)
    const end = newline < 0 ? text.length : newline
    widest = Math.max(widest, lineWidth(state, block, start, end))
    start = end + 1
  }
  block.hard = lines
  block.natural = widest
}

function up64(state: SceneState, width: number): number {
  return state.cells ? width : Math.ceil(width * 64 - 1e-3) / 64
}

/** Width of a line by itself: browsers round up each of its runs. */
function lineWidth(state: SceneState, block: TextBlock, start: number, end: number): number {
  if (state.cells || block.runs === NO_RUNS)
    return up64(state, widthOf(state, block, start, end, 0))
  let width = 0
  for (const run of block.runs) {
    const from = Math.max(run.start, start)
    const to = Math.min(run.end, end)
    if (from < to) width += up64(state, widthOf(state, block, from, to, width))
  }
  return width
}

/** Width of text from `start` to `end`, styles and tabs counted; `x` is where on the line it starts. */
export function widthOf(
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

export function isSpace(c: number): boolean {
  return c === 32 || c === 9
}
