// Who ends what: owners, cleanups, and what hangs on the owner tree (context, error handlers, pause).
//
//     root ─┬─ memo
//           ├─ effect ─┬─ onCleanup(…)
//           │          └─ effect            ends when the outer one runs again
//           └─ owner of a row ── …          ends by dispose()
//
// An owner adopts what is created while it is current. Its end: first its children, in the order in
// which they were made, then its cleanups in the order of registration. An error in one of them
// stops none of the others.
//
// Effects and memos are owners too, but most adopt nothing; theirs is a separate object, made with
// the first child or cleanup (`node.own`).

import {
  type Computation,
  currentScope,
  Effect,
  type Keeper,
  Memo,
  type Owned,
  RwSignal,
  runInScope,
  withScope,
} from "./graph.ts"
import { help } from "./help.ts"
import { drainImmediate } from "./immediate.ts"
import { defaultQueue, type Queue, queueOf, type Scheduler } from "./scheduler.ts"

type Cleanup = () => void

/** What `catchError` is given. */
export interface ErrorHandler {
  /** `part` is the effect that threw, when it was one: it gets another try when a source changes. */
  (error: unknown, part?: object): void
  /** Told when such an effect has run without an error, or has ended. */
  recover?(part: object): void
}

/**
 * A node of the ownership tree. Ends what was created under it when it is disposed.
 *
 * @example
 * const row = createOwner(list)
 * runWithOwner(row, () => effect(…))
 * row.dispose()
 */
export class Owner implements Owned, Keeper {
  /** See `keepShapes`. */
  static kept: readonly object[]
  declare parent: Owner | undefined
  declare prevSibling: Owned | undefined
  declare nextSibling: Owned | undefined
  declare private first: Owned | undefined
  declare private last: Owned | undefined
  declare private cleanups: Cleanup[] | undefined
  /** The computation whose owner this is. */
  declare readonly node: Computation | undefined
  /** The nearest computation at or above this owner. */
  declare readonly within: Computation | undefined
  declare readonly queue: Queue
  declare values: Map<object, unknown> | undefined
  declare handler: ErrorHandler | undefined
  declare private isDisposed: boolean
  declare private pausedSelf: boolean
  /** True when this owner or one above is paused. */
  declare isPaused: boolean

  constructor(parent: Owner | undefined, node?: Computation, queue?: Queue) {
    this.parent = undefined
    this.prevSibling = undefined
    this.nextSibling = undefined
    this.first = undefined
    this.last = undefined
    this.cleanups = undefined
    this.node = node
    this.within = node ?? parent?.within
    this.queue = queue ?? parent?.queue ?? defaultQueue
    this.values = undefined
    this.handler = undefined
    this.isDisposed = false
    this.pausedSelf = false
    this.isPaused = parent?.isPaused ?? false
    // The owner of a computation ends with it, not by its parent's list.
    if (node) this.parent = parent
    else if (parent) parent.adopt(this)
  }

  /** True after `dispose`. What is created under it then is dead on arrival. */
  get disposed(): boolean {
    return this.isDisposed
  }

  get paused(): boolean {
    return this.isPaused
  }

  /** Takes `child` in; ends it at once when this owner has ended. */
  adopt(child: Owned): void {
    child.parent = this
    if (this.isDisposed) {
      help?.warnCreatedUnderDisposed(child, this.node ?? this)
      child.end()
      return
    }
    if (this.isPaused) child.setPaused(true)
    const last = this.last
    child.prevSibling = last
    if (last === undefined) this.first = child
    else last.nextSibling = child
    this.last = child
  }

  /** Takes `child` out of the list, without ending it. */
  release(child: Owned): void {
    const { prevSibling: prev, nextSibling: next } = child
    if (prev === undefined) {
      if (this.first !== child) return // already out
      this.first = next
    } else prev.nextSibling = next
    if (next === undefined) this.last = prev
    else next.prevSibling = prev
    child.prevSibling = undefined
    child.nextSibling = undefined
  }

