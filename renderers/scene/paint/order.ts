// Kids in the order they are painted, and a search among sorted ones.

import { extra, POPUP, type SceneNode } from "../node.ts"

/** The first kid whose lower (right) edge lies beyond `edge`; edges ascend. */
export function firstEnding(kids: readonly SceneNode[], edge: number, across: boolean): number {
  let low = 0
  let high = kids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const kid = kids[middle]!
    const end = across ? kid.x + kid.right : kid.y + kid.bottom
    if (end > edge) high = middle
    else low = middle + 1
  }
  return low
}

/** Kids by zIndex, then as they stand. */
export function ordered(node: SceneNode): readonly SceneNode[] {
  const ext = extra(node)
  ext.order ??= node.kids.slice().sort(byLayer)
  return ext.order
}

/** Popups lie over all else. */
function byLayer(a: SceneNode, b: SceneNode): number {
  return (a.flags & POPUP) - (b.flags & POPUP) || (a.attrs.zIndex ?? 0) - (b.attrs.zIndex ?? 0)
}
