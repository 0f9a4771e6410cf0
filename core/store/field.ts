// Handles on a place in a store, which stay good when what is there is replaced: a field follows a
// path, a keyed handle follows its key through reorders.

import { CodedError } from "../errors.ts"
import { type Accessor, memo, Readable, untrack } from "../reactive/index.ts"
import { checkKey, deep } from "./store.ts"

/**
 * A place in a store as one signal object: give it to a component that should read or write just
 * this, or to `bind`.
 */
export class Field<T> extends Readable<T> {
  readonly #owner: () => object
  readonly #key: PropertyKey

  constructor(owner: () => object, key: PropertyKey) {
    super()
    checkKey(key)
    this.#owner = owner
    this.#key = key
  }

  /** The value now there. Told when it, anything above or anything in it is written. */
  get(): T {
    return deepRead(Reflect.get(this.#owner(), this.#key)) as T
  }

  peek(): T {
    return untrack(() => Reflect.get(this.#owner(), this.#key)) as T
  }

  set(value: T): void {
    untrack(() => Reflect.set(this.#owner(), this.#key, value))
  }

  update(change: (previous: T) => T): void {
    this.set(change(this.peek()))
  }

  /** A place inside this one. */
  field<K extends keyof T & PropertyKey>(key: K): Field<T[K]> {
    return new Field<T[K]>(() => {
      const value = Reflect.get(this.#owner(), this.#key)
      if (typeof value === "object" && value !== null) return value
      throw new CodedError(
        "field-gone",
        `field ${JSON.stringify(String(key))} was read where ${String(this.#key)} is ${value}.`,
        "show what needs it only while it is there, or give the store a value for it.",
      )
    }, key)
  }
}

/**
 * The field `key` of a store.
 *
 * @throws {CodedError} `store-key` for `__proto__`, `constructor` and `prototype`; `field-gone` when
 *   read where what should hold it is no object.
 *
 * @example
 * const name = field(state, "user").field("name")
 * name.set("Bea")
 * input({ bind: name })
 */
export function field<T extends object, K extends keyof T & PropertyKey>(
  owner: T,
  key: K,
): Field<T[K]> {
  return new Field<T[K]>(() => owner, key)
}

function deepRead(value: unknown): unknown {
  deep(value)
  return value
}

/** Items of a collection by their key. */
export interface Keyed<T, K> {
  /** A handle that follows the item with this key, wherever it stands; undefined while there is none. */
  at(key: K): Accessor<T | undefined>
  has(key: K): boolean
  /** In the collection's order. Reactive. */
  keys(): readonly K[]
}

/**
 * Finds items by key instead of by position. The index is built once a change of the collection, and
 * shared by all handles.
 *
 * @example
 * const byId = keyed(() => state.rows, (row) => row.id)
 * const row = byId.at(7)
 * effect(() => console.log(row()?.text)) // still row 7 after a sort
 */
export function keyed<T, K>(items: () => Iterable<T>, by: (item: T) => K): Keyed<T, K> {
  const index = memo(() => {
    const found = new Map<K, T>()
    for (const item of items()) found.set(by(item), item)
    return found
  })
  return {
    at: (key) => memo(() => index().get(key)),
    has: (key) => index().has(key),
    keys: () => [...index().keys()],
  }
}
