// The way of one number from where it is to where it should be: by a curve over a time, or as a weight
// on a spring.
//
// Both are formulas of the time that has passed, not sums of small steps, so that a late or a lost frame
// changes nothing but what is seen of the way.

import { CodedError, shown } from "../errors.ts"
import { type Easing, ease } from "./easing.ts"

/** A movement of several numbers at once. */
export interface Course {
  /** Writes where they are `ms` milliseconds after the start into `place`; false: they have arrived. */
  at(ms: number, place: Float64Array): boolean
  /** Writes how fast they are, per second. */
  speed(ms: number, speeds: Float64Array): void
}

/** How long a tween takes, and how it eases. */
export interface TweenOptions {
  /** Milliseconds. Default 250. */
  readonly duration?: number | undefined
  /** Default `ease.out`. */
  readonly easing?: Easing | undefined
  /** Milliseconds before it starts. Default 0. */
  readonly delay?: number | undefined
}

/** How a spring pulls. */
export interface SpringOptions {
  /** How hard it pulls, per unit of mass. Default 170. */
  readonly stiffness?: number | undefined
  /** What slows it down. Default 26: it arrives without swinging beyond. */
  readonly damping?: number | undefined
  /** Default 1. */
  readonly mass?: number | undefined
  /** Instead of the three: about how long it takes to be there, in milliseconds, with `bounce`. */
  readonly duration?: number | undefined
  /** 0 arrives without swinging beyond, towards 1 it swings longer; below 0 it creeps. Default 0. */
  readonly bounce?: number | undefined
  /** Milliseconds before it starts. Default 0. */
  readonly delay?: number | undefined
  /**
   * How near it must be to have arrived, in the unit of the value. Default: a thousandth of the way.
   */
  readonly precision?: number | undefined
}

/**
 * By a curve over a time.
 *
 * @throws {CodedError} `bad-motion` for a duration that is none.
 */
export function curveCourse(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  options: TweenOptions,
): Course {
  const { duration = 250, easing = ease.out } = options
  if (!(duration >= 0) || duration === Infinity)
    throw new CodedError(
      "bad-motion",
      `a tween was given the duration ${shown(options.duration)}.`,
      "give milliseconds, from 0 up.",
    )
  const share = (ms: number) => (ms >= duration ? 1 : easing(ms / duration))
  return {
    at(ms, place) {
      const p = share(ms)
      for (let i = 0; i < place.length; i++) place[i] = from[i]! + (to[i]! - from[i]!) * p
      return ms < duration
    },
    speed(ms, speeds) {
      const step = 1 // ms
      const rate = duration === 0 ? 0 : ((share(ms + step) - share(ms)) * 1000) / step
      for (let i = 0; i < speeds.length; i++) speeds[i] = (to[i]! - from[i]!) * rate
    },
  }
}

/**
 * As a weight on a damped spring.
 *
 * With x the distance to the goal: m x″ + c x′ + k x = 0, solved for x(0) and x′(0). ω is the frequency
 * without damping, ζ the share of the critical damping:
 *
 *     ζ < 1   e^(−ζωt) (A cos ω₁t + B sin ω₁t)    ω₁ = ω √(1 − ζ²)
 *     ζ = 1   e^(−ωt) (A + B t)
 *     ζ > 1   A e^(r₁t) + B e^(r₂t)               r = −ω (ζ ± √(ζ² − 1))
 *
 * Source: the damped harmonic oscillator of any textbook of mechanics; `duration` and `bounce` are those
 * of Apple's "Animate with springs" (WWDC 2023): ω = 2π / duration, ζ = 1 − bounce.
 *
 * @throws {CodedError} `bad-motion` for a spring that never comes to rest.
 */
export function springCourse(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  speeds: ArrayLike<number>,
  options: SpringOptions,
): Course {
  const { omega, zeta } = springOf(options)
  const count = to.length
  const wave = omega * Math.sqrt(Math.abs(1 - zeta * zeta)) // ω₁, or its like beyond the critical
  const A = new Float64Array(count)
  const B = new Float64Array(count)
  let way = 0
  for (let i = 0; i < count; i++) {
    const x = from[i]! - to[i]!
    const v = speeds[i] ?? 0
    way = Math.max(way, Math.abs(x), Math.abs(v) / omega)
    if (zeta < 1) {
      A[i] = x
      B[i] = (v + zeta * omega * x) / wave
    } else if (zeta === 1) {
      A[i] = x
      B[i] = v + omega * x
    } else {
      const fast = -omega * zeta - wave
      const slow = -omega * zeta + wave
      A[i] = (v - slow * x) / (fast - slow)
      B[i] = x - A[i]!
    }
  }
  const precision = options.precision ?? way / 1000

  /** Distance to the goal and speed of one number after `t` seconds. */
  const state = { x: 0, v: 0 }
  function solve(i: number, t: number): void {
    const a = A[i]!
    const b = B[i]!
    if (zeta < 1) {
      const fade = Math.exp(-zeta * omega * t)
      const cos = Math.cos(wave * t)
      const sin = Math.sin(wave * t)
      state.x = fade * (a * cos + b * sin)
      state.v = fade * wave * (b * cos - a * sin) - zeta * omega * state.x
    } else if (zeta === 1) {
      const fade = Math.exp(-omega * t)
      state.x = fade * (a + b * t)
      state.v = fade * b - omega * state.x
    } else {
      const fast = -omega * zeta - wave
      const slow = -omega * zeta + wave
      const first = a * Math.exp(fast * t)
      const second = b * Math.exp(slow * t)
      state.x = first + second
      state.v = fast * first + slow * second
    }
  }

  return {
    at(ms, place) {
      let moves = false
      for (let i = 0; i < count; i++) {
        solve(i, ms / 1000)
        place[i] = to[i]! + state.x
        if (Math.hypot(state.x, state.v / omega) > precision) moves = true
      }
      return moves
    },
    speed(ms, out) {
      for (let i = 0; i < count; i++) {
        solve(i, ms / 1000)
        out[i] = state.v
      }
    },
  }
}

function springOf(options: SpringOptions): { omega: number; zeta: number } {
  const { stiffness = 170, damping = 26, mass = 1, duration, bounce = 0 } = options
  const physical = duration === undefined && options.bounce === undefined
  const omega = physical ? Math.sqrt(stiffness / mass) : (2 * Math.PI * 1000) / (duration ?? 500)
  const zeta = physical
    ? damping / (2 * Math.sqrt(stiffness * mass))
    : bounce >= 0
      ? 1 - bounce
      : 1 / (1 + bounce)
  if (omega > 0 && Number.isFinite(omega) && zeta > 0 && Number.isFinite(zeta))
    return { omega, zeta: Math.abs(zeta - 1) < 1e-6 ? 1 : zeta }
  throw new CodedError(
    "bad-motion",
    `a spring was given ${shown(options)} and would never come to rest.`,
    "give stiffness, damping and mass above 0; or a duration above 0 and a bounce between -1 and 1.",
  )
}
