// Which node is at a point?

import { borderInsets } from "../layout/lengths.ts"
import {
  BOX,
  CLIPS,
  LAYERED,
  PLACED,
  POPUP,
  SCROLLS,
  type SceneNode,
  SORTED_X,
  SORTED_Y,
  TRANSFORMED,
} from "../node.ts"
import { firstEnding, ordered } from "../paint/order.ts"
import type { SceneState } from "../state.ts"
import { insideRadius, radiusOf } from "../style/style.ts"
import type { Radius } from "../surface.ts"
import { inverse } from "../transform.ts"

/** The topmost node at x, y (in the surface's unit), or null outside of everything. */
export function hitTest(state: SceneState, x: number, y: number): SceneNode | null {
  return hit(state, state.root, x, y)
}

/** x and y count from the corner of the parent's border box, scrolling included. */
function hit(state: SceneState, node: SceneNode, px: number, py: number): SceneNode | null {
  if (!(node.flags & PLACED)) return null
  let x = px - node.x
  let y = py - node.y
  if (x < node.left || y < node.top || x >= node.right || y >= node.bottom) return null
  if (node.flags & TRANSFORMED) {
    const back = inverse(node.extra!.matrix!)
    if (!back) return null // flattened: there is nothing to hit
    const across = back.a * x + back.c * y + back.e
    y = back.b * x + back.d * y + back.f
    x = across
  }
  if (node.attrs.opacity === 0) return null
  const round = state.cells ? 0 : radiusOf(node.attrs)
  const inside = within(x, y, 0, 0, node.width, node.height, round)
  if (node.kind !== BOX) return inside ? node : null
  if (node.kids.length > 0) {
    let open = true
    let kx = x
    let ky = y
    if (node.flags & CLIPS) {
      const inset = borderInsets(state, node)
      open = within(
        x,
        y,
        inset.left,
        inset.top,
        node.width - inset.right,
        node.height - inset.bottom,
        insideRadius(round, inset.left),
      )
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
  return inside && !isOpen(node) ? node : null
}

/** What covers the surface without a background of its own is not in the way of what it lies over. */
function isOpen({ flags, attrs }: SceneNode): boolean {
  return (flags & POPUP) !== 0 && attrs.popup === "cover" && attrs.background === undefined
}

/** Is the point in the rectangle, and not cut off by a round corner? */
function within(
  x: number,
  y: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
  radius: Radius,
): boolean {
  if (x < left || y < top || x >= right || y >= bottom) return false
  if (radius === 0) return true
  const most = Math.min((right - left) / 2, (bottom - top) / 2)
  const isLeft = x < (left + right) / 2
  const isTop = y < (top + bottom) / 2
  const corner =
    typeof radius === "number" ? radius : radius[isTop ? (isLeft ? 0 : 1) : isLeft ? 3 : 2]
  const r = Math.min(corner, most)
  const dx = r - (isLeft ? x - left : right - x)
  const dy = r - (isTop ? y - top : bottom - y)
  return dx <= 0 || dy <= 0 || dx * dx + dy * dy <= r * r
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
