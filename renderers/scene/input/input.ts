// `input` and `textarea`: what they show, where the caret is, and what keys and pointer do to them.

import { damageArea, isTransformed, locate, outside } from "../geometry.ts"
import { extra, INPUT, type SceneNode, TEXTAREA } from "../node.ts"
import type { SceneState } from "../state.ts"
import { colorAt, internStyle, styleOf } from "../style/style.ts"
import { type Levels, NONE, type RunStyle } from "../surface.ts"
import { isRtl, levelsOf, visualRuns } from "../text/bidi.ts"
import { breakOffsets } from "../text/breaks.ts"
import { truncateLine } from "../text/fit.ts"
import { graphemes } from "../text/graphemes.ts"
import { offsetIn, type Stretch, stretchAt, xIn } from "../text/stretches.ts"
import { cleanInput, EditState } from "./edit.ts"

/** Width of the caret in CSS pixels. */
const CARET = 1.5

export function isEditable(node: SceneNode | null): boolean {
  return node !== null && (node.kind === INPUT || node.kind === TEXTAREA)
}

export function editOf(node: SceneNode): EditState {
  const ext = extra(node)
  ext.edit ??= new EditState()
  return ext.edit
}

/** `value` or `initialValue` came from the program. */
export function applyEdit(state: SceneState, node: SceneNode, name: string): void {
  if (!isEditable(node)) return
  const edit = editOf(node)
  const multiline = node.kind === TEXTAREA
  if (name === "value" || (name === "initialValue" && edit.given === undefined)) {
    const value = node.attrs[name] as string | undefined
    if (value !== undefined) {
      edit.given = value
      edit.reset(cleanInput(value, multiline))
    }
  }
  redraw(state, node)
}

export function redraw(state: SceneState, node: SceneNode): void {
  damageArea(state, node, 0, 0, node.width, node.height)
  state.need()
}

/** A stretch of the value that stands on one line. */
interface Row {
  readonly start: number
  readonly end: number
}

interface View {
  readonly text: string
  readonly rows: readonly Row[]
  readonly style: RunStyle
  readonly lineHeight: number
  readonly ch: number
  /** null where all runs from left to right. */
  readonly levels: Levels | null
  /** Room for a row: those that begin at the right end there. */
  readonly room: number
}

/** The value as shown: dots for a password, rows wrapped for a textarea. */
export function viewOf(state: SceneState, node: SceneNode): View {
  const edit = editOf(node)
  const style = styleOf(state, node)
  const metrics = state.metrics(style.font)
  const text = node.kind === INPUT && node.attrs.type === "password" ? dots(edit.value) : edit.value
  const rows =
    node.kind === INPUT
      ? [{ start: 0, end: text.length }]
      : wrapRows(state, text, style, node.width)
  const levels = levelsOf(state, text, node.attrs.direction)
  const room = node.width - (state.cells ? 1 : CARET)
  return { text, rows, style, lineHeight: metrics.lineHeight, ch: metrics.ch, levels, room }
}

/** One dot a grapheme, as long in UTF-16 units as what it hides, so that offsets agree. */
function dots(value: string): string {
  return graphemes(value)
    .map((grapheme) => "•" + "\u200b".repeat(grapheme.length - 1))
    .join("")
}

function wrapRows(state: SceneState, text: string, style: RunStyle, width: number): Row[] {
  const rows: Row[] = []
  const room = Math.max(state.metrics(style.font).ch, width)
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf("\n", start)
    const stop = newline < 0 ? text.length : newline
    const line = text.slice(start, stop)
    if (state.engine.width(line, style.font) <= room + 0.02) rows.push({ start, end: stop })
    else {
      let from = 0
      let good = 0
      for (const to of breakOffsets(line)) {
        if (state.engine.width(line.slice(from, to).trimEnd(), style.font) > room + 0.02) {
          if (good > from) {
            rows.push({ start: start + from, end: start + good })
            from = good
          }
          let used = 0
          let at = from
          for (const grapheme of graphemes(line.slice(from, to))) {
            const advance = state.engine.width(grapheme, style.font)
            if (used + advance > room + 0.02 && at > from && grapheme.trim() !== "") {
              rows.push({ start: start + from, end: start + at })
              from = at
              used = 0
            }
            used += advance
            at += grapheme.length
          }
        }
        good = to
      }
      rows.push({ start: start + from, end: stop })
    }
    start = stop + 1
  }
  return rows
}

