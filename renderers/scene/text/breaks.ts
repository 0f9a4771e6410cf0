// Where may a line end? The Unicode line breaking algorithm, UAX #14.
//
//     class of each character      "10 €" → NU SP PR        (breaks come from pairs of classes)
//     rules for a pair             NU × PR, AL SP ÷ OP, …   (× never, ÷ may)
//
// For pairs of ASCII characters the answers are kept in a table. Classes of the rest come from Unicode
// properties that JavaScript knows, plus the exceptions below, and are kept in a table once asked for.
// Thai, Lao, Khmer and Burmese have no spaces: their words come from the engine's dictionaries.
//
// Source: UAX #14 revision 51 (Unicode 15), rules LB7 to LB31; test/renderers/scene/breaks.test.ts
// compares with another implementation.

import {
  AL,
  B2,
  BA,
  BB,
  CL,
  CM,
  CP,
  CPW,
  classOf,
  EB,
  EM,
  EX,
  GL,
  H2,
  H3,
  HL,
  HY,
  ID,
  IN,
  IS,
  isSpace,
  JL,
  JT,
  JV,
  NS,
  NU,
  OP,
  OPW,
  PO,
  PR,
  QU,
  RI,
  SA,
  SP,
  SY,
  WJ,
  ZW,
  ZWJ,
} from "./break-classes.ts"

/** Offsets (UTF-16) at which a line may end, ascending, without 0; the last is the length. Newlines are not looked at. */
export function breakOffsets(text: string): number[] {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c > 126 || (c < 32 && c !== 9)) return fullBreaks(text)
  }
  return asciiBreaks(text)
}

/** For each pair of ASCII characters: 0 not asked yet, else 4, with 1 for a break and 2 for one when spaces are between. */
const pairs = new Uint8Array(128 * 128)

function asciiBreaks(text: string): number[] {
  const offsets: number[] = []
  let prev = -1
  let spaced = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (isSpace(c)) {
      spaced = true
      continue
    }
    if (prev >= 0) {
      const rule = pairs[prev * 128 + c] || askPair(prev, c)
      if (rule & (spaced ? 2 : 1)) offsets.push(i)
    } else if (spaced && allows(0, classOf(c), true, 0, 0, false, false, true)) offsets.push(i)
    prev = c
    spaced = false
  }
  offsets.push(text.length)
  return offsets
}

function askPair(a: number, b: number): number {
  const left = classOf(a)
  const right = classOf(b)
  const rule =
    4 |
    (allows(left, right, false, 0, 0, false, false, false) ? 1 : 0) |
    (allows(left, right, true, 0, 0, false, false, false) ? 2 : 0)
  pairs[a * 128 + b] = rule
  return rule
}

function fullBreaks(text: string): number[] {
  const offsets: number[] = []
  const complex = /[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aad]/.test(text)
  const words = complex ? wordStarts(text) : null
  /** Class of the last character that was no space and no mark. */
  let prev = 0
  /** Class right before: tells spaces, and what LB8, LB8a and LB21a ask for. */
  let direct = 0
  let before = 0
  let flags = 0
  let at = 0
  while (at < text.length) {
    const code = text.codePointAt(at)!
    const raw = classOf(code)
    let kind = raw
    if (kind === CM || kind === ZWJ) {
      // LB9: it belongs to what it follows; LB10: else it is a letter.
      if (at > 0 && direct !== SP && direct !== ZW) {
        direct = raw
        at += code > 0xffff ? 2 : 1
        continue
      }
      kind = AL
    }
    if (at > 0 && kind !== SP && kind !== ZW) {
      const joiner = direct === ZWJ
      const spaced = direct === SP
      const right = kind === OPW ? OP : kind === CPW ? CL : kind
      const left = prev === OPW ? OP : prev === CPW ? CL : prev
      let breaks: boolean
      if (prev === SA && kind === SA && !spaced) breaks = words!.has(at)
      else
        breaks = allows(
          left === SA ? AL : left,
          right === SA ? AL : right,
          spaced,
          before,
          flags,
          joiner,
          kind === OPW || prev === CPW,
          prev === 0,
        )
      if (breaks) offsets.push(at)
    }
    if (kind !== SP) {
      flags = kind === RI ? (prev === RI && direct !== SP ? flags + 1 : 1) : 0
      before = prev
      prev = kind
    }
    direct = raw === ZWJ ? ZWJ : kind
    at += code > 0xffff ? 2 : 1
  }
  offsets.push(text.length)
  return offsets
}

