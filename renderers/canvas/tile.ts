// One piece of a surface: a small canvas, and a memory of what its context is set to.
//
//     ┌────────┬────────┐   Drawing and reading back a canvas costs a copy of all of it, whatever
//     │ tile 0 │ tile 1 │   was drawn. So a surface is cut into tiles, and a changed number pays
//     ├────────┼────────┤   for the one tile that it stands on.
//     │ tile 2 │ tile 3 │
//     └────────┴────────┘
//
// Every call into a context costs about 1 µs in Node, even `fillStyle = what it already is`.
// So the tile shadows fill, stroke, line width, font and alpha, and skips equal sets; and a clip is
// set only for what sticks out of it, and is kept while the next operations fit it.
//
// All coordinates are whole device pixels of the surface, from its top left corner: the tile's
// context is translated once, when it is made.

import type { Matrix, Radius, Rgba } from "../scene/surface.ts"
import { cssColor } from "./colors.ts"
import { type Context, contextOf, type PixelCanvas, type Platform } from "./platform.ts"
import type { BoxShadow } from "./shadow.ts"

/** A rectangle by its edges, in device pixels. Right and bottom are exclusive. */
export interface Edges {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A rectangle of damage in one tile. Reaches past the tile's edges where nothing has to be cut. */
export interface Region extends Edges {
  /** What the last frame left there has not been cleared or covered yet. */
  stale: boolean
  /**
   * An opaque colour that covers all of it and has not been drawn yet: panels lie on panels, and the
   * next one may cover this one. 0: nothing waits.
   */
  under: Rgba
}

/** A rounded rectangle that clips, in device pixels. */
export interface RoundClip extends Edges {
  readonly radius: Radius
  /** The largest of its corners. */
  readonly bend: number
}

/** Edges and round corners that cut, in coordinates that `matrix` maps to device pixels. */
export interface Cut extends Edges {
  readonly rounds: readonly RoundClip[]
  /** null: they are device pixels. */
  readonly matrix: Matrix | null
}

const IDENTITY = { a: 1, b: 0, c: 0, d: 1 }
const AWAY = 16_384

const NO_CANVAS: PixelCanvas = { width: 0, height: 0, getContext: () => null }
const NO_ROUNDS: readonly RoundClip[] = []

export class Tile {
  readonly canvas: PixelCanvas
  readonly ctx: Context
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** What may be painted in this frame. */
  readonly regions: Region[] = []
  /** The tile as a list: of the tiles that a small rectangle touches. */
  readonly alone: readonly Tile[] = [this]
  /** Drawn to since its pixels were last asked for; Skia keeps every operation until then. */
  operations = 0

  private fillColor = -1
  private strokeColor = -1
  private lineWidth = -1
  private font = ""
  private spacing = "0px 0px"
  private direction = "ltr"
  private alpha = 1
  private join: CanvasLineJoin = "miter"

  // What `restore` brings back.
  private savedFill = -1
  private savedStroke = -1
  private savedWidth = -1
  private savedFont = ""
  private savedSpacing = ""
  private savedDirection = "ltr"
  private savedAlpha = 1
  private savedJoin: CanvasLineJoin = "miter"

  private clipped = false
  private clipLeft = 0
  private clipTop = 0
  private clipRight = 0
  private clipBottom = 0
  private clipRounds: readonly RoundClip[] = NO_ROUNDS
  /** What `enter` has set; undefined for a plain clip. */
  private cuts: readonly Cut[] | undefined
  private cutRegion: Edges | undefined

  /** `canvas`, `vector`: what to draw on instead of a canvas of its own. */
  constructor(
    platform: Platform,
    left: number,
    top: number,
    right: number,
    bottom: number,
    canvas?: PixelCanvas,
    vector?: Context,
  ) {
    this.left = left
    this.top = top
    this.right = right
    this.bottom = bottom
    this.canvas = vector ? NO_CANVAS : (canvas ?? platform.canvas(right - left, bottom - top))
    this.ctx = vector ?? contextOf(this.canvas)
    if (left !== 0 || top !== 0) this.ctx.translate(-left, -top)
  }

  /** Drawn without a clip, or inside one that contains these edges. */
  open(left: number, top: number, right: number, bottom: number): void {
    this.operations++
    if (!this.clipped) return
    if (
      this.clipRounds.length === 0 &&
      left >= this.clipLeft &&
      top >= this.clipTop &&
      right <= this.clipRight &&
      bottom <= this.clipBottom
    )
      return
    this.unclip()
  }

