// What can be read: accessors and signal objects, and how to tell them from static values.

/** Reads the current value; inside a memo or an effect it makes the value a source of it. */
export type Accessor<T> = () => T

/**
 * Writes. A function is called with the newest value and returns the next one; to keep a function
 * as a value, write `set(() => fn)`. Returns the value that is now in place.
 */
export type Setter<T> = (next: T | ((previous: T) => T)) => T

/** Something with a current value that can be read: a signal object, a memo object, a field. */
export abstract class Readable<T> {
  /** The current value, tracked. */
  abstract get(): T
  /** The current value, untracked. */
  abstract peek(): T
}

/** Something reactive: a function or a signal object. */
export type Source<T> = (() => T) | Readable<T>

/** A value that may be static or reactive. Read it with `read`. */
export type Reactive<T> = T | Source<T>

/** True for a signal object: an `RwSignal`, a `Memo`, a field of a store. */
export function isReadable(x: unknown): x is Readable<unknown> {
  return x instanceof Readable
}

/** True for what is reactive: a function or a signal object. */
export function isReactive<T>(x: Reactive<T>): x is Source<T> {
  return typeof x === "function" || x instanceof Readable
}

/**
 * The current value of something that may be static or reactive; tracked where it is reactive.
 *
 * @example
 * read(5) // 5
 * read(() => 5) // 5
 * read(rwSignal(5)) // 5
 */
export function read<T>(x: Reactive<T>): T {
  // Seam: a `T` that is itself a function cannot be told from an accessor; wrap such a value.
  if (typeof x === "function") return (x as () => T)()
  return x instanceof Readable ? (x.get() as T) : (x as T)
}
