// Does Yoga lay out a kid as CSS does?
//
// Rows and columns of known width and height, whose kids have fixed sizes, share out what is left, or are as
// large as their content, are most of every user interface: there Yoga and CSS agree, and Yoga does it. Where
// they do not, the whole tree inside of the layout root goes to flow.ts:
//
//     wrap            Yoga packs wrapped lines before stretching
//     shapes          aspectRatio and pictures: Yoga applies limits after the ratio, and does not stretch
//     shares          percentages of a length that depends on what is inside; of margins, paddings, gaps, limits
//     limits          Yoga shares out room from sizes that min and max have bounded already
//     shrink          Yoga shrinks border and padding too, and measures what shrinks with the room it has
//     cells           Yoga lets a text that takes a share lie over what follows, by a cell
//     baselines       Yoga takes the lower edge of a text for its baseline
//     absolute        Yoga takes no offsets off the width that absolute words may have
//     parts of cells  Yoga rounds by what it did before, and words in another way than boxes
//     too wide        what does not fit is measured with the room, not as its content likes: only the layout tells
//
// `test/parity` compares both with a browser.

import type { Attrs } from "./attrs.ts"
import { edgesOf, hasParts, isShare } from "./lengths.ts"
import {
  BOUNDARY,
  BOX,
  GRID,
  IMAGE,
  INPUT,
  NO_ATTRS,
  SCROLLS,
  type SceneNode,
  TEXT,
  TEXTAREA,
  TIGHT_X,
  TIGHT_Y,
} from "./node.ts"
import { contentWidth } from "./sizes.ts"
import type { SceneState } from "./state.ts"

/** `kid` is in a row or column that Yoga lays out; its flags are settled. */
export function isYogas(state: SceneState, kid: SceneNode, parent: SceneNode): boolean {
  const { attrs, kind, flags } = kid
  const outer = parent.attrs
  if (outer.flexWrap !== undefined && outer.flexWrap !== "nowrap") return false
  if (flags & GRID && !(flags & BOUNDARY)) return false
  const row = outer.flexDirection?.startsWith("row") === true
  if (kind === IMAGE) {
    if (typeof attrs.width !== "number" || typeof attrs.height !== "number") return false
  } else if (kind === INPUT || kind === TEXTAREA) {
    const across = attrs.alignSelf ?? outer.alignItems ?? "stretch"
    const filled = across === "stretch" || across === "auto"
    if (attrs.width === undefined && (row || !filled)) return false
    if (row && filled && attrs.height === undefined) return false
    if (attrs.position === "absolute") return false
    for (const name in attrs) if (name.startsWith("margin")) return false
  }
  if (isBent(outer)) return false
  // Yoga rounds the end of words up to the next cell, and the start of what follows down.
  if (state.cells && kind === TEXT && (attrs.flex || attrs.flexGrow || attrs.flexShrink))
    return false
  if (state.cells && hasParts(kid)) return false
  return attrs === NO_ATTRS || hasPlainAttrs(kid, attrs, parent, row)
}

/** Attributes of the container by which Yoga differs. */
function isBent(attrs: Attrs): boolean {
  if (attrs === NO_ATTRS) return false
  const { gap, rowGap, columnGap } = attrs as Record<string, unknown>
  if (isShare(gap) || isShare(rowGap) || isShare(columnGap)) return true
  const { flexDirection, justifyContent } = attrs
  if (attrs.alignItems === "baseline") return true
  return (
    flexDirection?.endsWith("reverse") === true &&
    (justifyContent === "around" || justifyContent === "evenly")
  )
}

function hasPlainAttrs(kid: SceneNode, attrs: Attrs, parent: SceneNode, row: boolean): boolean {
  const main = row ? TIGHT_X : TIGHT_Y
  const { flags } = parent
  const flexible = attrs.flex || attrs.flexGrow || attrs.flexShrink
  for (const name in attrs) {
    const value = attrs[name]
    switch (name) {
      case "aspectRatio":
        return false
      case "position":
        if (value === "absolute" && !isPlainAbsolute(kid, parent)) return false
        break
      case "width":
        if (isShare(value) && !(flags & TIGHT_X)) return false
        break
      case "height":
        if (isShare(value) && !(flags & TIGHT_Y)) return false
        break
      case "minWidth":
      case "maxWidth":
        if (row && flexible) return false
        if (isShare(value) && (name === "minWidth" || !(flags & TIGHT_X))) return false
        if (attrs.minWidth !== undefined && attrs.maxWidth !== undefined) return false
        break
      case "minHeight":
      case "maxHeight":
        if (isShare(value) || (!row && flexible)) return false
        if (attrs.minHeight !== undefined && attrs.maxHeight !== undefined) return false
        break
      case "flex":
        if (value && (!(flags & main) || (attrs.flexBasis ?? 0) !== 0)) return false
        break
      case "flexBasis":
        if (value !== "auto" && !(flags & main)) return false
        break
      case "alignSelf":
        if (value === "baseline") return false
        break
      case "flexShrink":
        if (value && (row || kid.kind === BOX)) return false
        break
      case "top":
      case "left":
      case "right":
      case "bottom":
      case "inset":
        if (attrs.position === "absolute") break
        if (isShare(value) || parent.attrs.flexDirection?.endsWith("reverse")) return false
        break
      default:
        if (name.startsWith("margin")) {
          if (isShare(value)) return false
          // CSS holds words to the parent's width, and their margin comes on top.
          if (kid.kind === TEXT && attrs.width === undefined && !(kid.flags & TIGHT_X)) return false
        } else if (name.startsWith("padding") && isShare(value)) return false
    }
  }
  return true
}

function isPlainAbsolute(kid: SceneNode, { attrs }: SceneNode): boolean {
  if ((kid.flags & (TIGHT_X | TIGHT_Y)) !== (TIGHT_X | TIGHT_Y)) return false
  if (attrs.title !== undefined || attrs.titleNote !== undefined) return false
  for (const name in kid.attrs) if (name.startsWith("margin")) return false
  return true
}

/**
 * After a layout by Yoga: has a kid by its content come out as wide or high as the room? Yoga has then measured it with
 * that room, where CSS lets it be larger, or breaks it elsewhere.
 */
export function isHeld(
  state: SceneState,
  kid: SceneNode,
  parent: SceneNode,
  width: number,
  height: number,
): boolean {
  const { kind } = kid
  if (kind !== BOX && kind !== TEXT) return false
  const free = parent.flags & ~kid.flags // what is known of the parent alone
  if (free & TIGHT_X) {
    const room = contentWidth(state, parent)
    // In a row that scrolls, words are as wide as they like there.
    if (kind === BOX ? width >= room - 0.05 : width > room + 0.05 && kid.attrs.width === undefined)
      return true
  }
  if (kind === TEXT || !(free & TIGHT_Y)) return false
  if (parent.flags & SCROLLS && parent.attrs.flexDirection?.startsWith("row") !== true) return false
  const edges = edgesOf(state, parent, Number.NaN)
  return height >= parent.height - edges.top - edges.bottom - 0.05
}
