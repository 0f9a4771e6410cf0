// The part of one line that fits, for words that are not a text block: titles, placeholders, alt text.

import type { Font, TextEngine } from "../surface.ts"
import { graphemes } from "./graphemes.ts"

/** `text`, or its beginning and "…"; "" when not even that fits in `room`. */
export function truncateLine(engine: TextEngine, text: string, room: number, font: Font): string {
  if (room <= 0) return ""
  if (engine.width(text, font) <= room + 0.02) return text
  const left = room - engine.width("…", font)
  if (left < 0) return ""
  let used = 0
  let kept = ""
  for (const grapheme of graphemes(text)) {
    used += engine.width(grapheme, font)
    if (used > left + 0.02) break
    kept += grapheme
  }
  return kept + "…"
}
