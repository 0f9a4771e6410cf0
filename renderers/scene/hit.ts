// Which node is at a point?

import { BOX, CLIPS, LAYERED, PLACED, SCROLLS, type SceneNode, SORTED_X, SORTED_Y } from "./node.ts"
import { firstEnding, ordered } from "./order.ts"
import type { SceneState } from "./state.ts"
import { borderInsets } from "./yoga.ts"

/** The topmost node at x, y (in the surface's unit), or null outside of everything. */
export function hitTest(state: SceneState, x: number, y: number): SceneNode | null {
  return hit(state, state.root, x, y)
}

/** x and y count from the corner of the parent's border box, scrolling included. */
function hit(state: SceneState, node: SceneNode, px: number, py: number): SceneNode | null {
  if (!(node.flags & PLACED)) return null
  const x = px - node.x
  const y = py - node.y
  if (x < node.left || y < node.top || x >= node.right || y >= node.bottom) return null
  const inside = x >= 0 && y >= 0 && x < node.width && y < node.height
  if (node.kind !== BOX) return inside ? node : null
  if (node.attrs.opacity === 0) return null
  if (node.kids.length > 0) {
    let open = true
    let kx = x
    let ky = y
    if (node.flags & CLIPS) {
      const inset = borderInsets(state, node)
      open =
        x >= inset.left &&
        y >= inset.top &&
        x < node.width - inset.right &&
        y < node.height - inset.bottom
      const scroll = node.flags & SCROLLS ? node.extra?.scroll : null
      if (scroll) {
        kx += scroll.left
        ky += scroll.top
      }
    }
    if (open) {
      const found = hitKids(state, node, kx, ky)
      if (found) return found
    }
  }
  return inside ? node : null
}

function hitKids(state: SceneState, node: SceneNode, x: number, y: number): SceneNode | null {
  const kids = node.flags & LAYERED ? ordered(node) : node.kids
  let from = 0
  let to = kids.length
  if (!(node.flags & LAYERED) && node.flags & (SORTED_Y | SORTED_X)) {
    const across = (node.flags & SORTED_X) !== 0
    from = firstEnding(kids, across ? x : y, across)
    to = from
    while (to < kids.length) {
      const kid = kids[to]!
      if (across ? kid.x + kid.left > x : kid.y + kid.top > y) break
      to++
    }
  }
  for (let i = to - 1; i >= from; i--) {
    const found = hit(state, kids[i]!, x, y)
    if (found) return found
  }
  return null
}
