// Maps and sets inside a store. A Proxy alone can't serve them (their methods want the real object
// as `this`), so the face has methods of its own on the same prototype.
//
// `get` and `has` subscribe to one key; `size` and every walk to the shape, which is told when a key
// comes or goes; a walk over a map's values is told of replaced values too (the key `VALUES`).

import { type StoreNode, tell, trackKey, trackShape, unwrap } from "./node.ts"

type Wrap = (value: unknown) => unknown

/** The object that stands for a map or set. `wrap` gives a value its face. */
export function collectionFace(node: StoreNode, wrap: Wrap): object {
  // Seam: nothing else is given a face here.
  const raw = node.raw as Map<unknown, unknown> | Set<unknown>
  const own = raw instanceof Map ? mapMethods(node, raw, wrap) : setMethods(node, raw, wrap)
  return new Proxy(raw, {
    get(target, key) {
      if (key === "size") {
        trackShape(node)
        return (target as Map<unknown, unknown>).size
      }
      if (Object.hasOwn(own, key)) return own[key as keyof typeof own]
      const value = Reflect.get(target, key, target)
      return typeof value === "function" && key !== "constructor" ? other(node, raw, value) : value
    },
  })
}

type Method = (this: unknown, ...args: unknown[]) => unknown

/** A method that this file does not know (`union`, `getOrInsert`): it may read or write anything. */
function other(node: StoreNode, raw: Map<unknown, unknown> | Set<unknown>, method: Method): Method {
  return (...args) => {
    trackShape(node)
    const size = raw.size
    const result = method.apply(raw, args)
    if (raw.size !== size) tell(node, [...(node.keys?.keys() ?? [])], true)
    return result
  }
}

/** Stands for the values of all keys. */
const VALUES: unique symbol = Symbol("values")

function trackValues(node: StoreNode): void {
  trackShape(node)
  trackKey(node, VALUES)
}

function mapMethods(node: StoreNode, raw: Map<unknown, unknown>, wrap: Wrap) {
  const entries = function* (): Generator<[unknown, unknown]> {
    trackValues(node)
    for (const [key, value] of raw) yield [wrap(key), wrap(value)]
  }
  return {
    get(key: unknown) {
      trackKey(node, unwrap(key))
      return wrap(raw.get(unwrap(key)))
    },
    has(key: unknown) {
      trackKey(node, unwrap(key))
      return raw.has(unwrap(key))
    },
    set(key: unknown, value: unknown) {
      const [k, v] = [unwrap(key), unwrap(value)]
      const isNew = !raw.has(k)
      const before = raw.get(k)
      raw.set(k, v)
      if (isNew) tell(node, [k], true)
      else if (!Object.is(before, v)) tell(node, [k, VALUES], false)
      return node.proxy
    },
    delete(key: unknown) {
      const had = raw.delete(unwrap(key))
      if (had) tell(node, [unwrap(key)], true)
      return had
    },
    clear() {
      clear(node, raw)
    },
    forEach(visit: (value: unknown, key: unknown, map: unknown) => void, self?: unknown) {
      for (const [key, value] of entries()) visit.call(self, value, key, node.proxy)
    },
    entries,
    [Symbol.iterator]: entries,
    *keys() {
      trackShape(node)
      for (const key of raw.keys()) yield wrap(key)
    },
    *values() {
      trackValues(node)
      for (const value of raw.values()) yield wrap(value)
    },
  }
}

function setMethods(node: StoreNode, raw: Set<unknown>, wrap: Wrap) {
  const values = function* (): Generator<unknown> {
    trackShape(node)
    for (const value of raw) yield wrap(value)
  }
  return {
    has(value: unknown) {
      trackKey(node, unwrap(value))
      return raw.has(unwrap(value))
    },
    add(value: unknown) {
      const next = unwrap(value)
      if (!raw.has(next)) {
        raw.add(next)
        tell(node, [next], true)
      }
      return node.proxy
    },
    delete(value: unknown) {
      const had = raw.delete(unwrap(value))
      if (had) tell(node, [unwrap(value)], true)
      return had
    },
    clear() {
      clear(node, raw)
    },
    forEach(visit: (value: unknown, key: unknown, set: unknown) => void, self?: unknown) {
      for (const value of values()) visit.call(self, value, value, node.proxy)
    },
    values,
    keys: values,
    [Symbol.iterator]: values,
    *entries() {
      for (const value of values()) yield [value, value]
    },
  }
}

function clear(node: StoreNode, raw: Map<unknown, unknown> | Set<unknown>): void {
  if (raw.size === 0) return
  const keys = [...raw.keys()]
  raw.clear()
  tell(node, keys, true)
}
