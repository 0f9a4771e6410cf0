// Where may a line end inside of an address, a date or a piece of code?
//
// Browsers do not ask UAX #14 there: between two characters of ASCII they have a table of their own, the same in
// all engines by descent. "https://example.org/path" is one word, "2026-11-28" three, "e-mail" two.

import { breakOffsets } from "./breaks.ts"

/** Offsets (UTF-16) after which a line may end, the end of the text included: UAX #14 as browsers tailor it. */
export function lineEnds(text: string): number[] {
  const ends = breakOffsets(text)
  if (!SPECIAL.test(text)) return ends
  const tailored: number[] = []
  let next = 0
  for (let at = 1; at < text.length; at++) {
    while (next < ends.length && ends[next]! < at) next++
    const may = mayBreak(text, at) ?? ends[next] === at
    if (may) tailored.push(at)
  }
  tailored.push(text.length)
  return tailored
}

const SPECIAL = /[-/!|}?$%+\\([{<]/

/** Between the characters before and at `at`; undefined where UAX #14 has the word. */
function mayBreak(text: string, at: number): boolean | undefined {
  const x = text.charAt(at - 1)
  const y = text.charAt(at)
  if (x <= " " || x > "~" || y <= " " || y > "~") return undefined
  switch (x) {
    case "/":
      return false
    case "!":
    case "|":
    case "}":
      return "([{<".includes(y)
    case "-":
      if (y >= "0" && y <= "9") return at > 1 && /[0-9A-Za-z]/.test(text.charAt(at - 2))
      if (`"'-|`.includes(y)) return true
      return y === "$" ? false : undefined
    case "?":
      return y === "-" || y === "|" ? true : undefined
  }
  if ("$%+\\".includes(y) && "$%+,.:;\\".includes(x)) return false
  if ("([{<".includes(y) && `"#%&*+=>\\~`.includes(x)) return true
  return y === "<" && "),.:;]".includes(x) ? true : undefined
}
