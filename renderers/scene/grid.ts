// How do the kids of a grid get their places? (Yoga 3.2 has no grid.)
//
//     place    every item gets a cell (or several), by its attributes or in reading order
//     columns  lengths first, then what is in "auto" tracks, then fr shares of what is left
//     rows     the same, from the heights that items have in their columns
//     settle   each item is laid out in its area, as a Yoga root of its own
//
// Source: CSS Grid Layout 1, sections 8.5 (auto-placement, sparse) and 12 (track sizing), with two
// simplifications: the least size of an auto track is what its items want at most, and the least of
// an fr track is 0, so that a dashboard's panels never push each other off the screen.

import { BOUNDARY, BOX, type SceneNode } from "./node.ts"
import type { SceneState } from "./state.ts"
import { AUTO, type Place, parsePlace, parseTracks, type Track } from "./tracks.ts"
import { Direction, lengthOf } from "./yoga.ts"

/** Takes over a kid's rectangle, counted from the grid's border box (layout.ts). */
export type Settle = (
  state: SceneState,
  kid: SceneNode,
  x: number,
  y: number,
  width: number,
  height: number,
  covered: boolean,
) => void

interface Item {
  readonly kid: SceneNode
  row: number
  column: number
  readonly rows: number
  readonly columns: number
}

interface Plan {
  readonly items: readonly Item[]
  readonly columns: readonly Track[]
  readonly rows: readonly Track[]
}

function plan(node: SceneNode): Plan {
  const { attrs } = node
  const byRow = (attrs.gridAutoFlow ?? "row") === "row"
  const columns = attrs.gridTemplateColumns ? parseTracks(attrs.gridTemplateColumns) : []
  const rows = attrs.gridTemplateRows ? parseTracks(attrs.gridTemplateRows) : []
  const items = placeItems(node, Math.max(1, columns.length), Math.max(1, rows.length), byRow)
  let width = columns.length
  let height = rows.length
  for (const item of items) {
    width = Math.max(width, item.column + item.columns)
    height = Math.max(height, item.row + item.rows)
  }
  return {
    items,
    columns: fillTracks(columns, width, attrs.gridAutoColumns),
    rows: fillTracks(rows, height, attrs.gridAutoRows),
  }
}

/** Explicit tracks, and as many implicit ones as are needed. */
function fillTracks(
  tracks: readonly Track[],
  count: number,
  auto: string | undefined,
): readonly Track[] {
  if (tracks.length >= count) return tracks
  const cycle = auto ? parseTracks(auto) : [AUTO]
  const all = tracks.slice()
  for (let i = 0; all.length < count; i++) all.push(cycle[i % cycle.length] ?? AUTO)
  return all
}

/** Auto-placement: what names its lines first, the rest in order behind the last placed. */
function placeItems(node: SceneNode, columns: number, rows: number, byRow: boolean): Item[] {
  const taken = new Set<number>()
  const key = (row: number, column: number) => row * 4096 + column
  const isFree = (item: Item): boolean => {
    for (let r = 0; r < item.rows; r++)
      for (let c = 0; c < item.columns; c++)
        if (taken.has(key(item.row + r, item.column + c))) return false
    return true
  }
  const take = (item: Item) => {
    for (let r = 0; r < item.rows; r++)
      for (let c = 0; c < item.columns; c++) taken.add(key(item.row + r, item.column + c))
  }
  const items: Item[] = []
  const wants: { item: Item; row: Place; column: Place }[] = []
  for (const kid of node.kids) {
    if (isAbsolute(kid)) continue
    const row = parsePlace(kid.attrs.gridRow, rows)
    const column = parsePlace(kid.attrs.gridColumn, columns)
    const item = {
      kid,
      row: row.start ?? 0,
      column: column.start ?? 0,
      rows: row.span,
      columns: column.span,
    }
    items.push(item)
    if (row.start !== undefined && column.start !== undefined) take(item)
    else wants.push({ item, row, column })
  }
  let line = 0
  let at = 0
  const limit = byRow ? columns : rows
  for (const { item, row, column } of wants) {
    const across = byRow ? column : row
    const along = byRow ? row : column
    const span = byRow ? item.columns : item.rows
    const put = (main: number, cross: number) => {
      item.row = byRow ? main : cross
      item.column = byRow ? cross : main
    }
    if (along.start !== undefined) {
      let cross = 0
      do put(along.start, cross++)
      while (!isFree(item) && cross < 4000)
    } else if (across.start !== undefined) {
      if (across.start < at) line++
      at = across.start
      for (;;) {
        put(line, at)
        if (isFree(item) || line > 100_000) break
        line++
      }
    } else {
      for (;;) {
        if (at + span > limit && at > 0) {
          at = 0
          line++
        }
        put(line, at)
        if (isFree(item) || line > 100_000) break
        at++
      }
    }
    take(item)
  }
  return items
}

