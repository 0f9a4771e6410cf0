// What stays behind? Nothing: not on the host, not in the graph, not in the heap.

import {
  box,
  component,
  createContext,
  ErrorBoundary,
  effect,
  For,
  flush,
  KeepAlive,
  mount,
  onCleanup,
  provide,
  rwSignal,
  Show,
  Suspense,
  span,
  text,
} from "filigree"
import { memoryRenderer } from "filigree/memory"
import { expect, test } from "vitest"
import { stage } from "./support.ts"

const Context = createContext(0)

test("10,000 mounts and disposals return to the baseline of nodes and heap", () => {
  const count = rwSignal(0)
  const items = rwSignal([1, 2, 3])
  const on = rwSignal(true)
  let cleanups = 0
  const Part = component((props: { children?: any }) => {
    provide(Context, 1)
    effect(() => void count.get())
    onCleanup(() => cleanups++)
    return box({ gap: count, onPress: () => {}, ref: () => {} }, props.children)
  })
  const view = () =>
    Part({
      children: [
        text({ hidden: () => count.get() > 5 }, count),
        Show({ when: on, children: span("a") }),
        For({ each: items, children: (item) => span({}, item) }),
        ErrorBoundary({ children: KeepAlive({ when: on, children: "kept" }) }),
        Suspense({ fallback: "…", children: Part({}) }),
      ],
    })
  const renderer = memoryRenderer()
  const round = () => {
    const dispose = mount(renderer, renderer.root(), view)
    flush()
    dispose()
    flush()
  }
  const heap = () => {
    globalThis.gc?.()
    globalThis.gc?.()
    return process.memoryUsage().heapUsed
  }
  // The engine's tables for weak references grow by leaps, to what the time between two garbage
  // collections needs. What is left behind by each round shows in every stretch of them.
  const growth: number[] = []
  for (let stretch = 0; stretch < 5; stretch++) {
    const before = heap()
    for (let i = 0; i < 2000; i++) round()
    growth.push(heap() - before)
  }

  expect(renderer.liveNodes()).toBe(0)
  expect(cleanups).toBe(20_000)
  expect(Math.min(...growth), String(growth)).toBeLessThan(200_000) // 100 bytes a round
})

test("one write is one host operation, in a tree of 10 rows and of 10,000", () => {
  for (const rows of [10, 10_000]) {
    const items = Array.from({ length: rows }, (_, id) => ({ id, words: rwSignal("a") }))
    const ui = stage(() =>
      For({
        each: () => items,
        children: (item) =>
          box(
            {},
            text({}, () => item().words.get()),
          ),
      }),
    )

    items[rows >> 1]!.words.set("b")

    expect(ui.ops()).toEqual([expect.stringMatching(/^setText #text#\d+ "b"$/), "commit"])
    ui.dispose()
  }
})

test("10,000 writes are one operation and one commit", () => {
  const count = rwSignal(0)
  const ui = stage(() => text({}, count))

  for (let i = 1; i <= 10_000; i++) count.set(i)

  expect(ui.ops()).toEqual(['setText #text#2 "10000"', "commit"])
})

test("an untouched root is not committed", () => {
  const count = rwSignal(0)
  const a = stage(() => text({}, count))
  const b = stage(() => text("still"))

  count.set(1)
  flush()

  expect(a.ops()).toContain("commit")
  expect(b.ops()).toEqual([])
})

test("a component's body runs once, untracked", () => {
  const count = rwSignal(0)
  const shown = rwSignal(true)
  let runs = 0
  const Body = component(() => {
    runs++
    count.peek()
    return text({}, count)
  })
  stage(() => Show({ when: shown, children: Body() }))

  count.set(1)
  flush()

  expect(runs).toBe(1)
})

test("a view that is mounted twice is there twice", () => {
  const count = rwSignal(0)
  const view = text({}, count)
  const ui = stage(() => [view, view])

  count.set(1)
  flush()

  expect(ui.html()).toBe("<text>1</text><text>1</text>")
})

test("the row of a list that ends a list ends with it", () => {
  const items = rwSignal([1, 2, 3])
  const ui = stage(() =>
    For({
      each: items,
      children: (item) => {
        const n = item()
        effect(() => {
          if (n === 2) items.set([])
        })
        return span({}, item)
      },
    }),
  )

  flush()
  expect(ui.html()).toBe("")
  expect(ui.renderer.liveNodes()).toBe(0)
})

test("removing an element from its own handler is safe", () => {
  const open = rwSignal(true)
  const ui = stage(() =>
    Show({ when: open, children: box({ onPress: () => open.set(false) }, "x") }),
  )

  ui.renderer.fire(ui.root.children[0]!, "press")
  flush()

  expect(ui.html()).toBe("")
})
