// How do the kids of a row or column get their places?
//
//     base      each kid's size along the main axis before anything is shared out
//     lines     one, or as many as are needed when the box wraps
//     lengths   what is left (or missing) is shared out by grow (shrink), within the limits of each
//     across    each kid's other size, and the size of each line
//     place     margins "auto", justifyContent, alignItems, alignContent
//
// Source: CSS Flexible Box Layout 1, section 9. Deviation: the automatic least size is 0, as if `min-width: 0`
// stood on every element (the page's base sheet says so).

import { INPUT, type SceneNode } from "../node.ts"
import type { SceneState } from "../state.ts"
import { styleOf } from "../style/style.ts"
import type { Flow } from "./flow.ts"
import {
  clamp,
  edgesOf,
  gapOf,
  type Insets,
  isAuto,
  type Limits,
  limitsOf,
  marginsOf,
  resolve,
  whole,
} from "./lengths.ts"

/** A column whose height is that of its content wraps only where it must not be higher. */
function freeHeight(
  flow: Flow,
  node: SceneNode,
  edges: Insets,
  items: readonly Item[],
  room: number,
  gap: number,
): number {
  if (sumOf(items, gap) > room + 0.02) return room
  const frame = edges.top + edges.bottom
  const { max } = limitsOf(flow.state, node, true, Number.NaN, frame)
  return Math.max(0, max - frame)
}

export interface Item {
  readonly kid: SceneNode
  /** NaN for "auto". */
  readonly margin: Insets
  /** Margins along the main axis and across, "auto" as 0. */
  readonly outer: number
  readonly outerCross: number
  readonly base: number
  readonly least: number
  readonly limits: Limits
  readonly limitsCross: Limits
  readonly grow: number
  readonly shrink: number
  readonly align: string
  /** Stretched across, if the line says so. */
  readonly stretch: boolean
  /** Its size across is given, or NaN. */
  readonly givenCross: number
  /** Its size along the main axis is given. */
  readonly given: boolean
  /** Its width follows its height. */
  readonly shaped: boolean
  /** The height that is known before the width is, or NaN. */
  readonly tall: number
  main: number
  cross: number
  frozen: boolean
  /** Its first baseline, from its border box; only of one that stands on it. */
  baseline: number
  /** How far it is moved across to stand on the baseline of its line; of a turned line, from its end. */
  drop: number
}

/**
 * Lays out the kids of a box of border-box size `width` × `height` (NaN: as high as its content, and nothing is
 * placed). Returns the border-box height that the content wants.
 */
export function layoutFlex(
  flow: Flow,
  node: SceneNode,
  width: number,
  height: number,
  definite: boolean,
  commit: boolean,
): number {
  const { state } = flow
  const { attrs } = node
  const edges = edgesOf(state, node, flow.room(node))
  const innerWidth = Math.max(0, width - edges.left - edges.right)
  const innerHeight = Math.max(0, height - edges.top - edges.bottom) // NaN stays
  const known = definite ? innerHeight : Number.NaN // what shares of the height are of
  const row = attrs.flexDirection?.startsWith("row") === true
  const wraps = attrs.flexWrap !== undefined && attrs.flexWrap !== "nowrap"
  const room = row ? innerWidth : innerHeight
  const between = gapOf(state, node, row ? "columnGap" : "rowGap", row ? innerWidth : known)
  const items = itemsOf(flow, node, row, wraps, innerWidth, known, commit)

  const lines = wraps
    ? breakLines(
        items,
        row || definite ? room : freeHeight(flow, node, edges, items, room, between),
        between,
      )
    : [items]
  const frame = edges.top + edges.bottom
  if (!row && !commit && Number.isNaN(height)) {
    let tallest = 0
    for (const line of lines) tallest = Math.max(tallest, sumOf(line, between))
    return frame + tallest
  }
  for (const line of lines) {
    shareOut(line, room - between * Math.max(0, line.length - 1))
    if (state.cells) snap(line)
  }

  // Across.
  const across = row ? innerHeight : innerWidth
  const lineGap = gapOf(state, node, row ? "rowGap" : "columnGap", row ? known : innerWidth)
  const turned = attrs.flexWrap === "wrap-reverse"
  const sizes: number[] = []
  let total = lineGap * Math.max(0, lines.length - 1)
  for (const line of lines) {
    const size = sizeAcross(flow, line, row, wraps, turned, across)
    sizes.push(size)
    total += size
  }
  if (!commit) return frame + total

  const starts = wraps ? stack(attrs.alignContent, sizes, across, lineGap, turned) : ONE_LINE
  for (let i = 0; i < lines.length; i++)
    placeLine(
      flow,
      node,
      lines[i]!,
      row,
      turned,
      starts[i]!,
      sizes[i]!,
      room,
      between,
      edges,
      innerWidth,
      known,
      definite,
    )
  return frame + total
}