/**
 * Sizes of tracks along one axis.
 *
 * @param room - Size of the grid's content box, NaN when it depends on the tracks.
 * @param wanted - For each track, what its own items want; asked only where that matters.
 */
function sizeTracks(
  tracks: readonly Track[],
  room: number,
  gap: number,
  resolve: (length: number | string) => number | undefined,
  wanted: (track: number) => number,
  whole: boolean,
): number[] {
  const gaps = gap * Math.max(0, tracks.length - 1)
  const sizes: number[] = []
  const most: number[] = []
  for (let i = 0; i < tracks.length; i++) {
    const track = tracks[i]!
    const min = track.min === "auto" ? undefined : resolve(track.min)
    const indefinite = Number.isNaN(room) && track.fr > 0
    const base = min ?? wanted(i)
    sizes[i] = indefinite ? Math.max(base, wanted(i)) : base
    const max = track.max === "auto" || track.fr > 0 ? undefined : resolve(track.max)
    most[i] = track.fr > 0 ? sizes[i]! : (max ?? Math.max(sizes[i]!, wanted(i)))
    if (most[i]! < sizes[i]!) most[i] = sizes[i]!
  }
  const sum = () => sizes.reduce((a, b) => a + b, 0)
  if (Number.isNaN(room)) {
    let unit = 0 // one fr is as much as the neediest track asks for
    tracks.forEach(({ fr }, i) => {
      if (fr > 0) unit = Math.max(unit, sizes[i]! / Math.max(1, fr))
    })
    for (let i = 0; i < sizes.length; i++)
      sizes[i] = Math.max(sizes[i]!, most[i]!, tracks[i]!.fr * unit)
    return whole ? sizes.map(Math.ceil) : sizes
  }
  let free = room - gaps - sum()
  if (free < 0) shrinkAutos(tracks, sizes, -free)
  // Up to their most, equally.
  for (let round = 0; free > 1e-6 && round < tracks.length; round++) {
    const open = sizes.map((_, i) => i).filter((i) => most[i]! - sizes[i]! > 1e-6)
    if (open.length === 0) break
    const share = free / open.length
    for (const i of open) sizes[i] = sizes[i]! + Math.min(share, most[i]! - sizes[i]!)
    free = room - gaps - sum()
  }
  if (free > 0) shareOut(tracks, sizes, room - gaps, free)
  return whole ? wholeSizes(sizes, gap) : sizes
}

/** Too little room: tracks of what is in them give way, in proportion. */
function shrinkAutos(tracks: readonly Track[], sizes: number[], missing: number): void {
  let give = 0
  for (let i = 0; i < sizes.length; i++) if (tracks[i]!.min === "auto") give += sizes[i]!
  if (give <= 0) return
  const factor = Math.max(0, 1 - missing / give)
  for (let i = 0; i < sizes.length; i++)
    if (tracks[i]!.min === "auto") sizes[i] = sizes[i]! * factor
}

/** Room that is left: to fr tracks by their shares, else equally to auto tracks. */
function shareOut(tracks: readonly Track[], sizes: number[], room: number, free: number): void {
  const flexible = new Set<number>()
  tracks.forEach((track, i) => {
    if (track.fr > 0) flexible.add(i)
  })
  if (flexible.size === 0) {
    const autos = tracks.map((_, i) => i).filter((i) => tracks[i]!.max === "auto")
    for (const i of autos) sizes[i] = sizes[i]! + free / autos.length
    return
  }
  // "Find the size of an fr": tracks whose least is more than their share leave the sharing.
  for (;;) {
    let shares = 0
    let left = room
    for (let i = 0; i < sizes.length; i++)
      if (flexible.has(i)) shares += tracks[i]!.fr
      else left -= sizes[i]!
    const unit = left / Math.max(1, shares)
    const over = [...flexible].filter((i) => sizes[i]! > unit * tracks[i]!.fr + 1e-9)
    if (over.length === 0 || over.length === flexible.size) {
      for (const i of flexible) sizes[i] = Math.max(sizes[i]!, unit * tracks[i]!.fr)
      return
    }
    for (const i of over) flexible.delete(i)
  }
}

