// Which line-drawing glyph does a border cell get, and what becomes of two borders that cross?
//
//          up                A cell of a border is four arms, each with a weight:
//           │                0 none, 1 light, 2 heavy, 3 double.
//   left ───┼─── right
//           │                "├" is up 1, right 1, down 1. Where a border is painted over another,
//          down              the arms join: │ (1010) and ─ (0101) make ┼ (1111).
//
// Source of the glyphs: the Unicode block Box Drawing, U+2500 to U+257F.

import type { LineStyle } from "../scene/index.ts"

const LIGHT = 1
const HEAVY = 2
const DOUBLE = 3

/** Arms as one number of four base-4 digits. */
export function arms(up: number, right: number, down: number, left: number): number {
  return (up << 6) | (right << 4) | (down << 2) | left
}

/** Arms (up, right, down, left) of consecutive code points; "" for those that have none. */
const BLOCK: readonly (readonly [number, string])[] = [
  [0x2500, "0101 0202 1010 2020"],
  [
    0x250c,
    "0110 0210 0120 0220 0011 0012 0021 0022 1100 1200 2100 2200 1001 1002 2001 2002 " +
      "1110 1210 2110 1120 2120 2210 1220 2220 1011 1012 2011 1021 2021 2012 1022 2022 " +
      "0111 0112 0211 0212 0121 0122 0221 0222 1101 1102 1201 1202 2101 2102 2201 2202 " +
      "1111 1112 1211 1212 2111 1121 2121 2112 2211 1122 1221 2212 1222 2122 2221 2222",
  ],
  [
    0x2550,
    "0303 3030 0310 0130 0330 0013 0031 0033 1300 3100 3300 1003 3001 3003 " +
      "1310 3130 3330 1013 3031 3033 0313 0131 0333 1303 3101 3303 1313 3131 3333",
  ],
  [0x2574, "0001 1000 0100 0010 0002 2000 0200 0020 0201 1020 0102 2010"],
]

const glyphOf = new Map<number, number>()
const armsOf = new Map<number, number>()
for (const [first, list] of BLOCK) {
  list.split(" ").forEach((digits, i) => {
    const [up, right, down, left] = [...digits].map(Number)
    const value = arms(up!, right!, down!, left!)
    glyphOf.set(value, first + i)
    armsOf.set(first + i, value)
  })
}

// Variants: the same arms drawn in another way, where they meet nothing.
const ROUND = new Map([
  [arms(0, 1, 1, 0), 0x256d],
  [arms(0, 0, 1, 1), 0x256e],
  [arms(1, 0, 0, 1), 0x256f],
  [arms(1, 1, 0, 0), 0x2570],
])
const DASHED = new Map([
  [arms(0, 1, 0, 1), 0x2504],
  [arms(1, 0, 1, 0), 0x2506],
])
for (const variants of [ROUND, DASHED])
  for (const [value, glyph] of variants) armsOf.set(glyph, value)

/** The weight that a line style draws with; 0 for "none". */
export function weight(style: LineStyle): number {
  if (style === "none") return 0
  if (style === "heavy") return HEAVY
  return style === "double" ? DOUBLE : LIGHT
}

/** Code point for a border cell that meets no other border. */
export function borderGlyph(value: number, round: boolean, dashed: boolean): number {
  const variant = round ? ROUND.get(value) : dashed ? DASHED.get(value) : undefined
  return variant ?? lineGlyph(value)
}

/** Code point with these arms, or with the nearest weights that there is one for. */
function lineGlyph(value: number): number {
  const exact = glyphOf.get(value)
  if (exact !== undefined) return exact
  const doubled = eachArm(value, (w) => (w === LIGHT ? DOUBLE : w)) // ╠ for ║ meeting ─
  const heavy = eachArm(value, (w) => (w === DOUBLE ? HEAVY : w)) // heavy and double never meet
  return glyphOf.get(doubled) ?? glyphOf.get(heavy) ?? 0x20
}

/** Code point of a border cell with arms `value` painted over the line glyph `under`. */
export function joinedGlyph(value: number, under: number): number | undefined {
  const below = armsOf.get(under)
  if (below === undefined) return undefined
  let joined = 0
  for (let shift = 0; shift <= 6; shift += 2)
    joined |= Math.max((value >> shift) & 3, (below >> shift) & 3) << shift
  return joined === value ? undefined : lineGlyph(joined)
}

function eachArm(value: number, change: (weight: number) => number): number {
  let out = 0
  for (let shift = 0; shift <= 6; shift += 2) out |= change((value >> shift) & 3) << shift
  return out
}
