// A box was scrolled: can what is on the surface be moved instead of painted?
//
//     before            after `scroll` by 1      painted
//     │ row 4 │         │ row 5 │
//     │ row 5 │   ──▶   │ row 6 │
//     │ row 6 │         │ row 6 │ ◀── old       │ row 7 │  the strip that came into view
//
// Only when nothing else lies over the box, one colour is behind what it holds, the whole view can be seen, and
// it moved down or up by less than its height. What was damaged before the move has been carried along (scroll.ts).

import { at, damageArea, locate } from "../geometry.ts"
import { borderInsets } from "../layout/lengths.ts"
import { CLIPS, EFFECTS, GONE, holder, LAYERED, PLACED, SCROLLS, type SceneNode } from "../node.ts"
import type { SceneState } from "../state.ts"
import { parseGround } from "../style/gradient.ts"
import { colorAt, insideRadius, radiusOf } from "../style/style.ts"
import type { Radius } from "../surface.ts"
import { thumbOf } from "./chrome.ts"
import type { Damage } from "./damage.ts"
import { ordered } from "./order.ts"

/** For all boxes that moved since the last frame: moves pixels or cells where it can, else damages. */
export function shiftScrolled(state: SceneState): void {
  const { shifted } = state
  if (shifted.length === 0) return
  state.version++
  for (const node of shifted) {
    const scroll = node.extra?.scroll
    if (!scroll || node.flags & GONE || !(node.flags & PLACED)) continue
    const dy = scroll.top - scroll.shownTop
    const dx = scroll.left - scroll.shownLeft
    scroll.shownTop = scroll.top
    scroll.shownLeft = scroll.left
    if (dx === 0 && dy === 0) continue
    if (dx !== 0 || !shift(state, node, dy)) damageArea(state, node, 0, 0, node.width, node.height)
  }
  shifted.length = 0
}

function shift(state: SceneState, node: SceneNode, dy: number): boolean {
  const { surface, damage } = state
  if (!surface.scroll || state.whole || state.popupsMoved || shiftedAbove(state, node)) return false
  const inset = borderInsets(state, node)
  const scroll = node.extra!.scroll!
  const width = scroll.viewWidth
  const height = scroll.viewHeight
  if (Math.abs(dy) >= height || width <= 0) return false
  locate(node)
  const x = at.x + inset.left
  const y = at.y + inset.top
  if (!isPlainBehind(state, node, x, y, width, height)) return false
  if (!isWhole(state, node, x, y, width, height)) return false // leaves `at` at the node
  if (!surface.scroll(x, y, width, height, dy)) return false
  const top = dy > 0 ? y + height - dy : y
  const bottom = dy > 0 ? y + height : y - dy
  damage.add(x, top, x + width, bottom)
  state.repaints?.strip(x, top, x + width, bottom)
  const round = state.cells ? 0 : largest(insideRadius(radiusOf(node.attrs), inset.left))
  if (round > 0) damageCorners(damage, x, y, width, height, dy, Math.ceil(round) + 1)
  // The bars did not move with the content, but the thumb moved; where they lie over the view they were carried along.
  const thumb = thumbOf(state, node, true)
  if (thumb) {
    const left = at.x + thumb.cross
    damage.add(left, y, left + thumb.thick, y + height)
  }
  const across = thumbOf(state, node, false)
  if (across && across.cross < node.height - inset.bottom) {
    const top = at.y + across.cross
    const from = Math.max(y, Math.min(top, top - dy))
    damage.add(x, from, x + width, Math.min(y + height, Math.max(top, top - dy) + across.thick))
  }
  return true
}

/** What is round at the corners of the view: where it was carried to, and what was carried there. */
function damageCorners(
  damage: Damage,
  x: number,
  y: number,
  width: number,
  height: number,
  dy: number,
  round: number,
): void {
  const high = Math.min(round + Math.max(0, -dy), height)
  const low = Math.min(round + Math.max(0, dy), height)
  for (const left of [x, x + width - round]) {
    damage.add(left, y, left + round, y + high)
    damage.add(left, y + height - low, left + round, y + height)
  }
}

