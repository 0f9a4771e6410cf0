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
// A signal takes part in the second pass too: it remembers what its observers saw, and a write
// that was taken back before anyone looked wakes nobody.
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
// Source: the three colours are Reactively's (Milo Mighdoll), links, the moving cursor and the
// explicit stacks alien-signals' (Johnson Chu), loose memos Preact Signals' (Joachim Viide). We
// differ in one point: disposal is the owner's business (owner.ts), not the graph's. Queueing is
// scheduler.ts; this file calls no user function except in `evaluate`.

// Flags of a node.
/** A source may have changed; ask it. */
export const CHECK = 1
/** A source has changed; run. For a signal: written since its observers looked. */
export const DIRTY = 2
export const STALE = CHECK | DIRTY
/** Its function is on the stack. */
export const RUNNING = 4
/** Ended with its owner. */
export const DISPOSED = 8
/** Its last run threw; `value` is a Failure. */
export const FAILED = 16
/** A memo that nothing observes and nobody owns: its sources do not know it. */
export const LOOSE = 32
/** A memo without an owner; LOOSE again when its last observer leaves. */
export const UNOWNED = 64
export const MEMO = 128
export const EFFECT = 256
/** An effect that runs within the write. */
export const IMMEDIATE = 512

/** What can be read. */
export interface SourceNode {
  flags: number
  /** First of the links to observers; its `prevObserver` is the last. */
  observers: Link | undefined
  /** The run that read it last. */
  stamp: number
  /** `clock` when its value last changed. */
  changedAt: number
}

/** What reads. */
export interface ObserverNode {
  flags: number
  /** First of the links to sources, in the order of reading. */
  sources: Link | undefined
  /** Runs its function, whatever its flags say. Never throws. */
  run(): void
}

export interface SignalNode extends SourceNode {
  /** Settles a pending write: tells observers if the value is another than the one they saw. */
  commit(): void
}

export interface MemoNode extends SourceNode, ObserverNode {
  /** `clock` when its value was last known to be current. */
  validatedAt: number
}

export interface EffectNode extends ObserverNode {
  /** Called when it becomes stale. Runs no user code. */
  enqueue(): void
}

/** What is current while an owner or a computation runs its code; see owner.ts. */
export interface Scope {
  /** The owner that adopts what is created now, made on first use. */
  asOwner(): object
}

