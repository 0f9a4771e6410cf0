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

import type { Rgba } from "../scene/surface.ts"
import { cssColor } from "./colors.ts"
import { type Context, contextOf, type PixelCanvas, type Platform } from "./platform.ts"

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
  readonly radius: number
}

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
  /** Drawn to since its pixels were last asked for; Skia keeps every operation until then. */
  operations = 0

  private fillColor = -1
  private strokeColor = -1
  private lineWidth = -1
  private font = ""
  private spacing = ""
  private alpha = 1
  private faded = 1
  private join: CanvasLineJoin = "miter"

  // What `restore` brings back.
  private savedFill = -1
  private savedStroke = -1
  private savedWidth = -1
  private savedFont = ""
  private savedSpacing = ""
  private savedAlpha = 1
  private savedJoin: CanvasLineJoin = "miter"

  private clipped = false
  private clipLeft = 0
  private clipTop = 0
  private clipRight = 0
  private clipBottom = 0
  private clipRounds: readonly RoundClip[] = NO_ROUNDS

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
    const ctx = this.ctx
    ctx.save()
    this.savedFill = this.fillColor
    this.savedStroke = this.strokeColor
    this.savedWidth = this.lineWidth
    this.savedFont = this.font
    this.savedSpacing = this.spacing
    this.savedAlpha = this.alpha
    this.savedJoin = this.join
    ctx.beginPath()
    ctx.rect(l, t, r - l, b - t)
    ctx.clip()
    for (const round of rounds) {
      ctx.beginPath()
      ctx.roundRect(
        round.left,
        round.top,
        round.right - round.left,
        round.bottom - round.top,
        round.radius,
      )
      ctx.clip()
    }
    this.clipped = true
    this.clipLeft = l
    this.clipTop = t
    this.clipRight = r
    this.clipBottom = b
    this.clipRounds = rounds
  }

  /** Back to no clip. `restore` also takes back what was set since. */
  unclip(): void {
    if (!this.clipped) return
    this.ctx.restore()
    this.clipped = false
    this.clipRounds = NO_ROUNDS
    this.fillColor = this.savedFill
    this.strokeColor = this.savedStroke
    this.lineWidth = this.savedWidth
    this.font = this.savedFont
    this.spacing = this.savedSpacing
    this.alpha = this.savedAlpha
    this.join = this.savedJoin
  }

  setFill(color: Rgba): void {
    if (color === this.fillColor) return
    this.fillColor = color
    this.ctx.fillStyle = cssColor(color)
  }

  /** A gradient or pattern: used once, then forgotten. */
  setFillStyle(style: CanvasGradient | CanvasPattern): void {
    this.fillColor = -1
    this.ctx.fillStyle = style
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

  /** `font` is the CSS shorthand, `spacing` a CSS length. */
  setFont(font: string, spacing: string): void {
    if (font !== this.font) {
      this.font = font
      this.ctx.font = font
    }
    if (spacing !== this.spacing) {
      this.spacing = spacing
      this.ctx.letterSpacing = spacing
    }
  }

  /** How lines meet. */
  setJoin(join: CanvasLineJoin): void {
    if (join === this.join) return
    this.join = join
    this.ctx.lineJoin = join
  }

  /** On top of what is faded already. */
  setAlpha(alpha: number): void {
    const total = Math.min(1, alpha * this.faded)
    if (total === this.alpha) return
    this.alpha = total
    this.ctx.globalAlpha = total
  }

  /** All that follows is fainter by `factor`. */
  fade(factor: number): void {
    this.unclip()
    this.faded *= factor
    this.setAlpha(1)
  }
}
