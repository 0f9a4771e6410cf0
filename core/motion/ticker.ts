// Everything that moves on one surface shares one request for its next frame.
//
//     add ─▶ frames.next ─▶ tick: each mover's step, in one batch ─▶ next, while one is left
//
// A mover says how long it can wait: a spinner that turns ten times a second asks for ten frames.

import { batch, handleError, type Owner } from "../reactive/index.ts"
import type { Frames } from "../view/index.ts"

/** Milliseconds by which a frame may come early. */
export const EARLY = 2

export interface Mover {
  /** Whom errors of `step` go to. */
  readonly owner: Owner | undefined
  /** Moves on. Milliseconds until the next step is wanted (0: the next frame), or undefined: it rests. */
  step(now: number): number | undefined
}

export class Ticker {
  readonly frames: Frames
  /** When each wants its next step. */
  private readonly due = new Map<Mover, number>()
  private cancel: (() => void) | undefined
  private askedFor = 0
  /** The time of the frame that is being made; undefined between frames. */
  private frame: number | undefined

  constructor(frames: Frames) {
    this.frames = frames
  }

  /** The frame's time while one is made, so that all that begins in it begins together. */
  now(): number {
    return this.frame ?? this.frames.now()
  }

  /** How many move. */
  get size(): number {
    return this.due.size
  }

  add(mover: Mover, wait = 0): void {
    this.due.set(mover, this.now() + wait)
    if (this.frame === undefined) this.ask()
  }

  delete(mover: Mover): void {
    if (!this.due.delete(mover) || this.due.size > 0) return
    this.cancel?.()
    this.cancel = undefined
  }

  private ask(): void {
    let first = Infinity
    for (const at of this.due.values()) first = Math.min(first, at)
    if (first === Infinity) return
    if (this.cancel) {
      if (this.askedFor <= first) return
      this.cancel()
    }
    this.askedFor = first
    this.cancel = this.frames.next(this.tick, Math.max(0, first - this.frames.now()))
  }

  private readonly tick = (now: number): void => {
    this.cancel = undefined
    this.frame = now
    try {
      batch(() => {
        for (const [mover, at] of this.due) {
          if (at > now + EARLY) continue
          let wait: number | undefined
          try {
            wait = mover.step(now)
          } catch (error) {
            handleError(error, mover.owner) // and it rests
          }
          if (wait === undefined) this.due.delete(mover)
          else if (this.due.has(mover)) this.due.set(mover, now + wait)
        }
      })
    } finally {
      this.frame = undefined
      this.ask()
    }
  }
}

const tickers = new WeakMap<Frames, Ticker>()

/** The ticker of a surface. */
export function tickerOf(frames: Frames): Ticker {
  let ticker = tickers.get(frames)
  if (!ticker) tickers.set(frames, (ticker = new Ticker(frames)))
  return ticker
}
