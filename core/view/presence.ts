// Presence: what leaves stays a while, so that its leaving can be seen.
//
//     here ──(when: false, or gone from the list)──▶ leaving ──(done())──▶ gone
//       ▲                                                │
//       └───────────────────(back again)─────────────────┘

import { maker } from "./element.ts"
import {
  effect,
  getOwner,
  onCleanup,
  read,
  renderEffect,
  rwSignal,
  type Source,
  untrack,
} from "./reactivity.ts"
import { condition, Show } from "./show.ts"
import type { Child, View } from "./view.ts"

/** What the content is told of its coming and going. */
export interface Leaving {
  /** True from when it should go until it is gone. Reactive. */
  isLeaving(): boolean
  /** Says that it has been seen off: now it goes. Does nothing unless it is leaving. */
  done(): void
}

/** Of `Presence`. */
export interface PresenceProps<H = unknown> {
  when: Source<unknown>
  /** How long it stays when it leaves, in milliseconds. Without it, the children call `done`. */
  duration?: number | undefined
  /** Children, or a callback that is run once for each appearance. */
  children: Child<H> | ((presence: Leaving) => Child<H>)
}

/**
 * Like `Show`, but the children stay while they leave: for `duration`, or until they call `done()`.
 *
 * @example
 * <Presence when={open} duration={150}>
 *   {(toast) => <box opacity={() => (toast.isLeaving() ? 0.3 : 1)}>saved</box>}
 * </Presence>
 */
export const Presence: <H = unknown>(props: PresenceProps<H>) => View<H> = maker(
  (props: PresenceProps) => {
    const wanted = condition(props.when, "Presence")
    const stays = rwSignal(untrack(wanted))
    const owner = getOwner()
    const presence: Leaving = {
      // An animation may end after everything around it has.
      isLeaving: () => !owner?.disposed && stays.get() && !wanted(),
      done: () => {
        if (!owner?.disposed && !untrack(wanted)) stays.set(false)
      },
    }
    effect(() => {
      if (wanted()) stays.set(true)
      else if (props.duration !== undefined) {
        const timer = setTimeout(presence.done, props.duration)
        onCleanup(() => clearTimeout(timer))
      }
    })
    const { children } = props
    return Show({
      when: () => wanted() || stays.get(),
      children: typeof children === "function" ? () => (children as Render)(presence) : children,
    })
  },
  "Presence",
)

type Render = (presence: Leaving) => Child<any>

/** An item of a list that may be leaving. */
export interface Present<T> extends Leaving {
  readonly key: unknown
  /** The newest item of this key. Reactive. */
  item(): T
}

/** Of `present`: what tells items apart, and how long they stay. */
export interface PresentOptions<T> {
  /** What tells items apart. Default: the item itself. */
  readonly by?: ((item: T, index: number) => unknown) | undefined
  /** How long an item stays when it leaves, in milliseconds. Without it, the row calls `done`. */
  readonly duration?: number | undefined
}

/**
 * A list in which what leaves stays a while: give it to `For` with `by={(entry) => entry.key}`.
 * A leaving item keeps its place behind the item it followed; one that comes back is not made anew.
 *
 * @example
 * const toasts = present(messages, { by: (message) => message.id, duration: 200 })
 * <For each={toasts} by={(entry) => entry.key}>
 *   {(entry) => <text dim={() => entry().isLeaving()}>{() => entry().item().words}</text>}
 * </For>
 */
export function present<T>(
  each: Source<readonly T[] | null | undefined>,
  options: PresentOptions<T> = {},
): () => readonly Present<T>[] {
  const entries = new Map<unknown, Entry<T>>()
  const gone = rwSignal(0)
  let order: readonly Entry<T>[] = []
  onCleanup(() => {
    for (const entry of entries.values()) clearTimeout(entry.timer)
  })

  const list = rwSignal<readonly Entry<T>[]>([])
  renderEffect(() => {
    const items = read(each) ?? []
    gone.get()
    list.set(untrack(() => arrange(items)))
  })
  return () => list.get()

  function arrange(items: readonly T[]): readonly Entry<T>[] {
    const next: Entry<T>[] = []
    const here = new Set<unknown>()
    items.forEach((item, i) => {
      const key = options.by ? options.by(item, i) : item
      here.add(key)
      let entry = entries.get(key)
      if (!entry) entries.set(key, (entry = new Entry(key, item, leave)))
      entry.arrive(item)
      next.push(entry)
    })
    // Those who leave stand behind whom they followed.
    order.forEach((entry, i) => {
      if (here.has(entry.key) || !entries.has(entry.key)) return
      entry.leave(options.duration)
      let at = -1
      for (let j = i - 1; j >= 0 && at < 0; j--) at = next.indexOf(order[j]!)
      next.splice(at + 1, 0, entry)
    })
    order = next
    return next
  }

  function leave(entry: Entry<T>): void {
    entries.delete(entry.key)
    gone.update((count) => count + 1)
  }
}

class Entry<T> implements Present<T> {
  readonly key: unknown
  timer: ReturnType<typeof setTimeout> | undefined
  private readonly newest
  private readonly leaving = rwSignal(false)
  private readonly end: (entry: Entry<T>) => void

  constructor(key: unknown, item: T, end: (entry: Entry<T>) => void) {
    this.key = key
    this.newest = rwSignal(item)
    this.end = end
  }

  item(): T {
    return this.newest.get()
  }

  isLeaving(): boolean {
    return this.leaving.get()
  }

  done(): void {
    if (!this.leaving.peek()) return
    clearTimeout(this.timer)
    this.end(this)
  }

  arrive(item: T): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.newest.set(item)
    this.leaving.set(false)
  }

  leave(duration: number | undefined): void {
    if (this.leaving.peek()) return
    this.leaving.set(true)
    if (duration !== undefined) this.timer = setTimeout(() => this.done(), duration)
  }
}
