// Characters as a reader counts them (UAX #29).

import { splitGraphemes } from "unicode-segmenter/grapheme"

const ASCII = /^[\x20-\x7e]*$/

/** Printable ASCII only: every code unit is a grapheme. */
export function isAscii(text: string): boolean {
  return ASCII.test(text)
}

/** The graphemes of `text`. */
export function graphemes(text: string): string[] {
  return isAscii(text) ? text.split("") : [...splitGraphemes(text)]
}
