// The pen on cells: strokes in braille dots, fills in solid blocks.
//
//     stroke   ⡠⠊⠉⠢⣀      2 × 4 dots a cell; dots of one stroke join in a cell
//     fill     ▂▅███▆▃     a covered cell is a background; where the shape ends inside a cell, the
//                          eighth block (from below or from the left) or quadrant nearest to it
//
// A path is kept in the coordinates that were given (cells, from the corner of the element). A fill
// samples each cell at 4 × 8 points, so that "half covered" is counted and not guessed.
//
// Cells are twice as high as wide. `arc` keeps circles round: its radius counts columns, and rows
// count two columns each.

import type { Pen, PenTextOptions } from "../../core/view/pen.ts"
import { DEFAULT, NONE, type Rgba } from "../scene/index.ts"
import { BOLD, DIM } from "./cells.ts"
import { mix, rgbOf } from "./color.ts"
import { SPACE } from "./glyphs.ts"
import { fillMasks, type Polygon } from "./raster.ts"
import type { CellSurface } from "./surface.ts"
import { textWidth } from "./width.ts"

const OPAQUE = 0xff000000 | 0
const BRAILLE = 0x2800
/** Bit of a dot: DOTS[y * 2 + x]. */
const DOTS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
/** CSS pixels to a dot: a cell is 8 of them wide, and two dots. */
const DOT = 4

interface Visible {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** The pen that painters get in a terminal. Beyond `Pen` it can set single cells. */
export class CellPen implements Pen {
  /** Tells painters that run on several surfaces that `cell` is here. */
  readonly unit = "cell"
  readonly #surface: CellSurface
  #x = 0
  #y = 0
  #width = 0
  #height = 0
  #visible: Visible = { x0: 0, y0: 0, x1: 0, y1: 0 }
  #resolve: (color: string) => Rgba = () => NONE
  /** Finished and open parts of the path: x and y in turn, in cells of the element. */
  #path: Polygon[] = []
  #open: Polygon | undefined

  constructor(surface: CellSurface) {
    this.#surface = surface
  }

  /** Takes the pen to an element. */
  start(
    x: number,
    y: number,
    width: number,
    height: number,
    visible: Visible,
    resolve: (color: string) => Rgba,
  ): void {
    this.#x = x
    this.#y = y
    this.#width = width
    this.#height = height
    this.#visible = visible
    this.#resolve = resolve
    this.begin()
  }

  // ── Path ──────────────────────────────────────────────────────────────────────────────────────

  begin(): this {
    this.#path = []
    this.#open = undefined
    return this
  }

  moveTo(x: number, y: number): this {
    this.#open = [x, y]
    this.#path.push(this.#open)
    return this
  }

  lineTo(x: number, y: number): this {
    if (!this.#open) return this.moveTo(x, y)
    this.#open.push(x, y)
    return this
  }

  curveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): this {
    if (!this.#open) this.moveTo(c1x, c1y)
    const open = this.#open!
    const fromX = open[open.length - 2]!
    const fromY = open[open.length - 1]!
    const length =
      distance(fromX, fromY, c1x, c1y) + distance(c1x, c1y, c2x, c2y) + distance(c2x, c2y, x, y)
    const steps = stepsFor(length)
    for (let n = 1; n <= steps; n++) {
      const t = n / steps
      const u = 1 - t
      const a = u * u * u
      const b = 3 * u * u * t
      const c = 3 * u * t * t
      const d = t * t * t
      open.push(a * fromX + b * c1x + c * c2x + d * x, a * fromY + b * c1y + c * c2y + d * y)
    }
    return this
  }

  close(): this {
    const open = this.#open
    if (open && open.length >= 4) open.push(open[0]!, open[1]!)
    this.#open = undefined
    return this
  }

  rect(x: number, y: number, width: number, height: number): this {
    this.#path.push([x, y, x + width, y, x + width, y + height, x, y + height, x, y])
    this.#open = undefined
    return this
  }

  arc(x: number, y: number, radius: number, start: number, end: number): this {
    const sweep = Math.max(-2 * Math.PI, Math.min(2 * Math.PI, end - start))
    const steps = Math.max(8, stepsFor(Math.abs(sweep) * radius))
    for (let n = 0; n <= steps; n++) {
      const angle = start + (sweep * n) / steps
      this.lineTo(x + Math.cos(angle) * radius, y + (Math.sin(angle) * radius) / 2)
    }
    return this
  }

  // ── Paint ─────────────────────────────────────────────────────────────────────────────────────

  fill(color: string, alpha = 1): this {
    const paint = this.#resolve(color)
    const opacity = Math.min(1, Math.max(0, alpha)) * (paint >>> 24 ? (paint >>> 24) / 255 : 1)
    if (paint === NONE || !(opacity > 0)) return this
    const { x0, y0, x1, y1 } = this.#visible
    const left = x0 - this.#x
    const top = y0 - this.#y
    fillMasks(this.#path, left, top, x1 - x0, y1 - y0, (x, y, mask) => {
      this.#fillCell(x + x0, y + y0, mask, paint, opacity)
    })
    return this
  }

