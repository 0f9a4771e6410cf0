// What is being waited for: counters that Suspense, Transition and a surface's "wait until ready" read.
//
//     app ── all:  every load started below, read or not    (renderToPng waits for it)
//      └─ Suspense ── reads: loads that were read below, and are not ready    (shows the fallback)
//
// A resource adds itself to `all` when it is created, and to `reads` of the nearest Suspense when it
// is read there while not ready; it takes itself off when it settles, and adds itself again when it
// loads again. Source: SuspenseContext of Leptos' reactive_graph.

import { type Accessor, createContext, rwSignal } from "../reactive/index.ts"

/** A count of things that are under way. */
export interface Tasks {
  /** How many are under way. Reactive. */
  readonly count: Accessor<number>
  /** One more. Returns how to say that it is done; calling that twice is harmless. */
  add(): () => void
  /** Resolves when the count is 0 (at once when it is). */
  settled(): Promise<void>
}

/**
 * A counter for a boundary of your own, to be provided as `SuspenseContext`.
 *
 * @example
 * const tasks = createSuspenseContext()
 * provide(SuspenseContext, tasks)
 * const isWaiting = () => tasks.count() > 0
 */
export function createSuspenseContext(): Tasks {
  const count = rwSignal(0, { name: "tasks" })
  let waiting: (() => void)[] = []

  return {
    count: () => count.get(),
    add() {
      count.update((n) => n + 1)
      let isDone = false
      return () => {
        if (isDone) return
        isDone = true
        count.update((n) => n - 1)
        if (count.peek() > 0) return
        const told = waiting
        waiting = []
        for (const tell of told) tell()
      }
    },
    settled() {
      if (count.peek() === 0) return Promise.resolve()
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
}

/** The nearest boundary that waits for what is read below it. */
export const SuspenseContext = createContext<Tasks | undefined>(undefined, "Suspense")

/** All loads of an app, read or not: what a picture waits for. Provided by each surface. */
export const LoadsContext = createContext<Tasks | undefined>(undefined, "loads")
