// Easing: how much of a way is done after a share of the time. A curve takes 0 … 1 and gives 0 at 0
// and 1 at 1; in between it may leave that range.
//
//     linear ╱    in ⟋ slow at first    out ⟌ slow at last    inOut both
//
// Sources: the curves with a name are Robert Penner's (2001); `cubicBezier`, `steps` and `through` are
// those of CSS (W3C, CSS Easing Functions Level 2).

import { CodedError, shown } from "../errors.ts"

/** From a share of the time, 0 to 1, to a share of the way. */
export type Easing = (share: number) => number

const HALF_PI = Math.PI / 2

/** The curve run backwards: slow at last where it was slow at first. */
export function reversed(curve: Easing): Easing {
  return (t) => 1 - curve(1 - t)
}

/** The curve in the first half, and backwards in the second. */
export function mirrored(curve: Easing): Easing {
  return (t) => (t < 0.5 ? curve(2 * t) / 2 : 1 - curve(2 - 2 * t) / 2)
}

const cubic: Easing = (t) => t * t * t
const back: Easing = (t) => t * t * (2.70158 * t - 1.70158)
const elastic: Easing = (t) =>
  t === 0 || t === 1 ? t : -(2 ** (10 * t - 10)) * Math.sin((t * 10 - 10.75) * ((2 * Math.PI) / 3))

const bounceOut: Easing = (t) => {
  const n = 7.5625
  if (t < 1 / 2.75) return n * t * t
  if (t < 2 / 2.75) return n * (t - 1.5 / 2.75) ** 2 + 0.75
  if (t < 2.5 / 2.75) return n * (t - 2.25 / 2.75) ** 2 + 0.9375
  return n * (t - 2.625 / 2.75) ** 2 + 0.984375
}

/**
 * Curves by name. `out` suits what comes and answers, `in` what goes, `inOut` what moves by itself;
 * `back` swings beyond the goal, `elastic` wobbles into it, `bounce` falls onto it.
 */
export const ease = {
  linear: (t: number) => t,
  in: cubic,
  out: /* @__PURE__ */ reversed(cubic),
  inOut: /* @__PURE__ */ mirrored(cubic),
  sine: ((t) => (1 - Math.cos(Math.PI * t)) / 2) as Easing,
  sineIn: ((t) => 1 - Math.cos(t * HALF_PI)) as Easing,
  sineOut: ((t) => Math.sin(t * HALF_PI)) as Easing,
  expo: /* @__PURE__ */ reversed((t) => (t === 0 ? 0 : 2 ** (10 * t - 10))),
  back: /* @__PURE__ */ reversed(back),
  backIn: back,
  elastic: /* @__PURE__ */ reversed(elastic),
  bounce: bounceOut,
} as const satisfies Readonly<Record<string, Easing>>

/**
 * The curve of CSS's `cubic-bezier(x1, y1, x2, y2)`. `x1` and `x2` from 0 to 1.
 *
 * @throws {CodedError} `bad-easing` for other numbers.
 * @example
 * const swift = cubicBezier(0.4, 0, 0.2, 1)
 *
 * Source: Newton's method with a bisection where the slope is flat, as browsers do it.
 */
export function cubicBezier(x1: number, y1: number, x2: number, y2: number): Easing {
  const inside = (x: number) => x >= 0 && x <= 1
  if (!inside(x1) || !inside(x2) || !Number.isFinite(y1 + y2))
    throw new CodedError(
      "bad-easing",
      `cubicBezier(${[x1, y1, x2, y2].map(shown).join(", ")}) is no curve over time.`,
      "give x1 and x2 from 0 to 1, and numbers for y1 and y2.",
    )
  const along = (t: number, a: number, b: number) =>
    ((1 - 3 * b + 3 * a) * t + (3 * b - 6 * a)) * t * t + 3 * a * t
  const slope = (t: number) =>
    3 * (1 - 3 * x2 + 3 * x1) * t * t + 2 * (3 * x2 - 6 * x1) * t + 3 * x1
  return (x) => {
    if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1
    let t = x
    for (let i = 0; i < 8; i++) {
      const off = along(t, x1, x2) - x
      if (Math.abs(off) < 1e-7) return along(t, y1, y2)
      const d = slope(t)
      if (Math.abs(d) < 1e-6) break
      t -= off / d
    }
    let low = 0
    let high = 1
    t = x
    while (high - low > 1e-7) {
      if (along(t, x1, x2) < x) low = t
      else high = t
      t = (low + high) / 2
    }
    return along(t, y1, y2)
  }
}

/** `count` jumps of one size, each at the end of its time (CSS `steps(count, end)`), or at its start. */
export function steps(count: number, at: "start" | "end" = "end"): Easing {
  if (!(Number.isInteger(count) && count > 0))
    throw new CodedError(
      "bad-easing",
      `steps(${shown(count)}) was asked for.`,
      "give a whole number from 1 up.",
    )
  return (t) => {
    const done = at === "end" ? Math.floor(t * count) : Math.ceil(t * count)
    return Math.min(1, Math.max(0, done / count))
  }
}

/** Straight lines through points at equal distances in time, first and last included (CSS `linear()`). */
export function through(...points: readonly number[]): Easing {
  if (points.length < 2 || !points.every(Number.isFinite))
    throw new CodedError(
      "bad-easing",
      `through(${points.map(shown).join(", ")}) was asked for.`,
      "give two numbers or more, usually from 0 to 1.",
    )
  const last = points.length - 1
  return (t) => {
    const place = Math.min(1, Math.max(0, t)) * last
    const i = Math.min(last - 1, Math.floor(place))
    return points[i]! + (points[i + 1]! - points[i]!) * (place - i)
  }
}
