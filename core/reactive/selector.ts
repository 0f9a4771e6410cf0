// One of many: which row is selected, told only to the rows concerned; and parts of a signal.

import { Effect, isTracking, RwSignal, untrack } from "./graph.ts"
import { type MemoOptions, memo } from "./memo.ts"
import { getOwner } from "./owner.ts"
import { type Accessor, read, type Setter, type Source } from "./readable.ts"

/**
 * A test "is this key the current one?" that costs O(1) for each change of `source`: only who asked
 * for the previous or the next key is told.
 *
 * @param equals - Compares a key with the value, for keys that are not the value itself. Then each
 *   change asks every key in use.
 * @example
 * const isSelected = selector(selectedId)
 * For({ each: rows, by: (row) => row.id }, (row) => tr({ "class:active": () => isSelected(row().id) }))
 */
export function selector<T, K = T>(
  source: Source<T>,
  equals?: (key: K, value: T) => boolean,
): (key: K) => boolean {
  const keys = new Map<K, RwSignal<boolean>>()
  /** So many keys may gather before those that nobody asks for any more are dropped. */
  let room = ROOM
  const current = () => read(source)
  const is = equals ?? ((key: K, value: T) => Object.is(key, value))
  const tell = (key: K, isCurrent: boolean) => keys.get(key)?.set(isCurrent)

  // Told within the write, so that whoever reads afterwards sees the new selection.
  const follow = new Effect<T | undefined>(
    (previous) => {
      const value = read(source)
      untrack(() => {
        if (equals) for (const key of keys.keys()) tell(key, is(key, value))
        else {
          // Seam: without `equals` keys are values.
          tell(previous as K, false)
          tell(value as unknown as K, true)
        }
      })
      return value
    },
    undefined,
    getOwner(),
    true,
  )
  follow.start()

  return (key) => {
    // The newest, even inside a batch.
    const isCurrent = equals
      ? untrack(() => equals(key, current()))
      : Object.is(key, untrack(current))
    if (!isTracking()) return isCurrent
    let signal = keys.get(key)
    if (signal === undefined) {
      if (keys.size >= room) {
        for (const [key, { observers }] of keys) if (observers === undefined) keys.delete(key)
        room = Math.max(ROOM, 2 * keys.size)
      }
      keys.set(key, (signal = new RwSignal(isCurrent)))
    }
    signal.track()
    return isCurrent
  }
}

const ROOM = 64

/**
 * A lens: one part of a larger signal, read and written by itself. Observers of the part are told
 * only when it changes.
 *
 * @example
 * const [name, setName] = slice(user, (u) => u.name, (u, name) => ({ ...u, name }), setUser)
 */
export function slice<T, S>(
  whole: RwSignal<T>,
  get: (whole: T) => S,
  set: (whole: T, part: S) => T,
  options?: MemoOptions<S>,
): [get: Accessor<S>, set: Setter<S>]
export function slice<T, S>(
  whole: readonly [Accessor<T>, Setter<T>],
  get: (whole: T) => S,
  set: (whole: T, part: S) => T,
  options?: MemoOptions<S>,
): [get: Accessor<S>, set: Setter<S>]
export function slice<T, S>(
  whole: RwSignal<T> | readonly [Accessor<T>, Setter<T>],
  get: (whole: T) => S,
  set: (whole: T, part: S) => T,
  options?: MemoOptions<S>,
): [get: Accessor<S>, set: Setter<S>] {
  const [readWhole, writeWhole] =
    "peek" in whole
      ? [() => whole.get(), (fn: (w: T) => T) => whole.update(fn)]
      : [whole[0], (fn: (w: T) => T) => whole[1](fn)]
  const part = memo<S>(() => get(readWhole()), options)
  const write: Setter<S> = (next) => {
    writeWhole((now) =>
      set(now, typeof next === "function" ? (next as (p: S) => S)(get(now)) : next),
    )
    return untrack(part)
  }
  return [part, write]
}
