// How many columns does a text take? The one width table: layout, painting and the test grid ask here.
//
//     "naïve"   5      "日本"     4 (East Asian wide)      "é" as e + ´   1 (one grapheme)
//     "👩‍🚀"      2      "❤️" + VS16 2, "❤" alone 1          "🇩🇪"            2
//     "\x1b[2J" 3 ("[2J"): the control character itself is nothing, and never reaches a terminal
//
// A text is cut into extended grapheme clusters (UAX #29, unicode-segmenter); the width of a cluster
// follows from its code points (UAX #11, get-east-asian-width, and the rules below). ASCII and the
// blocks that never combine take a path without segmenting, about a hundred times cheaper than
// Intl.Segmenter.
//
// Terminals disagree with every table about clusters of several code points. `Grapheme.risky` marks
// those: after one, the painter tells the terminal the column instead of trusting it.

import { eastAsianWidth } from "get-east-asian-width"
import { graphemeSegments } from "unicode-segmenter/grapheme"
import { late } from "../scene/index.ts"

/** A cluster longer than this (in UTF-16 units) is cut: no glyph needs it, and memory stays bounded. */
const LONGEST_CLUSTER = 40

const VS15 = 0xfe0e // asks for text presentation
const VS16 = 0xfe0f // asks for emoji presentation
const ZWJ = 0x200d
const KEYCAP = 0x20e3
const PLACEHOLDER = 0x10eeee

/** What takes no column by itself: marks, format characters, and the Hangul that joins a syllable. */
const ZERO_WIDTH = late("^[\\p{Mn}\\p{Me}\\p{Cf}\\u1160-\\u11ff\\ud7b0-\\ud7ff]$")
const EXTENDED_PICTOGRAPHIC = late("^\\p{Extended_Pictographic}$")

/** What is drawn in the place of half a surrogate pair. */
const REPLACEMENT = "\ufffd"

/**
 * Columns of one code point that stands alone: 0, 1 or 2. Controls, bidi controls and joiners are 0.
 * Code points of ambiguous East Asian width are 1.
 */
export function codePointWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x20) return 0
  if (codePoint < 0x7f) return 1
  if (codePoint < 0xa0) return 0 // DEL and C1 controls
  if (codePoint === 0xad) return 0 // soft hyphen: shown at a line's end only
  if (codePoint < 0x300) return 1
  if (codePoint >= 0xd800 && codePoint < 0xe000) return 1 // half a pair, drawn as the replacement
  if (codePoint === 0x2028 || codePoint === 0x2029) return 0
  if (ZERO_WIDTH().test(String.fromCodePoint(codePoint))) return 0
  return eastAsianWidth(codePoint)
}

// UTF-16 units that are each a whole grapheme, as character classes: a search of the engine's runs at
// full speed from the first text on, where a loop of ours is interpreted for most of a short run.

/**
 * One column, whatever stands beside it: no mark, no joiner, no part of an emoji sequence, no half of a
 * pair, nothing invisible, no bidi control. In order: ASCII, Latin, Greek and Cyrillic, punctuation, currency
 * and superscripts, arrows and mathematics, lines, blocks and shapes, braille.
 */
const NARROW =
  " -~\\u00a1-\\u00ac\\u00ae-\\u02ff\\u0370-\\u0482\\u2010-\\u2027\\u202f-\\u205e\\u2070-\\u20cf\\u2190-\\u2319" +
  "\\u2500-\\u25fc\\u2800-\\u28ff"
/** Two columns, unless a mark or jamo follows: kana without the combining marks, ideographs, Hangul. */
const WIDE = "\\u3041-\\u3096\\u309d-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3"
const NOT_NARROW = new RegExp(`[^${NARROW}]`)
const NEITHER = new RegExp(`[^${NARROW}${WIDE}]`)

/** True when each UTF-16 unit of `text` is a grapheme of one column: index, unit and column are one. */
export function isPlain(text: string): boolean {
  if (text === lastPlain) return true
  if (NOT_NARROW.test(text)) return false
  lastPlain = text
  return true
}

/** A text is asked about when it is measured, and again when it is painted. */
let lastPlain = ""

/**
 * Columns that `text` takes in one line. Controls, bidi controls and lone marks are nothing; half a
 * surrogate pair is 1. Does not know tabs or line breaks: they are controls here.
 *
 * @example
 * textWidth("日本") // 4
 */
export function textWidth(text: string): number {
  if (isPlain(text)) return text.length
  if (NEITHER.test(text)) return clusteredWidth(text)
  let width = text.length
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x3000) width++ // no narrow one is so high
  return width
}