/** Sizes the items of a line across, and the line with them. `across`: that of the box, or NaN. */
function sizeAcross(
  flow: Flow,
  line: readonly Item[],
  row: boolean,
  wraps: boolean,
  turned: boolean,
  across: number,
): number {
  let size = 0
  let aligned = false
  for (const item of line) {
    if (row) item.cross = crossHeight(flow, item, wraps ? Number.NaN : across)
    else if (item.shaped)
      item.cross = whole(flow.state, clamp(item.main * flow.ratio(item.kid), item.limitsCross))
    size = Math.max(size, item.cross + item.outerCross)
    if (item.align === "baseline") aligned = true
  }
  if (aligned) size = Math.max(size, alignBaselines(flow, line, row, turned))
  return !wraps && !Number.isNaN(across) ? across : size
}

/** Where the line of a box that does not wrap begins across. */
const ONE_LINE: readonly number[] = [0]

/** Where each line begins across; lines that are stretched get larger. */
function stack(
  content = "start",
  sizes: number[],
  across: number,
  gap: number,
  turned: boolean,
): number[] {
  let free = across - gap * Math.max(0, sizes.length - 1)
  for (const size of sizes) free -= size
  if (Number.isNaN(free)) free = 0
  if (content === "stretch" && free > 0)
    for (let i = 0; i < sizes.length; i++) sizes[i] = sizes[i]! + free / sizes.length
  const spread = spreadOf(safe(content, free, turned), free, sizes.length)
  let at = spread.before
  return sizes.map((size) => {
    const start = turned ? across - at - size : at
    at += size + gap + spread.between
    return start
  })
}

/** So many items are kept. Those of all boxes of a tree, kept until it is placed, cost more than making them again. */
const MANY = 64

/** The items of a box. Those that were made to measure it serve again to place its kids, if no more is known by then. */
function itemsOf(
  flow: Flow,
  node: SceneNode,
  row: boolean,
  wraps: boolean,
  innerWidth: number,
  known: number,
  commit: boolean,
): readonly Item[] {
  const sizes = node.flow!
  const kept = sizes.items
  sizes.items = null
  if (kept && sizes.itemsWidth === innerWidth && Number.isNaN(known)) {
    for (const item of kept) {
      flow.enter(item.kid, innerWidth, item.tall)
      item.main = clamp(item.base, item.limits)
    }
    return kept
  }
  const items: Item[] = []
  for (const kid of node.kids)
    if (kid.attrs.position !== "absolute")
      items.push(makeItem(flow, node, kid, row, wraps, innerWidth, known))
  if (!commit && items.length >= MANY && Number.isNaN(known)) {
    sizes.items = items
    sizes.itemsWidth = innerWidth
  }
  return items
}

/** The height that is asked for: an input is one line high. */
export function heightOf(state: SceneState, kid: SceneNode, base: number): number {
  const { height } = kid.attrs
  if (kid.kind === INPUT && (height === undefined || height === "auto"))
    return state.metrics(styleOf(state, kid).font).lineHeight
  return resolve(state, kid, height, true, base)
}

