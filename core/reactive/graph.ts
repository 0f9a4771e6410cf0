// The reactive graph: which computations a write makes stale, and in what order they catch up.
//
//     count ──▶ doubled ──┐
//       │                 ├──▶ label ──▶ (effect)
//       └─────▶ parity  ──┘
//
// A write travels in two passes, so that nothing runs twice for one write and nothing ever sees
// values that did not exist together:
//
//   mark     down from the signal: everything below it becomes CHECK, effects are queued.
//            No user code runs.
//   refresh  up from whatever is read or flushed: a CHECK node first settles its sources, in
//            the order it read them, and runs only if one of them came out different (DIRTY).
//
// So when `count` goes from 1 to 3, `parity` runs, stays 1, and cannot by itself wake `label`.
// What observes the signal itself need not ask: it is marked with the write, and runs. A signal
// remembers what its observers saw, so a write that is taken back before anyone looks takes back
// those marks, and wakes nobody.
//
// One edge of the graph is a Link, a member of two lists at once: the sources of its observer, in
// the order they were read, and the observers of its source, in the order they subscribed.
//
//     label.sources
//           │
//           ▼
//   [doubled → label] ────nextSource────▶ [parity → label]
//           │                                    │
//     nextObserver                          nextObserver
//           ▼                                    ▼
//   [doubled → title]                        undefined
//
// During a run `cursor` is the link of the source that was read last. Reading the same sources in
// the same order only moves it along the row and allocates nothing; what lies right of it when
// the run ends was not read this time, and is cut off. The previous observer of the first link is
// the last link of the list, which spares every source a field.
//
// Who is linked: effects, and memos that have an owner, until they are disposed. A memo without an
// owner is LOOSE while nothing observes it: it knows its sources but they do not know it, so
// nothing keeps it alive, and it asks the clock whether it is current.
//
// Why the nodes live in this file: on plain Node a variable of the module costs one load and an
// imported one five, and reads, marks and runs touch five such variables. As separate files the
// update cases of bench/reactive take a fifth longer. signal.ts, memo.ts and effect.ts say what
// each node is for.
//
// Source: the three colours are Reactively's (Milo Mighdoll), links, the moving cursor and the
// explicit stacks alien-signals' (Johnson Chu), loose memos Preact Signals' (Joachim Viide). We
// differ in one point: disposal is the owner's business (owner.ts), not the graph's. Queueing is
// scheduler.ts.

import { cycle } from "../errors.ts"
import { help } from "./help.ts"
import { addImmediate, drainImmediate, failImmediate } from "./immediate.ts"
import { Readable } from "./readable.ts"
import { defaultQueue, setTurns } from "./scheduler.ts"

// Flags of a node.
/** A source may have changed; ask it. */
const CHECK = 1
/** A memo that it reads came out different; run. For a signal: written since its observers looked. */
const DIRTY = 2
/**
 * From this bit on: how many of the signals that it reads were written since it ran. It need not
 * ask then; a write that is taken back counts down again.
 */
const WRITE = 1 << 14
/** As many as are counted; after that it is DIRTY. */
const MANY = 1 << 29
const WRITES = MANY | (MANY - WRITE)
/** Run, do not ask. */
const SURE = DIRTY | WRITES
const STALE = CHECK | SURE
/** Its function is on the stack. */
const RUNNING = 4
/** Ended with its owner. */
const DISPOSED = 8
/** Its last run threw; `value` is a Failure. */
const FAILED = 16
/** A memo that nothing observes and nobody owns: its sources do not know it. */
const LOOSE = 32
/** A memo without an owner; LOOSE again when its last observer leaves. */
const UNOWNED = 64
/** Has not run yet. */
const FRESH = 128
const MEMO = 256
const EFFECT = 512
/** An effect that runs within the write. */
const IMMEDIATE = 1024
/** An effect inside another computation, which may end it. */
const INNER = 2048
/** An effect that waits for `resume`. */
const PAUSED = 4096

/** A read of a memo must look closer when one of these is set. */
const UNUSUAL = STALE | RUNNING | DISPOSED | FAILED | LOOSE

/** How two values are compared: true means that nobody need be told. */
export type Equals<T> = (previous: T, next: T) => boolean

type SourceNode = RwSignal<any> | Memo<any>
type ObserverNode = Memo<any> | Effect<any>
/** What an owner knows as a computation. */
export type Computation = ObserverNode

/** Listens to what the graph does; inspect.ts sets one while someone traces. */
export interface Tracer {
  /** The observers from `first` on are told of a change of their source. */
  changed(first: LinkView): void
  /** `node` runs now. */
  ran(node: Computation): void
}

