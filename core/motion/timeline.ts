// Several values on one clock: a score that can be played, stopped, turned back and looked at anywhere.
//
//     time  0    100   200   300   400
//     x     ├────────────────┤            -20 ─▶ 0
//     fade        ├─────────────────┤     0 ─▶ 1, from 100 on
//
// There is one signal, the time. Each value is a memo of it, so that `seek` is all that playing does.

import { CodedError, shown } from "../errors.ts"
import { type Accessor, getOwner, memo, onCleanup, rwSignal, untrack } from "../reactive/index.ts"
import { useFrames } from "../view/index.ts"
import { type Easing, ease } from "./easing.ts"
import { mix } from "./parts.ts"
import { type Mover, tickerOf } from "./ticker.ts"

/** One piece of a track: to a value, after the piece before it. */
export interface Step<T> {
  readonly to: T
  /** Milliseconds. Default 250; 0 jumps. */
  readonly duration?: number | undefined
  /** Milliseconds to wait before, at the value that is there. Default 0. */
  readonly delay?: number | undefined
  /** Default `ease.inOut`. */
  readonly easing?: Easing | undefined
}

/** A value to begin with, and where it goes from there. */
export type Track<T> = readonly [start: T, ...steps: Step<T>[]]

/** How a timeline is played. */
export interface TimelineOptions {
  /** How often it is played again after the first time. Default 0; `Infinity` never ends. */
  readonly repeat?: number | undefined
  /** Every second time backwards. Default false. */
  readonly alternate?: boolean | undefined
  /** Milliseconds before it starts. Default 0. */
  readonly delay?: number | undefined
  /** Begins by itself. Default true. */
  readonly autoplay?: boolean | undefined
}

/** Tracks that are played together: their values now, and the hands on them. */
export interface Timeline<V> {
  /** An accessor for each track. */
  readonly values: { readonly [K in keyof V]: Accessor<V[K]> }
  /** Milliseconds of one time through. */
  readonly duration: number
  /** Milliseconds from the beginning, all repeats included. Reactive. */
  time(): number
  /** Reactive. */
  isPlaying(): boolean
  /** Goes on, from the beginning when it is at its end. */
  play(): void
  pause(): void
  /** Plays in the other direction from where it is. */
  reverse(): void
  /** To a time in milliseconds; it goes on from there if it plays. */
  seek(ms: number): void
  /** Resolves when it comes to its end (or, reversed, to its beginning), or its owner ends. */
  readonly finished: Promise<void>
}

type Tracks<V> = { readonly [K in keyof V]: Track<V[K]> }

/**
 * Values that are played together.
 *
 * Where a surface stands still (a picture, reduced motion) it is at its end at once, and one without an
 * end stays at its beginning.
 *
 * @throws {CodedError} `bad-motion` for durations and delays that are none.
 * @example
 * const { values } = timeline({
 *   x: [-20, { to: 0, duration: 300, easing: ease.out }],
 *   opacity: [0, { to: 1, duration: 200, delay: 100 }],
 * })
 * <box left={values.x} opacity={values.opacity}>hello</box>
 */
