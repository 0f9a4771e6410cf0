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
import { ALL, blockFor, isHalf, isLower, NOTHING } from "./blocks.ts"
import { BOLD, DIM } from "./cells.ts"
import { mix, rgbOf } from "./color.ts"
import { type Pool, SPACE } from "./glyphs.ts"
import { type Clip, type Ground, isPaintable, OPAQUE } from "./ground.ts"
import { fillMasks, type Polygon } from "./raster.ts"
import { textWidth } from "./width.ts"

const BRAILLE = 0x2800
/** Bit of a dot: DOTS[y * 2 + x]. */
const DOTS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
/** CSS pixels to a dot: a cell is 8 of them wide, and two dots. */
const DOT = 4

/** What the pen draws on. */
interface PenGround extends Ground {
  readonly pool: Pool
}

/** The pen that painters get in a terminal. Beyond `Pen` it can set single cells. */
export class CellPen implements Pen {
  /** Tells painters that run on several surfaces that `cell` is here. */
  readonly unit = "cell"
  readonly #ground: PenGround
  #x = 0
  #y = 0
  #width = 0
  #height = 0
  #visible: Clip = { x0: 0, y0: 0, x1: 0, y1: 0 }
  #resolve: (color: string) => Rgba = () => NONE
  /** Finished and open parts of the path: x and y in turn, in cells of the element. */
  #path: Polygon[] = []
  #open: Polygon | undefined

  constructor(ground: PenGround) {
    this.#ground = ground
  }

  /** Takes the pen to an element. */
  start(
    x: number,
    y: number,
    width: number,
    height: number,
    visible: Clip,
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
    const ground = this.#ground
    if (!isPaintable(ground, x, y)) return
    const { back, base } = ground
    const i = y * ground.width + x
    const was = back.glyph[i]!
    const under = back.bg[i]!
    const ink =
      opacity >= 1
        ? paint
        : OPAQUE | mix(rgbOf(under, base.background), rgbOf(paint, base.foreground), opacity)
    let block = blockFor(mask)
    // A see-through fill keeps the words and lines that it meets, and its sides are straight.
    if (opacity < 1 && block.glyph !== SPACE && (was !== SPACE || !isLower(block.glyph)))
      block = isHalf(mask) ? ALL : NOTHING
    if (block.glyph === SPACE) {
      if (!block.inverted) return
      back.bg[i] = ink
      if (opacity >= 1 || was === SPACE) {
        back.glyph[i] = SPACE
        back.attr[i] = 0
        back.mendBeside(x, y, was)
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
    back.mendBeside(x, y, was)
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
    const ground = this.#ground
    if (!isPaintable(ground, x, y)) return
    const { back } = ground
    const i = y * ground.width + x
    const bit = DOTS[(dotY & 3) * 2 + (dotX & 1)]!
    const was = back.glyph[i]!
    if (was >= BRAILLE && was < BRAILLE + 256) back.glyph[i] = was | bit
    else {
      // An area under the line: the cell takes its colour if it covers half of it.
      if (was >= 0x2584 && was <= 0x2588) back.bg[i] = back.fg[i]!
      back.glyph[i] = BRAILLE | bit
      back.attr[i] = 0
      back.mendBeside(x, y, was)
    }
    back.fg[i] = paint === DEFAULT ? DEFAULT : paint
  }

  text(x: number, y: number, text: string, options?: PenTextOptions): this {
    const ground = this.#ground
    const row = this.#y + Math.round(y)
    const visible = this.#visible
    if (row < visible.y0 || row >= visible.y1) return this
    const width = textWidth(text)
    const shift = options?.align === "right" ? width : options?.align === "center" ? width / 2 : 0
    const left = this.#x + Math.round(x - shift)
    const color = this.#resolve(options?.color ?? "text")
    const glyphs = ground.pool.shape(text)
    const attr = (options?.bold ? BOLD : 0) | (options?.dim ? DIM : 0)
    const { back } = ground
    for (let k = 0; k < width; k++) {
      const column = left + k
      if (column < visible.x0 || column >= visible.x1 || !isPaintable(ground, column, row)) continue
      const i = row * ground.width + column
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
    const ground = this.#ground
    if (!isPaintable(ground, column, row)) return this
    const i = row * ground.width + column
    const { back } = ground
    const was = back.glyph[i]!
    back.glyph[i] = codePoint < 0x7f && codePoint >= 0x20 ? codePoint : narrow(codePoint)
    back.fg[i] = color
    back.attr[i] = 0
    if (background !== NONE) back.bg[i] = background
    back.mendBeside(column, row, was)
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
