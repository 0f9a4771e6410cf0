// What runs when values change: effects, render effects, immediate effects, watchers.

import { Effect, untrack } from "./graph.ts"
import { help } from "./help.ts"
import { drainImmediate } from "./immediate.ts"
import { getOwner } from "./owner.ts"
import { read, type Source } from "./readable.ts"

/** What an effect is called. */
export interface EffectOptions {
  /** For messages and tools. */
  readonly name?: string | undefined
}

/** Stops what it was returned for. A second call does nothing. */
export type Dispose = () => void

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
  help?.checkFunction("effect", fn)
  const node = new Effect<T | undefined>(fn, undefined, getOwner())
  help?.register(node, "effect", options?.name)
  if (!node.disposed) node.enqueue()
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

/**
 * A render effect as an object with `dispose()`: saves the function of `renderEffect`.
 *
 * @param initial - What `fn` gets the first time. One function may so serve many effects, each with
 *   an object of its own that it returns again: no closure is made for them.
 */
export function rwEffect<T>(
  fn: (previous: T | undefined) => T,
  options?: EffectOptions,
): Effect<T | undefined>
export function rwEffect<T>(
  fn: (previous: T) => T,
  options: EffectOptions | undefined,
  initial: T,
): Effect<T>
export function rwEffect(
  fn: (previous: any) => unknown,
  options?: EffectOptions,
  initial?: unknown,
): Effect<unknown> {
  help?.checkFunction("renderEffect", fn)
  const node = new Effect<unknown>(fn, initial, getOwner())
  help?.registerName(node, "effect", options?.name)
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
  help?.checkFunction("immediateEffect", fn)
  const node = new Effect<T | undefined>(fn, undefined, getOwner(), true)
  help?.register(node, "effect", options?.name)
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
  help?.checkSources("on", deps)
  help?.checkFunction("on", fn)
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

/** When a watch runs first. */
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
  help?.checkSources("watch", deps)
  help?.checkFunction("watch", fn)
  const run = on<unknown, U>(deps, fn, { defer: options?.immediate !== true })
  // Without `immediate` the sources are read now: a change before the first flush is a change.
  return options?.immediate ? effect(run, options) : renderEffect(run, options)
}
