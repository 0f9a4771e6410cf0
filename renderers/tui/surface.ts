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
  NONE,
  type Rgba,
  type RunStyle,
  type Surface,
} from "../scene/index.ts"
import { drawBorder } from "./border-lines.ts"
import { BOLD, Cells, DIM, INVERSE, ITALIC, LINK, STRIKE, UNDERLINE } from "./cells.ts"
import { type BaseColors, DARK_BASE } from "./color.ts"
import { Spans, Touched } from "./damage.ts"
import { emitDifferences } from "./diff.ts"
import type { Emitter } from "./emit.ts"
import { BROKEN, CLUSTER, Pool, TAIL, VALUE, WIDE } from "./glyphs.ts"
import { alphaOf, type Clip, fadeInk, type Ground, tint } from "./ground.ts"
import { type KittyImages, MOST_CELLS } from "./kitty.ts"
import { type Layer, liftLayer, putLayer } from "./layers.ts"
import { CellPen } from "./pen.ts"
import { isPicture } from "./picture.ts"
import { paintHalfBlocks, paintPixels } from "./picture-cells.ts"
import { fitTo } from "./width.ts"

/** Rows `top` to before `bottom` moved up by `dy` since the last `encode`. */
interface Shift {
  readonly top: number
  readonly bottom: number
  readonly dy: number
}

export class CellSurface implements Surface, Ground {
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
  /** The clip of a frame; kept, as all that each frame has. */
  readonly #all = { x0: 0, y0: 0, x1: 0, y1: 0 }
  /** Where may be painted now. */
  clip: Clip = { x0: 0, y0: 0, x1: 0, y1: 0 }
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
    const all = this.#all
    all.x1 = this.width
    all.y0 = spans.top
    all.y1 = spans.bottom
    this.clip = all
  }

  joins(x: number, y: number): boolean {
    if (x <= 0 || x >= this.width || y >= this.height) return false
    const { glyph } = this.back
    const i = y * this.width + x
    return (glyph[i]! & TAIL) !== 0 || glyph[i] === BROKEN || glyph[i - 1] === BROKEN
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
      const from = this.joins(x0, y) ? x0 - 1 : x0
      const to = this.joins(x1, y) ? x1 + 1 : x1
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
    if (this.#shifts.length > 0) this.#encodeShifts(out)
    emitDifferences(this.front, this.back, this.touched, out)
    this.touched.clear()
  }

  #encodeShifts(out: Emitter): void {
    for (const { top, bottom, dy } of this.#shifts) {
      out.scroll(top, bottom, dy)
      this.front.scrollRows(top, bottom, dy)
    }
    this.#shifts.length = 0
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
    const was = this.clip
    this.#clips.push(was)
    this.clip = {
      x0: Math.max(was.x0, x),
      y0: Math.max(was.y0, y),
      x1: Math.min(was.x1, x + width),
      y1: Math.min(was.y1, y + height),
    }
  }

  popClip(): void {
    const was = this.#clips.pop()
    if (was) this.clip = was
  }

  pushLayer(x: number, y: number, width: number, height: number, opacity: number): void {
    this.pushClip(x, y, width, height, 0)
    this.#layers.push(liftLayer(this, opacity))
  }

  popLayer(): void {
    const layer = this.#layers.pop()
    if (!layer) return
    this.popClip()
    putLayer(this, layer)
  }

  // ── Painting ──────────────────────────────────────────────────────────────────────────────────

  fill(x: number, y: number, width: number, height: number, color: Rgba, _radius: number): void {
    if (color === NONE || width <= 0 || height <= 0) return
    const alpha = color >>> 24
    if (alpha > 0 && alpha < 255) {
      tint(this, x, y, width, height, color, alpha / 255)
      return
    }
    const { spans, back } = this
    const { x0, y0, x1, y1 } = this.clip
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

  text(x: number, y: number, _lineHeight: number, text: string, style: RunStyle): void {
    const clip = this.clip
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
    if (fades) tint(this, from, y, to - from, 1, background, alphaOf(background))
    if (glyphs) {
      back.writeGlyphs(row + from, row + to, row + x, glyphs, fg, attr)
      // A grapheme that begins before the span or ends after it is not shown.
      if (glyphs[from - x]! & TAIL) back.glyph[row + from] = BROKEN
      if (glyphs[to - x - 1]! & WIDE) back.glyph[row + to - 1] = BROKEN
    } else back.write(row + from, row + to, row + x, text, fg, attr)
    if (background !== NONE && !fades) {
      for (let i = row + from; i < row + to; i++) back.bg[i] = background
    }
    const alpha = style.color >>> 24
    if (alpha > 0 && alpha < 255) fadeInk(this, row + from, row + to)
    back.mend(from, y)
    back.mend(to, y)
  }

  border(x: number, y: number, width: number, height: number, spec: BorderSpec): void {
    drawBorder(this, x, y, width, height, spec)
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
        paintPixels(this, x, y, width, height, image, this.images)
      else paintHalfBlocks(this, x, y, width, height, image)
      return
    }
    if (alt) this.text(x, y + Math.floor((height - 1) / 2), 1, fitTo(alt, width), style)
  }

  pen(
    x: number,
    y: number,
    width: number,
    height: number,
    _font: Font,
    resolve: (color: string) => Rgba,
  ): CellPen {
    const clip = this.clip
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