function largest(radius: Radius): number {
  return typeof radius === "number" ? radius : Math.max(...radius)
}

/** Is one colour behind all that the rectangle shows of what the box holds? Only then it may be carried along. */
function isPlainBehind(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  width: number,
  height: number,
): boolean {
  const right = x + width
  const bottom = y + height
  for (let n: SceneNode | null = node; n; n = n.parent) {
    const { attrs } = n
    if (!state.cells) {
      const { background } = attrs
      if (attrs.backgroundImage !== undefined || attrs.shadow?.includes("inset")) return false
      if (background !== undefined && parseGround(background)) return false
      // A round box does not fill its corners, and cuts off what is in them.
      const round = n === node ? 0 : largest(radiusOf(attrs))
      if (round > 0) {
        locate(n)
        const inX = x >= at.x + round && right <= at.x + n.width - round
        const inY = y >= at.y + round && bottom <= at.y + n.height - round
        const counts = background !== undefined || (n.flags & CLIPS) !== 0
        if (counts && !inX && !inY) return false
      }
      if (background !== undefined && colorAt(state, n, background) >>> 24 === 255) return true
    }
    const p: SceneNode | null = n.parent
    if (!p) break
    const scroll = p.flags & SCROLLS ? p.extra?.scroll : null
    locate(p)
    const dx = at.x - (scroll?.left ?? 0)
    const dy = at.y - (scroll?.top ?? 0)
    const kids: readonly SceneNode[] = p.flags & LAYERED ? ordered(p) : p.kids
    for (const kid of kids) {
      if (kid === n) break
      if (paintsIn(kid, dx, dy, x, y, right, bottom)) return false
    }
  }
  return true
}

/** May a kid, whose parent's corner (scrolled) is at dx, dy, paint in the rectangle? */
function paintsIn(
  kid: SceneNode,
  dx: number,
  dy: number,
  x: number,
  y: number,
  right: number,
  bottom: number,
): boolean {
  return (
    dx + kid.x + kid.left - kid.bleed < right &&
    dx + kid.x + kid.right + kid.bleed > x &&
    dy + kid.y + kid.top - kid.bleed < bottom &&
    dy + kid.y + kid.bottom + kid.bleed > y
  )
}

/** A box above moved as well: then what is on the surface is not where this box thinks it is. */
function shiftedAbove(state: SceneState, node: SceneNode): boolean {
  for (let n = holder(node); n; n = holder(n))
    if (n.flags & SCROLLS && state.shifted.includes(n)) return true
  return false
}

/** Can all of the rectangle be seen, and does nothing else paint over it? */
function isWhole(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  width: number,
  height: number,
): boolean {
  if (x < 0 || y < 0 || x + width > state.surface.width || y + height > state.surface.height)
    return false
  // `px`, `py`: corner of the parent's border box, its scrolling taken off.
  for (let n = node, p = holder(n); p; n = p, p = holder(n)) {
    if (n.flags & EFFECTS) return false
    const scroll = p.flags & SCROLLS ? p.extra?.scroll : null
    locate(p)
    const px = at.x
    const py = at.y
    if (p.flags & CLIPS) {
      const inset = borderInsets(state, p)
      if (x < px + inset.left || y < py + inset.top) return false
      if (x + width > px + p.width - inset.right) return false
      if (y + height > py + p.height - inset.bottom) return false
    }
    const kids = p.flags & LAYERED ? ordered(p) : p.kids
    const dx = px - (scroll?.left ?? 0)
    const dy = py - (scroll?.top ?? 0)
    for (let i = kids.length - 1; kids[i] !== n && i >= 0; i--) {
      if (paintsIn(kids[i]!, dx, dy, x, y, x + width, y + height)) return false
    }
  }
  locate(node)
  return true
}
