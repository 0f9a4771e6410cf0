// How do the kids of a grid get their places?
//
//     place    every item gets a cell (or several), by its attributes or in reading order
//     columns  from what items need at least to what they want at most, then fr shares of what is left
//     rows     the same, from the heights that items have in their columns
//     settle   each item gets its rectangle in its area
//
// Source: CSS Grid Layout 1, sections 8.5 (auto-placement, sparse) and 12 (track sizing).

import { IMAGE, type SceneNode } from "../node.ts"
import { AUTO, type Place, parsePlace, parseTracks, type Track } from "../style/tracks.ts"
import { heightOf, shift, spreadOf } from "./flex.ts"
import type { Flow } from "./flow.ts"
import {
  clamp,
  edgesOf,
  gapOf,
  isAuto,
  isShare,
  limitsOf,
  marginsOf,
  resolve,
  whole,
} from "./lengths.ts"

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
    if (kid.attrs.position === "absolute") continue
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
  let limit = byRow ? columns : rows
  const widen = (item: Item) => {
    const start = byRow ? item.column : item.row
    limit = Math.max(limit, start + (byRow ? item.columns : item.rows))
  }
  const locked = ({ row, column }: { row: Place; column: Place }) =>
    (byRow ? row : column).start !== undefined
  const first = wants.filter(locked)
  const rest = wants.filter((want) => !locked(want))
  let count = 0
  for (const { item, row, column } of [...first, ...rest]) {
    // What names its place may reach beyond the named tracks; all others may stand there, too.
    if (count++ === first.length) for (const item of items) widen(item)
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

/** What an item asks of the tracks that it spans, along one axis, margins counted. */
interface Claim {
  readonly start: number
  readonly span: number
  /** What it can't do without, and what it would like. */
  readonly least: number
  readonly max: number
}

/** What a grid is sized for: its real room, or the least or the most that its items make of it. */
type Aim = "room" | "least" | "most"

/**
 * Sizes of tracks along one axis.
 *
 * @param room - Size of the grid's content box, NaN when it depends on the tracks.
 * @param full - An auto track is never less than its items like.
 */
function sizeTracks(
  tracks: readonly Track[],
  claims: readonly Claim[],
  room: number,
  gap: number,
  aim: Aim,
  stretch: boolean,
  length: (value: number | string) => number,
  full = false,
): number[] {
  const gaps = gap * Math.max(0, tracks.length - 1)
  const lows = tracks.map(({ min }) => (min === "auto" ? Number.NaN : length(min)))
  const highs = tracks.map(({ max, fr }) => (max === "auto" || fr > 0 ? Number.NaN : length(max)))
  const sizes = lows.map((low) => low || 0)
  const most = sizes.map((size, i) =>
    tracks[i]!.fr > 0
      ? size
      : Math.max(size, Number.isNaN(highs[i]!) ? Number.POSITIVE_INFINITY : highs[i]!),
  )
  const isAuto = (i: number) => Number.isNaN(lows[i]!)
  const grows = (i: number) => tracks[i]!.fr === 0 && Number.isNaN(highs[i]!)

  // What items need: first those of one track, then those of two…, last those that reach into fr tracks. Items
  // of one group do not see what the others of it add.
  const groups = new Map<number, Claim[]>()
  for (const claim of claims) {
    let order = claim.span
    for (let i = claim.start; i < claim.start + claim.span; i++)
      if (tracks[i]!.fr > 0) order = Number.POSITIVE_INFINITY
    const group = groups.get(order)
    if (group) group.push(claim)
    else groups.set(order, [claim])
  }
  for (const order of [...groups.keys()].sort((a, b) => a - b)) {
    const group = groups.get(order)!
    const flexible = order === Number.POSITIVE_INFINITY
    const before = sizes.slice()
    for (const claim of group) {
      const spanned = tracksOf(claim)
      const own = spanned.filter((i) => isAuto(i) && (!flexible || tracks[i]!.fr > 0))
      if (own.length === 0) continue
      let missing = (full && !flexible ? claim.max : claim.least) - gap * (claim.span - 1)
      for (const i of spanned) missing -= before[i]!
      if (missing <= 0) continue
      const added = before.slice()
      addTo(own, added, missing, flexible ? tracks : null, most)
      for (const i of own) sizes[i] = Math.max(sizes[i]!, added[i]!)
    }
    for (let i = 0; i < sizes.length; i++) if (most[i]! < sizes[i]!) most[i] = sizes[i]!
    if (flexible) continue
    const known = most.slice()
    const wanted = most.slice()
    for (const claim of group) {
      const spanned = tracksOf(claim)
      const open = spanned.filter(grows)
      if (open.length === 0) continue
      let missing = claim.max - gap * (claim.span - 1)
      for (const i of spanned) missing -= Number.isFinite(known[i]!) ? known[i]! : sizes[i]!
      const endless = open.filter((i) => !Number.isFinite(known[i]!))
      const to = endless.length > 0 ? endless : open
      for (const i of to) {
        const from = Number.isFinite(known[i]!) ? known[i]! : sizes[i]!
        const size = from + Math.max(0, missing) / to.length
        wanted[i] = Number.isFinite(wanted[i]!) ? Math.max(wanted[i]!, size) : size
      }
    }
    for (let i = 0; i < most.length; i++) most[i] = wanted[i]!
  }
  for (let i = 0; i < sizes.length; i++)
    if (!Number.isFinite(most[i]!) || most[i]! < sizes[i]!) most[i] = sizes[i]!

  const sum = () => sizes.reduce((a, b) => a + b, 0)
  if (aim === "least") return sizes
  if (Number.isNaN(room)) {
    for (let i = 0; i < sizes.length; i++) sizes[i] = most[i]!
    let unit = 0 // one fr is as much as the neediest track or item asks for
    tracks.forEach(({ fr }, i) => {
      if (fr > 0) unit = Math.max(unit, sizes[i]! / Math.max(1, fr))
    })
    for (const claim of claims) {
      let left = claim.max - gap * (claim.span - 1)
      let shares = 0
      for (let i = claim.start; i < claim.start + claim.span; i++)
        if (tracks[i]!.fr > 0) shares += tracks[i]!.fr
        else left -= sizes[i]!
      if (shares > 0) unit = Math.max(unit, left / Math.max(1, shares))
    }
    for (let i = 0; i < sizes.length; i++) sizes[i] = Math.max(sizes[i]!, tracks[i]!.fr * unit)
    return sizes
  }
  // Up to their most, equally.
  let free = room - gaps - sum()
  for (let round = 0; free > 1e-6 && round < tracks.length; round++) {
    const open = sizes.map((_, i) => i).filter((i) => most[i]! - sizes[i]! > 1e-6)
    if (open.length === 0) break
    const share = free / open.length
    for (const i of open) sizes[i] = sizes[i]! + Math.min(share, most[i]! - sizes[i]!)
    free = room - gaps - sum()
  }
  if (tracks.some(({ fr }) => fr > 0)) {
    shareOut(tracks, sizes, room - gaps)
    free = room - gaps - sum()
  }
  if (stretch && free > 0) {
    const autos = sizes.map((_, i) => i).filter(grows)
    for (const i of autos) sizes[i] = sizes[i]! + free / autos.length
  }
  return sizes
}

function tracksOf({ start, span }: Claim): number[] {
  return Array.from({ length: span }, (_, i) => start + i)
}

/** Adds to some tracks what an item misses: equally up to their most, or by their fr. */
function addTo(
  own: readonly number[],
  sizes: number[],
  missing: number,
  tracks: readonly Track[] | null,
  most: readonly number[],
): void {
  if (tracks) {
    const shares = own.reduce((sum, i) => sum + tracks[i]!.fr, 0)
    for (const i of own) sizes[i] = sizes[i]! + (missing * tracks[i]!.fr) / shares
    return
  }
  let left = missing
  for (let round = 0; left > 1e-6 && round <= own.length; round++) {
    const open = own.filter((i) => most[i]! - sizes[i]! > 1e-6)
    if (open.length === 0) break
    const share = left / open.length
    for (const i of open) {
      const more = Math.min(share, most[i]! - sizes[i]!)
      sizes[i] = sizes[i]! + more
      left -= more
    }
  }
  if (left > 1e-6) for (const i of own) sizes[i] = sizes[i]! + left / own.length
}

/** "Find the size of an fr": tracks that are larger than their share already leave the sharing. */
function shareOut(tracks: readonly Track[], sizes: number[], room: number): void {
  const flexible = new Set<number>()
  tracks.forEach((track, i) => {
    if (track.fr > 0) flexible.add(i)
  })
  for (;;) {
    let shares = 0
    let left = room
    for (let i = 0; i < sizes.length; i++)
      if (flexible.has(i)) shares += tracks[i]!.fr
      else left -= sizes[i]!
    const unit = Math.max(0, left) / Math.max(1, shares)
    const over = [...flexible].filter((i) => sizes[i]! > unit * tracks[i]!.fr + 1e-9)
    if (over.length === 0) {
      for (const i of flexible) sizes[i] = unit * tracks[i]!.fr
      return
    }
    for (const i of over) flexible.delete(i)
  }
}

/** Rounds edges, not sizes, so that the tracks together stay as long. */
function wholeSizes(sizes: readonly number[]): number[] {
  let at = 0
  return sizes.map((size) => {
    const start = Math.round(at)
    at += size
    return Math.round(at) - start
  })
}

function lengthIn(flow: Flow, node: SceneNode, room: number, vertical: boolean) {
  return (value: number | string) => resolve(flow.state, node, value, vertical, room)
}

function columnsOf(
  flow: Flow,
  node: SceneNode,
  grid: Plan,
  room: number,
  aim: Aim,
  gap: number,
): number[] {
  const claims = grid.items.map(({ kid, column, columns }) => claimX(flow, kid, column, columns))
  const stretch = node.attrs.justifyContent === undefined
  const sizes = sizeTracks(
    grid.columns,
    claims,
    room,
    gap,
    aim,
    stretch,
    lengthIn(flow, node, room, false),
  )
  return flow.state.cells ? wholeSizes(sizes) : sizes
}

function claimX(flow: Flow, kid: SceneNode, start: number, span: number): Claim {
  const { state } = flow
  flow.enter(kid, flow.room(kid))
  const margin = marginsOf(state, kid, 0)
  const min = flow.contribution(kid, true)
  const edges = edgesOf(state, kid, 0)
  const limits = limitsOf(state, kid, false, Number.NaN, edges.left + edges.right)
  // Nothing holds what says no width: the automatic least size is 0.
  const free = Number.isNaN(resolve(state, kid, kid.attrs.width, false, Number.NaN))
  const least = free ? clamp(0, limits) + (margin.left || 0) + (margin.right || 0) : min
  return { start, span, least: Math.min(least, min), max: flow.contribution(kid, false) }
}

/** Border-box width that a grid's items make, its own frame not counted. */
export function widthOfGrid(flow: Flow, node: SceneNode, least: boolean): number {
  const grid = plan(node)
  const gap = gapOf(flow.state, node, "columnGap", Number.NaN)
  const columns = columnsOf(flow, node, grid, Number.NaN, least ? "least" : "most", gap)
  return span(columns, 0, columns.length, gap)
}

/** An item in its column: what its area does not decide is NaN. */
interface Sized {
  readonly item: Item
  readonly x: number
  readonly width: number
  readonly align: string
  /** It stands on the baseline of its row, and is moved down for that by so much. */
  readonly onBaseline: boolean
  drop: number
}

/** As layoutFlex (flex.ts). */
export function layoutGrid(
  flow: Flow,
  node: SceneNode,
  width: number,
  height: number,
  definite: boolean,
  commit: boolean,
): number {
  const { total, areas } = measureGrid(flow, node, width, height, definite, commit)
  for (const area of areas) {
    const { x, y, width, height, sure } = settled(flow, area)
    flow.put(area.sized.item.kid, x, y, width, height, sure)
  }
  return total
}

/**
 * The first baseline of a grid of this size, from its border box: that of the items of its first row that share one,
 * else that of the first item in reading order. Its lower edge, when there is none.
 */
export function baselineOfGrid(flow: Flow, node: SceneNode, width: number, height: number): number {
  const { areas } = measureGrid(flow, node, width, height, true, true)
  const order = areas.slice().sort((a, b) => {
    const [one, two] = [a.sized.item, b.sized.item]
    return one.row - two.row || one.column - two.column
  })
  const first = order[0]
  if (!first) return height
  const row = order.filter(({ sized }) => sized.item.row === first.sized.item.row)
  const area = row.find(({ sized }) => sized.onBaseline) ?? first
  const { kid } = area.sized.item
  const { y, width: wide, height: high } = settled(flow, area)
  const moved = shift(flow, kid, "top", "bottom", area.height) // which does not count
  return y - moved + flow.baseline(kid, wide, high)
}

/** An item, and the area that is its own. */
interface Area {
  readonly sized: Sized
  readonly left: number
  readonly top: number
  readonly height: number
}

/** Sizes the tracks; areas only when they are asked for. */
function measureGrid(
  flow: Flow,
  node: SceneNode,
  width: number,
  height: number,
  definite: boolean,
  commit: boolean,
): { total: number; areas: Area[] } {
  const { state } = flow
  const { attrs } = node
  const edges = edgesOf(state, node, flow.room(node))
  const innerWidth = Math.max(0, width - edges.left - edges.right)
  const innerHeight = Math.max(0, height - edges.top - edges.bottom) // NaN stays
  const grid = plan(node)
  const columnGap = gapOf(state, node, "columnGap", innerWidth)
  const rowGap = gapOf(state, node, "rowGap", innerHeight)
  const columns = columnsOf(flow, node, grid, innerWidth, "room", columnGap)
  const across = spreadOf(
    attrs.justifyContent ?? "start",
    innerWidth - span(columns, 0, columns.length, columnGap),
    columns.length,
  )
  const items = grid.items.map((item) => sizeItem(flow, node, item, columns, columnGap))
  alignBaselines(flow, items)
  const claims = items.map((sized) => claimY(flow, sized))
  // What scrolls does not press its rows together.
  const scrolls = attrs.overflow === "scroll"
  const stretch = attrs.alignContent === undefined || attrs.alignContent === "stretch"
  const rowsFor = (room: number) => {
    const length = lengthIn(flow, node, innerHeight, true)
    const sizes = sizeTracks(grid.rows, claims, room, rowGap, "room", stretch, length, scrolls)
    return state.cells ? wholeSizes(sizes) : sizes
  }
  let rows = rowsFor(definite ? innerHeight : Number.NaN)
  let total = span(rows, 0, rows.length, rowGap)
  // Limits of the height may give more room than the rows ask for, and fr rows have less of it; rows that are
  // shares are so of the height that came out.
  if (
    !definite &&
    (total < innerHeight ||
      grid.rows.some(
        ({ fr, min, max }) => isShare(min) || isShare(max) || (fr > 0 && total > innerHeight),
      ))
  ) {
    rows = rowsFor(innerHeight)
    total = span(rows, 0, rows.length, rowGap)
  }
  if (!commit) return { total: total + edges.top + edges.bottom, areas: [] }
  const down = spreadOf(attrs.alignContent ?? "start", innerHeight - total, rows.length)
  const areas = items.map((sized) => {
    const { column, row, rows: count } = sized.item
    return {
      sized,
      left: edges.left + before(columns, column, columnGap + across.between) + across.before,
      top: edges.top + before(rows, row, rowGap + down.between) + down.before,
      height: span(rows, row, count, rowGap + down.between),
    }
  })
  return { total, areas }
}

/** Items of one row that ask for it stand on one baseline: the others are moved down to the lowest. */
function alignBaselines(flow: Flow, items: readonly Sized[]): void {
  const lowest = new Map<number, number>()
  const own = new Map<Sized, number>()
  for (const sized of items) {
    if (!sized.onBaseline) continue
    const { kid, row } = sized.item
    const { top } = marginsOf(flow.state, kid, flow.room(kid))
    const at = top + flow.baseline(kid, sized.width, heightAt(flow, sized, Number.NaN))
    own.set(sized, at)
    lowest.set(row, Math.max(lowest.get(row) ?? Number.NEGATIVE_INFINITY, at))
  }
  for (const [sized, at] of own) sized.drop = lowest.get(sized.item.row)! - at
}

/** Height of an item that is not stretched; `area` is that of its rows, if it is known. */
function heightAt(flow: Flow, { item: { kid }, width }: Sized, area: number): number {
  const { state } = flow
  const edges = edgesOf(state, kid, flow.room(kid))
  const limits = limitsOf(state, kid, true, area, edges.top + edges.bottom)
  const given = heightOf(state, kid, area)
  return clamp(Number.isNaN(given) ? flow.height(kid, width) : given, limits)
}

function sizeItem(
  flow: Flow,
  node: SceneNode,
  item: Item,
  columns: readonly number[],
  gap: number,
): Sized {
  const { state } = flow
  const { kid } = item
  const { attrs } = kid
  const area = span(columns, item.column, item.columns, gap)
  flow.enter(kid, area)
  const margin = marginsOf(state, kid, area)
  const edges = edgesOf(state, kid, area)
  const limits = limitsOf(state, kid, false, area, edges.left + edges.right)
  const own = attrs.alignSelf
  const said = own && own !== "auto" ? own : node.attrs.alignItems
  const ratio = flow.ratio(kid)
  const align = said ?? (!Number.isNaN(ratio) ? "start" : "stretch")
  const auto = Number.isNaN(margin.left) || Number.isNaN(margin.right)
  const room = area - (margin.left || 0) - (margin.right || 0)
  let width = resolve(state, kid, attrs.width, false, area)
  const height = heightOf(state, kid, Number.NaN)
  if (Number.isNaN(width)) {
    if (!Number.isNaN(height * ratio)) width = height * ratio
    else width = auto || kid.kind === IMAGE ? flow.fit(kid, room) : room
  }
  width = whole(state, clamp(width, limits))
  const rest = Math.max(0, room - width)
  const x = Number.isNaN(margin.left) ? (Number.isNaN(margin.right) ? rest / 2 : rest) : margin.left
  const onBaseline =
    align === "baseline" && !Number.isNaN(margin.top) && !Number.isNaN(margin.bottom)
  return { item, x: x + shift(flow, kid, "left", "right", area), width, align, onBaseline, drop: 0 }
}

function claimY(flow: Flow, { item, width, drop }: Sized): Claim {
  const { state } = flow
  const { kid, row, rows } = item
  const area = flow.room(kid)
  const margin = marginsOf(state, kid, area)
  const margins = (margin.top || 0) + (margin.bottom || 0)
  const edges = edgesOf(state, kid, area)
  const limits = limitsOf(state, kid, true, Number.NaN, edges.top + edges.bottom)
  const given = heightOf(state, kid, Number.NaN)
  const free = Number.isNaN(given)
  const wanted = clamp(free ? flow.height(kid, width) : given, limits) + margins + drop
  const least = free ? clamp(0, limits) + margins : wanted
  return { start: row, span: rows, least, max: wanted }
}

/** Where an item comes to be in its area. `sure`: its height does not depend on what is in it. */
function settled(
  flow: Flow,
  { sized, left, top, height: area }: Area,
): { x: number; y: number; width: number; height: number; sure: boolean } {
  const { state } = flow
  const { item, x, align, drop } = sized
  let { width } = sized
  const { kid } = item
  const room = flow.room(kid)
  const margin = marginsOf(state, kid, room)
  const edges = edgesOf(state, kid, room)
  const limits = limitsOf(state, kid, true, area, edges.top + edges.bottom)
  const auto = Number.isNaN(margin.top) || Number.isNaN(margin.bottom)
  const space = area - (margin.top || 0) - (margin.bottom || 0)
  let height = heightOf(state, kid, area)
  const stretched = isAuto(kid.attrs.height) && Number.isNaN(height) && align === "stretch" && !auto
  const definite = stretched || !Number.isNaN(height)
  if (stretched) height = Math.max(0, space)
  else if (Number.isNaN(height)) height = flow.height(kid, width)
  height = whole(state, clamp(height, limits))
  const ratio = flow.ratio(kid)
  if (!definite && kid.kind === IMAGE && isAuto(kid.attrs.width)) {
    // Now that the area's height is known, limits that are shares of it are, too.
    const frame = limitsOf(state, kid, false, room, 0)
    width = whole(state, clamp(flow.fit(kid, room, area), frame))
    height = whole(state, clamp(flow.height(kid, width), limits))
  }
  if (
    definite &&
    (!stretched || kid.kind === IMAGE) &&
    isAuto(kid.attrs.width) &&
    !Number.isNaN(ratio)
  ) {
    const frame = edges.left + edges.right
    width = whole(state, clamp(height * ratio, limitsOf(state, kid, false, room, frame)))
  }
  const rest = space - height
  let y = (margin.top || 0) + drop
  if (auto) {
    if (Number.isNaN(margin.top)) y = Math.max(0, rest) / (Number.isNaN(margin.bottom) ? 2 : 1)
  } else if (align === "center") y += rest / 2
  else if (align === "end") y += rest
  const snap = state.cells ? Math.floor : (n: number) => n
  return {
    x: snap(left + x),
    y: snap(top + y) + shift(flow, kid, "top", "bottom", area),
    width,
    height,
    sure: definite || kid.attrs.aspectRatio !== undefined,
  }
}

function span(sizes: readonly number[], start: number, count: number, gap: number): number {
  let size = gap * Math.max(0, count - 1)
  for (let i = start; i < start + count; i++) size += sizes[i] ?? 0
  return Math.max(0, size)
}

function before(sizes: readonly number[], count: number, gap: number): number {
  return count === 0 ? 0 : span(sizes, 0, count, gap) + gap
}
