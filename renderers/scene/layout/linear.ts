// A box of known size whose kids have sizes of their own: its layout is a sum.
//
//     ┌ panel ────────┐      in the flow      y = padding; y += height + gap
//     │ 12:01 started │        a text: width of the box, height of its lines
//     │ 12:02 ready   │        anything else: its width and height, or its share (flex) of what is left
//     │          ┌ 3 ┐│
//     └──────────└───┘┘      pinned           position absolute, held by its insets
//
// Panels of a dashboard, tables, logs and what is drawn at coordinates are mostly such boxes: ten lines more in
// a log of hundreds are some microseconds.
//
// The result is that of flow.ts for the same attributes (test/renderers/scene/linear.test.ts compares them); what
// this file does not know (margins, wrapping, other alignments, limits, sizes that follow from what is inside of a
// box, fractions of a cell) goes there.

import { type Attrs, effectOf, TO_LAYOUT, TO_SHAPE } from "../attrs.ts"
import {
  BOUNDARY,
  BOX,
  CLIPS,
  EFFECTS,
  GRID,
  KIDS,
  LAYOUT,
  LINEAR,
  NO_ATTRS,
  type SceneNode,
  SORTED_X,
  TEXT,
} from "../node.ts"
import { widenBleed } from "../paint/bleed.ts"
import { isBeside } from "../popup.ts"
import type { SceneState } from "../state.ts"
import { leastOfWords, measureText } from "../text/lines.ts"
import { prepare } from "../text/text.ts"
import type { Settle } from "./flow.ts"
import { borderInsets, edgesOf, hasPadding, type Insets, lengthOf } from "./lengths.ts"

/** Attributes that say how things are inside of a box. */
const CONTAINER: ReadonlySet<string> = new Set(
  `flexDirection flexWrap alignItems alignContent justifyContent gap rowGap columnGap padding paddingX
  paddingY paddingTop paddingRight paddingBottom paddingLeft border borderTop borderRight borderBottom
  borderLeft overflow title scrollbar`.split(/\s+/),
)

/** Can the box be laid out as a sum? Its flags must be settled. */
export function isLinear(state: SceneState, node: SceneNode, kids: readonly SceneNode[]): boolean {
  if (!(node.flags & BOUNDARY) || node.flags & GRID) return false
  const { attrs } = node
  const { flexDirection, flexWrap, alignItems } = attrs
  if (flexDirection !== undefined && flexDirection !== "row" && flexDirection !== "column")
    return false
  if (flexWrap !== undefined && flexWrap !== "nowrap") return false
  if (alignItems !== undefined && alignItems !== "stretch" && alignItems !== "start") return false
  if (attrs.justifyContent !== undefined && attrs.justifyContent !== "start") return false
  if (!hasWholeInsets(state, attrs)) return false
  // On pixels what is pinned counts from above a title bar, which is flow.ts's business.
  const barred = !state.cells && (attrs.title !== undefined || attrs.titleNote !== undefined)
  const row = flexDirection === "row"
  const stretch = alignItems !== "start"
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    if (
      !(kid.attrs.position === "absolute"
        ? !barred && isPinned(state, kid)
        : flows(state, kid, row, stretch))
    )
      return false
  }
  return true
}

function hasWholeInsets(state: SceneState, attrs: Attrs): boolean {
  if (attrs === NO_ATTRS) return true
  if (!isWhole(state, attrs.gap) || !isWhole(state, attrs.rowGap)) return false
  if (!isWhole(state, attrs.columnGap)) return false
  return !hasPadding(attrs) || hasWholePadding(state, attrs)
}

function hasWholePadding(state: SceneState, attrs: Attrs): boolean {
  return (
    isWhole(state, attrs.padding) &&
    isWhole(state, attrs.paddingX) &&
    isWhole(state, attrs.paddingY) &&
    isWhole(state, attrs.paddingTop) &&
    isWhole(state, attrs.paddingRight) &&
    isWhole(state, attrs.paddingBottom) &&
    isWhole(state, attrs.paddingLeft)
  )
}

/** A length that is known without the parent, and whole on cells; or none. */
function isWhole(state: SceneState, value: unknown): boolean {
  if (value === undefined) return true
  if (typeof value === "number") return !state.cells || Number.isInteger(value)
  if (typeof value !== "string" || value === "auto" || value.endsWith("%")) return false
  return !state.cells || value.endsWith("px") || Number.isInteger(Number.parseFloat(value))
}

