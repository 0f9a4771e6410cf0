// How far is a box scrolled, and what follows from it?

import { at, damageArea, damageNode, locate } from "./geometry.ts"
import { borderInsets, lengthOf } from "./layout/lengths.ts"
import {
  BOX,
  CLIPS,
  extra,
  GONE,
  holder,
  PLACED,
  POPUP,
  SCROLLS,
  type SceneNode,
  type ScrollState,
  TRANSFORMED,
} from "./node.ts"
import type { SceneState } from "./state.ts"

/** Sets the flags that `overflow` decides. */
export function applyOverflow(state: SceneState, node: SceneNode): void {
  if (node.kind !== BOX) return
  const { overflow } = node.attrs
  for (const kid of node.kids) damageNode(state, kid) // as far as it was seen
  node.flags &= ~(CLIPS | SCROLLS)
  if (overflow === "hidden") node.flags |= CLIPS
  if (overflow === "scroll") {
    node.flags |= CLIPS | SCROLLS
    const ext = extra(node)
    ext.scroll ??= {
      top: 0,
      left: 0,
      contentWidth: 0,
      contentHeight: 0,
      viewWidth: 0,
      viewHeight: 0,
      atEnd: true,
      wantTop: Number.NaN,
      wantLeft: Number.NaN,
      shownTop: 0,
      shownLeft: 0,
      toldTop: 0,
      toldLeft: 0,
      toldEnd: true,
    }
  } else if (node.extra?.scroll) node.extra.scroll = null
  for (const kid of node.kids) damageNode(state, kid) // as far as it will be
  damageNode(state, node)
}

/** The furthest that a box can be scrolled. */
export function maxScroll(scroll: ScrollState): { top: number; left: number } {
  return {
    top: beyond(scroll.contentHeight, scroll.viewHeight),
    left: beyond(scroll.contentWidth, scroll.viewWidth),
  }
}

/** Sums of line heights are not exact: less than a twentieth of a unit is nothing to scroll to. */
function beyond(content: number, view: number): number {
  return content - view > 0.05 ? content - view : 0
}

/** After a layout: how large the content is, and where the box stands in it now. */
export function settleScroll(state: SceneState, node: SceneNode, covered: boolean): void {
  const scroll = node.extra!.scroll!
  const inset = borderInsets(state, node)
  let right = 0
  let bottom = 0
  for (const kid of node.kids) {
    right = Math.max(right, kid.x + Math.max(kid.width, kid.right))
    bottom = Math.max(bottom, kid.y + Math.max(kid.height, kid.bottom))
  }
  const { attrs } = node
  const { contentWidth, contentHeight, viewWidth, viewHeight } = scroll
  const padX = attrs.paddingRight ?? attrs.paddingX ?? attrs.padding ?? 0
  const padY = attrs.paddingBottom ?? attrs.paddingY ?? attrs.padding ?? 0
  scroll.viewWidth = Math.max(0, node.width - inset.left - inset.right)
  scroll.viewHeight = Math.max(0, node.height - inset.top - inset.bottom)
  scroll.contentWidth =
    Math.max(0, right - inset.left) + padding(state, node, padX, scroll.viewWidth, false)
  scroll.contentHeight =
    Math.max(0, bottom - inset.top) + padding(state, node, padY, scroll.viewWidth, true)
  const sameBars =
    contentWidth === scroll.contentWidth &&
    contentHeight === scroll.contentHeight &&
    viewWidth === scroll.viewWidth &&
    viewHeight === scroll.viewHeight
  if (!covered && !sameBars) damageBars(state, node)
  const stick = attrs.stickToEnd === true && scroll.atEnd
  const top = stick ? maxScroll(scroll).top : scroll.top
  moveScroll(state, node, top, scroll.left, covered)
}

/** Room that bars take at the right and the lower edge, on pixels. */
const BAR_STRIP = 10

function damageBars(state: SceneState, node: SceneNode): void {
  const { width, height } = node
  const strip = state.cells ? 1 : BAR_STRIP
  const inset = borderInsets(state, node)
  damageArea(state, node, width - inset.right - strip, 0, width, height)
  damageArea(state, node, 0, height - inset.bottom - strip, width, height)
}

function padding(
  state: SceneState,
  node: SceneNode,
  value: unknown,
  width: number,
  vertical: boolean,
): number {
  if (typeof value === "string" && value.endsWith("%"))
    return (Number.parseFloat(value) / 100) * width
  return lengthOf(state, node, value as number | string, vertical)
}

