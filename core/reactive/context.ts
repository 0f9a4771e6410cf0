// Values along the owner tree: provided above, used below.

import { runInScope, withScope } from "./graph.ts"
import { help } from "./help.ts"
import { createOwner, getOwner } from "./owner.ts"

/** The key of a value that is provided above and used below. */
export class Context<T> {
  /** What `use` gives where nothing was provided. */
  readonly fallback: T
  /** For messages. */
  readonly name: string | undefined

  constructor(fallback: T, name: string | undefined) {
    this.fallback = fallback
    this.name = name
  }
}

/**
 * A new context; `use` gives `fallback` where nothing was provided.
 *
 * @example
 * const Locale = createContext("en")
 * // above: <Provider context={Locale} value="de">   below: use(Locale)
 */
export function createContext<T>(): Context<T | undefined>
export function createContext<T>(fallback: T, name?: string): Context<T>
export function createContext<T>(fallback?: T, name?: string): Context<T | undefined> {
  return new Context(fallback, name)
}

/**
 * Provides `value` to everything under the current owner; the nearest one wins. With `fn`, runs it
 * under a child owner and provides only there.
 *
 * @returns What `fn` returns.
 * @example
 * const Theme = createContext("light")
 * provide(Theme, "dark", () => use(Theme)) // "dark"
 */
export function provide<T>(context: Context<T>, value: T): void
export function provide<T, R>(context: Context<T>, value: T, fn: () => R): R
export function provide<T, R>(context: Context<T>, value: T, fn?: () => R): R | undefined {
  if (fn) {
    const child = createOwner()
    child.values = new Map<object, unknown>([[context, value]])
    return withScope(child, fn)
  }
  const owner = getOwner()
  if (owner) (owner.values ??= new Map()).set(context, value)
  else help?.warnNoOwner("provide")
  return undefined
}

/** The nearest value that was provided above the current owner, else the context's fallback. */
export function use<T>(context: Context<T>): T {
  for (let owner = getOwner(); owner !== undefined; owner = owner.parent) {
    const values = owner.values
    // Seam: `provide` put a T under this key.
    if (values?.has(context)) return values.get(context) as T
  }
  return context.fallback
}

/**
 * Keeps `this` moment's owner: the returned function runs `fn` under it, whenever it is called.
 * For callbacks that create things later.
 */
export function withOwner<A extends unknown[], R>(fn: (...args: A) => R): (...args: A) => R {
  const owner = getOwner()
  return (...args) => runInScope(owner, () => fn(...args))
}
