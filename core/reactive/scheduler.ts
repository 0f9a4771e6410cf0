// When do effects run? A queue per scheduler, and the loop that settles it.
//
//     write ─▶ mark ─▶ queue.add(effect) ─▶ scheduler.schedule ┄┄┄▶ queue.flush
//                                                              effects, to a fixed point
//                                                              afterFlush callbacks
//
// A scheduler says when; the queue says in which order. Effects run in the order in which they
// became stale, but never before a stale computation that encloses them (effect.ts). What they
// write is settled in the same flush. An error goes to the nearest handler (owner.ts); one that
// has none waits until everything else has run, and is thrown out of the flush then.

import { runawayEffect } from "../errors.ts"
import { help } from "./help.ts"

/** Says when effects run. One for each root; see `createRoot`. */
export interface Scheduler {
  /** Calls `flush` once, later. It is not asked again before that call. */
  schedule(flush: () => void): void
  /** Receives errors of effects that no `catchError` handles. Default: they are thrown. */
  onError?(error: unknown): void
}

/** An effect, as its queue sees it. */
export interface Queued {
  /** Its turn, alone: runs it if it is stale, enclosing computations first. */
  settle(): void
  /** Ends its staleness without running it. */
  drop(): void
  /** Hands `error` to the nearest handler. */
  fail(error: unknown): void
}

/** Generations of effects that wake effects before runs are counted, and runs of one after that. */
const LIMIT = 100

/**
 * Queues that may have something to do. A queue stays in the list until its scheduler has called
 * back, so that a loop of writes and flushes does not enter and leave it each time.
 */
const active: Queue[] = []

type Turns = (row: (Queued | undefined)[], from: number, end: number) => void
let takeTurns: Turns
let runApart: (fn: () => void) => void
/** How effects take their turns, and what follows them runs; the graph says it, for it knows what must not be current. */
export function setTurns(turns: Turns, apart: (fn: () => void) => void): void {
  takeTurns = turns
  runApart = apart
}

export class Queue {
  readonly scheduler: Scheduler
  /** Slots below `count` hold effects; the array keeps its size, so that a flush allocates nothing. */
  private readonly effects: (Queued | undefined)[] = []
  private count = 0
  /** The same for what runs after them. */
  private readonly afterwards: ((() => void) | undefined)[] = []
  private afterCount = 0
  private errors: unknown[] | undefined
  private isPosted = false
  /** True from the first effect to the last `after` callback. */
  isFlushing = false
  private readonly flushPosted: () => void

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler
    const isMicrotask = scheduler === microtask
    this.flushPosted = () => {
      try {
        this.flush()
      } catch (error) {
        if (!isMicrotask) throw error
        throwLater(error) // not a promise's rejection
      } finally {
        this.isPosted = false
        leave(this)
      }
    }
  }

  add(effect: Queued): void {
    this.effects[this.count++] = effect
    if (!this.isPosted) this.post()
  }

  /** Calls `fn` once, when the effects have settled. */
  after(fn: () => void): void {
    this.afterwards[this.afterCount++] = fn
    if (!this.isPosted) this.post()
  }

  /** An error that nobody handles: thrown when the flush ends, or reported now. */
  report(error: unknown): void {
    if (this.scheduler.onError) {
      try {
        this.scheduler.onError(error)
      } catch (next) {
        throwLater(next)
      }
    } else if (!this.isFlushing) throwLater(error)
    else if (this.errors === undefined) this.errors = [error]
    else this.errors.push(error)
  }

  flush(): void {
    if (this.isFlushing || !this.hasWork) return
    this.isFlushing = true
    try {
      this.settle()
      if (this.afterCount > 0) this.settleAfter()
    } finally {
      this.isFlushing = false
    }
    if (this.errors !== undefined) {
      const errors = this.errors
      this.errors = undefined
      throw together(errors)
    }
  }

  private settle(): void {
    const end = this.count
    if (end === 0) return
    takeTurns(this.effects, 0, end)
    if (this.count > end) this.settleWoken(end)
    this.count = 0
    if (this.effects.length > ROOM) this.effects.length = ROOM
  }

  /** Settles what the effects before `from` have woken, and what these wake. */
  private settleWoken(from: number): void {
    const effects = this.effects
    const runs = new Map<Queued, number>()
    let generation = 1
    for (let i = from, end = this.count; i < end; end = this.count) {
      if (++generation < LIMIT) {
        takeTurns(effects, i, end)
        i = end
        continue
      }
      for (; i < end; i++) {
        const effect = effects[i]
        if (effect === undefined) continue // a flush broke off here: the stack was full
        effects[i] = undefined
        if (!this.isRunaway(effect, runs)) effect.settle()
      }
    }
  }

  private isRunaway(effect: Queued, runs: Map<Queued, number>): boolean {
    const count = (runs.get(effect) ?? 0) + 1
    runs.set(effect, count)
    if (count < LIMIT) return false
    const loop = [...runs].filter(([, n]) => n > LIMIT / 2).map(([node]) => node)
    effect.drop()
    effect.fail(runaway(loop))
    return true
  }

  private settleAfter(): void {
    const { afterwards } = this
    for (let i = 0, round = 0; i < this.afterCount; round++) {
      if (round === LIMIT) {
        afterwards.length = 0
        this.report(runawayEffect(["what afterFlush() calls"]))
        break
      }
      for (const end = this.afterCount; i < end; i++) {
        const fn = afterwards[i]!
        afterwards[i] = undefined
        try {
          runApart(fn)
        } catch (error) {
          this.report(error)
        }
      }
      this.settle()
    }
    this.afterCount = 0
    if (afterwards.length > ROOM) afterwards.length = ROOM
  }

  /** True when `flush` would do something. */
  get hasWork(): boolean {
    return this.count > 0 || this.afterCount > 0
  }

  private post(): void {
    this.isPosted = true
    active.push(this)
    this.scheduler.schedule(this.flushPosted)
  }
}

