// How far does a node's ink reach beyond its bounds?
//
// Bounds are what layout knows: boxes. A shadow falls outside of its box, and on pixel surfaces glyphs
// overhang their line (slanted letters, tall accents, a tight line height). Neither takes part in
// scrolling or hit testing, but both must be painted over when the node changes. So each node has,
// beside its bounds, one number that holds for all four sides; it is 0 in a terminal.

import { CLIPS, PLACED, type SceneNode } from "./node.ts"
import type { SceneState } from "./state.ts"
import type { Font } from "./surface.ts"

/** Of the node's own paint, in the surface's unit. */
export function ownBleed(state: SceneState, node: SceneNode): number {
  if (state.cells) return 0
  const { shadow } = node.attrs
  if (shadow !== undefined) return state.surface.shadowReach?.(shadow) ?? 0
  return node.block ? textBleed(state, node.block.font) : 0
}

function textBleed(state: SceneState, font: Font): number {
  const over = state.engine.overhang?.(font) ?? 0
  if (over > state.bleed) state.bleed = over
  return over
}

/** Notes a node's bleed: its own, and what of its kids sticks out of its bounds. */
export function settleBleed(state: SceneState, node: SceneNode): void {
  let bleed = ownBleed(state, node)
  if (!(node.flags & CLIPS))
    for (const kid of node.kids) if (kid.bleed > 0) bleed = Math.max(bleed, beyond(node, kid))
  if (bleed > state.bleed) state.bleed = bleed
  const grew = bleed > node.bleed
  node.bleed = bleed
  if (grew) widenBleed(node)
}

/** The node's own paint reaches further than before: those above it must know. */
export function widenBleed(node: SceneNode): void {
  for (let kid = node; kid.parent; kid = kid.parent) {
    const p = kid.parent
    if (!(p.flags & PLACED) || p.flags & CLIPS) return
    const bleed = beyond(p, kid)
    if (bleed <= p.bleed) return
    p.bleed = bleed
  }
}

/** How far the kid's ink sticks out of the node's bounds. */
function beyond(node: SceneNode, kid: SceneNode): number {
  return Math.max(
    node.left - (kid.x + kid.left - kid.bleed),
    node.top - (kid.y + kid.top - kid.bleed),
    kid.x + kid.right + kid.bleed - node.right,
    kid.y + kid.bottom + kid.bleed - node.bottom,
  )
}
