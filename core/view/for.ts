// For and Index: a list whose rows keep their nodes and their state while their key stays.
//
// An update takes the rows that are gone out, gives fresh objects to the rows that stay, moves all
// but a longest increasing run of them from the end (keyed.ts), and mounts the new ones forward, in
// document order. Rows at both ends that did not change are not even looked up.

import { badEach, misused, staticEach, warnings } from "../errors.ts"
import { component, maker } from "./element.ts"
import { type Boundary, failPart } from "./failure.ts"
import { longestRun } from "./keyed.ts"
import { fillRegion, itself } from "./mount.ts"
import { places } from "./places.ts"
import {
  createLasting,
  createOwner,
  getOwner,
  isReactive,
  isTracking,
  type Owner,
  type RwSignal,
  read,
  renderEffect,
  rwSignal,
  type Source,
  untrack,
} from "./reactivity.ts"
import {
  appendRegion,
  clearRegion,
  firstOf,
  moveRegion,
  nodeAfter,
  nodeFrom,
  Region,
} from "./region.ts"
import { Learned, learn } from "./template.ts"
import type { Child, View } from "./view.ts"

/** Of `For`: rows by what the items are. */
export interface ForProps<T, H = unknown> {
  /** The items, in order. */
  each: Source<readonly T[] | null | undefined>
  /** What tells items apart; two with the same key are the same row. Default: the item itself. */
  by?: ((item: T, index: number) => unknown) | undefined
  /** Shown while there are no items. */
  fallback?: Child<H>
  /** Makes a row, once for each key. Both arguments are accessors: they change while the row lives. */
  children: (item: () => T, index: () => number) => Child<H>
}

/**
 * A row for each item, kept by its key: a row whose key stays keeps its nodes, its owner and its
 * state, wherever it moves; a fresh object under an old key updates the row.
 *
 * Moves as few rows as possible. Two items with one key are reported (`duplicate-key`) and get a
 * row each.
 *
 * @example
 * <For each={processes} by={p => p.pid}>{(p) => <text>{() => p().name}</text>}</For>
 */
export const For: <T, H = unknown>(props: ForProps<T, H>) => View<H> = maker(
  {
    name: "For",
    mount: (region, props: ForProps<unknown>, before) => void new List(region, props, before),
  },
  "For",
)

/** Of `Index`: rows by where the items stand. */
export interface IndexProps<T, H = unknown> {
  each: Source<readonly T[] | null | undefined>
  fallback?: Child<H>
  /** Makes a row, once for each position. */
  children: (item: () => T, index: number) => Child<H>
}

/**
 * A row for each position: rows never move, their items change. For lists of plain values.
 *
 * @example
 * <Index each={samples}>{(sample, at) => <text>{() => `${at}: ${sample()}`}</text>}</Index>
 */
export const Index: <T, H = unknown>(props: IndexProps<T, H>) => View<H> = component(
  <T, H>(props: IndexProps<T, H>): View<H> => {
    checkList("Index", props)
    return For<T, H>({
      each: props.each,
      by: position,
      fallback: props.fallback,
      children: (item, index) => props.children(item, index()),
    })
  },
  "Index",
)

function checkList(tag: string, { each, children }: { each: unknown; children: unknown }): void {
  if (!isReactive(each)) throw staticEach(tag, each)
  if (typeof children !== "function") throw misused("bad-row", children, tag)
}

const position = (_item: unknown, index: number) => index

/** A region with a key and with the signals that somebody has asked for. */
class Row extends Region {
  declare key: unknown
  declare item: unknown
  /** Another row that has the same key. */
  declare twin: Row | undefined
  declare private itemSignal: RwSignal<unknown> | undefined
  declare private indexSignal: RwSignal<number> | undefined

  constructor(list: Region, key: unknown, item: unknown, index: number) {
    super(list.host, list.element, list, index)
    this.key = key
    this.item = item
    this.twin = undefined
    this.itemSignal = undefined
    this.indexSignal = undefined
  }

  // A row that reads its item once, as it is made, needs no signal. (In development it has one, which
  // reports such a read.)
  getItem(): unknown {
    if (!warnings && !isTracking()) return this.item
    this.itemSignal ??= rwSignal(this.item)
    return this.itemSignal.get()
  }

  getIndex(): number {
    if (!warnings && !isTracking()) return this.index
    this.indexSignal ??= rwSignal(this.index)
    return this.indexSignal.get()
  }

  update(item: unknown, index: number): void {
    if (item !== this.item) {
      this.item = item
      this.itemSignal?.set(item)
    }
    if (index !== this.index) {
      this.index = index
      this.indexSignal?.set(index)
    }
  }
}

class List {
  private readonly region: Region
  private readonly props: ForProps<unknown>
  private rowsOwner: Owner | undefined
  private rows: Row[] = []
  private fallback: Region | undefined
  private isReported = false
  private failure: { error: unknown } | undefined
  /** Of the rows, where the host can copy. */
  private readonly learned: Learned | undefined

  constructor(region: Region, props: ForProps<unknown>, before: object | null) {
    this.region = region
    this.props = props
    const owner = getOwner()
    checkList("For", props)
    if (region.host.clones) {
      learn()
      this.learned = new Learned()
    }
    let failed: Boundary | undefined
    renderEffect(() => {
      const at = this.rowsOwner ? undefined : before
      this.rowsOwner ??= createLasting(owner)
      try {
        const items = read(props.each) ?? []
        if (!Array.isArray(items)) throw badEach(items)
        untrack(() => this.update(items, at))
        failed?.recover(region)
        failed = undefined
      } catch (error) {
        failed = failPart(owner, region, error)
      }
    })
  }