/** Rounds edges, not sizes, so that the tracks together stay as long. */
function wholeSizes(sizes: readonly number[], gap: number): number[] {
  let at = 0
  return sizes.map((size) => {
    const start = Math.round(at)
    at += size
    const end = Math.round(at)
    at += gap
    return end - start
  })
}

function gapOf(
  state: SceneState,
  node: SceneNode,
  name: "rowGap" | "columnGap",
  room: number,
): number {
  const value = (node.attrs[name] ?? node.attrs.gap ?? 0) as number | string
  if (typeof value === "string" && value.endsWith("%"))
    return Number.isNaN(room) ? 0 : (Number.parseFloat(value) / 100) * room
  const gap = lengthOf(state, node, value, name === "rowGap")
  return state.cells ? Math.round(gap) : gap
}

function resolver(state: SceneState, node: SceneNode, room: number, vertical: boolean) {
  return (length: number | string): number | undefined => {
    if (typeof length === "string" && length.endsWith("%"))
      return Number.isNaN(room) ? undefined : (Number.parseFloat(length) / 100) * room
    return lengthOf(state, node, length, vertical)
  }
}

interface Sized {
  readonly plan: Plan
  readonly columns: readonly number[]
  readonly rows: readonly number[]
  readonly columnGap: number
  readonly rowGap: number
}

function sizeGrid(state: SceneState, node: SceneNode, width: number, height: number): Sized {
  const grid = plan(node)
  const columnGap = gapOf(state, node, "columnGap", width)
  const rowGap = gapOf(state, node, "rowGap", height)
  const { cells } = state
  const columns = sizeTracks(
    grid.columns,
    width,
    columnGap,
    resolver(state, node, width, false),
    (track) => widest(grid, track),
    cells,
  )
  const rows = sizeTracks(
    grid.rows,
    height,
    rowGap,
    resolver(state, node, height, true),
    (track) => tallest(grid, track, columns, columnGap),
    cells,
  )
  return { plan: grid, columns, rows, columnGap, rowGap }
}

/** What items want of one column: their widths, a spanning one its part. */
function widest(grid: Plan, track: number): number {
  let width = 0
  for (const { kid, column, columns } of grid.items) {
    if (track < column || track >= column + columns) continue
    const yoga = kid.yoga!
    yoga.calculateLayout(undefined, undefined, Direction.LTR)
    const margin = yoga.getComputedMargin(0) + yoga.getComputedMargin(2)
    width = Math.max(width, (yoga.getComputedWidth() + margin) / columns)
  }
  return width
}

function tallest(grid: Plan, track: number, columns: readonly number[], gap: number): number {
  let height = 0
  for (const item of grid.items) {
    const { kid, row, rows } = item
    if (track < row || track >= row + rows) continue
    const yoga = kid.yoga!
    yoga.calculateLayout(span(columns, item.column, item.columns, gap), undefined, Direction.LTR)
    const margin = yoga.getComputedMargin(1) + yoga.getComputedMargin(3)
    height = Math.max(height, (yoga.getComputedHeight() + margin) / rows)
  }
  return height
}

function isAbsolute(kid: SceneNode): boolean {
  return kid.attrs.position === "absolute"
}

function span(sizes: readonly number[], start: number, count: number, gap: number): number {
  let size = gap * (count - 1)
  for (let i = start; i < start + count; i++) size += sizes[i] ?? 0
  return Math.max(0, size)
}

/** Content size of a grid in a flex parent; `width` NaN when nothing limits it, `most` when it need not fill it. */
export function measureGrid(
  state: SceneState,
  node: SceneNode,
  width: number,
  most = false,
): { width: number; height: number } {
  if (most) {
    const own = measureGrid(state, node, Number.NaN)
    return own.width <= width
      ? measureGrid(state, node, own.width)
      : measureGrid(state, node, width)
  }
  const sized = sizeGrid(state, node, width, Number.NaN)
  return {
    width: span(sized.columns, 0, sized.columns.length, sized.columnGap),
    height: span(sized.rows, 0, sized.rows.length, sized.rowGap),
  }
}

