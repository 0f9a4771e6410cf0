// A text changed its words or its colour: can its line be written over, without a walk?
//
//     │ cpu 41 % │  ──▶  │ cpu 43 % │        the surface compares, and notes the two cells
//
// The usual update of a dashboard. It needs neither damage nor the walk from the root when nothing else
// paints where the text stands. Layout knows that at no cost: a box whose kids do not overlap is APART, and
// a text in nothing but such boxes, within each of them and off their border lines, has its cells to itself.
// What is above only gave it a background, and that stays.
//
// Cells only. Whatever does not fit here is damaged and painted, as everything else.

import { borderInsets } from "../layout/lengths.ts"
import {
  APART,
  EFFECTS,
  FRAMED,
  PLACED,
  POPUP,
  SCROLLS,
  type SceneNode,
  TEXT,
  type TextBlock,
} from "../node.ts"
import type { SceneState } from "../state.ts"
import { inkGradient } from "../style/gradient.ts"
import { styleOf } from "../style/style.ts"

/** Writes a prepared text of one line over what it showed; false when it must be damaged instead. */
export function rewrite(state: SceneState, node: SceneNode): boolean {
  const { surface } = state
  const block = node.block!
  if (
    surface.rewrite === undefined ||
    inkGradient(node.attrs.color) !== null ||
    state.repaints ||
    !block.simple ||
    block.natural > node.width
  )
    return false
  if (block.shownIn !== state.version && !find(state, node, block)) return false
  return surface.rewrite(
    block.shownX,
    block.shownY,
    node.width,
    block.text,
    styleOf(state, block.owner),
  )
}

/** Notes where the text stands, if it stands there alone. Good until the next `version`. */
function find(state: SceneState, node: SceneNode, block: TextBlock): boolean {
  const { width, attrs } = node
  if (state.whole || node.height !== 1 || node.kind !== TEXT || node.flags & EFFECTS) return false
  if (attrs.background !== undefined || attrs.align !== undefined) return false
  let x = node.x
  let y = node.y
  for (let box = node.parent; box !== null; box = box.parent) {
    const { flags } = box
    if ((flags & (APART | PLACED | EFFECTS | POPUP)) !== (APART | PLACED)) return false
    if (flags & SCROLLS) {
      const scroll = box.extra!.scroll!
      if (scroll.top !== scroll.shownTop || scroll.left !== scroll.shownLeft) return false
      x -= scroll.left
      y -= scroll.top
    }
    if (x < 0 || y < 0 || x + width > box.width || y >= box.height) return false
    if (flags & FRAMED && isOnFrame(state, box, x, y, width)) return false
    x += box.x
    y += box.y
  }
  block.shownX = x
  block.shownY = y
  block.shownIn = state.version
  return true
}

/** Is a cell of the line where the box paints something over its kids: border, title, scroll bar? */
function isOnFrame(
  state: SceneState,
  box: SceneNode,
  x: number,
  y: number,
  width: number,
): boolean {
  const bar = box.flags & SCROLLS && box.attrs.scrollbar !== "none" ? 1 : 0
  // Most stand off all sides: no need to know which have a line.
  if (x > 0 && y > 0 && x + width + bar < box.width && y + 1 < box.height) return false
  const inset = borderInsets(state, box)
  return (
    x < inset.left ||
    y < inset.top ||
    x + width > box.width - inset.right - bar ||
    y >= box.height - inset.bottom
  )
}
