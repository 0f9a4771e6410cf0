// What moves by rules of its own: code that runs with the surface's frames, and figures that turn.

import {
  type Accessor,
  effect,
  getOwner,
  memo,
  onCleanup,
  type Reactive,
  read,
  renderEffect,
  rwSignal,
} from "../reactive/index.ts"
import { useFrames } from "../view/index.ts"
import { EARLY, type Mover, tickerOf } from "./ticker.ts"

/** When a frame is, as `onFrame` is told. */
export interface FrameTime {
  /** Milliseconds since the first of these frames. */
  readonly elapsed: number
  /** Milliseconds since the frame before; 0 in the first. */
  readonly delta: number
}

/** When `onFrame` runs. */
export interface OnFrameOptions {
  /** While false, nothing runs and time stands still. Default true. */
  readonly when?: Reactive<unknown> | undefined
  /** Milliseconds between runs, at least. Default 0: each frame. */
  readonly every?: number | undefined
}

/**
 * Runs `run` before each frame of the surface for as long as the component lives. Never where the
 * surface stands still (a picture, reduced motion).
 *
 * @example
 * onFrame(({ delta }) => setBall((ball) => fly(ball, delta / 1000)), { when: playing })
 */
export function onFrame(run: (time: FrameTime) => void, options: OnFrameOptions = {}): void {
  const { when = true, every = 0 } = options
  const ticker = tickerOf(useFrames())
  let elapsed = 0
  effect(() => {
    if (!read(when) || ticker.frames.isStill()) return
    let last: number | undefined
    const mover: Mover = {
      owner: getOwner(),
      step(now) {
        const delta = last === undefined ? 0 : now - last
        last = now
        elapsed += delta
        run({ elapsed, delta })
        return every
      },
    }
    ticker.add(mover)
    onCleanup(() => ticker.delete(mover))
  })
}

/**
 * Counts 0, 1, … `count` − 1 and begins anew, each figure for `every` milliseconds: what turns. All that
 * turn at one pace share their frames. 0 while `when` is false, and where the surface stands still.
 *
 * @example
 * const frame = cycle(4, 120)
 * <text>{() => "|/-\\"[frame()]}</text>
 */
export function cycle(
  count: number,
  every: number,
  when: Reactive<unknown> = true,
): Accessor<number> {
  const ticker = tickerOf(useFrames())
  const turn = rwSignal(0)
  const runs = memo(() => !!read(when) && !ticker.frames.isStill())
  renderEffect(() => {
    if (!runs()) {
      turn.set(0)
      return
    }
    // Turns fall on whole multiples of `every`, so that all of one pace share their frames.
    const grid = (now: number) => Math.floor((now + EARLY) / every)
    const wait = (now: number) => (grid(now) + 1) * every - now
    const first = grid(ticker.now())
    const mover: Mover = {
      owner: getOwner(),
      step(now) {
        turn.set((grid(now) - first) % count)
        return wait(now)
      },
    }
    ticker.add(mover, wait(ticker.now()))
    onCleanup(() => ticker.delete(mover))
  })
  return () => turn.get()
}
