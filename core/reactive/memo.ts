// A value computed from others: lazy, cached, cut off by equality.

import { DEV } from "../dev.ts"
import { cycle, disposedRead } from "../errors.ts"
import { noteRead } from "./component-body.ts"
import {
  CHECK,
  clock,
  confirm,
  DIRTY,
  DISPOSED,
  evaluate,
  FAILED,
  type Link,
  LOOSE,
  MEMO,
  type MemoNode,
  observer,
  RUNNING,
  refresh,
  STALE,
  THREW,
  takeError,
  track,
  UNOWNED,
  unlink,
  untrack,
  validate,
} from "./graph.ts"
import { createdAt, describeNode, nameOf, register } from "./names.ts"
import { type Computation, currentOwner, type Owned, type Owner, ownerOf } from "./owner.ts"
import { type Accessor, type Equals, Readable } from "./signal.ts"

export interface MemoOptions<T> {
  /** When a new value changes nothing for observers. Default `Object.is`; `false`: never. */
  readonly equals?: Equals<T> | false | undefined
  /** For messages and tools. */
  readonly name?: string | undefined
}

/** What a memo keeps when its function threw: every read throws it again until a source changes. */
class Failure {
  readonly error: unknown
  /** The last good value, for the next run. */
  readonly previous: unknown

  constructor(error: unknown, previous: unknown) {
    this.error = error
    this.previous = previous
  }
}

/** A read must look closer when one of these is set. */
const UNUSUAL = STALE | RUNNING | DISPOSED | FAILED | LOOSE

/** A memo as one object: the compact form of `memo`. Made by `rwMemo`. */
export class Memo<T> extends Readable<T> implements MemoNode, Computation {
  declare private value: T | Failure
  declare flags: number
  declare observers: Link | undefined
  declare stamp: number
  declare changedAt: number
  declare validatedAt: number
  declare sources: Link | undefined
  declare private fn: (previous: T) => T
  declare parent: Owner | undefined
  declare prevSibling: Owned | undefined
  declare nextSibling: Owned | undefined
  declare own: Owner | undefined
  /** Only where it is not the default. */
  declare private readonly equals?: Equals<T> | false

  constructor(fn: (previous: T) => T, initial: T, equals?: Equals<T> | false) {
    super()
    const owner = currentOwner()
    this.value = initial
    this.flags = owner === undefined ? MEMO | DIRTY | UNOWNED | LOOSE : MEMO | DIRTY
    this.observers = undefined
    this.stamp = 0
    this.changedAt = -1
    this.validatedAt = -1
    this.sources = undefined
    this.fn = fn
    this.parent = undefined
    this.prevSibling = undefined
    this.nextSibling = undefined
    this.own = undefined
    if (equals !== undefined) this.equals = equals
    if (owner !== undefined) owner.adopt(this)
  }

  /** The current value; tracked. Computes it if a source changed. Throws what the function threw. */
  get(): T {
    if ((this.flags & UNUSUAL) !== 0) this.catchUp()
    if (observer !== undefined) track(this)
    else if (DEV) noteRead(this)
    if ((this.flags & FAILED) !== 0) throw (this.value as Failure).error
    return this.value as T
  }

  /** The current value, untracked. */
  peek(): T {
    if ((this.flags & UNUSUAL) !== 0) this.catchUp()
    if ((this.flags & FAILED) !== 0) throw (this.value as Failure).error
    return this.value as T
  }

  private catchUp(): void {
    const flags = this.flags
    if ((flags & RUNNING) !== 0) throw cycle(describeNode(this), createdAt(this))
    if ((flags & DISPOSED) !== 0) {
      if (DEV) throw disposedRead("memo", nameOf(this), createdAt(this))
    } else if ((flags & LOOSE) !== 0) {
      if (this.validatedAt !== clock || (flags & DIRTY) !== 0) validate(this)
    } else if ((flags & DIRTY) !== 0) this.run()
    else if ((flags & CHECK) !== 0) refresh(this)
  }

  run(): void {
    if (this.own !== undefined) untrack(() => this.own!.clear())
    const hadFailed = (this.flags & FAILED) !== 0
    const previous = (hadFailed ? (this.value as Failure).previous : this.value) as T
    const isFirst = this.changedAt === -1
    const at = clock
    this.flags &= ~FAILED
    const next = evaluate(this, this.fn, previous)
    this.validatedAt = at
    if (next === THREW) {
      this.value = new Failure(takeError(), previous)
      this.flags |= FAILED
    } else if (!isFirst && !hadFailed && this.isSame(previous, next)) return
    else this.value = next
    this.changedAt = clock
    confirm(this.observers)
  }

  private isSame(previous: T, next: T): boolean {
    const equals = this.equals
    if (equals === undefined) return Object.is(previous, next)
    if (equals === false) return false
    try {
      return untrack(() => equals(previous, next))
    } catch (error) {
      this.value = new Failure(error, next)
      this.flags |= FAILED
      this.changedAt = clock
      confirm(this.observers)
      return true
    }
  }

  asOwner(): Owner {
    return ownerOf(this)
  }

  /** Ends it: it keeps its last value, and in development a read is an error. */
  dispose(): void {
    if ((this.flags & DISPOSED) !== 0) return
    this.parent?.release(this)
    this.end()
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  get disposed(): boolean {
    return (this.flags & DISPOSED) !== 0
  }

  end(): void {
    if ((this.flags & DISPOSED) !== 0) return
    const isLoose = (this.flags & LOOSE) !== 0
    this.flags = (this.flags & ~(STALE | LOOSE)) | DISPOSED
    const sources = this.sources
    this.sources = undefined
    if (!isLoose) unlink(sources)
    this.own?.end()
  }

  setPaused(isPaused: boolean): void {
    this.own?.setPaused(isPaused)
  }
}

/** A memo as an object: see `memo` for what it does and `Memo` for how it is read. */
export function rwMemo<T>(fn: (previous: T | undefined) => T, options?: MemoOptions<T>): Memo<T>
export function rwMemo<T>(
  fn: (previous: T) => T,
  options: MemoOptions<T> & { readonly initial: T },
): Memo<T>
export function rwMemo<T>(
  fn: (previous: T) => T,
  options?: MemoOptions<T> & { readonly initial?: T },
): Memo<T> {
  // Seam: without `initial` the type of `fn` says that the first previous value is undefined.
  const node = new Memo<T>(fn, options?.initial as T, options?.equals)
  if (DEV) register(node, "memo", options?.name)
  return node
}

/**
 * A value computed from others.
 *
 * Lazy: `fn` runs when someone reads and a source has changed, at most once for each change; it
 * gets the previous value (`initial` the first time). When the new value equals the old one, nobody
 * below is run. A memo ends with its owner; one made without an owner lives as long as it is held.
 * If `fn` throws, reads throw the same error until a source changes.
 *
 * @example
 * const total = memo(() => price() * amount())
 * const highest = memo((previous) => Math.max(previous, load()), { initial: 0 })
 */
export function memo<T>(fn: (previous: T | undefined) => T, options?: MemoOptions<T>): Accessor<T>
export function memo<T>(
  fn: (previous: T) => T,
  options: MemoOptions<T> & { readonly initial: T },
): Accessor<T>
export function memo<T>(
  fn: (previous: T) => T,
  options?: MemoOptions<T> & { readonly initial?: T },
): Accessor<T> {
  const node = new Memo<T>(fn, options?.initial as T, options?.equals)
  if (DEV) register(node, "memo", options?.name)
  return () => node.get()
}
