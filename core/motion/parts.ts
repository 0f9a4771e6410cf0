// What moves is numbers: a value is taken apart into them, they are moved, and it is put together again.
//
//     12            ─▶ [12]                    "40%"           ─▶ [40]          unit %
//     "#7aa2f7"     ─▶ [L, a, b, alpha, …]     { x: 1, y: 2 }  ─▶ [1, 2]
//     "accent"      ─▶ [0, 0, 0, 0, … 1 …]
//
// Two values can be moved between when they are of one kind: the same shape, the same units. Between
// others there is no way, and a motion jumps. Colours go through OKLab, where equal steps look equal. A
// theme's tokens are known to the surface alone: a way between them is told as a mix, for it to paint.

import { hexOf, parseChannels, parseMix, toChannels, toMixable } from "../view/color.ts"
import { TOKENS, type Token } from "../view/theme.ts"

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

const LITERAL = 4 // numbers, before one for each token

/** A colour as what may be added up: its own part in OKLab, and how much there is of each token. */
function colorParts(text: string): Parts | undefined {
  const numbers = new Array<number>(LITERAL + TOKENS.length).fill(0)
  return addColor(text, 1, numbers) ? { kind: "color", numbers, make: makeColor } : undefined
}

function addColor(text: string, share: number, into: number[]): boolean {
  const token = TOKENS.indexOf(text as Token)
  if (token >= 0) {
    into[LITERAL + token]! += share
    return true
  }
  const channels = parseChannels(text)
  if (channels) {
    for (const [i, n] of toMixable(channels).entries()) into[i]! += n * share
    return true
  }
  const mix = parseMix(text)
  return mix?.colors.every((color, i) => addColor(color, share * mix.shares[i]!, into)) ?? false
}

const LEAST = 5e-4 // of a token: less is not seen

/** Without tokens "#rrggbb"; with them a mix that the surface knows how to paint, under whatever theme. */
function makeColor(numbers: ArrayLike<number>, from = 0): string {
  const parts: { text: string; share: number }[] = []
  let own = 1
  for (const [i, text] of TOKENS.entries()) {
    const share = Math.min(1, numbers[from + LITERAL + i]!) // a spring swings beyond
    if (share < LEAST) continue
    parts.push({ text, share })
    own -= share
  }
  if (own > LEAST || parts.length === 0) {
    const by = 1 / Math.max(own, LEAST)
    const [L, A, B, alpha] = [0, 1, 2, 3].map((i) => numbers[from + i]! * by)
    parts.unshift({ text: hexOf(toChannels(L!, A!, B!, alpha!)), share: Math.max(own, LEAST) })
  }
  let { text, share: sum } = parts[0]!
  for (const part of parts.slice(1)) {
    sum += part.share
    const percent = Math.round((part.share / sum) * 1e4) / 100
    text = `color-mix(in oklab, ${text}, ${part.text} ${percent}%)`
  }
  return text
}

/**
 * What lies between two values: `mix(a, b)(0)` is `a`, `mix(a, b)(1)` is `b`. Numbers, lengths of one
 * unit, colours and theme tokens, and arrays and plain objects of these. Other values change in the middle.
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