  update(items: readonly unknown[], before: object | null | undefined): void {
    const { region, rows: old } = this
    const { by } = this.props
    // First, for `by` is the author's and may throw: then nothing has happened yet.
    const keys = by ? items.map((item, i) => by(item, i)) : items
    region.host.touch()
    if (items.length === 0) {
      this.empty(before)
      return
    }
    if (this.fallback) {
      clearRegion(this.fallback)
      this.fallback = undefined
    }

    // Rows that stay at either end.
    const next: Row[] = new Array(items.length)
    let start = 0
    let oldEnd = old.length
    let newEnd = items.length
    while (start < oldEnd && start < newEnd && Object.is(old[start]!.key, keys[start])) {
      next[start] = old[start]!
      start++
    }
    while (oldEnd > start && newEnd > start && Object.is(old[oldEnd - 1]!.key, keys[newEnd - 1])) {
      next[--newEnd] = old[--oldEnd]!
    }

    // Between them: where each was, -1 for a new one.
    const positions = new Int32Array(newEnd - start).fill(-1)
    const kept = takeKept(old, start, oldEnd, keys, next, positions)

    for (let i = 0; i < next.length; i++) {
      const row = next[i]
      if (row) row.update(items[i], i)
      else next[i] = new Row(region, keys[i], items[i], i)
    }
    this.rows = next
    region.items = next
    region.gap = null
    // Only a new row can bring a key that is there already.
    if (warnings && !this.isReported && kept < positions.length) {
      this.isReported = reportDuplicates(next, this.rowsOwner)
    }

    this.failure = undefined
    if (start < newEnd) {
      this.place(start, newEnd, positions, kept > 0 ? longestRun(positions) : undefined, before)
    }
    const failure = this.failure as { error: unknown } | undefined
    if (failure) throw failure.error
  }

  private empty(before: object | null | undefined): void {
    for (const row of this.rows) clearRegion(row)
    this.rows = []
    if (this.fallback) return
    this.region.items = []
    this.region.gap = null
    this.showFallback(before)
  }

  /** Moves what must move, last to first, then mounts what is new, first to last. */
  private place(
    start: number,
    end: number,
    positions: Int32Array,
    stays: Uint8Array | undefined,
    before: object | null | undefined,
  ): void {
    const { rows } = this
    const following = () => nodeFrom(this.region, end) ?? nodeAfter(this.region)
    let anchor = before === undefined ? following() : before
    if (!stays) {
      for (let i = start; i < end; i++) this.mountRow(rows[i]!, anchor)
      return
    }
    const fresh: { row: Row; anchor: object | null }[] = []
    for (let i = end - 1; i >= start; i--) {
      const row = rows[i]!
      if (positions[i - start]! < 0) fresh.push({ row, anchor })
      else {
        if (!stays[i - start]) moveRegion(row, anchor)
        anchor = firstOf(row) ?? anchor
      }
    }
    for (let i = fresh.length - 1; i >= 0; i--) this.mountRow(fresh[i]!.row, fresh[i]!.anchor)
  }

  // One bad row does not take the others along: it stays empty, and its error is told at the end.
  // Its key is taken away, so that the next update gives it another try.
  private mountRow(row: Row, before: object | null): void {
    try {
      fillRegion(row, createOwner(this.rowsOwner), this.makeRow, row, before, this.learned)
    } catch (error) {
      row.key = Symbol("failed")
      this.failure ??= { error }
    }
  }

  private readonly makeRow = (row: Row): unknown => {
    const { by, children } = this.props
    // Without keys the item is the key: it never changes.
    const { item } = row
    return children(by ? () => row.getItem() : () => item, () => row.getIndex())
  }

  private showFallback(before: object | null | undefined): void {
    if (this.props.fallback === undefined) return
    const place = before === undefined ? nodeAfter(this.region) : before
    const fallback = appendRegion(this.region.host, this.region.element, this.region)
    this.fallback = fallback
    fillRegion(fallback, createOwner(this.rowsOwner), itself, this.props.fallback, place)
  }
}

/**
 * Puts the old rows from `start` to `end` whose keys stay into `next`, and ends the others.
 *
 * @returns How many stay.
 */
function takeKept(
  old: readonly Row[],
  start: number,
  end: number,
  keys: readonly unknown[],
  next: Row[],
  positions: Int32Array,
): number {
  const byKey = new Map<unknown, Row>()
  for (let i = end - 1; i >= start; i--) {
    const row = old[i]!
    row.twin = byKey.get(row.key)
    byKey.set(row.key, row)
  }
  let kept = 0
  for (let i = 0; i < positions.length && byKey.size > 0; i++) {
    const key = keys[start + i]
    const row = byKey.get(key)
    if (!row) continue
    if (row.twin) byKey.set(key, row.twin)
    else byKey.delete(key)
    row.twin = undefined
    positions[i] = row.index
    next[start + i] = row
    kept++
  }
  for (const first of byKey.values()) {
    for (let row: Row | undefined = first; row; row = row.twin) clearRegion(row)
  }
  return kept
}

function reportDuplicates(rows: readonly Row[], owner: Owner | undefined): boolean {
  const seen = new Map<unknown, number>()
  for (let i = 0; i < rows.length; i++) {
    const key = rows[i]!.key
    const first = seen.get(key)
    if (first === undefined) seen.set(key, i)
    else {
      warnings?.duplicateKey(key, first, i, places?.whereIs(owner, undefined))
      return true
    }
  }
  return false
}