/** A link as tools see it. */
export interface LinkView {
  readonly source: RwSignal<any> | Memo<any>
  readonly observer: Computation
  readonly nextSource: LinkView | undefined
  readonly nextObserver: LinkView | undefined
}

export function setTracer(next: Tracer | undefined): void {
  tracer = next
}

/** What the graph needs of an owner; see owner.ts. */
export interface Keeper {
  readonly queue: { add(effect: Effect<any>): void }
  /** The computation whose code made this owner. */
  readonly within: Computation | undefined
  readonly isPaused: boolean
  adopt(child: Owned): void
  release(child: Owned): void
  /** Ends children and runs cleanups, before a new run. */
  clear(): void
  end(): void
  setPaused(isPaused: boolean): void
  hasHandler(): boolean
  /** Hands `error`, which `part` threw, to the nearest handler. */
  fail(error: unknown, part?: object): void
  /** Tells the handlers that `part`, which had thrown, has not when it ran again, or has ended. */
  recover(part: object): void
}

/** What an owner ends: a memo, an effect or an owner. */
export interface Owned {
  parent: Keeper | undefined
  prevSibling: Owned | undefined
  nextSibling: Owned | undefined
  /** Ends it, without leaving its owner's list. */
  end(): void
  /** Told when the owner is paused or resumed. */
  setPaused(isPaused: boolean): void
}

// Classes here declare their fields and set each once, in the constructor: a field that is also
// initialised by the class is written twice and loses its representation. What is read of a signal
// or a memo without knowing which, or of a memo or an effect, is at the same place in both.

class Link {
  declare readonly source: SourceNode
  declare readonly observer: ObserverNode
  declare nextSource: Link | undefined
  declare prevObserver: Link | undefined
  declare nextObserver: Link | undefined

  constructor(source: SourceNode, observer: ObserverNode, nextSource: Link | undefined) {
    this.source = source
    this.observer = observer
    this.nextSource = nextSource
    this.prevObserver = undefined
    this.nextObserver = undefined
  }
}

// What is current. `var`, because V8 asks at each use of a `let` of the module from a function whether
// it has been initialised, and a run makes thirty such uses: a twentieth of the update cases.
// biome-ignore-start lint/suspicious/noVar: see above
/** What now reads, or undefined outside tracking. */
var observer: ObserverNode | undefined
/** The link of the source that it read last. */
var cursor: Link | undefined
/** The number of the run. */
var run = 0
var runs = 0
/** What owns what is created now, where it is not the observer's own: one store less in each run. */
var scope: Keeper | Computation | undefined
/** Counts writes. */
var clock = 1
/** True when `mark` has met an immediate effect. */
var hasImmediate = false
var tracer: Tracer | undefined
/** Called for a read that nothing tracks; component-body.ts sets it while a component's body runs. */
var onLooseRead: ((node: object) => void) | undefined
// biome-ignore-end lint/suspicious/noVar: see above

function wakeImmediate(): void {
  hasImmediate = false
  drainImmediate()
}

// --- signals -----------------------------------------------------------------------------------

/** `was` of a signal that has no pending write. */
const SETTLED: unique symbol = Symbol("settled")
/** `was` of a signal that was changed in place: different from anything. */
const MUTATED: unique symbol = Symbol("mutated")

/**
 * A signal as one object: the compact form of `signal` (72 bytes, and the fastest read). Made by
 * `rwSignal`.
 *
 * @example
 * const count = rwSignal(1)
 * count.set(2)
 * count.update((n) => n + 1)
 * count.get() // 3
 */
export class RwSignal<T> extends Readable<T> {
  declare private value: T
  /** What the observers saw, while a write is pending. */
  declare private was: T | typeof SETTLED | typeof MUTATED
  declare flags: number
  /** First of the links to observers; its `prevObserver` is the last. */
  declare observers: Link | undefined
  /** The run that read it last. */
  declare stamp: number
  /** `clock` when its value last changed. */
  declare changedAt: number
  /** Only where it is not the default: most signals save the field. */
  declare private readonly equals?: Equals<T> | false

  constructor(value: T, equals?: Equals<T> | false) {
    super()
    this.value = value
    this.flags = 0
    this.was = SETTLED
    this.observers = undefined
    this.stamp = 0
    this.changedAt = 0
    if (equals !== undefined) this.equals = equals
  }

  /** The current value; tracked. */
  get(): T {
    if (observer !== undefined) {
      if (this.flags !== 0) this.commit()
      // As `track`: a call less for each read.
      if (this.stamp !== run) {
        this.stamp = run
        const next = cursor === undefined ? observer.sources : cursor.nextSource
        if (next !== undefined && next.source === this) cursor = next
        else trackMoved(this, next)
      }
    } else if (onLooseRead !== undefined) onLooseRead(this)
    return this.value
  }

