// Show, Switch, For, Index, Dynamic, Portal, KeepAlive, Presence, lazy, Suspense, Transition, Await.

import {
  Await,
  box,
  component,
  createContext,
  Dynamic,
  ErrorBoundary,
  effect,
  For,
  flush,
  Index,
  KeepAlive,
  lazy,
  Match,
  onCleanup,
  onWarning,
  Portal,
  Presence,
  Provider,
  present,
  resource,
  rwSignal,
  Show,
  Suspense,
  Switch,
  span,
  Transition,
  text,
  use,
} from "filigree"
import { memoryRenderer, serialize } from "filigree/memory"
import { expect, test } from "vitest"
import { rng } from "./rng.ts"
import { stage } from "./support.ts"

const tick = () => new Promise<void>((resolve) => setTimeout(resolve))

test("Show keeps its branch while the condition goes from one truthy value to another", () => {
  const user = rwSignal<{ name: string } | null>({ name: "Ada" })
  let made = 0
  const ui = stage(() =>
    Show({
      when: user,
      fallback: "nobody",
      children: (user) => {
        made++
        return text({}, () => user().name)
      },
    }),
  )

  user.set({ name: "Grace" })
  expect(ui.ops()).toEqual(['setText #text#2 "Grace"', "commit"])
  expect(made).toBe(1)

  user.set(null)
  flush()
  expect(ui.html()).toBe("nobody")
})

test("what a condition guards never sees the value it is guarded against", () => {
  const user = rwSignal<{ name: string } | null>({ name: "Ada" })
  const other = rwSignal(0)
  const seen: unknown[] = []
  stage(() =>
    Show({
      when: user,
      children: (user) =>
        text({}, () => {
          other.get()
          seen.push(user()?.name)
          return user().name
        }),
    }),
  )

  other.set(1) // wakes the inner effect first
  user.set(null)
  flush()

  expect(seen).toEqual(["Ada"])
})

test("Switch shows the first match and asks no later condition", () => {
  const n = rwSignal(1)
  const asked: string[] = []
  const ui = stage(() =>
    Switch({
      fallback: "many",
      children: [
        Match({ when: () => n.get() === 1, children: "one" }),
        Match({
          when: () => {
            asked.push("two?")
            return n.get() === 2
          },
          children: "two",
        }),
      ],
    }),
  )
  expect(ui.html()).toBe("one")
  expect(asked).toEqual([])

  n.set(2)
  flush()
  expect(ui.html()).toBe("two")

  n.set(3)
  flush()
  expect(ui.html()).toBe("many")
})

test("a list moves as few rows as can be", () => {
  const chance = rng(7)
  const items = rwSignal<number[]>([])
  const ui = stage(() => For({ each: items, children: (item) => span({}, item) }))
  for (let round = 0; round < 300; round++) {
    const before = Array.from({ length: chance.int(30) }, (_, i) => i)
    items.set(before)
    ui.ops()
    const after = chance.shuffle(before).filter(() => chance.chance(0.9))
    items.set(after)
    const ops = ui.ops()

    expect(ui.html()).toBe(after.map((n) => `<span>${n}</span>`).join(""))
    const moves = ops.filter((line) => line.startsWith("insert"))
    expect(moves.length, String(after)).toBe(after.length - longestIncreasing(after))
    const lastRemove = ops.findLastIndex((line) => line.startsWith("remove"))
    const firstMove = ops.findIndex((line) => line.startsWith("insert"))
    if (firstMove >= 0) expect(lastRemove).toBeLessThan(firstMove)
  }
})

/** The plain way, in quadratic time. */
function longestIncreasing(numbers: readonly number[]): number {
  const ends: number[] = []
  numbers.forEach((n, i) => {
    ends[i] = 1 + Math.max(0, ...numbers.slice(0, i).map((m, j) => (m < n ? ends[j]! : 0)))
  })
  return Math.max(0, ...ends)
}

test("every arrangement of four rows becomes every other, each row by its own nodes", () => {
  const items = rwSignal<readonly string[]>([])
  const ui = stage(() => [
    "[",
    // Rows of none, one and two nodes: "a" shows nothing.
    For({
      each: items,
      children: (item) => [item() === "a" ? null : span({}, item), item() === "d" ? "!" : ""],
    }),
    "]",
  ])
  const shown = (list: readonly string[]) =>
    `[${list.map((one) => (one === "a" ? "" : `<span>${one}</span>${one === "d" ? "!" : ""}`)).join("")}]`
  const all = arrangements(["a", "b", "c", "d"])
  expect(all).toHaveLength(65)
  for (const from of all) {
    for (const to of all) {
      items.set(from)
      flush()
      items.set(to)
      flush()
      if (ui.html() !== shown(to)) expect(ui.html(), `${from} to ${to}`).toBe(shown(to))
    }
  }
})