  /** Paints the part of one cell that the mask (raster.ts) covers. */
  #fillCell(x: number, y: number, mask: number, paint: Rgba, opacity: number): void {
    const surface = this.#surface
    if (!surface.isPaintable(x, y)) return
    const { back, base } = surface
    const i = y * surface.width + x
    const under = back.bg[i]!
    const ink =
      opacity >= 1
        ? paint
        : OPAQUE | mix(rgbOf(under, base.background), rgbOf(paint, base.foreground), opacity)
    let block = blockFor(mask)
    // A see-through fill keeps the words and lines that it meets, and its sides are straight.
    if (opacity < 1 && block.glyph !== SPACE && (back.glyph[i] !== SPACE || !isLower(block.glyph)))
      block = isHalf(mask) ? ALL : NOTHING
    if (block.glyph === SPACE) {
      if (!block.inverted) return
      back.bg[i] = ink
      if (opacity >= 1 || back.glyph[i] === SPACE) {
        back.glyph[i] = SPACE
        back.attr[i] = 0
      } else back.fg[i] = OPAQUE | mix(rgbOf(back.fg[i]!, base.foreground), ink, opacity)
      return
    }
    back.glyph[i] = block.glyph
    back.attr[i] = 0
    if (block.inverted) {
      // The glyph is what is not covered: it takes the colour that was there.
      back.fg[i] = OPAQUE | rgbOf(under, base.background)
      back.bg[i] = ink
    } else back.fg[i] = ink
  }

  stroke(color: string, width = 1.5): this {
    const paint = this.#resolve(color)
    if (paint === NONE) return this
    const dots = Math.max(1, Math.round(width / DOT))
    for (const part of this.#path) {
      for (let k = 2; k < part.length; k += 2)
        this.#strokeLine(part[k - 2]!, part[k - 1]!, part[k]!, part[k + 1]!, dots, paint)
    }
    return this
  }

