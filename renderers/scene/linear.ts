// A box of known size that holds nothing but texts in a row or a column needs no Yoga: its layout is a sum.
//
//     ┌ log ──────────┐      y = padding
//     │ 12:01 started │      each text: width of the box, height of its lines
//     │ 12:02 ready   │      y += height + gap
//     └───────────────┘
//
// Panels of a dashboard, tables and logs are mostly such boxes. Their texts have no Yoga nodes at all, which
// halves what a mount costs, and ten lines more in a log of hundreds are some microseconds.
//
// The result is Yoga's for the same attributes; what this file does not know (shares, margins, wrapping, other
// alignments, percentages, fractions of a cell) goes to Yoga.

import { effectOf, TO_SHAPE, TO_YOGA } from "./attrs.ts"
import { measureText } from "./lines.ts"
import { BOUNDARY, GRID, NO_ATTRS, type SceneNode, TEXT } from "./node.ts"
import type { SceneState } from "./state.ts"
import { borderInsets, type Insets, lengthOf } from "./yoga.ts"

/** Takes over a kid's rectangle (layout.ts). */
export type Settle = (
  state: SceneState,
  kid: SceneNode,
  x: number,
  y: number,
  width: number,
  height: number,
  covered: boolean,
) => void

/** Can the box be laid out as a sum? Its flags must be settled. */
export function isLinear(state: SceneState, node: SceneNode, kids: readonly SceneNode[]): boolean {
  if (!(node.flags & BOUNDARY) || node.flags & GRID || !node.parent) return false
  const { attrs } = node
  const { flexDirection, flexWrap, alignItems } = attrs
  if (flexDirection !== undefined && flexDirection !== "row" && flexDirection !== "column")
    return false
  if (flexWrap !== undefined && flexWrap !== "nowrap") return false
  if (alignItems !== undefined && alignItems !== "stretch" && alignItems !== "start") return false
  if (attrs.justifyContent !== undefined && attrs.justifyContent !== "start") return false
  for (const name of LENGTHS) if (!isWhole(state, attrs[name])) return false
  for (let i = 0; i < kids.length; i++) if (!isPlain(state, kids[i]!)) return false
  return true
}

const LENGTHS = [
  "gap",
  "rowGap",
  "columnGap",
  "padding",
  "paddingX",
  "paddingY",
  "paddingTop",
  "paddingRight",
  "paddingBottom",
  "paddingLeft",
]

/** A length that is known without the parent, and whole on cells; or none. */
function isWhole(state: SceneState, value: unknown): boolean {
  if (value === undefined) return true
  if (typeof value === "number") return !state.cells || Number.isInteger(value)
  if (typeof value !== "string" || value === "auto" || value.endsWith("%")) return false
  return !state.cells || value.endsWith("px") || Number.isInteger(Number.parseFloat(value))
}

/** A text without layout attributes other than a known width and height. */
function isPlain(state: SceneState, kid: SceneNode): boolean {
  if (kid.kind !== TEXT) return false
  const { attrs } = kid
  if (attrs === NO_ATTRS) return true
  for (const name in attrs) {
    if (!(effectOf(name) & (TO_YOGA | TO_SHAPE))) continue
    if ((name !== "width" && name !== "height") || !isWhole(state, attrs[name])) return false
  }
  return true
}

function edges(state: SceneState, node: SceneNode): Insets {
  const { attrs } = node
  const border = borderInsets(state, node)
  const side = (own: unknown, axis: unknown, vertical: boolean) => {
    const value = own ?? axis ?? attrs.padding
    return value === undefined ? 0 : lengthOf(state, node, value as number | string, vertical)
  }
  return {
    top: border.top + side(attrs.paddingTop, attrs.paddingY, true),
    right: border.right + side(attrs.paddingRight, attrs.paddingX, false),
    bottom: border.bottom + side(attrs.paddingBottom, attrs.paddingY, true),
    left: border.left + side(attrs.paddingLeft, attrs.paddingX, false),
  }
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
  const inset = edges(state, node)
  const width = Math.max(0, node.width - inset.left - inset.right)
  const height = Math.max(0, node.height - inset.top - inset.bottom)
  const between = (row ? attrs.columnGap : attrs.rowGap) ?? attrs.gap
  const gap = between === undefined ? 0 : lengthOf(state, node, between as number | string, !row)
  const stretch = attrs.alignItems !== "start"
  let x = inset.left
  let y = inset.top
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    const own = kid.attrs
    const givenWidth = own.width === undefined ? -1 : lengthOf(state, kid, own.width, false)
    const givenHeight = own.height === undefined ? -1 : lengthOf(state, kid, own.height, true)
    let w = givenWidth
    let h = givenHeight
    if (row) {
      if (h < 0 && stretch) h = height
      if (w < 0 || h < 0) {
        const size = measureText(state, kid, w < 0 ? width : w)
        if (w < 0) w = size.width
        if (h < 0) h = size.height
      }
    } else {
      if (w < 0 && stretch) w = width
      if (w < 0 || h < 0) {
        const size = measureText(state, kid, w < 0 ? width : w)
        if (w < 0) w = size.width
        if (h < 0) h = size.height
      }
    }
    settle(state, kid, x, y, w, h, covered)
    if (row) x += w + gap
    else y += h + gap
  }
}
