import { expect, test } from "vitest"
import { onWarning, type Warning } from "../../../core/dev.ts"
import { componentBody, withoutBody } from "../../../core/reactive/component-body.ts"
import {
  createRoot,
  effect,
  flush,
  getOwner,
  graph,
  memo,
  type Run,
  rwSignal,
  signal,
  untrack,
} from "../../../core/reactive/index.ts"

test("inspect gives nodes with names, places, states and values, and edges", () => {
  const count = rwSignal(1, { name: "count" })
  const root = createRoot(
    () => {
      const doubled = memo(() => count.get() * 2, { name: "doubled" })
      effect(() => void doubled(), { name: "show" })
      return getOwner()!
    },
    { name: "app" },
  )
  flush()
  count.set(2)

  const { nodes, edges } = graph.inspect(root)

  const by = (name: string) => nodes.find((node) => node.name === name)!
  expect(
    ["app", "doubled", "show", "count"].map((name) => {
      const { kind, state, value } = by(name)
      return [name, kind, state, value]
    }),
  ).toEqual([
    ["app", "root", "clean", undefined],
    ["doubled", "memo", "dirty", 2],
    ["show", "effect", "check", undefined],
    ["count", "signal", "dirty", 2],
  ])
  expect(by("doubled").place).toMatch(/inspect\.test\.ts:\d+:\d+$/)
  expect(by("doubled").owner).toBe(by("app").id)
  expect(edges).toEqual(
    expect.arrayContaining([
      { from: by("count").id, to: by("doubled").id },
      { from: by("doubled").id, to: by("show").id },
    ]),
  )
  expect(edges.length).toBe(2)
})

test("inspect without an argument starts at every root and leaves out what has ended", () => {
  const keep = createRoot(
    (dispose) => {
      effect(() => {}, { name: "kept effect" })
      return dispose
    },
    { name: "kept" },
  )
  createRoot((dispose) => dispose(), { name: "ended" })

  const names = graph.inspect().nodes.map((node) => node.name)

  expect(names).toContain("kept effect")
  expect(names).not.toContain("ended")
  keep()
})

test("trace tells which sources caused a run", () => {
  const a = rwSignal(1, { name: "a" })
  const b = rwSignal(1, { name: "b" })
  const runs: Run[] = []
  const stop = graph.trace((run) => runs.push(run))
  createRoot(() => {
    const sum = memo(() => a.get() + b.get(), { name: "sum" })
    effect(() => void sum(), { name: "show" })
  })
  flush()

  a.set(5)
  b.set(6)
  flush()
  stop()
  a.set(7)
  flush()

  const told = runs.map(
    ({ name, isFirst, causes }) =>
      `${name}: ${isFirst ? "first" : causes.map((cause) => `${cause.name}=${cause.value}`)}`,
  )
  expect(told).toEqual(["show: first", "sum: first", "sum: a=5,b=6", "show: sum=11"])
})

/** Warnings that `fn` causes. */
function warningsOf(fn: () => void): Warning[] {
  const warnings: Warning[] = []
  const stop = onWarning((warning) => warnings.push(warning))
  try {
    fn()
  } finally {
    stop()
  }
  return warnings
}

test("a signal read in a component's body warns once for each place, with file and line", () => {
  const [count] = signal(1, { name: "count" })

  const warnings = warningsOf(() => {
    for (let i = 0; i < 3; i++) {
      componentBody("Chart", "chart.tsx:3:1", () => count())
    }
  })

  expect(warnings.length).toBe(1)
  expect(warnings[0]!.code).toBe("untracked-read")
  expect(warnings[0]!.message).toMatch(/<Chart> reads signal "count"/)
  expect(warnings[0]!.message).toMatch(/inspect\.test\.ts:\d+:\d+/)
})

test("reads that are tracked, untracked on purpose, peeked, or outside a body do not warn", () => {
  const count = rwSignal(1)
  const [pair] = signal(2)

  const warnings = warningsOf(() => {
    pair()
    componentBody("Chart", undefined, () => {
      count.peek()
      untrack(() => count.get() + pair())
      withoutBody(pair)
      memo(() => count.get())()
    })
    pair()
  })

  // The memo itself is read in the body.
  expect(warnings.map((warning) => /reads (\w+)/.exec(warning.message)?.[1])).toEqual(["memo"])
})

test("inspect of one root shows who else observes what it reads", () => {
  const count = rwSignal(1, { name: "count" })
  const here = createRoot(() => {
    effect(() => void count.get(), { name: "here" })
    return getOwner()!
  })
  const end = createRoot((dispose) => {
    effect(() => void count.get(), { name: "elsewhere" })
    return dispose
  })
  flush()

  expect(graph.inspect(here).nodes.map((node) => node.name)).toContain("elsewhere")
  end()
  expect(graph.inspect(here).nodes.map((node) => node.name)).not.toContain("elsewhere")
})
