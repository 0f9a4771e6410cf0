// Which of a list's items is selected, kept by key, so that fresh data keep it.
//
//     keys   a  b  c  d          "c" is selected
//     keys   c  a  d             still "c", now first
//     keys   a  d                "c" has gone: its neighbour "a" takes over
//     keys   (none)              remembered, in case a filter is taken back
//
// The key is the truth, the index is looked up. Nothing is selected until someone selects.

import {
  memo,
  type Reactive,
  read,
  type Source,
  signal,
  untrack,
  watch,
} from "../../core/reactive/index.ts"

export interface ChoiceOptions<T> {
  readonly items: Source<readonly T[]>
  /** What tells items apart, also between two fetches of the data. */
  readonly by: (item: T) => unknown
  /** The selected key, when the caller keeps it; undefined for none. */
  readonly selected?: Reactive<unknown>
  /** The first selected key, when the list keeps it. */
  readonly initial?: unknown
  readonly onSelect?: ((item: T, key: unknown) => void) | undefined
  /** The selection is not of the list's own making: it was given, or the caller changed it. */
  readonly onGiven?: ((index: number) => void) | undefined
}

export interface Choice<T> {
  /** Index of the selected item, or -1. Reactive. */
  index(): number
  /** The selected item. Reactive. */
  item(): T | undefined
  /** Selects the item at `index`, drawn into the list's bounds. Returns the index, or -1 for an empty list. */
  select(index: number): number
}

/** Keeps a selection by key. Call it in a component's body. */
export function choice<T>(options: ChoiceOptions<T>): Choice<T> {
  const { by, onSelect } = options
  const [own, setOwn] = signal<unknown>(options.initial)
  const key = () => (options.selected === undefined ? own() : read(options.selected))

  // Where the key was, and where it was just put, is looked at first: a step through 100,000 items
  // searches none of them.
  let put = -1
  const index = memo(
    (last: number) => {
      const items = read(options.items)
      const wanted = key()
      if (wanted === undefined) return -1
      for (const at of [put, last]) {
        if (at >= 0 && at < items.length && Object.is(by(items[at]!), wanted)) return at
      }
      const found = items.findIndex((item) => Object.is(by(item), wanted))
      if (found >= 0 || last < 0 || items.length === 0) return found
      return Math.min(last, items.length - 1) // the neighbour of what has gone
    },
    { initial: -1 },
  )

  let told: unknown // the last key of our own making
  function tell(at: number): void {
    const item = read(options.items)[at]
    if (item === undefined) return
    const next = by(item)
    if (Object.is(next, key())) return
    put = at
    told = next
    setOwn(() => next)
    onSelect?.(item, next)
  }

  // When the selected item has gone, the neighbour that took over is the selection.
  watch(
    () => [index(), read(options.items)] as const,
    ([at]) => {
      if (at >= 0) tell(at)
    },
  )

  let given: unknown // the last key that was met
  watch(
    [index, key],
    ([at, now]) => {
      if (at < 0 || Object.is(now, given)) return // not there yet, or only moved
      given = now
      if (!Object.is(now, told)) options.onGiven?.(at)
    },
    { immediate: true },
  )

  return {
    index,
    item: () => read(options.items)[index()],
    select: (wanted) =>
      untrack(() => {
        const last = read(options.items).length - 1
        const at = Math.min(Math.max(0, wanted), last)
        tell(at)
        return at
      }),
  }
}
