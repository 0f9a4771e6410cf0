// The scene's Surface on cells: what is painted lands in typed arrays, clipped to the frame's damage.
//
//     beginFrame ─▶ fill, border, text, pen … ─▶ endFrame        back  ── encode ──▶ bytes
//     damaged cells become blank    │                             front ◀───────────┘
//                                   └ clip ∩ spans of the damage        what the terminal shows
//
// Nothing here writes to a terminal: `encode` hands the bytes that make the terminal's screen (front)
// the same as what was painted (back) to whoever paces output, after one frame or after several.

import type { Rect } from "../../core/view/renderer.ts"
import {
  type BorderSpec,
  DEFAULT,
  type Font,
  type ImageSource,
  type LineStyle,
  NONE,
  type Rgba,
  type RunStyle,
  type Surface,
} from "../scene/index.ts"
import { arms, borderGlyph, joinedGlyph, weight } from "./borders.ts"
import {
  BOLD,
  Cells,
  DIM,
  IMAGE,
  INVERSE,
  ITALIC,
  JOINABLE,
  LINK,
  STRIKE,
  UNDERLINE,
} from "./cells.ts"
import { type BaseColors, DARK_BASE, mix, rgbOf } from "./color.ts"
import { Spans, Touched } from "./damage.ts"
import { emitDifferences } from "./diff.ts"
import type { Emitter } from "./emit.ts"
import { BROKEN, CLUSTER, Pool, SPACE, TAIL, VALUE, WIDE } from "./glyphs.ts"
import { type KittyImages, MOST_CELLS } from "./kitty.ts"
import { CellPen } from "./pen.ts"
import { isPicture, type Picture, scaledPicture } from "./picture.ts"
import { fitTo } from "./width.ts"

const OPAQUE = 0xff000000 | 0
const UPPER_HALF = 0x2580

/** A rectangle of cells, ends excluded. */
interface Clip {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** What was under a layer, and how it will be blended. */
interface Layer {
  readonly clip: Clip
  readonly opacity: number
  readonly under: Cells
}

/** Rows `top` to before `bottom` moved up by `dy` since the last `encode`. */
interface Shift {
  readonly top: number
  readonly bottom: number
  readonly dy: number
}

export class CellSurface implements Surface {
  readonly unit = "cell"
  width: number
  height: number
  readonly pool = new Pool()
  /** What was painted. */
  readonly back: Cells
  /** What the terminal shows. */
  readonly front: Cells
  /** Where the two may differ. */
  readonly touched = new Touched()
  /** The terminal's own colours, for blending with them. */
  base: BaseColors = DARK_BASE
  /** Whether the terminal can move rows by itself. */
  scrollRegion = false
  /** Pictures in pixels, where the terminal has them; else they are half blocks. */
  images: KittyImages | undefined
  /** A picture was painted at some time. */
  hasPictures = false
  /** No colours: a picture is its words. */
  hasColors = true
  /** Where the hardware cursor belongs, in cells; it may lie outside. */
  caretAt: { readonly x: number; readonly y: number } | null = null

  readonly spans = new Spans()
  #clips: Clip[] = []
  #clip: Clip = { x0: 0, y0: 0, x1: 0, y1: 0 }
  #layers: Layer[] = []
  #shifts: Shift[] = []
  #pen: CellPen | undefined

  // The style that was last turned into attributes.
  #style: RunStyle | undefined
  #attr = 0

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.back = new Cells(width, height)
    this.front = new Cells(width, height)
    this.resize(width, height)
  }

  resize(width: number, height: number): void {
    this.width = width
    this.height = height
    this.back.resize(width, height)
    this.front.resize(width, height)
    this.spans.resize(height)
    this.touched.resize(width, height)
    this.#shifts.length = 0
  }

  // ── Frames ────────────────────────────────────────────────────────────────────────────────────

  beginFrame(damage: readonly Rect[]): void {
    const { spans } = this
    spans.clear()
    for (const rect of damage) this.#damage(rect)
    this.#clips.length = 0
    this.#layers.length = 0
    this.#clip = { x0: 0, y0: spans.top, x1: this.width, y1: spans.bottom }
  }

