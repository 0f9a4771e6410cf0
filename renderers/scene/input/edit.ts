// Editing text: caret, selection, undo. Pure: no node, no surface.
//
// Offsets are UTF-16 units at grapheme boundaries. The selection runs from `anchor` to `caret`; they
// are equal when nothing is selected.

import { graphemes, isAscii } from "../text/graphemes.ts"
import { late } from "../text/late.ts"

interface Snapshot {
  readonly value: string
  readonly caret: number
  readonly anchor: number
}

/** Undo steps kept. */
const HISTORY = 200

export class EditState {
  value = ""
  caret = 0
  anchor = 0
  /** What the program set last, for telling its writes from the user's. */
  given: string | undefined
  /** Value when the focus came, for "change". */
  entered = ""
  /** How far the text is scrolled, in the surface's unit. */
  left = 0
  top = 0
  /** Column that up and down try to keep, in the surface's unit; -1 for none. */
  column = -1
  /** A drag with the pointer selects. */
  dragging = false
  private readonly past: Snapshot[] = []
  private readonly future: Snapshot[] = []
  /** Kind of the last edit: a run of typing is one undo step. */
  private last = ""

  get start(): number {
    return Math.min(this.caret, this.anchor)
  }
  get end(): number {
    return Math.max(this.caret, this.anchor)
  }
  get selected(): string {
    return this.value.slice(this.start, this.end)
  }

  /** A new value from the program: the caret stays where it can, history is kept only if nothing changed. */
  reset(value: string): void {
    if (value === this.value) return
    const atEnd = this.caret === this.value.length
    this.value = value
    this.caret = this.anchor = atEnd
      ? value.length
      : snap(value, Math.min(this.caret, value.length))
    this.past.length = this.future.length = 0
    this.last = ""
    this.column = -1
  }

  /** Replaces the selection; `kind` names the edit for undo. True if the value changed. */
  replace(text: string, kind: string): boolean {
    const { start, end, value } = this
    if (text === "" && start === end) return false
    this.remember(kind)
    this.value = value.slice(0, start) + text + value.slice(end)
    this.caret = this.anchor = start + text.length
    return true
  }

  private remember(kind: string): void {
    const joins = kind === this.last && kind !== "paste" && this.past.length > 0
    this.last = kind
    this.future.length = 0
    this.column = -1
    if (joins) return
    this.past.push({ value: this.value, caret: this.caret, anchor: this.anchor })
    if (this.past.length > HISTORY) this.past.shift()
  }

  undo(): boolean {
    return this.travel(this.past, this.future)
  }
  redo(): boolean {
    return this.travel(this.future, this.past)
  }

  private travel(from: Snapshot[], to: Snapshot[]): boolean {
    const step = from.pop()
    if (!step) return false
    to.push({ value: this.value, caret: this.caret, anchor: this.anchor })
    this.value = step.value
    this.caret = step.caret
    this.anchor = step.anchor
    this.last = ""
    this.column = -1
    return true
  }

  /** Moves the caret; with `select` the anchor stays. */
  move(to: number, select: boolean): void {
    this.caret = Math.max(0, Math.min(this.value.length, to))
    if (!select) this.anchor = this.caret
    this.last = ""
  }

  /** Deletes the selection, or else up to `to`. */
  erase(to: number, kind: string): boolean {
    if (this.caret === this.anchor) this.anchor = to
    return this.replace("", kind)
  }
}

/** The grapheme boundary at or before `at`. */
export function snap(text: string, at: number): number {
  if (isAscii(text)) return at
  let from = 0
  for (const grapheme of graphemes(text)) {
    if (from + grapheme.length > at) return from
    from += grapheme.length
  }
  return from
}

/** One grapheme to the left (right) of `at`. */
export function step(text: string, at: number, by: -1 | 1): number {
  if (by < 0) return at <= 0 ? 0 : snap(text, at - 1)
  if (at >= text.length) return text.length
  if (isAscii(text)) return at + 1
  let from = 0
  for (const grapheme of graphemes(text)) {
    from += grapheme.length
    if (from > at) return from
  }
  return from
}

const WORD = late("[\\p{L}\\p{N}\\p{M}_]")
/** What a double click on what is shown takes together: letters, digits, and what joins paths, addresses and names. */
export const WORD_PART = late("^[\\p{L}\\p{M}\\p{N}\\p{Extended_Pictographic}_\\-./~@:%+#?&=]")

/** The start of the word to the left, or the end of the word to the right. */
export function wordStep(text: string, at: number, by: -1 | 1): number {
  const isWord = (i: number) => WORD().test(String.fromCodePoint(text.codePointAt(i) ?? 32))
  let i = at
  if (by < 0) {
    while (i > 0 && !isWord(step(text, i, -1))) i = step(text, i, -1)
    while (i > 0 && isWord(step(text, i, -1))) i = step(text, i, -1)
  } else {
    while (i < text.length && !isWord(i)) i = step(text, i, 1)
    while (i < text.length && isWord(i)) i = step(text, i, 1)
  }
  return i
}

/** The word (or stretch of other characters) around `at`, for a double click. */
export function wordAt(text: string, at: number, word = WORD): [number, number] {
  const isWord = (i: number) => word().test(String.fromCodePoint(text.codePointAt(i) ?? 32))
  if (text === "") return [0, 0]
  const from = at >= text.length ? step(text, text.length, -1) : at
  const kind = isWord(from)
  let start = from
  let end = from
  while (start > 0 && isWord(step(text, start, -1)) === kind) start = step(text, start, -1)
  while (end < text.length && isWord(end) === kind) end = step(text, end, 1)
  return [start, end]
}

/** Text as it may stand in a field: no control characters, and no line breaks unless `multiline`. */
export function cleanInput(text: string, multiline: boolean): string {
  const lines = text.replace(/\r\n?/g, "\n")
  const kept = multiline ? lines : lines.replace(/\n+/g, " ")
  return kept.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "")
}

/** `text` cut so that `rest` and it have at most `most` graphemes together. */
export function limit(text: string, rest: string, most: number | undefined): string {
  if (most === undefined) return text
  const room = Math.max(0, most - graphemes(rest).length)
  const parts = graphemes(text)
  return parts.length <= room ? text : parts.slice(0, room).join("")
}
