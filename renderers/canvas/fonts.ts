// Which faces a family name stands for, and which files bring them.
//
//     "sans"  ─▶ filigree sans (Geist)        ─┐
//     "mono"  ─▶ filigree mono (DejaVu Mono)  ─┼─▶ filigree symbols (DejaVu Sans)
//     "Inter" ─▶ Inter, as registered         ─┘
//
// A bare machine has no font at all: text would draw nothing and measure 0. So three open families
// come with the package, under names of our own that no installed font can take over. Their files
// are read when a text first needs them: Latin at the first text, Cyrillic or arrows when one
// appears. Chinese, Japanese, Korean and emoji are not shipped (they weigh 5 to 40 MB): for a text that
// needs them the machine's own fonts are read, and what those lack is said once, with what brings it.

import { warn } from "../../core/dev.ts"
import { CodedError, shown } from "../../core/errors.ts"

export const SANS = "filigree sans"
export const MONO = "filigree mono"
export const SYMBOLS = "filigree symbols"

/** A font file that comes with the package. */
export interface BundledFace {
  /** Whose characters it brings: one of the three above. */
  readonly family: string
  /**
   * The name it is registered by. Each subset has its own, and the chain names them all: subsets
   * that share a name change how the Latin ones are spaced, from the moment they are registered.
   */
  readonly alias: string
  readonly weight: "variable" | 400 | 700
  readonly italic: boolean
  /** Of the npm package, below its root. */
  readonly file: string
  /** Which characters it is for; without one, all that no other face of the family has. */
  readonly covers?: RegExp
}

const geist = (subset: string, italic: boolean, covers?: RegExp): BundledFace => ({
  family: SANS,
  alias: subset === "latin" ? SANS : `${SANS} ${subset}`,
  weight: "variable",
  italic,
  file: `@fontsource-variable/geist/files/geist-${subset}-wght-${italic ? "italic" : "normal"}.woff2`,
  ...(covers && { covers }),
})

const dejavu = (family: string, name: string, weight: 400 | 700, italic: boolean): BundledFace => ({
  family,
  alias: family,
  weight,
  italic,
  file: `@fontsource/${name}/files/${name}-latin-${weight}-${italic ? "italic" : "normal"}.woff2`,
})

const CYRILLIC = /[\u0400-\u045F\u0490\u0491\u04B0\u04B1\u2116]/
const CYRILLIC_EXT = /[\u0460-\u048F\u0492-\u04AF\u04B2-\u052F\u1C80-\u1C8A\u20B4\u2DE0-\u2DFF]/
const LATIN_EXT =
  /[\u0100-\u02BA\u02BD-\u02C5\u02C7-\u02DB\u02DD-\u02FF\u1D00-\u1EFF\u2020\u20A0-\u20C0\u2113\u2C60-\u2C7F\uA720-\uA7FF]/
const VIETNAMESE =
  /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9\u20AB]/
/** What the Latin subset of Geist has. Everything else may need another file. */
const LATIN =
  /^[\x00-\xFF\u0131\u0152\u0153\u02C6\u02DA\u02DC\u2002-\u200A\u2010-\u2014\u2018-\u201E\u2022\u2026\u2032\u2033\u2039\u203A\u2044\u20AC\u2122\u2191\u2193\u2212\u2215]*$/

export const BUNDLED: readonly BundledFace[] = [false, true].flatMap((italic) => [
  geist("latin", italic),
  geist("latin-ext", italic, LATIN_EXT),
  geist("cyrillic", italic, CYRILLIC),
  geist("cyrillic-ext", italic, CYRILLIC_EXT),
  geist("vietnamese", italic, VIETNAMESE),
  ...([400, 700] as const).flatMap((weight) => [
    dejavu(MONO, "dejavu-mono", weight, italic),
    dejavu(SYMBOLS, "dejavu-sans", weight, italic),
  ]),
])

const GENERIC: Readonly<Record<string, string>> = {
  sans: SANS,
  "sans-serif": SANS,
  "system-ui": SANS,
  "ui-sans-serif": SANS,
  mono: MONO,
  monospace: MONO,
  "ui-monospace": MONO,
}