  /** Makes a rectangle blank, and a place to paint in. */
  #damage(rect: Rect): void {
    const { spans, back, width } = this
    const x0 = Math.max(0, Math.floor(rect.x))
    const x1 = Math.min(width, Math.ceil(rect.x + rect.width))
    if (x1 <= x0) return
    const y1 = Math.min(this.height, Math.ceil(rect.y + rect.height))
    for (let y = Math.max(0, Math.floor(rect.y)); y < y1; y++) {
      const row = y * width
      // A wide grapheme that reaches over the edge is repainted whole.
      const from = x0 > 0 && back.glyph[row + x0]! & TAIL ? x0 - 1 : x0
      const to = x1 < width && back.glyph[row + x1]! & TAIL ? x1 + 1 : x1
      spans.add(y, from, to)
      back.blank(row + from, row + to)
    }
  }

  endFrame(): void {
    const { spans, touched, back } = this
    while (this.#layers.length) this.popLayer()
    for (let y = spans.top; y < spans.bottom; y++) {
      const base = y * spans.capacity
      const count = spans.count[y]!
      if (count === 0) continue
      for (let k = 0; k < count; k++) {
        const from = spans.start[base + k]!
        const to = spans.end[base + k]!
        if (from > 0 && back.mend(from, y)) touched.add(y, from - 1, from)
        if (to < this.width && back.mend(to, y)) touched.add(y, to, to + 1)
      }
      touched.add(y, spans.start[base]!, spans.end[base + count - 1]!)
    }
    if (this.pool.isFull) this.#compact()
  }

  /** Whether `encode` has anything to say about cells. */
  get isDirty(): boolean {
    return !this.touched.isEmpty || this.#shifts.length > 0
  }

  /** Emits what makes the terminal show what was painted. Does not begin or end the emitter's frame. */
  encode(out: Emitter): void {
    for (const { top, bottom, dy } of this.#shifts) {
      out.scroll(top, bottom, dy)
      this.front.scrollRows(top, bottom, dy)
    }
    this.#shifts.length = 0
    emitDifferences(this.front, this.back, this.touched, out)
    this.touched.clear()
  }

  /** The terminal's screen is blank: all that is not is to be emitted. */
  frontIsBlank(): void {
    this.front.blank(0, this.front.glyph.length)
    this.#shifts.length = 0
    this.touched.all()
  }

  /** Nobody knows what the terminal shows: every cell is to be emitted, without clearing first. */
  frontIsUnknown(): void {
    this.front.glyph.fill(-1)
    this.#shifts.length = 0
    this.touched.all()
  }

  /** Drops clusters and links that no cell names any more. */
  #compact(): void {
    const { pool, back } = this
    const texts = new Map<number, string>()
    const addresses = new Map<number, string>()
    for (let i = 0; i < back.glyph.length; i++) {
      const glyph = back.glyph[i]!
      if (glyph & CLUSTER) texts.set(i, pool.partOf(glyph))
      if (back.attr[i]! >>> LINK) addresses.set(i, pool.address(back.attr[i]! >>> LINK))
    }
    pool.clear()
    for (const [i, text] of texts) back.glyph[i] = (back.glyph[i]! & ~VALUE) | pool.intern(text)
    for (const [i, address] of addresses)
      back.attr[i] = (back.attr[i]! & 0xff) | (pool.link(address) << LINK)
    pool.settle()
    this.frontIsUnknown()
    this.#style = undefined
  }

  // ── Clips and layers ──────────────────────────────────────────────────────────────────────────

  pushClip(x: number, y: number, width: number, height: number, _radius: number): void {
    const was = this.#clip
    this.#clips.push(was)
    this.#clip = {
      x0: Math.max(was.x0, x),
      y0: Math.max(was.y0, y),
      x1: Math.min(was.x1, x + width),
      y1: Math.min(was.y1, y + height),
    }
  }

  popClip(): void {
    const was = this.#clips.pop()
    if (was) this.#clip = was
  }

  pushLayer(x: number, y: number, width: number, height: number, opacity: number): void {
    this.pushClip(x, y, width, height, 0)
    const { x0, y0, x1, y1 } = this.#clip
    const clip = { x0, y0, x1: Math.max(x0, x1), y1: Math.max(y0, y1) }
    const under = new Cells(clip.x1 - x0, clip.y1 - y0)
    const { back } = this
    this.#eachSpan(clip, (y, from, to) => {
      const at = (y - y0) * under.width + from - y * this.width - x0
      under.glyph.set(back.glyph.subarray(from, to), at)
      under.fg.set(back.fg.subarray(from, to), at)
      under.bg.set(back.bg.subarray(from, to), at)
      under.attr.set(back.attr.subarray(from, to), at)
      back.glyph.fill(SPACE, from, to)
      back.bg.fill(NONE, from, to)
      back.attr.fill(0, from, to)
    })
    this.#layers.push({ clip, opacity, under })
  }

  popLayer(): void {
    const layer = this.#layers.pop()
    if (!layer) return
    this.popClip()
    const { clip, opacity, under } = layer
    this.#eachSpan(clip, (y, from, to) => {
      const row = y * this.width
      let at = (y - clip.y0) * under.width + from - row - clip.x0
      for (let i = from; i < to; i++, at++) this.#blendCell(i, under, at, opacity)
      for (let i = from; i <= to; i++) this.back.mend(i - row, y)
    })
  }

  /** Cell `i` of the layer over cell `at` of what was there. */
  #blendCell(i: number, under: Cells, at: number, opacity: number): void {
    const { back } = this
    const hasBackground = back.bg[i] !== NONE
    const hasGlyph = back.glyph[i] !== SPACE || back.attr[i] !== 0
    const underBg = under.bg[at]!
    if (back.attr[i]! & IMAGE) {
      back.bg[i] = underBg // its colour is an id: a picture does not fade
      return
    }
    if (!hasBackground && !hasGlyph) {
      back.glyph[i] = under.glyph[at]!
      back.fg[i] = under.fg[at]!
      back.bg[i] = underBg
      back.attr[i] = under.attr[at]!
      return
    }
    const ground = rgbOf(underBg, this.base.background)
    if (hasGlyph) {
      const ink = rgbOf(back.fg[i]!, this.base.foreground)
      back.fg[i] = OPAQUE | mix(ground, ink, opacity * alphaOf(back.fg[i]!))
    } else {
      // A see-through background: what was written there stays legible, and fades.
      back.glyph[i] = under.glyph[at]!
      back.attr[i] = under.attr[at]!
      const ink = rgbOf(under.fg[at]!, this.base.foreground)
      if (under.attr[at]! & IMAGE) back.fg[i] = under.fg[at]!
      else back.fg[i] = OPAQUE | mix(ink, rgbOf(back.bg[i]!, this.base.background), opacity)
    }
    if (!hasBackground) back.bg[i] = underBg
    else {
      const paint = rgbOf(back.bg[i]!, this.base.background)
      back.bg[i] = OPAQUE | mix(ground, paint, opacity * alphaOf(back.bg[i]!))
    }
  }

  /** Calls `paint` with a row and a range of cell indices, for all that is to be painted of `clip`. */
  #eachSpan(clip: Clip, paint: (y: number, from: number, to: number) => void): void {
    const { spans, width } = this
    const y0 = Math.max(clip.y0, spans.top)
    const y1 = Math.min(clip.y1, spans.bottom)
    for (let y = y0; y < y1; y++) {
      const base = y * spans.capacity
      const row = y * width
      for (let k = 0; k < spans.count[y]!; k++) {
        const from = Math.max(clip.x0, spans.start[base + k]!)
        const to = Math.min(clip.x1, spans.end[base + k]!)
        if (from < to) paint(y, row + from, row + to)
      }
    }
  }

  // ── Painting ──────────────────────────────────────────────────────────────────────────────────

  fill(x: number, y: number, width: number, height: number, color: Rgba, _radius: number): void {
    if (color === NONE || width <= 0 || height <= 0) return
    const alpha = color >>> 24
    if (alpha > 0 && alpha < 255) {
      this.#tint(x, y, width, height, color, alpha / 255)
      return
    }
    const { spans, back } = this
    const { x0, y0, x1, y1 } = this.#clip
    const left = Math.max(x, x0)
    const right = Math.min(x + width, x1)
    const top = Math.max(y, y0, spans.top)
    const bottom = Math.min(y + height, y1, spans.bottom)
    for (let yy = top; yy < bottom; yy++) {
      const base = yy * spans.capacity
      const row = yy * this.width
      for (let k = 0; k < spans.count[yy]!; k++) {
        const from = Math.max(left, spans.start[base + k]!)
        const to = Math.min(right, spans.end[base + k]!)
        if (from >= to) continue
        back.blank(row + from, row + to, color)
        back.mend(from, yy)
        back.mend(to, yy)
      }
    }
  }

  /** A see-through colour over what is there. */
  #tint(x: number, y: number, w: number, h: number, color: Rgba, alpha: number): void {
    const { back, base } = this
    const { x0, y0, x1, y1 } = this.#clip
    const clip = {
      x0: Math.max(x, x0),
      y0: Math.max(y, y0),
      x1: Math.min(x + w, x1),
      y1: Math.min(y + h, y1),
    }
    const rgb = color & 0xffffff
    this.#eachSpan(clip, (_y, from, to) => {
      for (let i = from; i < to; i++) {
        if (back.bg[i] === NONE) back.bg[i] = color
        else back.bg[i] = OPAQUE | mix(rgbOf(back.bg[i]!, base.background), rgb, alpha)
        if (back.glyph[i] !== SPACE && !(back.attr[i]! & IMAGE))
          back.fg[i] = OPAQUE | mix(rgbOf(back.fg[i]!, base.foreground), rgb, alpha)
      }
    })
  }

  text(x: number, y: number, _lineHeight: number, text: string, style: RunStyle): void {
    const clip = this.#clip
    const { spans } = this
    if (y < clip.y0 || y >= clip.y1 || y < spans.top || y >= spans.bottom || x >= clip.x1) return
    if (style !== this.#style) {
      this.#attr = attributes(style, this.pool)
      this.#style = style
    }
    const glyphs = this.pool.shape(text)
    const length = glyphs ? glyphs.length : text.length
    const left = Math.max(x, clip.x0)
    const right = Math.min(x + length, clip.x1)
    const base = y * spans.capacity
    for (let k = 0; k < spans.count[y]!; k++) {
      const from = Math.max(left, spans.start[base + k]!)
      const to = Math.min(right, spans.end[base + k]!)
      if (from < to) this.#textSpan(y, from, to, x, text, glyphs, style)
    }
  }

  /** Writes a line of text over what was there, comparing as it goes: the usual update. */
  rewrite(x: number, y: number, width: number, text: string, style: RunStyle): boolean {
    const { color } = style
    const alpha = color >>> 24
    if (style.background !== NONE || (alpha > 0 && alpha < 255)) return false
    if (style !== this.#style) {
      this.#attr = attributes(style, this.pool)
      this.#style = style
    }
    const glyphs = this.pool.shape(text)
    const length = glyphs === undefined ? text.length : glyphs.length
    if (length > width) return false
    const { back } = this
    const start = y * this.width + x
    const end = start + length
    const ink = color === NONE ? DEFAULT : color | 0
    back.watch()
    if (glyphs === undefined) back.write(start, end, start, text, ink, this.#attr)
    else back.writeGlyphs(start, end, start, glyphs, ink, this.#attr)
    if (length < width) back.erase(end, start + width)
    if (back.last !== -1) this.touched.add(y, back.first - start + x, back.last - start + x + 1)
    if (this.pool.isFull) this.#compact()
    return true
  }

  /** Columns `from` to before `to` of a text that begins at column `x`. */
  #textSpan(
    y: number,
    from: number,
    to: number,
    x: number,
    text: string,
    glyphs: Int32Array | undefined,
    style: RunStyle,
  ): void {
    const { back } = this
    const row = y * this.width
    const attr = this.#attr
    const background = style.background
    const fg = style.color === NONE ? DEFAULT : style.color | 0
    const fades = background === NONE ? false : background >>> 24 > 0 && background >>> 24 < 255
    if (fades) this.#tint(from, y, to - from, 1, background, alphaOf(background))
    if (glyphs) {
      back.writeGlyphs(row + from, row + to, row + x, glyphs, fg, attr)
      if (glyphs[from - x]! & TAIL) this.#cutLeft(y, from, glyphs[from - x - 1], fg)
      if (glyphs[to - x - 1]! & WIDE) this.#cutRight(y, to, fg)
    } else back.write(row + from, row + to, row + x, text, fg, attr)
    if (background !== NONE && !fades) {
      for (let i = row + from; i < row + to; i++) back.bg[i] = background
    }
    const alpha = style.color >>> 24
    if (alpha > 0 && alpha < 255) this.#fadeInk(row + from, row + to)
    back.mend(from, y)
    back.mend(to, y)
  }

  /**
   * The text's span begins in the middle of a grapheme. It is not shown, unless its left half was
   * there before something covered the right one: then all of it comes back.
   */
  #cutLeft(y: number, from: number, lead: number | undefined, fg: number): void {
    const { back, touched } = this
    const i = y * this.width + from
    const returns = lead !== undefined && from > this.#clip.x0 && back.glyph[i - 1] === BROKEN
    if (!returns) {
      back.glyph[i] = BROKEN
      return
    }
    back.glyph[i - 1] = lead
    back.fg[i - 1] = fg
    back.attr[i - 1] = this.#attr
    touched.add(y, from - 1, from)
  }

  /** The same at the end of a span. */
  #cutRight(y: number, to: number, fg: number): void {
    const { back, touched } = this
    const i = y * this.width + to
    const returns = to < this.#clip.x1 && back.glyph[i] === BROKEN
    if (!returns) {
      back.glyph[i - 1] = BROKEN
      return
    }
    back.glyph[i] = TAIL
    back.fg[i] = fg
    back.attr[i] = this.#attr
    touched.add(y, to, to + 1)
  }

  /** Mixes see-through foregrounds with what is behind them. */
  #fadeInk(from: number, to: number): void {
    const { back, base } = this
    for (let i = from; i < to; i++) {
      if (back.bg[i] === NONE) continue // in a layer: blended when it is popped
      const ground = rgbOf(back.bg[i]!, base.background)
      back.fg[i] = OPAQUE | mix(ground, back.fg[i]! & 0xffffff, alphaOf(back.fg[i]!))
    }
  }

  border(x: number, y: number, width: number, height: number, spec: BorderSpec): void {
    if (width <= 0 || height <= 0) return
    const right = x + width - 1
    const bottom = y + height - 1
    const { spans } = this
    const isInside =
      spans.left > x && spans.right <= right && spans.top > y && spans.bottom <= bottom
    if (isInside) return // the usual case: something in the box has changed, and not its border
    const t = weight(spec.top)
    const r = weight(spec.right)
    const b = weight(spec.bottom)
    const l = weight(spec.left)
    const round = (one: LineStyle, other: LineStyle, corner: number): boolean => {
      const { radius } = spec
      const own = typeof radius === "number" ? radius : radius[corner]!
      if (own > 0) return weight(one) === 1 && weight(other) === 1
      return typeof radius === "number" && one === "round" && other === "round"
    }
    if (height === 1 && t && b) {
      // Too low for two lines: one is drawn.
      this.#line(x, right, y, arms(0, t, 0, t), spec, spec.top === "dashed")
      return
    }
    if (t) this.#line(x + 1, right - 1, y, arms(0, t, 0, t), spec, spec.top === "dashed")
    if (b) this.#line(x + 1, right - 1, bottom, arms(0, b, 0, b), spec, spec.bottom === "dashed")
    if (l) this.#side(x, y + 1, bottom, arms(l, 0, l, 0), spec, spec.left === "dashed")
    if (r && right > x)
      this.#side(right, y + 1, bottom, arms(r, 0, r, 0), spec, spec.right === "dashed")
    this.#corner(x, y, t, l, true, true, spec, round(spec.top, spec.left, 0))
    this.#corner(right, y, t, r, false, true, spec, round(spec.top, spec.right, 1))
    this.#corner(x, bottom, b, l, true, false, spec, round(spec.bottom, spec.left, 3))
    this.#corner(right, bottom, b, r, false, false, spec, round(spec.bottom, spec.right, 2))
  }

  /** Where a horizontal and a vertical line meet. With one of them only, it is a piece of that line. */
  #corner(
    x: number,
    y: number,
    horizontal: number,
    vertical: number,
    isLeft: boolean,
    isTop: boolean,
    spec: BorderSpec,
    round: boolean,
  ): void {
    if ((!horizontal && !vertical) || !this.isPaintable(x, y)) return
    const up = isTop && horizontal ? 0 : vertical
    const down = isTop || !horizontal ? vertical : 0
    const left = isLeft && vertical ? 0 : horizontal
    const right = isLeft || !vertical ? horizontal : 0
    const value = arms(up, right, down, left)
    this.#lineCell(x, y, value, spec, borderGlyph(value, round, false))
  }

  /** A horizontal line, both ends included. */
  #line(x0: number, x1: number, y: number, value: number, spec: BorderSpec, dashed: boolean): void {
    const { spans, back } = this
    const clip = this.#clip
    if (y < clip.y0 || y >= clip.y1 || spans.count[y] === 0) return
    const glyph = borderGlyph(value, false, dashed)
    const color = spec.color === NONE ? DEFAULT : spec.color
    const isPlain = color >>> 24 === 255 || color >>> 24 === 0
    const base = y * spans.capacity
    const row = y * this.width
    for (let k = 0; k < spans.count[y]!; k++) {
      const from = Math.max(x0, clip.x0, spans.start[base + k]!)
      const to = Math.min(x1 + 1, clip.x1, spans.end[base + k]!)
      for (let i = row + from; i < row + to; i++) {
        if (!isPlain || back.glyph[i] !== SPACE) this.#lineCell(i - row, y, value, spec, glyph)
        else {
          back.glyph[i] = glyph
          back.fg[i] = color
          back.attr[i] = JOINABLE
          if (spec.background !== NONE) back.bg[i] = spec.background
        }
      }
    }
  }

  /** A vertical line from row `y0` to before `y1`. */
  #side(x: number, y0: number, y1: number, value: number, spec: BorderSpec, dashed: boolean): void {
    const { spans } = this
    const clip = this.#clip
    if (x < clip.x0 || x >= clip.x1 || x < spans.left || x >= spans.right) return
    const glyph = borderGlyph(value, false, dashed)
    const to = Math.min(y1, spans.bottom, clip.y1)
    for (let y = Math.max(y0, spans.top, clip.y0); y < to; y++)
      this.#lineCell(x, y, value, spec, glyph)
  }

  /** One cell of a border: `glyph` unless it meets another one there. */
  #lineCell(x: number, y: number, value: number, spec: BorderSpec, glyph: number): void {
    if (!this.isPaintable(x, y)) return
    const { back } = this
    const i = y * this.width + x
    const was = back.glyph[i]!
    const joined = back.attr[i]! & JOINABLE ? joinedGlyph(value, was & VALUE) : undefined
    back.glyph[i] = joined ?? glyph
    back.fg[i] = spec.color === NONE ? DEFAULT : spec.color
    back.attr[i] = JOINABLE
    if (spec.background !== NONE) back.bg[i] = spec.background
    const alpha = spec.color >>> 24
    if (alpha > 0 && alpha < 255) this.#fadeInk(i, i + 1)
    if (was & (WIDE | TAIL)) {
      back.mend(x, y)
      back.mend(x + 1, y)
    }
  }

  /** Whether the cell is inside the clip and the damage. */
  isPaintable(x: number, y: number): boolean {
    const clip = this.#clip
    if (x < clip.x0 || x >= clip.x1 || y < clip.y0 || y >= clip.y1) return false
    const { spans } = this
    const base = y * spans.capacity
    for (let k = 0; k < spans.count[y]!; k++) {
      if (x < spans.start[base + k]!) return false
      if (x < spans.end[base + k]!) return true
    }
    return false
  }

  shadow(): void {} // cells have no blur

  image(
    x: number,
    y: number,
    width: number,
    height: number,
    image: ImageSource,
    alt: string,
    style: RunStyle,
  ): void {
    if (width < 1 || height < 1) return
    if (isPicture(image)) this.hasPictures = true
    if (isPicture(image) && this.hasColors) {
      if (this.images && width <= MOST_CELLS && height <= MOST_CELLS)
        this.#pixels(x, y, width, height, image, this.images)
      else this.#halfBlocks(x, y, width, height, image)
      return
    }
    if (alt) this.text(x, y + Math.floor((height - 1) / 2), 1, fitTo(alt, width), style)
  }

  /** Cells that the terminal puts the picture's parts in. */
  #pixels(
    x: number,
    y: number,
    width: number,
    height: number,
    picture: Picture,
    images: KittyImages,
  ): void {
    const { back } = this
    let id = 0
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        if (!this.isPaintable(x + column, y + row)) continue
        id ||= images.use(picture, width, height) // only what is seen is sent
        const i = (y + row) * this.width + x + column
        back.glyph[i] = images.glyph(column, row)
        back.attr[i] = IMAGE
        back.fg[i] = images.colorOf(id)
        back.mend(x + column, y + row)
        back.mend(x + column + 1, y + row)
      }
  }

  #halfBlocks(x: number, y: number, width: number, height: number, picture: Picture): void {
    const { back, base } = this
    const colors = scaledPicture(picture, width, height * 2)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        if (!this.isPaintable(x + column, y + row)) continue
        const i = (y + row) * this.width + x + column
        const upper = colors[row * 2 * width + column]!
        const lower = colors[(row * 2 + 1) * width + column]!
        if (!(upper >>> 24) && !(lower >>> 24)) continue
        const ground = rgbOf(back.bg[i]!, base.background)
        back.glyph[i] = UPPER_HALF
        back.attr[i] = 0
        back.fg[i] = OPAQUE | mix(ground, upper & 0xffffff, (upper >>> 24) / 255)
        if (lower >>> 24) back.bg[i] = OPAQUE | mix(ground, lower & 0xffffff, (lower >>> 24) / 255)
        if (column === 0) back.mend(x, y + row)
        if (column === width - 1) back.mend(x + width, y + row)
      }
  }

  pen(
    x: number,
    y: number,
    width: number,
    height: number,
    _font: Font,
    resolve: (color: string) => Rgba,
  ): CellPen {
    const clip = this.#clip
    const visible = {
      x0: Math.max(clip.x0, x),
      y0: Math.max(clip.y0, y),
      x1: Math.min(clip.x1, x + width),
      y1: Math.min(clip.y1, y + height),
    }
    this.#pen ??= new CellPen(this)
    this.#pen.start(x, y, width, height, visible, resolve)
    return this.#pen
  }

  // ── Scrolling and the caret ───────────────────────────────────────────────────────────────────

  scroll(x: number, y: number, width: number, height: number, dy: number): boolean {
    const x0 = Math.max(0, x)
    const y0 = Math.max(0, y)
    const x1 = Math.min(this.width, x + width)
    const y1 = Math.min(this.height, y + height)
    if (dy === 0 || !Number.isInteger(dy)) return dy === 0
    if (x0 >= x1 || Math.abs(dy) >= y1 - y0) return false
    if (x0 === 0 && x1 === this.width && this.scrollRegion) {
      this.back.scrollRows(y0, y1, dy)
      this.touched.scroll(y0, y1, dy)
      this.#shifts.push({ top: y0, bottom: y1, dy })
      const top = dy > 0 ? y1 - dy : y0
      for (let row = top; row < top + Math.abs(dy); row++) this.touched.add(row, 0, this.width)
      return true
    }
    this.back.scrollRect(x0, y0, x1, y1, dy)
    for (let row = y0; row < y1; row++) {
      this.back.mend(x0, row)
      this.back.mend(x1, row)
      this.touched.add(row, Math.max(0, x0 - 1), Math.min(this.width, x1 + 1))
    }
    return true
  }

  caret(at: { x: number; y: number; height: number } | null): void {
    this.caretAt = at
  }
}

function alphaOf(color: Rgba): number {
  const alpha = color >>> 24
  return alpha === 0 ? 1 : alpha / 255
}

function attributes(style: RunStyle, pool: Pool): number {
  return (
    (style.bold ? BOLD : 0) |
    (style.dim ? DIM : 0) |
    (style.italic ? ITALIC : 0) |
    (style.underline ? UNDERLINE : 0) |
    (style.strike ? STRIKE : 0) |
    (style.inverse ? INVERSE : 0) |
    (style.href ? pool.link(linkAddress(style.href)) << LINK : 0)
  )
}

/** An address as OSC 8 takes it: printable ASCII; the rest percent-encoded. */
export function linkAddress(href: string): string {
  return href.length > 2000
    ? ""
    : href.replace(/[^!-~]/gu, (c) =>
        c.length === 1 && /[\ud800-\udfff]/.test(c) ? "" : encodeURIComponent(c),
      )
}
