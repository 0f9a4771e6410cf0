// How large does a leaf want to be?

import { IMAGE, INPUT, type SceneNode, TEXTAREA } from "../node.ts"
import type { SceneState } from "../state.ts"
import { styleOf } from "../style/style.ts"
import { measureText } from "../text/lines.ts"

/** Columns of an input that nothing else gives a width. */
const INPUT_COLUMNS = 20
const TEXTAREA_ROWS = 3
/** CSS pixels on both sides of the words of a picture that failed. */
const FRAME = 14

/** Content size in the surface's unit when at most `width` (Infinity: any) may be taken. */
export function contentSize(
  state: SceneState,
  node: SceneNode,
  width: number,
): { width: number; height: number } {
  if (node.kind === INPUT || node.kind === TEXTAREA) {
    const metrics = state.metrics(styleOf(state, node).font)
    const rows = node.kind === INPUT ? 1 : (node.attrs.rows ?? TEXTAREA_ROWS)
    return { width: Math.min(width, INPUT_COLUMNS * metrics.ch), height: rows * metrics.lineHeight }
  }
  if (node.kind === IMAGE) return pictureSize(state, node, width)
  return measureText(state, node, width)
}

/** A picture's own size, in cells of 8 × 16 pixels in a terminal, shrunk to fit with its shape kept. */
function pictureSize(
  state: SceneState,
  node: SceneNode,
  width: number,
): { width: number; height: number } {
  const image = node.extra?.picture?.image
  if (!image || image.width === 0 || image.height === 0) {
    const alt = node.attrs.alt
    if (!alt) return { width: 0, height: 0 }
    const { font } = styleOf(state, node)
    // On pixels a frame stands around the words.
    const frame = state.cells || image !== null ? 0 : FRAME
    return {
      width: Math.min(width, state.engine.width(alt, font) + frame),
      height: state.metrics(font).lineHeight,
    }
  }
  const own = state.cells
    ? { width: image.width / 8, height: image.height / 16 }
    : { width: image.width, height: image.height }
  const scale = Math.min(1, width / own.width)
  const size = { width: own.width * scale, height: own.height * scale }
  return state.cells ? { width: Math.ceil(size.width), height: Math.ceil(size.height) } : size
}