  /** A line in dots, one for each step along its longer side. */
  #strokeLine(fx: number, fy: number, tx: number, ty: number, dots: number, paint: Rgba): void {
    if (!(Number.isFinite(fx) && Number.isFinite(fy) && Number.isFinite(tx) && Number.isFinite(ty)))
      return // a gap in the data
    let x0 = fx * 2 - 0.5
    let y0 = fy * 4 - 0.5
    let x1 = tx * 2 - 0.5
    let y1 = ty * 4 - 0.5
    const clipped = clipLine(x0, y0, x1, y1, this.#width * 2, this.#height * 4)
    if (!clipped) return
    ;[x0, y0, x1, y1] = clipped
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))))
    for (let n = 0.5; n < steps; n++) {
      const x = Math.round(x0 + ((x1 - x0) * n) / steps)
      const y = Math.round(y0 + ((y1 - y0) * n) / steps)
      if (dots === 1) this.#dot(x, y, paint)
      else this.#brush(x, y, dots, paint)
    }
  }

  #brush(x: number, y: number, dots: number, paint: Rgba): void {
    const half = (dots - 1) / 2
    for (let dy = 0; dy < dots; dy++)
      for (let dx = 0; dx < dots; dx++)
        this.#dot(Math.round(x + dx - half), Math.round(y + dy - half), paint)
  }

  #dot(dotX: number, dotY: number, paint: Rgba): void {
    // The far edges belong to the last dot: a line along the bottom of a chart is to be seen.
    if (dotX === this.#width * 2) dotX--
    else if (dotX === -1) dotX = 0
    if (dotY === this.#height * 4) dotY--
    else if (dotY === -1) dotY = 0
    const column = dotX >> 1
    const row = dotY >> 2
    const x = this.#x + column
    const y = this.#y + row
    const visible = this.#visible
    if (x < visible.x0 || x >= visible.x1 || y < visible.y0 || y >= visible.y1) return
    const surface = this.#surface
    if (!surface.isPaintable(x, y)) return
    const { back } = surface
    const i = y * surface.width + x
    const bit = DOTS[(dotY & 3) * 2 + (dotX & 1)]!
    const was = back.glyph[i]!
    if (was >= BRAILLE && was < BRAILLE + 256) back.glyph[i] = was | bit
    else {
      // An area under the line: the cell takes its colour if it covers half of it.
      if (was >= 0x2584 && was <= 0x2588) back.bg[i] = back.fg[i]!
      back.glyph[i] = BRAILLE | bit
      back.attr[i] = 0
    }
    back.fg[i] = paint === DEFAULT ? DEFAULT : paint
  }

  text(x: number, y: number, text: string, options?: PenTextOptions): this {
    const surface = this.#surface
    const row = this.#y + Math.round(y)
    const visible = this.#visible
    if (row < visible.y0 || row >= visible.y1) return this
    const width = textWidth(text)
    const shift = options?.align === "right" ? width : options?.align === "center" ? width / 2 : 0
    const left = this.#x + Math.round(x - shift)
    const color = this.#resolve(options?.color ?? "text")
    const glyphs = surface.pool.shape(text)
    const attr = (options?.bold ? BOLD : 0) | (options?.dim ? DIM : 0)
    const { back } = surface
    for (let k = 0; k < width; k++) {
      const column = left + k
      if (column < visible.x0 || column >= visible.x1 || !surface.isPaintable(column, row)) continue
      const i = row * surface.width + column
      back.glyph[i] = glyphs ? glyphs[k]! : text.charCodeAt(k)
      back.fg[i] = color === NONE ? DEFAULT : color
      back.attr[i] = attr
    }
    for (
      let column = Math.max(left, visible.x0);
      column <= Math.min(left + width, visible.x1);
      column++
    )
      back.mend(column, row)
    return this
  }

  /**
   * One cell, for pictures and games: what a terminal has and other surfaces have not. Coordinates
   * are whole cells of the element; what lies outside is left out.
   *
   * @param codePoint - A printable code point of one column; controls are drawn as a space.
   * @param color - 0xAARRGGBB (0xff7aa2f7), or DEFAULT.
   * @param background - The same; NONE keeps what is there.
   *
   * @example
   * draw({ paint: (pen) => { if ("cell" in pen) (pen as CellPen).cell(0, 0, 0x40, 0xffff0000) } })
   */
  cell(x: number, y: number, codePoint: number, color: Rgba, background: Rgba = NONE): this {
    const column = this.#x + x
    const row = this.#y + y
    const visible = this.#visible
    if (column < visible.x0 || column >= visible.x1 || row < visible.y0 || row >= visible.y1)
      return this
    const surface = this.#surface
    if (!surface.isPaintable(column, row)) return this
    const i = row * surface.width + column
    const { back } = surface
    back.glyph[i] = codePoint < 0x7f && codePoint >= 0x20 ? codePoint : narrow(codePoint)
    back.fg[i] = color
    back.attr[i] = 0
    if (background !== NONE) back.bg[i] = background
    return this
  }
}

function narrow(codePoint: number): number {
  if (codePoint < 0xa1 || codePoint > 0x10ffff) return SPACE
  return textWidth(String.fromCodePoint(codePoint)) === 1 &&
    !(codePoint >= 0xd800 && codePoint < 0xe000)
    ? codePoint
    : SPACE
}

function distance(x0: number, y0: number, x1: number, y1: number): number {
  return Math.hypot((x1 - x0) * 2, (y1 - y0) * 4)
}

/** Pieces for a curve about `length` dots long. */
function stepsFor(length: number): number {
  return Math.min(400, Math.max(4, Math.ceil(length / 2)))
}

interface Block {
  readonly glyph: number
  /** The glyph shows what is not covered. */
  readonly inverted: boolean
}

const NOTHING: Block = { glyph: SPACE, inverted: false }
const ALL: Block = { glyph: SPACE, inverted: true }

