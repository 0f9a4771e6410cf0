// Time that stands still until a test moves it.
//
// While a clock is installed, setTimeout, setInterval, requestAnimationFrame, Date.now and
// performance.now are its own. `advance` runs what is due in order, and settles the graph after each.

import { flush } from "../../core/reactive/index.ts"

/** Time that passes only when a test says so. */
export interface VirtualClock {
  /** Milliseconds since the clock was installed. */
  readonly now: number
  /** Lets `ms` milliseconds pass: runs timers that fall due, each at its own time, and settles promises in between. */
  advance(ms: number): Promise<void>
  /** Timers that wait. */
  readonly pending: number
  /** Puts the real clock back. */
  uninstall(): void
}

interface Timer {
  readonly id: number
  readonly run: (...given: unknown[]) => void
  readonly given: unknown[]
  due: number
  /** Milliseconds between runs, or undefined for once. */
  readonly every: number | undefined
}

const FRAME = 16 // ms between animation frames

/**
 * Installs a virtual clock.
 *
 * @param start - What Date.now() says first, in milliseconds since 1970.
 *
 * @example
 * const clock = virtualClock()
 * setTimeout(() => setDone(true), 500)
 * await clock.advance(500)
 * clock.uninstall()
 */
export function virtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  const timers = new Map<number, Timer>()
  const scope = globalThis as unknown as Record<string, any>
  const real = {
    setTimeout: scope.setTimeout,
    clearTimeout: scope.clearTimeout,
    setInterval: scope.setInterval,
    clearInterval: scope.clearInterval,
    requestAnimationFrame: scope.requestAnimationFrame,
    cancelAnimationFrame: scope.cancelAnimationFrame,
    setImmediate: scope.setImmediate,
  }
  const dateNow = Date.now
  const performanceNow = performance.now
  const turn = real.setImmediate ?? ((run: () => void) => real.setTimeout(run, 0))
  let now = 0
  let ids = 0

  const add = (run: Timer["run"], ms: unknown, every: boolean, given: unknown[]): number => {
    const delay = Math.max(every ? 1 : 0, Number(ms) || 0)
    const id = ++ids
    timers.set(id, { id, run, given, due: now + delay, every: every ? delay : undefined })
    return id
  }
  /** Node's timers are objects, and code calls `unref` on them. */
  const handle = (id: number) => {
    const object = {
      ref: () => object,
      unref: () => object,
      hasRef: () => true,
      refresh: () => object,
      close: () => void timers.delete(id),
      [Symbol.toPrimitive]: () => id,
    }
    return object
  }
  const clear = (timer: unknown) => void timers.delete(Number(timer))

  Object.assign(scope, {
    setTimeout: (run: Timer["run"], ms?: number, ...given: unknown[]) =>
      handle(add(run, ms, false, given)),
    setInterval: (run: Timer["run"], ms?: number, ...given: unknown[]) =>
      handle(add(run, ms, true, given)),
    clearTimeout: clear,
    clearInterval: clear,
  })
  if (real.requestAnimationFrame) {
    scope.requestAnimationFrame = (run: (time: number) => void) =>
      add(() => run(now), FRAME - (now % FRAME), false, [])
    scope.cancelAnimationFrame = clear
  }
  Date.now = () => start + now
  performance.now = () => now

  const settle = () => new Promise<void>((resolve) => turn(resolve))

  return {
    get now() {
      return now
    },
    get pending() {
      return timers.size
    },
    async advance(ms) {
      const end = now + ms
      for (;;) {
        flush()
        await settle()
        let next: Timer | undefined
        for (const timer of timers.values()) {
          if (timer.due <= end && (!next || timer.due < next.due)) next = timer
        }
        if (!next) break
        now = Math.max(now, next.due)
        if (next.every === undefined) timers.delete(next.id)
        else next.due += next.every
        next.run(...next.given)
      }
      now = end
      flush()
    },
    uninstall() {
      for (const [name, value] of Object.entries(real)) if (value) scope[name] = value
      Date.now = dateNow
      performance.now = performanceNow
      timers.clear()
    },
  }
}