  /** The current value, untracked. */
  peek(): T {
    return this.value
  }

  /** Makes what runs now an observer, without reading. */
  track(): void {
    if (observer === undefined) return
    if (this.flags !== 0) this.commit()
    track(this)
  }

  /** Replaces the value. A function is stored as it is: use `update` to compute from the old one. */
  set(next: T): void {
    const previous = this.value
    const equals = this.equals
    if (equals === undefined ? isSame(previous, next) : isEqual(equals, previous, next)) return
    clock++
    this.value = next
    const first = this.observers
    if (first === undefined) {
      this.changedAt = clock
      return
    }
    if (this.flags === 0) {
      this.flags = DIRTY
      this.was = previous
      mark(first)
      if (hasImmediate) wakeImmediate()
    } else if (this.isTakenBack()) {
      this.flags = 0
      this.was = SETTLED
      unmark(first)
    }
  }

  /** Replaces the value by one computed from it. */
  update(fn: (previous: T) => T): void {
    this.set(fn(this.value))
  }

  /** Changes the value in place; always notifies, also when `fn` throws. */
  mutate(fn: (value: T) => void): void {
    try {
      fn(this.value)
    } finally {
      this.notify()
    }
  }

  /** Tells observers as if the value had changed. */
  notify(): void {
    this.changedAt = ++clock
    const first = this.observers
    if (first === undefined) return
    this.flags = DIRTY
    this.was = MUTATED
    mark(first)
    if (hasImmediate) wakeImmediate()
  }

  private isTakenBack(): boolean {
    const was = this.was
    if (was === MUTATED) return false
    const equals = this.equals
    if (equals === undefined) return isSame(was, this.value)
    // Seam: while a write is pending, `was` is a value.
    return isEqual(equals, was as T, this.value)
  }

  /** A reader sees the written value: from now on it cannot be taken back. */
  commit(): void {
    this.flags = 0
    this.was = SETTLED
    this.changedAt = clock
    if (tracer !== undefined && this.observers !== undefined) tracer.changed(this.observers)
  }
}

/** Asks a user's `equals`, untracked. */
function isEqual<T>(equals: Equals<T> | false, previous: T, next: T): boolean {
  if (equals === false) return false
  const outer = observer
  observer = undefined
  try {
    return equals(previous, next)
  } finally {
    observer = outer
  }
}

/** `Object.is` in the terms that compile to a few instructions. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return a !== 0 || 1 / a === 1 / (b as number) // 0 is not -0
  // biome-ignore lint/suspicious/noSelfCompare: NaN is NaN
  return a !== a && b !== b
}

// --- memos -------------------------------------------------------------------------------------

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

/** A memo as one object: the compact form of `memo`. Made by `rwMemo`. */
export class Memo<T> extends Readable<T> implements Owned {
  declare private value: T | Failure
  declare flags: number
  declare observers: Link | undefined
  declare stamp: number
  declare changedAt: number
  /** `clock` when a loose memo was last known to be current. */
  declare validatedAt: number
  /** First of the links to sources, in the order of reading. */
  declare sources: Link | undefined
  declare private readonly fn: (previous: T) => T
  declare parent: Keeper | undefined
  declare prevSibling: Owned | undefined
  declare nextSibling: Owned | undefined
  /** The owner of what its function creates. */
  declare own: Keeper | undefined
  /** Only where it is not the default. */
  declare private readonly equals?: Equals<T> | false

  constructor(
    fn: (previous: T) => T,
    initial: T,
    owner: Keeper | undefined,
    equals?: Equals<T> | false,
  ) {
    super()
    this.value = initial
    this.flags = owner === undefined ? MEMO | DIRTY | FRESH | UNOWNED | LOOSE : MEMO | DIRTY | FRESH
    this.sources = undefined
    this.observers = undefined
    this.stamp = 0
    this.changedAt = 0
    this.fn = fn
    this.parent = undefined
    this.prevSibling = undefined
    this.nextSibling = undefined
    this.own = undefined
    this.validatedAt = 0
    if (equals !== undefined) this.equals = equals
    if (owner !== undefined) owner.adopt(this)
  }

  /** The current value; tracked. Computes it if a source changed. Throws what the function threw. */
  get(): T {
    if ((this.flags & UNUSUAL) !== 0) this.catchUp()
    if (observer !== undefined) track(this)
    else if (onLooseRead !== undefined) onLooseRead(this)
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
    if ((flags & (RUNNING | DISPOSED)) === 0) {
      if ((flags & LOOSE) === 0) {
        if ((flags & STALE) !== 0) aside(updateMemo, this)
      } else if (this.validatedAt !== clock || (flags & DIRTY) !== 0) aside(validate, this)
    } else if ((flags & RUNNING) !== 0) {
      if (observer !== undefined) track(this) // or the reader would never recover
      throw help ? help.cycle(this) : cycle([], undefined)
    } else if (help) throw help.disposedRead("memo", this)
  }

