// Where does every block go?
//
//     stale kids ──▶ sync ──▶ layout roots ──▶ linear.ts or flow.ts ──▶ settle: rectangles, damage
//
// A box is a boundary when neither its width nor its height can depend on what is inside: then it is
// a layout root, and a change inside never makes anybody look at what is outside. (A layout costs what the
// siblings on the way up from a change cost.) `tight` says which sizes are so; dashboards are full of them:
//
//     box 200 × 60              the surface gives its size
//     └ row, flex 1             grows from 0 in a column, stretched across: tight in both
//       ├ panel, flex 1         tight
//       │ └ text                stretched: its width is tight, so another width of words needs no layout
//       └ panel, width 30ch     tight
//
// A change of words asks for a layout only if the block's measured size changes, and a box that comes out as it
// was is not walked again.

import { damageNode } from "../geometry.ts"
import { markLayout } from "../marks.ts"
import {
  APART,
  BOUNDARY,
  BOX,
  CLIPS,
  CONTENT,
  EFFECTS,
  FRAMED,
  GONE,
  holder,
  LAYOUT,
  LINEAR,
  MOVES,
  NO_ATTRS,
  PLACED,
  SCROLLS,
  type SceneNode,
  SORTED_X,
  SORTED_Y,
  SPILLS,
  TRANSFORMED,
} from "../node.ts"
import { ownBleed, settleBleed, widenBleed } from "../paint/bleed.ts"
import { isBeside, noteNatural, placeBeside } from "../popup.ts"
import { settleScroll } from "../scroll.ts"
import type { SceneState } from "../state.ts"
import { prepare } from "../text/text.ts"
import { mapped, settleEffects, turnBounds } from "../transform.ts"
import { layoutFlow, type Settle } from "./flow.ts"
import { borderInsets } from "./lengths.ts"
import { layoutLinear, pin } from "./linear.ts"

/** Computes all layout roots that wait, outermost first. True when something was computed. */
export function computeLayouts(state: SceneState): boolean {
  const { layouts, moves } = state
  if (layouts.length === 0 && moves.length === 0) return false
  state.version++
  boxes.length = found.length = 0 // of a layout that an error ended
  if (moves.length > 0) moveKids(state)
  outermostLast(layouts)
  while (layouts.length > 0) {
    const root = layouts.pop()!
    if (root.flags & GONE || !(root.flags & LAYOUT)) continue
    // One that is no boundary any more was laid out with those above it.
    if (root.flags & PLACED && root.flags & BOUNDARY) layoutRoot(state, root)
    else root.flags &= ~LAYOUT
  }
  return true
}

/** Each depth is found once: the first frame of ten thousand boxes waits for them all. */
function outermostLast(layouts: SceneNode[]): void {
  if (layouts.length < 2) return
  const levels: SceneNode[][] = []
  for (let i = 0; i < layouts.length; i++) {
    const node = layouts[i]!
    const level = depth(node)
    while (levels.length <= level) levels.push([])
    levels[level]!.push(node)
  }
  layouts.length = 0
  for (let level = levels.length - 1; level >= 0; level--)
    for (const node of levels[level]!) layouts.push(node)
}

function depth(node: SceneNode): number {
  let n = 0
  for (let at = node.parent; at; at = at.parent) n++
  return n
}

// What was found of the boxes that wait in `boxes`.
/** All of it is damaged already. */
const COVERED = 1
/** To be damaged when its bounds are known. */
const FRESH = 2
/** Its kids have their rectangles. */
const LAID = 4

/** Boxes that have their rectangles, those above first; not by recursion, so that they may be many deep. */
const boxes: SceneNode[] = []
const found: number[] = []

/** Lays out what is in a boundary whose own rectangle is settled. */
function layoutRoot(state: SceneState, root: SceneNode): void {
  boxes.push(root)
  found.push(0)
  if (layoutBoxes(state)) widenAbove(state, root)
}

/**
 * Pinned kids with other insets, outermost first: what is damaged goes by where those above are now. Nothing else in
 * their boxes moves, and the bounds of a box come once, after all of its kids.
 */
function moveKids(state: SceneState): void {
  const { moves } = state
  const unsettled = new Set<SceneNode>()
  outermostLast(moves)
  while (moves.length > 0) {
    const kid = moves.pop()!
    kid.flags &= ~MOVES
    const box = kid.parent
    if (!box || (kid.flags & (PLACED | GONE)) !== PLACED) continue
    if ((box.flags & (LINEAR | LAYOUT)) !== LINEAR) {
      markLayout(state, kid)
      continue
    }
    const before = isAmong(state, kid, box)
    pin(state, box, kid, false, settle)
    layoutBoxes(state)
    if (before && isAmong(state, kid, box)) widenBleed(kid)
    else unsettled.add(box)
  }
  for (const box of unsettled) if (settleBounds(state, box, false)) widenAbove(state, box)
}

