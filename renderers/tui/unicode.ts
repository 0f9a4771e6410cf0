// Gives a terminal emulator (xterm.js) our width table, so that a test's grid and the framework agree.
//
// xterm.js asks for the width of each code point as it arrives, and whether it joins the one before.
// Its own table, and the one of its grapheme addon, make 😀 one column wide.

import { codePointWidth, graphemes } from "./width.ts"

/** What `terminal.unicode.register` takes. */
export interface UnicodeProvider {
  readonly version: string
  wcwidth(codePoint: number): 0 | 1 | 2
  charProperties(codePoint: number, preceding: number): number
}

/** Name under which the table is registered: `terminal.unicode.activeVersion = UNICODE_VERSION`. */
export const UNICODE_VERSION = "filigree"

/**
 * A provider for one terminal: it remembers the cluster that is being put together.
 *
 * @example
 * terminal.unicode.register(unicodeProvider())
 * terminal.unicode.activeVersion = UNICODE_VERSION
 */
export function unicodeProvider(): UnicodeProvider {
  let cluster = ""
  return {
    version: UNICODE_VERSION,
    wcwidth: codePointWidth,
    charProperties(codePoint, preceding) {
      if (codePoint >= 0x20 && codePoint < 0x7f) {
        cluster = String.fromCharCode(codePoint)
        return properties(1, false)
      }
      const character = String.fromCodePoint(codePoint)
      if (preceding !== 0) {
        const [whole, rest] = [...graphemes(cluster + character)]
        if (whole && !rest && codePointWidth(cluster.codePointAt(0) ?? 0) > 0) {
          cluster += character
          return properties(whole.width, true)
        }
      }
      cluster = character
      const [alone] = [...graphemes(character)]
      return properties(alone?.width ?? 0, false)
    },
  }
}

/** As xterm.js packs them; bit 3 keeps the value from being 0, which means "nothing before". */
function properties(width: number, joins: boolean): number {
  return (1 << 3) | (width << 1) | (joins ? 1 : 0)
}
