// Where does every block go?
//
//     stale kids ──▶ sync ──▶ layout roots ──▶ Yoga ──▶ read ──▶ rectangles, damage
//
// A box is a boundary when neither its width nor its height can depend on what is inside: then it is
// the root of a Yoga tree of its own, and a change inside never makes Yoga look at anything outside.
// (Yoga's cost follows the siblings on the way up from a change: 2–4 ms for one leaf among 10,000,
// 0.01 ms when it sits in a boundary.) `tight` says which sizes are so; dashboards are full of them:
//
//     box 200 × 60              the surface gives its size
//     └ row, flex 1             grows from 0 in a column, stretched across: tight in both
//       ├ panel, flex 1         tight
//       │ └ text                stretched: its width is tight, so another width of words needs no layout
//       └ panel, width 30ch     tight
//
// A change of words reaches Yoga only if the block's measured size changes. After a layout only nodes
// that have a new one are visited.

import { ownBleed, settleBleed } from "./bleed.ts"
import { freeze, mayFreeze, tellSize, thaw } from "./freeze.ts"
import { damageArea, damageNode } from "./geometry.ts"
import { layoutGrid, measureGrid } from "./grid.ts"
import { markLayout, markText, queueLayout } from "./marks.ts"
import { contentSize } from "./measure.ts"
import {
  ANONYMOUS,
  BOUNDARY,
  BOX,
  CLIPS,
  CONTENT,
  DRAW,
  extra,
  FROZEN,
  GONE,
  GRID,
  isInline,
  KIDS,
  LAYERED,
  LAYOUT,
  NO_KIDS,
  PLACED,
  SCROLLS,
  SceneNode,
  SORTED_X,
  SORTED_Y,
  SPILLS,
  TEXT,
  TIGHT_X,
  TIGHT_Y,
} from "./node.ts"
import { settleScroll } from "./scroll.ts"
import type { SceneState } from "./state.ts"
import { knownLines, prepare } from "./text.ts"
import { isDefinite, parseTracks } from "./tracks.ts"
import {
  applyAll,
  applyInner,
  borderInsets,
  Direction,
  Edge,
  freeYoga,
  MeasureMode,
  makeYoga,
  type YogaNode,
} from "./yoga.ts"

/** Makes every box's kids match its children, and gives new ones their Yoga nodes. */
export function syncStale(state: SceneState): void {
  const { stale } = state
  // Taken off one by one: setting the length to 0 gives the memory back each frame.
  while (stale.length > 0) {
    const node = stale.pop()!
    if (!(node.flags & GONE) && node.flags & KIDS) syncKids(state, node)
  }
}

function syncKids(state: SceneState, node: SceneNode): void {
  node.flags &= ~KIDS
  const before = node.kids
  const kids = listKids(state, node)
  node.kids = kids
  if (node.extra?.order) node.extra.order = null
  let layered = false
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    if (kid.attrs.zIndex) layered = true
    place(state, kid, node)
  }
  node.flags = layered ? node.flags | LAYERED : node.flags & ~LAYERED
  const container = node.inner ?? node.yoga
  if (!container) return
  if (node.flags & GRID) {
    const stay = new Set(kids)
    for (const kid of before) if (!stay.has(kid)) forget(state, kid)
  } else insertKids(state, node, container, before, kids)
  if (node.flags & BOUNDARY) queueLayout(state, node)
  else markLayout(state, node)
  if (node.flags & GRID && !(node.flags & BOUNDARY)) container.markDirty()
}

