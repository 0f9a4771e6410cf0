// What do the attributes of a node say about its size, in the surface's unit?
//
// NaN stands for what is not known: "auto", an attribute that is not set, a share of an unknown length.

import type { Attrs } from "../attrs.ts"
import { BOX, IMAGE, NO_ATTRS, type SceneNode, TEXT } from "../node.ts"
import type { SceneState } from "../state.ts"
import { linesOf, lineWidth, styleOf } from "../style/style.ts"

/** A length that is no percentage. */
export function lengthOf(
  state: SceneState,
  node: SceneNode,
  value: number | string,
  vertical: boolean,
): number {
  if (typeof value === "number") return value
  const n = Number.parseFloat(value)
  if (value.endsWith("ch")) return state.cells ? n : n * fontMetrics(state, node).ch
  if (value.endsWith("lh")) return state.cells ? n : n * fontMetrics(state, node).lineHeight
  // Whole cells each: fractions of nested paddings would add up to a cell somewhere.
  return state.cells ? Math.round(n / (vertical ? 16 : 8)) : n
}

function fontMetrics(state: SceneState, node: SceneNode) {
  return state.metrics(styleOf(state, node).font)
}

/** A length; percentages are of `base`. */
export function resolve(
  state: SceneState,
  node: SceneNode,
  value: unknown,
  vertical: boolean,
  base: number,
): number {
  if (typeof value === "number") return value
  if (typeof value !== "string" || value === "auto") return Number.NaN
  if (value.endsWith("%")) return (Number.parseFloat(value) / 100) * base
  return lengthOf(state, node, value, vertical)
}

export function isShare(value: unknown): boolean {
  return typeof value === "string" && value.endsWith("%")
}

