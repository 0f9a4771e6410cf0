// Where each dynamic part of a view sits, so that no host is ever asked for a parent, a sibling or
// a placeholder.
//
//     <box>                        box ─ children region
//       a                                 ├─ 0  text "a"
//       {() => rows()}                    ├─ 1  Region ─┬─ 0 row Region ─ node
//       z                                 │             └─ 1 row Region ─ node, node
//     </box>                              └─ 2  text "z"
//
// A region is one per dynamic child, control and list row (and per element, as soon as two children
// share it and one of them is dynamic). Static parts need no record at all. Always true:
//   - `parent.items[index]` is the region, or parent is null: then it is alone in its element;
//   - the host nodes of `items`, in order, stand in `element` one behind the other;
//   - a region with `node` is one text, says `words`, and has no items.
//
// First host node of a region: recurse. Node behind a region: look at later items of the parent,
// else climb; at the end of the element there is none, and `null` means the end.
//
// A long run of items that show nothing is walked once: its parent remembers it as a `gap`, which
// shrinks when something in it appears. So 10,000 empty rows that fill one by one stay linear.
//
// Parking: a parked region keeps its nodes out of sight: elements by the attribute `hidden` (OR-ed
// with the author's own), bare texts by an empty setText, while `words` remembers what they say.

import type { Host } from "./host.ts"
import { handleError, type Owner } from "./reactivity.ts"

/** A kind of view that core itself mounts: it is handed a region of its own to keep current. */
export interface Control {
  readonly name: string
  mount(region: Region, props: any, before: object | null): void
}

/** From one index up to, not including, another. */
interface Gap {
  from: number
  to: number
}

/** Runs shorter than this are cheaper to walk than to remember. */
const LONG = 8

const NONE: (object | Region)[] = []

export class Region {
  declare readonly host: Host
  /** The host node that this region's nodes are children of. */
  declare readonly element: object
  declare readonly parent: Region | null
  declare index: number
  items: (object | Region)[]
  declare node: object | null
  declare words: string
  /** Of what is mounted here now. */
  declare owner: Owner | undefined
  declare parked: boolean
  /** A run of items known to show nothing. */
  declare gap: Gap | null

  constructor(host: Host, element: object, parent: Region | null, index: number) {
    this.host = host
    this.element = element
    this.parent = parent
    this.index = index
    this.items = NONE
    this.node = null
    this.words = ""
    this.owner = undefined
    this.parked = false
    this.gap = null
  }

  add(item: object | Region): void {
    if (this.items === NONE) this.items = [item]
    else this.items.push(item)
  }
}

/** A new region at the end of `parent`. */
export function appendRegion(host: Host, element: object, parent: Region | null): Region {
  if (parent === null) return new Region(host, element, null, 0)
  const region = new Region(host, element, parent, parent.items.length)
  parent.add(region)
  return region
}

/** What stands in each root, in the order of mounting: who grows later must not land behind the next. */
const roots = new WeakMap<object, Region>()

/** A new region at the end of `root`, behind whatever else was mounted there. Ended by `dropRegion`. */
export function rootRegion(host: Host, root: object): Region {
  let all = roots.get(root)
  if (!all) roots.set(root, (all = new Region(host, root, null, 0)))
  return appendRegion(host, root, all)
}

/** Ends what lives in a root region, and the region. */
export function dropRegion(region: Region): void {
  try {
    clearRegion(region)
  } finally {
    const items = region.parent?.items as Region[]
    if (items[region.index] === region) items.splice(region.index, 1) // else it was dropped before
    for (let i = region.index; i < items.length; i++) items[i]!.index = i
  }
}

/** The first host node of `region`, or null when it shows nothing. */
export function firstOf(region: Region): object | null {
  if (region.node !== null) return region.node
  const items = region.items
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!
    const node = item instanceof Region ? firstOf(item) : item
    if (node !== null) return node
  }
  return null
}

/** The host node that stands right behind `region` in its element, or null at the end. */
export function nodeAfter(region: Region): object | null {
  for (let at = region, up = at.parent; up !== null; at = up, up = at.parent) {
    const node = nodeFrom(up, at.index + 1)
    if (node !== null) return node
  }
  return null
}

/** The first host node of the items of `parent` from `index` on. */
export function nodeFrom(parent: Region, index: number): object | null {
  const { items, gap } = parent
  let i = index
  let node: object | null = null
  while (i < items.length) {
    if (gap !== null && i >= gap.from && i < gap.to) i = gap.to
    else {
      const item = items[i]!
      node = item instanceof Region ? firstOf(item) : item
      if (node !== null) break
      i++
    }
  }
  if (i - index >= LONG && (gap === null || i - index > gap.to - gap.from)) {
    parent.host.hasGaps = true
    parent.gap = { from: index, to: i }
  }
  return node
}

/** Tells the regions around that `region` shows something now. */
export function noteFilled(region: Region): void {
  if (!region.host.hasGaps) return
  for (let at = region, up = at.parent; up !== null; at = up, up = at.parent) {
    const { gap } = up
    const i = at.index
    if (gap === null || i < gap.from || i >= gap.to) continue
    if (i - gap.from > gap.to - i) gap.to = i
    else gap.from = i + 1
  }
}

/** Puts all nodes of `region` before `before`, in their order. */
export function moveRegion(region: Region, before: object | null): void {
  if (region.node !== null) {
    region.host.renderer.insert(region.element, region.node, before)
    return
  }
  for (const item of region.items) {
    if (item instanceof Region) moveRegion(item, before)
    else region.host.renderer.insert(region.element, item, before)
  }
}

/** Ends what lives in `region` and takes its nodes from the host. The region stays and is empty. */
export function clearRegion(region: Region): void {
  const owner = region.owner
  region.owner = undefined
  try {
    owner?.dispose()
  } finally {
    removeNodes(region)
  }
}

function removeNodes(region: Region): void {
  const { node, items, host, element } = region
  region.node = null
  region.words = ""
  region.items = NONE
  region.gap = null
  if (node !== null) removeNode(host, element, node)
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!
    if (item instanceof Region) removeNodes(item)
    else removeNode(host, element, item)
  }
}

// A host that fails to remove one node must still be asked to remove the others.
function removeNode(host: Host, parent: object, node: object): void {
  try {
    host.renderer.remove(parent, node)
  } catch (error) {
    handleError(error)
  }
}

/** True while `region` or a region around it, up to the next element, is parked. */
export function isParked(region: Region | null): boolean {
  for (let at = region; at !== null; at = at.parent) if (at.parked) return true
  return false
}

/** Called when the owner of a region ends that may be parked: nobody will bring it back. */
export function forgetParked(region: Region): void {
  if (!region.parked) return
  region.parked = false
  region.host.parkings--
}

/** Parks `region` or brings it back. What is mounted in it meanwhile is parked too. */
export function park(region: Region, parked: boolean): void {
  if (region.parked === parked) return
  region.parked = parked
  region.host.parkings += parked ? 1 : -1
  if (isParked(region.parent)) return
  region.host.touch()
  showNodes(region, parked)
}

function showNodes(region: Region, parked: boolean): void {
  const host = region.host
  if (region.node !== null) host.renderer.setText(region.node, parked ? "" : region.words)
  for (const item of region.items) {
    if (!(item instanceof Region)) host.park(item, parked)
    else if (!item.parked) showNodes(item, parked)
  }
}