function makeItem(
  flow: Flow,
  node: SceneNode,
  kid: SceneNode,
  row: boolean,
  wraps: boolean,
  innerWidth: number,
  known: number,
): Item {
  const { state } = flow
  const { attrs } = kid
  const margin = marginsOf(state, kid, innerWidth)
  const edges = edgesOf(state, kid, innerWidth)
  const limitsX = limitsOf(state, kid, false, innerWidth, edges.left + edges.right)
  const limitsY = limitsOf(state, kid, true, known, edges.top + edges.bottom)
  const marginX = (margin.left || 0) + (margin.right || 0)
  const marginY = (margin.top || 0) + (margin.bottom || 0)
  const own = attrs.alignSelf
  const align = own && own !== "auto" ? own : (node.attrs.alignItems ?? "stretch")
  const auto = row
    ? Number.isNaN(margin.top) || Number.isNaN(margin.bottom)
    : Number.isNaN(margin.left) || Number.isNaN(margin.right)
  const givenWidth = resolve(state, kid, attrs.width, false, innerWidth)
  const givenHeight = heightOf(state, kid, known)
  const givenCross = row ? givenHeight : givenWidth
  const free = isAuto(row ? attrs.height : attrs.width) && Number.isNaN(givenCross)
  const stretch = align === "stretch" && free && !auto
  const basis = attrs.flexBasis ?? (attrs.flex ? 0 : undefined)
  let base =
    basis !== undefined && basis !== "auto"
      ? resolve(state, kid, basis, !row, row ? innerWidth : known)
      : row
        ? givenWidth
        : givenHeight
  const given = !Number.isNaN(base)
  const ratio = flow.ratio(kid)
  // A height that is known makes the width of some follow it.
  const tall = Number.isNaN(givenHeight)
    ? row && stretch && !wraps
      ? known - marginY
      : Number.NaN
    : givenHeight
  flow.enter(kid, innerWidth, tall)
  let cross = Number.NaN
  if (row) {
    if (!given)
      base = Number.isNaN(tall * ratio)
        ? flow.shape(kid, flow.width(kid, false) + flow.shares(kid), known)
        : clamp(tall, limitsY) * ratio
  } else {
    if (!Number.isNaN(givenWidth)) cross = givenWidth
    else if (stretch && !wraps) cross = innerWidth - marginX
    else if (!Number.isNaN(givenHeight * ratio)) cross = clamp(givenHeight, limitsY) * ratio
    else cross = flow.fit(kid, innerWidth - marginX, known)
    cross = whole(state, clamp(cross, limitsX))
    if (!given) base = flow.height(kid, cross)
  }
  const least = row ? edges.left + edges.right : edges.top + edges.bottom
  const limits = row ? limitsX : limitsY
  base = Math.max(base, least)
  return {
    kid,
    margin,
    outer: row ? marginX : marginY,
    outerCross: row ? marginY : marginX,
    base,
    least,
    limits,
    limitsCross: row ? limitsY : limitsX,
    grow: attrs.flexGrow ?? attrs.flex ?? 0,
    shrink: attrs.flexShrink ?? (attrs.flex ? 1 : 0),
    align,
    stretch,
    givenCross,
    given,
    shaped: !Number.isNaN(ratio) && Number.isNaN(givenCross) && !(stretch && !wraps),
    tall,
    main: clamp(base, limits),
    cross,
    frozen: false,
    baseline: 0,
    drop: 0,
  }
}

function sumOf(line: readonly Item[], gap: number): number {
  let sum = gap * Math.max(0, line.length - 1)
  for (const item of line) sum += clamp(item.base, item.limits) + item.outer
  return sum
}