/** All orders of all subsets. */
function arrangements(of: readonly string[]): string[][] {
  const rest = (one: string) => arrangements(of.filter((other) => other !== one))
  return [[], ...of.flatMap((one) => rest(one).map((others) => [one, ...others]))]
}

test("rows keep their state and their index is live", () => {
  const items = rwSignal(["a", "b", "c"])
  const ended: string[] = []
  let made = 0
  const ui = stage(() =>
    For({
      each: items,
      children: (item, index) => {
        made++
        const name = item()
        onCleanup(() => ended.push(name))
        return span({}, () => `${item()}${index()} `)
      },
    }),
  )

  items.set(["c", "d", "a"])
  flush()

  expect(ui.html()).toBe("<span>c0 </span><span>d1 </span><span>a2 </span>")
  expect(ended).toEqual(["b"])
  expect(made).toBe(4)
})

test("new rows are made in the order of the list", () => {
  const items = rwSignal([1, 9])
  const made: number[] = []
  stage(() =>
    For({
      each: items,
      children: (item) => {
        made.push(item())
        return span({}, item)
      },
    }),
  )

  items.set([9, 2, 3, 1, 4])
  flush()

  expect(made).toEqual([1, 9, 2, 3, 4])
})

test("two items with one key are reported, and each gets a row", () => {
  const warnings: string[] = []
  const stop = onWarning((warning) => warnings.push(warning.code))
  const items = rwSignal([
    { id: 1, name: "a" },
    { id: 1, name: "b" },
    { id: 2, name: "c" },
  ])
  const ui = stage(() =>
    For({ each: items, by: (item) => item.id, children: (item) => span({}, () => item().name) }),
  )
  expect(ui.html()).toBe("<span>a</span><span>b</span><span>c</span>")

  items.update((now) => [now[2]!, now[0]!, now[1]!])
  flush()
  expect(ui.html()).toBe("<span>c</span><span>a</span><span>b</span>")
  expect(warnings).toEqual(["duplicate-key"])
  stop()
})

test("a key function that throws changes nothing", () => {
  const items = rwSignal<readonly { id: number }[]>([{ id: 1 }, { id: 2 }, { id: 3 }])
  const ui = stage(() =>
    ErrorBoundary({
      fallback: "!",
      children: For({
        each: items,
        by: (item) => {
          if (item.id === 0) throw new Error("no id")
          return item.id
        },
        children: (item) => span({}, () => item().id),
      }),
    }),
  )

  items.set([{ id: 3 }, { id: 0 }, { id: 1 }])
  flush()
  expect(ui.html()).toContain("<span hidden=true>1</span><span hidden=true>2</span>")

  items.set([{ id: 3 }, { id: 2 }, { id: 1 }])
  flush()
  expect(ui.html()).toBe("<span>3</span><span>2</span><span>1</span>")
})

test("Index keeps a row for each position", () => {
  const items = rwSignal(["a", "b"])
  const ui = stage(() => Index({ each: items, children: (item, i) => span({}, i, item) }))

  items.set(["b", "a", "c"])
  const ops = ui.ops()

  expect(ui.html()).toBe("<span>0b</span><span>1a</span><span>2c</span>")
  expect(ops.filter((line) => line.startsWith("setText")).length).toBe(4) // two new texts, two changes
})

test("a list shows its fallback while it is empty, behind what stands before it", () => {
  const items = rwSignal<string[]>([])
  const ui = stage(() => [
    "[",
    For({ each: items, fallback: span("none"), children: (item) => item }),
    "]",
  ])
  expect(ui.html()).toBe("[<span>none</span>]")

  items.set(["a"])
  flush()
  expect(ui.html()).toBe("[a]")

  items.set([])
  flush()
  expect(ui.html()).toBe("[<span>none</span>]")
})

test("a write to the list while a row is being made is settled in the same flush", () => {
  const items = rwSignal([1])
  const ui = stage(() =>
    For({
      each: items,
      children: (item) => {
        const n = item()
        if (n < 4) items.update((now) => (now.includes(n + 1) ? now : [...now, n + 1]))
        return span({}, item)
      },
    }),
  )

  expect(ui.html()).toBe("<span>1</span><span>2</span><span>3</span><span>4</span>")
})

