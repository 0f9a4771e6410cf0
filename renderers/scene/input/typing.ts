// What keys and the pointer do to a field. The model is edit.ts; what a field looks like is input.ts.

import { INPUT, type SceneNode, TEXTAREA } from "../node.ts"
import type { SceneState } from "../state.ts"
import { cleanInput, type EditState, limit, step, wordAt, wordStep } from "./edit.ts"
import { editOf, offsetAt, offsetInRow, redraw, rowOf, runsLeft, viewOf, xOf } from "./input.ts"

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
      const turned = runsLeft(state, node, edit.caret)
      const by = (key === "left") === turned ? 1 : -1
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
