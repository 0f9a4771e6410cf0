// How is Yoga told the size of a text without asking JavaScript each time?
//
// A measure function costs about 10 µs a text at mount (two calls from WebAssembly and an object with a
// finalizer), which for 10,000 texts is more than everything else together. But a text that fits into its
// parent without wrapping has one size, whatever Yoga asks; and one whose width does not depend on its
// words has one height for that width. So most blocks are frozen: the size stands in Yoga as padding
// (left = width, top = height), which behaves as content that can't be made smaller.
//
//     fits the content width of the parent      frozen and measured agree
//     does not, and the width is tight          frozen with the height of its wrapped lines; when the parent's
//                                               width comes out different, told again, and one more layout
//     does not, and the width is not tight      thawed: gets a measure function
//
// Only blocks without layout attributes of their own are frozen, and none in a grid.

import { effectOf, TO_YOGA } from "./attrs.ts"
import { measureText } from "./lines.ts"
import { FROZEN, GRID, NO_ATTRS, type SceneNode, TEXT, TIGHT_X } from "./node.ts"
import type { SceneState } from "./state.ts"
import { mostFor, prepare } from "./text.ts"
import { Edge } from "./yoga.ts"

/** May this block be frozen, as far as its attributes and its parent go? */
export function mayFreeze(node: SceneNode, parent: SceneNode): boolean {
  if (node.kind !== TEXT || parent.flags & GRID) return false
  if (node.attrs !== NO_ATTRS)
    for (const name in node.attrs) if (effectOf(name) & TO_YOGA) return false
  return true
}

/** Freezes a block; `room` is the content width of the parent, as far as known. Says whether that is right. */
export function freeze(state: SceneState, node: SceneNode, room: number): boolean {
  const block = prepare(state, node)
  if (!(node.flags & TIGHT_X) && block.natural > mostFor(Math.min(room, state.surface.width)))
    return false
  node.flags |= FROZEN
  block.toldWidth = block.toldHeight = -1
  tellSize(state, node, room)
  return true
}

/** Gives Yoga the size that a frozen block has in this room. True if it is another than before. */
export function tellSize(state: SceneState, node: SceneNode, room: number): boolean {
  const block = prepare(state, node)
  let width = block.natural
  let height = block.text === "" ? 0 : block.hard * block.lineHeight
  const wraps = width > mostFor(room) && node.flags & TIGHT_X
  if (wraps || block.mixed || node.attrs.lineClamp !== undefined) {
    const size = measureText(state, node, room)
    width = size.width
    height = size.height
  }
  if (width === block.toldWidth && height === block.toldHeight) return false
  const yoga = node.yoga!
  if (width !== block.toldWidth) yoga.setPadding(Edge.Left, width)
  if (height !== block.toldHeight) yoga.setPadding(Edge.Top, height)
  block.toldWidth = width
  block.toldHeight = height
  return true
}

/** Ends it; the caller gives the node its measure function. */
export function thaw(node: SceneNode): void {
  node.flags &= ~FROZEN
  node.yoga!.setPadding(Edge.Left, undefined)
  node.yoga!.setPadding(Edge.Top, undefined)
}
