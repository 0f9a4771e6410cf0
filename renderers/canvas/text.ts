// How wide is this text, and how tall is its line?
//
//     width("load average 0.42")  =  width("load") + width(" ") + width("average") + …
//
// A context measures a new word in 12 to 45 µs and one it has seen in 2; a Map answers in 0.1. So
// widths are kept per word, longer texts are the sum of their words, and figures, which change all
// the time, are the sum of their characters (exact, because figures are tabular and unkerned; a font
// for which that is not so is found out once and measured in whole).

import { late } from "../scene/index.ts"
import type { Font, FontMetrics, TextEngine } from "../scene/surface.ts"
import type { levels } from "./bidi.ts"
import { chainOf, isPlain, MONO, missingGlyphs, SANS, SYMBOLS } from "./fonts.ts"
import { type Context, contextOf, type PixelCanvas, type Platform } from "./platform.ts"

/** What is known about one font. */
export interface FontFace2D {
  readonly metrics: FontMetrics
  /**
   * For `context.font`, at so many device pixels per CSS pixel. `ascii`: for a text of ASCII, which needs no
   * other family than the first if that has all of it. Each one more costs some 0.3 µs whenever text is drawn.
   */
  css(ratio: number, ascii: boolean): string
  /**
   * How far ink has been seen to reach beyond the width of its text at either end, above the ascent
   * and below the descent. Grows as words are measured: slanted letters, stacked accents.
   */
  readonly overhang: number
}

interface Known extends FontFace2D {
  overhang: number
  readonly key: string
  readonly font: Font
  readonly families: readonly string[]
  /** The CSS at a size in pixels, with all families or with the first alone. */
  readonly write: (px: number, alone: boolean) => string
  /** The first family has all of ASCII; undefined until somebody asks. */
  alone: boolean | undefined
  readonly words: Map<string, number>
  /** Width of each of FIGURES by char code, or null where they cannot be added up. */
  figures: Float64Array | null | undefined
  /** What `css` has answered: by ratio, for ASCII negative. */
  readonly scales: Map<number, string>
}

/** Marks, controls and spaces have no ink of their own. */
const INKLESS = late("[\\p{M}\\p{C}\\p{Z}]")
const LARGE = 1000 // CSS pixels
const WORDS = 20_000 // per font; then the cache starts anew
const FIGURES = "0123456789.,:%-+ "
const NUMBER = /^[0-9.,:%+ -]+$/
const CONTROL = /[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]/
const CONTROLS = new RegExp(CONTROL, "g")

const ASCII = /^[ -~]*$/

/** Plain in every sense: its characters are in any font of letters, and all of them are seen. */
export function isAscii(text: string): boolean {
  return ASCII.test(text)
}

/** `text` without characters that have neither width nor glyph. */
export function printable(text: string): string {
  return CONTROL.test(text) ? text.replace(CONTROLS, "") : text
}

export interface PixelTextEngine extends TextEngine {
  readonly unit: "px"
  /** What a surface needs to draw text in `font`; makes sure that its faces are there. */
  face(font: Font): FontFace2D
  /** Makes sure that `text` can be drawn in `font`, and warns about characters that no font has. */
  prepare(text: string, font: Font): void
  /**
   * How far ink may reach beyond the line box of its text, in CSS pixels: what has to be painted
   * anew around a text that changes. At least 1, since text starts on whole pixels.
   */
  overhang(font: Font): number
  /** Forgets all widths: fonts have been added. */
  forget(): void
  /** Settles when what is under way (the order of words from right to left) is there; undefined if nothing is. */
  readonly loading: Promise<void> | undefined
  /** Calls back when something has come that changes how text stands. Returns what stops it. */
  onLoad(listener: () => void): () => void
}

const engines = new WeakMap<Platform, PixelTextEngine>()

/** The text engine of a platform: one for all its surfaces, so that each word is measured once. */
export function textEngine(platform: Platform): PixelTextEngine {
  let engine = engines.get(platform)
  if (!engine) engines.set(platform, (engine = createTextEngine(platform)))
  return engine
}

