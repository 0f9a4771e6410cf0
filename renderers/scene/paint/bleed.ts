// How far does a node's ink reach beyond its bounds?
//
// Bounds are what layout knows: boxes. A shadow falls outside of its box, and on pixel surfaces glyphs
// overhang their line (slanted letters, tall accents, a tight line height). Neither takes part in
// scrolling or hit testing, but both must be painted over when the node changes. So each node has,
// beside its bounds, one number that holds for all four sides; it is 0 in a terminal.

import { CLIPS, holder, PLACED, type SceneNode, TRANSFORMED } from "../node.ts"
import type { SceneState } from "../state.ts"
import { styleOf } from "../style/style.ts"
import { mapped, stretch } from "../transform.ts"

/** Of the node's own paint, in the surface's unit. */
export function ownBleed(state: SceneState, node: SceneNode): number {
  if (state.cells) return 0
  const { shadow } = node.attrs
  const own =
    shadow !== undefined
      ? (state.surface.shadowReach?.(shadow) ?? 0)
      : node.block
        ? textBleed(state, node)
        : 0
  if (!(node.flags & TRANSFORMED)) return own
  const turned = Math.ceil(own * stretch(node.extra!.matrix!)) + 1 // edges are no longer whole pixels
  if (turned > state.bleed) state.bleed = turned
  return turned
}

function textBleed(state: SceneState, node: SceneNode): number {
  let over = state.engine.overhang?.(node.block!.font) ?? 0
  const { runs } = node.block!
  for (let i = 0; i < runs.length; i++)
    over = Math.max(over, state.engine.overhang?.(styleOf(state, runs[i]!.owner).font) ?? 0)
  const { textShadow } = node.attrs
  if (textShadow !== undefined) over += state.surface.shadowReach?.(textShadow) ?? 0
  if (over > state.bleed) state.bleed = over
  return over
}

/** Notes a node's bleed: its own, and what of its kids sticks out of its bounds. */
export function settleBleed(state: SceneState, node: SceneNode): void {
  let bleed = ownBleed(state, node)
  if (!(node.flags & CLIPS)) {
    const { kids } = node
    for (let i = 0; i < kids.length; i++)
      if (kids[i]!.bleed > 0) bleed = Math.max(bleed, beyond(node, kids[i]!))
  }
  if (bleed > state.bleed) state.bleed = bleed
  const grew = bleed > node.bleed
  node.bleed = bleed
  if (grew) widenBleed(node)
}

/** The node's own paint reaches further than before: those above it must know. */
export function widenBleed(node: SceneNode): void {
  for (let kid = node, p = holder(kid); p; kid = p, p = holder(kid)) {
    if (!(p.flags & PLACED) || p.flags & CLIPS) return
    const bleed = beyond(p, kid)
    if (bleed <= p.bleed) return
    p.bleed = bleed
  }
}

/** How far the kid's ink sticks out of the node's bounds. */
function beyond(node: SceneNode, kid: SceneNode): number {
  const { bleed } = kid
  let left = kid.x + kid.left - bleed
  let top = kid.y + kid.top - bleed
  let right = kid.x + kid.right + bleed
  let bottom = kid.y + kid.bottom + bleed
  if (node.flags & TRANSFORMED)
    ({ left, top, right, bottom } = mapped(node.extra!.matrix!, left, top, right, bottom))
  return Math.max(node.left - left, node.top - top, right - node.right, bottom - node.bottom)
}
