// Which sizes of a node can not depend on what is inside it? See layout.ts for what follows.

import { GRID, IMAGE, type SceneNode, TIGHT_X, TIGHT_Y } from "../node.ts"
import { isDefinite, parseTracks } from "../style/tracks.ts"

/** Which sizes of `kid` can't depend on what is inside it; `areas` those of a grid's (gridTightness). */
export function tightness(kid: SceneNode, parent: SceneNode, areas = 0): number {
  const { attrs } = kid
  if (parent.flags & GRID) return itemTightness(kid, parent, areas)
  if (attrs.aspectRatio !== undefined) return 0
  let tight = 0
  if (isFixed(attrs.width) || (isPercent(attrs.width) && parent.flags & TIGHT_X)) tight |= TIGHT_X
  if (isFixed(attrs.height) || (isPercent(attrs.height) && parent.flags & TIGHT_Y)) tight |= TIGHT_Y
  if (attrs.position === "absolute") {
    const inset = attrs.inset !== undefined
    if (
      (inset || (attrs.left !== undefined && attrs.right !== undefined)) &&
      attrs.width === undefined
    )
      tight |= parent.flags & TIGHT_X
    if (
      (inset || (attrs.top !== undefined && attrs.bottom !== undefined)) &&
      attrs.height === undefined
    )
      tight |= parent.flags & TIGHT_Y
    return tight
  }
  const row = parent.attrs.flexDirection?.startsWith("row") === true
  const main = row ? TIGHT_X : TIGHT_Y
  const cross = row ? TIGHT_Y : TIGHT_X
  const wraps = parent.attrs.flexWrap !== undefined && parent.attrs.flexWrap !== "nowrap"
  // Along the main axis: a definite basis, that the rest of a definite length is shared out from.
  const basis = attrs.flexBasis ?? (attrs.flex ? 0 : undefined)
  if (basis !== undefined && basis !== "auto")
    tight = parent.flags & main && !wraps ? tight | main : tight & ~main
  // Across: stretched to a line whose size is the parent's.
  const cross0 = row ? attrs.height : attrs.width
  const align =
    attrs.alignSelf && attrs.alignSelf !== "auto"
      ? attrs.alignSelf
      : (parent.attrs.alignItems ?? "stretch")
  if (
    (cross0 === undefined || cross0 === "auto") &&
    align === "stretch" &&
    !wraps &&
    parent.flags & cross &&
    !autoMargin(kid, row)
  )
    tight |= cross
  return tight
}

/** Which sizes of a grid's areas do not depend on what is in them? */
export function gridTightness(grid: SceneNode, kids: readonly SceneNode[]): number {
  if (!(grid.flags & GRID)) return 0
  const { attrs } = grid
  const columns = attrs.gridTemplateColumns
  const rows = attrs.gridTemplateRows
  // Who names places may make tracks that nobody named.
  const placed = kids.some(
    ({ attrs }) => attrs.gridColumn !== undefined || attrs.gridRow !== undefined,
  )
  const byRow = attrs.gridAutoFlow !== "column"
  let tight = 0
  if (
    grid.flags & TIGHT_X &&
    isDefinite(columns) &&
    (isDefinite(attrs.gridAutoColumns) || (byRow && !placed))
  )
    tight |= TIGHT_X
  const inside =
    byRow &&
    !placed &&
    rows !== undefined &&
    columns !== undefined &&
    kids.length <= parseTracks(columns).length * parseTracks(rows).length
  if (
    grid.flags & TIGHT_Y &&
    (rows === undefined || isDefinite(rows)) &&
    (inside || isDefinite(attrs.gridAutoRows))
  )
    tight |= TIGHT_Y
  return tight
}

/** In a grid: tight where no track is as large as what is in it. */
function itemTightness(kid: SceneNode, grid: SceneNode, areas: number): number {
  const { attrs } = kid
  if (attrs.position === "absolute" || attrs.aspectRatio !== undefined || kid.kind === IMAGE)
    return 0
  const { alignItems } = grid.attrs
  const align =
    attrs.alignSelf && attrs.alignSelf !== "auto" ? attrs.alignSelf : (alignItems ?? "stretch")
  let tight = 0
  if (isFixed(attrs.width)) tight |= TIGHT_X
  else if (isPercent(attrs.width) || !autoMargin(kid, false)) tight |= areas & TIGHT_X
  if (isFixed(attrs.height)) tight |= TIGHT_Y
  else if (isPercent(attrs.height) || (align === "stretch" && !autoMargin(kid, true)))
    tight |= areas & TIGHT_Y
  return tight
}

function isFixed(value: unknown): boolean {
  return (
    typeof value === "number" ||
    (typeof value === "string" && value !== "auto" && !value.endsWith("%"))
  )
}

function isPercent(value: unknown): boolean {
  return typeof value === "string" && value.endsWith("%")
}

function autoMargin({ attrs }: SceneNode, row: boolean): boolean {
  const sides = row
    ? ["margin", "marginY", "marginTop", "marginBottom"]
    : ["margin", "marginX", "marginLeft", "marginRight"]
  return sides.some((side) => attrs[side] === "auto")
}
