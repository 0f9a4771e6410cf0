// patch: merges fresh data (a server's answer, a new sample) into a store, so that only what differs
// is told. What stays keeps its identity, and with it every effect, row and selection that hangs on it.

import { CodedError, shown } from "../errors.ts"
import { batch, untrack } from "../reactive/index.ts"
import { unwrap } from "./node.ts"
import { canFollow, checkKey, nodeFor, replaceItems } from "./store.ts"

/** How items of arrays find each other: by a property, by a function, or (null) by position. */
export type Key = string | ((item: any) => unknown) | null

/**
 * Makes `target` equal to `next` with the fewest writes.
 *
 * Objects, arrays and maps are entered; everything else is compared by Object.is and replaced. Items of
 * arrays are matched by `key`; an item that moved is told to nobody but the array's readers. Keys that
 * `next` lacks are deleted. `next` is not kept: parts of it that are new are copied into the store as
 * they are.
 *
 * @param options.key - Default "id": items with an equal `id` are the same item; where items have none,
 *   the position counts.
 * @throws {CodedError} `patch-kind` when one is an array and the other is not, and the like;
 *   `store-key` when `next` has a key such as `__proto__`.
 *
 * @example
 * const state = store({ rows: [{ id: 1, n: 1 }, { id: 2, n: 2 }] })
 * patch(state, { rows: [{ id: 2, n: 2 }, { id: 1, n: 5 }] }) // tells the readers of rows, and of n of 1
 */
export function patch<T extends object>(
  target: T,
  next: NoInfer<T>,
  options: { readonly key?: Key } = {},
): void {
  const [raw, fresh] = [unwrap(target), unwrap(next)]
  if (!isSameKind(raw, fresh)) {
    throw new CodedError(
      "patch-kind",
      `patch() was to make ${shown(raw)} equal to ${shown(fresh)}.`,
      "give it data of the same kind, or assign the property that holds it.",
    )
  }
  checkKeys(fresh, new Set())
  const key = options.key === undefined ? "id" : options.key
  const merging: Merging = { key, first: new Map(), again: new Map() }
  batch(() => untrack(() => merge(raw, fresh, merging)))
}

/** Refused before anything is written, so that a bad answer leaves the store as it was. */
function checkKeys(value: unknown, seen: Set<unknown>): void {
  if (!canFollow(value) || seen.has(value)) return
  seen.add(value)
  if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
    for (const item of value.values()) checkKeys(item, seen)
    return
  }
  for (const key of Object.keys(value)) {
    checkKey(key)
    checkKeys(Reflect.get(value, key), seen)
  }
}

interface Merging {
  readonly key: Key
  /** What was merged into each object, first and again: data may hold itself. */
  readonly first: Map<object, object>
  readonly again: Map<object, Set<object>>
}

/** Notes a pair; true when it has been met before. */
function isMet(raw: object, next: object, { first, again }: Merging): boolean {
  const met = first.get(raw)
  if (met === undefined) first.set(raw, next)
  if (met === undefined || met === next) return met === next
  const others = again.get(raw)
  if (!others) again.set(raw, new Set([next]))
  else if (others.has(next)) return true
  else others.add(next)
  return false
}

function merge(raw: object, next: object, by: Merging): void {
  if (raw === next || isMet(raw, next, by)) return
  if (Array.isArray(raw)) mergeArray(raw, next as unknown[], by)
  else if (raw instanceof Map) mergeMap(raw, next as Map<unknown, unknown>, by)
  else if (raw instanceof Set) mergeSet(raw, next as Set<unknown>)
  else mergeObject(raw, next, by)
}

/** Throws a TypeError where the property can't be written. */
function write(raw: object, name: string, value: unknown): void {
  const target = face(raw) as Record<string, unknown>
  target[name] = value
}

const face = <T extends object>(raw: T): T => nodeFor(raw).proxy as T

function mergeObject(raw: object, next: object, by: Merging): void {
  // The face is made where something is written: most of a big answer is as it was.
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(next, name)) delete (face(raw) as Record<string, unknown>)[name]
  }
  for (const name of Object.keys(next)) {
    const [old, fresh] = [Reflect.get(raw, name), unwrap(Reflect.get(next, name))]
    if (isSameKind(old, fresh)) merge(old, fresh as object, by)
    else if (!Object.is(old, fresh) || !Object.hasOwn(raw, name)) write(raw, name, fresh)
  }
}

function mergeMap(raw: Map<unknown, unknown>, next: Map<unknown, unknown>, by: Merging): void {
  const target = face(raw)
  for (const name of [...raw.keys()]) if (!next.has(name)) target.delete(name)
  for (const [name, value] of next) {
    const [old, fresh] = [raw.get(name), unwrap(value)]
    if (isSameKind(old, fresh)) merge(old, fresh as object, by)
    else if (!Object.is(old, fresh) || !raw.has(name)) target.set(name, fresh)
  }
}

function mergeSet(raw: Set<unknown>, next: Set<unknown>): void {
  const target = face(raw)
  for (const value of [...raw]) if (!next.has(value)) target.delete(value)
  for (const value of next) target.add(value)
}

function mergeArray(raw: unknown[], next: unknown[], by: Merging): void {
  const keyed = new Map<unknown, unknown>()
  for (const item of raw) {
    const name = keyOf(item, by.key)
    if (name !== undefined) keyed.set(name, item)
  }
  const merged = next.map((item, index) => {
    const fresh = unwrap(item)
    const name = keyOf(fresh, by.key)
    const old = name === undefined ? raw[index] : keyed.get(name)
    // by position, but never onto an item that another one claims by its key
    if (!isSameKind(old, fresh) || (name === undefined && keyOf(old, by.key) !== undefined))
      return fresh
    if (name !== undefined) keyed.delete(name) // a second item with the same key is another item
    merge(old, fresh as object, by)
    return old
  })
  const isSame =
    merged.length === raw.length && merged.every((item, index) => Object.is(item, raw[index]))
  if (!isSame) replaceItems(raw, merged)
}

function keyOf(item: unknown, key: Key): unknown {
  if (key === null || typeof item !== "object" || item === null) return undefined
  return typeof key === "function" ? key(item) : Reflect.get(item, key)
}

function isSameKind(a: unknown, b: unknown): a is object {
  if (!canFollow(a) || !canFollow(b)) return false
  return (
    Array.isArray(a) === Array.isArray(b) &&
    a instanceof Map === b instanceof Map &&
    a instanceof Set === b instanceof Set
  )
}
