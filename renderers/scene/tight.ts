// Which sizes of a node can not depend on what is inside it? See layout.ts for what follows.

import { GRID, type SceneNode, TIGHT_X, TIGHT_Y } from "./node.ts"
import { isDefinite, parseTracks } from "./tracks.ts"

/** Both sizes are given: no measure function. */
export function isTight(node: SceneNode): boolean {
  return (node.flags & (TIGHT_X | TIGHT_Y)) === (TIGHT_X | TIGHT_Y)
}

/** Which sizes of `kid` can't depend on what is inside it. */
export function tightness(kid: SceneNode, parent: SceneNode): number {
  const { attrs } = kid
  if (parent.flags & GRID) return gridTightness(kid, parent)
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

/** In a grid: tight where no track is as large as what is in it. */
function gridTightness({ attrs }: SceneNode, grid: SceneNode): number {
  if (attrs.position === "absolute" || attrs.aspectRatio !== undefined) return 0
  const {
    gridTemplateColumns: columns,
    gridTemplateRows: rows,
    gridAutoRows,
    alignItems,
  } = grid.attrs
  let tight = 0
  if (grid.flags & TIGHT_X && isDefinite(columns)) tight |= TIGHT_X
  const inside =
    isDefinite(gridAutoRows) ||
    (rows !== undefined &&
      columns !== undefined &&
      grid.kids.length <= parseTracks(columns).length * parseTracks(rows).length)
  const align =
    attrs.alignSelf && attrs.alignSelf !== "auto" ? attrs.alignSelf : (alignItems ?? "stretch")
  const filled = align === "stretch" && (attrs.height === undefined || isFixed(attrs.height))
  if (grid.flags & TIGHT_Y && filled && inside && (rows === undefined || isDefinite(rows)))
    tight |= TIGHT_Y
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
