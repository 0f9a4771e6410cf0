// action and multiAction: work that a user sets off (save, send, delete), with its progress as signals.

import { warnings } from "../errors.ts"
import { placeNow } from "../reactive/component-body.ts"
import { help } from "../reactive/help.ts"
import {
  type Accessor,
  batch,
  getOwner,
  onCleanup,
  runWithOwner,
  rwSignal,
  signal,
  untrack,
} from "../reactive/index.ts"

/** What an action's function is told besides its input. */
export interface ActionInfo {
  /** Aborted when the owner ends, and by `abort` of the promise that dispatch returned. */
  readonly signal: AbortSignal
}

/** What `dispatch` returns: settles as the work does, and can be called off. */
export type Dispatched<T> = Promise<T> & { abort(): void }

/** Work that a user starts, such as saving a form, and what came of the last run of it. */
export interface Action<I, T> {
  /** Starts the work. It runs untracked, under the owner that made the action. */
  dispatch(input: I): Dispatched<T>
  /** True while something is under way. */
  readonly pending: Accessor<boolean>
  /** The input of the last dispatch while it is under way, else undefined. */
  readonly input: Accessor<I | undefined>
  /** The last result. Only the last dispatched counts: an older one that comes in later is dropped. */
  readonly value: Accessor<T | undefined>
  /** What the last work failed with, until another succeeds. */
  readonly error: Accessor<unknown>
  /** How many results have counted. */
  readonly version: Accessor<number>
  /** Forgets value and error. What is under way goes on, and no longer counts. */
  clear(): void
}

/**
 * Work that is set off again and again, of which the last counts.
 *
 * @example
 * const save = action(async (draft: Draft, { signal }) => post("/drafts", draft, signal))
 * Button({ onPress: () => save.dispatch(draft()), disabled: save.pending }, "Save")
 *
 * Source: Action of Leptos 0.9 (the last dispatched wins, not the last to resolve).
 */
export function action<I, T>(
  work: (input: I, info: ActionInfo) => T | PromiseLike<T>,
  options: { readonly name?: string } = {},
): Action<I, T> {
  help?.checkFunction("action", work)
  const state = rwSignal({ running: 0, version: 0 })
  const input = rwSignal<I | undefined>(undefined)
  const value = rwSignal<T | undefined>(undefined)
  const error = rwSignal<unknown>(undefined)
  const life = lifetime("action", options.name ?? work.name)
  let newest = 0

  return {
    dispatch(given) {
      life.check()
      const mine = ++newest
      batch(() => {
        state.update((now) => ({ ...now, running: now.running + 1 }))
        input.set(given)
      })
      return life.run(
        (abort) => work(given, { signal: abort }),
        (outcome) => {
          batch(() => {
            const counts = mine === newest && !outcome.aborted
            if (counts && "value" in outcome) value.set(outcome.value)
            if (counts) error.set("error" in outcome ? outcome.error : undefined)
            const done = counts && "value" in outcome ? 1 : 0
            const { running, version } = state.peek()
            state.set({ running: running - 1, version: version + done })
            if (running === 1) input.set(undefined)
          })
        },
      )
    },
    pending: life.guard(() => state.get().running > 0),
    input: life.guard(() => input.get()),
    value: life.guard(() => value.get()),
    error: life.guard(() => error.get()),
    version: life.guard(() => state.get().version),
    clear() {
      newest += 1
      batch(() => {
        value.set(undefined)
        error.set(undefined)
      })
    },
  }
}

/** One dispatch of a multiAction. */
export interface Submission<I, T> {
  /** Undefined once it is done. */
  readonly input: Accessor<I | undefined>
  readonly value: Accessor<T | undefined>
  readonly error: Accessor<unknown>
  readonly pending: Accessor<boolean>
  readonly canceled: Accessor<boolean>
  /** Its value will not count; the work is told by its signal. */
  cancel(): void
}

