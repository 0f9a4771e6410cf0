// CSS gradients as a background: "linear-gradient(90deg, accent, #16161e 80%)", "radial-gradient(…)".
//
// Stops may be theme tokens. A surface that has no gradients (a terminal) shows the first stop.

import { isColor } from "./color.ts"

/** A gradient over a box, with the colours as they were written. */
export interface GradientText {
  readonly kind: "linear" | "radial"
  /** Linear: where it goes, in radians clockwise from up. */
  readonly angle: number
  readonly stops: readonly { readonly color: string; readonly at: number }[]
}

const SIDES: Readonly<Record<string, number>> = {
  "to top": 0,
  "to top right": 45,
  "to right": 90,
  "to bottom right": 135,
  "to bottom": 180,
  "to bottom left": 225,
  "to left": 270,
  "to top left": 315,
}

const parsed = new Map<string, GradientText | null>()

/** The gradient that `text` describes, or null. */
export function parseGradient(text: string): GradientText | null {
  if (!text.includes("gradient(")) return null
  let gradient = parsed.get(text)
  if (gradient === undefined) {
    gradient = read(text.trim())
    if (parsed.size > 500) parsed.clear() // an animated gradient
    parsed.set(text, gradient)
  }
  return gradient
}

function read(text: string): GradientText | null {
  const found = /^(linear|radial)-gradient\((.*)\)$/is.exec(text)
  if (!found) return null
  const parts = found[2]!.split(/,(?![^(]*\))/).map((part) => part.trim())
  const kind = found[1]!.toLowerCase() as "linear" | "radial"
  let angle = 180
  const first = parts[0]!.toLowerCase()
  const turned = /^(-?[\d.]+)(deg|turn|rad)$/.exec(first)
  if (turned) {
    const unit = turned[2] === "turn" ? 360 : turned[2] === "rad" ? 180 / Math.PI : 1
    angle = Number(turned[1]) * unit
    parts.shift()
  } else if (SIDES[first] !== undefined) {
    angle = SIDES[first]
    parts.shift()
  } else if (kind === "radial" && /^(circle|ellipse)?\s*(at center)?$/.test(first)) parts.shift()
  const stops: { color: string; at: number | undefined }[] = []
  for (const part of parts) {
    const stop = /^(.*?)(?:\s+(-?[\d.]+)%)?$/.exec(part)!
    if (!isColor(stop[1]!)) return null
    stops.push({ color: stop[1]!, at: stop[2] === undefined ? undefined : Number(stop[2]) / 100 })
  }
  if (stops.length < 2 || !Number.isFinite(angle)) return null
  return { kind, angle: (angle * Math.PI) / 180, stops: spread(stops) }
}

/** Stops without a place share the way between their neighbours; none lies before the one ahead. */
function spread(stops: { color: string; at: number | undefined }[]): GradientText["stops"] {
  stops[0]!.at ??= 0
  stops[stops.length - 1]!.at ??= 1
  let last = 0
  return stops.map((stop, i) => {
    let { at } = stop
    if (at === undefined) {
      const next = stops.findIndex((other, k) => k > i && other.at !== undefined)
      at = last + (stops[next]!.at! - last) / (next - i + 1)
    }
    last = Math.min(1, Math.max(last, at))
    return { color: stop.color, at: last }
  })
}
