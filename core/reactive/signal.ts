// What can be written: signals, as a pair of functions or as one object, and triggers.

import { type Equals, RwSignal } from "./graph.ts"
import { help } from "./help.ts"
import type { Accessor, Setter } from "./readable.ts"

/** When a write counts, and what the signal is called. */
export interface SignalOptions<T> {
  /** When a write changes nothing. Default `Object.is`; `false`: every write notifies. */
  readonly equals?: Equals<T> | false | undefined
  /** For messages and tools. */
  readonly name?: string | undefined
}

/**
 * A signal object: see `RwSignal`.
 *
 * @example
 * const name = rwSignal("Ada")
 * name.set("Grace")
 * name.get() // "Grace"
 */
export function rwSignal<T>(): RwSignal<T | undefined>
export function rwSignal<T>(value: T, options?: SignalOptions<T>): RwSignal<T>
export function rwSignal<T>(
  value?: T,
  options?: SignalOptions<T | undefined>,
): RwSignal<T | undefined> {
  const node = new RwSignal<T | undefined>(value, options?.equals)
  help?.registerName(node, "signal", options?.name)
  return node
}

/**
 * A value that can change, and tells those who read it.
 *
 * Nobody owns a signal; it goes when nobody holds it. Reads see a write at once; effects follow in
 * the next flush. Writing an equal value does nothing, and so does taking a write back before the
 * flush.
 *
 * @returns `[get, set]`. `set` takes a value or a function of the newest value.
 * @example
 * const [count, setCount] = signal(0)
 * effect(() => console.log(count()))
 * setCount(1)
 * setCount((n) => n + 1) // one run of the effect, with 2
 */
export function signal<T>(): [get: Accessor<T | undefined>, set: Setter<T | undefined>]
export function signal<T>(value: T, options?: SignalOptions<T>): [get: Accessor<T>, set: Setter<T>]
export function signal<T>(
  value?: T,
  options?: SignalOptions<T | undefined>,
): [get: Accessor<T | undefined>, set: Setter<T | undefined>] {
  const node = new RwSignal<T | undefined>(value, options?.equals)
  help?.register(node, "signal", options?.name)
  const get = () => node.get()
  const set: Setter<T | undefined> = (next) => {
    node.set(typeof next === "function" ? (next as (p: T | undefined) => T)(node.peek()) : next)
    return node.peek()
  }
  return [get, set]
}

/** A source without a value: see `trigger`. */
export interface Trigger {
  /** Makes what runs now an observer. */
  track(): void
  /** Tells the observers. */
  notify(): void
}

/**
 * A source without a value.
 *
 * @example
 * const resized = trigger()
 * effect(() => {
 *   resized.track()
 *   redraw()
 * })
 * resized.notify()
 */
export function trigger(options?: { readonly name?: string }): Trigger {
  const node = new RwSignal<undefined>(undefined)
  help?.registerName(node, "signal", options?.name)
  return node
}
