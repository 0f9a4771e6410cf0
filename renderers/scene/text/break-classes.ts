// Which line breaking class does a character have? UAX #14, table 1; the rules are in breaks.ts.

import { late } from "./late.ts"

export function isSpace(c: number): boolean {
  return c === 32 || c === 9
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57
}

// Classes. Those that no rule tells apart are one here (BK, CR, LF and NL do not reach this file).
export const AL = 1
export const BA = 2
export const BB = 3
export const B2 = 4
export const CL = 5
export const CP = 6
export const CM = 7
export const EX = 8
export const GL = 9
export const HY = 10
export const ID = 11
export const IN = 12
export const IS = 13
export const NS = 14
export const NU = 15
export const OP = 16
export const PO = 17
export const PR = 18
export const QU = 19
export const SP = 20
export const SY = 21
export const WJ = 22
export const ZW = 23
export const ZWJ = 24
export const JL = 25
export const JV = 26
export const JT = 27
export const H2 = 28
export const H3 = 29
export const RI = 30
export const EB = 31
export const EM = 32
export const HL = 33
export const SA = 34
/** OP and CP of East Asian width: LB30 leaves them out. */
export const OPW = 35
export const CPW = 36

/** Read when the first character beyond ASCII is asked for. */
let exceptions: readonly (readonly [number, [number, number][]])[] | undefined

function ranges(text: string): [number, number][] {
  return text.split(" ").map((range) => {
    const [from, to] = range.split("-").map((hex) => Number.parseInt(hex, 16))
    return [from!, to ?? from!]
  })
}

/** Characters that their general category does not tell. */
const EXCEPTIONS: readonly (readonly [number, string])[] = [
  [ZW, "200b"],
  [WJ, "2060 feff"],
  [ZWJ, "200d"],
  [GL, "a0 34f 35c-362 f08 f0c f12 180e 2007 2011 202f"],
  [
    EX,
    "5c6 61b 61d-61f 6d4 7f9 f0d-f11 f14 1802-1803 1808-1809 1944-1945 2762-2763 2cf9 2cfe 2e2e a60e fe15-fe16 fe56-fe57 ff01 ff1f",
  ],
  [IS, "37e 589 60c-60d 7f8 2044 fe10 fe13-fe14"],
  [
    PO,
    "a2 b0 609-60b 66a 9f2-9f3 9f9 d79 2030-2037 20a7 20b6 20bb 20be 2103 2109 fdfc fe6a ff05 ffe0",
  ],
  [PR, "b1 2116 2212-2213"],
  [QU, "275b-2760 2e00-2e0d 2e1c-2e1d 2e20-2e21"],
  [
    BA,
    "ad 58a 5be 964-965 e5a-e5b f0b f34 f7f f85 fbe-fbf fd2 104a-104b 1361 1400 1680 16eb-16ed 1735-1736 17d4-17d5 17d8 17da 1804-1805 1b5a-1b5b 1b5d-1b60 1c3b-1c3f 1c7e-1c7f 2000-2006 2008-200a 2010 2012-2013 2027 2056 2058-205b 205d-205f 2cfa-2cfc 2cff 2d70 2e0e-2e15 2e17 2e19 2e2a-2e2d 2e30-2e31 2e33-2e34 2e3c-2e3e 2e40-2e41 2e43-2e4a 2e4c 2e4e-2e4f 3000 a4fe-a4ff a60d a60f a6f3-a6f7 a8ce-a8cf a92e-a92f a9c7-a9c9 aa5d-aa5f aaf0-aaf1 abeb",
  ],
  [BB, "b4 2c8 2cc 2df c77 c84 f01-f04 f06-f07 f09-f0a fd0-fd1 fd3 1806 1ffd a874-a875"],
  [B2, "2014 2e3a-2e3b"],
  [IN, "2024-2026 22ef fe19"],
  [
    NS,
    "17d6 203c-203d 2047-2049 3005 301c 303b-303c 3041 3043 3045 3047 3049 3063 3083 3085 3087 308e 3095-3096 309b-309e 30a0 30a1 30a3 30a5 30a7 30a9 30c3 30e3 30e5 30e7 30ee 30f5-30f6 30fb-30fe 31f0-31ff a015 fe54-fe55 ff1a-ff1b ff65 ff67-ff70 ff9e-ff9f",
  ],
  [CL, "3001-3002 fe11-fe12 fe50 fe52 ff0c ff0e ff61 ff64"],
  [OP, "a1 bf 2e18"],
  [NU, "66b-66c"],
  [AL, "a6 a9 ac ae-af b6 2104 2117 2122"],
]

const MARK = late("^\\p{M}$")
const FORMAT = late("^[\\p{Cf}\\p{Cc}]$")
const DIGIT = late("^\\p{Nd}$")
const HEBREW = late("^\\p{Script=Hebrew}$")
const OPENING = late("^\\p{Ps}$")
const CLOSING = late("^\\p{Pe}$")
const QUOTE = late("^[\\p{Pi}\\p{Pf}]$")
const CURRENCY = late("^\\p{Sc}$")
const IDEOGRAPH = late(
  "^[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Yi}]$",
)
const MODIFIER = late("^\\p{Emoji_Modifier}$")
const MODIFIED = late("^\\p{Emoji_Modifier_Base}$")
const PICTURE = late("^\\p{Extended_Pictographic}$")
const LETTER = late("^\\p{L}$")
const ARABIC = late("^\\p{Script=Arabic}$")

