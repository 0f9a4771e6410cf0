// CSS gradients over a box, as a 2D context draws them.
//
//     linear   along a line through the middle, as long as makes the corners get the first and the last
//              colour exactly
//     radial   a circle, stretched to an ellipse by the context's transform
//     conic    clockwise from its angle
//
// CSS blends premultiplied colours, a context's gradient does not: between stops of different opacity
// a few more are put in, so that what fades out does not turn grey.
//
// Source: CSS Images Module Level 4, sections 3.1 to 3.5.

import { along } from "../scene/position.ts"
import type { Gradient, Rgba } from "../scene/surface.ts"
import { opaqueRgba } from "./colors.ts"

type Context = CanvasRenderingContext2D

interface Stop {
  readonly color: Rgba
  readonly at: number
}

const MOST_STOPS = 512 // of a repeating gradient
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
  const { text } = gradient
  const width = right - left
  const height = bottom - top
  if (text.kind === "linear") {
    const angle = text.corner ? towards(text.corner, width, height) : text.angle
    const across = Math.sin(angle)
    const down = -Math.cos(angle)
    const half = (Math.abs(width * across) + Math.abs(height * down)) / 2
    const x = left + width / 2
    const y = top + height / 2
    const style = ctx.createLinearGradient(
      x - across * half,
      y - down * half,
      x + across * half,
      y + down * half,
    )
    addStops(style, placed(gradient, 2 * half, ratio))
    fillWith(ctx, style)
    return
  }
  const x = left + along(text.center[0], width / ratio) * ratio
  const y = top + along(text.center[1], height / ratio) * ratio
  if (text.kind === "conic") {
    const style = ctx.createConicGradient(text.angle - Math.PI / 2, x, y)
    addStops(style, placed(gradient, 0, ratio))
    fillWith(ctx, style)
    return
  }
  const [rx, ry] = radii(gradient, x - left, y - top, width, height, ratio)
  const stops = placed(gradient, rx, ratio)
  // Stops beyond the end: the circle is drawn larger, since a context knows none past 1.
  const reach = Math.max(1, stops[stops.length - 1]!.at)
  const style = ctx.createRadialGradient(0, 0, 0, 0, 0, rx * reach)
  addStops(
    style,
    stops.map(({ color, at }) => ({ color, at: at / reach })),
  )
  ctx.save()
  ctx.translate(x, y)
  ctx.scale(1, ry / rx)
  fillWith(ctx, style)
  ctx.restore()
}

function fillWith(ctx: Context, style: CanvasGradient): void {
  ctx.fillStyle = style
  ctx.fill()
}

/** The angle at which the line through the two other corners gets the middle colour. */
function towards(corner: readonly [number, number], width: number, height: number): number {
  return Math.atan2(corner[0] * height, -corner[1] * width)
}

function radii(
  { text }: Gradient,
  x: number,
  y: number,
  width: number,
  height: number,
  ratio: number,
): [rx: number, ry: number] {
  const least = 1e-3
  if (typeof text.size !== "string") {
    const rx = Math.max(least, text.size[0]! * ratio)
    return [rx, Math.max(least, (text.size[1] ?? text.size[0]!) * ratio)]
  }
  const near = text.size.startsWith("closest")
  const pick = near ? Math.min : Math.max
  const dx = pick(Math.abs(x), Math.abs(width - x))
  const dy = pick(Math.abs(y), Math.abs(height - y))
  if (text.size.endsWith("side")) {
    if (!text.circle) return [Math.max(least, dx), Math.max(least, dy)]
    const r = Math.max(least, pick(dx, dy))
    return [r, r]
  }
  if (text.circle) {
    const r = Math.max(least, Math.hypot(dx, dy))
    return [r, r]
  }
  // An ellipse to a corner has the shape of the one to the sides.
  return [Math.max(least, dx * Math.SQRT2), Math.max(least, dy * Math.SQRT2)]
}

/** All stops with their places; `length` is the gradient's, in device pixels. */
function placed({ text, colors }: Gradient, length: number, ratio: number): Stop[] {
  const places = text.stops.map(({ at }) =>
    at === undefined ? undefined : at.unit === "px" ? (at.value * ratio) / (length || 1) : at.value,
  )
  places[0] ??= 0
  places[places.length - 1] ??= 1
  let last = places[0]
  const stops: Stop[] = places.map((given, i) => {
    let at = given
    if (at === undefined) {
      // Stops without a place share the way to the next one that has one.
      const next = places.findIndex((other, k) => k > i && other !== undefined)
      at = last + (Math.max(last, places[next]!) - last) / (next - i + 1)
    }
    last = Math.max(last, at) // none lies before the one ahead
    return { color: opaqueRgba(colors[i]!), at: last }
  })
  return text.repeating ? repeated(stops) : stops
}

function repeated(stops: readonly Stop[]): Stop[] {
  const first = stops[0]!.at
  const span = stops[stops.length - 1]!.at - first
  if (!(span > 0) || (stops.length * 1) / span > MOST_STOPS) return stops.slice()
  const out: Stop[] = []
  for (let k = Math.floor(-first / span) - 1; first + k * span <= 1; k++)
    for (const { color, at } of stops) out.push({ color, at: at + k * span })
  return out
}

function addStops(style: CanvasGradient, stops: readonly Stop[]): void {
  const fine: Stop[] = []
  for (const [i, stop] of stops.entries()) {
    const before = stops[i - 1]
    if (before && before.color >>> 24 !== stop.color >>> 24 && stop.at > before.at)
      for (let k = 0; k <= FINE; k++) fine.push(between(before, stop, k / FINE))
    else fine.push(stop)
  }
  // A context takes places from 0 to 1 only: what begins before, or ends beyond, is cut there.
  for (const [i, { color, at }] of fine.entries()) {
    const next = fine[i + 1]
    const before = fine[i - 1]
    if (at < 0) {
      if (next && next.at > 0)
        style.addColorStop(0, hex(between({ color, at }, next, -at / (next.at - at)).color))
      else if (!next) style.addColorStop(0, hex(color))
    } else if (at > 1) {
      if (before && before.at < 1)
        style.addColorStop(
          1,
          hex(between(before, { color, at }, (1 - before.at) / (at - before.at)).color),
        )
      else if (!before) style.addColorStop(1, hex(color))
    } else style.addColorStop(at, hex(color))
  }
}

/** Premultiplied, as CSS blends. */
function between(a: Stop, b: Stop, part: number): Stop {
  const at = a.at + (b.at - a.at) * part
  const alphaA = (a.color >>> 24) * (1 - part)
  const alphaB = (b.color >>> 24) * part
  const alpha = alphaA + alphaB
  // Fully faded out: nothing to see, but neighbours are blended with it.
  const [wa, wb] = alpha > 0 ? [alphaA / alpha, alphaB / alpha] : [1 - part, part]
  const mix = (shift: number) =>
    Math.round(((a.color >> shift) & 255) * wa + ((b.color >> shift) & 255) * wb)
  // At the end that is see-through the other's colour holds.
  const seen = alpha > 0 ? undefined : (a.color >>> 24 > 0 ? a : b).color & 0xffffff
  const rgb = seen ?? (mix(16) << 16) | (mix(8) << 8) | mix(0)
  return { color: ((Math.round(alpha) << 24) | rgb) >>> 0, at }
}

/** "#rrggbbaa", also of what is fully see-through: its colour takes part in the blend. */
function hex(color: Rgba): string {
  const rgb = (color & 0xffffff).toString(16).padStart(6, "0")
  return `#${rgb}${(color >>> 24).toString(16).padStart(2, "0")}`
}
