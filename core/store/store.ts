// store: nested plain data whose every property is a signal of its own.
//
//     const state = store({ user: { name: "Ann" }, todos: [] as Todo[] })
//     effect(() => console.log(state.user.name))     reads user and name, and is told of those
//     state.user.name = "Bea"                        a plain write
//
// Objects and arrays are here; maps and sets in collections.ts; what is told to whom in node.ts.

import { CodedError, shown } from "../errors.ts"
import { batch, untrack } from "../reactive/index.ts"
import { collectionFace } from "./collections.ts"
import {
  addNode,
  hold,
  letGo,
  nodeOf,
  type StoreNode,
  tell,
  trackBelow,
  trackKey,
  trackShape,
  unwrap,
} from "./node.ts"

/**
 * Makes plain data reactive, property by property, at any depth.
 *
 * Reading a property inside an effect or memo subscribes to that property; writing it tells its
 * readers and nobody else. Plain objects, arrays, maps and sets are followed; class instances, dates,
 * functions and frozen objects are left as they are. The data is not copied: `unwrap` gives it back.
 *
 * Writes made one after another are told together, in the next flush. Use `update` to change several
 * things in one step, `patch` to merge fresh data.
 *
 * @throws {CodedError} `store-value` when `initial` is nothing that can be followed;
 *   `store-key` when `__proto__`, `constructor` or `prototype` is written.
 *
 * @example
 * const state = store({ count: 0, todos: [{ text: "write", done: false }] })
 * effect(() => console.log(state.todos.length))
 * state.todos.push({ text: "test", done: false }) // logs 2
 *
 * Source: Leptos' reactive_stores for what is told to whom, Vue's reactive() for the proxies.
 */
export function store<T extends object>(initial: T): T {
  const raw = unwrap(initial)
  if (!canFollow(raw)) {
    throw new CodedError(
      "store-value",
      `store() was given ${shown(initial)}.`,
      "give it a plain object, an array, a Map or a Set that is not frozen.",
    )
  }
  return nodeFor(raw).proxy as T
}

/**
 * Changes several things of a store in one step: no observer runs in between.
 *
 * @example
 * update(state.user, (user) => {
 *   user.name = "Bea"
 *   user.age += 1
 * })
 */
export function update<T extends object>(target: T, change: (target: T) => void): void {
  batch(() => untrack(() => change(target)))
}

/**
 * Reads a whole subtree as one value: the observer is told when anything in it is written.
 * Costs one subscription, whatever the size. Returns the raw data: don't write to it.
 *
 * @example
 * effect(() => localStorage.setItem("state", JSON.stringify(deep(state))))
 */
export function deep<T>(value: T): T {
  const raw = unwrap(value)
  const node = typeof raw === "object" && raw !== null ? nodeOf(raw) : undefined
  if (node) {
    trackBelow(node)
    adopt(node, new Set())
  }
  return raw
}

/** A write deep down finds its way up only through nodes that exist, so `deep` makes them all once. */
function adopt(node: StoreNode, seen: Set<StoreNode>): void {
  if (seen.has(node)) return
  seen.add(node)
  const values: Iterable<unknown> =
    node.raw instanceof Map || node.raw instanceof Set ? node.raw.values() : Object.values(node.raw)
  for (const value of values) {
    if (!canFollow(value)) continue
    const child = nodeFor(value)
    hold(node, child)
    adopt(child, seen)
  }
}

/** Plain objects, arrays, maps and sets, unless frozen. */
export function canFollow(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return false
  const kind = Object.getPrototypeOf(value)
  return (
    kind === Object.prototype ||
    kind === null ||
    kind === Array.prototype ||
    kind === Map.prototype ||
    kind === Set.prototype
  )
}

export function nodeFor(raw: object): StoreNode {
  return nodeOf(raw) ?? addNode(raw, faceOf)
}

function faceOf(node: StoreNode): object {
  const { raw } = node
  if (raw instanceof Map || raw instanceof Set)
    return collectionFace(node, (value) => wrap(node, value))
  return new Proxy(raw, Array.isArray(raw) ? arrayHandler(node, raw) : objectHandler(node))
}

/** A value as it is seen through the store. */
export function wrap(holder: StoreNode, value: unknown): unknown {
  const raw = unwrap(value)
  if (!canFollow(raw)) return value
  const node = nodeFor(raw)
  hold(holder, node)
  return node.proxy
}

/** What the language itself asks for, at every turn; nobody reads it to be told. */
const OF_LANGUAGE = /* @__PURE__ */ symbolsOfLanguage()

