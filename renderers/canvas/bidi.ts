// Levels of characters by the Unicode Bidirectional Algorithm (UAX #9). The one importer of bidi-js,
// loaded when a text first has letters that run from right to left.

import createBidi from "bidi-js"
import type { Levels } from "../scene/surface.ts"

// Seam: its types describe the bundler's build, where `default` is a property; Node and bundlers both hand
// out the function itself.
const bidi = (createBidi as unknown as typeof createBidi.default)()

export function levels(text: string, direction: "auto" | "ltr" | "rtl"): Levels {
  return bidi.getEmbeddingLevels(text, direction)
}
