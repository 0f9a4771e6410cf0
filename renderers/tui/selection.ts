// Text selected by mouse while the app has the mouse: what a terminal does by itself otherwise.
//
//     ┌ log ───────────────┐
//     │ 12:01 started ▓▓▓▓▓│   from the cell where the button went down to the cell where it is,
//     │▓12:02▓listening▓▓▓▓│   row by row, within the bounds: a panel's text without its neighbours
//     │▓12:03▓GET▓/ 200    │
//     └────────────────────┘
//
// It lives on cells, not on nodes: it is painted by turning INVERSE over in what is about to be
// encoded, and back afterwards, so that painting and damage know nothing of it.
//
// Where the bounds are a scroll box's, both ends go with its content, and the text of rows that leave
// the box is kept for the copy.

import type { Rect } from "../../core/view/index.ts"
import { WORD_PART } from "../scene/index.ts"
import { type Cells, INVERSE } from "./cells.ts"
import type { Touched } from "./damage.ts"
import { type Pool, TAIL, WIDE } from "./glyphs.ts"

/** What the selection needs of a CellSurface. */
export interface SelectionScreen {
  readonly width: number
  readonly height: number
  readonly back: Cells
  readonly front: Cells
  readonly pool: Pool
  readonly touched: Touched
  scrollRegion: boolean
}

interface Place {
  readonly x: number
  readonly y: number
}

/** Text of rows out of view that is kept at most, in UTF-16 units; a terminal takes no more either. */
const MOST_KEPT = 1 << 20

export class Selection {
  readonly #screen: SelectionScreen
  #anchor: Place | undefined
  #head: Place = { x: 0, y: 0 }
  #bounds: Rect = { x: 0, y: 0, width: 0, height: 0 }
  /** The rows that the terminal shows inverted, from and to. */
  #shown = { top: 0, bottom: 0 }
  /** How far the scroll box that the bounds are in is scrolled; undefined without one. */
  #scrollTop: (() => number) | undefined
  #lastTop = 0
  /** Text of selected rows that went out of view, by row of the content. */
  readonly #kept = new Map<number, string>()
  #keptLength = 0

  constructor(screen: SelectionScreen) {
    this.#screen = screen
  }

  get isEmpty(): boolean {
    return this.#anchor === undefined
  }

  /**
   * Selects from one cell to another, both included, within `bounds`. All in cells of the screen.
   *
   * @param scrollTop - Rows that the content within the bounds is scrolled by, now and later.
   */
  select(anchor: Place, head: Place, bounds: Rect, scrollTop?: () => number): void {
    this.#bounds = bounds
    this.#anchor = this.#within(anchor)
    this.#head = this.#within(head)
    this.#scrollTop = scrollTop
    this.#lastTop = scrollTop?.() ?? 0
    this.#kept.clear()
    this.#keptLength = 0
  }