export function timeline<V extends Record<string, unknown>>(
  tracks: Tracks<V>,
  options: TimelineOptions = {},
): Timeline<V> {
  const { repeat = 0, alternate = false, delay = 0, autoplay = true } = options
  if (!(repeat >= 0) || !(delay >= 0)) throw badTime("repeat and delay", { repeat, delay })
  const ticker = tickerOf(useFrames())
  const { frames } = ticker
  const scores = new Map<string, Score>()
  let duration = 0
  for (const [name, track] of Object.entries(tracks)) {
    const score = scoreOf(name, track as Track<unknown>)
    scores.set(name, score)
    duration = Math.max(duration, score.end)
  }
  const end = duration * (1 + Math.floor(repeat))
  const time = rwSignal(0)
  const playing = rwSignal(false)
  let rate = 1
  let last = 0
  let finish: () => void
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })

  /** The time within one time through. */
  const local = memo(() => {
    const now = time.get()
    if (duration === 0) return 0
    const round = Math.min(Math.floor(now / duration), Math.max(0, Math.floor(repeat)))
    const inside = now - round * duration
    return alternate && round % 2 === 1 ? duration - inside : inside
  })

  const mover: Mover = {
    owner: getOwner(),
    step(now) {
      if (now < last) return last - now // the delay
      if (untrack(() => frames.isStill())) {
        arrive(end === Infinity ? 0 : end)
        return undefined
      }
      const at = time.peek() + (now - last) * rate
      last = now
      if (rate > 0 ? at >= end : at <= 0) {
        arrive(rate > 0 ? end : 0)
        return undefined
      }
      time.set(at)
      return 0
    },
  }

  function arrive(at: number): void {
    time.set(at)
    playing.set(false)
    ticker.delete(mover)
    finish()
  }

  function play(wait = 0): void {
    if (untrack(() => frames.isStill())) {
      arrive(end === Infinity ? 0 : end)
      return
    }
    if (rate > 0 && time.peek() >= end) time.set(0)
    else if (rate < 0 && time.peek() <= 0) time.set(end === Infinity ? duration : end)
    last = ticker.now() + wait
    playing.set(true)
    ticker.add(mover, wait)
  }

  function pause(): void {
    ticker.delete(mover)
    playing.set(false)
  }

  onCleanup(() => {
    ticker.delete(mover)
    finish()
  })
  if (autoplay) play(delay)

  const values: Record<string, Accessor<unknown>> = {}
  for (const [name, score] of scores) values[name] = memo(() => score.at(local()))
  return {
    values: values as Timeline<V>["values"], // Seam: one accessor of each track was made above.
    duration,
    time: () => time.get(),
    isPlaying: () => playing.get(),
    play: () => play(),
    pause,
    reverse() {
      rate = -rate
      play()
    },
    seek(ms) {
      if (!Number.isFinite(ms)) throw badTime("seek", ms)
      last = ticker.now()
      time.set(Math.min(end, Math.max(0, ms)))
    },
    finished,
  }
}

interface Score {
  readonly end: number
  at(ms: number): unknown
}

function scoreOf(name: string, [start, ...steps]: Track<unknown>): Score {
  const pieces: { from: number; until: number; curve: (ms: number) => unknown }[] = []
  let now = 0
  let value = start
  for (const step of steps) {
    const { to, duration = 250, delay = 0, easing = ease.inOut } = step
    if (!(duration >= 0 && delay >= 0 && duration + delay < Infinity))
      throw badTime(`the track ${name}`, { duration, delay })
    const from = now + delay
    const between = mix(value, to)
    const curve = (ms: number) =>
      duration === 0 || ms >= from + duration ? to : between(easing((ms - from) / duration))
    now = from + duration
    pieces.push({ from, until: now, curve })
    value = to
  }
  return {
    end: now,
    at(ms) {
      let at = start
      for (const piece of pieces) {
        if (ms < piece.from) break
        at = piece.curve(ms)
        if (ms < piece.until) break
      }
      return at
    },
  }
}

function badTime(what: string, value: unknown): CodedError {
  return new CodedError(
    "bad-motion",
    `a timeline was given ${shown(value)} for ${what}.`,
    "give milliseconds, and repeats, from 0 up.",
  )
}

/**
 * Delays for the members of a group, so that they go one after the other.
 *
 * @param each - Milliseconds between two neighbours.
 * @param options.from - Who is first: "first" (default), "last", or "center"; the last two need `count`.
 * @example
 * const wait = stagger(40)
 * rows.map((row, i) => tween(shown, { delay: wait(i) }))
 */
export function stagger(
  each: number,
  options: { readonly from?: "first" | "last" | "center"; readonly count?: number } = {},
): (index: number) => number {
  const { from = "first", count = 1 } = options
  if (from === "last") return (index) => (count - 1 - index) * each
  if (from === "center") return (index) => Math.abs(index - (count - 1) / 2) * each
  return (index) => index * each
}
