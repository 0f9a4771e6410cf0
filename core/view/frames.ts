// contract: the frames of a surface, for what moves by itself.
//
//     next(run) ──▶ the surface's own pace ──▶ run(now) ─▶ effects ─▶ layout, paint
//                   (animation frames, a terminal that keeps up, a sink that is free)
//
// Nothing is asked for while nothing moves, so a surface that stands still has no timer.

import { flush, type Reactive, read, signal } from "./reactivity.ts"

/** The frames of a surface: `useApp().frames`. */
export interface Frames {
  /** Milliseconds, of a clock that never goes back. */
  now(): number
  /**
   * Runs `run` once, with the time, before the next frame that the surface can show, and not before
   * `after` milliseconds have passed (default 0). Returns what cancels it.
   */
  next(run: (now: number) => void, after?: number): () => void
  /** True where things arrive at once: a picture, and a user who wants no motion. Reactive. */
  isStill(): boolean
}

/** Full motion, none, or what the user's system says ("auto", the default). */
export type MotionChoice = "auto" | "full" | "none"

/** What a surface's option `motion` says, where "auto" means `auto()`. Reactive. */
export function stillBy(
  choice: Reactive<MotionChoice | undefined>,
  auto: () => boolean,
): () => boolean {
  return () => {
    const now = read(choice) ?? "auto"
    return now === "auto" ? auto() : now === "none"
  }
}

/** How a surface paces what moves on it. */
export interface FramePace {
  /** Runs `frame` when the surface can show something, at the earliest after `after` milliseconds. */
  schedule(frame: (now: number) => void, after: number): () => void
  /** After what moves has written its values and the graph has settled: shows them, now. */
  show?(): void
  now?(): number
  isStill?(): boolean
}

/** The frames of a surface that has this pace. */
export function createFrames(pace: FramePace): Frames {
  return {
    now: pace.now ?? (() => performance.now()),
    next: (run, after = 0) =>
      pace.schedule((now) => {
        run(now)
        if (!pace.show) return
        flush()
        pace.show()
      }, after),
    isStill: pace.isStill ?? (() => false),
  }
}

const FRAME = 16 // ms, one frame at 60 Hz

/** By timers: 60 frames a second. */
export function timedFrame(frame: (now: number) => void, after: number): () => void {
  const timer = setTimeout(() => frame(performance.now()), Math.max(FRAME, after))
  return () => clearTimeout(timer)
}

/** By a page's animation frames: none in a tab that nobody sees. */
export function pageFrame(frame: (now: number) => void, after: number): () => void {
  let asked = 0
  const ask = () => {
    asked = requestAnimationFrame(frame)
  }
  if (after <= FRAME) {
    ask()
    return () => cancelAnimationFrame(asked)
  }
  const timer = setTimeout(ask, after - FRAME)
  return () => {
    clearTimeout(timer)
    cancelAnimationFrame(asked)
  }
}

let preference: (() => boolean) | undefined

/** Whether this page's user has asked for reduced motion. Reactive. */
export function prefersStill(): boolean {
  if (!preference) {
    const query = matchMedia("(prefers-reduced-motion: reduce)")
    const [get, set] = signal(query.matches)
    query.addEventListener("change", () => set(query.matches))
    preference = get
  }
  return preference()
}

/** Of a picture: there are none, and everything is where it will be. */
export const stillFrames: Frames = { now: () => 0, next: () => () => {}, isStill: () => true }

/** Where a surface has no pace of its own: animation frames in a page, else timers. */
export const plainFrames: Frames = /* @__PURE__ */ createFrames({
  schedule: (frame, after) =>
    typeof requestAnimationFrame === "function"
      ? pageFrame(frame, after)
      : timedFrame(frame, after),
  isStill: () => typeof matchMedia === "function" && prefersStill(),
})
