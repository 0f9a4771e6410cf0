// Where is a node on the surface, and which part of it can be seen?

import { borderInsets } from "./layout/lengths.ts"
import { CLIPS, holder, PLACED, POPUP, SCROLLS, type SceneNode, TRANSFORMED } from "./node.ts"
import type { SceneState } from "./state.ts"
import { edges, inverse, mapped } from "./transform.ts"

/** A point on the surface or in a node, after the last `locate` or `inside`. */
export const at = { x: 0, y: 0 }

/** Puts the node's left top corner, as laid out, into `at`: clips and transforms are not looked at. */
export function locate(node: SceneNode): typeof at {
  let x = 0
  let y = 0
  for (let n: SceneNode | null = node; n; n = holder(n)) {
    x += n.x
    y += n.y
    const p: SceneNode | null = holder(n)
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

/** Is the node, or something around it, moved or turned after layout? */
export function isTransformed(node: SceneNode): boolean {
  for (let n: SceneNode | null = node; n; n = holder(n)) if (n.flags & TRANSFORMED) return true
  return false
}

/** Puts a point of the surface into `at` as the node sees it: counted from its border box. */
export function inside(node: SceneNode, x: number, y: number): typeof at {
  if (!isTransformed(node)) {
    locate(node)
    at.x = x - at.x
    at.y = y - at.y
    return at
  }
  const path: SceneNode[] = []
  for (let n: SceneNode | null = node; n; n = holder(n)) path.push(n)
  at.x = x
  at.y = y
  for (let i = path.length - 1; i >= 0; i--) {
    const n = path[i]!
    at.x -= n.x
    at.y -= n.y
    const back = n.flags & TRANSFORMED ? inverse(n.extra!.matrix!) : null
    if (back) {
      const px = back.a * at.x + back.c * at.y + back.e
      at.y = back.b * at.x + back.d * at.y + back.f
      at.x = px
    }
    const scroll = i > 0 && n.flags & SCROLLS ? n.extra?.scroll : null
    if (!scroll) continue
    at.x += scroll.left
    at.y += scroll.top
  }
  return at
}

/** The rectangle on the surface that holds a part of the node: `edges`. */
export function outside(
  node: SceneNode,
  left: number,
  top: number,
  right: number,
  bottom: number,
): typeof edges {
  edges.left = left
  edges.top = top
  edges.right = right
  edges.bottom = bottom
  for (let n: SceneNode | null = node; n; n = holder(n)) outwards(n)
  return edges
}

/** `edges`, from the node's corner, as the box sees them that it lies in: from that one's corner. */
function outwards(node: SceneNode): void {
  if (node.flags & TRANSFORMED)
    mapped(node.extra!.matrix!, edges.left, edges.top, edges.right, edges.bottom)
  const p = holder(node)
  const scroll = p && p.flags & SCROLLS ? p.extra?.scroll : null
  const dx = node.x - (scroll?.left ?? 0)
  const dy = node.y - (scroll?.top ?? 0)
  edges.left += dx
  edges.right += dx
  edges.top += dy
  edges.bottom += dy
}

/** Can some part of the box be seen? Of one without a size: can its place? What lies over it does not count. */
export function isInSight(state: SceneState, node: SceneNode): boolean {
  edges.left = edges.top = 0
  edges.right = node.width
  edges.bottom = node.height
  for (let n: SceneNode | null = node; n; n = holder(n)) {
    outwards(n)
    const p = holder(n)
    if (!p || !(p.flags & CLIPS)) continue
    const { left, top, right, bottom } = borderInsets(state, p)
    if (!cut(left, top, p.width - right, p.height - bottom)) return false
  }
  return cut(0, 0, state.surface.width, state.surface.height)
}

/** Leaves the part of `edges` that is in the rectangle; false where there is none. */
function cut(left: number, top: number, right: number, bottom: number): boolean {
  const { left: l, top: t, right: r, bottom: b } = edges
  edges.left = Math.max(l, left)
  edges.top = Math.max(t, top)
  edges.right = Math.min(r, right)
  edges.bottom = Math.min(b, bottom)
  const across = edges.right - edges.left
  const down = edges.bottom - edges.top
  return (r > l ? across > 0 : across >= 0) && (b > t ? down > 0 : down >= 0)
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
  if (node.flags & TRANSFORMED) {
    mapped(node.extra!.matrix!, left, top, right, bottom)
    damageSeen(state, node, edges.left, edges.top, edges.right, edges.bottom)
  } else damageSeen(state, node, left, top, right, bottom)
}

/** The same for a part as the node's parent sees it, from the corner of its border box. */
function damageSeen(
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
    const p = n.flags & POPUP ? n.host.root : n.parent // as holder: each call counts in short runs
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
    if (p.flags & TRANSFORMED) {
      mapped(p.extra!.matrix!, left, top, right, bottom)
      left = edges.left
      top = edges.top
      right = edges.right
      bottom = edges.bottom
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
  damageSeen(
    state,
    node,
    node.left - bleed,
    node.top - bleed,
    node.right + bleed,
    node.bottom + bleed,
  )
}