function symbolsOfLanguage(): ReadonlySet<PropertyKey> {
  const values = Object.getOwnPropertyNames(Symbol).map((name) => Reflect.get(Symbol, name))
  return new Set(values.filter((value) => typeof value === "symbol"))
}

const REFUSED = new Set<PropertyKey>(["__proto__", "constructor", "prototype"])

/** A key that reaches an object's prototype is never written, wherever the data came from. */
export function checkKey(key: PropertyKey): void {
  if (!REFUSED.has(key)) return
  throw new CodedError(
    "store-key",
    `the key ${JSON.stringify(String(key))} was to be written to a store.`,
    "rename it: with this key, data from outside could change the prototype of every object.",
  )
}

function objectHandler(node: StoreNode): ProxyHandler<object> {
  return {
    get(raw, key, receiver) {
      if (typeof key === "symbol" && OF_LANGUAGE.has(key)) return Reflect.get(raw, key, receiver)
      trackKey(node, key)
      const value = Reflect.get(raw, key, receiver)
      if (typeof value !== "object" || value === null) return value
      return isFixed(raw, key) ? value : wrap(node, value)
    },
    has(raw, key) {
      trackKey(node, key)
      return Reflect.has(raw, key)
    },
    ownKeys(raw) {
      trackShape(node)
      return Reflect.ownKeys(raw)
    },
    getOwnPropertyDescriptor(raw, key) {
      trackShape(node) // hasOwn
      return Reflect.getOwnPropertyDescriptor(raw, key)
    },
    set(raw, key, value, receiver) {
      checkKey(key)
      // a write to an object whose prototype the store is, or to a stranger's proxy of it
      if (receiver !== node.proxy) return Reflect.set(raw, key, value, receiver)
      const isNew = !Object.hasOwn(raw, key)
      const before = isNew ? undefined : Reflect.get(raw, key)
      const next = unwrap(value)
      if (hasSetter(raw, key)) return Reflect.set(raw, key, next, receiver)
      if (!Reflect.set(raw, key, next)) return false // not writable: a TypeError in strict code
      if (isNew || !Object.is(before, next)) {
        replaced(node, before)
        tell(node, [key], isNew)
      }
      return true
    },
    defineProperty(raw, key, descriptor) {
      checkKey(key)
      const isNew = !Object.hasOwn(raw, key)
      const done = Reflect.defineProperty(raw, key, unwrapped(descriptor))
      if (done) tell(node, [key], isNew)
      return done
    },
    deleteProperty(raw, key) {
      const had = Object.hasOwn(raw, key)
      const before = had ? Reflect.get(raw, key) : undefined
      const done = Reflect.deleteProperty(raw, key)
      if (done && had) {
        replaced(node, before)
        tell(node, [key], true)
      }
      return done
    },
    setPrototypeOf: refusePrototype,
  }
}

function refusePrototype(): boolean {
  checkKey("__proto__")
  return false
}

/** An object that stands under another key still is held still. */
function replaced(node: StoreNode, before: unknown): void {
  if (!canFollow(before)) return
  const keys = Object.keys(node.raw)
  if (keys.length > FEW) return // told of once too often, rather than searched at each write
  const value = (key: string) => Reflect.getOwnPropertyDescriptor(node.raw, key)?.value
  if (!keys.some((key) => value(key) === before)) letGo(node, before)
}

/** As many keys are looked through to find out whether an object is still held. */
const FEW = 256

function unwrapped(descriptor: PropertyDescriptor): PropertyDescriptor {
  return "value" in descriptor ? { ...descriptor, value: unwrap(descriptor.value) } : descriptor
}

// Arrays: one trigger an index that is read by itself, one (shape) for all that walk the array.
// Methods run on the raw array, then tell the indices that differ among those somebody reads.

const WRITERS = new Set<PropertyKey>([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
])

/** They change the length whenever they change anything, so no copy is needed to see it. */
const RESIZERS = new Set(["push", "pop", "shift", "unshift"])