  /** What follows is cut to these edges and rounded corners. */
  clip(
    left: number,
    top: number,
    right: number,
    bottom: number,
    rounds: readonly RoundClip[] = NO_ROUNDS,
  ): void {
    this.operations++
    const l = Math.max(left, this.left)
    const t = Math.max(top, this.top)
    const r = Math.min(right, this.right)
    const b = Math.min(bottom, this.bottom)
    if (this.clipped) {
      if (
        l === this.clipLeft &&
        t === this.clipTop &&
        r === this.clipRight &&
        b === this.clipBottom &&
        rounds === this.clipRounds
      )
        return
      this.unclip()
    }
    this.save()
    this.cutTo(l, t, r, b, rounds)
    this.clipped = true
    this.cuts = undefined
    this.clipLeft = l
    this.clipTop = t
    this.clipRight = r
    this.clipBottom = b
    this.clipRounds = rounds
  }

  /**
   * What follows is in coordinates that `matrix` maps to device pixels, and is cut to a region of the
   * tile and by each of `cuts`, outermost first.
   */
  enter(matrix: Matrix | null, region: Edges, cuts: readonly Cut[]): void {
    this.operations++
    if (this.clipped && this.cuts === cuts && this.cutRegion === region) return
    this.unclip()
    this.save()
    const { ctx } = this
    const base = ctx.getTransform()
    const left = Math.max(region.left, this.left)
    const top = Math.max(region.top, this.top)
    const right = Math.min(region.right, this.right)
    this.cutTo(left, top, right, Math.min(region.bottom, this.bottom), NO_ROUNDS)
    for (const cut of cuts) {
      const m = cut.matrix
      if (m) ctx.transform(m.a, m.b, m.c, m.d, m.e, m.f)
      this.cutTo(cut.left, cut.top, cut.right, cut.bottom, cut.rounds)
      if (m) ctx.setTransform(base)
    }
    if (matrix) ctx.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
    this.clipped = true
    this.cuts = cuts
    this.cutRegion = region
    this.clipLeft = this.clipTop = Number.NaN // no edges in device pixels are known to be inside
  }

  /** Draws within a path, in whatever clip there is. */
  inside(path: (ctx: Context) => void, draw: () => void): void {
    const { ctx, fillColor, strokeColor, lineWidth, join } = this
    ctx.save()
    ctx.beginPath()
    path(ctx)
    ctx.clip()
    draw()
    ctx.restore()
    this.fillColor = fillColor
    this.strokeColor = strokeColor
    this.lineWidth = lineWidth
    this.join = join
  }

  /**
   * The shadow of what `draw` puts beside its place. A blurred one is cast from where nothing is seen,
   * so that what casts it is not drawn twice.
   */
  castShadow(shadow: BoxShadow, ratio: number, draw: (dx: number, dy: number) => void): void {
    const { ctx } = this
    if (shadow.blur === 0) {
      ctx.fillStyle = shadow.color
      this.forgetFill()
      draw(shadow.dx * ratio, shadow.dy * ratio)
      return
    }
    // Offsets and blur are device pixels, whatever the transform is.
    const { a, b, c, d } = this.cuts ? ctx.getTransform() : IDENTITY
    const dx = shadow.dx * ratio + AWAY
    const dy = shadow.dy * ratio
    this.setFill(0xff000000)
    ctx.shadowColor = shadow.color
    ctx.shadowBlur = shadow.blur * ratio * Math.sqrt(Math.abs(a * d - b * c))
    ctx.shadowOffsetX = a * dx + c * dy
    ctx.shadowOffsetY = b * dx + d * dy
    draw(-AWAY, 0)
    ctx.shadowColor = "transparent"
    ctx.shadowBlur = ctx.shadowOffsetX = ctx.shadowOffsetY = 0
  }

  private save(): void {
    this.ctx.save()
    this.savedFill = this.fillColor
    this.savedStroke = this.strokeColor
    this.savedWidth = this.lineWidth
    this.savedFont = this.font
    this.savedSpacing = this.spacing
    this.savedDirection = this.direction
    this.savedAlpha = this.alpha
    this.savedJoin = this.join
  }

