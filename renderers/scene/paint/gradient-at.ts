// Where do the colours of a gradient stand in a box, and which one is at a point?
//
//     linear   along a line through the middle, as long as makes the corners get the first and the last
//              colour exactly
//     radial   a circle, or an ellipse
//     conic    clockwise from its angle
//
// A canvas makes gradients of its context from this (canvas/gradient.ts); in a terminal each cell has one colour.
//
// Source: CSS Images Module Level 4, sections 3.1 to 3.5.

import { along } from "../style/position.ts"
import { type Gradient, NONE, type Rgba } from "../surface.ts"

/** A colour, and its place as a part of the gradient's length. */
export interface Stop {
  readonly color: Rgba
  readonly at: number
}

const MOST_STOPS = 512 // of a repeating gradient

/** The direction of a linear gradient in a box, and half of its length. Down is positive. */
export function lineOf(
  { text }: Gradient,
  width: number,
  height: number,
): { across: number; down: number; half: number } {
  const angle = text.corner ? towards(text.corner, width, height) : text.angle
  const across = Math.sin(angle)
  const down = -Math.cos(angle)
  return { across, down, half: (Math.abs(width * across) + Math.abs(height * down)) / 2 }
}

/** The angle at which the line through the two other corners gets the middle colour. */
function towards(corner: readonly [number, number], width: number, height: number): number {
  return Math.atan2(corner[0] * height, -corner[1] * width)
}

/** The radii of a radial gradient whose middle is at x, y; `ratio` pixels of the box are a CSS pixel. */
export function radii(
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

/** All stops with their places; `length` is the gradient's, in pixels of which `ratio` are a CSS pixel. */
export function placedStops({ text, colors }: Gradient, length: number, ratio: number): Stop[] {
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
    return { color: colors[i]!, at: last }
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

/** Premultiplied, as CSS blends. */
export function mixStops(a: Stop, b: Stop, part: number): Stop {
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

/**
 * The colour at a point of a box, in CSS pixels from its corner. A terminal's own colours cannot be mixed: of
 * two of which one is such, the nearer one.
 */
export function colorIn(
  gradient: Gradient,
  width: number,
  height: number,
  x: number,
  y: number,
): Rgba {
  const { text } = gradient
  let at: number
  let length = 0
  if (text.kind === "linear") {
    const { across, down, half } = lineOf(gradient, width, height)
    length = 2 * half
    at = half > 0 ? ((x - width / 2) * across + (y - height / 2) * down) / length + 0.5 : 0
  } else {
    const cx = along(text.center[0], width)
    const cy = along(text.center[1], height)
    if (text.kind === "conic") {
      const turned = (Math.atan2(x - cx, cy - y) - text.angle) / (2 * Math.PI)
      at = turned - Math.floor(turned)
    } else {
      const [rx, ry] = radii(gradient, cx, cy, width, height, 1)
      length = rx
      at = Math.hypot((x - cx) / rx, (y - cy) / ry)
    }
  }
  const stops = placedStops(gradient, length, 1)
  const next = stops.findIndex((stop) => stop.at > at)
  if (next === 0) return stops[0]!.color
  if (next < 0) return stops[stops.length - 1]!.color
  const [before, after] = [stops[next - 1]!, stops[next]!]
  const part = (at - before.at) / (after.at - before.at)
  const isMixed = [before, after].every(({ color }) => color === NONE || color > 0xffffff)
  if (isMixed) return mixStops(before, after, part).color
  return part < 0.5 ? before.color : after.color
}
