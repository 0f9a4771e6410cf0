// The screen as typed arrays: one entry of each plane per cell, row after row.
//
//     glyph   what stands there (glyphs.ts)                     Int32
//     fg bg   packed colours as surface.ts's Rgba, as int32     Int32
//     attr    link id << 8 | flags                              Uint16
//
// A cell that is the right half of a wide grapheme has the glyph TAIL and the colours and attributes
// of its left half. Always true between frames: a WIDE cell has a TAIL to its right, and a TAIL has
// a WIDE cell to its left (`mend` restores it at the edges of what was painted).

import { BROKEN, SPACE, TAIL, WIDE } from "./glyphs.ts"

export const BOLD = 1
export const DIM = 2
export const ITALIC = 4
export const UNDERLINE = 8
export const STRIKE = 16
export const INVERSE = 32
/** The glyph is a border's: another border that crosses it joins it. Never on the wire. */
export const JOINABLE = 64
/** The cell is a part of a picture (kitty.ts) and its colour the picture's id. Never on the wire. */
export const IMAGE = 128
/** Flags that show on a space. */
export const SHOWS_ON_SPACE = UNDERLINE | STRIKE | INVERSE
/** All flags that reach the terminal. */
export const STYLE = BOLD | DIM | ITALIC | UNDERLINE | STRIKE | INVERSE
/** `attr >>> LINK` is the link id. */
export const LINK = 8

/** Beyond any index. */
const NOWHERE = 0x3fffffff
/** The terminal's own colour, as in surface.ts. */
const DEFAULT = 1

export class Cells {
  width = 0
  height = 0
  glyph = new Int32Array(0)
  fg = new Int32Array(0)
  bg = new Int32Array(0)
  attr = new Uint16Array(0)

  constructor(width: number, height: number) {
    this.resize(width, height)
  }

  /** All cells become blanks. 0 × 0 is fine. */
  resize(width: number, height: number): void {
    const size = width * height
    if (size !== this.glyph.length) {
      this.glyph = new Int32Array(size)
      this.fg = new Int32Array(size)
      this.bg = new Int32Array(size)
      this.attr = new Uint16Array(size)
    }
    this.width = width
    this.height = height
    this.blank(0, size)
  }

  /** Blanks from index `start` to before `end`, by default of the terminal's own background. */
  blank(start: number, end: number, background = DEFAULT): void {
    const { glyph, fg, bg, attr } = this
    if (end - start < 24) {
      for (let i = start; i < end; i++) {
        glyph[i] = SPACE
        fg[i] = DEFAULT
        bg[i] = background
        attr[i] = 0
      }
      return
    }
    glyph.fill(SPACE, start, end)
    fg.fill(DEFAULT, start, end)
    bg.fill(background, start, end)
    attr.fill(0, start, end)
  }

  // What `write` and its kin have changed: the first index and the last. They compare all planes at once: a
  // comparison that a first frame never came to would be compiled as one that never comes, and again later.
  first = NOWHERE
  last = -1

  /** From here on `first` and `last` say what is changed. */
  watch(): void {
    this.first = NOWHERE
    this.last = -1
  }

  /** Puts UTF-16 units of one column each, of a text that begins at `start`, where they are not yet; backgrounds stay. */
  write(from: number, end: number, start: number, text: string, ink: number, look: number): void {
    const { glyph, fg, attr } = this
    let { first, last } = this
    for (let i = from; i < end; i++) {
      const unit = text.charCodeAt(i - start)
      if (((glyph[i]! ^ unit) | (fg[i]! ^ ink) | (attr[i]! ^ look)) === 0) continue
      glyph[i] = unit
      fg[i] = ink
      attr[i] = look
      if (i < first) first = i
      if (i > last) last = i
    }
    this.first = first
    this.last = last
  }

  /** The same for glyphs. */
  writeGlyphs(
    from: number,
    end: number,
    start: number,
    glyphs: Int32Array,
    ink: number,
    look: number,
  ): void {
    const { glyph, fg, attr } = this
    let { first, last } = this
    for (let i = from; i < end; i++) {
      const next = glyphs[i - start]!
      if (((glyph[i]! ^ next) | (fg[i]! ^ ink) | (attr[i]! ^ look)) === 0) continue
      glyph[i] = next
      fg[i] = ink
      attr[i] = look
      if (i < first) first = i
      if (i > last) last = i
    }
    this.first = first
    this.last = last
  }

  /** The same for blanks. */
  erase(start: number, end: number): void {
    const { glyph, fg, attr } = this
    let { first, last } = this
    for (let i = start; i < end; i++) {
      if (((glyph[i]! ^ SPACE) | (fg[i]! ^ DEFAULT) | attr[i]!) === 0) continue
      glyph[i] = SPACE
      fg[i] = DEFAULT
      attr[i] = 0
      if (i < first) first = i
      if (i > last) last = i
    }
    this.first = first
    this.last = last
  }

  /** Copies cells: in a loop, since a view of an array costs more than a line of one. */
  copyFrom(other: Cells, start: number, end: number): void {
    const { glyph, fg, bg, attr } = this
    const { glyph: newGlyph, fg: newFg, bg: newBg, attr: newAttr } = other
    for (let i = start; i < end; i++) {
      glyph[i] = newGlyph[i]!
      fg[i] = newFg[i]!
      bg[i] = newBg[i]!
      attr[i] = newAttr[i]!
    }
  }

  /** Moves rows of full width up by `dy` (down when negative) between `top` and before `bottom`; uncovered rows are blank. */
  scrollRows(top: number, bottom: number, dy: number): void {
    const w = this.width
    const from = (top + Math.max(0, dy)) * w
    const to = (top + Math.max(0, -dy)) * w
    const length = (bottom - top - Math.abs(dy)) * w
    for (const plane of [this.glyph, this.fg, this.bg, this.attr])
      plane.copyWithin(to, from, from + length)
    if (dy > 0) this.blank((bottom - dy) * w, bottom * w)
    else this.blank(top * w, (top - dy) * w)
  }

  /** As scrollRows, for the columns `left` to before `right` only. */
  scrollRect(left: number, top: number, right: number, bottom: number, dy: number): void {
    const w = this.width
    const planes = [this.glyph, this.fg, this.bg, this.attr]
    const step = dy > 0 ? 1 : -1
    const first = dy > 0 ? top : bottom - 1
    const rows = bottom - top - Math.abs(dy)
    for (let k = 0; k < rows; k++) {
      const to = first + k * step
      const from = (to + dy) * w
      for (const plane of planes) plane.copyWithin(to * w + left, from + left, from + right)
    }
    for (let k = rows; k < bottom - top; k++) {
      const row = (first + k * step) * w
      this.blank(row + left, row + right)
    }
  }

  /** Something of one column took the place of `was`: the other half of a wide grapheme is BROKEN. */
  mendBeside(x: number, y: number, was: number): void {
    if (!(was & (WIDE | TAIL))) return
    this.mend(x, y)
    this.mend(x + 1, y)
  }

  /** Makes BROKEN of half graphemes on either side of column `x` of row `y`; true when it changed a cell. */
  mend(x: number, y: number): boolean {
    const i = y * this.width + x
    const left = x > 0 && (this.glyph[i - 1]! & WIDE) !== 0
    const right = x < this.width && (this.glyph[i]! & TAIL) !== 0
    if (left === right) return false
    if (left) this.glyph[i - 1] = BROKEN
    else this.glyph[i] = BROKEN
    return true
  }
}