/** Work that may be under way several times at once, and all that was dispatched. */
export interface MultiAction<I, T> {
  dispatch(input: I): Dispatched<T>
  /** All that were dispatched and not removed, oldest first: the base of optimistic lists. */
  readonly submissions: Accessor<readonly Submission<I, T>[]>
  /** How many have ended, canceled ones too. */
  readonly version: Accessor<number>
  /** Forgets those that have ended. */
  clear(): void
}

/**
 * Work that runs many times side by side, each with a state of its own.
 *
 * @example
 * const add = multiAction((text: string) => post("/todos", { text }))
 * For({ each: () => add.submissions().filter((s) => s.pending()), children: (s) => text({}, () => s().input()) })
 */
export function multiAction<I, T>(
  work: (input: I, info: ActionInfo) => T | PromiseLike<T>,
  options: { readonly name?: string } = {},
): MultiAction<I, T> {
  help?.checkFunction("multiAction", work)
  const [submissions, setSubmissions] = signal<readonly Submission<I, T>[]>([])
  const [version, setVersion] = signal(0)
  const life = lifetime("multiAction", options.name ?? work.name)

  return {
    dispatch(given) {
      life.check()
      const input = rwSignal<I | undefined>(given)
      const value = rwSignal<T | undefined>(undefined)
      const error = rwSignal<unknown>(undefined)
      const pending = rwSignal(true)
      const canceled = rwSignal(false)
      const run = life.run(
        (abort) => work(given, { signal: abort }),
        (outcome) => {
          batch(() => {
            input.set(undefined)
            pending.set(false)
            setVersion((n) => n + 1)
            if (canceled.peek()) return
            if ("value" in outcome) value.set(outcome.value)
            else error.set(outcome.error)
          })
        },
      )
      const submission: Submission<I, T> = {
        input: () => input.get(),
        value: () => value.get(),
        error: () => error.get(),
        pending: () => pending.get(),
        canceled: () => canceled.get(),
        cancel() {
          canceled.set(true)
          run.abort()
        },
      }
      setSubmissions((all) => [...all, submission])
      return run
    },
    submissions: life.guard(submissions),
    version: life.guard(version),
    clear() {
      setSubmissions((all) => all.filter((submission) => untrack(submission.pending)))
    },
  }
}

type Outcome<T> = ({ value: T } | { error: unknown }) & { aborted: boolean }

/** Runs work under the owner that is current now, and ends it with that owner. */
function lifetime(kind: string, name: string) {
  const owner = getOwner()
  const made = placeNow()
  const running = new Set<AbortController>()
  let isOver = false
  if (owner) {
    onCleanup(() => {
      isOver = true
      for (const abort of running)
        abort.abort(new DOMException(`the owner of ${kind} ${name} has ended`, "AbortError"))
      running.clear()
    })
  }
  const check = (): void => {
    if (warnings && isOver) throw warnings.disposedRead(kind, name, made)
  }

  return {
    check,
    guard<T>(get: Accessor<T>): Accessor<T> {
      return () => {
        check()
        return get()
      }
    },
    run<T>(
      work: (abort: AbortSignal) => T | PromiseLike<T>,
      done: (outcome: Outcome<T>) => void,
    ): Dispatched<T> {
      const abort = new AbortController()
      running.add(abort)
      const settle = (outcome: { value: T } | { error: unknown }): void => {
        running.delete(abort)
        if (!isOver) done({ ...outcome, aborted: abort.signal.aborted })
      }
      // `async`, so that a throw before the first await is a rejection like any other
      const promise = (async () => runWithOwner(owner, () => work(abort.signal)))()
      const result = promise.then(
        (value) => {
          settle({ value })
          return value
        },
        (error) => {
          settle({ error })
          throw error
        },
      )
      result.catch(() => {}) // who does not await the promise reads `error` instead
      return Object.assign(result, { abort: () => abort.abort() })
    },
  }
}