  addCleanup(fn: Cleanup): void {
    if (this.isDisposed) this.run(fn)
    else if (this.cleanups === undefined) this.cleanups = [fn]
    else this.cleanups.push(fn)
  }

  /** Ends children and runs cleanups; the owner lives on. */
  clear(): void {
    for (let child = this.first; child !== undefined; child = this.first) {
      this.release(child)
      child.end()
    }
    const cleanups = this.cleanups
    if (cleanups !== undefined) {
      this.cleanups = undefined
      for (const fn of cleanups) this.run(fn)
    }
    this.values = undefined
    this.handler = undefined
  }

  private run(fn: Cleanup): void {
    try {
      runInScope(this.parent, fn)
    } catch (error) {
      handleError(error, this.parent)
    }
  }

  end(): void {
    if (this.isDisposed) return
    this.isDisposed = true
    this.clear()
    help?.unregisterRoot(this)
  }

  /**
   * Ends everything under this owner: children first, then cleanups in the order of registration.
   * A second call does nothing.
   */
  dispose(): void {
    if (this.isDisposed) return
    this.parent?.release(this)
    if (this.node) this.node.dispose()
    else this.end()
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  /**
   * Effects under this owner stop running. Writes meanwhile are not lost: an effect that became
   * stale runs once on `resume`. Memos stay readable.
   */
  pause(): void {
    this.pausedSelf = true
    this.setPaused(true)
  }

  /** Ends `pause`; effects that missed a change run in the next flush. */
  resume(): void {
    this.pausedSelf = false
    this.setPaused(this.parent?.isPaused ?? false)
    drainImmediate()
  }

  hasHandler(): boolean {
    for (let at: Owner | undefined = this; at !== undefined; at = at.parent) {
      if (at.handler !== undefined) return true
    }
    return false
  }

  fail(error: unknown, part?: object): void {
    let failure = error
    for (let at: Owner | undefined = this; at !== undefined; at = at.parent) {
      const handler = at.handler
      if (handler === undefined) continue
      try {
        runInScope(at.parent, () => handler(failure, part))
        return
      } catch (next) {
        failure = next
      }
    }
    this.queue.report(failure)
  }

  recover(part: object): void {
    for (let at: Owner | undefined = this; at !== undefined; at = at.parent) {
      at.handler?.recover?.(part)
    }
  }

  /** What it owns now, in the order of creation. For tools. */
  children(): Owned[] {
    const children: Owned[] = []
    for (let child = this.first; child !== undefined; child = child.nextSibling) {
      children.push(child)
    }
    return children
  }

  setPaused(isPaused: boolean): void {
    const paused = isPaused || this.pausedSelf
    if (paused === this.isPaused) return
    this.isPaused = paused
    for (let child = this.first; child !== undefined; child = child.nextSibling) {
      child.setPaused(paused)
    }
  }
}

/** The owner of a computation, made on first use. */
function ownerOf(node: Computation): Owner {
  // Seam: this function alone sets `own`, and owners alone are parents.
  let own = node.own as Owner | undefined
  if (own === undefined) {
    node.own = own = new Owner(node.parent as Owner | undefined, node)
    if (node.disposed) own.end()
  }
  return own
}

/** The owner that adopts what is created now; undefined outside any. */
export function getOwner(): Owner | undefined {
  const scope = currentScope()
  return scope === undefined || scope instanceof Owner ? scope : ownerOf(scope as Computation)
}

/**
 * Runs `fn` under `owner`, untracked: what it creates ends with that owner and sees its context.
 * The way back after an `await`, and into a list row. `undefined` means under no owner.
 *
 * @example
 * const owner = getOwner()
 * socket.onopen = () => runWithOwner(owner, () => effect(() => socket.send(draft())))
 */
export function runWithOwner<T>(owner: Owner | undefined, fn: () => T): T {
  return runInScope(owner, fn)
}

/**
 * A new owner under `parent`; without one under the current owner; with `null` under none.
 *
 * @example
 * const owner = createOwner()
 * runWithOwner(owner, () => effect(() => draw(size())))
 * owner.dispose()
 */
export function createOwner(parent: Owner | null | undefined = getOwner()): Owner {
  const owner = new Owner(parent ?? undefined)
  help?.registerName(owner, "owner", undefined)
  return owner
}

/** When effects under a root run, and what it is called. */
export interface RootOptions {
  /** When effects under this root run. Default: the enclosing root's, else a microtask. */
  readonly scheduler?: Scheduler
  /** For messages and tools. */
  readonly name?: string
}

/**
 * Runs `fn` under a new owner that ends only when `dispose` is called.
 *
 * The root belongs to nobody, so an enclosing owner does not end it; context and error handlers
 * are still found through the owner that is current now.
 *
 * @returns What `fn` returns.
 * @example
 * const stop = createRoot((dispose) => {
 *   effect(() => console.log(count()))
 *   return dispose
 * })
 */
export function createRoot<T>(fn: (dispose: () => void) => T, options?: RootOptions): T {
  help?.checkFunction("createRoot", fn)
  const outer = getOwner()
  const root = new Owner(
    undefined,
    undefined,
    options?.scheduler ? queueOf(options.scheduler) : outer?.queue,
  )
  root.parent = outer
  help?.registerRoot(root, options?.name)
  return runInScope(root, () => fn(() => root.dispose()))
}

/**
 * Runs `fn` when the current owner ends, or before the current computation runs again. In the order
 * of registration, after the children's cleanups, untracked. An error in it stops no other cleanup.
 *
 * @example
 * const timer = setInterval(tick, 1000)
 * onCleanup(() => clearInterval(timer))
 */
export function onCleanup(fn: () => void): void {
  help?.checkFunction("onCleanup", fn)
  const owner = getOwner()
  if (owner) owner.addCleanup(fn)
  else help?.warnNoOwner("onCleanup")
}

/**
 * Runs `fn` under a child owner whose errors go to `handler`: those thrown now, and those of every
 * effect below, later. A handler that throws passes its error on to the next one outside.
 *
 * @returns What `fn` returns, or undefined when it threw.
 *
 * @example
 * catchError(
 *   () => effect(() => parse(source())),
 *   (error) => setProblem(String(error)),
 * )
 */
export function catchError<T>(fn: () => T, handler: ErrorHandler): T | undefined {
  help?.checkFunction("catchError", fn)
  help?.checkFunction("catchError", handler)
  const outer = getOwner()
  const owner = new Owner(outer)
  owner.handler = handler
  try {
    return withScope(owner, fn)
  } catch (error) {
    handleError(error, owner)
    return undefined
  }
}

/**
 * Hands `error` to the nearest handler at or above `owner`. Without one it goes to the `onError` of
 * the root's scheduler, else it is thrown: out of the flush that runs, or by itself.
 */
export function handleError(error: unknown, owner: Owner | undefined = getOwner()): void {
  if (owner) owner.fail(error)
  else defaultQueue.report(error)
}

/**
 * One node of each kind that never goes. V8 forgets the shape of objects of which none is left, and
 * with it all code compiled for that shape: a program that closes its last view and opens another
 * would start cold. They are used once, so that V8 takes no field for a constant and compiles again
 * when the first program writes it. A class holds them: a constant of the module that nothing reads is
 * gone once a bundler has made it local.
 */
Owner.kept = keepShapes()

function keepShapes(): object[] {
  const owner = new Owner(undefined)
  const written = new RwSignal<unknown>(0)
  const read = new RwSignal<unknown>(undefined)
  const memo = new Memo<unknown>(() => [written.get(), read.get()], 0, owner)
  const effects = [0, 1].map((n) => {
    // What is written has no effect below it, so nothing is scheduled here.
    return new Effect<unknown>((previous) => [read.get(), previous === n], n, owner)
  })
  for (const value of ["", 1.5, undefined]) {
    written.set(value)
    memo.get()
    for (const effect of effects) effect.start()
  }
  effects[1]!.dispose()
  return [owner, written, read, memo, ...effects]
}