/** Takes a queue off the list of active ones. */
function leave(queue: Queue): void {
  const last = active.length - 1
  for (let i = active.indexOf(queue); i < last; i++) active[i] = active[i + 1]!
  active.pop()
}

/** Slots that an idle queue keeps. */
const ROOM = 4096

/** The error of effects that do not come to rest. */
export function runaway(loop: readonly object[]): Error {
  return runawayEffect(help ? loop.map(help.describe) : [`${loop.length} effects`])
}

/** One error as it is, several as one. */
export function together(errors: unknown[]): unknown {
  return errors.length === 1 ? errors[0] : new AggregateError(errors, "several effects failed")
}

function throwLater(error: unknown): void {
  if (typeof reportError === "function") reportError(error)
  else
    queueMicrotask(() => {
      throw error
    })
}

const queues = new WeakMap<Scheduler, Queue>()

/** The queue of a scheduler. */
export function queueOf(scheduler: Scheduler): Queue {
  let queue = queues.get(scheduler)
  if (!queue) queues.set(scheduler, (queue = new Queue(scheduler)))
  return queue
}

const NOW = Promise.resolve()
/** Effects run in a microtask after the write: before timers, input and paint. The default. */
export const microtask: Scheduler = {
  // By way of a promise: Node's queueMicrotask makes an async resource, two closures and half a kilobyte of each.
  schedule: (flush) => void NOW.then(flush),
}

/**
 * Effects run before the next frame. Uses `requestAnimationFrame`; where there is none, a timer of
 * a sixtieth of a second.
 */
export const animationFrame: Scheduler = {
  schedule: (flush) => {
    if (typeof requestAnimationFrame === "function") requestAnimationFrame(() => flush())
    else setTimeout(flush, FRAME)
  },
}
const FRAME = 16 // ms, one frame at 60 Hz

/** A scheduler that a test or a host drives by hand. */
export interface ManualScheduler extends Scheduler {
  /** True when effects wait for `run`. */
  readonly isPending: boolean
  /** Settles what waits. Throws what effects threw. */
  run(): void
}

/**
 * A scheduler for tests, frame loops and virtual clocks: nothing runs until `run()` is called.
 *
 * @example
 * const frames = manual()
 * createRoot(() => effect(() => draw(count())), { scheduler: frames })
 * frames.run() // draws once, however often `count` was written
 */
export function manual(): ManualScheduler {
  let pending: (() => void) | undefined
  return {
    schedule(flush) {
      pending = flush
    },
    get isPending() {
      return pending !== undefined
    },
    run() {
      const flush = pending
      pending = undefined
      flush?.()
    },
  }
}

export const defaultQueue = queueOf(microtask)

/**
 * Settles everything now: runs all stale effects of all roots, and what these make stale, whatever
 * their schedulers say. Throws what effects threw and nobody handled, after the rest has run. Does
 * nothing while a flush of the same scheduler is under way.
 *
 * @example
 * setCount(1)
 * flush() // effects have run
 */
export function flush(): void {
  let errors: unknown[] | undefined
  if (active.length === 1) {
    try {
      active[0]!.flush()
    } catch (error) {
      errors = [error]
    }
  }
  if (active.length > 1) errors = flushAll(errors)
  if (errors !== undefined) throw together(errors)
}

function flushAll(before: unknown[] | undefined): unknown[] | undefined {
  let errors = before
  let flushed = 0
  for (let i = 0; i < active.length; i++) {
    const queue = active[i]!
    if (queue.isFlushing || !queue.hasWork) continue
    try {
      queue.flush()
    } catch (error) {
      if (errors === undefined) errors = [error]
      else errors.push(error)
    }
    if (i === 0) continue
    i = -1 // what ran may have woken an earlier queue
    if (++flushed > LIMIT * active.length) throw runawayEffect(["effects of several roots"])
  }
  return errors
}

/** True while effects run. */
export function isFlushing(): boolean {
  return flushingQueue() !== undefined
}

/** The queue that is being flushed now. */
export function flushingQueue(): Queue | undefined {
  for (let i = active.length - 1; i >= 0; i--) if (active[i]!.isFlushing) return active[i]
  return undefined
}

/**
 * Resolves after the next flush: at once after the pending ones, if there are any.
 *
 * A write may wake effects of several roots, and who waits for it cannot say which; so every root that has something
 * to do now is waited for, each by its own scheduler. One that is driven by hand (`manual`) holds the promise up until
 * it is run, one on animation frames while its page is hidden: to settle all of them now, call `flush()`.
 *
 * @example
 * setCount(1)
 * await tick() // what it set off has run
 */
export function tick(): Promise<void> {
  const flushed = (queue: Queue) => new Promise<void>((done) => queue.after(done))
  const all: Promise<void>[] = []
  for (const queue of active) if (queue.hasWork) all.push(flushed(queue))
  if (all.length === 0) all.push(flushed(defaultQueue))
  return Promise.all(all).then(() => undefined)
}
