// What runs when values change: effects, render effects, immediate effects, watchers.

import { DEV } from "../dev.ts"
import {
  DIRTY,
  DISPOSED,
  EFFECT,
  type EffectNode,
  evaluate,
  IMMEDIATE,
  type Link,
  MEMO,
  RUNNING,
  refresh,
  type SignalNode,
  STALE,
  THREW,
  takeError,
  unlink,
  untrack,
} from "./graph.ts"
import { addImmediate, drainImmediate, failImmediate } from "./immediate.ts"
import { register } from "./names.ts"
import {
  type Computation,
  currentOwner,
  handleError,
  hasHandler,
  type Owned,
  type Owner,
  ownerOf,
} from "./owner.ts"
import { defaultQueue, type Queued } from "./scheduler.ts"
import { read, type Source } from "./signal.ts"

export interface EffectOptions {
  /** For messages and tools. */
  readonly name?: string | undefined
}

/** Stops what it was returned for. A second call does nothing. */
export type Dispose = () => void

/** An effect as an object: disposed individually, or with its owner. Made by `rwEffect`. */
export class Effect<T = unknown> implements EffectNode, Computation, Queued {
  declare flags: number
  declare sources: Link | undefined
  declare private fn: (previous: T) => T
  declare private value: T
  declare parent: Owner | undefined
  declare prevSibling: Owned | undefined
  declare nextSibling: Owned | undefined
  declare own: Owner | undefined

  constructor(fn: (previous: T) => T, value: T, kind: number) {
    const owner = currentOwner()
    this.flags = EFFECT | DIRTY | kind
    this.sources = undefined
    this.fn = fn
    this.value = value
    this.parent = undefined
    this.prevSibling = undefined
    this.nextSibling = undefined
    this.own = undefined
    if (owner !== undefined) owner.adopt(this)
  }

  enqueue(): void {
    if ((this.flags & RUNNING) !== 0) return // it wrote what it read: queued when the run ends
    if ((this.flags & IMMEDIATE) !== 0) addImmediate(this)
    else (this.parent?.queue ?? defaultQueue).add(this)
  }

  run(): void {
    if (this.own !== undefined) {
      untrack(() => this.own!.clear())
      if ((this.flags & DISPOSED) !== 0) return // a cleanup ended it
    }
    const next = evaluate(this, this.fn, this.value)
    if ((this.flags & STALE) !== 0) this.enqueue()
    if (next === THREW) this.fail(takeError())
    else this.value = next
  }

  /** The first run, at once. An error that nobody handles is the creator's. */
  start(): void {
    if ((this.flags & DISPOSED) !== 0) return // dead on arrival
    const next = evaluate(this, this.fn, this.value)
    if ((this.flags & STALE) !== 0) this.enqueue()
    if (next !== THREW) this.value = next
    else {
      const error = takeError()
      if (!hasHandler(this.own ?? this.parent)) throw error
      handleError(error, this.own ?? this.parent)
    }
  }

  settle(): void {
    const parent = this.parent
    if (parent !== undefined) {
      if (parent.within !== undefined) settleOuter(parent.within)
      if (parent.isPaused) return // runs on resume
    }
    const flags = this.flags
    if ((flags & STALE) === 0 || (flags & RUNNING) !== 0) return
    refresh(this)
  }

  drop(): void {
    for (let link = this.sources; link !== undefined; link = link.nextSource) {
      const { source } = link
      if ((source.flags & STALE) === 0) continue
      if ((source.flags & MEMO) === 0) (source as SignalNode).commit()
      // Seam: every source with the flag MEMO is a memo.
      else refresh(source as unknown as Computation)
    }
    this.flags &= ~STALE
  }

  fail(error: unknown): void {
    const owner = this.own ?? this.parent
    if ((this.flags & IMMEDIATE) !== 0 && !hasHandler(owner)) failImmediate(error)
    else handleError(error, owner)
  }

  asOwner(): Owner {
    return ownerOf(this)
  }

