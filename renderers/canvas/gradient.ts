// CSS gradients over a box, as a 2D context draws them. What stands where in them: scene/paint/gradient-at.ts.
//
// CSS blends premultiplied colours, a context's gradient does not: between stops of different opacity
// a few more are put in, so that what fades out does not turn grey.

import {
  along,
  type Gradient,
  lineOf,
  mixStops,
  placedStops,
  type Rgba,
  radii,
  type Stop,
} from "../scene/index.ts"
import { opaqueRgba } from "./colors.ts"

type Context = CanvasRenderingContext2D

const FINE = 12 // stops between two of different opacity

/** Fills the context's path with the gradient of a box. The edges are device pixels. */
export function fillGradient(
  ctx: Context,
  gradient: Gradient,
  left: number,
  top: number,
  right: number,
  bottom: number,
  ratio: number,
): void {
  const style = gradientStyle(ctx, gradient, left, top, right, bottom, ratio)
  if (style) {
    ctx.fillStyle = style
    ctx.fill()
    return
  }
  const { x, y, rx, ry } = ellipseOf(gradient, left, top, right, bottom, ratio)
  ctx.save()
  ctx.translate(x, y)
  ctx.scale(1, ry / rx)
  ctx.fillStyle = circle(ctx, gradient, 0, 0, rx, ratio)
  ctx.fill()
  ctx.restore()
}

/** What fills anything with the gradient of a box; undefined for an ellipse, which takes a transform. */
export function gradientStyle(
  ctx: Context,
  gradient: Gradient,
  left: number,
  top: number,
  right: number,
  bottom: number,
  ratio: number,
): CanvasGradient | undefined {
  const width = right - left
  const height = bottom - top
  if (gradient.text.kind === "linear") {
    const { across, down, half } = lineOf(gradient, width, height)
    const x = left + width / 2
    const y = top + height / 2
    const style = ctx.createLinearGradient(
      x - across * half,
      y - down * half,
      x + across * half,
      y + down * half,
    )
    addStops(style, stopsOf(gradient, 2 * half, ratio))
    return style
  }
  const { x, y, rx, ry } = ellipseOf(gradient, left, top, right, bottom, ratio)
  if (gradient.text.kind === "conic") {
    const style = ctx.createConicGradient(gradient.text.angle - Math.PI / 2, x, y)
    addStops(style, stopsOf(gradient, 0, ratio))
    return style
  }
  return rx === ry ? circle(ctx, gradient, x, y, rx, ratio) : undefined
}

/** The middle of a gradient that has one, and its radii. */
function ellipseOf(
  gradient: Gradient,
  left: number,
  top: number,
  right: number,
  bottom: number,
  ratio: number,
): { x: number; y: number; rx: number; ry: number } {
  const width = right - left
  const height = bottom - top
  const { center } = gradient.text
  const x = along(center[0], width / ratio) * ratio
  const y = along(center[1], height / ratio) * ratio
  const [rx, ry] = radii(gradient, x, y, width, height, ratio)
  return { x: left + x, y: top + y, rx, ry }
}

function circle(
  ctx: Context,
  gradient: Gradient,
  x: number,
  y: number,
  radius: number,
  ratio: number,
): CanvasGradient {
  const stops = stopsOf(gradient, radius, ratio)
  // Stops beyond the end: the circle is drawn larger, since a context knows none past 1.
  const reach = Math.max(1, stops[stops.length - 1]!.at)
  const style = ctx.createRadialGradient(x, y, 0, x, y, radius * reach)
  addStops(
    style,
    stops.map(({ color, at }) => ({ color, at: at / reach })),
  )
  return style
}

function stopsOf(gradient: Gradient, length: number, ratio: number): Stop[] {
  const stops = placedStops(gradient, length, ratio)
  return stops.map(({ color, at }) => ({ color: opaqueRgba(color), at }))
}

function addStops(style: CanvasGradient, stops: readonly Stop[]): void {
  const fine: Stop[] = []
  for (const [i, stop] of stops.entries()) {
    const before = stops[i - 1]
    if (before && before.color >>> 24 !== stop.color >>> 24 && stop.at > before.at)
      for (let k = 0; k <= FINE; k++) fine.push(mixStops(before, stop, k / FINE))
    else fine.push(stop)
  }
  // A context takes places from 0 to 1 only: what begins before, or ends beyond, is cut there.
  for (const [i, { color, at }] of fine.entries()) {
    const next = fine[i + 1]
    const before = fine[i - 1]
    if (at < 0) {
      if (next && next.at > 0)
        style.addColorStop(0, hex(mixStops({ color, at }, next, -at / (next.at - at)).color))
      else if (!next) style.addColorStop(0, hex(color))
    } else if (at > 1) {
      if (before && before.at < 1)
        style.addColorStop(
          1,
          hex(mixStops(before, { color, at }, (1 - before.at) / (at - before.at)).color),
        )
      else if (!before) style.addColorStop(1, hex(color))
    } else style.addColorStop(at, hex(color))
  }
}

/** "#rrggbbaa", also of what is fully see-through: its colour takes part in the blend. */
function hex(color: Rgba): string {
  const rgb = (color & 0xffffff).toString(16).padStart(6, "0")
  return `#${rgb}${(color >>> 24).toString(16).padStart(2, "0")}`
}
