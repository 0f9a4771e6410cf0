// Signals from and to what other libraries speak: async iterators and observables.

import type { Accessor } from "../reactive/index.ts"
import {
  createRoot,
  effect,
  getOwner,
  onCleanup,
  read,
  runWithOwner,
  type Source,
  signal,
} from "../reactive/index.ts"

/** What RxJS and TC39's proposal have in common, as far as we need it. */
export interface Observable<T> {
  subscribe(observer: {
    next(value: T): void
    error(error: unknown): void
    complete(): void
  }): { unsubscribe(): void } | (() => void)
}

/**
 * The newest value of an async iterable; undefined before the first. It is left (its `return` is
 * called) when the owner ends. An error is thrown to whoever reads.
 *
 * @example
 * const line = fromIterable(readline)
 */
export function fromIterable<T>(iterable: AsyncIterable<T>): Accessor<T | undefined> {
  const box = outcome<T>()
  const iterator = iterable[Symbol.asyncIterator]()
  let isOver = false
  void (async () => {
    try {
      while (!isOver) {
        const step = await iterator.next()
        if (step.done || isOver) return
        box.value(step.value)
      }
    } catch (error) {
      if (!isOver) box.error(error)
    }
  })()
  if (getOwner()) {
    onCleanup(() => {
      isOver = true
      // it may be suspended in next() for ever, so nobody waits for this
      void Promise.resolve(iterator.return?.()).catch(() => {})
    })
  }
  return box.read
}

/**
 * The newest value of an observable; unsubscribed when the owner ends. An error is thrown to whoever reads.
 *
 * @example
 * const position = fromObservable(positions$) // undefined until the first value
 */
export function fromObservable<T>(observable: Observable<T>): Accessor<T | undefined> {
  const box = outcome<T>()
  const subscription = observable.subscribe({ next: box.value, error: box.error, complete() {} })
  if (getOwner()) {
    onCleanup(() => {
      if (typeof subscription === "function") subscription()
      else subscription.unsubscribe()
    })
  }
  return box.read
}

/** The values of a signal over time: see `toIterable`. */
export interface ValueIterator<T> extends AsyncIterableIterator<T, undefined> {
  /** Ends it; a `next` that waits is told so. */
  return(): Promise<IteratorResult<T, undefined>>
}

/**
 * The values of a signal, one for each flush that changed it, the current one first. A reader that is
 * slower than the signal gets the newest value and misses those between, so nothing piles up. It ends
 * with the owner that is current here, and when it is left.
 *
 * @example
 * for await (const n of toIterable(count)) console.log(n)
 */
export function toIterable<T>(source: Source<T>): ValueIterator<T> {
  type Step = { value: T } | { error: unknown }
  type Result = IteratorResult<T, undefined>
  const owner = getOwner()
  const waiting: { resolve: (result: Result) => void; reject: (error: unknown) => void }[] = []
  let newest: Step | undefined
  let stop: (() => void) | undefined
  let isOver = false

  const deliver = (): void => {
    while (newest && waiting[0]) {
      const step = newest
      const reader = waiting.shift()!
      newest = undefined
      if ("value" in step) reader.resolve({ value: step.value, done: false })
      else {
        reader.reject(step.error)
        end()
      }
    }
  }
  const end = (): void => {
    isOver = true
    newest = undefined
    stop?.()
    stop = undefined
    for (const { resolve } of waiting.splice(0)) resolve({ value: undefined, done: true })
  }
  /** Watches from the first `next` on. */
  const begin = (): void => {
    const watch = () =>
      createRoot((dispose) => {
        stop = dispose
        effect(() => {
          try {
            newest = { value: read(source) as T }
          } catch (error) {
            newest = { error }
          }
          deliver()
        })
      })
    runWithOwner(owner, watch)
  }
  if (owner) onCleanup(end)

  return {
    next() {
      if (isOver) return Promise.resolve({ value: undefined, done: true })
      if (!stop) begin()
      return new Promise<Result>((resolve, reject) => {
        waiting.push({ resolve, reject })
        deliver()
      })
    },
    return() {
      end()
      return Promise.resolve({ value: undefined, done: true })
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/**
 * A signal as an observable: the current value, then one for each flush that changed it.
 *
 * @example
 * toObservable(count).subscribe((value) => console.log(value))
 */
export function toObservable<T>(source: Source<T>): Observable<T> {
  return {
    subscribe(observer) {
      return createRoot((dispose) => {
        effect(() => {
          let value: T
          try {
            value = read(source) as T
          } catch (error) {
            observer.error(error)
            return
          }
          observer.next(value)
        })
        return { unsubscribe: dispose }
      })
    },
  }
}

function outcome<T>() {
  const [get, set] = signal<{ value?: T; error?: unknown; failed: boolean }>({ failed: false })
  return {
    value: (value: T): void => void set({ value, failed: false }),
    error: (error: unknown): void => void set({ error, failed: true }),
    read: (): T | undefined => {
      const now = get()
      if (now.failed) throw now.error
      return now.value
    },
  }
}