/** Gives all kids of a grid their rectangles. The caller finishes the box. */
export function layoutGrid(
  state: SceneState,
  node: SceneNode,
  covered: boolean,
  settle: Settle,
): void {
  const yoga = node.yoga!
  const edge = (side: 0 | 1 | 2 | 3) => yoga.getComputedPadding(side) + yoga.getComputedBorder(side)
  const left = edge(0)
  const top = edge(1)
  const width = Math.max(0, node.width - left - edge(2))
  const height = Math.max(0, node.height - top - edge(3))
  const scrolls = node.attrs.overflow === "scroll"
  const sized = sizeGrid(state, node, width, scrolls && !isFilling(node) ? Number.NaN : height)
  for (const item of sized.plan.items) {
    const x = left + before(sized.columns, item.column, sized.columnGap)
    const y = top + before(sized.rows, item.row, sized.rowGap)
    const w = span(sized.columns, item.column, item.columns, sized.columnGap)
    const h = span(sized.rows, item.row, item.rows, sized.rowGap)
    settleItem(state, node, item.kid, x, y, w, h, covered, settle)
  }
  for (const kid of node.kids)
    if (isAbsolute(kid)) settleAbsolute(state, node, kid, covered, settle)
}

/** Rows that share out the height keep to it, even in a box that scrolls. */
function isFilling(node: SceneNode): boolean {
  return node.attrs.gridTemplateRows?.includes("fr") === true
}

function before(sizes: readonly number[], count: number, gap: number): number {
  return count === 0 ? 0 : span(sizes, 0, count, gap) + gap
}

function settleItem(
  state: SceneState,
  node: SceneNode,
  kid: SceneNode,
  x: number,
  y: number,
  width: number,
  height: number,
  covered: boolean,
  settle: Settle,
): void {
  const yoga = kid.yoga!
  const own = kid.attrs.alignSelf
  const align = own && own !== "auto" ? own : (node.attrs.alignItems ?? "stretch")
  const marginX = yoga.getComputedMargin(0) + yoga.getComputedMargin(2)
  const marginY = yoga.getComputedMargin(1) + yoga.getComputedMargin(3)
  const filled = align === "stretch" || (kid.kind === BOX && (kid.flags & BOUNDARY) !== 0)
  // Yoga takes the margins off itself.
  yoga.calculateLayout(
    Math.max(marginX, width),
    filled ? Math.max(marginY, height) : undefined,
    Direction.LTR,
  )
  const whole = state.cells ? Math.round : (n: number) => n // Yoga leaves halves of a root's own size
  const w = whole(yoga.getComputedWidth())
  const h = whole(yoga.getComputedHeight())
  const rest = height - h - marginY
  const shift = align === "center" ? rest / 2 : align === "end" ? rest : 0
  settle(
    state,
    kid,
    x + whole(yoga.getComputedLeft()), // margin, and `left` of a relative item
    y + whole(yoga.getComputedTop()) + (state.cells ? Math.floor(shift) : shift),
    w,
    h,
    covered,
  )
}

/** An absolute kid stands in the padding box of the grid, by its own insets. */
function settleAbsolute(
  state: SceneState,
  node: SceneNode,
  kid: SceneNode,
  covered: boolean,
  settle: Settle,
): void {
  const yoga = node.yoga!
  const left = yoga.getComputedBorder(0)
  const top = yoga.getComputedBorder(1)
  const width = Math.max(0, node.width - left - yoga.getComputedBorder(2))
  const height = Math.max(0, node.height - top - yoga.getComputedBorder(3))
  const { attrs } = kid
  const inset = (name: "left" | "right" | "top" | "bottom", whole: number, vertical: boolean) => {
    const value = attrs[name] ?? attrs.inset
    return value === undefined
      ? undefined
      : (resolver(state, kid, whole, vertical)(value as number | string) ?? 0)
  }
  const l = inset("left", width, false)
  const r = inset("right", width, false)
  const t = inset("top", height, true)
  const b = inset("bottom", height, true)
  const between = (from: number | undefined, to: number | undefined, whole: number) =>
    from === undefined || to === undefined ? undefined : Math.max(0, whole - from - to)
  const own = kid.yoga!
  own.calculateLayout(between(l, r, width), between(t, b, height), Direction.LTR)
  const snap = state.cells ? Math.round : (n: number) => n
  const w = snap(own.getComputedWidth())
  const h = snap(own.getComputedHeight())
  const margin = (side: 0 | 1 | 2 | 3) => own.getComputedMargin(side)
  const x =
    left + (l === undefined && r !== undefined ? width - r - w - margin(2) : (l ?? 0) + margin(0))
  const y =
    top + (t === undefined && b !== undefined ? height - b - h - margin(3) : (t ?? 0) + margin(1))
  settle(state, kid, snap(x), snap(y), w, h, covered)
}