test("Dynamic shows another tag with the same props", () => {
  const tag = rwSignal<any>("box")
  const Big = component((props: { gap: number }) => text({}, "big ", props.gap))
  const ui = stage(() => Dynamic({ component: tag, gap: 2 }))
  expect(ui.html()).toBe("<box gap=2></box>")

  tag.update(() => Big)
  flush()
  expect(ui.html()).toBe("<text>big 2</text>")

  tag.set(null)
  flush()
  expect(ui.html()).toBe("")
})

test("a Portal stands elsewhere, on another renderer, and belongs here", () => {
  const Name = createContext("none")
  const other = memoryRenderer({ name: "other" })
  const there = other.root()
  const open = rwSignal(true)
  const count = rwSignal(1)
  const Inside = component(() => text({}, use(Name), " ", count))
  const ui = stage(() =>
    Show({
      when: open,
      children: [
        Provider({
          context: Name,
          value: "here",
          children: ["local", Portal({ renderer: other, into: there, children: Inside() })],
        }),
      ],
    }),
  )
  expect(ui.html()).toBe("local")
  expect(serialize(there)).toBe("<text>here 1</text>")

  const commits = other.commits(there)
  count.set(2)
  expect(ui.ops()).toEqual([])
  expect(serialize(there)).toBe("<text>here 2</text>")
  expect(other.commits(there)).toBe(commits + 1)

  open.set(false)
  flush()
  expect(there.children).toEqual([])
  expect(other.liveNodes()).toBe(0)
})

test("KeepAlive keeps nodes and state out of sight, and lets effects rest", () => {
  const shown = rwSignal(true)
  const count = rwSignal(0)
  let runs = 0
  const Inside = component(() => {
    effect(() => {
      count.get()
      runs++
    })
    return span({}, count)
  })
  const ui = stage(() => KeepAlive({ when: shown, children: [Inside(), "bare"] }))
  const node = ui.root.children[0]
  expect(runs).toBe(1)

  shown.set(false)
  flush()
  expect(ui.html()).toBe("<span hidden=true>0</span>")

  count.set(1)
  count.set(2)
  flush()
  expect(runs).toBe(1)

  shown.set(true)
  flush()
  expect(ui.html()).toBe("<span>2</span>bare")
  expect(ui.root.children[0]).toBe(node)
  expect(runs).toBe(2)
})

test("the author's hidden and parking are one write", () => {
  const shown = rwSignal(true)
  const hidden = rwSignal(false)
  const ui = stage(() => KeepAlive({ when: shown, children: box({ hidden }) }))
  expect(ui.html()).toBe("<box hidden=false></box>")

  hidden.set(true)
  expect(ui.ops()).toEqual(["setAttr box#1 hidden=true", "commit"])

  shown.set(false)
  expect(ui.ops()).toEqual(["commit"]) // it is hidden already

  shown.set(true)
  expect(ui.ops()).toEqual(["commit"])

  hidden.set(false)
  expect(ui.ops()).toEqual(["setAttr box#1 hidden=false", "commit"])
})

test("Presence keeps what leaves until it is done", () => {
  const open = rwSignal(false)
  let gone = () => {}
  const ui = stage(() =>
    Presence({
      when: open,
      children: (presence) => {
        gone = presence.done
        return span({}, () => (presence.isLeaving() ? "leaving" : "here"))
      },
    }),
  )
  expect(ui.html()).toBe("")

  open.set(true)
  flush()
  expect(ui.html()).toBe("<span>here</span>")

  open.set(false)
  flush()
  expect(ui.html()).toBe("<span>leaving</span>")

  open.set(true)
  flush()
  expect(ui.html()).toBe("<span>here</span>")

  open.set(false)
  flush()
  gone()
  flush()
  expect(ui.html()).toBe("")
})

test("a list of present items lets rows leave in their place", () => {
  const items = rwSignal(["a", "b", "c"])
  let entries: readonly { key: unknown; done(): void }[] = []
  const ui = stage(() => {
    const list = present(items)
    return For({
      each: () => (entries = list()) as ReturnType<typeof list>,
      by: (entry) => entry.key,
      children: (entry) => span({}, () => entry().item() + (entry().isLeaving() ? "↓" : "")),
    })
  })

  items.set(["c", "a"])
  flush()
  expect(ui.html()).toBe("<span>c</span><span>a</span><span>b↓</span>")

  entries.find((entry) => entry.key === "b")!.done()
  flush()
  expect(ui.html()).toBe("<span>c</span><span>a</span>")
})

