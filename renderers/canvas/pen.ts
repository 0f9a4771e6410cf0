// The pen of a `draw` element, on pixels.
//
// A path is noted as numbers and replayed on each tile that it crosses. Long lines (a chart of 500
// points) become one Path2D, since each context call costs some 0.2 µs in Node: written in steps of a
// sixteenth of a pixel, from point to point, its text is short whole numbers, and 500 points are a path
// in 35 µs instead of 115. Lines along an axis and the edges of rectangles are put on whole
// device pixels, so that rules are crisp and bars have no blurred sides.

import type { Pen, PenTextOptions } from "../../core/view/pen.ts"
import type { Color } from "../../core/view/theme.ts"
import type { Font, Rgba } from "../scene/surface.ts"
import { faded, paintsNothing } from "./colors.ts"
import type { Platform } from "./platform.ts"
import type { Tile } from "./tile.ts"

/** What the pen needs of the surface that it draws on. Device pixels. */
export interface PenTarget {
  readonly ratio: number
  readonly platform: Platform
  /** Calls `draw` for each tile in which something between these edges may be painted. */
  each(left: number, top: number, right: number, bottom: number, draw: (tile: Tile) => void): void
  /** One line of text with its top at `y`, in CSS pixels of the surface. */
  text(x: number, y: number, text: string, font: Font, color: Rgba, align: number): void
}

const MOVE = 0
const LINE = 1
const CURVE = 2
const CLOSE = 3
const RECT = 4
const ARC = 5

/** Steps of a built path in a device pixel: a power of two, so that scaling is exact. */
const FINE = 16
const LONG = 48 // numbers; beyond that a Path2D is cheaper

export class PixelPen implements Pen {
  private readonly target: PenTarget
  private readonly originX: number
  private readonly originY: number
  private readonly font: Font
  private readonly resolve: (color: string) => Rgba
  private readonly path: number[] = []
  private segments = 0
  private arcs = false
  private left = Infinity
  private top = Infinity
  private right = -Infinity
  private bottom = -Infinity
  private built: Path2D | undefined

  /** `x`, `y`: the origin, in CSS pixels of the surface. */
  constructor(
    target: PenTarget,
    x: number,
    y: number,
    font: Font,
    resolve: (color: string) => Rgba,
  ) {
    this.target = target
    this.originX = Math.round(x * target.ratio)
    this.originY = Math.round(y * target.ratio)
    this.font = font
    this.resolve = resolve
  }

  begin(): this {
    this.path.length = 0
    this.segments = 0
    this.arcs = false
    this.left = this.top = Infinity
    this.right = this.bottom = -Infinity
    this.built = undefined
    return this
  }

  moveTo(x: number, y: number): this {
    return this.point(MOVE, x, y)
  }

  lineTo(x: number, y: number): this {
    return this.point(this.path.length === 0 ? MOVE : LINE, x, y)
  }

  private point(kind: number, x: number, y: number): this {
    const px = this.originX + x * this.target.ratio
    const py = this.originY + y * this.target.ratio
    if (!Number.isFinite(px) || !Number.isFinite(py)) return this // a gap in the data
    this.path.push(kind, px, py)
    this.segments++
    this.built = undefined
    this.reach(px, py)
    return this
  }

  curveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): this {
    const { ratio } = this.target
    const c = [
      this.originX + c1x * ratio,
      this.originY + c1y * ratio,
      this.originX + c2x * ratio,
      this.originY + c2y * ratio,
      this.originX + x * ratio,
      this.originY + y * ratio,
    ] as const
    if (!c.every(Number.isFinite)) return this
    if (this.path.length === 0) this.point(MOVE, x, y)
    this.path.push(CURVE, ...c)
    this.segments++
    this.built = undefined
    this.reach(c[0], c[1])
    this.reach(c[2], c[3])
    this.reach(c[4], c[5])
    return this
  }

  close(): this {
    if (this.path.length > 0) this.path.push(CLOSE)
    this.segments += 2 // no longer a single line
    this.built = undefined
    return this
  }

  rect(x: number, y: number, width: number, height: number): this {
    const { ratio } = this.target
    const left = Math.round(this.originX + x * ratio)
    const top = Math.round(this.originY + y * ratio)
    const right = Math.round(this.originX + (x + width) * ratio)
    const bottom = Math.round(this.originY + (y + height) * ratio)
    if (!Number.isFinite(left + top + right + bottom)) return this
    this.path.push(RECT, left, top, right - left, bottom - top)
    this.segments += 2
    this.built = undefined
    this.reach(left, top)
    this.reach(right, bottom)
    return this
  }

  arc(x: number, y: number, radius: number, start: number, end: number): this {
    const { ratio } = this.target
    const cx = this.originX + x * ratio
    const cy = this.originY + y * ratio
    const r = radius * ratio
    if (!Number.isFinite(cx + cy + r + start + end) || r < 0) return this
    this.path.push(ARC, cx, cy, r, start, end)
    this.segments++
    this.arcs = true
    this.built = undefined
    this.reach(cx - r, cy - r)
    this.reach(cx + r, cy + r)
    return this
  }

  private reach(x: number, y: number): void {
    if (x < this.left) this.left = x
    if (x > this.right) this.right = x
    if (y < this.top) this.top = y
    if (y > this.bottom) this.bottom = y
  }

  fill(color: Color, alpha = 1): this {
    const rgba = this.color(color, alpha)
    if (paintsNothing(rgba) || this.left > this.right) return this
    const built = this.asPath2D()
    this.target.each(
      Math.floor(this.left),
      Math.floor(this.top),
      Math.ceil(this.right),
      Math.ceil(this.bottom),
      (tile) => {
        tile.setFill(rgba)
        if (built) return tile.fillPath(built, 1 / FINE)
        tile.ctx.beginPath()
        this.replay(tile.ctx, 0, 0)
        tile.ctx.fill()
      },
    )
    return this
  }

  stroke(color: Color, width = 1.5): this {
    const rgba = this.color(color, 1)
    const line = width * this.target.ratio
    if (paintsNothing(rgba) || this.left > this.right || !(line > 0)) return this
    const ruled = this.segments === 2 && !this.arcs && this.path[3] === LINE
    let across = 0
    let down = 0
    let drawn = line
    if (ruled && (this.left === this.right || this.top === this.bottom)) {
      drawn = Math.max(1, Math.round(line))
      const middle = drawn % 2 === 1 ? 0.5 : 0
      if (this.left === this.right) across = onGrid(this.left, middle)
      if (this.top === this.bottom) down = onGrid(this.top, middle)
    }
    const built = across === 0 && down === 0 ? this.asPath2D() : undefined
    const pad = drawn * 2 + 1 // mitres stick out
    this.target.each(
      Math.floor(this.left - pad),
      Math.floor(this.top - pad),
      Math.ceil(this.right + pad),
      Math.ceil(this.bottom + pad),
      (tile) => {
        const { ctx } = tile
        tile.setStroke(rgba, built ? drawn * FINE : drawn)
        tile.setJoin(drawn > 3 ? "round" : "bevel") // on a thin line nobody sees it, and it costs half
        if (built) return tile.strokePath(built, 1 / FINE)
        ctx.beginPath()
        this.replay(ctx, across, down)
        ctx.stroke()
      },
    )
    return this
  }

  text(x: number, y: number, text: string, options: PenTextOptions = {}): this {
    const { color = "text", align = "left", bold = false, dim = false } = options
    if (!Number.isFinite(x) || !Number.isFinite(y)) return this
    const { ratio } = this.target
    const rgba = this.color(color, dim ? 0.6 : 1)
    const font = bold ? this.bold() : this.font
    const part = align === "center" ? 0.5 : align === "right" ? 1 : 0
    this.target.text(this.originX / ratio + x, this.originY / ratio + y, text, font, rgba, part)
    return this
  }

  private boldFont: Font | undefined
  private bold(): Font {
    return (this.boldFont ??= { ...this.font, weight: 700 })
  }

  private color(color: Color, alpha: number): Rgba {
    const rgba = this.resolve(color)
    return alpha >= 1 || paintsNothing(rgba) ? rgba : faded(rgba, alpha)
  }

  private replay(ctx: CanvasRenderingContext2D, dx: number, dy: number): void {
    const { path } = this
    for (let i = 0; i < path.length; ) {
      switch (path[i++]) {
        case MOVE:
          ctx.moveTo(path[i++]! + dx, path[i++]! + dy)
          break
        case LINE:
          ctx.lineTo(path[i++]! + dx, path[i++]! + dy)
          break
        case CURVE:
          ctx.bezierCurveTo(
            path[i++]! + dx,
            path[i++]! + dy,
            path[i++]! + dx,
            path[i++]! + dy,
            path[i++]! + dx,
            path[i++]! + dy,
          )
          break
        case CLOSE:
          ctx.closePath()
          break
        case RECT:
          ctx.rect(path[i++]! + dx, path[i++]! + dy, path[i++]!, path[i++]!)
          break
        default: {
          const x = path[i++]!
          const y = path[i++]!
          const radius = path[i++]!
          const start = path[i++]!
          const end = path[i++]!
          ctx.arc(x + dx, y + dy, radius, start, end, end < start)
        }
      }
    }
  }

  /** In steps of a sixteenth of a pixel, finer than anyone can see; undefined for short ones and arcs. */
  private asPath2D(): Path2D | undefined {
    if (this.arcs || this.path.length < LONG) return undefined
    return (this.built ??= this.target.platform.path(relative(this.path)))
  }
}

/** The path as the text of an SVG path, each point as its step from the one before. */
function relative(path: readonly number[]): string {
  let data = ""
  let x = 0
  let y = 0
  let startX = 0
  let startY = 0
  let line = false // a letter holds for all points up to the next one
  for (let i = 0; i < path.length; ) {
    const kind = path[i++]
    if (kind === LINE || kind === MOVE) {
      const toX = Math.round(path[i++]! * FINE)
      const toY = Math.round(path[i++]! * FINE)
      data += (kind === MOVE ? "m" : line ? " " : "l") + (toX - x) + " " + (toY - y)
      x = toX
      y = toY
      line = kind === LINE
      if (line) continue
      startX = x
      startY = y
      continue
    }
    line = false
    if (kind === CURVE) {
      data += "c"
      const fromX = x
      const fromY = y
      for (let k = 0; k < 3; k++) {
        x = Math.round(path[i++]! * FINE)
        y = Math.round(path[i++]! * FINE)
        data += `${x - fromX} ${y - fromY} `
      }
    } else if (kind === CLOSE) {
      data += "z"
      x = startX
      y = startY
    } else {
      const left = path[i++]! * FINE
      const top = path[i++]! * FINE
      const wide = path[i++]! * FINE
      data += `m${left - x} ${top - y}h${wide}v${path[i++]! * FINE}h${-wide}z`
      x = startX = left
      y = startY = top
    }
  }
  return data
}

/** What has to be added to `at` for a line along it to cover whole pixels. */
function onGrid(at: number, middle: number): number {
  return Math.round(at - middle) + middle - at
}