/** Makes the children of a Yoga node the new list, touching as few as the order allows. */
function insertKids(
  state: SceneState,
  node: SceneNode,
  container: YogaNode,
  before: readonly SceneNode[],
  kids: readonly SceneNode[],
): void {
  let head = 0
  const shorter = Math.min(before.length, kids.length)
  while (head < shorter && before[head] === kids[head]) head++
  let left = before.slice(head)
  if (left.length > 0) {
    const stay = new Set<SceneNode>()
    for (let i = head; i < kids.length; i++) stay.add(kids[i]!)
    left = left.filter((kid) => {
      if (stay.has(kid)) return true
      if (kid.yoga && !(kid.flags & GONE)) container.removeChild(kid.yoga)
      forget(state, kid)
      return false
    })
  }
  const known = left.length > 0 ? new Set(left) : null
  let next = 0
  for (let i = head; i < kids.length; i++) {
    const kid = kids[i]!
    if (left[next] === kid) {
      next++
      continue
    }
    if (known?.has(kid)) {
      // The order changed: from here on all are put in anew.
      for (let k = left.length - 1; k >= next; k--) container.removeChild(left[k]!.yoga!)
      for (let k = i; k < kids.length; k++) container.insertChild(kids[k]!.yoga!, k)
      damageArea(state, node, 0, 0, node.width, node.height)
      return
    }
    container.insertChild(kid.yoga!, i)
  }
}

/** A kid that is no longer shown: hidden, or an anonymous block that has no words now. */
function forget(state: SceneState, kid: SceneNode): void {
  if (kid.flags & GONE) return
  if (kid.flags & PLACED) damageNode(state, kid)
  kid.flags &= ~PLACED
}

/** The blocks of a box in document order. */
function listKids(state: SceneState, node: SceneNode): SceneNode[] {
  const kids: SceneNode[] = []
  let blocks = 0
  let run: SceneNode | null = null
  let words = false
  const close = () => {
    if (run && words) kids.push(anonymous(state, node, blocks++, run))
    run = null
    words = false
  }
  for (let at = node.first; at; at = at.next) {
    if (at.attrs.hidden) continue
    if (isInline(at)) {
      run ??= at
      words ||= hasWords(at)
    } else {
      close()
      kids.push(at)
    }
  }
  close()
  return kids.length === 0 ? NO_KIDS : kids
}

function hasWords(node: SceneNode): boolean {
  if (node.text !== "") return true
  for (let at = node.first; at; at = at.next) if (!at.attrs.hidden && hasWords(at)) return true
  return false
}

function anonymous(state: SceneState, box: SceneNode, index: number, first: SceneNode): SceneNode {
  const ext = extra(box)
  ext.blocks ??= []
  let block = ext.blocks[index]
  if (!block) {
    block = new SceneNode(state.host, TEXT)
    block.flags |= ANONYMOUS
    block.parent = box
    ext.blocks[index] = block
  }
  block.first = first
  markText(state, block)
  return block
}

/** Gives a kid what it needs to be laid out, and settles whether it is a boundary. */
function place(state: SceneState, kid: SceneNode, parent: SceneNode): void {
  const tight = tightness(kid, parent)
  const grid = kid.kind === BOX && kid.attrs.display === "grid"
  const boundary = kid.kind === BOX && tight === (TIGHT_X | TIGHT_Y)
  const changed =
    (kid.flags & (TIGHT_X | TIGHT_Y)) !== tight ||
    ((kid.flags & BOUNDARY) !== 0) !== boundary ||
    ((kid.flags & GRID) !== 0) !== grid
  if (!kid.yoga) {
    kid.yoga = makeYoga(state)
    applyAll(state, kid)
    if (boundary && !grid && !(parent.flags & GRID)) {
      kid.inner = makeYoga(state)
      applyInner(state, kid)
    }
    if (changed) kid.flags = shape(kid.flags, tight, boundary, grid)
    giveSize(state, kid, parent)
  } else {
    if (changed) reshape(state, kid, tight, boundary, grid, (parent.flags & GRID) !== 0)
    if (kid.kind === TEXT) refit(state, kid, parent)
  }
  if (kid.flags & KIDS && kid.kind === BOX) syncKids(state, kid)
}

/** Both sizes are given: no measure function. */
export function isTight(node: SceneNode): boolean {
  return (node.flags & (TIGHT_X | TIGHT_Y)) === (TIGHT_X | TIGHT_Y)
}

function shape(flags: number, tight: number, boundary: boolean, grid: boolean): number {
  return (
    (flags & ~(TIGHT_X | TIGHT_Y | BOUNDARY | GRID)) |
    tight |
    (boundary ? BOUNDARY : 0) |
    (grid ? GRID : 0)
  )
}