  /** Runs if it is stale and a source changed. */
  update(): void {
    if ((this.flags & STALE) === CHECK) refresh(this)
    if ((this.flags & SURE) !== 0) this.run()
  }

  /** Runs its function, whatever its flags say. Never throws. */
  run(): void {
    if (this.own !== undefined) this.own.clear()
    const flags = this.flags
    const value = this.value
    const previous = (flags & FAILED) === 0 ? (value as T) : ((value as Failure).previous as T)
    const next = evaluate(this, this.fn, previous)
    if (next === THREW) {
      const error = takeError()
      help?.cyclePasses(error, this)
      this.fail(error, previous)
      return
    }
    if ((flags & (FAILED | FRESH)) === 0) {
      const equals = this.equals
      if (equals === undefined) {
        if (isSame(previous, next)) return
      } else if (this.isEqual(equals, previous, next)) return
    }
    this.value = next
    this.changedAt = clock
    confirm(this.observers)
  }

  /** Asks its own `equals`; it fails with what that throws. */
  private isEqual(equals: Equals<T> | false, previous: T, next: T): boolean {
    try {
      return isEqual(equals, previous, next)
    } catch (error) {
      this.fail(error, previous)
      return true
    }
  }

  private fail(error: unknown, previous: T): void {
    this.value = new Failure(error, previous)
    this.flags |= FAILED
    this.changedAt = clock
    confirm(this.observers)
  }

  /** Ends it: it keeps its last value, and in development a read is an error. */
  dispose(): void {
    if ((this.flags & DISPOSED) !== 0) return
    if (this.parent !== undefined) this.parent.release(this)
    this.end()
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  get disposed(): boolean {
    return (this.flags & DISPOSED) !== 0
  }

  end(): void {
    const flags = this.flags
    if ((flags & DISPOSED) !== 0) return
    this.flags = (flags & ~(STALE | LOOSE)) | DISPOSED
    const sources = this.sources
    this.sources = undefined
    if ((flags & LOOSE) === 0) unlink(sources)
    if (this.own !== undefined) this.own.end()
  }

  setPaused(isPaused: boolean): void {
    if (this.own !== undefined) this.own.setPaused(isPaused)
  }
}

// --- effects -----------------------------------------------------------------------------------

/** An effect as an object: disposed individually, or with its owner. Made by `rwEffect`. */
export class Effect<T = unknown> implements Owned {
  declare flags: number
  declare sources: Link | undefined
  declare private readonly fn: (previous: T) => T
  declare private value: T
  declare parent: Keeper | undefined
  declare prevSibling: Owned | undefined
  declare nextSibling: Owned | undefined
  declare own: Keeper | undefined

  constructor(fn: (previous: T) => T, value: T, owner: Keeper | undefined, isImmediate = false) {
    const kind = isImmediate ? EFFECT | DIRTY | IMMEDIATE : EFFECT | DIRTY
    this.value = value
    this.flags = owner === undefined || owner.within === undefined ? kind : kind | INNER
    this.sources = undefined
    this.fn = fn
    this.parent = undefined
    this.prevSibling = undefined
    this.nextSibling = undefined
    this.own = undefined
    if (owner !== undefined) owner.adopt(this)
  }

  /** Waits for its turn: called when it becomes stale. Runs no user code. */
  enqueue(): void {
    const flags = this.flags
    if ((flags & (RUNNING | IMMEDIATE)) === 0) {
      const parent = this.parent
      if (parent === undefined) defaultQueue.add(this)
      else parent.queue.add(this)
    } else if ((flags & RUNNING) === 0) {
      hasImmediate = true
      addImmediate(this)
    }
    // A running effect that wrote what it had read is queued when its run ends.
  }

  /** Its turn, outside a row of turns. */
  settle(): void {
    aside(turnEffect, this)
  }

  /** Its turn: runs if it is stale, enclosing computations first, for one of them may end it. */
  turn(): void {
    let flags = this.flags
    if ((flags & (INNER | PAUSED | RUNNING)) !== 0) {
      if ((flags & RUNNING) !== 0) return
      if ((flags & INNER) !== 0) settleOuter(this)
      flags = this.flags
      if ((flags & PAUSED) !== 0) return // runs on resume
    }
    if ((flags & STALE) !== 0) this.update()
  }

  /** Runs if it is stale and a source changed. */
  update(): void {
    if ((this.flags & STALE) === CHECK) refresh(this)
    if ((this.flags & SURE) !== 0) this.run()
  }