/**
 * A text engine over a 2D context, in CSS pixels.
 *
 * Widths include letter spacing after each character, as in CSS. Ascent and descent are rounded to
 * whole pixels, as browsers do, so that baselines agree with theirs.
 */
export function createTextEngine(platform: Platform): PixelTextEngine {
  const byFont = new WeakMap<Font, Known>()
  const byKey = new Map<string, Known>()
  let generation = new WeakSet<Font>()
  const measurer = platform.canvas(1, 1)
  const ctx = contextOf(measurer)
  let current = ""
  let spaced: Known | undefined
  let lastFont: Font | undefined
  let last: Known | undefined
  const glyphs = glyphCheck(platform, () => {
    current = "" // the context looks its fonts up when it is given one
  })
  let order: typeof levels | undefined
  let loading: Promise<void> | undefined
  const listeners = new Set<() => void>()

  function use(known: Known, ascii = false): Context {
    const css = known.css(1, ascii)
    if (current !== css || spaced !== known) {
      current = css
      spaced = known
      ctx.font = css
      const [letters, words] = spacingOf(known.font, 1).split(" ")
      ctx.letterSpacing = letters!
      ctx.wordSpacing = words!
    }
    return ctx
  }

  function known(font: Font): Known {
    if (font === lastFont) return last!
    const entry = find(font)
    lastFont = font
    last = entry
    return entry
  }

  function find(font: Font): Known {
    const found = byFont.get(font)
    if (found && generation.has(font)) return found
    const size = Number.isFinite(font.size) && font.size > 0 ? font.size : 0.01
    const weight = Math.min(1000, Math.max(1, Math.round(font.weight) || 400))
    const spacing = Number.isFinite(font.letterSpacing) ? font.letterSpacing : 0
    const words = Number.isFinite(font.wordSpacing) ? font.wordSpacing : 0
    const key = `${font.italic ? "italic " : ""}${weight} ${size}px/${font.lineHeight} ${font.family} ${spacing} ${words}`
    let entry = byKey.get(key)
    if (!entry) {
      const families = chainOf(font.family, (family) => platform.hasFont(family))
      for (const family of families) {
        if (family === SANS || family === MONO)
          platform.ensureFont(family, weight, font.italic, "0")
      }
      const generic = platform.generic?.(families.includes(MONO))
      const chain =
        families.map((family) => `"${family}"`).join(", ") + (generic ? `, ${generic}` : "")
      const looks = `${font.italic ? "italic " : ""}${weight}`
      const made: Known = {
        key,
        font: { ...font, size, weight, letterSpacing: spacing, wordSpacing: words },
        families,
        write: (px, alone) => `${looks} ${px}px ${alone ? `"${families[0]}"` : chain}`,
        alone: undefined,
        metrics: EMPTY,
        overhang: 0,
        words: new Map(),
        figures: undefined,
        scales: new Map(),
        css: (ratio, ascii) => made.scales.get(ascii ? -ratio : ratio) ?? scale(made, ratio, ascii),
      }
      entry = Object.assign(made, {
        metrics: {
          ch: widthOfZero(made),
          // Browsers count in 64ths of a pixel: a hundred lines are as high here as there.
          lineHeight: floor64(
            size * (Number.isFinite(font.lineHeight) ? Math.max(0, font.lineHeight) : 1.4),
          ),
          ...heights(made),
        },
      })
      byKey.set(key, entry)
    }
    byFont.set(font, entry)
    generation.add(font)
    return entry
  }

  function scale(face: Known, ratio: number, ascii: boolean): string {
    const css = face.write(round4(face.font.size * ratio), ascii && isEnough(face))
    face.scales.set(ascii ? -ratio : ratio, css)
    return css
  }

  /**
   * Has the first family all of ASCII? Where a glyph is missing, text comes out another width alone than with the
   * families that follow. Asked twice, with the characters in other numbers, so that no chance makes up for it.
   */
  function isEnough(face: Known): boolean {
    if (face.alone !== undefined) return face.alone
    const [first] = face.families
    if (platform.name !== "node")
      face.alone = false // a page may still be loading it
    else if (first === SANS || first === MONO) face.alone = true
    else {
      const width = (alone: boolean, text: string) => {
        ctx.font = face.write(16, alone)
        return ctx.measureText(text).width
      }
      face.alone = ALL.every((text) => width(true, text) === width(false, text))
      current = ""
    }
    return face.alone
  }

  /** CSS `ch`: the advance of "0" without features and spacing, though figures are shown tabular. */
  function widthOfZero(entry: Known): number {
    const ctx = use(entry)
    const before = ctx.fontVariantNumeric
    const spacing = entry.font.letterSpacing || 0
    if (before === undefined) return ctx.measureText("0").width - spacing
    ctx.fontVariantNumeric = "normal"
    ctx.font = entry.css(1, false)
    const { width } = ctx.measureText("0")
    ctx.fontVariantNumeric = before
    current = ""
    return width - spacing
  }

  /**
   * Ascent and descent in whole pixels as browsers have them: rounded, and where that cuts the descent it gets a pixel
   * of the ascent. Contexts say rounded figures, so a large size is asked for.
   */
  function heights(entry: Known): { ascent: number; descent: number } {
    use(entry).font = entry.css(LARGE / entry.font.size, false)
    current = ""
    const measured = ctx.measureText("0")
    const above = (measured.fontBoundingBoxAscent / LARGE) * entry.font.size
    const below = (measured.fontBoundingBoxDescent / LARGE) * entry.font.size
    const ascent = Math.round(above)
    const descent = Math.round(below)
    const cut = descent < below - 1e-3 && descent >= 1 && ascent >= 1
    return cut ? { ascent: ascent - 1, descent: descent + 1 } : { ascent, descent }
  }

  function figures(entry: Known): Float64Array | null {
    if (entry.figures !== undefined) return entry.figures
    const context = use(entry)
    const table = new Float64Array(128)
    let sum = 0
    for (const char of FIGURES) {
      const measured = context.measureText(char)
      sum += table[char.charCodeAt(0)] = measured.width
      noteOverhang(entry, measured)
    }
    const whole = context.measureText(FIGURES).width
    // Kerning between figures would show in the sum.
    return (entry.figures = Math.abs(whole - sum) < 0.05 ? table : null)
  }

  function measure(entry: Known, text: string): number {
    const cached = entry.words.get(text)
    if (cached !== undefined) return cached
    if (NUMBER.test(text)) {
      const table = figures(entry)
      if (table) {
        let sum = 0
        for (let i = 0; i < text.length; i++) sum += table[text.charCodeAt(i)]!
        return sum
      }
    }
    const space = text.length > 12 ? text.indexOf(" ", 1) : -1
    if (space > 0 && isPlain(text)) {
      let sum = 0
      let from = 0
      for (let to = space; to !== -1; to = text.indexOf(" ", from)) {
        if (to > from) sum += measure(entry, text.slice(from, to))
        sum += entry.words.get(" ") ?? remember(entry, " ")
        from = to + 1
      }
      return from < text.length ? sum + measure(entry, text.slice(from)) : sum
    }
    return remember(entry, text)
  }

  function remember(entry: Known, text: string): number {
    const ascii = isAscii(text)
    if (!ascii) prepare(entry, text)
    const measured = use(entry, ascii).measureText(text)
    const { width } = measured
    noteOverhang(entry, measured)
    if (entry.words.size >= WORDS) entry.words.clear()
    entry.words.set(text, width)
    return width
  }

  function prepare(entry: Known, text: string): void {
    if (isPlain(text)) return
    for (const family of entry.families)
      if (family === SANS || family === MONO || family === SYMBOLS)
        platform.ensureFont(family, entry.font.weight, entry.font.italic, text)
    if (platform.name === "node") glyphs(text, entry.css(1, false))
  }

  return {
    unit: "px",
    width(text, font) {
      if (text === "") return 0
      const entry = known(font)
      const cached = entry.words.get(text)
      if (cached !== undefined) return cached
      return measure(entry, printable(text))
    },
    metrics: (font) => known(font).metrics,
    levels(text, direction) {
      if (order) return order(text, direction)
      loading ??= import("./bidi.ts").then((loaded) => {
        order = loaded.levels
        loading = undefined
        for (const listener of listeners) listener()
      })
      return null
    },
    get loading() {
      return loading
    },
    onLoad(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    face: known,
    prepare(text, font) {
      if (!isPlain(text)) prepare(known(font), text)
    },
    overhang(font) {
      const { metrics, font: used, overhang } = known(font)
      const sideways = used.size * (used.italic ? 0.2 : 0.1)
      const tight = (metrics.ascent + metrics.descent - metrics.lineHeight) / 2 + 1
      return Math.ceil(Math.max(1, sideways, tight, overhang))
    },
    forget() {
      byKey.clear()
      generation = new WeakSet()
      current = ""
      lastFont = undefined
    },
  }
}

const ASCII_95 = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
/** All of ASCII, once each, and in different numbers. */
const ALL = [ASCII_95.join(""), ASCII_95.map((char, i) => char.repeat(1 + (i % 5))).join("")]

const EMPTY: FontMetrics = { ch: 0, lineHeight: 0, ascent: 0, descent: 0 }

/** What a tile takes: letter and word spacing as two CSS lengths. */
export function spacingOf(font: Font, ratio: number): string {
  if (!font.letterSpacing && !font.wordSpacing) return "0px 0px"
  return `${(font.letterSpacing || 0) * ratio}px ${(font.wordSpacing || 0) * ratio}px`
}

function floor64(value: number): number {
  return Math.floor(value * 64) / 64
}

function round4(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

function noteOverhang(face: Known, measured: TextMetrics): void {
  const { ascent, descent } = face.metrics
  // Skia counts in whole pixels, outwards.
  const reach = Math.max(
    measured.actualBoundingBoxLeft,
    measured.actualBoundingBoxRight - Math.ceil(measured.width),
    measured.actualBoundingBoxAscent - ascent,
    measured.actualBoundingBoxDescent - descent,
  )
  if (reach > face.overhang) face.overhang = reach
}

/**
 * Looks for characters that come out as the empty box of "no such glyph": each is drawn once, small, and compared
 * with how a code point that no font has comes out. Then the platform may have more fonts (`changed`); what is
 * missing still is warned about, all of a moment at once.
 */
function glyphCheck(platform: Platform, changed: () => void): (text: string, css: string) => void {
  const seen = new Set<string>()
  const told = new Set<string>()
  let canvas: PixelCanvas | undefined
  let ctx: Context | undefined
  let untold: string[] = []
  const ink = (text: string, css: string): string => {
    canvas ??= platform.canvas(24, 24)
    ctx ??= contextOf(canvas)
    ctx.clearRect(0, 0, 24, 24)
    ctx.font = css.replace(/[\d.]+px/, "16px")
    ctx.fillText(text, 2, 18)
    return ctx.getImageData(0, 0, 24, 24).data.join()
  }
  let missing: string | undefined
  const isMissing = (char: string, css: string): boolean => {
    missing ??= ink("\u{10FFFD}", css)
    return ink(char, css) === missing
  }
  return (text, css) => {
    for (const char of text) {
      if (seen.has(char) || isPlain(char)) continue
      seen.add(char)
      if (INKLESS().test(char) || !isMissing(char, css)) continue
      if (platform.moreFonts?.()) {
        changed()
        missing = undefined // the box of another font, perhaps
        if (!isMissing(char, css)) continue
      }
      if (untold.length === 0)
        queueMicrotask(() => {
          missingGlyphs(untold, told)
          untold = []
        })
      untold.push(char)
    }
  }
}