/** Does the box know nothing of its kids that goes by where this one is? */
function isAmong(state: SceneState, kid: SceneNode, box: SceneNode): boolean {
  return (
    !state.cells &&
    !(box.flags & (CLIPS | SORTED_X | SORTED_Y)) &&
    kid.x + kid.left >= 0 &&
    kid.y + kid.top >= 0 &&
    kid.x + kid.right <= box.width &&
    kid.y + kid.bottom <= box.height
  )
}

/** Places from above, bounds from below. True if those of the first box came out different. */
function layoutBoxes(state: SceneState): boolean {
  for (let i = 0; i < boxes.length; i++) {
    const box = boxes[i]!
    const covered = (found[i]! & COVERED) !== 0
    box.flags &= ~LAYOUT
    const give = box === state.root && state.popups.length > 0 ? settleTop : settle
    if (box.flags & LINEAR) layoutLinear(state, box, covered, give)
    else if (!layoutFlow(state, box, (box.flags & BOUNDARY) !== 0, covered, give)) continue
    found[i]! |= LAID
  }
  let changed = false
  while (boxes.length > 0) {
    const box = boxes.pop()!
    const was = found.pop()!
    changed = (was & LAID) !== 0 && settleBounds(state, box, (was & COVERED) !== 0)
    if (was & FRESH) damageNode(state, box)
  }
  return changed
}

/** Kids of the root, popups among them: these keep the place that they have beside what they belong to. */
function settleTop(...[state, kid, x, y, width, height, covered]: Parameters<Settle>): void {
  if (!isBeside(kid)) settle(state, kid, x, y, width, height, covered)
  else {
    noteNatural(kid, width, height)
    settle(state, kid, kid.x, kid.y, width, height, covered)
  }
}

/** After a layout, and when something may have been scrolled: popups follow what they stand beside. */
export function placePopups(state: SceneState): void {
  let moved = false
  for (const popup of state.root.kids) {
    if (!isBeside(popup) || !(popup.flags & PLACED)) continue
    const { x, y, width, height } = placeBeside(state, popup)
    if (popup.x === x && popup.y === y && popup.width === width && popup.height === height) continue
    settle(state, popup, x, y, width, height, false)
    layoutBoxes(state)
    moved = true
  }
  if (!moved) return
  state.version++
  state.popupsMoved = true
  settleBounds(state, state.root, false)
}

/** Gives a kid its rectangle. What is in a box waits for `layoutBoxes`. */
export function settle(
  state: SceneState,
  kid: SceneNode,
  x: number,
  y: number,
  width: number,
  height: number,
  covered: boolean,
): void {
  const placed = (kid.flags & PLACED) !== 0
  const resized = kid.width !== width || kid.height !== height || !placed
  const moved = kid.x !== x || kid.y !== y || !placed
  if ((resized || moved) && placed && !covered) damageNode(state, kid)
  kid.x = x
  kid.y = y
  kid.width = width
  kid.height = height
  if (!placed) state.placed++
  kid.flags |= PLACED
  if (resized && kid.flags & EFFECTS) settleEffects(state, kid) // parts of its size may be another now
  if (resized && kid.extra?.listeners?.has("resize")) state.resized.push(kid)
  const whole = covered || resized || moved
  if (kid.kind === BOX && (resized || kid.flags & LAYOUT || !(kid.flags & BOUNDARY))) {
    boxes.push(kid)
    found.push((whole ? COVERED : 0) | (whole && !covered ? FRESH : 0))
    return
  }
  if (kid.kind !== BOX) {
    kid.left = kid.top = 0
    kid.right = width
    kid.bottom = height
    if (kid.flags & TRANSFORMED) turnBounds(kid)
    if (kid.flags & CONTENT) prepare(state, kid)
    kid.bleed = ownBleed(state, kid)
  }
  if (whole && !covered) damageNode(state, kid)
}

/** Those above must know that a node reaches further, or less far. */
function widenAbove(state: SceneState, node: SceneNode): void {
  for (let at = holder(node); at && at.flags & PLACED; at = holder(at))
    if (!settleBounds(state, at, false)) return
}

/** A transform changed: the node's bounds, and those of what is above it. */
export function moveBounds(state: SceneState, node: SceneNode): void {
  if (node.kind === BOX) {
    if (!settleBounds(state, node, true)) return
  } else {
    node.left = node.top = 0
    node.right = node.width
    node.bottom = node.height
    turnBounds(node)
    node.bleed = ownBleed(state, node)
  }
  widenAbove(state, node)
}

