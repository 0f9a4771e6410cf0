// Where is a node on the surface, and which part of it can be seen?

import { CLIPS, PLACED, SCROLLS, type SceneNode } from "./node.ts"
import type { SceneState } from "./state.ts"
import { borderInsets } from "./yoga.ts"

/** Left top corner of the node's border box on the surface, after the last `locate`. */
export const at = { x: 0, y: 0 }

/** Puts the node's left top corner into `at`; the clipping of what is above is not looked at. */
export function locate(node: SceneNode): typeof at {
  let x = 0
  let y = 0
  for (let n: SceneNode | null = node; n; n = n.parent) {
    x += n.x
    y += n.y
    const p: SceneNode | null = n.parent
    if (p && p.flags & SCROLLS) {
      const scroll = p.extra?.scroll
      if (scroll) {
        x -= scroll.left
        y -= scroll.top
      }
    }
  }
  at.x = x
  at.y = y
  return at
}

/** Marks a part of the node (from its border box) as damaged, as far as it can be seen. */
export function damageArea(
  state: SceneState,
  node: SceneNode,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  for (let n = node; ; ) {
    if (!(n.flags & PLACED)) return
    left += n.x
    right += n.x
    top += n.y
    bottom += n.y
    const p = n.parent
    if (!p) break
    if (p.flags & CLIPS) {
      const scroll = p.extra?.scroll
      if (scroll) {
        left -= scroll.left
        right -= scroll.left
        top -= scroll.top
        bottom -= scroll.top
      }
      const inset = borderInsets(state, p)
      if (left < inset.left) left = inset.left
      if (top < inset.top) top = inset.top
      if (right > p.width - inset.right) right = p.width - inset.right
      if (bottom > p.height - inset.bottom) bottom = p.height - inset.bottom
      if (left >= right || top >= bottom) return
    }
    n = p
  }
  if (!state.cells) {
    // A whole pixel is repainted or none; edges are snapped by the painter to at most the next one.
    left = Math.floor(left)
    top = Math.floor(top)
    right = Math.ceil(right)
    bottom = Math.ceil(bottom)
  }
  const { width, height } = state.surface
  state.damage.add(
    Math.max(left, 0),
    Math.max(top, 0),
    Math.min(right, width),
    Math.min(bottom, height),
  )
}

/** Marks all that the node and its kids paint. */
export function damageNode(state: SceneState, node: SceneNode): void {
  const { bleed } = node
  damageArea(
    state,
    node,
    node.left - bleed,
    node.top - bleed,
    node.right + bleed,
    node.bottom + bleed,
  )
}
