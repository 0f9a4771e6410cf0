// What moves is numbers: a value is taken apart into them, they are moved, and it is put together again.
//
//     12            ─▶ [12]                    "40%"           ─▶ [40]          unit %
//     "#7aa2f7"     ─▶ [L, a, b, alpha]        { x: 1, y: 2 }  ─▶ [1, 2]
//
// Two values can be moved between when they are of one kind: the same shape, the same units. Between
// others there is no way, and a motion jumps. Colours go through OKLab, where equal steps look equal, with
// premultiplied alpha (CSS Color 4, "Interpolation"); a theme's tokens are known to the surface alone.
//
// Source: Björn Ottosson, "A perceptual color space for image processing" (2020).

export interface Parts {
  /** Two values with the same kind have a way between them. */
  readonly kind: string
  readonly numbers: readonly number[]
  /** A value of this kind from as many numbers, beginning at `from`. */
  make(numbers: ArrayLike<number>, from?: number): unknown
}

/** A value taken apart; undefined when nothing in between two of it can be said. */
export function partsOf(value: unknown): Parts | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? numberParts(value) : undefined
  if (typeof value === "string") return colorParts(value) ?? lengthParts(value)
  if (typeof value !== "object" || value === null) return undefined
  if (Array.isArray(value)) return joint(value, undefined)
  const proto = Object.getPrototypeOf(value)
  if (proto !== Object.prototype && proto !== null) return undefined
  const keys = Object.keys(value).sort()
  return joint(
    keys.map((key) => (value as Record<string, unknown>)[key]),
    keys,
  )
}

function first(numbers: ArrayLike<number>, from = 0): number {
  return numbers[from]!
}

function numberParts(value: number): Parts {
  return { kind: "number", numbers: [value], make: first }
}

function lengthParts(text: string): Parts | undefined {
  const found = /^\s*([-+]?(?:\d+\.?\d*|\.\d+))([a-z%]+)\s*$/i.exec(text)
  if (!found) return undefined
  const unit = found[2]!
  return {
    kind: unit,
    numbers: [Number(found[1])],
    make: (numbers, from = 0) => `${Math.round(numbers[from]! * 1e4) / 1e4}${unit}`,
  }
}

function joint(values: readonly unknown[], keys: readonly string[] | undefined): Parts | undefined {
  const parts: Parts[] = []
  for (const value of values) {
    const part = partsOf(value)
    if (!part) return undefined
    parts.push(part)
  }
  return {
    kind: keys
      ? `{${parts.map((part, i) => `${keys[i]}:${part.kind}`).join()}}`
      : `[${parts.map((part) => part.kind).join()}]`,
    numbers: parts.flatMap((part) => part.numbers),
    make(numbers, from = 0) {
      let at = from
      const made = parts.map((part) => {
        const one = part.make(numbers, at)
        at += part.numbers.length
        return one
      })
      return keys ? Object.fromEntries(made.map((one, i) => [keys[i]!, one])) : made
    },
  }
}

const HEX = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i
const RGB = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+)(%?))?\s*\)$/i

function colorParts(text: string): Parts | undefined {
  const rgba = bytesOf(text.trim())
  if (!rgba) return undefined
  const [r, g, b, alpha] = rgba
  const [L, A, B] = toOklab(linear(r), linear(g), linear(b))
  return { kind: "color", numbers: [L * alpha, A * alpha, B * alpha, alpha], make: makeColor }
}

/** Red, green, blue 0 to 255 and alpha 0 to 1. */
function bytesOf(text: string): readonly [number, number, number, number] | undefined {
  const hex = HEX.exec(text)?.[1]
  if (hex) {
    const long = hex.length > 4 ? hex : [...hex].map((digit) => digit + digit).join("")
    const byte = (at: number) => Number.parseInt(long.slice(at, at + 2), 16)
    return [byte(0), byte(2), byte(4), long.length > 6 ? byte(6) / 255 : 1]
  }
  const call = RGB.exec(text)
  if (!call) return undefined
  const alpha = call[4] === undefined ? 1 : Number(call[4]) / (call[5] ? 100 : 1)
  const all = [Number(call[1]), Number(call[2]), Number(call[3]), alpha] as const
  return all.every(Number.isFinite) ? all : undefined
}

function makeColor(numbers: ArrayLike<number>, from = 0): string {
  const alpha = Math.min(1, Math.max(0, numbers[from + 3]!))
  const by = alpha === 0 ? 0 : 1 / alpha
  const rgb = fromOklab(numbers[from]! * by, numbers[from + 1]! * by, numbers[from + 2]! * by)
  const two = (n: number) =>
    Math.min(255, Math.max(0, Math.round(n)))
      .toString(16)
      .padStart(2, "0")
  const [r, g, b] = rgb.map((n) => two(gamma(n)))
  return `#${r}${g}${b}${alpha === 1 ? "" : two(alpha * 255)}`
}

function linear(byte: number): number {
  const c = byte / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

function gamma(c: number): number {
  return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)
}

function toOklab(r: number, g: number, b: number): readonly [number, number, number] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab(L: number, A: number, B: number): readonly [number, number, number] {
  const l = (L + 0.3963377774 * A + 0.2158037573 * B) ** 3
  const m = (L - 0.1055613458 * A - 0.0638541728 * B) ** 3
  const s = (L - 0.0894841775 * A - 1.291485548 * B) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/**
 * What lies between two values: `mix(a, b)(0)` is `a`, `mix(a, b)(1)` is `b`. Numbers, lengths of one
 * unit, colours (`#…`, `rgb()`), and arrays and plain objects of these. Other values change in the middle.
 *
 * @example
 * mix("#000000", "#ffffff")(0.5) // "#636363": half as light to the eye
 */
export function mix<T>(from: T, to: T): (share: number) => T {
  const a = partsOf(from)
  const b = partsOf(to)
  if (!a || !b || a.kind !== b.kind) return (share) => (share < 0.5 ? from : to)
  return (share) => {
    if (share === 0) return from
    if (share === 1) return to
    const between = a.numbers.map((n, i) => n + (b.numbers[i]! - n) * share)
    return b.make(between) as T // Seam: parts of a T make a T.
  }
}