  /** Runs its function, whatever its flags say. Never throws. */
  run(): void {
    if (this.own !== undefined) {
      this.own.clear()
      if ((this.flags & DISPOSED) !== 0) return // a cleanup ended it
    }
    const hadFailed = (this.flags & FAILED) !== 0
    const next = evaluate(this, this.fn, this.value)
    if ((this.flags & STALE) !== 0) this.enqueue()
    if (next === THREW) this.fail(takeError())
    else {
      this.value = next
      if (hadFailed) this.parent?.recover(this)
    }
  }

  /** The first run; leaves it FAILED with the error in `thrown`. */
  first(): void {
    const next = evaluate(this, this.fn, this.value)
    if ((this.flags & STALE) !== 0) this.enqueue()
    if (next !== THREW) this.value = next
    else this.flags |= FAILED
  }

  /** The first run, at once. An error that nobody handles is the creator's. */
  start(): void {
    if ((this.flags & DISPOSED) !== 0) return // dead on arrival
    aside(startEffect, this)
    if ((this.flags & FAILED) === 0) return
    const error = takeError()
    const owner = this.own ?? this.parent
    if (owner?.hasHandler()) owner.fail(error, this)
    else {
      this.flags &= ~FAILED
      throw error
    }
  }

  /** Ends its staleness without running it. */
  drop(): void {
    for (let link = this.sources; link !== undefined; link = link.nextSource) {
      const source = link.source
      if ((source.flags & STALE) === 0) continue
      if (source instanceof Memo) source.peek()
      else source.commit()
    }
    this.flags &= ~STALE
  }

  fail(error: unknown): void {
    this.flags |= FAILED
    const owner = this.own ?? this.parent
    if ((this.flags & IMMEDIATE) !== 0 && !owner?.hasHandler()) failImmediate(error)
    else if (owner) owner.fail(error, this)
    else defaultQueue.report(error)
  }

  /** Ends it and what it owns; its cleanups run now. */
  dispose(): void {
    if ((this.flags & DISPOSED) !== 0) return
    if (this.parent !== undefined) this.parent.release(this)
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
    this.flags = (this.flags & ~STALE) | DISPOSED
    const sources = this.sources
    this.sources = undefined
    unlink(sources)
    if ((this.flags & FAILED) !== 0) this.parent?.recover(this)
    if (this.own !== undefined) this.own.end()
  }