/** Scrolls to a place, as far as there is content; says whether that changed anything. */
export function moveScroll(
  state: SceneState,
  node: SceneNode,
  top: number,
  left: number,
  covered: boolean,
): boolean {
  const scroll = node.extra?.scroll
  if (!scroll) return false
  const most = maxScroll(scroll)
  const clean = (value: number, max: number) => {
    const n = Math.min(max, Math.max(0, Number.isFinite(value) ? value : 0))
    return state.cells ? Math.round(n) : n
  }
  const y = clean(top, most.top)
  const x = clean(left, most.left)
  const moved = y !== scroll.top || x !== scroll.left
  if (moved && !covered && node.flags & PLACED && !state.whole) {
    locate(node)
    const inset = borderInsets(state, node)
    const left = at.x + inset.left
    const top = at.y + inset.top
    const { viewWidth, viewHeight } = scroll
    const right = left + viewWidth
    const bottom = Math.min(top + viewHeight, state.surface.height)
    const cut = isCutOff(state, node, inset.left, inset.top, viewWidth, viewHeight)
    state.damage.carry(left, Math.max(0, top), right, bottom, y - scroll.top, cut)
  }
  scroll.top = y
  scroll.left = x
  scroll.atEnd = y >= most.top - 0.5
  if (moved && node.flags & PLACED) {
    if (!covered && !state.shifted.includes(node)) state.shifted.push(node)
    state.need()
  }
  if (
    scroll.top !== scroll.toldTop ||
    scroll.left !== scroll.toldLeft ||
    scroll.atEnd !== scroll.toldEnd
  )
    if (!state.scrolled.includes(node)) state.scrolled.push(node)
  return moved
}

/** Is a part of the node (from its border box) cut off by a box above, or elsewhere than `locate` says? */
function isCutOff(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  width: number,
  height: number,
): boolean {
  for (let n = node, p = holder(n); p; n = p, p = holder(n)) {
    if (n.flags & TRANSFORMED) return true
    x += n.x
    y += n.y
    if (!(p.flags & CLIPS)) continue
    const scroll = p.extra?.scroll
    if (scroll) {
      x -= scroll.left
      y -= scroll.top
    }
    const inset = borderInsets(state, p)
    if (x < inset.left || x + width > p.width - inset.right) return true
    if (y < inset.top || y + height > p.height - inset.bottom) return true
  }
  return false
}

/** The program wants the box scrolled to a place: done after the next layout, which may make room for it. */
export function wishScroll(
  state: SceneState,
  node: SceneNode,
  top: number | undefined,
  left: number | undefined,
): void {
  const scroll = node.extra?.scroll
  if (!scroll) return
  if (top !== undefined) scroll.wantTop = top
  if (left !== undefined) scroll.wantLeft = left
  if (!state.wishes.includes(node)) state.wishes.push(node)
  if (node.flags & PLACED) state.need()
}

/** Grants the wishes, after layout. */
export function grantWishes(state: SceneState): void {
  if (state.wishes.length === 0) return
  for (const node of state.wishes.splice(0)) {
    const scroll = node.extra?.scroll
    if (!scroll || node.flags & GONE) continue
    const top = Number.isNaN(scroll.wantTop) ? scroll.top : scroll.wantTop
    const left = Number.isNaN(scroll.wantLeft) ? scroll.left : scroll.wantLeft
    scroll.wantTop = scroll.wantLeft = Number.NaN
    moveScroll(state, node, top, left, false)
  }
}

/** Scrolls every container above so that the node comes into view. */
export function reveal(state: SceneState, node: SceneNode): void {
  let x = 0
  let y = 0
  for (let n = node; n.parent && !(n.flags & POPUP); n = n.parent) {
    x += n.x
    y += n.y
    const p = n.parent
    const scroll = p.flags & SCROLLS ? p.extra?.scroll : null
    if (!scroll) continue
    const inset = borderInsets(state, p)
    const toX = nearest(x - inset.left, node.width, scroll.left, scroll.viewWidth)
    const toY = nearest(y - inset.top, node.height, scroll.top, scroll.viewHeight)
    moveScroll(state, p, toY, toX, false)
    x -= scroll.left
    y -= scroll.top
  }
}

/** The least move that shows `at … at + size` in a window of `view` from `from`. */
function nearest(at: number, size: number, from: number, view: number): number {
  if (at < from || size > view) return at
  return at + size > from + view ? at + size - view : from
}
