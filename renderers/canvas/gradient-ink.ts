// Words and their lines, filled with a gradient over a box.

import type { Gradient } from "../scene/index.ts"
import { fillGradient, gradientStyle } from "./gradient.ts"
import { contextOf, drawable } from "./platform.ts"
import type { Stage } from "./stage.ts"
import type { Tile } from "./tile.ts"

/** A gradient over a box, in CSS pixels. */
export interface Ink {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly gradient: Gradient
}

/** Lets `draw` fill with a gradient; what it draws counts from the x, y (device pixels) that it is told. */
export function pour(
  tile: Tile,
  { platform, ratio }: Stage,
  { x, y, width, height, gradient }: Ink,
  draw: (ctx: CanvasRenderingContext2D, x: number, y: number) => void,
): void {
  const { ctx } = tile
  const left = Math.round(x * ratio)
  const top = Math.round(y * ratio)
  const right = Math.max(left + 1, Math.round((x + width) * ratio))
  const bottom = Math.max(top + 1, Math.round((y + height) * ratio))
  const style = gradientStyle(ctx, gradient, left, top, right, bottom, ratio)
  tile.forgetFill()
  if (style) {
    ctx.fillStyle = style
    draw(ctx, 0, 0)
    return
  }
  // An ellipse is a circle under a transform, which would turn the letters, too: a picture of it.
  const canvas = platform.canvas(right - left, bottom - top)
  const own = contextOf(canvas)
  own.beginPath()
  own.rect(0, 0, right - left, bottom - top)
  fillGradient(own, gradient, 0, 0, right - left, bottom - top, ratio)
  const pattern = ctx.createPattern(drawable(canvas), "no-repeat")
  if (!pattern) return
  ctx.save()
  ctx.translate(left, top)
  ctx.fillStyle = pattern
  draw(ctx, left, top)
  ctx.restore()
}
