// What a store keeps about one raw object: who reads which of its keys, and who holds it.
//
//     state ──user──▶ ann ──name──▶ "Ann"
//       │               │
//       │               ├─ keys:  name ──▶ trigger       told when that key is written
//       │               ├─ shape: trigger                told when a key comes or goes, or an item
//       │               └─ below: trigger                told when anything in ann is written
//       └──────────── holders of ann: { state }
//
// A write tells the key's own trigger and then `below` of the object and of all that hold it, root
// first, so that an effect that guards ("is there a user at all?") runs before what it guards.
// Siblings are never told. Triggers are made by the first read that is tracked, so an object that
// nobody watches costs one entry of a WeakMap.
//
// Source: the paths and triggers of Leptos' reactive_stores, on object identity instead of paths.

import { batch, isTracking, RwSignal } from "../reactive/index.ts"

/** A source without a value. (No subclass: another shape would slow every signal of the program.) */
type Trigger = RwSignal<undefined>
const newTrigger = (): Trigger => new RwSignal<undefined>(undefined, false)

/** What may be inside a store and is wrapped: plain objects, arrays, maps and sets. */
export type Raw = object

export interface StoreNode {
  readonly raw: Raw
  /** The face that programs read and write. Set right after it is made. */
  proxy: object
  keys: Map<unknown, Trigger> | undefined
  shape: Trigger | undefined
  below: Trigger | undefined
  /** Nodes whose raw object was seen to hold this one. May name some that no longer do. */
  holders: Set<StoreNode> | undefined
  /** An array's items as its readers see them (proxies), until the next write. */
  items: unknown[] | undefined
}

const nodes = new WeakMap<Raw, StoreNode>()
const raws = new WeakMap<object, Raw>() // proxy to raw

export function nodeOf(raw: Raw): StoreNode | undefined {
  return nodes.get(raw)
}

export function addNode(raw: Raw, face: (node: StoreNode) => object): StoreNode {
  const node: StoreNode = {
    raw,
    proxy: raw,
    keys: undefined,
    shape: undefined,
    below: undefined,
    holders: undefined,
    items: undefined,
  }
  node.proxy = face(node)
  nodes.set(raw, node)
  raws.set(node.proxy, raw)
  return node
}

/** The plain object behind a store's proxy; anything else is returned as it is. */
export function unwrap<T>(value: T): T {
  return typeof value === "object" && value !== null
    ? ((raws.get(value) as T | undefined) ?? value)
    : value
}

/** Whether `value` is (part of) a store. */
export function isStore(value: unknown): boolean {
  return typeof value === "object" && value !== null && raws.has(value)
}

export function trackKey(node: StoreNode, key: unknown): void {
  if (!isTracking()) return
  node.keys ??= new Map()
  let found = node.keys.get(key)
  if (!found) node.keys.set(key, (found = newTrigger()))
  found.get()
}

export function trackShape(node: StoreNode): void {
  if (isTracking()) (node.shape ??= newTrigger()).get()
}

export function trackBelow(node: StoreNode): void {
  if (isTracking()) (node.below ??= newTrigger()).get()
}

/** Tells who reads any of `keys`, who reads the shape if it changed, and all who watch from above. */
export function tell(node: StoreNode, keys: Iterable<unknown>, shape: boolean): void {
  node.items = undefined
  batch(() => {
    for (const above of rootFirst(node)) above.below?.notify()
    if (shape) node.shape?.notify()
    if (node.keys) for (const key of keys) node.keys.get(key)?.notify()
  })
}

/** Notes that `holder` holds `node`. A cycle of data is fine: the way up visits each node once. */
export function hold(holder: StoreNode, node: StoreNode): void {
  node.holders ??= new Set()
  node.holders.add(holder)
}

export function letGo(holder: StoreNode, raw: unknown): void {
  if (typeof raw === "object" && raw !== null) nodes.get(raw)?.holders?.delete(holder)
}

function rootFirst(node: StoreNode): StoreNode[] {
  const seen = new Set<StoreNode>([node]) // grows while it is walked: nearest first
  for (const each of seen) for (const holder of each.holders ?? []) seen.add(holder)
  return [...seen].reverse()
}