/** What is taken off on each side. */
export interface Insets {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

export const NO_INSETS: Insets = { top: 0, right: 0, bottom: 0, left: 0 }

/** How much of a box its border lines and title take, per side. */
export function borderInsets(state: SceneState, node: SceneNode): Insets {
  const { attrs } = node
  if (!hasBorder(attrs)) return NO_INSETS
  const [top, right, bottom, left] = linesOf(attrs)
  return {
    top: lineWidth(state.cells, top) + titleHeight(state, node, top !== "none"),
    right: lineWidth(state.cells, right),
    bottom: lineWidth(state.cells, bottom),
    left: lineWidth(state.cells, left),
  }
}

function hasBorder(attrs: Attrs): boolean {
  return (
    attrs.border !== undefined ||
    attrs.title !== undefined ||
    attrs.titleNote !== undefined ||
    attrs.borderTop !== undefined ||
    attrs.borderRight !== undefined ||
    attrs.borderBottom !== undefined ||
    attrs.borderLeft !== undefined
  )
}

/** Padding above and below the words of a title bar, in CSS pixels. */
export const TITLE_PADDING = 5

/** Room that the title takes beside the border line: in a terminal it stands on the line. */
export function titleHeight(state: SceneState, node: SceneNode, lined: boolean): number {
  if (!node.attrs.title && !node.attrs.titleNote) return 0
  if (state.cells) return lined ? 0 : 1
  return Math.round(fontMetrics(state, node).lineHeight) + 2 * TITLE_PADDING + 1
}

/** Border and padding of a box per side; shares are of `base`, and nothing while that is not known. */
export function edgesOf(state: SceneState, node: SceneNode, base: number): Insets {
  const { attrs } = node
  if (node.kind !== BOX || attrs === NO_ATTRS) return NO_INSETS
  const border = borderInsets(state, node)
  if (!hasPadding(attrs)) return border
  const side = (own: unknown, axis: unknown, vertical: boolean) =>
    whole(state, resolve(state, node, own ?? axis ?? attrs.padding, vertical, base) || 0)
  return {
    top: border.top + side(attrs.paddingTop, attrs.paddingY, true),
    right: border.right + side(attrs.paddingRight, attrs.paddingX, false),
    bottom: border.bottom + side(attrs.paddingBottom, attrs.paddingY, true),
    left: border.left + side(attrs.paddingLeft, attrs.paddingX, false),
  }
}

export function hasPadding(attrs: Attrs): boolean {
  return (
    attrs.padding !== undefined ||
    attrs.paddingX !== undefined ||
    attrs.paddingY !== undefined ||
    attrs.paddingTop !== undefined ||
    attrs.paddingRight !== undefined ||
    attrs.paddingBottom !== undefined ||
    attrs.paddingLeft !== undefined
  )
}

/** Margins per side, NaN for "auto". */
export function marginsOf(state: SceneState, node: SceneNode, base: number): Insets {
  const { attrs } = node
  if (!hasMargin(attrs)) return NO_INSETS
  const side = (own: unknown, axis: unknown, vertical: boolean) => {
    const value = own ?? axis ?? attrs.margin
    if (value === undefined) return 0
    return value === "auto"
      ? Number.NaN
      : whole(state, resolve(state, node, value, vertical, base) || 0)
  }
  return {
    top: side(attrs.marginTop, attrs.marginY, true),
    right: side(attrs.marginRight, attrs.marginX, false),
    bottom: side(attrs.marginBottom, attrs.marginY, true),
    left: side(attrs.marginLeft, attrs.marginX, false),
  }
}

function hasMargin(attrs: Attrs): boolean {
  return (
    attrs !== NO_ATTRS &&
    (attrs.margin !== undefined ||
      attrs.marginX !== undefined ||
      attrs.marginY !== undefined ||
      attrs.marginTop !== undefined ||
      attrs.marginRight !== undefined ||
      attrs.marginBottom !== undefined ||
      attrs.marginLeft !== undefined)
  )
}

/** The space between kids; a share of an unknown length is nothing. */
export function gapOf(
  state: SceneState,
  node: SceneNode,
  name: "rowGap" | "columnGap",
  base: number,
): number {
  const value = node.attrs[name] ?? node.attrs.gap
  return whole(state, resolve(state, node, value, name === "rowGap", base) || 0)
}

/** The least and the most that an axis may have. */
export interface Limits {
  readonly min: number
  readonly max: number
}

const NO_LIMITS: Limits = { min: 0, max: Number.POSITIVE_INFINITY }

/** Limits of the border box; `frame` is what its border and padding take. */
export function limitsOf(
  state: SceneState,
  node: SceneNode,
  vertical: boolean,
  base: number,
  frame: number,
): Limits {
  const { attrs } = node
  const least = vertical ? attrs.minHeight : attrs.minWidth
  const most = vertical ? attrs.maxHeight : (attrs.maxWidth ?? heldAt(node))
  if (least === undefined && most === undefined && frame === 0) return NO_LIMITS
  const min = resolve(state, node, least, vertical, base)
  const max = resolve(state, node, most, vertical, base)
  return {
    min: Math.max(frame, Number.isNaN(min) ? 0 : min),
    max: Number.isNaN(max) ? Number.POSITIVE_INFINITY : max,
  }
}

/** A text or picture that says no width is never wider than its parent. */
function heldAt(node: SceneNode): string | undefined {
  const held = node.kind === TEXT || node.kind === IMAGE
  return held && isAuto(node.attrs.width) ? "100%" : undefined
}

/** Does the attribute leave the size to the layout? A share never does, even of a length that is not known. */
export function isAuto(value: unknown): boolean {
  return value === undefined || value === "auto"
}

export function clamp(value: number, limits: Limits): number {
  return Math.max(limits.min, Math.min(limits.max, value))
}

/** Is some padding a share of the parent's width? */
export function hasShares({ attrs }: SceneNode): boolean {
  for (const name in attrs) if (name.startsWith("padding") && isShare(attrs[name])) return true
  return false
}

/** On cells the nearest whole number. */
export function whole(state: SceneState, value: number): number {
  return state.cells ? Math.round(value) : value
}