/** Visual bounds, order for searching, scrolling. True if the bounds came out different. */
function settleBounds(state: SceneState, node: SceneNode, covered: boolean): boolean {
  const { kids, width, height } = node
  let left = 0
  let top = 0
  let right = width
  let bottom = height
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    const x0 = kid.x + kid.left
    const y0 = kid.y + kid.top
    const x1 = kid.x + kid.right
    const y1 = kid.y + kid.bottom
    if (x0 < left) left = x0
    if (y0 < top) top = y0
    if (x1 > right) right = x1
    if (y1 > bottom) bottom = y1
  }
  let flags = node.flags & ~(SPILLS | SORTED_X | SORTED_Y | APART | FRAMED)
  if (kids.length > 12) flags |= orderOf(kids)
  if (state.cells) {
    if (areApart(kids)) flags |= APART
    if (isFramed(node)) flags |= FRAMED
  }
  if (spills(state, node, left, top, right, bottom)) flags |= SPILLS
  node.flags = flags
  if (flags & SCROLLS) settleScroll(state, node, covered)
  const clipped = (flags & CLIPS) !== 0
  let l = clipped ? 0 : left
  let t = clipped ? 0 : top
  let r = clipped ? width : right
  let b = clipped ? height : bottom
  if (flags & TRANSFORMED) {
    const turned = mapped(node.extra!.matrix!, l, t, r, b)
    l = turned.left
    t = turned.top
    r = turned.right
    b = turned.bottom
  }
  if (l === node.left && t === node.top && r === node.right && b === node.bottom) {
    if (!state.cells) settleBleed(state, node)
    return false
  }
  node.left = l
  node.top = t
  node.right = r
  node.bottom = b
  if (!state.cells) settleBleed(state, node)
  return true
}

/** Are kids sorted by both of their upper and lower, or their left and right edges? */
function orderOf(kids: readonly SceneNode[]): number {
  let sortedX = true
  let sortedY = true
  const first = kids[0]!
  let prev = first
  for (let i = 1; i < kids.length && (sortedX || sortedY); i++) {
    const kid = kids[i]!
    if (kid.y + kid.top < prev.y + prev.top || kid.y + kid.bottom < prev.y + prev.bottom)
      sortedY = false
    if (kid.x + kid.left < prev.x + prev.left || kid.x + kid.right < prev.x + prev.right)
      sortedX = false
    prev = kid
  }
  // Both, as in one row: by the side along which they are spread out.
  if (sortedX && sortedY) return prev.x - first.x > prev.y - first.y ? SORTED_X : SORTED_Y
  return sortedY ? SORTED_Y : sortedX ? SORTED_X : 0
}

/** So many kids are compared each with each. */
const FEW = 32

/** No two kids overlap: they stand in lines from left to right, each below the one before, or are few and were compared. */
function areApart(kids: readonly SceneNode[]): boolean {
  let isInLines = true
  let right = 0
  let above = Number.NEGATIVE_INFINITY // where the lines before this one end
  let bottom = Number.NEGATIVE_INFINITY
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    if (kid.right <= kid.left || kid.bottom <= kid.top) continue
    const top = kid.y + kid.top
    if (top >= bottom) above = bottom
    else if (kid.x + kid.left < right || top < above) {
      isInLines = false
      break
    }
    right = kid.x + kid.right
    if (kid.y + kid.bottom > bottom) bottom = kid.y + kid.bottom
  }
  if (isInLines) return true
  if (kids.length > FEW) return false
  for (let i = 1; i < kids.length; i++)
    for (let j = 0; j < i; j++) if (overlap(kids[i]!, kids[j]!)) return false
  return true
}

function overlap(a: SceneNode, b: SceneNode): boolean {
  return (
    a.x + a.left < b.x + b.right &&
    b.x + b.left < a.x + a.right &&
    a.y + a.top < b.y + b.bottom &&
    b.y + b.top < a.y + a.bottom
  )
}

function isFramed({ attrs, flags }: SceneNode): boolean {
  if (attrs === NO_ATTRS) return false
  return (
    attrs.border !== undefined ||
    attrs.title !== undefined ||
    attrs.titleNote !== undefined ||
    attrs.borderTop !== undefined ||
    attrs.borderBottom !== undefined ||
    attrs.borderLeft !== undefined ||
    attrs.borderRight !== undefined ||
    (flags & SCROLLS) !== 0
  )
}

/** Does anything inside reach out of the box, or of the part that it clips to? */
function spills(
  state: SceneState,
  node: SceneNode,
  left: number,
  top: number,
  right: number,
  bottom: number,
): boolean {
  const { width, height } = node
  if (left < 0 || top < 0 || right > width || bottom > height) return true
  if (!(node.flags & CLIPS)) return false
  const inset = borderInsets(state, node)
  const { kids } = node
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    if (kid.x + kid.left < inset.left || kid.x + kid.right > width - inset.right) return true
    if (kid.y + kid.top < inset.top || kid.y + kid.bottom > height - inset.bottom) return true
  }
  return false
}
