// What can be read and written: signals, as a pair of functions or as one object.

import { DEV } from "../dev.ts"
import { noteRead } from "./component-body.ts"
import {
  clock,
  confirm,
  DIRTY,
  type Link,
  mark,
  observer,
  type SignalNode,
  tickClock,
  track,
} from "./graph.ts"
import { drainImmediate } from "./immediate.ts"
import { register } from "./names.ts"

/** Reads the current value; inside a memo or an effect it makes the value a source of it. */
export type Accessor<T> = () => T

/**
 * Writes. A function is called with the newest value and returns the next one; to keep a function
 * as a value, write `set(() => fn)`. Returns the value that is now in place.
 */
export type Setter<T> = (next: T | ((previous: T) => T)) => T

/** A signal as an object: something with a current value that can be read. */
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

/** True for a signal object: an `RwSignal`, a `Memo`, a slice. */
export function isReadable(x: unknown): x is Readable<unknown> {
  return x instanceof Readable
}

/** True for what is reactive: a function or a signal object. */
export function isReactive<T>(x: Reactive<T>): x is Source<T> {
  return typeof x === "function" || x instanceof Readable
}

/** The current value of something that may be static or reactive; tracked where it is reactive. */
export function read<T>(x: Reactive<T>): T {
  // Seam: a `T` that is itself a function cannot be told from an accessor; wrap such a value.
  if (typeof x === "function") return (x as () => T)()
  return x instanceof Readable ? (x.get() as T) : (x as T)
}

/** How two values are compared: true means that nobody need be told. */
export type Equals<T> = (previous: T, next: T) => boolean

export interface SignalOptions<T> {
  /** When a write changes nothing. Default `Object.is`; `false`: every write notifies. */
  readonly equals?: Equals<T> | false | undefined
  /** For messages and tools. */
  readonly name?: string | undefined
}

/** `was` of a signal that has no pending write. */
const SETTLED: unique symbol = Symbol("settled")
/** `was` of a signal that was changed in place: different from anything. */
const MUTATED: unique symbol = Symbol("mutated")

/**
 * A signal as one object: the compact form of `signal` (72 bytes, and the fastest read).
 *
 * @example
 * const count = rwSignal(1)
 * count.set(2)
 * count.update((n) => n + 1)
 * count.get() // 3
 */
export class RwSignal<T> extends Readable<T> implements SignalNode {
  declare private value: T
  /** What the observers saw, while a write is pending. */
  declare private was: T | typeof SETTLED | typeof MUTATED
  declare flags: number
  declare observers: Link | undefined
  declare stamp: number
  declare changedAt: number
  /** Only where it is not the default: most signals save the field. */
  declare private readonly equals?: Equals<T> | false

  constructor(value: T, equals?: Equals<T> | false) {
    super()
    this.value = value
    this.was = SETTLED
    this.flags = 0
    this.observers = undefined
    this.stamp = 0
    this.changedAt = 0
    if (equals !== undefined) this.equals = equals
  }

  /** The current value; tracked. */
  get(): T {
    if (observer !== undefined) track(this)
    else if (DEV) noteRead(this)
    return this.value
  }

  /** The current value, untracked. */
  peek(): T {
    return this.value
  }

  /** Replaces the value. A function is stored as it is: use `update` to compute from the old one. */
  set(next: T): void {
    const previous = this.value
    if (this.isSame(previous, next)) return
    const now = tickClock()
    const first = this.observers
    this.value = next
    if (first === undefined) this.changedAt = now
    else {
      if (this.flags === 0) {
        this.flags = DIRTY
        this.was = previous
      }
      mark(first)
      drainImmediate()
    }
  }

  /** Replaces the value by one computed from it. */
  update(fn: (previous: T) => T): void {
    this.set(fn(this.value))
  }

  /** Changes the value in place; always notifies. */
  mutate(fn: (value: T) => void): void {
    fn(this.value)
    this.notify()
  }

  /** Makes what runs now an observer, without reading. */
  track(): void {
    if (observer !== undefined) track(this)
  }

  /** Tells observers as if the value had changed. */
  notify(): void {
    this.changedAt = tickClock()
    const first = this.observers
    if (first === undefined) return
    this.flags = DIRTY
    this.was = MUTATED
    mark(first)
    drainImmediate()
  }

  commit(): void {
    const was = this.was
    this.flags = 0
    this.was = SETTLED
    if (was === MUTATED || !this.isSame(was as T, this.value)) {
      this.changedAt = clock
      confirm(this.observers)
    }
  }

  private isSame(previous: T, next: T): boolean {
    const equals = this.equals
    if (equals === undefined) return Object.is(previous, next)
    return equals !== false && equals(previous, next)
  }
}

/** A signal object: see `RwSignal`. */
export function rwSignal<T>(): RwSignal<T | undefined>
export function rwSignal<T>(value: T, options?: SignalOptions<T>): RwSignal<T>
export function rwSignal<T>(
  value?: T,
  options?: SignalOptions<T | undefined>,
): RwSignal<T | undefined> {
  const node = new RwSignal<T | undefined>(value, options?.equals)
  if (DEV) register(node, "signal", options?.name)
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
  if (DEV) register(node, "signal", options?.name)
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
  if (DEV) register(node, "signal", options?.name)
  return node
}
