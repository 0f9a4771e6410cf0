// How is Yoga told the size of a text without asking JavaScript each time?
//
// A measure function costs about 10 µs a text at mount (two calls from WebAssembly and an object with a
// finalizer), which for 10,000 texts is more than everything else together. But a text that fits into its
// parent without wrapping has one size, whatever Yoga asks. So most blocks begin frozen: the size stands in
// Yoga as padding (left = width, top = height), which behaves as content that can't be made smaller.
//
//     natural width ≤ content width of the parent     frozen and measured agree
//     natural width > content width of the parent     thawed: gets its measure function, one more layout
//
// Only blocks without layout attributes of their own are frozen, and none in a grid.

import { effectOf, TO_TEXT, TO_YOGA } from "./attrs.ts"
import { FROZEN, GRID, NO_ATTRS, type SceneNode, TEXT, THAWED } from "./node.ts"
import type { SceneState } from "./state.ts"
import { prepare } from "./text.ts"
import { Edge } from "./yoga.ts"

/** Freezes a new text block if that can be right; says whether it did. */
export function freeze(state: SceneState, node: SceneNode, parent: SceneNode): boolean {
  if (node.kind !== TEXT || node.flags & THAWED || parent.flags & GRID) return false
  if (node.attrs !== NO_ATTRS)
    for (const name in node.attrs) if (effectOf(name) & (TO_YOGA | TO_TEXT)) return false
  const block = prepare(state, node)
  if (block.natural > state.surface.width) return false
  node.flags |= FROZEN
  tellSize(node)
  return true
}

/** Gives Yoga the present size of a frozen block. */
export function tellSize(node: SceneNode): void {
  const block = node.block!
  const yoga = node.yoga!
  yoga.setPadding(Edge.Left, block.natural)
  yoga.setPadding(Edge.Top, block.text === "" ? 0 : block.hard * block.lineHeight)
}

/** Ends it for good; the caller gives the node its measure function. */
export function thaw(node: SceneNode): void {
  node.flags = (node.flags & ~FROZEN) | THAWED
  node.yoga!.setPadding(Edge.Left, undefined)
  node.yoga!.setPadding(Edge.Top, undefined)
}