/** A box became a boundary or stopped being one: its kids move to the other Yoga node. */
function reshape(
  state: SceneState,
  kid: SceneNode,
  tight: number,
  boundary: boolean,
  grid: boolean,
  inGrid: boolean,
): void {
  const yoga = kid.yoga!
  const hadInner = kid.inner !== null
  const wantsInner = boundary && !grid && !inGrid
  if (kid.kind === BOX) {
    if (!(kid.flags & GRID)) {
      const from = kid.inner ?? yoga
      for (const child of kid.kids)
        if (child.yoga && !(child.flags & GONE)) from.removeChild(child.yoga)
    }
    kid.kids = NO_KIDS
    kid.flags |= KIDS
    yoga.unsetMeasureFunc()
    if (hadInner && !wantsInner) {
      freeYoga(state, kid.inner!)
      kid.inner = null
      kid.flags = shape(kid.flags, tight, boundary, grid)
      applyAll(state, kid)
    } else if (!hadInner && wantsInner) {
      kid.inner = makeYoga(state)
      applyInner(state, kid)
      kid.inner.setWidth(kid.width)
      kid.inner.setHeight(kid.height)
    }
  }
  kid.flags = shape(kid.flags, tight, boundary, grid)
  if (kid.kind !== TEXT) giveMeasure(state, kid)
}

/** A leaf's size: as padding, or by a measure function. */
function giveSize(state: SceneState, kid: SceneNode, parent: SceneNode): void {
  if (mayFreeze(kid, parent) && freeze(state, kid, knownRoom(kid, parent))) return
  giveMeasure(state, kid)
}

/** A text that is in the tree already: its attributes may have changed, or its words while it was hidden. */
function refit(state: SceneState, kid: SceneNode, parent: SceneNode): void {
  const may = mayFreeze(kid, parent)
  if (kid.flags & FROZEN) {
    if (!may) thawText(state, kid)
    else if (kid.flags & CONTENT && !(kid.flags & PLACED))
      tellSize(state, kid, knownRoom(kid, parent))
  } else if (may) {
    if (kid.flags & CONTENT && kid.flags & PLACED) return // settleTexts looks at it, and damages it
    kid.yoga!.unsetMeasureFunc()
    if (!freeze(state, kid, knownRoom(kid, parent))) giveMeasure(state, kid)
  } else if (kid.flags & CONTENT && !(kid.flags & PLACED)) {
    prepare(state, kid)
    if (!isTight(kid)) kid.yoga!.markDirty()
  }
}

/** Content width of the parent, if a layout has settled it and the kid can't change it. */
function knownRoom(kid: SceneNode, parent: SceneNode): number {
  return parent.flags & PLACED && kid.flags & TIGHT_X && parent.width > 0
    ? contentWidth(parent)
    : Number.POSITIVE_INFINITY
}

/** A frozen text turns out not to fit: it gets a measure function, and its tree another layout. */
export function thawText(state: SceneState, node: SceneNode): void {
  if (!(node.flags & FROZEN)) return
  thaw(node)
  giveMeasure(state, node)
  markLayout(state, node)
}

/** After a layout: is the size that Yoga was told still right for the width that came out? */
function checkFrozen(state: SceneState, kid: SceneNode, room: number): void {
  const block = kid.block!
  if (block.natural <= room + 0.02 && block.toldWidth === block.natural && !kid.attrs.lineClamp)
    return
  if (!(kid.flags & TIGHT_X)) {
    if (block.natural > room + 0.02) thawText(state, kid)
  } else if (tellSize(state, kid, room)) markLayout(state, kid)
}

/** Width of what is inside a box, border and padding taken off. */
function contentWidth(node: SceneNode): number {
  const yoga = (node.inner ?? node.yoga)!
  let width = node.width
  for (const edge of [Edge.Left, Edge.Right])
    width -= yoga.getComputedPadding(edge) + yoga.getComputedBorder(edge)
  return width
}