function breakLines(items: readonly Item[], room: number, gap: number): Item[][] {
  const lines: Item[][] = []
  let line: Item[] = []
  let used = 0
  for (const item of items) {
    const size = clamp(item.base, item.limits) + item.outer
    if (line.length > 0 && used + gap + size > room + 0.02) {
      lines.push(line)
      line = []
    }
    used = line.length > 0 ? used + gap + size : size
    line.push(item)
  }
  if (line.length > 0) lines.push(line)
  return lines
}

/** Section 9.7: flexible lengths. `room` without gaps; NaN when the box is as long as its content. */
function shareOut(line: readonly Item[], room: number): void {
  let sum = 0
  for (const item of line) sum += item.main + item.outer
  if (Number.isNaN(room)) return
  const growing = sum < room
  for (const item of line) {
    const factor = growing ? item.grow : item.shrink
    item.frozen = factor === 0 || (growing ? item.base > item.main : item.base < item.main)
  }
  let first = Number.NaN
  for (;;) {
    let free = room
    let factors = 0
    let scaled = 0
    let open = 0
    for (const item of line) {
      free -= item.outer + (item.frozen ? item.main : item.base)
      if (item.frozen) continue
      open++
      factors += growing ? item.grow : item.shrink
      scaled += item.shrink * (item.base - item.least)
    }
    if (open === 0) return
    if (Number.isNaN(first)) first = free
    if (factors < 1 && Math.abs(first * factors) < Math.abs(free)) free = first * factors
    let violation = 0
    for (const item of line) {
      if (item.frozen) continue
      let size = item.base
      if (growing) size += free * (item.grow / factors)
      else if (scaled > 0) size += free * ((item.shrink * (item.base - item.least)) / scaled)
      item.main = clamp(Math.max(size, item.least), item.limits)
      violation += item.main - size
    }
    let froze = false
    for (const item of line) {
      if (item.frozen) continue
      let size = item.base
      if (growing) size += free * (item.grow / factors)
      else if (scaled > 0) size += free * ((item.shrink * (item.base - item.least)) / scaled)
      if (Math.abs(violation) < 1e-6 || (violation > 0 ? item.main > size : item.main < size)) {
        item.frozen = true
        froze = true
      }
    }
    if (!froze) return
  }
}

/** Rounds ends, not sizes, so that the line stays as long. */
function snap(line: readonly Item[]): void {
  let at = 0
  for (const item of line) {
    const end = at + item.main
    item.main = Math.round(end) - Math.round(at)
    at = end
  }
}

/** Height of an item of a row; `across` is that of a line whose height is known. */
function crossHeight(flow: Flow, item: Item, across: number): number {
  const { kid, limitsCross } = item
  if (item.stretch && !Number.isNaN(across))
    return whole(flow.state, clamp(across - item.outerCross, limitsCross))
  const height = Number.isNaN(item.givenCross) ? flow.height(kid, item.main) : item.givenCross
  return whole(flow.state, clamp(height, limitsCross))
}

/** What overflows stands at the start of the page then, not at that of a reversed direction. */
function safe(how: string, free: number, reverse: boolean): string {
  return reverse && free < 0 && (how === "around" || how === "evenly") ? "end" : how
}

/**
 * Puts the items of a line that ask for it on one baseline: those of a row by their first lines, those of a column
 * by their left edges. Returns how large they make the line across. `turned`: the line begins at its other end.
 */
function alignBaselines(flow: Flow, line: readonly Item[], row: boolean, turned: boolean): number {
  let above = Number.NEGATIVE_INFINITY
  let below = Number.NEGATIVE_INFINITY // also of what has its baseline below its edge
  for (const item of line) {
    if (!isOnBaseline(item, row)) continue
    item.baseline = row ? flow.baseline(item.kid, item.main, item.cross) : 0
    item.drop = ((row ? item.margin.top : item.margin.left) || 0) + item.baseline
    above = Math.max(above, item.drop)
    below = Math.max(below, item.cross + item.outerCross - item.drop)
  }
  for (const item of line)
    if (isOnBaseline(item, row)) item.drop = turned ? -below - item.drop : above - item.drop
  return above + below // less than any size when there are none
}

