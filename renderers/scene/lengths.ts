// What do the attributes of a node say about its size, in the surface's unit?
//
// NaN stands for what is not known: "auto", an attribute that is not set, a share of an unknown length.

import { BOX, IMAGE, type SceneNode, TEXT } from "./node.ts"
import type { SceneState } from "./state.ts"
import { borderInsets, type Insets, lengthOf, NO_INSETS } from "./yoga.ts"

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

/** Border and padding of a box per side; shares are of `base`, and nothing while that is not known. */
export function edgesOf(state: SceneState, node: SceneNode, base: number): Insets {
  if (node.kind !== BOX) return NO_INSETS
  const { attrs } = node
  const border = borderInsets(state, node)
  const side = (own: unknown, axis: unknown, vertical: boolean) =>
    whole(state, resolve(state, node, own ?? axis ?? attrs.padding, vertical, base) || 0)
  return {
    top: border.top + side(attrs.paddingTop, attrs.paddingY, true),
    right: border.right + side(attrs.paddingRight, attrs.paddingX, false),
    bottom: border.bottom + side(attrs.paddingBottom, attrs.paddingY, true),
    left: border.left + side(attrs.paddingLeft, attrs.paddingX, false),
  }
}

/** Margins per side, NaN for "auto". */
export function marginsOf(state: SceneState, node: SceneNode, base: number): Insets {
  const { attrs } = node
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

/** Limits of the border box; `frame` is what its border and padding take. */
export function limitsOf(
  state: SceneState,
  node: SceneNode,
  vertical: boolean,
  base: number,
  frame: number,
): Limits {
  const { attrs } = node
  const min = resolve(state, node, vertical ? attrs.minHeight : attrs.minWidth, vertical, base)
  const most = vertical ? attrs.maxHeight : (attrs.maxWidth ?? heldAt(node))
  const max = resolve(state, node, most, vertical, base)
  return {
    min: Math.max(frame, Number.isNaN(min) ? 0 : min),
    max: Number.isNaN(max) ? Number.POSITIVE_INFINITY : max,
  }
}

/** A text or picture that says no width is never wider than its parent. */
function heldAt(node: SceneNode): string | undefined {
  const held = node.kind === TEXT || node.kind === IMAGE
  return held && node.attrs.width === undefined ? "100%" : undefined
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

/** On cells: does a length of the node end inside of one? */
export function hasParts({ attrs }: SceneNode): boolean {
  for (const name in attrs) if (isPart(attrs[name]) && !name.startsWith("flex")) return true
  return attrs.flexBasis !== undefined && isPart(attrs.flexBasis)
}

function isPart(value: unknown): boolean {
  if (typeof value === "number") return !Number.isInteger(value)
  return typeof value === "string" && PARTS.test(value)
}

const PARTS = /^-?\d*\.\d+(ch|lh)$/

/** On cells the nearest whole number. */
export function whole(state: SceneState, value: number): number {
  return state.cells ? Math.round(value) : value
}