  /** Ends it and what it owns; its cleanups run now. */
  dispose(): void {
    if ((this.flags & DISPOSED) !== 0) return
    this.parent?.release(this)
    this.end()
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  get disposed(): boolean {
    return (this.flags & DISPOSED) !== 0
  }

  end(): void {
    if ((this.flags & DISPOSED) !== 0) return
    this.flags = (this.flags & ~STALE) | DISPOSED
    const sources = this.sources
    this.sources = undefined
    unlink(sources)
    if (this.own !== undefined) untrack(() => this.own!.end())
  }

  setPaused(isPaused: boolean): void {
    this.own?.setPaused(isPaused)
    if (!isPaused && (this.flags & STALE) !== 0) this.enqueue()
  }
}

/** Brings the computations that enclose a stale effect up to date, outermost first: one of them may end it. */
function settleOuter(node: Computation): void {
  const outer = node.parent?.within
  if (outer !== undefined) settleOuter(outer)
  if ((node.flags & STALE) !== 0 && (node.flags & (RUNNING | DISPOSED)) === 0) {
    if (node.parent?.isPaused !== true) refresh(node)
  }
}

/**
 * Runs `fn` in the next flush, and again in the flush after any of the values that it read changes.
 *
 * `fn` gets what it returned last time. What it creates ends before it runs again. An error goes to
 * the nearest `catchError`; the effect keeps its sources and gets another try when one changes.
 *
 * @returns How to stop it; it also ends with its owner.
 * @example
 * effect(() => {
 *   const timer = setInterval(poll, period())
 *   onCleanup(() => clearInterval(timer))
 * })
 */
export function effect<T>(fn: (previous: T | undefined) => T, options?: EffectOptions): Dispose {
  const node = new Effect<T | undefined>(fn, undefined, 0)
  if (DEV) register(node, "effect", options?.name)
  if ((node.flags & DISPOSED) === 0) node.enqueue()
  return () => node.dispose()
}

/**
 * Like `effect`, but the first run is now. For what shows values: the view layer's effects.
 * An error of the first run is thrown if no `catchError` handles it.
 */
export function renderEffect<T>(
  fn: (previous: T | undefined) => T,
  options?: EffectOptions,
): Dispose {
  const node = rwEffect(fn, options)
  return () => node.dispose()
}

/** A render effect as an object with `dispose()`: saves the function of `renderEffect`. */
export function rwEffect<T>(
  fn: (previous: T | undefined) => T,
  options?: EffectOptions,
): Effect<T | undefined> {
  const node = new Effect<T | undefined>(fn, undefined, 0)
  if (DEV) register(node, "effect", options?.name)
  node.start()
  return node
}

/**
 * Runs `fn` now, and again within every write that changes a value it read, before the write
 * returns; inside `batch`, when the batch ends. An unhandled error is thrown to the writer.
 */
export function immediateEffect<T>(
  fn: (previous: T | undefined) => T,
  options?: EffectOptions,
): Dispose {
  const node = new Effect<T | undefined>(fn, undefined, IMMEDIATE)
  if (DEV) register(node, "effect", options?.name)
  node.start()
  drainImmediate()
  return () => node.dispose()
}

/** The values of a list of sources, in their order. */
export type ValuesOf<S extends readonly Source<unknown>[]> = {
  [K in keyof S]: S[K] extends Source<infer T> ? T : never
}

/**
 * Makes the sources of a computation explicit: `deps` are tracked, `fn` is not.
 *
 * @param deps - One source, or a list; then `fn` gets lists of values.
 * @param options.defer - Skip the first run: it only tracks.
 * @example
 * effect(on(count, (value, previous) => console.log(previous, "→", value)))
 */
export function on<T, U>(
  deps: Source<T>,
  fn: (value: T, previous: T | undefined, result: U | undefined) => U,
  options?: { readonly defer?: boolean },
): (result: U | undefined) => U
export function on<const S extends readonly Source<unknown>[], U>(
  deps: S,
  fn: (values: ValuesOf<S>, previous: ValuesOf<S> | undefined, result: U | undefined) => U,
  options?: { readonly defer?: boolean },
): (result: U | undefined) => U
export function on<U>(
  deps: Source<unknown> | readonly Source<unknown>[],
  fn: (value: any, previous: any, result: U | undefined) => U,
  options?: { readonly defer?: boolean },
): (result: U | undefined) => U {
  let previous: unknown
  let isDeferred = options?.defer ?? false
  return (result) => {
    // Seam: Array.isArray does not narrow readonly arrays.
    const value = Array.isArray(deps) ? deps.map(read) : read(deps as Source<unknown>)
    const before = previous
    previous = value
    if (isDeferred) {
      isDeferred = false
      return result as U
    }
    return untrack(() => fn(value, before, result))
  }
}

export interface WatchOptions extends EffectOptions {
  /** True: `fn` also runs for the first value, in the next flush. Default false. */
  readonly immediate?: boolean
}

/**
 * Runs `fn`, untracked, in the flush after one of `deps` changes.
 *
 * @returns How to stop it; it also ends with its owner.
 * @example
 * watch(query, (text, before) => search(text))
 */
export function watch<T, U>(
  deps: Source<T>,
  fn: (value: T, previous: T | undefined, result: U | undefined) => U,
  options?: WatchOptions,
): Dispose
export function watch<const S extends readonly Source<unknown>[], U>(
  deps: S,
  fn: (values: ValuesOf<S>, previous: ValuesOf<S> | undefined, result: U | undefined) => U,
  options?: WatchOptions,
): Dispose
export function watch<U>(
  deps: any,
  fn: (value: any, previous: any, result: U | undefined) => U,
  options?: WatchOptions,
): Dispose {
  const run = on<unknown, U>(deps, fn, { defer: options?.immediate !== true })
  // Without `immediate` the sources are read now: a change before the first flush is a change.
  return options?.immediate ? effect(run, options) : renderEffect(run, options)
}