export function rowOf(rows: readonly Row[], offset: number): number {
  for (let i = rows.length - 1; i > 0; i--) if (rows[i]!.start <= offset) return i
  return 0
}

/** A row from left to right. */
function stretches(state: SceneState, view: View, row: Row): Stretch[] {
  const { levels, text, style, room } = view
  const runs = levels
    ? visualRuns(levels, text, row.start, row.end)
    : [{ start: row.start, end: row.end, rtl: false }]
  const placed: Stretch[] = []
  const { font } = style
  let x = 0
  for (const run of runs) {
    const width = state.engine.width(text.slice(run.start, run.end), font)
    placed.push({ ...run, x, width, font })
    x += width
  }
  if (!levels || !isRtl(levels, row.start) || x >= room) return placed
  return placed.map((run) => ({ ...run, x: run.x + room - x }))
}

/** Where the caret stands at an offset: before the character that follows, or after the last one. */
export function xOf(state: SceneState, view: View, row: Row, offset: number): number {
  if (!view.levels)
    return state.engine.width(
      view.text.slice(row.start, Math.min(offset, row.end)),
      view.style.font,
    )
  const runs = stretches(state, view, row)
  const run =
    runs.find(({ start, end }) => offset >= start && offset < end) ??
    runs.find(({ end }) => end === Math.min(offset, row.end))
  if (run) return xIn(state.engine, view.text, run, Math.min(offset, row.end))
  return isRtl(view.levels, row.start) ? Math.max(0, view.room) : 0
}

/** Does the character after (before) an offset run from right to left? Arrow keys then go the other way. */
export function runsLeft(state: SceneState, node: SceneNode, offset: number): boolean {
  const { levels, text } = viewOf(state, node)
  if (!levels || text === "") return false
  return levels.levels[Math.min(offset, text.length - 1)]! % 2 === 1
}

/** Scrolls the text inside the field so that the caret is in view. */
function follow(state: SceneState, node: SceneNode, view: View): { x: number; y: number } {
  const edit = editOf(node)
  const index = rowOf(view.rows, edit.caret)
  const x = xOf(state, view, view.rows[index]!, edit.caret)
  const y = index * view.lineHeight
  if (node.kind === INPUT) {
    const room = Math.max(0, view.room)
    if (x < edit.left) edit.left = x
    if (x > edit.left + room) edit.left = x - room
    const whole = state.engine.width(view.text, view.style.font)
    edit.left = Math.max(0, Math.min(edit.left, whole - room))
  } else {
    if (y < edit.top) edit.top = y
    if (y + view.lineHeight > edit.top + node.height) edit.top = y + view.lineHeight - node.height
    edit.top = Math.max(0, Math.min(edit.top, view.rows.length * view.lineHeight - view.lineHeight))
  }
  return { x: x - edit.left, y: y - edit.top }
}

/** Where the caret is on the surface; null when it can't be seen. */
export function caretOf(
  state: SceneState,
  node: SceneNode,
): { x: number; y: number; height: number } | null {
  if (node.width <= 0 || node.height <= 0) return null
  const view = viewOf(state, node)
  const at = follow(state, node, view)
  if (isTransformed(node)) {
    const seen = outside(node, at.x, at.y, at.x, at.y + view.lineHeight)
    return { x: seen.left, y: seen.top, height: seen.bottom - seen.top }
  }
  const origin = locate(node)
  return { x: origin.x + at.x, y: origin.y + at.y, height: view.lineHeight }
}

