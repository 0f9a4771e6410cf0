// A value that ends with its owner and is not reactive.

import { help } from "./help.ts"
import { getOwner } from "./owner.ts"

/** See `stored`. */
export class Stored<T> {
  private held: T | undefined
  private isDisposed = false

  constructor(value: T) {
    this.held = value
    getOwner()?.addCleanup(() => {
      this.isDisposed = true
      this.held = undefined
    })
  }

  /** The value. After the owner's end: an error in development, undefined in production. */
  get value(): T {
    if (help && this.isDisposed) throw help.disposedRead("stored", this)
    return this.held as T
  }

  set value(next: T) {
    if (!this.isDisposed) this.held = next
  }

  /** Replaces the value by one computed from it. */
  update(fn: (value: T) => T): void {
    this.value = fn(this.value)
  }

  /** True when the owner has ended and the value was let go. */
  get disposed(): boolean {
    return this.isDisposed
  }
}

/**
 * Keeps a value for as long as the current owner lives. Reading and writing it tells nobody.
 *
 * @example
 * const last = stored(performance.now())
 * last.value = performance.now()
 */
export function stored<T>(value: T, options?: { readonly name?: string }): Stored<T> {
  const node = new Stored(value)
  help?.register(node, "stored", options?.name)
  return node
}
