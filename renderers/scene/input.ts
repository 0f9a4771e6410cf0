// `input` and `textarea`: what they show, where the caret is, and what keys and pointer do to them.

import { breakOffsets } from "./breaks.ts"
import { cleanInput, EditState, limit, step, wordAt, wordStep } from "./edit.ts"
import { truncateLine } from "./fit.ts"
import { damageArea, locate } from "./geometry.ts"
import { graphemes } from "./graphemes.ts"
import { extra, INPUT, type SceneNode, TEXTAREA } from "./node.ts"
import type { SceneState } from "./state.ts"
import { colorAt, internStyle, styleOf } from "./style.ts"
import { NONE, type RunStyle } from "./surface.ts"

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
}

/** The value as shown: dots for a password, rows wrapped for a textarea. */
function viewOf(state: SceneState, node: SceneNode): View {
  const edit = editOf(node)
  const style = styleOf(state, node)
  const metrics = state.metrics(style.font)
  const text = node.kind === INPUT && node.attrs.type === "password" ? dots(edit.value) : edit.value
  const rows =
    node.kind === INPUT
      ? [{ start: 0, end: text.length }]
      : wrapRows(state, text, style, node.width)
  return { text, rows, style, lineHeight: metrics.lineHeight, ch: metrics.ch }
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

function rowOf(rows: readonly Row[], offset: number): number {
  for (let i = rows.length - 1; i > 0; i--) if (rows[i]!.start <= offset) return i
  return 0
}

function xOf(state: SceneState, view: View, row: Row, offset: number): number {
  return state.engine.width(view.text.slice(row.start, Math.min(offset, row.end)), view.style.font)
}

/** Scrolls the text inside the field so that the caret is in view. */
function follow(state: SceneState, node: SceneNode, view: View): { x: number; y: number } {
  const edit = editOf(node)
  const index = rowOf(view.rows, edit.caret)
  const x = xOf(state, view, view.rows[index]!, edit.caret)
  const y = index * view.lineHeight
  if (node.kind === INPUT) {
    const room = Math.max(0, node.width - (state.cells ? 1 : 1.5))
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
    surface.text(x, y, view.lineHeight, truncateLine(state.engine, words, width, style.font), style)
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
      1.5,
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
    const all = text.slice(row.start, row.end)
    if (all !== "") surface.text(x, y, lineHeight, all, style)
    return
  }
  const background = colorAt(state, node, "selection")
  const color = colorAt(state, node, "onSelection")
  const chosen = background
    ? internStyle(color || style.color, background, 0, "", style.font)
    : internStyle(style.color, NONE, 32, "", style.font)
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

function offsetInRow(state: SceneState, view: View, row: Row, x: number): number {
  let used = 0
  let at = row.start
  for (const grapheme of graphemes(view.text.slice(row.start, row.end).replace(/\u200b/g, ""))) {
    const advance = state.engine.width(grapheme, view.style.font)
    if (used + advance / 2 > x) break
    used += advance
    at = step(view.text, at, 1)
  }
  // In a wrapped row the place after its last space belongs to the next row.
  return at
}

/** What a key did to a field. */
export type EditResult = "ignored" | "moved" | "edited" | "submit"

export interface EditKey {
  readonly key: string
  readonly text: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly meta: boolean
}

/** Does what a key does in a text field; `clipboard` takes what is cut or copied. */
export function editKey(
  state: SceneState,
  node: SceneNode,
  event: EditKey,
  clipboard: ((text: string) => void) | undefined,
): EditResult {
  const edit = editOf(node)
  const { key, shift, alt } = event
  const command = event.ctrl || event.meta
  const multiline = node.kind === TEXTAREA
  const { value } = edit
  const secret = node.attrs.type === "password" && !multiline
  const to = (offset: number): EditResult => {
    const before = edit.caret
    const had = edit.start !== edit.end
    edit.column = -1
    edit.move(offset, shift)
    return before === edit.caret && !had ? "ignored" : "moved"
  }
  const write = (changed: boolean): EditResult => (changed ? "edited" : "moved")
  const byWord = event.ctrl || alt
  switch (key) {
    case "left":
    case "right": {
      const by = key === "left" ? -1 : 1
      if (!shift && edit.start !== edit.end && !byWord) return to(by < 0 ? edit.start : edit.end)
      if (event.meta) return to(lineEdge(state, node, by))
      return to(
        secret && byWord
          ? by < 0
            ? 0
            : value.length
          : byWord
            ? wordStep(value, edit.caret, by)
            : step(value, edit.caret, by),
      )
    }
    case "home":
      return moved(to(command ? 0 : lineEdge(state, node, -1)))
    case "end":
      return moved(to(command ? value.length : lineEdge(state, node, 1)))
    case "up":
    case "down":
      return multiline && !command && !alt
        ? upDown(state, node, key === "up" ? -1 : 1, shift)
        : "ignored"
    case "pageup":
    case "pagedown":
      if (!multiline) return "ignored"
      return page(state, node, key === "pageup" ? -1 : 1, shift)
    case "enter":
      if (!multiline) return "submit"
      if (command) return "submit"
      return node.attrs.readOnly ? "moved" : write(insert(node, edit, "\n", "enter"))
    case "backspace":
      if (node.attrs.readOnly) return "moved"
      return write(
        edit.erase(
          byWord && !secret
            ? wordStep(value, edit.caret, -1)
            : event.meta || byWord
              ? 0
              : step(value, edit.caret, -1),
          byWord ? "word" : "back",
        ),
      )
    case "delete":
      if (node.attrs.readOnly) return "moved"
      return write(
        edit.erase(
          byWord && !secret ? wordStep(value, edit.caret, 1) : step(value, edit.caret, 1),
          byWord ? "word" : "delete",
        ),
      )
  }
  if (command && !alt) return shortcut(state, node, edit, event, secret, clipboard)
  if (alt && event.text === "") {
    if (key === "b") return to(wordStep(value, edit.caret, -1))
    if (key === "f") return to(wordStep(value, edit.caret, 1))
    if (key === "d" && !node.attrs.readOnly)
      return write(edit.erase(wordStep(value, edit.caret, 1), "word"))
    return "ignored"
  }
  if (event.text === "" || command) return "ignored"
  if (node.attrs.readOnly) return "ignored"
  return write(insert(node, edit, event.text, "type"))
}

function moved(result: EditResult): EditResult {
  return result === "ignored" ? "moved" : result
}

/** Emacs and desktop habits that every shell shares. */
function shortcut(
  state: SceneState,
  node: SceneNode,
  edit: EditState,
  event: EditKey,
  secret: boolean,
  clipboard: ((text: string) => void) | undefined,
): EditResult {
  const { value } = edit
  const writable = !node.attrs.readOnly
  const jump = (offset: number): EditResult => {
    edit.move(offset, event.shift)
    return "moved"
  }
  switch (event.key.toLowerCase()) {
    case "a":
      // Everywhere but in a shell this selects all; the caret keys reach the start as well.
      edit.anchor = 0
      edit.caret = value.length
      return "moved"
    case "e":
      return jump(lineEdge(state, node, 1))
    case "z":
      if (!writable) return "moved"
      return (event.shift ? edit.redo() : edit.undo()) ? "edited" : "moved"
    case "y":
      return writable && edit.redo() ? "edited" : "moved"
    case "w":
      return writable && edit.erase(secret ? 0 : wordStep(value, edit.caret, -1), "word")
        ? "edited"
        : "moved"
    case "u":
      return writable && edit.erase(lineEdge(state, node, -1), "line") ? "edited" : "moved"
    case "k":
      return writable && edit.erase(lineEdge(state, node, 1), "line") ? "edited" : "moved"
    case "c":
    case "x":
      if (edit.start === edit.end || !clipboard || secret) return "ignored"
      clipboard(edit.selected)
      return event.key.toLowerCase() === "x" && writable && edit.replace("", "cut")
        ? "edited"
        : "moved"
  }
  return "ignored"
}

function insert(node: SceneNode, edit: EditState, text: string, kind: string): boolean {
  const rest = edit.value.slice(0, edit.start) + edit.value.slice(edit.end)
  const clean = limit(cleanInput(text, node.kind === TEXTAREA), rest, node.attrs.maxLength)
  if (clean === "" && edit.start === edit.end) return false
  return edit.replace(clean, kind)
}

/** Inserts pasted text. */
export function editPaste(node: SceneNode, text: string): boolean {
  if (node.attrs.readOnly) return false
  return insert(node, editOf(node), text, "paste")
}

function lineEdge(state: SceneState, node: SceneNode, by: -1 | 1): number {
  const view = viewOf(state, node)
  const { caret, value } = editOf(node)
  if (node.kind === INPUT) return by < 0 ? 0 : value.length
  const index = rowOf(view.rows, caret)
  const row = view.rows[index]!
  if (by < 0) return row.start
  const next = view.rows[index + 1]
  return next && next.start === row.end ? step(value, row.end, -1) : row.end
}

function upDown(state: SceneState, node: SceneNode, by: number, select: boolean): EditResult {
  const edit = editOf(node)
  const view = viewOf(state, node)
  const index = rowOf(view.rows, edit.caret)
  const target = view.rows[index + by]
  if (!target) return "ignored"
  const x = edit.column >= 0 ? edit.column : xOf(state, view, view.rows[index]!, edit.caret)
  edit.move(offsetInRow(state, view, target, x + 0.01), select)
  edit.column = x
  return "moved"
}

function page(state: SceneState, node: SceneNode, by: -1 | 1, select: boolean): EditResult {
  const { lineHeight } = viewOf(state, node)
  const lines = Math.max(1, Math.floor(node.height / lineHeight) - 1)
  let result: EditResult = "ignored"
  for (let i = 0; i < lines; i++) if (upDown(state, node, by, select) === "moved") result = "moved"
  return result
}

/** A pointer went down, moves with the button held, or went up; x and y from the field's corner. */
export function editPointer(
  state: SceneState,
  node: SceneNode,
  phase: "down" | "move" | "up",
  x: number,
  y: number,
  clicks: number,
  shift: boolean,
): void {
  const edit = editOf(node)
  if (phase === "up") {
    edit.dragging = false
    return
  }
  const offset = offsetAt(state, node, x, y)
  if (phase === "move") {
    if (!edit.dragging || edit.caret === offset) return
    edit.move(offset, true)
  } else if (clicks === 2) {
    const [start, end] = wordAt(edit.value, offset)
    edit.anchor = start
    edit.caret = end
  } else if (clicks > 2) {
    edit.anchor = 0
    edit.caret = edit.value.length
  } else {
    edit.move(offset, shift)
    edit.dragging = true
  }
  edit.column = -1
  redraw(state, node)
}