/** The block glyph nearest to a mask of 8 rows of 4 samples (raster.ts). */
function blockFor(mask: number): Block {
  if (mask === 0) return NOTHING
  if (mask === -1) return ALL
  const heights = [0, 0, 0, 0] // covered samples of each column
  const widths = [0, 0, 0, 0, 0, 0, 0, 0]
  let fromBottom = true
  let fromTop = true
  let fromLeft = true
  let fromRight = true
  for (let row = 0; row < 8; row++) {
    const bits = (mask >>> (row * 4)) & 15
    for (let column = 0; column < 4; column++) {
      if (!(bits & (1 << column))) continue
      heights[column]!++
      widths[row]!++
      if (row < 7 && !((mask >>> (row * 4 + 4)) & (1 << column))) fromBottom = false
      if (row > 0 && !((mask >>> (row * 4 - 4)) & (1 << column))) fromTop = false
      if (column > 0 && !(bits & (1 << (column - 1)))) fromLeft = false
      if (column < 3 && !(bits & (1 << (column + 1)))) fromRight = false
    }
  }
  const covered = heights[0]! + heights[1]! + heights[2]! + heights[3]!
  const evenColumns = Math.max(...heights) - Math.min(...heights) <= 4
  const evenRows = Math.max(...widths) - Math.min(...widths) <= 1
  if (fromBottom && evenColumns) return lower(Math.round(covered / 4))
  if (fromTop && evenColumns) return invert(lower(8 - Math.round(covered / 4)))
  if (fromLeft && evenRows) return leftBlock(Math.round(covered / 4))
  if (fromRight && evenRows) return invert(leftBlock(8 - Math.round(covered / 4)))
  return quadrants(mask)
}

/** Whether half of the samples are covered. */
function isHalf(mask: number): boolean {
  let covered = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) covered++
  return covered >= 16
}

function isLower(glyph: number): boolean {
  return glyph > 0x2580 && glyph < 0x2588
}

function lower(eighths: number): Block {
  if (eighths <= 0) return NOTHING
  return eighths >= 8 ? ALL : { glyph: 0x2580 + eighths, inverted: false }
}

/** From the left; a glyph has fewer eighths the later it stands in the block. */
function leftBlock(eighths: number): Block {
  if (eighths <= 0) return NOTHING
  return eighths >= 8 ? ALL : { glyph: 0x2590 - eighths, inverted: false }
}

function invert(block: Block): Block {
  return { glyph: block.glyph, inverted: !block.inverted }
}

/** Glyphs by covered quarters: bit 0 upper left, 1 upper right, 2 lower left, 3 lower right. */
const QUADRANTS = [
  SPACE,
  0x2598,
  0x259d,
  0x2580,
  0x2596,
  0x258c,
  0x259e,
  0x259b,
  0x2597,
  0x259a,
  0x2590,
  0x259c,
  0x2584,
  0x2599,
  0x259f,
]

function quadrants(mask: number): Block {
  let quarters = 0
  for (let quarter = 0; quarter < 4; quarter++) {
    let covered = 0
    for (let row = 0; row < 4; row++) {
      const bits = (mask >>> (((quarter >> 1) * 4 + row) * 4 + (quarter & 1) * 2)) & 3
      covered += (bits & 1) + (bits >> 1)
    }
    if (covered >= 4) quarters |= 1 << quarter
  }
  if (quarters === 15) return ALL
  return quarters === 0 ? NOTHING : { glyph: QUADRANTS[quarters]!, inverted: false }
}

type Line = [number, number, number, number]

/** The part of a line inside 0 … width, 0 … height, half a dot more on each side. Source: Liang and Barsky, 1984. */
function clipLine(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  width: number,
  height: number,
): Line | undefined {
  const dx = x1 - x0
  const dy = y1 - y0
  let from = 0
  let to = 1
  const sides = [
    [-dx, x0 + 1],
    [dx, width - x0],
    [-dy, y0 + 1],
    [dy, height - y0],
  ] as const
  for (const [step, room] of sides) {
    if (step === 0) {
      if (room < 0) return undefined
      continue
    }
    const t = room / step
    if (step < 0) from = Math.max(from, t)
    else to = Math.min(to, t)
  }
  if (from > to) return undefined
  return [x0 + dx * from, y0 + dy * from, x0 + dx * to, y0 + dy * to]
}
