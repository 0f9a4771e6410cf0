// input and textarea: who decides the value.
//
//     value={source}   controlled: after each edit the page shows what the source says
//     initialValue     where it begins; then it is the user's
//
// maxLength counts graphemes, which the browser's own does not.

import { activeIn } from "./focus.ts"
import { type Hosted, type State, stateOf } from "./node.ts"

type Field = HTMLInputElement | HTMLTextAreaElement

export function setUpEdit(node: Field, state: State): void {
  if (state.kind === "input") (node as HTMLInputElement).type = "text"
  else (node as HTMLTextAreaElement).rows = 3
  node.setAttribute("autocomplete", "off")
  node.setAttribute("spellcheck", "false")
}

/** Shows `value`; a caret that stands in the field stays where it is. */
export function setValue(node: Field, value: unknown): void {
  if (value === undefined || value === null) return
  const words = String(value)
  if (node.value === words) return
  const focused = activeIn(node) === node
  const { selectionStart, selectionEnd } = node
  const atEnd = selectionStart === node.value.length
  node.value = words
  if (focused && !atEnd) node.setSelectionRange(selectionStart, selectionEnd)
}

/** After the user's edit, before any listener: cuts what is over maxLength. */
export function limitEdit(target: Node, composing: boolean): void {
  const most = stateOf(target)?.attrs.maxLength as number | undefined
  if (most === undefined || composing) return
  const node = target as unknown as Field
  const words = node.value
  if (words.length <= most) return
  const graphemes = [...new Intl.Segmenter().segment(words)]
  const over = graphemes.length - most
  if (over <= 0) return
  // What was typed stands before the caret: that is what goes.
  const caret = node.selectionStart ?? words.length
  const typed = graphemes.filter((one) => one.index < caret)
  const keep = Math.max(0, typed.length - over)
  const start = typed
    .slice(0, keep)
    .map((one) => one.segment)
    .join("")
  const rest = graphemes.slice(typed.length).map((one) => one.segment)
  node.value = start + rest.slice(0, most - keep).join("")
  node.setSelectionRange(start.length, start.length)
}

/** After the listeners: a controlled field goes back to what its source says, once that has settled. */
export function settleEdit(target: Node): void {
  const state = stateOf(target)
  if (state?.attrs.value === undefined) return
  queueMicrotask(() => setValue(target as Hosted as unknown as Field, state.attrs.value))
}