/** The families that a `fontFamily` value asks for, in order, ours for generic names. */
export function familiesOf(value: string): string[] {
  const names = value
    .split(",")
    .map((name) => name.trim().replace(/^(["'])(.*)\1$/, "$2"))
    .filter((name) => name !== "")
    .map((name) => GENERIC[name.toLowerCase()] ?? name)
  if (names.length === 0) names.push(SANS)
  return names
}

/**
 * The whole chain, to be written into a context's font: what is asked for, then ours.
 * Families that the host does not know are left out, with one warning.
 */
export function chainOf(value: string, known: (family: string) => boolean): string[] {
  const chain: string[] = []
  for (const name of familiesOf(value)) {
    if (name === SANS || name === MONO || known(name)) chain.push(name)
    else unknownFamily(name)
  }
  if (!chain.includes(SANS) && !chain.includes(MONO)) chain.push(SANS)
  const subsets = ["latin-ext", "cyrillic", "cyrillic-ext", "vietnamese"]
  const at = chain.indexOf(SANS)
  if (at >= 0) chain.splice(at + 1, 0, ...subsets.map((subset) => `${SANS} ${subset}`))
  chain.push(SYMBOLS)
  return chain
}

/** The bundled faces that `text` needs in one family. */
export function facesFor(
  family: string,
  weight: number,
  italic: boolean,
  text: string,
): BundledFace[] {
  const plain = LATIN.test(text)
  if (family === SYMBOLS && plain) return []
  return BUNDLED.filter((face) => {
    if (face.family !== family || face.italic !== italic) return false
    if (face.weight !== "variable") return face.weight === (weight >= 600 ? 700 : 400)
    return !face.covers || (!plain && face.covers.test(text))
  })
}

/** True when `text` has nothing beyond what the first face of each family covers. */
export function isPlain(text: string): boolean {
  return LATIN.test(text)
}

const SCRIPTS: readonly (readonly [pattern: string, what: string, pack: string])[] = [
  ["\\p{Extended_Pictographic}|[\\u{1F1E6}-\\u{1F1FF}]", "emoji", "@fontsource/noto-color-emoji"],
  ["[\\p{Script=Hiragana}\\p{Script=Katakana}]", "Japanese", "@fontsource-variable/noto-sans-jp"],
  ["\\p{Script=Hangul}", "Korean", "@fontsource-variable/noto-sans-kr"],
  [
    "[\\p{Script=Han}\\u3000-\\u303F\\uFF00-\\uFFEF]",
    "Chinese",
    "@fontsource-variable/noto-sans-sc",
  ],
  ["\\p{Script=Devanagari}", "Devanagari", "@fontsource-variable/noto-sans-devanagari"],
  ["\\p{Script=Bengali}", "Bengali", "@fontsource-variable/noto-sans-bengali"],
  ["\\p{Script=Tamil}", "Tamil", "@fontsource-variable/noto-sans-tamil"],
  ["\\p{Script=Thai}", "Thai", "@fontsource-variable/noto-sans-thai"],
]

const MOST_NAMED = 8 // characters of one script

/** Warns that no font has these characters, by the scripts that `told` does not have yet. */
export function missingGlyphs(chars: readonly string[], told: Set<string>): void {
  const scripts = new Map<string, { pack: string; chars: string[] }>()
  for (const char of chars) {
    const found = SCRIPTS.find(([pattern]) => new RegExp(pattern, "u").test(char))
    const [, what, pack] = found ?? ["", "", ""]
    const script = scripts.get(what) ?? { pack, chars: [] }
    script.chars.push(char)
    scripts.set(what, script)
  }
  for (const what of scripts.keys()) {
    if (told.has(what)) scripts.delete(what)
    told.add(what)
  }
  if (scripts.size === 0) return
  const named = [...scripts].map(([what, { chars }]) => {
    const codes = chars.length === 1 ? ` (${codeOf(chars[0]!)})` : ""
    const more = chars.length > MOST_NAMED ? " …" : ""
    return `${what && `${what} `}${chars.slice(0, MOST_NAMED).join("")}${more}${codes}`
  })
  const packs = [...scripts.values()].map(({ pack }) => pack).filter((pack) => pack !== "")
  warn(
    "missing-glyph",
    `no font has ${named.join(", ")}; empty boxes are drawn.`,
    packs.length > 0
      ? `install a font on this machine that has them, or npm install ${packs.join(" ")} and registerFont({ family: "Extra", source }) for each of its .woff2 files; then fontFamily="sans, Extra".`
      : `install a font on this machine that has them, or registerFont({ family: "Extra", source: "path/to/font.woff2" }) one; then fontFamily="sans, Extra".`,
  )
}

function codeOf(char: string): string {
  return `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`
}

function unknownFamily(name: string): void {
  warn(
    "unknown-font",
    `no font family is called ${shown(name)}; "sans" is used instead.`,
    `call registerFont({ family: ${shown(name)}, source: "path/to/font.woff2" }) before the first text, or write "sans" or "mono".`,
  )
}

/** A font of your own. */
export interface FontFile {
  /** The name that `fontFamily` uses. Several files may share one: weights, slants, subsets. */
  readonly family: string
  /** Path, `file:`, `http(s):` or `data:` URL, or the bytes of a TTF, OTF, WOFF or WOFF2 file. */
  readonly source: string | URL | Uint8Array | ArrayBuffer
  /** Browser only: 100 to 900 or a range as "100 900". Node reads it from the file. */
  readonly weight?: number | string
  /** Browser only. Node reads it from the file. */
  readonly italic?: boolean
}

/** Checks what only a reader can check; the host opens the file. */
export function checkFontFile(font: FontFile): void {
  if (typeof font?.family !== "string" || font.family.trim() === "" || /["\\,]/.test(font.family))
    throw new CodedError(
      "bad-font",
      `registerFont was given the family ${shown(font?.family)}.`,
      `give it a name without quotes and commas: registerFont({ family: "Inter", source: "inter.woff2" }).`,
    )
  const source: unknown = font.source
  if (
    !(typeof source === "string" && source !== "") &&
    !(source instanceof URL) &&
    !(source instanceof Uint8Array) &&
    !(source instanceof ArrayBuffer)
  )
    throw new CodedError(
      "bad-font",
      `registerFont({ family: ${shown(font.family)} }) was given the source ${shown(source)}.`,
      `give a path, a URL, or the bytes of a TTF, OTF, WOFF or WOFF2 file.`,
    )
}
