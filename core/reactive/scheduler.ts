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

/** Says when effects run. One for each root; see `createRoot`. */
export interface Scheduler {
  /** Calls `flush` once, later. It is not asked again before that call. */
  schedule(flush: () => void): void
  /** Receives errors of effects that no `catchError` handles. Default: they are thrown. */
  onError?(error: unknown): void
}

/** An effect, as its queue sees it. */
export interface Queued {
  /** Runs it if it is stale, enclosing computations first. */
  settle(): void
  /** Ends its staleness without running it. */
  drop(): void
  /** Hands `error` to the nearest handler. */
  fail(error: unknown): void
}

/** Generations of effects that wake effects before runs are counted, and runs of one after that. */
const LIMIT = 100

/** Queues with something to do. */
const waiting = new Set<Queue>()

let flushing: Queue | undefined

export class Queue {
  readonly scheduler: Scheduler
  private effects: Queued[] = []
  private afterwards: (() => void)[] = []
  private errors: unknown[] = []
  private isPosted = false
  private isWaiting = false
  /** True from the first effect to the last `after` callback. */
  isFlushing = false
  private readonly flushPosted: () => void

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler
    this.flushPosted = () => {
      this.isPosted = false
      this.flush()
    }
  }

  add(effect: Queued): void {
    this.effects.push(effect)
    if (!this.isWaiting) this.wait()
  }

  /** Calls `fn` once, when the effects have settled. */
  after(fn: () => void): void {
    this.afterwards.push(fn)
    if (!this.isWaiting) this.wait()
  }

  /** An error that nobody handles: thrown when the flush ends, or reported now. */
  report(error: unknown): void {
    if (this.scheduler.onError) this.scheduler.onError(error)
    else if (this.isFlushing) this.errors.push(error)
    else throwLater(error)
  }

  flush(): void {
    if (this.isFlushing || !this.isWaiting) return
    this.isFlushing = true
    const outer = flushing
    flushing = this
    try {
      do {
        this.settle()
        const after = this.afterwards
        if (after.length === 0) break
        this.afterwards = []
        for (const fn of after) {
          try {
            fn()
          } catch (error) {
            this.report(error)
          }
        }
      } while (this.effects.length > 0 || this.afterwards.length > 0)
    } finally {
      flushing = outer
      this.isFlushing = false
      this.isWaiting = false
      waiting.delete(this)
    }
    const errors = this.errors
    if (errors.length > 0) {
      this.errors = []
      throw errors.length === 1 ? errors[0] : new AggregateError(errors, "several effects failed")
    }
  }

  private settle(): void {
    const effects = this.effects
    let runs: Map<Queued, number> | undefined
    let generation = 0
    for (let end = effects.length, i = 0; i < effects.length; i++) {
      if (i === end) {
        end = effects.length
        if (++generation === LIMIT) runs = new Map()
      }
      const effect = effects[i]!
      if (runs !== undefined) {
        const count = (runs.get(effect) ?? 0) + 1
        runs.set(effect, count)
        if (count >= LIMIT) {
          const loop = [...runs].filter(([, n]) => n > LIMIT / 2).map(([node]) => node)
          effect.drop()
          effect.fail(runawayEffect(loop))
          continue
        }
      }
      effect.settle()
    }
    effects.length = 0
  }

  private wait(): void {
    this.isWaiting = true
    waiting.add(this)
    if (this.isFlushing || this.isPosted) return
    this.isPosted = true
    this.scheduler.schedule(this.flushPosted)
  }
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

/** Effects run in a microtask after the write: before timers, input and paint. The default. */
export const microtask: Scheduler = { schedule: (flush) => queueMicrotask(flush) }

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
 */
export function flush(): void {
  if (waiting.size === 0) return
  let errors: unknown[] | undefined
  let again = true
  while (again) {
    again = false
    for (const queue of waiting) {
      if (queue.isFlushing) continue
      again = true
      try {
        queue.flush()
      } catch (error) {
        ;(errors ??= []).push(error)
      }
    }
  }
  if (errors) throw errors.length === 1 ? errors[0] : new AggregateError(errors, "effects failed")
}

/** True while effects run. */
export function isFlushing(): boolean {
  return flushing !== undefined
}

/** The queue that is being flushed now. */
export function flushingQueue(): Queue | undefined {
  return flushing
}

/** Resolves after the next flush: at once after the pending ones, if there are any. */
export function tick(): Promise<void> {
  const queues = waiting.size > 0 ? [...waiting] : [defaultQueue]
  return Promise.all(queues.map((queue) => new Promise<void>((done) => queue.after(done)))).then(
    () => undefined,
  )
}
