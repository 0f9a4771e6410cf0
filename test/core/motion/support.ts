// A surface whose frames a test makes by hand.

import { flush } from "../../../core/reactive/index.ts"
import { type App, box, createFrames, openApp } from "../../../core/view/index.ts"
import { memoryRenderer } from "../../../renderers/memory/index.ts"

export interface Stage<T> {
  readonly made: T
  readonly app: App
  /** Milliseconds since the stage was opened. */
  readonly now: number
  /** Frames that were made. */
  readonly frames: number
  /** True while somebody waits for a frame. */
  readonly asked: boolean
  /** Lets time pass, with a frame each 10 ms while one is wanted. */
  run(ms: number): void
  still: boolean
  end(): void
}

/** Runs `make` as a component on a surface that makes a frame each 10 ms. */
export function stage<T>(make: () => T): Stage<T> {
  const renderer = memoryRenderer()
  let now = 0
  let frames = 0
  let wanted: { run: (now: number) => void; at: number } | undefined
  let made!: T
  const self = { still: false }
  const app = openApp(
    renderer,
    renderer.root(),
    () => {
      made = make()
      return box({})
    },
    {
      surface: "test",
      size: () => ({ width: 80, height: 24 }),
      frames: createFrames({
        now: () => now,
        isStill: () => self.still,
        schedule(run, after) {
          const mine = { run, at: now + after }
          wanted = mine
          return () => {
            if (wanted === mine) wanted = undefined
          }
        },
      }),
    },
  )
  flush()
  return {
    made,
    app,
    get still() {
      return self.still
    },
    set still(still) {
      self.still = still
    },
    get now() {
      return now
    },
    get frames() {
      return frames
    },
    get asked() {
      return wanted !== undefined
    },
    run(ms: number) {
      flush()
      for (const end = now + ms; now < end; ) {
        now += 10
        if (wanted && wanted.at <= now) {
          const { run } = wanted
          wanted = undefined
          frames++
          run(now)
        }
        flush()
      }
    },
    end: () => app.dispose(),
  }
}