/** One with a margin "auto" across takes no part. */
function isOnBaseline({ align, margin }: Item, row: boolean): boolean {
  if (align !== "baseline") return false
  return row
    ? !Number.isNaN(margin.top) && !Number.isNaN(margin.bottom)
    : !Number.isNaN(margin.left) && !Number.isNaN(margin.right)
}

/**
 * The first baseline of a box of this size, from its border box: in a row that of the kids that stand on the row's
 * baseline, else that of the kid that stands first, not of the one that is written first. Where it is moved to by
 * `top` does not count. Its lower edge, when there is none.
 */
export function baselineOfFlex(flow: Flow, node: SceneNode, width: number, height: number): number {
  const kids = node.kids.filter(({ attrs }) => attrs.position !== "absolute")
  if (kids.length === 0) return height
  const { state } = flow
  const { attrs } = node
  const edges = edgesOf(state, node, flow.room(node))
  const innerWidth = Math.max(0, width - edges.left - edges.right)
  const innerHeight = Math.max(0, height - edges.top - edges.bottom)
  const row = attrs.flexDirection?.startsWith("row") === true
  const wraps = attrs.flexWrap !== undefined && attrs.flexWrap !== "nowrap"
  const room = row ? innerWidth : innerHeight
  const gap = gapOf(state, node, row ? "columnGap" : "rowGap", row ? innerWidth : Number.NaN)
  const items = kids.map((kid) => makeItem(flow, node, kid, row, wraps, innerWidth, Number.NaN))
  const lines = wraps ? breakLines(items, room, gap) : [items]
  const turned = attrs.flexWrap === "wrap-reverse"
  for (const line of lines) {
    shareOut(line, room - gap * Math.max(0, line.length - 1))
    if (state.cells) snap(line)
  }
  const at = turned ? lines.length - 1 : 0
  const line = lines[at]!
  const reverse = attrs.flexDirection?.endsWith("reverse") === true
  const start = reverse ? line.at(-1)! : line[0]!
  const first = (row && line.find((item) => isOnBaseline(item, true))) || start
  let y: number
  if (row) {
    const sizes = lines.map((line) => sizeAcross(flow, line, true, wraps, turned, innerHeight))
    const lineGap = gapOf(state, node, "rowGap", innerHeight)
    const starts = wraps ? stack(attrs.alignContent, sizes, innerHeight, lineGap, turned) : ONE_LINE
    y = starts[at]! + crossOffset(first, true, turned, sizes[at]!, first.cross)
  } else {
    let free = innerHeight - gap * Math.max(0, line.length - 1)
    for (const { main, outer } of line) free -= main + outer
    const how = safe(attrs.justifyContent ?? "start", free, reverse)
    const spread = spreadOf(how, free, line.length)
    // What is left over lies above the first, or below it in a column that is turned round.
    const above = reverse
      ? free - spread.before - spread.between * Math.max(0, line.length - 1)
      : spread.before
    y = above + (first.margin.top || 0)
  }
  const { kid } = first
  const [w, h] = row ? [first.main, first.cross] : [first.cross, first.main]
  const inner = row && isOnBaseline(first, true) ? first.baseline : flow.baseline(kid, w, h)
  return edges.top + y + inner
}

interface Spread {
  readonly before: number
  readonly between: number
}

const NO_SPREAD: Spread = { before: 0, between: 0 }

/** Free space by `justifyContent` or `alignContent`. What would not fit starts at the start. */
export function spreadOf(how: string, free: number, count: number): Spread {
  switch (how) {
    case "center":
      return { before: free / 2, between: 0 }
    case "end":
      return { before: free, between: 0 }
  }
  if (free <= 0 || count === 0) return NO_SPREAD
  switch (how) {
    case "between":
      return { before: 0, between: count > 1 ? free / (count - 1) : 0 }
    case "around":
      return { before: free / count / 2, between: free / count }
    case "evenly":
      return { before: free / (count + 1), between: free / (count + 1) }
  }
  return NO_SPREAD
}