export class Link {
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

/** What now reads, or undefined outside tracking. */
export let observer: ObserverNode | undefined
/** What now owns what is created. */
export let scope: Scope | undefined
/** Counts writes. */
export let clock = 1

let cursor: Link | undefined
let run = 0
let runs = 0

export function tickClock(): number {
  return ++clock
}

// --- reading -----------------------------------------------------------------------------------

/** Notes that the running computation reads `source`. Settles a pending write of a signal. */
export function track(source: SourceNode): void {
  if ((source.flags & (DIRTY | MEMO)) === DIRTY) (source as SignalNode).commit()
  if (source.stamp === run) return // read before in this run
  source.stamp = run
  const next = cursor === undefined ? observer!.sources : cursor.nextSource
  if (next !== undefined) {
    if (next.source === source) {
      cursor = next // the common case: same source, same place
      return
    }
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
  if ((node.flags & LOOSE) === 0) subscribe(link)
}

function subscribe(link: Link): void {
  const source = link.source
  const first = source.observers
  if (first === undefined) {
    source.observers = link
    link.prevObserver = link
    if ((source.flags & LOOSE) !== 0) fasten(source as MemoNode)
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
    else if ((source.flags & (UNOWNED | DISPOSED)) === UNOWNED) loosen(source as MemoNode)
  } else {
    prev!.nextObserver = next
    if (next !== undefined) next.prevObserver = prev
    else first.prevObserver = prev
  }
}

const fastening: MemoNode[] = []
let isFastening = false

/** An observed memo subscribes to its sources. Long chains of such memos take no stack. */
function fasten(memo: MemoNode): void {
  fastening.push(memo)
  if (isFastening) return
  isFastening = true
  for (let node = fastening.pop(); node !== undefined; node = fastening.pop()) {
    node.flags &= ~LOOSE
    for (let link = node.sources; link !== undefined; link = link.nextSource) subscribe(link)
  }
  isFastening = false
}

const loosening: MemoNode[] = []
let isLoosening = false

/** A memo without owner that lost its last observer leaves its sources. */
function loosen(memo: MemoNode): void {
  loosening.push(memo)
  if (isLoosening) return
  isLoosening = true
  for (let node = loosening.pop(); node !== undefined; node = loosening.pop()) {
    for (let link = node.sources; link !== undefined; link = link.nextSource) unsubscribe(link)
    if ((node.flags & STALE) === 0) node.validatedAt = clock
    else node.flags |= DIRTY
    node.flags |= LOOSE
  }
  isLoosening = false
}

/** Ends all links from `first` on. */
export function unlink(first: Link | undefined): void {
  for (let link = first; link !== undefined; ) {
    const next = link.nextSource
    link.nextSource = undefined
    unsubscribe(link)
    link = next
  }
}

// --- writing -----------------------------------------------------------------------------------

const branches: Link[] = []

/** Marks everything below `first` as CHECK and queues the effects in it. */
export function mark(first: Link): void {
  const base = branches.length
  let link: Link | undefined = first
  while (link !== undefined) {
    const node: ObserverNode = link.observer
    const flags = node.flags
    let next: Link | undefined = link.nextObserver
    if ((flags & STALE) === 0) {
      node.flags = flags | CHECK
      if ((flags & EFFECT) !== 0) (node as EffectNode).enqueue()
      else {
        const below: Link | undefined = (node as MemoNode).observers
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
export function confirm(first: Link | undefined): void {
  for (let link = first; link !== undefined; link = link.nextObserver) {
    const node = link.observer
    if ((node.flags & STALE) === CHECK) node.flags |= DIRTY
  }
}

// --- catching up -------------------------------------------------------------------------------

const trail: Link[] = []

/** Brings a stale node up to date: runs it if one of its sources changed. */
export function refresh(start: ObserverNode): void {
  const base = trail.length
  let node = start
  let link = node.sources
  for (;;) {
    if ((node.flags & DIRTY) === 0) {
      let down: Link | undefined
      for (; link !== undefined; link = link.nextSource) {
        const source = link.source
        const flags = source.flags
        if ((flags & STALE) === 0) continue
        if ((flags & MEMO) === 0) (source as SignalNode).commit()
        else if ((flags & RUNNING) !== 0) continue
        else if ((flags & DIRTY) !== 0) (source as MemoNode).run()
        else {
          down = link
          break
        }
        if ((node.flags & (DIRTY | DISPOSED)) !== 0) break
      }
      if (down !== undefined) {
        trail.push(down)
        node = down.source as MemoNode
        link = node.sources
        continue
      }
    }
    const flags = node.flags
    if ((flags & DISPOSED) === 0) {
      if ((flags & DIRTY) !== 0) node.run()
      else node.flags = flags & ~CHECK
    }
    if (trail.length === base) return
    const up = trail.pop()!
    node = up.observer
    link = (node.flags & DISPOSED) !== 0 ? undefined : up.nextSource
  }
}

/** Brings a loose memo up to date: runs it if a source changed after it was last current. */
export function validate(start: MemoNode): void {
  const base = trail.length
  let node = start
  let link = node.sources
  for (;;) {
    let changed = (node.flags & DIRTY) !== 0
    let down: Link | undefined
    for (; !changed && link !== undefined; link = link.nextSource) {
      const source = link.source
      const flags = source.flags
      if ((flags & LOOSE) !== 0 && (flags & RUNNING) === 0) {
        if ((source as MemoNode).validatedAt !== clock) {
          down = link
          break
        }
      } else if ((flags & STALE) !== 0) {
        if ((flags & MEMO) === 0) (source as SignalNode).commit()
        else if ((flags & RUNNING) === 0) refresh(source as MemoNode)
      }
      changed = source.changedAt > node.validatedAt
    }
    if (down !== undefined) {
      trail.push(down)
      node = down.source as MemoNode
      link = node.sources
      continue
    }
    if (changed) node.run()
    else node.validatedAt = clock
    if (trail.length === base) return
    link = trail.pop()!
    node = link.observer as MemoNode
    // The source is current now, so the loop above compares it and goes on.
  }
}

/** What `evaluate` returns when the function threw; the error is in `thrown`. */
export const THREW: unique symbol = Symbol("threw")
let thrown: unknown

export function takeError(): unknown {
  const error = thrown
  thrown = undefined
  return error
}

/** Runs `fn` as the code of `node`: what it reads becomes the sources of `node`. */
export function evaluate<T>(
  node: ObserverNode & Scope,
  fn: (previous: T) => T,
  previous: T,
): T | typeof THREW {
  const outerObserver = observer
  const outerScope = scope
  const outerCursor = cursor
  const outerRun = run
  observer = node
  scope = node
  cursor = undefined
  run = ++runs
  node.flags = (node.flags & ~STALE) | RUNNING
  let result: T | typeof THREW
  try {
    result = fn(previous)
  } catch (error) {
    thrown = error
    result = THREW
  }
  if (result === THREW) keepUnread(node)
  else trim(node)
  node.flags &= ~RUNNING
  observer = outerObserver
  scope = outerScope
  cursor = outerCursor
  run = outerRun
  return result
}

/** Cuts off the sources that were not read in the run that ends. */
function trim(node: ObserverNode): void {
  const last = cursor
  const rest = last === undefined ? node.sources : last.nextSource
  if (rest === undefined) return
  if (last === undefined) node.sources = undefined
  else last.nextSource = undefined
  if ((node.flags & LOOSE) === 0) unlink(rest)
}

/**
 * After a throw: what was not reached stays a source, so that its change gives another try. Except
 * stale memos, which would have to run now to tell of their next change.
 */
function keepUnread(node: ObserverNode): void {
  let last = cursor
  let link = last === undefined ? node.sources : last.nextSource
  while (link !== undefined) {
    const next = link.nextSource
    const source = link.source
    if ((source.flags & (STALE | MEMO)) > MEMO) {
      if (last === undefined) node.sources = next
      else last.nextSource = next
      link.nextSource = undefined
      if ((node.flags & LOOSE) === 0) unsubscribe(link)
    } else {
      if ((source.flags & STALE) !== 0) (source as SignalNode).commit()
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

/** Runs `fn` without tracking: what it reads does not become a source of what runs now. */
export function untrack<T>(fn: () => T): T {
  const outer = observer
  observer = undefined
  try {
    return fn()
  } finally {
    observer = outer
  }
}

/** Runs `fn` untracked under `owner`. */
export function runInScope<T>(owner: Scope | undefined, fn: () => T): T {
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
export function withScope<T>(owner: Scope | undefined, fn: () => T): T {
  const outerScope = scope
  scope = owner
  try {
    return fn()
  } finally {
    scope = outerScope
  }
}
