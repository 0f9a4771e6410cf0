// resource and asyncMemo: values that take time, as signals.

import { help } from "../reactive/help.ts"
import {
  afterFlush,
  getOwner,
  memo,
  RwSignal,
  read,
  renderEffect,
  runWithOwner,
  type Source,
  untrack,
} from "../reactive/index.ts"
import { Loaded } from "./load.ts"

/** What a fetcher is told besides the source's value. */
export interface FetchInfo<T> {
  /** Aborted when a newer load overtakes this one or the owner ends. Pass it to `fetch`. */
  readonly signal: AbortSignal
  /** The last value, if there was one. */
  readonly previous: T | undefined
  /** True for a load that `refetch` asked for. */
  readonly refetching: boolean
}

/** What a resource begins with, and what it is called. */
export interface ResourceOptions<T> {
  /** In place until the first load brings another. */
  readonly initial?: T
  /** For messages. */
  readonly name?: string
}

/** A loaded value: see `resource`. */
export class Resource<T> extends Loaded<T> {
  readonly #again = new RwSignal(0)
  readonly #owner = getOwner()

  /** Loads once more, with the same source value. Resolves when it has settled. */
  refetch(): Promise<void> {
    this.#again.update((n) => n + 1)
    const flushed = new Promise<void>((done) => {
      runWithOwner(this.#owner, () => afterFlush(done)) // of the root that loads it
    })
    return flushed.then(() => this.settled())
  }

  /** How often `refetch` was called. Tracked. */
  refetches(): number {
    return this.#again.get()
  }
}

/**
 * A value that is loaded by `fetcher` whenever `source` changes.
 *
 * The source is memoised: an equal value loads nothing. While it is undefined, null or false, nothing
 * is loaded and the state is "idle". The fetcher runs untracked; it may return a plain value (which is
 * there at once) or a promise. Read by a component under `Suspense`, the fallback shows until it is
 * ready; a failed load throws when read, to the nearest `ErrorBoundary`. A source that throws is a
 * failed load.
 *
 * @returns A signal object: `.get()`, `.latest()`, `.state()`, `.error()`, `.refetch()`, `.mutate(value)`.
 *
 * @example
 * const user = resource(userId, async (id, { signal }) => (await fetch(`/users/${id}`, { signal })).json())
 * text({}, () => user.get()?.name)
 *
 * Source: Resource and AsyncDerived of Leptos.
 */
export function resource<S, T>(
  source: Source<S>,
  fetcher: (value: Exclude<S, undefined | null | false>, info: FetchInfo<T>) => T | PromiseLike<T>,
  options: ResourceOptions<T> = {},
): Resource<T> {
  help?.checkFunction("resource", fetcher)
  const loaded = new Resource<T>("resource", options.name ?? fetcher.name, options.initial)
  const value = memo(() => read(source))
  let refetched = 0
  renderEffect(() => {
    const times = loaded.refetches()
    const refetching = times !== refetched
    refetched = times
    let at: S
    try {
      at = value()
    } catch (error) {
      const fail = () => {
        throw error
      }
      untrack(() => loaded.load(fail))
      return
    }
    untrack(() => {
      if (at === undefined || at === null || at === false) loaded.rest()
      else {
        const wanted = at as Exclude<S, undefined | null | false>
        loaded.load((signal) => fetcher(wanted, { signal, previous: loaded.peek(), refetching }))
      }
    })
  })
  return loaded
}

/**
 * A memo that may take time: `fn` is run again when a signal changes that it read before its first
 * `await`.
 *
 * @example
 * const total = asyncMemo(async ({ signal }) => sum(await rows(page(), signal)))
 */
export function asyncMemo<T>(
  fn: (info: {
    readonly signal: AbortSignal
    readonly previous: T | undefined
  }) => T | PromiseLike<T>,
  options: ResourceOptions<T> = {},
): Loaded<T> {
  help?.checkFunction("asyncMemo", fn)
  const loaded = new Loaded<T>("asyncMemo", options.name ?? fn.name, options.initial)
  renderEffect(() => {
    loaded.load((signal) => fn({ signal, previous: loaded.peek() }))
  })
  return loaded
}