  private cutTo(
    left: number,
    top: number,
    right: number,
    bottom: number,
    rounds: readonly RoundClip[],
  ): void {
    const { ctx } = this
    ctx.beginPath()
    ctx.rect(left, top, right - left, bottom - top)
    ctx.clip()
    for (const round of rounds) {
      ctx.beginPath()
      roundPath(ctx, round.left, round.top, round.right, round.bottom, round.radius)
      ctx.clip()
    }
  }

  /** Back to no clip. `restore` also takes back what was set since. */
  unclip(): void {
    if (!this.clipped) return
    this.ctx.restore()
    this.clipped = false
    this.clipRounds = NO_ROUNDS
    this.cuts = undefined
    this.fillColor = this.savedFill
    this.strokeColor = this.savedStroke
    this.lineWidth = this.savedWidth
    this.font = this.savedFont
    this.spacing = this.savedSpacing
    this.direction = this.savedDirection
    this.alpha = this.savedAlpha
    this.join = this.savedJoin
  }

  setFill(color: Rgba): void {
    if (color === this.fillColor) return
    this.fillColor = color
    this.ctx.fillStyle = cssColor(color)
  }

  /** The context was given a fill that this tile does not know of. */
  forgetFill(): void {
    this.fillColor = -1
  }

  /** `width` in device pixels. */
  setStroke(color: Rgba, width: number): void {
    if (color !== this.strokeColor) {
      this.strokeColor = color
      this.ctx.strokeStyle = cssColor(color)
    }
    if (width !== this.lineWidth) {
      this.lineWidth = width
      this.ctx.lineWidth = width
    }
  }

  /** `font` is the CSS shorthand, `spacing` two CSS lengths: after letters, and for words. */
  setFont(font: string, spacing: string): void {
    if (font !== this.font) {
      this.font = font
      this.ctx.font = font
    }
    if (spacing !== this.spacing) {
      this.spacing = spacing
      const [letters, words] = spacing.split(" ")
      this.ctx.letterSpacing = letters!
      this.ctx.wordSpacing = words!
    }
  }

  /** Which way words run whose characters do not say. */
  setDirection(direction: "ltr" | "rtl"): void {
    if (direction === this.direction) return
    this.direction = direction
    this.ctx.direction = direction
  }

  /** Fills a path whose unit is `scale` device pixels, a power of two. */
  fillPath(path: Path2D, scale: number): void {
    const { ctx } = this
    ctx.scale(scale, scale)
    ctx.fill(path)
    ctx.scale(1 / scale, 1 / scale)
  }

  /** Strokes a path whose unit is `scale` device pixels; the line width is in that unit, too. */
  strokePath(path: Path2D, scale: number): void {
    const { ctx } = this
    ctx.scale(scale, scale)
    ctx.stroke(path)
    ctx.scale(1 / scale, 1 / scale)
  }

  /** How lines meet. */
  setJoin(join: CanvasLineJoin): void {
    if (join === this.join) return
    this.join = join
    this.ctx.lineJoin = join
  }

  setAlpha(alpha: number): void {
    if (alpha === this.alpha) return
    this.alpha = alpha
    this.ctx.globalAlpha = alpha
  }
}

/** Adds a rectangle with these corners to the path; corners that meet shrink alike, as in CSS. */
export function roundPath(
  ctx: CanvasRenderingContext2D,
  left: number,
  top: number,
  right: number,
  bottom: number,
  radius: Radius,
): void {
  if (radius === 0) ctx.rect(left, top, right - left, bottom - top)
  else
    ctx.roundRect(
      left,
      top,
      right - left,
      bottom - top,
      typeof radius === "number" ? radius : radius.slice(),
    )
}

/** The radii in device pixels, as large as the box lets them be. */
export function fitRadius(radius: Radius, ratio: number, width: number, height: number): Radius {
  if (typeof radius === "number")
    return radius > 0 ? Math.max(0, Math.min(radius * ratio, width / 2, height / 2)) : 0
  const [tl, tr, br, bl] = radius.map((corner) => (corner > 0 ? corner * ratio : 0)) as [
    number,
    number,
    number,
    number,
  ]
  const fit = Math.min(
    1,
    width / (tl + tr),
    width / (bl + br),
    height / (tl + bl),
    height / (tr + br),
  )
  if (tl === tr && tl === br && tl === bl) return tl * fit
  return [tl * fit, tr * fit, br * fit, bl * fit]
}

/** The largest of the corners. */
export function bendOf(radius: Radius): number {
  return typeof radius === "number" ? radius : Math.max(...radius)
}
