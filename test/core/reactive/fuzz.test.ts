// Random programs against an oracle that recomputes everything from the signals.
//
// Memos choose at random which sources they read, some throw, some have no owner, effects come and
// go. After every flush each effect must have seen what the oracle says; and nothing may have run
// whose sources came out as they were at its last run.

import { expect, test } from "vitest"
import {
  createOwner,
  createRoot,
  effect,
  flush,
  type Owner,
  runWithOwner,
  rwMemo,
  rwSignal,
} from "../../../core/reactive/index.ts"

function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

type Value = number | "thrown"

interface Node {
  readonly read: () => number
  readonly peek: () => number
  /** What it should be, from the signals alone. */
  readonly expected: () => Value
}

const attempt = (fn: () => number): Value => {
  try {
    return fn()
  } catch {
    return "thrown"
  }
}

const must = (value: Value): number => {
  if (value === "thrown") throw new Error("expected")
  return value
}

function program(seed: number): void {
  const random = randomOf(seed)
  const problems: string[] = []
  createRoot((dispose) => {
    const root = createOwner()
    const signals = Array.from({ length: 2 + random(4) }, () => {
      const node = rwSignal(random(4))
      return { node, read: () => node.get(), peek: () => node.peek(), expected: () => node.peek() }
    })
    const nodes: Node[] = [...signals]

    /** A formula over earlier nodes whose sources depend on values. */
    const formula = () => {
      const pick = () => nodes[random(nodes.length)]!
      const [a, b, c, d] = [pick(), pick(), pick(), pick()]
      const throwsAt = random(6) === 0 ? random(4) : -1
      const isWide = random(3) === 0
      const extra = Array.from({ length: random(5) }, pick)
      return (get: (node: Node) => number): number => {
        let sum = get(a)
        sum += sum % 2 === 0 ? get(b) : get(c) + get(a)
        if (isWide) for (const node of extra) if ((sum + 1) % 3 !== 0) sum += get(node)
        if (sum % 4 === 3) sum += get(d)
        if (sum % 4 === throwsAt) throw new Error("formula")
        return sum % 4
      }
    }

    /** Runs a formula and notes what it read. */
    const tracked = (compute: (get: (node: Node) => number) => number, seen: Map<Node, Value>) => {
      seen.clear()
      let isDone = false
      try {
        const result = compute((node) => {
          const value = attempt(node.read)
          seen.set(node, value)
          return must(value)
        })
        isDone = true
        return result
      } finally {
        if (!isDone) seen.clear() // after a throw, earlier sources too give another try
      }
    }
    // A read between two writes lets a memo take a value that the second write takes back, and a
    // memo that fails again fails with another error: both are reasons to run.
    let isDisturbed = false
    const isUnchanged = (seen: Map<Node, Value>) =>
      !isDisturbed &&
      seen.size > 0 &&
      [...seen].every(([node, value]) => value !== "thrown" && attempt(node.peek) === value)

    const addMemo = () => {
      const compute = formula()
      const seen = new Map<Node, Value>()
      const isOwned = random(3) > 0
      const make = () =>
        rwMemo(() => {
          if (isOwned && isUnchanged(seen)) problems.push(`a memo ran for nothing`)
          return tracked(compute, seen)
        })
      const node = runWithOwner(isOwned ? root : undefined, make)
      nodes.push({
        read: () => node.get(),
        peek: () => node.peek(),
        expected: () => attempt(() => compute((source) => must(source.expected()))),
      })
    }

    interface Live {
      readonly owner: Owner
      readonly check: () => void
    }
    const effects: Live[] = []
    const addEffect = () => {
      const compute = formula()
      const seen = new Map<Node, Value>()
      const inner = random(4) === 0 ? formula() : undefined
      let latest: Value | undefined
      let innerLatest: Value | undefined
      const owner = createOwner(root)
      runWithOwner(owner, () =>
        effect(() => {
          if (isUnchanged(seen)) problems.push("an effect ran for nothing")
          latest = attempt(() => tracked(compute, seen))
          innerLatest = undefined
          if (inner) {
            effect(() => {
              innerLatest = attempt(() => inner((node) => node.read()))
            })
          }
        }),
      )
      const check = () => {
        const expected = attempt(() => compute((node) => must(node.expected())))
        if (latest !== expected) problems.push(`an effect saw ${latest}, not ${expected}`)
        if (!inner) return
        const expectedInner = attempt(() => inner((node) => must(node.expected())))
        if (innerLatest !== expectedInner) problems.push(`an inner effect saw ${innerLatest}`)
      }
      effects.push({ owner, check })
    }

    for (let i = 3 + random(12); i > 0; i--) addMemo()
    for (let i = 1 + random(5); i > 0; i--) addEffect()
    flush()

    for (let step = 0; step < 30 && problems.length === 0; step++) {
      for (let writes = random(4); writes >= 0; writes--) {
        signals[random(signals.length)]!.node.set(random(4))
        if (random(3) === 0) {
          isDisturbed = true
          const node = nodes[random(nodes.length)]!
          const value = attempt(node.peek)
          if (value !== node.expected()) problems.push(`step ${step}: read ${value}`)
        }
      }
      if (random(5) === 0) addMemo()
      if (random(4) === 0) addEffect()
      if (random(4) === 0 && effects.length > 0) {
        effects.splice(random(effects.length), 1)[0]!.owner.dispose()
      }
      flush()
      for (const live of effects) live.check()
      for (const node of nodes) {
        const value = attempt(node.peek)
        if (value !== node.expected()) problems.push(`step ${step}: a node is ${value}`)
      }
      isDisturbed = false
    }
    dispose()
  })
  expect(problems, `seed ${seed}`).toEqual([])
}

test("effects and memos agree with the oracle, and run only for a reason", () => {
  const runs = Number(process.env.FUZZ ?? 300)
  for (let seed = 1; seed <= runs; seed++) program(seed)
})