function clusteredWidth(text: string): number {
  const known = clusteredWidths.get(text)
  if (known !== undefined) return known
  let width = 0
  for (const grapheme of graphemes(text)) width += grapheme.width
  remember(clusteredWidths, text, width)
  return width
}

const clusteredWidths = new Map<string, number>()

/** Keeps what was worked out for the texts seen last, a few thousand of them. */
function remember(cache: Map<string, number>, text: string, value: number): void {
  if (text.length > 400) return
  if (cache.size >= 4096) cache.clear()
  cache.set(text, value)
}

/** One thing that a reader takes for a character. */
export interface Grapheme {
  /** What to draw, safe for a terminal. */
  readonly text: string
  /** Columns: 1 or 2. */
  readonly width: 1 | 2
  /** UTF-16 index in the text it comes from. */
  readonly index: number
  /** Several code points: terminals disagree about the width. */
  readonly risky: boolean
}

/**
 * The visible graphemes of `text`, in order. Controls, bidi controls and marks without a base are
 * left out; half a surrogate pair comes as U+FFFD. So the texts of all of them can be written to a
 * terminal, whatever `text` was.
 */
export function* graphemes(text: string): Generator<Grapheme, void, undefined> {
  for (const { segment, index } of graphemeSegments(text)) {
    const grapheme = measure(segment, index)
    if (grapheme) yield grapheme
  }
}

function measure(segment: string, index: number): Grapheme | undefined {
  const first = segment.codePointAt(0)!
  const firstLength = first > 0xffff ? 2 : 1
  if (segment.length === firstLength) {
    // A placeholder of kitty's would show a picture of whoever sent one.
    if ((first >= 0xd800 && first < 0xe000) || first === PLACEHOLDER)
      return { text: REPLACEMENT, width: 1, index, risky: false }
    const width = codePointWidth(first)
    if (width === 0) return undefined
    return { text: segment, width, index, risky: isRegionalIndicator(first) }
  }
  if (first === PLACEHOLDER) return { text: REPLACEMENT, width: 1, index, risky: false }
  const text = segment.length > LONGEST_CLUSTER ? shorten(segment) : segment
  const width = clusterWidth(text, first)
  if (width === 0) return undefined
  if (width === 1) {
    const composed = text.normalize("NFC") // e + ´ is one code point, which all terminals agree on
    if (composed.length === 1) return { text: composed, width: 1, index, risky: false }
  }
  return { text, width, index, risky: true }
}

/**
 * Columns of a cluster of several code points. An emoji sequence is 2; VS16 widens a pictograph, VS15
 * makes it narrow; else the sum of its parts, at most 2 (an Indic conjunct of two consonants is 2).
 */
function clusterWidth(cluster: string, first: number): 0 | 1 | 2 {
  if (isRegionalIndicator(first)) return 2 // the pair of a flag
  let sum = 0
  let emoji = false
  let textual = false
  for (const character of cluster) {
    const codePoint = character.codePointAt(0)!
    if (codePoint === VS16 || codePoint === KEYCAP || codePoint === ZWJ) emoji = true
    else if (codePoint === VS15) textual = true
    else sum += codePointWidth(codePoint)
  }
  if (sum === 0) return 0
  if (EXTENDED_PICTOGRAPHIC().test(String.fromCodePoint(first))) {
    if (emoji) return 2
    if (textual) return 1
  } else if (emoji && cluster.includes("\u20e3")) return 2 // a keycap: 1️⃣
  return sum >= 2 ? 2 : 1
}

function isRegionalIndicator(codePoint: number): boolean {
  return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff
}

/** The start of a cluster that is too long, without half a surrogate pair at its end. */
function shorten(cluster: string): string {
  const last = cluster.charCodeAt(LONGEST_CLUSTER - 1)
  return cluster.slice(0, last >= 0xd800 && last < 0xdc00 ? LONGEST_CLUSTER - 1 : LONGEST_CLUSTER)
}

/** `text` without anything that a terminal would obey: for titles, plain output and messages. */
export function visible(text: string): string {
  if (isPlain(text)) return text
  let out = ""
  for (const grapheme of graphemes(text)) out += grapheme.text
  return out
}

/**
 * The start of `text` that fits into `columns`.
 *
 * @example
 * fitTo("a long title", 8) // "a long t"
 */
export function fitTo(text: string, columns: number): string {
  if (text.length <= columns && isPlain(text)) return text
  let out = ""
  let width = 0
  for (const grapheme of graphemes(text)) {
    width += grapheme.width
    if (width > columns) break
    out += grapheme.text
  }
  return out
}
