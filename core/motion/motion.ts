// A value that takes its time: it follows another one, or goes where it is sent.
//
//     source ──change──▶ course from here to there ──each frame──▶ signal ──▶ views
//
// What is under way when another goal comes starts anew from where it is: a spring keeps its speed, a
// tween does not. At rest there is no course, no timer and no effect but the one on the source.

import {
  getOwner,
  isReactive,
  onCleanup,
  type Reactive,
  read,
  renderEffect,
  rwSignal,
  type Source,
  untrack,
} from "../reactive/index.ts"
import { useFrames } from "../view/index.ts"
import {
  type Course,
  curveCourse,
  type SpringOptions,
  springCourse,
  type TweenOptions,
} from "./course.ts"
import { partsOf } from "./parts.ts"
import { type Mover, tickerOf } from "./ticker.ts"

/** A value under way. Read it like any accessor. */
export interface Motion<T> {
  /** Where it is now. Reactive. */
  (): T
  /**
   * Sends it somewhere else, from where it is. Resolves true when it has arrived, false when it was
   * sent elsewhere, stopped or ended before.
   */
  to(goal: T): Promise<boolean>
  /** Puts it there, at once. */
  jump(value: T): void
  /** Stays where it is. */
  stop(): void
  /** Where it goes, or rests. Reactive. */
  goal(): T
  /** Reactive. */
  isMoving(): boolean
}

/** Where it begins, when that is not what it follows: to move as soon as it is there. */
export interface From<T> {
  readonly from?: T | undefined
}

/**
 * A value that goes to each new value of `target` by a curve over a time.
 *
 * Numbers, lengths of one unit, colours and theme tokens, and arrays and plain objects of these move;
 * anything else, and what has no way to it ("auto"), is there at once. A new goal starts the time anew,
 * from where it is. On the way between tokens it is a `color-mix(…)` that the surface paints.
 *
 * @param target - What it follows; a plain value when it is sent by `to`.
 * @throws {CodedError} `bad-motion` for a duration that is none.
 * @example
 * const width = tween(() => (open() ? 40 : 0), { duration: 200, easing: ease.out })
 * <box width={width} />
 */
export function tween<T>(target: Reactive<T>, options: TweenOptions & From<T> = {}): Motion<T> {
  curveCourse([], [], options) // says now what is wrong with the options
  return moving(target, options, options.delay ?? 0, (from, to) => curveCourse(from, to, options))
}

/**
 * A value that goes to each new value of `target` as a weight on a spring: a new goal on the way turns
 * it without a jerk, since it keeps its speed. The same values move as with `tween`.
 *
 * @throws {CodedError} `bad-motion` for a spring that never comes to rest.
 * @example
 * const x = spring(0, { stiffness: 210, damping: 20 })
 * <box left={x} onPointerMove={(event) => x.to(event.x)} />
 */
export function spring<T>(target: Reactive<T>, options: SpringOptions & From<T> = {}): Motion<T> {
  springCourse([], [], [], options)
  return moving(target, options, options.delay ?? 0, (from, to, speeds) =>
    springCourse(from, to, speeds, options),
  )
}

type MakeCourse = (
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  speeds: ArrayLike<number>,
) => Course

function moving<T>(
  target: Reactive<T>,
  options: From<T>,
  delay: number,
  makeCourse: MakeCourse,
): Motion<T> {
  const ticker = tickerOf(useFrames())
  const { frames } = ticker
  const follows = isReactive(target)
  const first = follows ? untrack(() => read(target)) : (target as T)
  const value = rwSignal(options.from === undefined ? first : options.from)
  const goal = rwSignal(value.peek())
  const isMoving = rwSignal(false)
  let course: Course | undefined
  let started = 0
  let place = new Float64Array(1)
  let make: (numbers: ArrayLike<number>) => unknown = () => undefined
  let settle: ((arrived: boolean) => void) | undefined

  const mover: Mover = {
    owner: getOwner(),
    step(now) {
      if (!course) return undefined
      const ms = now - started
      const still = untrack(() => frames.isStill())
      if (ms < 0 && !still) return -ms
      if (still || !course.at(ms, place)) {
        rest(goal.peek(), true)
        return undefined
      }
      value.set(make(place) as T) // Seam: parts of a T make a T.
      return 0
    },
  }

  function rest(at: T, arrived: boolean): void {
    course = undefined
    ticker.delete(mover)
    value.set(at)
    goal.set(at)
    isMoving.set(false)
    const told = settle
    settle = undefined
    told?.(arrived)
  }

  function head(to: T): void {
    if (Object.is(to, goal.peek())) return
    const told = settle
    settle = undefined
    told?.(false)
    goal.set(to)
    const there = partsOf(to)
    const from = partsOf(value.peek())
    if (!there || there.kind !== from?.kind || untrack(() => frames.isStill())) {
      rest(to, true)
      return
    }
    const count = there.numbers.length
    const now = ticker.now()
    const here = Float64Array.from(from.numbers)
    const speeds = new Float64Array(count)
    if (course && now > started) {
      course.at(now - started, here)
      course.speed(now - started, speeds)
    }
    if (place.length !== count) place = new Float64Array(count)
    make = (numbers) => there.make(numbers)
    course = makeCourse(here, there.numbers, speeds)
    started = now + delay
    isMoving.set(true)
    ticker.add(mover, delay)
  }

  onCleanup(() => {
    course = undefined
    ticker.delete(mover)
    settle?.(false)
  })
  if (follows) {
    renderEffect(() => {
      const to = read(target as Source<T>)
      untrack(() => head(to))
    })
  } else head(first)

  return Object.assign(() => value.get(), {
    to(to: T): Promise<boolean> {
      head(to)
      if (!course) return Promise.resolve(Object.is(value.peek(), to))
      const before = settle
      return new Promise<boolean>((resolve) => {
        settle = (arrived) => {
          before?.(arrived)
          resolve(arrived)
        }
      })
    },
    jump: (to: T) => rest(to, Object.is(to, goal.peek())),
    stop: () => rest(value.peek(), false),
    goal: () => goal.get(),
    isMoving: () => isMoving.get(),
  })
}