/** Which sizes of `kid` can't depend on what is inside it. */
function tightness(kid: SceneNode, parent: SceneNode): number {
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

function giveMeasure(state: SceneState, node: SceneNode): void {
  const yoga = node.yoga!
  if (node.kind === BOX) {
    if (node.flags & GRID && !(node.flags & BOUNDARY))
      yoga.setMeasureFunc((width, widthMode) =>
        measureGrid(state, node, widthMode === MeasureMode.Undefined ? Number.NaN : width),
      )
    return
  }
  if (node.kind === DRAW) return
  if (isTight(node)) {
    yoga.unsetMeasureFunc()
    return
  }
  yoga.setMeasureFunc((width, widthMode, height, heightMode) => {
    const most = widthMode === MeasureMode.Undefined ? Number.POSITIVE_INFINITY : width
    const tall = heightMode === MeasureMode.Undefined ? Number.POSITIVE_INFINITY : height
    const size = contentSize(state, node, most, tall)
    if (widthMode === MeasureMode.Exactly) size.width = width
    if (heightMode === MeasureMode.Exactly) size.height = height
    return size
  })
}

/** Prepares changed texts, and asks for a layout only where a measured size changed. */
export function settleTexts(state: SceneState): void {
  const { texts } = state
  while (texts.length > 0) {
    const node = texts.pop()!
    if (node.flags & GONE || !(node.flags & CONTENT)) continue
    if (!(node.flags & PLACED)) continue
    const before = node.block
    const lines = before ? knownLines(before, node.width) : -1
    const natural = before?.natural ?? -1
    const lineHeight = before?.lineHeight
    const empty = before?.text === ""
    const block = prepare(state, node)
    const tight = node.flags & (TIGHT_X | TIGHT_Y)
    damageNode(state, node)
    if (tight === (TIGHT_X | TIGHT_Y)) continue
    const same =
      lines >= 0 &&
      empty === (block.text === "") &&
      (tight & TIGHT_X || (block.natural === natural && natural <= node.width + 0.02)) &&
      (tight & TIGHT_Y || (block.lineHeight === lineHeight && contentLines(state, node) === lines))
    if (!node.yoga) continue
    if (node.flags & FROZEN) {
      if (!(tight & TIGHT_X) && block.natural > state.surface.width) thawText(state, node)
      else if (block.natural !== natural || !same)
        tellSize(state, node, knownRoom(node, node.parent!))
    } else if (!same) {
      refit(state, node, node.parent!) // it may fit now
      if (!(node.flags & FROZEN)) node.yoga.markDirty()
    }
    if (!same) markLayout(state, node)
  }
}

function contentLines(state: SceneState, node: SceneNode): number {
  const block = node.block!
  return Math.round(
    contentSize(state, node, node.width, Number.POSITIVE_INFINITY).height / block.lineHeight,
  )
}

/** Computes all layout roots that wait, outermost first. True when something was computed. */
export function computeLayouts(state: SceneState): boolean {
  const { layouts } = state
  if (layouts.length === 0) return false
  reading = 0
  if (layouts.length > 1) layouts.sort((a, b) => depth(b) - depth(a))
  while (layouts.length > 0) {
    const root = layouts.pop()!
    if (root.flags & GONE || !(root.flags & LAYOUT)) continue
    if (root.flags & PLACED) layoutRoot(state, root, false, false)
    else root.flags &= ~LAYOUT
  }
  return true
}

function depth(node: SceneNode): number {
  let n = 0
  for (let at = node.parent; at; at = at.parent) n++
  return n
}

/**
 * Lays out the tree inside a boundary whose own rectangle is settled. `covered`: all of it is
 * damaged already.
 */
export function layoutRoot(
  state: SceneState,
  root: SceneNode,
  resized: boolean,
  covered: boolean,
): void {
  root.flags &= ~LAYOUT
  if (root.flags & GRID) {
    layoutGrid(state, root, covered, settle)
    finishKids(state, root, covered)
  } else if (!root.inner) {
    // An item of a grid: its own Yoga node is the root, and its size the grid's business.
    root.yoga!.calculateLayout(root.width, root.height, Direction.LTR)
    readKids(state, root, covered)
  } else {
    const { inner } = root
    if (resized) {
      inner.setWidth(root.width)
      inner.setHeight(root.height)
    }
    inner.calculateLayout(undefined, undefined, Direction.LTR)
    readKids(state, root, covered)
  }
}

/** Takes over what Yoga computed for the kids of `node`, down to where nothing is new. */
export function readKids(state: SceneState, node: SceneNode, covered: boolean): void {
  const { kids } = node
  let room = -1
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    const yoga = kid.yoga!
    if (!yoga.hasNewLayout()) continue
    if (kid.flags & FROZEN) {
      if (room < 0) room = contentWidth(node)
      checkFrozen(state, kid, room)
    }
    yoga.markLayoutSeen()
    settle(
      state,
      kid,
      yoga.getComputedLeft(),
      yoga.getComputedTop(),
      yoga.getComputedWidth(),
      yoga.getComputedHeight(),
      covered,
    )
  }
  finishKids(state, node, covered)
}