/** Is it in the flow with a size that nothing inside decides? Of a text, the words decide. */
function flows(state: SceneState, kid: SceneNode, row: boolean, stretch: boolean): boolean {
  const { attrs, kind } = kid
  if (attrs === NO_ATTRS) return kind === TEXT
  let share = false
  for (const name in attrs) {
    const to = effectOf(name)
    if (!(to & (TO_LAYOUT | TO_SHAPE))) continue
    const value = attrs[name]
    if (name === "width" || name === "height") {
      if (!isWhole(state, value)) return false
    } else if (name === "flex" && kind === BOX && !state.cells && (value as number) > 0)
      share = true
    else if (name === "position") continue
    else if (kind !== BOX || !isOfContainer(state, name, value)) return false
  }
  if (kind === TEXT) return true
  const wide = attrs.width !== undefined || (row ? share : stretch)
  const tall = attrs.height !== undefined || (row ? stretch : share)
  return wide && tall
}

/** Is it placed by insets and sizes alone, and are they known? Of a text, the words may decide the size. */
function isPinned(state: SceneState, kid: SceneNode): boolean {
  const { attrs, kind } = kid
  for (const name in attrs) {
    if (!(effectOf(name) & (TO_LAYOUT | TO_SHAPE))) continue
    const value = attrs[name]
    switch (name) {
      case "position":
        break
      case "left":
      case "top":
      case "right":
      case "bottom":
      case "inset":
      case "width":
      case "height":
        if (!isWhole(state, value)) return false
        break
      default:
        if (kind !== BOX || !isOfContainer(state, name, value)) return false
    }
  }
  const { inset, left, right, top, bottom } = attrs
  if (inset === undefined) {
    if (left === undefined && right === undefined) return false
    if (top === undefined && bottom === undefined) return false
    if (kind === TEXT) return true
    if (attrs.width === undefined && (left === undefined || right === undefined)) return false
    if (attrs.height === undefined && (top === undefined || bottom === undefined)) return false
  }
  return true
}

/** An attribute of a box that says how things are inside of it; its padding is known. */
function isOfContainer(state: SceneState, name: string, value: unknown): boolean {
  return CONTAINER.has(name) && (!name.startsWith("padding") || isWhole(state, value))
}

function side(state: SceneState, node: SceneNode, value: unknown, vertical: boolean): number {
  return value === undefined ? 0 : lengthOf(state, node, value as number | string, vertical)
}

/** A length of the kid, or -1 where it says none. */
function given(state: SceneState, kid: SceneNode, value: unknown, vertical: boolean): number {
  return value === undefined ? -1 : lengthOf(state, kid, value as number | string, vertical)
}

/** A box is never smaller than its border and padding. */
function leastWidth(inset: Insets): number {
  return inset.left + inset.right
}

function leastHeight(inset: Insets): number {
  return inset.top + inset.bottom
}

/** Gives all kids their rectangles. The caller finishes the box. */
export function layoutLinear(
  state: SceneState,
  node: SceneNode,
  covered: boolean,
  settle: Settle,
): void {
  const { attrs, kids } = node
  const row = attrs.flexDirection === "row"
  const inset = edgesOf(state, node, Number.NaN)
  const width = Math.max(0, node.width - inset.left - inset.right)
  const height = Math.max(0, node.height - inset.top - inset.bottom)
  const between = (row ? attrs.columnGap : attrs.rowGap) ?? attrs.gap
  const gap = between === undefined ? 0 : lengthOf(state, node, between as number | string, !row)
  const stretch = attrs.alignItems !== "start"
  const share = unitOfShares(state, node, row, row ? width : height, gap)
  let x = inset.left
  let y = inset.top
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    const own = kid.attrs
    if (own.position === "absolute") {
      pin(state, node, kid, covered, settle)
      continue
    }
    let w = given(state, kid, own.width, false)
    let h = given(state, kid, own.height, true)
    const least = edgesOf(state, kid, Number.NaN)
    if (row) {
      if (own.flex) w = leastWidth(least) + share * own.flex
      if (h < 0 && stretch) h = height
    } else {
      if (own.flex) h = leastHeight(least) + share * own.flex
      if (w < 0 && stretch) w = width
    }
    if (w < 0 || h < 0) {
      const size = measureText(state, kid, w < 0 ? width : w)
      if (w < 0) w = size.width
      if (h < 0) h = size.height
    }
    w = Math.max(w, leastWidth(least))
    h = Math.max(h, leastHeight(least))
    settle(state, kid, x, y, w, h, covered)
    if (row) x += w + gap
    else y += h + gap
  }
}

/**
 * Places a text again that is pinned and has other words: nothing else moves by that, as long as it stays within
 * its box. False when the box must be laid out.
 */
