// A value computed from others: lazy, cached, cut off by equality.

import { type Equals, Memo } from "./graph.ts"
import { help } from "./help.ts"
import { getOwner } from "./owner.ts"
import type { Accessor } from "./readable.ts"

/** When a memo tells its observers, and what it is called. */
export interface MemoOptions<T> {
  /** When a new value changes nothing for observers. Default `Object.is`; `false`: never. */
  readonly equals?: Equals<T> | false | undefined
  /** For messages and tools. */
  readonly name?: string | undefined
}

/**
 * A memo as an object: see `memo` for what it does and `Memo` for how it is read.
 *
 * @example
 * const double = rwMemo(() => count() * 2)
 * double.get()
 */
export function rwMemo<T>(fn: (previous: T | undefined) => T, options?: MemoOptions<T>): Memo<T>
export function rwMemo<T>(
  fn: (previous: T) => T,
  options: MemoOptions<T> & { readonly initial: T },
): Memo<T>
export function rwMemo<T>(
  fn: (previous: T) => T,
  options?: MemoOptions<T> & { readonly initial?: T },
): Memo<T> {
  help?.checkFunction("rwMemo", fn)
  // Seam: without `initial` the type of `fn` says that the first previous value is undefined.
  const node = new Memo<T>(fn, options?.initial as T, getOwner(), options?.equals)
  help?.register(node, "memo", options?.name)
  return node
}

/**
 * A value computed from others.
 *
 * Lazy: `fn` runs when someone reads and a source has changed, at most once for each change; it
 * gets the previous value (`initial` the first time). When the new value equals the old one, nobody
 * below is run. A memo ends with its owner; one made without an owner lives as long as it is held.
 * If `fn` throws, reads throw the same error until a source changes.
 *
 * @example
 * const total = memo(() => price() * amount())
 * const highest = memo((previous) => Math.max(previous, load()), { initial: 0 })
 */
export function memo<T>(fn: (previous: T | undefined) => T, options?: MemoOptions<T>): Accessor<T>
export function memo<T>(
  fn: (previous: T) => T,
  options: MemoOptions<T> & { readonly initial: T },
): Accessor<T>
export function memo<T>(
  fn: (previous: T) => T,
  options?: MemoOptions<T> & { readonly initial?: T },
): Accessor<T> {
  help?.checkFunction("memo", fn)
  const node = new Memo<T>(fn, options?.initial as T, getOwner(), options?.equals)
  help?.register(node, "memo", options?.name)
  return () => node.get()
}