/** How deep inside `settle` we are: a box that is laid out in there is not laid out by itself. */
let reading = 0

/** Gives a kid its rectangle, and goes on below. */
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
  kid.flags |= PLACED
  const whole = covered || resized || moved
  reading++
  if (kid.kind === BOX) {
    if (kid.flags & BOUNDARY) {
      if (resized || kid.flags & LAYOUT) layoutRoot(state, kid, true, whole)
    } else if (kid.flags & GRID) {
      layoutGrid(state, kid, whole, settle)
      finishKids(state, kid, whole)
    } else readKids(state, kid, whole)
  } else {
    kid.left = kid.top = 0
    kid.right = width
    kid.bottom = height
    if (kid.flags & CONTENT) prepare(state, kid)
    kid.bleed = ownBleed(state, kid)
  }
  reading--
  if (whole && !covered) damageNode(state, kid)
  if (resized && kid.extra?.listeners?.has("resize")) state.resized.push(kid)
}

/** After the kids of a box have their places. */
function finishKids(state: SceneState, node: SceneNode, covered: boolean): void {
  if (!settleBounds(state, node, covered) || !(node.flags & BOUNDARY)) return
  if (reading > 0) return // those above are being read, and come to it when all their kids are
  // A boundary is laid out by itself: those above it must know that it reaches further, or less far.
  for (let at = node.parent; at && at.flags & PLACED; at = at.parent)
    if (!settleBounds(state, at, false)) return
}

/** Visual bounds, order for searching, scrolling. True if the bounds came out different. */
function settleBounds(state: SceneState, node: SceneNode, covered: boolean): boolean {
  const { kids, width, height } = node
  let left = 0
  let top = 0
  let right = width
  let bottom = height
  let sortedY = kids.length > 12
  let sortedX = sortedY
  let prev: SceneNode | null = null
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
    if (prev && (sortedX || sortedY)) {
      if (y0 < prev.y + prev.top || y1 < prev.y + prev.bottom) sortedY = false
      if (x0 < prev.x + prev.left || x1 < prev.x + prev.right) sortedX = false
    }
    prev = kid
  }
  let flags = node.flags & ~(SPILLS | SORTED_X | SORTED_Y)
  if (sortedY) flags |= SORTED_Y
  else if (sortedX) flags |= SORTED_X
  if (spills(state, node, left, top, right, bottom)) flags |= SPILLS
  node.flags = flags
  if (flags & SCROLLS) settleScroll(state, node, covered)
  const clipped = (flags & CLIPS) !== 0
  const l = clipped ? 0 : left
  const t = clipped ? 0 : top
  const r = clipped ? width : right
  const b = clipped ? height : bottom
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
  for (const kid of node.kids) {
    if (kid.x + kid.left < inset.left || kid.x + kid.right > width - inset.right) return true
    if (kid.y + kid.top < inset.top || kid.y + kid.bottom > height - inset.bottom) return true
  }
  return false
}

/** Takes a node and all below it out of layout for good. */
export function release(state: SceneState, node: SceneNode): void {
  const stack: SceneNode[] = [node]
  while (stack.length > 0) {
    const at = stack.pop()!
    at.flags = (at.flags | GONE) & ~PLACED
    if (at.inner) freeYoga(state, at.inner)
    if (at.yoga) freeYoga(state, at.yoga)
    at.inner = null
    at.yoga = null
    at.kids = NO_KIDS
    const ext = at.extra
    if (ext?.blocks) for (const block of ext.blocks) stack.push(block)
    if (at.flags & ANONYMOUS) continue
    for (let child = at.first; child; child = child.next) stack.push(child)
  }
}