export function repin(state: SceneState, kid: SceneNode, settle: Settle): boolean {
  const box = kid.parent
  if (state.cells || !box || kid.kind !== TEXT || kid.flow || kid.flags & EFFECTS) return false
  if (isBeside(kid)) return false
  if (kid.attrs.position !== "absolute" || (box.flags & (LINEAR | UNSURE)) !== LINEAR) return false
  const { y, height } = kid
  if (!isWithin(kid, box)) return false
  if (isHeldByCorner(kid, box)) settle(state, kid, kid.x, y, kid.block!.natural, height, false)
  else pin(state, box, kid, false, settle)
  if (kid.y !== y || kid.height !== height || !isWithin(kid, box)) return false
  widenBleed(kid)
  return true
}

/** Is the text one line as before, whose left top corner is given and which has all the room that it wants? */
function isHeldByCorner({ attrs, block, x, height }: SceneNode, box: SceneNode): boolean {
  return (
    attrs.left !== undefined &&
    attrs.top !== undefined &&
    attrs.inset === undefined &&
    attrs.right === undefined &&
    attrs.bottom === undefined &&
    attrs.width === undefined &&
    attrs.height === undefined &&
    block!.simple &&
    block!.text !== "" &&
    block!.lineHeight === height &&
    x + block!.natural + THICKEST <= box.width
  )
}

const THICKEST = 3 // pixels, of a border

/** Of a box that is laid out anyway, or that knows more of where its kids end than how they lie from top to bottom. */
const UNSURE = LAYOUT | KIDS | CLIPS | SORTED_X

/** The box's bounds have nothing to do with the kid. */
function isWithin({ x, y, width, height }: SceneNode, box: SceneNode): boolean {
  return x >= 0 && y >= 0 && x + width <= box.width && y + height <= box.height
}

/** What one unit of `flex` gets of the room that the others leave. */
function unitOfShares(
  state: SceneState,
  node: SceneNode,
  row: boolean,
  room: number,
  gap: number,
): number {
  const { kids } = node
  let shares = 0
  for (let i = 0; i < kids.length; i++) {
    const { attrs } = kids[i]!
    if (attrs.position !== "absolute") shares += attrs.flex ?? 0
  }
  if (shares === 0) return 0
  let left = room + gap
  for (const kid of kids) {
    const { attrs } = kid
    if (attrs.position === "absolute") continue
    left -= gap
    const inset = edgesOf(state, kid, Number.NaN)
    const least = row ? leastWidth(inset) : leastHeight(inset)
    if (attrs.flex) left -= least
    else {
      const size = given(state, kid, row ? attrs.width : attrs.height, !row)
      if (size >= 0) left -= Math.max(size, least)
      else {
        const wide = row ? room : given(state, kid, attrs.width, false)
        const most = wide >= 0 ? wide : node.width - leastWidth(edgesOf(state, node, Number.NaN))
        const measured = measureText(state, kid, most)
        left -= row ? measured.width : measured.height
      }
    }
  }
  return Math.max(0, left) / Math.max(1, shares)
}

/** Places a kid by its insets, which count from the inner edge of the border. */
export function pin(
  state: SceneState,
  node: SceneNode,
  kid: SceneNode,
  covered: boolean,
  settle: Settle,
): void {
  const border = borderInsets(state, node)
  const across = node.width - border.left - border.right
  const down = node.height - border.top - border.bottom
  const { attrs } = kid
  const left = attrs.left ?? attrs.inset
  const right = attrs.right ?? attrs.inset
  const top = attrs.top ?? attrs.inset
  const bottom = attrs.bottom ?? attrs.inset
  const l = side(state, kid, left, false)
  const r = side(state, kid, right, false)
  const t = side(state, kid, top, true)
  const b = side(state, kid, bottom, true)
  let w = given(state, kid, attrs.width, false)
  let h = given(state, kid, attrs.height, true)
  if (w < 0 && left !== undefined && right !== undefined) w = Math.max(0, across - l - r)
  if (h < 0 && top !== undefined && bottom !== undefined) h = Math.max(0, down - t - b)
  if (kid.kind === BOX) {
    const least = edgesOf(state, kid, Number.NaN)
    w = Math.max(w, leastWidth(least))
    h = Math.max(h, leastHeight(least))
  } else if (kid.kind === TEXT) {
    // Never wider than the box, unless it says so.
    if (attrs.width === undefined) {
      const room = Math.max(0, across - l - r)
      if (w < 0) w = prepare(state, kid).natural
      if (w > room && !(left !== undefined && right !== undefined))
        w = Math.min(w, Math.max(room, leastOfWords(state, kid)))
      w = Math.min(w, Math.max(0, across))
    }
    if (h < 0) h = measureText(state, kid, w).height
  }
  settle(
    state,
    kid,
    left === undefined ? node.width - border.right - r - w : border.left + l,
    top === undefined ? node.height - border.bottom - b - h : border.top + t,
    w,
    h,
    covered,
  )
}
