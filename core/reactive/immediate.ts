// When do immediate effects run? Within the write that woke them, or at the end of the batch.

import { type Queued, runaway, together } from "./scheduler.ts"

const queue: Queued[] = []
let errors: unknown[] = []
let depth = 0
let isDraining = false

/** Runs of immediate effects within one write before they are counted, and of one after that. */
const LIMIT = 100

export function addImmediate(effect: Queued): void {
  queue.push(effect)
}

/** Keeps an error that nobody handles until the write that caused it ends; then that throws it. */
export function failImmediate(error: unknown): void {
  errors.push(error)
}

/** Runs the immediate effects that a write has woken. */
export function drainImmediate(): void {
  if (queue.length > 0 && depth === 0 && !isDraining) drain()
}

function drain(): void {
  isDraining = true
  try {
    runAll()
  } finally {
    queue.length = 0
    isDraining = false
  }
  if (errors.length > 0) {
    const failed = errors
    errors = []
    throw together(failed)
  }
}

function runAll(): void {
  let runs: Map<Queued, number> | undefined
  let count = 0
  for (let i = 0; i < queue.length; i++) {
    const effect = queue[i]!
    if (++count > LIMIT) {
      const n = ((runs ??= new Map()).get(effect) ?? 0) + 1
      runs.set(effect, n)
      if (n >= LIMIT) {
        effect.drop()
        const loop = [...runs].filter(([, n]) => n > LIMIT / 2)
        effect.fail(runaway(loop.map(([node]) => node)))
        continue
      }
    }
    effect.settle()
    if (i === 1000) {
      queue.splice(0, i + 1) // a long chain of effects does not keep its past
      i = -1
    }
  }
}

/**
 * Runs `fn`; immediate effects wait until it is over. Batches nest. Other effects need no batch:
 * they run in the next flush anyway.
 *
 * @returns What `fn` returns.
 *
 * @example
 * batch(() => {
 *   setFirst("Ada")
 *   setLast("Lovelace")
 * }) // immediate effects run once
 */
export function batch<T>(fn: () => T): T {
  depth++
  let result: T
  try {
    result = fn()
  } catch (error) {
    depth--
    throw drainAfter(error)
  }
  depth--
  drainImmediate()
  return result
}

/** Runs what a batch that broke off has woken. Returns its error, joined by those of the effects. */
function drainAfter(error: unknown): unknown {
  try {
    drainImmediate()
  } catch (next) {
    return together([error, next])
  }
  return error
}