function classify(c: number): number {
  if (c < 128) return asciiClass(c)
  exceptions ??= EXCEPTIONS.map(([kind, text]) => [kind, ranges(text)])
  for (const [kind, list] of exceptions)
    for (const [from, to] of list) if (c >= from && c <= to) return kind
  if (c >= 0xac00 && c <= 0xd7a3) return (c - 0xac00) % 28 === 0 ? H2 : H3
  if ((c >= 0x1100 && c <= 0x115f) || (c >= 0xa960 && c <= 0xa97c)) return JL
  if ((c >= 0x1160 && c <= 0x11a7) || (c >= 0xd7b0 && c <= 0xd7c6)) return JV
  if ((c >= 0x11a8 && c <= 0x11ff) || (c >= 0xd7cb && c <= 0xd7fb)) return JT
  if (c >= 0x1f1e6 && c <= 0x1f1ff) return RI
  const char = String.fromCodePoint(c)
  if (MODIFIER().test(char)) return EM
  if (MODIFIED().test(char)) return EB
  const wide = isWideForm(c)
  if (isSouthEastAsian(c) && !DIGIT().test(char)) return SA
  if (MARK().test(char) || FORMAT().test(char)) return CM
  if (DIGIT().test(char)) return wide ? ID : NU
  if (OPENING().test(char)) return wide ? OPW : OP
  if (CLOSING().test(char)) return wide ? CPW : CL
  if (QUOTE().test(char)) return QU
  if (CURRENCY().test(char)) return PR
  if (HEBREW().test(char) && LETTER().test(char)) return HL
  if (IDEOGRAPH().test(char) || wide) return ID
  if (
    PICTURE().test(char) &&
    (c > 0x1f000 || (c >= 0x2614 && c <= 0x2764) || c === 0x231a || c === 0x231b)
  )
    return isTextPicture(c) ? AL : ID
  if (c >= 0x1f000 && c <= 0x1fffd && !ARABIC().test(char))
    return c < 0x1f100 || c >= 0x1f200 ? ID : AL
  return AL
}

/** Dingbats and symbols that are letters to this algorithm, though they can be shown as emoji. */
function isTextPicture(c: number): boolean {
  if (c > 0x1f000) return false
  return !(
    (c >= 0x2614 && c <= 0x2615) ||
    c === 0x2618 ||
    (c >= 0x261a && c <= 0x261f) ||
    (c >= 0x2639 && c <= 0x263b) ||
    c === 0x2668 ||
    c === 0x267f ||
    (c >= 0x26bd && c <= 0x26c8) ||
    c === 0x26cd ||
    (c >= 0x26cf && c <= 0x26d1) ||
    (c >= 0x26d3 && c <= 0x26d4) ||
    (c >= 0x26d8 && c <= 0x26d9) ||
    c === 0x26dc ||
    (c >= 0x26df && c <= 0x26e1) ||
    c === 0x26ea ||
    (c >= 0x26f1 && c <= 0x26f5) ||
    (c >= 0x26f7 && c <= 0x26fa) ||
    (c >= 0x26fd && c <= 0x2704) ||
    (c >= 0x2708 && c <= 0x270d) ||
    c === 0x2764 ||
    c === 0x231a ||
    c === 0x231b
  )
}

function isSouthEastAsian(c: number): boolean {
  return (
    (c >= 0xe01 && c <= 0xeff && c !== 0xe3f && c !== 0xe4f && c !== 0xe5a && c !== 0xe5b) ||
    (c >= 0x1000 && c <= 0x109f && !(c >= 0x104a && c <= 0x104f)) ||
    (c >= 0x1780 && c <= 0x17d3) ||
    c === 0x17d7 ||
    c === 0x17dc ||
    c === 0x17dd ||
    (c >= 0x1950 && c <= 0x1974) ||
    (c >= 0x1980 && c <= 0x19df) ||
    (c >= 0x1a20 && c <= 0x1aad)
  )
}

/** Blocks whose characters are as wide as ideographs, and break like them. */
function isWideForm(c: number): boolean {
  return (
    (c >= 0x2e80 && c <= 0x303f) ||
    (c >= 0x3040 && c <= 0xa4cf && !(c >= 0x4dc0 && c <= 0x4dff)) ||
    (c >= 0xf900 && c <= 0xfaff) ||
    (c >= 0xfe10 && c <= 0xfe6f && !(c >= 0xfe20 && c <= 0xfe2f)) ||
    (c >= 0xff01 && c <= 0xff60) ||
    (c >= 0xffe0 && c <= 0xffe6) ||
    (c >= 0x20000 && c <= 0x3fffd)
  )
}

function asciiClass(c: number): number {
  if (isSpace(c)) return SP
  if (c < 32 || c === 127) return CM
  if (isDigit(c)) return NU
  switch (String.fromCharCode(c)) {
    case "!":
    case "?":
      return EX
    case '"':
    case "'":
      return QU
    case "$":
    case "+":
    case "\\":
      return PR
    case "%":
      return PO
    case "(":
    case "[":
    case "{":
      return OP
    case ")":
    case "]":
      return CP
    case "}":
      return CL
    case ",":
    case ".":
    case ":":
    case ";":
      return IS
    case "-":
      return HY
    case "/":
      return SY
    case "|":
      return BA
  }
  return AL
}

const table = new Uint8Array(0x3100)

const others = new Map<number, number>()

export function classOf(c: number): number {
  if (c < table.length) return table[c] || (table[c] = classify(c))
  // Most of the rest are ideographs and syllables in long ranges.
  if (c >= 0x3400 && c <= 0x4dbf) return ID
  if (c >= 0x4e00 && c <= 0x9fff) return ID
  let kind = others.get(c)
  if (kind === undefined) {
    kind = classify(c)
    if (others.size > 5000) others.clear()
    others.set(c, kind)
  }
  return kind
}
