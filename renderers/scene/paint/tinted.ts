// A text whose `color` is a gradient: over its whole box, behind whose letters it is seen.
//
//     pixels   the surface fills glyphs with the gradient, as CSS `background-clip: text`
//     cells    each has the colour in its middle; it counts as 8 × 16 pixels
//
// Spans with a colour of their own keep it.

import type { SceneNode } from "../node.ts"
import type { SceneState } from "../state.ts"
import { colorAt, internStyle, styleBits, styleOf } from "../style/style.ts"
import type { Gradient, GradientText } from "../surface.ts"
import { graphemes } from "../text/graphemes.ts"
import { type PlacedWords, placedLines } from "../text/places.ts"
import { colorIn } from "./gradient-at.ts"

const CELL = { width: 8, height: 16 } // pixels

/** Paints the words of a text at x, y. */
export function paintTinted(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  text: GradientText,
): void {
  const { width, height } = node
  const { surface } = state
  const gradient = { text, colors: text.stops.map((stop) => colorAt(state, node, stop.color)) }
  const ink = { x, y, width, height, gradient }
  surface.pushClip(x, y, width, height, 0)
  for (const line of placedLines(state, node)) {
    const top = y + line.top
    if (top >= state.damage.bottom || top + line.height <= state.damage.top) continue
    for (const words of line.words) {
      const tints = inherits(words.owner, node)
      if (tints && !surface.inkGradient) {
        paintCells(state, gradient, node, words, x, y, line.top)
        continue
      }
      const { text, owner, rtl } = words
      if (tints) surface.inkGradient!(ink)
      surface.text(x + words.x, top, line.height, text, styleOf(state, owner), rtl, line.baseline)
      if (tints) surface.inkGradient!(null)
    }
  }
  surface.popClip()
}

/** Does the run have the colour of the text that it is in? */
function inherits(run: SceneNode, node: SceneNode): boolean {
  for (let n: SceneNode | null = run; n && n !== node; n = n.parent)
    if (n.attrs.color !== undefined) return false
  return true
}

function paintCells(
  state: SceneState,
  gradient: Gradient,
  node: SceneNode,
  { text, owner, x: from }: PlacedWords,
  x: number,
  y: number,
  row: number,
): void {
  const style = styleOf(state, owner)
  const bits = styleBits(style)
  let at = from
  for (const grapheme of graphemes(text)) {
    const wide = state.engine.width(grapheme, style.font)
    const color = colorIn(
      gradient,
      node.width * CELL.width,
      node.height * CELL.height,
      (at + wide / 2) * CELL.width,
      (row + 0.5) * CELL.height,
    )
    const tinted = internStyle(color, style.background, bits, style.href, style.font)
    state.surface.text(x + at, y + row, 1, grapheme, tinted)
    at += wide
  }
}