export function paintEdit(state: SceneState, node: SceneNode, x: number, y: number): void {
  const { width, height, attrs } = node
  if (width <= 0 || height <= 0) return
  const { surface } = state
  if (attrs.background !== undefined) {
    const color = colorAt(state, node, attrs.background)
    if (color !== NONE) surface.fill(x, y, width, height, color, 0)
  }
  const edit = editOf(node)
  const view = viewOf(state, node)
  const focused = state.focused === node
  if (focused) follow(state, node, view)
  surface.pushClip(x, y, width, height, 0)
  if (edit.value === "" && attrs.placeholder) {
    const quiet = colorAt(state, node, "muted")
    const style = internStyle(quiet || view.style.color, NONE, quiet ? 0 : 2, "", view.style.font)
    const words = attrs.placeholder.replace(/\s+/g, " ")
    const cut = truncateLine(state.engine, words, width, style.font)
    const levels = levelsOf(state, cut, attrs.direction)
    const row = { start: 0, end: cut.length }
    for (const run of stretches(state, { ...view, text: cut, levels, style }, row))
      surface.text(x + run.x, y, view.lineHeight, cut.slice(run.start, run.end), style, run.rtl)
  }
  for (let i = 0; i < view.rows.length; i++) {
    const top = y + i * view.lineHeight - edit.top
    if (top + view.lineHeight <= y || top >= y + height) continue
    paintRow(state, node, view, view.rows[i]!, x - edit.left, top, focused)
  }
  if (focused && !state.cells) {
    const at = follow(state, node, view)
    surface.fill(
      x + at.x,
      y + at.y,
      CARET,
      view.lineHeight,
      colorAt(state, node, "accent") || view.style.color,
      0,
    )
  }
  surface.popClip()
}

function paintRow(
  state: SceneState,
  node: SceneNode,
  view: View,
  row: Row,
  x: number,
  y: number,
  focused: boolean,
): void {
  const { surface } = state
  const edit = editOf(node)
  const { style, text, lineHeight } = view
  const from = Math.max(row.start, Math.min(row.end, edit.start))
  const to = Math.max(row.start, Math.min(row.end, edit.end))
  if (!focused || from === to) {
    if (view.levels)
      for (const run of stretches(state, view, row))
        surface.text(x + run.x, y, lineHeight, text.slice(run.start, run.end), style, run.rtl)
    else if (row.end > row.start)
      surface.text(x, y, lineHeight, text.slice(row.start, row.end), style)
    return
  }
  const background = colorAt(state, node, "selection")
  const color = colorAt(state, node, "onSelection")
  const chosen = background
    ? internStyle(color || style.color, background, 0, "", style.font)
    : internStyle(style.color, NONE, 32, "", style.font)
  if (view.levels) {
    for (const run of stretches(state, view, row)) {
      const words = text.slice(run.start, run.end)
      surface.text(x + run.x, y, lineHeight, words, style, run.rtl)
      const first = Math.max(from, run.start)
      const last = Math.min(to, run.end)
      if (first >= last) continue
      // Letters that join are drawn whole, and the chosen ones seen through a clip.
      const ends = [xIn(state.engine, text, run, first), xIn(state.engine, text, run, last)]
      const left = Math.min(...ends)
      const wide = Math.max(...ends) - left
      surface.pushClip(x + left, y, wide, lineHeight, 0)
      if (background) surface.fill(x + left, y, wide, lineHeight, background, 0)
      surface.text(x + run.x, y, lineHeight, words, chosen, run.rtl)
      surface.popClip()
    }
    return
  }
  let at = x
  const put = (part: string, run: RunStyle) => {
    if (part === "") return
    const wide = state.engine.width(part, run.font)
    if (run === chosen && background) surface.fill(at, y, wide, lineHeight, background, 0)
    surface.text(at, y, lineHeight, part, run)
    at += wide
  }
  put(text.slice(row.start, from), style)
  put(text.slice(from, to), chosen)
  put(text.slice(to, row.end), style)
}

/** The offset whose place is nearest to a point in the field. */
export function offsetAt(state: SceneState, node: SceneNode, x: number, y: number): number {
  const edit = editOf(node)
  const view = viewOf(state, node)
  const index = Math.floor((y + edit.top) / view.lineHeight)
  const row = view.rows[Math.max(0, Math.min(view.rows.length - 1, index))]!
  return offsetInRow(state, view, row, x + edit.left)
}

export function offsetInRow(state: SceneState, view: View, row: Row, x: number): number {
  const run = stretchAt(stretches(state, view, row), x)
  // In a wrapped row the place after its last space belongs to the next row.
  return run ? offsetIn(state.engine, view.text, run, x) : row.start
}
