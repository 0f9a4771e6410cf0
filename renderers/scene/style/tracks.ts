// The words of a grid: tracks ("10ch 1fr auto", "repeat(3, minmax(8ch, 1fr))") and places ("2", "1 / 3",
// "span 2").

import { CodedError, shown } from "../../../core/errors.ts"

/** A length, or how a track grows: "auto" by what is in it, `fr` by its share of what is left. */
export interface Track {
  /** Least size: a length, or "auto". */
  readonly min: number | string
  /** Most: a length, "auto", or a number of fr. */
  readonly max: number | string
  /** Shares of what is left; 0 for a track that takes none. */
  readonly fr: number
}

export const AUTO: Track = { min: "auto", max: "auto", fr: 0 }

const LENGTH = /^(\d+\.?\d*|\.\d+)(%|ch|lh|px)?$/
const parsed = new Map<string, readonly Track[]>()

/** Tracks of a template. Throws `bad-tracks` for words that are none. */
export function parseTracks(text: string): readonly Track[] {
  let tracks = parsed.get(text)
  if (!tracks) {
    tracks = expand(text, text)
    if (parsed.size > 1000) parsed.clear()
    parsed.set(text, tracks)
  }
  return tracks
}

/** Splits at white space and commas that are in no parentheses. */
function words(text: string): string[] {
  const found: string[] = []
  let depth = 0
  let word = ""
  for (const c of text) {
    if (c === "(") depth++
    if (c === ")") depth--
    if (depth === 0 && (c === " " || c === "," || c === "\n" || c === "\t")) {
      if (word) found.push(word)
      word = ""
    } else word += c
  }
  if (word) found.push(word)
  return found
}

function expand(text: string, whole: string): Track[] {
  const tracks: Track[] = []
  for (const word of words(text)) {
    const repeat = /^repeat\(\s*(\d+)\s*,(.*)\)$/s.exec(word)
    if (repeat) {
      const count = Math.min(1000, Number(repeat[1]))
      const each = expand(repeat[2]!, whole)
      for (let i = 0; i < count; i++) tracks.push(...each)
    } else tracks.push(one(word, whole))
  }
  return tracks
}

function one(word: string, whole: string): Track {
  const minmax = /^minmax\((.*)\)$/s.exec(word)
  if (minmax) {
    const [min, max, more] = words(minmax[1]!)
    if (min === undefined || max === undefined || more !== undefined) throw bad(word, whole)
    const low = size(min, whole)
    const high = size(max, whole)
    if (low.fr > 0) throw bad(word, whole)
    return { min: low.min, max: high.max, fr: high.fr }
  }
  return size(word, whole)
}

function size(word: string, whole: string): Track {
  if (word === "auto" || word === "min-content" || word === "max-content") return AUTO
  const fr = /^(\d+\.?\d*|\.\d+)fr$/.exec(word)
  if (fr) return { min: "auto", max: "fr", fr: Number(fr[1]) }
  const length = LENGTH.exec(word)
  if (!length) throw bad(word, whole)
  const value = length[2] ? word : Number(word)
  return { min: value, max: value, fr: 0 }
}

function bad(word: string, whole: string): CodedError {
  return new CodedError(
    "bad-tracks",
    `${shown(word)} in the grid tracks ${shown(whole)} is no track.`,
    `write lengths, "1fr", "auto", "minmax(10ch, 1fr)" or "repeat(3, 1fr)", with spaces between them.`,
  )
}

/** No track of the template depends on what is in it. */
export function isDefinite(text: string | undefined): boolean {
  if (text === undefined) return false
  return parseTracks(text).every(({ min, max, fr }) => fr > 0 || (min !== "auto" && max !== "auto"))
}

/** Where an item wants to be on one axis: `start` from 0, or undefined to be placed. */
export interface Place {
  readonly start: number | undefined
  readonly span: number
}

const ANYWHERE: Place = { start: undefined, span: 1 }

/** A place from `gridColumn` or `gridRow`; `explicit` tracks are what -1 counts from. Throws `bad-place`. */
export function parsePlace(value: string | number | undefined, explicit: number): Place {
  if (value === undefined) return ANYWHERE
  const [from, to, more] = String(value)
    .split("/")
    .map((part) => part.trim())
  const a = edge(from!, value)
  const b = to === undefined ? undefined : edge(to, value)
  if (more !== undefined) throw badPlace(value)
  const line = (n: number) => (n > 0 ? n - 1 : Math.max(0, explicit + 1 + n))
  if (a.span) return { start: b && !b.span ? Math.max(0, line(b.n) - a.n) : undefined, span: a.n }
  const start = line(a.n)
  if (!b) return { start, span: 1 }
  if (b.span) return { start, span: b.n }
  const end = line(b.n)
  return end > start ? { start, span: end - start } : { start: end, span: Math.max(1, start - end) }
}

function edge(word: string, value: string | number): { span: boolean; n: number } {
  const found = /^(span\s+)?(-?\d+)$/.exec(word)
  const n = Number(found?.[2])
  if (!found || n === 0 || Math.abs(n) > 1000 || (found[1] && n < 1)) throw badPlace(value)
  return { span: found[1] !== undefined, n }
}

function badPlace(value: string | number): CodedError {
  return new CodedError(
    "bad-place",
    `${shown(value)} is no place in a grid.`,
    `write a line from 1 ("2"), two lines ("1 / 3"), or a number of tracks ("span 2").`,
  )
}
