// The part that resource and asyncMemo share: one value that is loaded again and again, of which only
// the newest load counts.
//
//     idle ──▶ pending ──▶ ready ──▶ reloading ──▶ ready …
//                 └──────▶ errored ◀────┘
//
// A fetcher may return a plain value: it is there at once, and no boundary ever shows a fallback for it.
// The last value stays while a newer one is loaded. A load that is overtaken, or whose owner ends, is
// told by its AbortSignal, and what it brings is dropped.

import { warnings } from "../errors.ts"
import { placeNow } from "../reactive/component-body.ts"
import { batch, getOwner, onCleanup, Readable, RwSignal, untrack, use } from "../reactive/index.ts"
import { LoadsContext, SuspenseContext, type Tasks } from "./pending.ts"
import { noteLoad } from "./transition.ts"

/**
 * Where a resource stands: nothing asked for, the first load, there, loading again with the old
 * value, failed.
 */
export type LoadState = "idle" | "pending" | "ready" | "reloading" | "errored"

/** How a boundary that read this load counts it. */
interface Reader {
  reads: number
  done: (() => void) | undefined
}

/** A loaded value: a signal object with a state. */
export class Loaded<T> extends Readable<T | undefined> {
  readonly #value = new RwSignal<T | undefined>(undefined, false)
  readonly #state = new RwSignal<LoadState>("idle")
  readonly #error = new RwSignal<unknown>(undefined)
  readonly #readers = new Map<Tasks, Reader>()
  readonly #all: Tasks | undefined
  readonly #kind: string
  readonly #name: string
  readonly #made = placeNow()
  #abort: AbortController | undefined
  #settled: Promise<void> = Promise.resolve()
  #doneAll: (() => void) | undefined
  #isDisposed = false

  constructor(kind: string, name: string, initial: T | undefined) {
    super()
    this.#kind = kind
    this.#name = name
    this.#all = use(LoadsContext)
    if (initial !== undefined) {
      this.#value.set(initial)
      this.#state.set("ready")
    }
    if (getOwner()) onCleanup(() => this.dispose())
  }

  /** The newest value, undefined before the first. Tracked; counts for the nearest Suspense. Throws the error of a load that failed. */
  get(): T | undefined {
    this.#check()
    const state = this.#state.get()
    this.#noteReader()
    if (state === "errored") throw this.#error.get()
    return this.#value.get()
  }

  /** The newest value, untracked, counting for no boundary and throwing nothing. */
  peek(): T | undefined {
    return this.#value.peek()
  }

  /** The newest value, tracked, counting for no boundary and throwing nothing. */
  latest(): T | undefined {
    this.#check()
    return this.#value.get()
  }

  /** "idle" before the first load, "reloading" while a newer value is loaded. Tracked. */
  state(): LoadState {
    this.#check()
    return this.#state.get()
  }

  /** What the last load failed with, or undefined. Tracked. */
  error(): unknown {
    this.#check()
    return this.#error.get()
  }

  /** True while a load is under way. Tracked. */
  loading(): boolean {
    const state = this.state()
    return state === "pending" || state === "reloading"
  }

  /** Resolves when the load now under way, and any that overtakes it, has settled. */
  async settled(): Promise<void> {
    for (let seen: Promise<void> | undefined; seen !== this.#settled; ) {
      seen = this.#settled
      await seen
    }
  }

  /** Puts a value in place of whatever is there. A load in flight is dropped. */
  mutate(value: T | undefined | ((previous: T | undefined) => T | undefined)): void {
    this.#overtake()
    const previous = this.#value.peek()
    const next =
      typeof value === "function" ? (value as (p: T | undefined) => T | undefined)(previous) : value
    this.#settle("ready", next)
  }

  /** Starts a load; called by resource and asyncMemo. */
  load(fetch: (signal: AbortSignal) => T | PromiseLike<T>): void {
    if (this.#isDisposed) return
    this.#overtake()
    const abort = new AbortController()
    let result: T | PromiseLike<T>
    try {
      result = fetch(abort.signal)
    } catch (error) {
      if (!this.#isDisposed) this.#settle("errored", error)
      return
    }
    this.#abort = abort
    if (this.#isDisposed) {
      this.#overtake() // the fetcher has ended its owner
      return
    }
    if (!isPromise(result)) {
      this.#abort = undefined
      this.#settle("ready", result)
      return
    }
    this.#begin()
    // A thenable of somebody else's may throw, or call back twice; a promise of ours does not.
    this.#settled = Promise.resolve(result).then(
      (value) => this.#finish(abort, "ready", value),
      (error) => this.#finish(abort, "errored", error),
    )
    noteLoad(this)
  }

  /** Nothing to load: keeps no value. */
  rest(): void {
    this.#overtake()
    batch(() => {
      this.#state.set("idle")
      this.#error.set(undefined)
      this.#value.set(undefined)
    })
    this.#release()
  }

  /** Ends it before its owner does: no load counts any more. */
  dispose(): void {
    if (this.#isDisposed) return
    this.#isDisposed = true
    this.#overtake()
    this.#release()
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  #finish(abort: AbortController, state: "ready" | "errored", value: unknown): void {
    if (this.#abort !== abort) return // overtaken
    this.#abort = undefined
    this.#settle(state, value)
  }

  #settle(state: "ready" | "errored", value: unknown): void {
    batch(() => {
      if (state === "ready") this.#value.set(value as T)
      this.#error.set(state === "errored" ? value : undefined)
      this.#state.set(state)
    })
    this.#release()
  }

  #begin(): void {
    const isFirst = this.#state.peek() === "idle" || this.#state.peek() === "pending"
    this.#state.set(isFirst ? "pending" : "reloading")
    this.#doneAll ??= this.#all?.add()
    for (const [tasks, reader] of this.#readers) reader.done ??= tasks.add()
  }

  /** The load in flight no longer counts, and is told so. */
  #overtake(): void {
    const abort = this.#abort
    this.#abort = undefined
    if (!abort) return
    const reason = this.#isDisposed
      ? `the owner of ${this.#kind} ${this.#name} has ended`
      : `a newer load of ${this.#kind} ${this.#name} overtook this one`
    untrack(() => abort.abort(new DOMException(reason, "AbortError")))
  }

  #release(): void {
    this.#doneAll?.()
    this.#doneAll = undefined
    for (const reader of this.#readers.values()) {
      reader.done?.()
      reader.done = undefined
    }
  }

  #noteReader(): void {
    const tasks = use(SuspenseContext)
    if (!tasks || !getOwner()) return
    let reader = this.#readers.get(tasks)
    if (!reader) this.#readers.set(tasks, (reader = { reads: 0, done: undefined }))
    reader.reads += 1
    if (this.#abort && !reader.done) reader.done = untrack(() => tasks.add())
    const mine = reader
    onCleanup(() => {
      mine.reads -= 1
      // who runs again reads again at once: only a reader that is gone for good is forgotten
      queueMicrotask(() => {
        if (mine.reads > 0) return
        mine.done?.()
        mine.done = undefined
        if (this.#readers.get(tasks) === mine) this.#readers.delete(tasks)
      })
    })
  }

  #check(): void {
    if (warnings && this.#isDisposed)
      throw warnings.disposedRead(this.#kind, this.#name, this.#made)
  }
}

export function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as PromiseLike<T> | undefined)?.then === "function"
}