test("an item that comes back while it leaves is not leaving any more, and keeps its row", () => {
  const items = rwSignal(["a", "b"])
  let made = 0
  const ui = stage(() =>
    For({
      each: present<string>(items),
      by: (entry) => entry.key,
      children: (entry) => {
        made++
        return span({}, () => entry().item() + (entry().isLeaving() ? "↓" : ""))
      },
    }),
  )
  items.set(["a"])
  flush()
  expect(ui.html()).toBe("<span>a</span><span>b↓</span>")

  items.set(["a", "b"])
  flush()

  expect(ui.html()).toBe("<span>a</span><span>b</span>")
  expect(made).toBe(2)
})

test("Suspense parks its content while it loads, and keeps its state", async () => {
  const page = rwSignal(1)
  const ui = stage(() =>
    Suspense({
      fallback: "loading",
      children: component(() => {
        const words = resource(page, async (n) => `page ${n}`)
        return [span("title"), text({}, words)] as any
      })(),
    }),
  )
  const title = ui.root.children[0]
  expect(ui.html()).toBe("<span hidden=true>title</span><text hidden=true></text>loading")

  await tick()
  flush()
  expect(ui.html()).toBe("<span>title</span><text>page 1</text>")

  page.set(2)
  flush()
  expect(ui.html()).toContain("loading")
  await tick()
  flush()
  expect(ui.html()).toBe("<span>title</span><text>page 2</text>")
  expect(ui.root.children[0]).toBe(title)
})

test("Transition keeps the old view, and tells that it waits", async () => {
  const page = rwSignal(1)
  const told: boolean[] = []
  const View = component(() => {
    const words = resource(page, async (n) => `page ${n}`)
    return text({}, words)
  })
  const ui = stage(() =>
    Transition({ fallback: "loading", onPending: (busy) => told.push(busy), children: View() }),
  )
  expect(ui.html()).toContain("loading")
  await tick()
  flush()

  page.set(2)
  flush()
  expect(ui.html()).toBe("<text>page 1</text>")
  await tick()
  flush()
  expect(ui.html()).toBe("<text>page 2</text>")
  expect(told).toEqual([true, false, true, false])
})

test("Await shows the value of a promise, and its failure in the boundary", async () => {
  const ui = stage(() => [
    Await({ of: Promise.resolve("there"), fallback: "…", children: (value) => span(value) }),
    ErrorBoundary({
      fallback: (error) => text({}, () => String(error())),
      children: Await({
        of: () => Promise.reject("gone"),
        fallback: "…",
        children: () => "never",
      }),
    }),
  ])
  expect(ui.html()).toBe("……")

  await tick()
  flush()
  expect(ui.html()).toBe("<span>there</span><text>gone</text>")
})

test("a lazy component whose load failed is tried again at its next mount", async () => {
  let loads = 0
  const Late = lazy(async () => {
    if (++loads === 1) throw new Error("offline")
    return component(() => text("there"))
  })
  const show = () =>
    stage(() => ErrorBoundary({ fallback: "failed", children: Suspense({ children: Late() }) }))
  const first = show()
  await tick()
  flush()
  expect(first.html()).toBe("failed")

  const second = show()
  await tick()
  flush()

  expect(second.html()).toBe("<text>there</text>")
})

test("a lazy component may be the default of a module", async () => {
  const module = { default: component((props: { name: string }) => text({}, props.name)), other: 1 }
  const Late = lazy(async () => module)
  const ui = stage(() => Suspense({ fallback: "…", children: Late({ name: "a" }) }))

  await tick()
  flush()

  expect(ui.html()).toBe("<text>a</text>")
})

test("a lazy component is loaded once, when it is first shown", async () => {
  let loads = 0
  const Late = lazy(async () => {
    loads++
    return component((props: { name: string }) => text({}, "hello ", props.name))
  })
  const open = rwSignal(false)
  const ui = stage(() => [
    Suspense({ fallback: "…", children: Show({ when: open, children: Late({ name: "a" }) }) }),
    Suspense({ fallback: "…", children: Show({ when: open, children: Late({ name: "b" }) }) }),
  ])
  expect(loads).toBe(0)

  open.set(true)
  flush()
  expect(ui.html()).toBe("……")

  await tick()
  flush()
  expect(ui.html()).toBe("<text>hello a</text><text>hello b</text>")
  expect(loads).toBe(1)

  const later = stage(() => Late({ name: "c" }))
  expect(later.html()).toBe("<text>hello c</text>")
})