  setPaused(isPaused: boolean): void {
    if (isPaused) this.flags |= PAUSED
    else {
      this.flags &= ~PAUSED
      if ((this.flags & STALE) !== 0) this.enqueue()
    }
    if (this.own !== undefined) this.own.setPaused(isPaused)
  }
}

function settleOuter(node: Computation): void {
  const outer = node.parent?.within
  if (outer === undefined) return
  settleOuter(outer)
  if ((outer.flags & STALE) === 0 || (outer.flags & (RUNNING | DISPOSED | PAUSED)) !== 0) return
  outer.update()
}

export function setLooseReadHook(hook: ((node: object) => void) | undefined): void {
  onLooseRead = hook
}

// --- reading -----------------------------------------------------------------------------------

/** Notes that the running computation reads `source`. */
function track(source: SourceNode): void {
  if (source.stamp === run) return // read before in this run
  source.stamp = run
  const next = cursor === undefined ? observer!.sources : cursor.nextSource
  if (next !== undefined && next.source === source)
    cursor = next // same source, same place
  else trackMoved(source, next)
}

function trackMoved(source: SourceNode, next: Link | undefined): void {
  if (next !== undefined) {
    const after = next.nextSource
    if (after !== undefined && after.source === source) {
      cut(next, after) // one source was left out: the rest keeps its place
      cursor = after
      return
    }
  }
  append(source, next)
}

/** Takes `link`, the one right of the cursor, out of the running observer's row. */
function cut(link: Link, after: Link): void {
  if (cursor === undefined) observer!.sources = after
  else cursor.nextSource = after
  if ((observer!.flags & LOOSE) === 0) unsubscribe(link)
}

function append(source: SourceNode, next: Link | undefined): void {
  const node = observer!
  if ((node.flags & DISPOSED) !== 0) return // disposed during its own run
  const link = new Link(source, node, next)
  if (cursor === undefined) node.sources = link
  else cursor.nextSource = link
  cursor = link
  if ((node.flags & LOOSE) === 0) {
    subscribe(link)
    // Stale again right after it was read: it has written what it reads.
    if ((source.flags & STALE) !== 0) node.flags |= CHECK
  }
}

function subscribe(link: Link): void {
  const source = link.source
  const first = source.observers
  if (first === undefined) {
    source.observers = link
    link.prevObserver = link
    if ((source.flags & LOOSE) !== 0) fasten(source as Memo<any>)
  } else {
    const last = first.prevObserver!
    last.nextObserver = link
    link.prevObserver = last
    first.prevObserver = link
  }
}

function unsubscribe(link: Link): void {
  const source = link.source
  const first = source.observers!
  const next = link.nextObserver
  const prev = link.prevObserver
  link.nextObserver = undefined
  link.prevObserver = undefined
  if (first === link) {
    source.observers = next
    if (next !== undefined) next.prevObserver = prev
    else if ((source.flags & (UNOWNED | DISPOSED)) === UNOWNED) loosen(source as Memo<any>)
  } else {
    prev!.nextObserver = next
    if (next !== undefined) next.prevObserver = prev
    else first.prevObserver = prev
  }
}

const fastening: Memo<any>[] = []
let isFastening = false

/** An observed memo subscribes to its sources. Long chains of such memos take no stack. */
function fasten(memo: Memo<any>): void {
  fastening.push(memo)
  if (isFastening) return
  isFastening = true
  try {
    for (let node = fastening.pop(); node !== undefined; node = fastening.pop()) {
      node.flags &= ~LOOSE
      for (let link = node.sources; link !== undefined; link = link.nextSource) {
        subscribe(link)
        // Its own run has written what it had read.
        const source = link.source
        if ((source.flags & STALE) !== 0 || source.changedAt > node.validatedAt) node.flags |= DIRTY
      }
    }
  } finally {
    isFastening = false
  }
}

const loosening: Memo<any>[] = []
let isLoosening = false

/** A memo without owner that lost its last observer leaves its sources. */
function loosen(memo: Memo<any>): void {
  loosening.push(memo)
  if (isLoosening) return
  isLoosening = true
  try {
    for (let node = loosening.pop(); node !== undefined; node = loosening.pop()) {
      for (let link = node.sources; link !== undefined; link = link.nextSource) unsubscribe(link)
      if ((node.flags & STALE) === 0) node.validatedAt = clock
      else node.flags |= DIRTY
      node.flags |= LOOSE
    }
  } finally {
    isLoosening = false
  }
}

/** Ends all links from `first` on. */
function unlink(first: Link | undefined): void {
  for (let link = first; link !== undefined; ) {
    const next = link.nextSource
    link.nextSource = undefined
    unsubscribe(link)
    link = next
  }
}

// --- writing -----------------------------------------------------------------------------------

const branches: Link[] = []

/** A signal was written: its observers must run, and what is below them asks. */
function mark(first: Link): void {
  let link: Link | undefined = first
  do {
    const node: ObserverNode = link.observer
    const flags = node.flags
    node.flags = flags < MANY ? (flags | CHECK) + WRITE : flags | DIRTY
    if ((flags & STALE) === 0) {
      if ((flags & EFFECT) !== 0) {
        // As in `enqueue`: a call less for each effect.
        if ((flags & (RUNNING | IMMEDIATE)) === 0) {
          const parent = node.parent
          if (parent === undefined) defaultQueue.add(node as Effect<any>)
          else parent.queue.add(node as Effect<any>)
        } else (node as Effect<any>).enqueue()
      } else {
        const below = (node as Memo<any>).observers
        if (below !== undefined) markBelow(below)
      }
    }
    link = link.nextObserver
  } while (link !== undefined)
}

/** The write was taken back before anyone looked: for this signal they need not run. */
function unmark(first: Link): void {
  for (let link: Link | undefined = first; link !== undefined; link = link.nextObserver) {
    const node = link.observer
    // What runs now has been marked before it began, and reads the value that was restored.
    if (node.flags >= WRITE && (node.flags & RUNNING) === 0) node.flags -= WRITE
  }
}

/** Marks everything from `first` down as CHECK and queues the effects in it. */
function markBelow(first: Link): void {
  const base = branches.length
  let link: Link | undefined = first
  while (link !== undefined) {
    const node: ObserverNode = link.observer
    const flags = node.flags
    let next: Link | undefined = link.nextObserver
    if ((flags & STALE) === 0) {
      node.flags = flags | CHECK
      if ((flags & EFFECT) !== 0) {
        // As in `enqueue`: a call less for each effect.
        if ((flags & (RUNNING | IMMEDIATE)) === 0) {
          const parent = node.parent
          if (parent === undefined) defaultQueue.add(node as Effect<any>)
          else parent.queue.add(node as Effect<any>)
        } else (node as Effect<any>).enqueue()
      } else {
        const below: Link | undefined = (node as Memo<any>).observers
        if (below !== undefined) {
          if (next !== undefined) branches.push(next)
          next = below
        }
      }
    }
    if (next === undefined && branches.length > base) next = branches.pop()
    link = next
  }
}

/** A source came out different: observers that were going to ask it need not. */
function confirm(first: Link | undefined): void {
  if (tracer !== undefined && first !== undefined) tracer.changed(first)
  for (let link = first; link !== undefined; link = link.nextObserver) {
    const node = link.observer
    if ((node.flags & STALE) !== 0) node.flags |= DIRTY
  }
}

// --- catching up -------------------------------------------------------------------------------

const trail: Link[] = []

/**
 * Asks the sources of a CHECK node, in the order it read them, running stale memos among them.
 * Leaves the node DIRTY if one came out different, else no longer stale.
 */
function refresh(start: ObserverNode): void {
  const base = trail.length
  let node = start
  let link = node.sources
  for (;;) {
    while (link !== undefined) {
      const source = link.source
      const flags = source.flags
      if ((flags & (STALE | MEMO | RUNNING)) === (CHECK | MEMO)) {
        trail.push(link) // down one level: the sources of this memo come first
        node = source as Memo<any>
        node.flags = flags | RUNNING // met again, it is its own source
        link = node.sources
        continue
      }
      if ((flags & (STALE | RUNNING)) !== 0) {
        if ((flags & MEMO) === 0) {
          ;(source as RwSignal<any>).commit()
          node.flags |= DIRTY
        } else if ((flags & RUNNING) === 0) (source as Memo<any>).run()
        else node.flags |= DIRTY // a cycle: let the read say so
        if ((node.flags & (SURE | DISPOSED)) !== 0) break
      }
      link = link.nextSource
    }
    const flags = node.flags
    if (trail.length === base) {
      if ((flags & SURE) === 0) node.flags = flags & ~CHECK
      return
    }
    if ((flags & SURE) !== 0) (node as Memo<any>).run()
    else node.flags = flags & ~(CHECK | RUNNING)
    link = trail.pop()!
    node = link.observer
    link = (node.flags & (SURE | DISPOSED)) === 0 ? link.nextSource : undefined
  }
}

/** Brings a loose memo up to date: runs it if a source changed after it was last current. */
function validate(start: Memo<any>): void {
  const base = trail.length
  let node = start
  let link = node.sources
  for (;;) {
    let changed = (node.flags & SURE) !== 0
    let down: Link | undefined
    for (; !changed && link !== undefined; link = link.nextSource) {
      const source = link.source
      const flags = source.flags
      if ((flags & RUNNING) !== 0)
        changed = true // a cycle: let the read say so
      else if ((flags & LOOSE) !== 0) {
        if ((source as Memo<any>).validatedAt !== clock || (flags & DIRTY) !== 0) {
          down = link
          break
        }
      } else if ((flags & STALE) !== 0) {
        if ((flags & MEMO) === 0) (source as RwSignal<any>).commit()
        else (source as Memo<any>).update()
      }
      if (source.changedAt > node.validatedAt) changed = true
    }
    if (down !== undefined) {
      trail.push(down)
      node = down.source as Memo<any>
      link = node.sources
      node.flags |= RUNNING
      continue
    }
    node.flags &= ~RUNNING
    const now = clock // a run may write
    if (changed) node.run()
    node.validatedAt = now
    if (trail.length === base) return
    link = trail.pop()!
    node = link.observer as Memo<any>
    // The source is current now, so the loop above compares it and goes on.
  }
}

/** What `evaluate` returns when the function threw; the error is in `thrown`. */
const THREW: unique symbol = Symbol("threw")
let thrown: unknown

function takeError(): unknown {
  const error = thrown
  thrown = undefined
  return error
}

/** Runs `fn` as the code of `node`: what it reads becomes the sources of `node`. */
function evaluate<T>(node: ObserverNode, fn: (previous: T) => T, previous: T): T | typeof THREW {
  if (tracer !== undefined) tracer.ran(node)
  observer = node
  cursor = undefined
  run = ++runs
  node.flags = (node.flags & ~(STALE | FAILED | FRESH)) | RUNNING
  let result: T | typeof THREW
  try {
    result = fn(previous)
    const rest = cursor === undefined ? node.sources : (cursor as Link).nextSource
    if (rest !== undefined) trim(node, rest)
  } catch (error) {
    thrown = error
    result = THREW
    keepUnread(node)
  }
  node.flags &= ~RUNNING
  observer = undefined
  return result
}

/**
 * Takes `step` with nothing current, and returns to what was. Runs do not restore what is current:
 * most are followed by another.
 */
function aside<N>(step: (node: N) => void, node: N): void {
  const outerObserver = observer
  const outerScope = scope
  const outerCursor = cursor
  const outerRun = run
  const height = trail.length
  scope = undefined
  try {
    step(node)
  } finally {
    observer = outerObserver
    scope = outerScope
    cursor = outerCursor
    run = outerRun
    if (trail.length > height) leaveTrail(height)
  }
}

const updateMemo = (memo: Memo<any>) => memo.update()
const startEffect = (effect: Effect<any>) => effect.first()
const turnEffect = (effect: Effect<any>) => effect.turn()

/** Gives the effects in `row` from `from` up to `end` their turn, and empties their places. */
function takeTurns(row: (Effect<any> | undefined)[], from: number, end: number): void {
  const outerObserver = observer
  const outerScope = scope
  const outerCursor = cursor
  const outerRun = run
  const height = trail.length
  scope = undefined
  try {
    for (let i = from; i < end; i++) {
      const effect = row[i]
      if (effect === undefined) continue // a flush broke off here: the stack was full
      row[i] = undefined
      effect.turn()
    }
  } finally {
    observer = outerObserver
    scope = outerScope
    cursor = outerCursor
    run = outerRun
    if (trail.length > height) leaveTrail(height)
  }
}
// Seam: only effects are put into a queue.
setTurns(
  (row, from, end) => takeTurns(row as (Effect<any> | undefined)[], from, end),
  (fn) => runInScope(undefined, fn),
)

/** A full stack broke off a refresh: forgets how far it was. */
function leaveTrail(height: number): void {
  for (let link = trail.pop(); link !== undefined; link = trail.pop()) {
    link.source.flags &= ~RUNNING
    if (trail.length === height) return
  }
}

/** The first source right of the cursor: not read in the run that ends. */
function unread(node: ObserverNode): Link | undefined {
  return cursor === undefined ? node.sources : cursor.nextSource
}

/** Cuts off the sources that were not read, from `rest` on. */
function trim(node: ObserverNode, rest: Link): void {
  if (cursor === undefined) node.sources = undefined
  else cursor.nextSource = undefined
  if ((node.flags & LOOSE) === 0) unlink(rest)
}

/**
 * After a throw: what was not reached stays a source, so that its change gives another try. Except
 * memos that may be stale, which would have to run now to tell of their next change.
 */
function keepUnread(node: ObserverNode): void {
  let last = cursor
  let link = unread(node)
  while (link !== undefined) {
    const next = link.nextSource
    const source = link.source
    if ((source.flags & MEMO) !== 0 && (source.flags & (STALE | LOOSE)) !== 0) {
      if (last === undefined) node.sources = next
      else last.nextSource = next
      link.nextSource = undefined
      if ((node.flags & LOOSE) === 0) unsubscribe(link)
    } else {
      if ((source.flags & STALE) !== 0) (source as RwSignal<any>).commit()
      last = link
    }
    link = next
  }
}

// --- what is current ---------------------------------------------------------------------------

/** True when a read now would be tracked: a memo or an effect runs, and not inside `untrack`. */
export function isTracking(): boolean {
  return observer !== undefined
}

/**
 * Runs `fn` without tracking: what it reads does not become a source of what runs now.
 *
 * @example
 * effect(() => save(draft(), untrack(user))) // runs when the draft changes, not for the user
 */
export function untrack<T>(fn: () => T): T {
  if (observer === undefined) return fn()
  return runInScope(scope ?? observer, fn)
}

/** Runs `fn` untracked under `owner`. */
export function runInScope<T>(owner: Keeper | Computation | undefined, fn: () => T): T {
  const outerObserver = observer
  const outerScope = scope
  observer = undefined
  scope = owner
  try {
    return fn()
  } finally {
    observer = outerObserver
    scope = outerScope
  }
}

/** Runs `fn` under `owner`; what it reads stays tracked. */
export function withScope<T>(owner: Keeper | Computation | undefined, fn: () => T): T {
  const outerScope = scope
  scope = owner
  try {
    return fn()
  } finally {
    scope = outerScope
  }
}

/** True for a node that will look at its sources before its next read or run. For tools. */
export function isStale(node: { readonly flags: number }): boolean {
  return (node.flags & STALE) !== 0
}

/** In which state `node` is, for tools. */
export function stateOf(node: { readonly flags: number }): NodeState {
  const { flags } = node
  if ((flags & DISPOSED) !== 0) return "disposed"
  if ((flags & RUNNING) !== 0) return "running"
  if ((flags & SURE) !== 0) return "dirty"
  if ((flags & CHECK) !== 0) return "check"
  return "clean"
}
export type NodeState = "clean" | "check" | "dirty" | "running" | "disposed"

/** The owner or the computation that is current, or undefined. */
export function currentScope(): Keeper | Computation | undefined {
  return scope ?? observer
}