  /**
   * After painting, before encoding: goes along with content that was scrolled.
   *
   * @param held - The head stays where it is: the pointer is there.
   */
  follow(held: boolean): void {
    const anchor = this.#anchor
    if (!anchor || !this.#scrollTop) return
    const by = this.#scrollTop() - this.#lastTop
    if (by === 0 || Number.isNaN(by)) return
    const { y: top, height } = this.#bounds
    const [from, to] = [Math.min(anchor.y, this.#head.y), Math.max(anchor.y, this.#head.y)]
    for (let y = Math.max(top, from); y <= Math.min(to, top + height - 1); y++)
      if (y - by < top || y - by >= top + height) this.#keep(y, anchor, by > 0)
    this.#lastTop += by
    this.#anchor = { x: anchor.x, y: anchor.y - by }
    if (!held) this.#head = { x: this.#head.x, y: this.#head.y - by }
  }

  /** Notes the text of a row that the terminal still shows, from the anchor on or as a whole. */
  #keep(y: number, anchor: Place, leavesAtTop: boolean): void {
    const { x: left, width } = this.#bounds
    const from = y === anchor.y && leavesAtTop ? anchor.x : left
    const to = y === anchor.y && !leavesAtTop ? anchor.x + 1 : left + width
    const { front, pool } = this.#screen
    let line = ""
    for (let x = from; x < Math.min(to, front.width); x++)
      line += pool.textOf(front.glyph[y * front.width + x] ?? 0x20)
    line = line.trimEnd()
    if (this.#keptLength + line.length > MOST_KEPT) return
    this.#keptLength += line.length
    this.#kept.set(y + this.#lastTop, line)
  }

  /** Moves the end that is not the anchor; true when that changed anything. */
  extend(x: number, y: number): boolean {
    const head = this.#within({ x, y })
    if (!this.#anchor || (head.x === this.#head.x && head.y === this.#head.y)) return false
    this.#head = head
    return true
  }

  /** The word at a place; a blank is no word, and then nothing is selected. */
  selectWord(x: number, y: number, bounds: Rect, scrollTop?: () => number): void {
    const at = (column: number) => this.#textAt(column, y)
    const right = bounds.x + bounds.width
    if (!isWord(at(x))) return
    let from = x
    let to = x
    while (from > bounds.x && isWord(at(from - 1))) from--
    while (to + 1 < right && isWord(at(to + 1))) to++
    this.select({ x: from, y }, { x: to, y }, bounds, scrollTop)
  }

  selectLine(y: number, bounds: Rect, scrollTop?: () => number): void {
    this.select({ x: bounds.x, y }, { x: bounds.x + bounds.width - 1, y }, bounds, scrollTop)
  }

  /** True when there was something. */
  clear(): boolean {
    const had = this.#anchor !== undefined
    this.#anchor = undefined
    this.#kept.clear()
    this.#keptLength = 0
    return had
  }

  /** The selected text: rows without the blanks at their ends, joined by "\n". */
  text(): string {
    if (!this.#anchor) return ""
    const top = this.#lastTop
    const first = Math.min(this.#anchor.y, this.#head.y) + top
    const last = Math.max(this.#anchor.y, this.#head.y) + top
    const lines = new Map<number, string>()
    for (const [row, line] of this.#kept) if (row >= first && row <= last) lines.set(row, line)
    this.#eachRow((y, from, to) => {
      let line = ""
      for (let x = from; x < to; x++) line += this.#textAt(x, y)
      lines.set(y + top, line.trimEnd())
    })
    const rows = [...lines.keys()].sort((a, b) => a - b)
    return rows.map((row) => lines.get(row)).join("\n")
  }

  /** Runs `encode` with the selection shown. */
  around(encode: () => void): void {
    const { touched } = this.#screen
    const before = this.#shown
    const { height, width } = this.#screen
    for (let y = before.top; y < Math.min(before.bottom, height); y++) touched.add(y, 0, width)
    let top = height
    let bottom = 0
    this.#eachRow((y, from, to) => {
      this.#turn(y, from, to)
      touched.add(y, from, to)
      top = Math.min(top, y)
      bottom = y + 1
    })
    try {
      encode()
    } finally {
      this.#eachRow((y, from, to) => this.#turn(y, from, to))
      this.#shown = { top, bottom }
    }
  }

  /** Some rows are shown inverted, or are to be. */
  get isShown(): boolean {
    return this.#anchor !== undefined || this.#shown.bottom > this.#shown.top
  }

  #turn(y: number, from: number, to: number): void {
    const { back } = this.#screen
    for (let i = y * back.width + from; i < y * back.width + to; i++) {
      back.attr[i] = (back.attr[i] ?? 0) ^ INVERSE
    }
  }

  /** Calls `use` with each row's columns, `to` not included; wide graphemes are taken whole. */
  #eachRow(use: (y: number, from: number, to: number) => void): void {
    if (!this.#anchor) return
    const { width, height, back } = this.#screen
    const isForward =
      this.#anchor.y < this.#head.y ||
      (this.#anchor.y === this.#head.y && this.#anchor.x <= this.#head.x)
    const [start, end] = isForward ? [this.#anchor, this.#head] : [this.#head, this.#anchor]
    const left = Math.max(0, this.#bounds.x)
    const right = Math.min(width, this.#bounds.x + this.#bounds.width)
    const top = Math.max(0, this.#bounds.y, start.y)
    const bottom = Math.min(end.y, height - 1, this.#bounds.y + this.#bounds.height - 1)
    for (let y = top; y <= bottom; y++) {
      let from = y === start.y ? start.x : left
      let to = y === end.y ? end.x + 1 : right
      to = Math.min(to, width)
      if (from > 0 && (back.glyph[y * width + from] ?? 0) & TAIL) from--
      if (to > 0 && to < width && (back.glyph[y * width + to - 1] ?? 0) & WIDE) to++
      if (to > from) use(y, from, to)
    }
  }

  #within({ x, y }: Place): Place {
    const { x: left, y: top, width, height } = this.#bounds
    const right = Math.max(left, left + width - 1)
    const bottom = Math.max(top, top + height - 1)
    // As in a text editor: above the first row means its beginning, below the last its end.
    if (y < top) return { x: left, y: top }
    if (y > bottom) return { x: right, y: bottom }
    return { x: Math.max(left, Math.min(right, x)), y }
  }

  #textAt(x: number, y: number): string {
    const { back, pool, width, height } = this.#screen
    if (x < 0 || x >= width || y < 0 || y >= height) return ""
    const glyph = back.glyph[y * width + x] ?? 0x20
    return glyph & TAIL ? "" : pool.textOf(glyph)
  }
}

function isWord(text: string): boolean {
  return text === "" || WORD_PART().test(text)
}