function arrayHandler(node: StoreNode, raw: unknown[]): ProxyHandler<unknown[]> {
  return {
    get(_, key, receiver) {
      if (typeof key === "string") {
        if (key === "length") {
          trackKey(node, "length")
          return raw.length
        }
        if (isIndex(key)) {
          trackKey(node, Number(key))
          const item = raw[Number(key)]
          if (typeof item !== "object" || item === null || isFixed(raw, key)) return item
          return wrap(node, item)
        }
      }
      const method = Reflect.get(raw, key, receiver)
      if (typeof method !== "function" || !Object.hasOwn(Array.prototype, key)) return method
      if (key === "constructor") return method
      return WRITERS.has(key) ? writer(node, raw, method) : reader(node, raw, method)
    },
    has(_, key) {
      if (typeof key === "string" && isIndex(key)) trackKey(node, Number(key))
      return Reflect.has(raw, key)
    },
    ownKeys() {
      trackShape(node)
      return Reflect.ownKeys(raw)
    },
    getOwnPropertyDescriptor(_, key) {
      trackShape(node)
      return Reflect.getOwnPropertyDescriptor(raw, key)
    },
    set(_, key, value) {
      checkKey(key)
      const length = raw.length
      const before = Reflect.get(raw, key)
      if (!Reflect.set(raw, key, unwrap(value))) return false
      const isLonger = raw.length !== length
      if (isLonger || !Object.is(before, Reflect.get(raw, key))) {
        const own = typeof key === "string" && isIndex(key) ? Number(key) : key
        tell(node, raw.length < length ? from(node, raw.length) : [own, isLonger && "length"], true)
      }
      return true
    },
    defineProperty(_, key, descriptor) {
      checkKey(key)
      return change(node, raw, true, () => Reflect.defineProperty(raw, key, unwrapped(descriptor)))
    },
    deleteProperty(_, key) {
      return change(node, raw, true, () => Reflect.deleteProperty(raw, key))
    },
    setPrototypeOf: refusePrototype,
  }
}

/** Keys somebody reads that a shorter array no longer has. */
function from(node: StoreNode, length: number): unknown[] {
  const keys = [...(node.keys?.keys() ?? [])]
  return keys.filter((key) => key === "length" || (typeof key === "number" && key >= length))
}

type Method = (this: unknown, ...args: unknown[]) => unknown

function reader(node: StoreNode, raw: unknown[], method: Method) {
  return (...args: unknown[]): unknown => {
    trackShape(node)
    node.items ??= raw.map((item) => wrap(node, item))
    // an item may be asked for by its raw object: includes(raw), indexOf(raw)
    const asked = args.map((arg) => (canFollow(arg) && nodeOf(arg) ? nodeFor(arg).proxy : arg))
    return method.apply(node.items, asked)
  }
}

function writer(node: StoreNode, raw: unknown[], method: Method) {
  return (...args: unknown[]): unknown => {
    const compare = typeof args[0] === "function" ? (args[0] as Method) : undefined
    const given = compare
      ? [(a: unknown, b: unknown) => compare.call(undefined, wrap(node, a), wrap(node, b))]
      : args.map(unwrap)
    const write = () => wrapResult(node, raw, method.apply(raw, given))
    return untrack(() => change(node, raw, !RESIZERS.has(method.name), write))
  }
}

function wrapResult(node: StoreNode, raw: unknown[], result: unknown): unknown {
  if (result === raw) return node.proxy // sort, reverse, fill, copyWithin
  if (Array.isArray(result)) return result.map((item) => wrap(node, item)) // splice
  return wrap(node, result) // pop, shift
}

/** Runs a write on the raw array and tells what came out different. `careful`: the length may stay. */
function change<T>(node: StoreNode, raw: unknown[], careful: boolean, write: () => T): T {
  const watched = node.keys ? [...node.keys.keys()].map((key) => [key, at(raw, key)] as const) : []
  const length = raw.length
  const before = careful ? raw.slice() : undefined
  const result = write()
  const differs = watched.filter(([key, value]) => !Object.is(value, at(raw, key)))
  const isSame =
    raw.length === length && (!before || before.every((item, index) => Object.is(item, raw[index])))
  if (!isSame)
    tell(
      node,
      differs.map(([key]) => key),
      true,
    )
  return result
}

/** Puts `items` in place of what the array holds: a `splice` without its limit of arguments. */
export function replaceItems(raw: unknown[], items: readonly unknown[]): void {
  change(nodeFor(raw), raw, true, () => {
    raw.length = items.length
    for (const [index, item] of items.entries()) raw[index] = item
  })
}

const at = (raw: unknown[], key: unknown): unknown =>
  key === "length" ? raw.length : raw[key as number]

const isIndex = (key: string): boolean => /^(0|[1-9]\d{0,9})$/.test(key)

/** A proxy must show the very value of a property that can never change. */
function isFixed(raw: object, key: PropertyKey): boolean {
  const property = Reflect.getOwnPropertyDescriptor(raw, key)
  return property?.configurable === false && property.writable === false
}

function hasSetter(raw: object, key: PropertyKey): boolean {
  for (let at: object | null = raw; at; at = Reflect.getPrototypeOf(at)) {
    const property = Reflect.getOwnPropertyDescriptor(at, key)
    if (property) return property.set !== undefined
  }
  return false
}