/** May a line end between these two? `spaced`: with spaces between them. */
function allows(
  a: number,
  b: number,
  spaced: boolean,
  before: number,
  flags: number,
  joiner: boolean,
  wide: boolean,
  first: boolean,
): boolean {
  if (first) return spaced && b !== CL && b !== CP && b !== EX && b !== IS && b !== SY && b !== WJ
  if (a === ZW) return true // LB8
  if (joiner && !spaced) return false // LB8a
  if (b === WJ || (a === WJ && !spaced)) return false // LB11
  if (a === GL && !spaced) return false // LB12
  if (b === GL && !spaced && a !== BA && a !== HY) return false // LB12a
  if (b === CL || b === CP || b === EX || b === IS || b === SY) return false // LB13
  if (a === OP) return false // LB14
  if (a === QU && b === OP) return false // LB15
  if ((a === CL || a === CP) && b === NS) return false // LB16
  if (a === B2 && b === B2) return false // LB17
  if (spaced) return true // LB18
  if (a === QU || b === QU) return false // LB19
  if (b === BA || b === HY || b === NS || a === BB) return false // LB21
  if ((a === HY || a === BA) && before === HL) return false // LB21a
  if (a === SY && b === HL) return false // LB21b
  if (b === IN) return false // LB22
  const letterA = a === AL || a === HL
  const letterB = b === AL || b === HL
  if ((letterA && b === NU) || (a === NU && letterB)) return false // LB23
  const pictureA = a === ID || a === EB || a === EM
  const pictureB = b === ID || b === EB || b === EM
  if ((a === PR && pictureB) || (pictureA && b === PO)) return false // LB23a
  if ((a === PR || a === PO) && letterB) return false // LB24
  if (letterA && (b === PR || b === PO)) return false
  if (numberRule(a, b)) return false // LB25
  const hangulA = a >= JL && a <= H3
  const hangulB = b >= JL && b <= H3
  if (a === JL && hangulB && b !== JT) return false // LB26
  if ((a === JV || a === H2) && (b === JV || b === JT)) return false
  if ((a === JT || a === H3) && b === JT) return false
  if ((hangulA && b === PO) || (a === PR && hangulB)) return false // LB27
  if (letterA && letterB) return false // LB28
  if (a === IS && letterB) return false // LB29
  if (!wide && (letterA || a === NU) && b === OP) return false // LB30
  if (!wide && a === CP && (letterB || b === NU)) return false
  if (a === RI && b === RI) return flags % 2 === 0 // LB30a
  if (a === EB && b === EM) return false // LB30b
  return true // LB31
}

/** LB25: numbers with their signs, separators and units stay together. */
function numberRule(a: number, b: number): boolean {
  if (b === NU) return a === NU || a === PO || a === PR || a === HY || a === IS || a === SY
  if (b === PO || b === PR) return a === NU || a === CL || a === CP
  if (b === OP) return a === PO || a === PR
  return false
}

/** Where words of a script without spaces begin. */
function wordStarts(text: string): Set<number> {
  const starts = new Set<number>()
  if (typeof Intl === "undefined" || !("Segmenter" in Intl)) return starts
  segmenter ??= new Intl.Segmenter("th", { granularity: "word" })
  for (const part of segmenter.segment(text)) starts.add(part.index)
  return starts
}

let segmenter: Intl.Segmenter | undefined
