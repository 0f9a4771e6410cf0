// CSS gradients as a background: "linear-gradient(90deg, accent, #16161e 80%)", "radial-gradient(…)",
// "conic-gradient(…)", each also repeating, and several of them in layers, the first on top; the last
// layer may be a colour.
//
// Stops may be theme tokens. A surface that has no gradients (a terminal) shows the first stop of the
// lowest layer.
//
// Source of the grammar: CSS Images Module Level 4, section 3. Left out: colour hints, `in` colour spaces.

import type { GradientText, StopPlace } from "../surface.ts"
import { isColor } from "./color.ts"
import { parsePosition } from "./position.ts"

/** What lies behind a box: gradients from the top down, and the colour below them. */
export interface Ground {
  readonly gradients: readonly GradientText[]
  readonly color: string | undefined
}

const SIDES: Readonly<Record<string, readonly [x: number, y: number]>> = {
  top: [0, -1],
  right: [1, 0],
  bottom: [0, 1],
  left: [-1, 0],
}

const parsed = new Map<string, Ground | null>()

/** The gradient that colours a text as a whole, if its `color` is one. */
export function inkGradient(color: string | undefined): GradientText | null {
  // Asked for each text that is painted: a colour is shorter.
  if (color === undefined || color.length < 20) return null
  const ground = parseGround(color)
  return ground && ground.gradients.length === 1 && ground.color === undefined
    ? ground.gradients[0]!
    : null
}

/** The layers that `text` describes; null when there is no gradient in it, or it cannot be read. */
export function parseGround(text: string): Ground | null {
  if (!text.includes("gradient(")) return null
  let ground = parsed.get(text)
  if (ground === undefined) {
    ground = read(text)
    if (parsed.size > 500) parsed.clear() // an animated gradient
    parsed.set(text, ground)
  }
  return ground
}

/** The colour that stands for `text` where there are no gradients. */
export function plainColor(text: string): string {
  const ground = parseGround(text)
  if (!ground) return text
  return ground.color ?? ground.gradients[ground.gradients.length - 1]!.stops[0]!.color
}

function read(text: string): Ground | null {
  const gradients: GradientText[] = []
  const layers = commas(text)
  for (const [i, layer] of layers.entries()) {
    const gradient = one(layer)
    if (gradient) gradients.push(gradient)
    else if (i > 0 && i === layers.length - 1 && isColor(layer)) return { gradients, color: layer }
    else return null
  }
  return { gradients, color: undefined }
}

/** Parts between commas that are in no parentheses. */
export function commas(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    const c = text[i]
    if (c === "(") depth++
    else if (c === ")") depth--
    else if (i === text.length || (c === "," && depth === 0)) {
      parts.push(text.slice(start, i).trim())
      start = i + 1
    }
  }
  return parts
}

const CALL = /^(repeating-)?(linear|radial|conic)-gradient\((.*)\)$/is
const ANGLE = /^(-?(?:\d+\.?\d*|\.\d+))(deg|turn|rad|grad)$/
const UNITS: Readonly<Record<string, number>> = {
  deg: Math.PI / 180,
  turn: 2 * Math.PI,
  rad: 1,
  grad: Math.PI / 200,
}

function angleOf(text: string): number | undefined {
  const found = ANGLE.exec(text)
  return found ? Number(found[1]) * UNITS[found[2]!]! : undefined
}

function one(text: string): GradientText | null {
  const found = CALL.exec(text)
  if (!found) return null
  const kind = found[2]!.toLowerCase() as GradientText["kind"]
  const parts = commas(found[3]!)
  const head = kind === "conic" ? conicHead : kind === "radial" ? radialHead : linearHead
  const shape = head(parts[0]!.toLowerCase())
  if (shape) parts.shift()
  const stops: { color: string; at: StopPlace | undefined }[] = []
  for (const part of parts) {
    const [color, places] = splitStop(part)
    if (!isColor(color) || places.length > 2) return null
    const at = places.map((place) => stopPlace(place, kind))
    if (at.includes(null)) return null
    if (at.length === 0) stops.push({ color, at: undefined })
    for (const place of at) stops.push({ color, at: place! })
  }
  if (stops.length < 2) return null
  return {
    kind,
    repeating: found[1] !== undefined,
    angle: kind === "linear" ? Math.PI : 0,
    corner: undefined,
    center: ["50%", "50%"],
    circle: false,
    size: "farthest-corner",
    ...shape,
    stops,
  }
}

const PLACE = /\s+(-?(?:\d+\.?\d*|\.\d+)(?:%|px|deg|turn|rad|grad)?)$/

/** A colour, and the places behind it. */
function splitStop(part: string): [color: string, places: string[]] {
  const places: string[] = []
  let color = part
  for (let found = PLACE.exec(color); found; found = PLACE.exec(color)) {
    places.unshift(found[1]!)
    color = color.slice(0, found.index)
  }
  return [color, places]
}

function stopPlace(text: string, kind: GradientText["kind"]): StopPlace | null {
  const n = Number.parseFloat(text)
  if (text.endsWith("%")) return { value: n / 100, unit: "" }
  const turned = angleOf(text)
  if (turned !== undefined)
    return kind === "conic" ? { value: turned / (2 * Math.PI), unit: "" } : null
  if (n === 0) return { value: 0, unit: "" }
  return text.endsWith("px") && kind !== "conic" ? { value: n, unit: "px" } : null
}

type Shape = Partial<GradientText> | null

function linearHead(text: string): Shape {
  const angle = angleOf(text)
  if (angle !== undefined) return { angle }
  if (!text.startsWith("to ")) return null
  const words = text.slice(3).trim().split(/\s+/)
  const sides = words.map((word) => SIDES[word])
  if (words.length > 2 || sides.some((side) => !side)) return null
  const x = sides.reduce((sum, side) => sum + side![0], 0)
  const y = sides.reduce((sum, side) => sum + side![1], 0)
  if (words.length === 1) return { angle: Math.atan2(x, -y) }
  return Math.abs(x) === 1 && Math.abs(y) === 1 ? { corner: [x, y] } : null
}

function centerOf(text: string): readonly [string, string] | null {
  return text === "" ? ["50%", "50%"] : parsePosition(text)
}

function conicHead(text: string): Shape {
  const found = /^(?:from\s+(\S+))?\s*(?:at\s+(.+))?$/.exec(text)
  if (!found || (found[1] === undefined && found[2] === undefined)) return null
  const angle = found[1] === undefined ? 0 : angleOf(found[1])
  const center = centerOf(found[2] ?? "")
  return angle !== undefined && center ? { angle, center } : null
}

function radialHead(text: string): Shape {
  const found = /^(.*?)\s*(?:\bat\s+(.+))?$/.exec(text)!
  const words = found[1]!.split(/\s+/).filter((word) => word !== "")
  if (words.length === 0 && found[2] === undefined) return null
  const center = centerOf(found[2] ?? "")
  if (!center) return null
  let circle = false
  let size: GradientText["size"] = "farthest-corner"
  const radii: number[] = []
  for (const word of words) {
    if (word === "circle") circle = true
    else if (/^(closest|farthest)-(side|corner)$/.test(word)) size = word as "closest-side"
    else if (/^\d+(\.\d+)?px$/.test(word)) radii.push(Number.parseFloat(word))
    else if (word !== "ellipse") return null
  }
  if (radii.length > 2) return null
  if (radii.length > 0) size = radii
  return { center, size, circle: circle || radii.length === 1 }
}
