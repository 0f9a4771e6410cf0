// Signals from and to what other libraries speak: async iterators and observables.

import type { Accessor } from "../reactive/index.ts"
import {
  createRoot,
  effect,
  getOwner,
  onCleanup,
  read,
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

/** The newest value of an observable; unsubscribed when the owner ends. An error is thrown to whoever reads. */
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

/**
 * The values of a signal, one for each flush that changed it, the current one first. A reader that is
 * slower than the signal gets the newest value and misses those between, so nothing piles up.
 *
 * @example
 * for await (const n of toIterable(count)) console.log(n)
 */
export async function* toIterable<T>(source: Source<T>): AsyncGenerator<T, void, undefined> {
  let newest: { value: T } | undefined
  let failure: { error: unknown } | undefined
  let wake: (() => void) | undefined
  const stop = createRoot((dispose) => {
    effect(() => {
      try {
        newest = { value: read(source) as T }
      } catch (error) {
        failure = { error }
      }
      wake?.()
    })
    return dispose
  })
  try {
    while (true) {
      if (!newest && !failure) await new Promise<void>((resolve) => (wake = resolve))
      if (failure) throw failure.error
      const next = newest
      newest = undefined
      if (next) yield next.value
    }
  } finally {
    stop()
  }
}

/** A signal as an observable: the current value, then one for each flush that changed it. */
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