function placeLine(
  flow: Flow,
  node: SceneNode,
  line: readonly Item[],
  row: boolean,
  turned: boolean,
  start: number,
  size: number,
  room: number,
  gap: number,
  edges: Insets,
  innerWidth: number,
  known: number,
  definite: boolean,
): void {
  const { state } = flow
  let free = room - gap * Math.max(0, line.length - 1)
  let autos = 0
  for (const { main, outer, margin } of line) {
    free -= main + outer
    if (Number.isNaN(row ? margin.left : margin.top)) autos++
    if (Number.isNaN(row ? margin.right : margin.bottom)) autos++
  }
  const share = autos > 0 ? Math.max(0, free) / autos : 0
  const reverse = node.attrs.flexDirection?.endsWith("reverse") === true
  const justify = node.attrs.justifyContent ?? "start"
  const spread =
    autos > 0 && free > 0 ? NO_SPREAD : spreadOf(safe(justify, free, reverse), free, line.length)
  let at = spread.before
  for (const item of line) {
    const { kid, margin } = item
    const edge = (value: number) => (Number.isNaN(value) ? share : value)
    const before = edge(row ? margin.left : margin.top)
    const after = edge(row ? margin.right : margin.bottom)
    const outer = before + item.main + after
    const main = (reverse ? room - at - outer : at) + before
    at += outer + gap + spread.between

    let cross = item.cross
    if (item.stretch) cross = whole(state, clamp(size - item.outerCross, item.limitsCross))
    const offset = crossOffset(item, row, turned, size, cross)
    const dx = shift(flow, kid, "left", "right", innerWidth)
    const dy = shift(flow, kid, "top", "bottom", known)
    const x = row ? main : start + offset
    const y = row ? start + offset : main
    // The surface itself is as a page: what stands in it is as high as it says.
    const fills = definite && node.parent !== null
    const sure =
      kid.attrs.aspectRatio !== undefined ||
      (row ? item.stretch || !Number.isNaN(item.givenCross) : fills || item.given)
    flow.put(
      kid,
      edges.left + whole(state, x) + dx,
      edges.top + whole(state, y) + dy,
      row ? item.main : cross,
      row ? cross : item.main,
      sure,
    )
  }
}

/** Where an item stands across its line, margin counted. */
function crossOffset(
  item: Item,
  row: boolean,
  turned: boolean,
  size: number,
  cross: number,
): number {
  const before = row ? item.margin.top : item.margin.left
  const after = row ? item.margin.bottom : item.margin.right
  const free = size - cross - item.outerCross
  if (Number.isNaN(before) || Number.isNaN(after)) {
    const both = Number.isNaN(before) && Number.isNaN(after)
    if (free <= 0) return before || 0
    return both ? free / 2 : Number.isNaN(before) ? free : before
  }
  if (isOnBaseline(item, row)) return before + item.drop + (turned ? size : 0)
  const end = item.align === "end" ? !turned : turned && item.align !== "center"
  if (item.align === "center") return before + free / 2
  return end ? before + free : before
}

/** How far `left` or `right` (`top` or `bottom`) move what is relative. */
export function shift(
  flow: Flow,
  kid: SceneNode,
  from: "left" | "top",
  to: "right" | "bottom",
  base: number,
): number {
  const { attrs } = kid
  const first = attrs[from] ?? attrs.inset
  const second = attrs[to] ?? attrs.inset
  if (first === undefined && second === undefined) return 0
  const vertical = from === "top"
  const a = resolve(flow.state, kid, first, vertical, base)
  if (!Number.isNaN(a)) return whole(flow.state, a)
  const b = resolve(flow.state, kid, second, vertical, base)
  return Number.isNaN(b) ? 0 : whole(flow.state, -b)
}
