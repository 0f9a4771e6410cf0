// core/view/error-boundary.ts, and what mount.ts takes back when something throws.

import {
  box,
  catchError,
  component,
  ErrorBoundary,
  effect,
  element,
  For,
  flush,
  mount,
  onCleanup,
  Portal,
  renderEffect,
  rwSignal,
  span,
  text,
} from "filigree"
import { memoryRenderer, serialize } from "filigree/memory"
import { expect, test } from "vitest"
import { stage } from "./support.ts"

const words = (error: () => unknown) => (error() as Error).message
const failed = (error: () => unknown) => text({}, () => `! ${words(error)}`)

const Bad = component((props: { why: string }) => {
  throw new Error(props.why)
  // biome-ignore lint/correctness/noUnreachable: the type of a component
  return text("never")
})

test("a component that throws is replaced by the fallback, and leaves nothing", () => {
  const ui = stage(() =>
    ErrorBoundary({ fallback: failed, children: box({}, span("a"), Bad({ why: "no" })) }),
  )

  expect(ui.html()).toBe("<text>! no</text>")
  expect(ui.renderer.liveNodes()).toBe(2)
})

test("what stands beside a boundary is not touched by an error in it", () => {
  const ui = stage(() => [
    "before",
    ErrorBoundary({ fallback: failed, children: Bad({ why: "no" }) }),
    "after",
  ])

  expect(ui.html()).toBe("before<text>! no</text>after")
})

test("without a boundary mount throws, and takes back every node", () => {
  const renderer = memoryRenderer()
  const root = renderer.root()
  const log: string[] = []
  const Made = component(() => {
    onCleanup(() => log.push("ended"))
    return box({}, span("x"))
  })

  expect(() => mount(renderer, root, () => [Made(), box({}, Made(), Bad({ why: "no" }))])).toThrow(
    "no",
  )

  expect(root.children).toEqual([])
  expect(renderer.liveNodes()).toBe(0)
  expect(log).toEqual(["ended", "ended"])
})

test("a dynamic part that fails brings its boundary back when it works again", () => {
  const load = rwSignal(1)
  const ui = stage(() =>
    ErrorBoundary({
      fallback: failed,
      children: text({}, () => {
        if (load.get() > 9) throw new Error("too much")
        return load.get()
      }),
    }),
  )

  load.set(10)
  flush()
  expect(ui.html()).toBe("<text hidden=true></text><text>! too much</text>")

  load.set(2)
  flush()
  expect(ui.html()).toBe("<text>2</text>")
})

test("content that comes back has kept its nodes", () => {
  const bad = rwSignal(false)
  const ui = stage(() =>
    ErrorBoundary({
      fallback: "!",
      children: [
        span("kept"),
        "bare",
        () => {
          if (bad.get()) throw new Error("x")
          return ""
        },
      ],
    }),
  )
  const kept = ui.root.children[0]

  bad.set(true)
  flush()
  expect(ui.html()).toBe("<span hidden=true>kept</span>!")

  bad.set(false)
  flush()
  expect(ui.html()).toBe("<span>kept</span>bare")
  expect(ui.root.children[0]).toBe(kept)
})

test("an attribute that fails is a failure of its boundary too", () => {
  const bad = rwSignal(true)
  const ui = stage(() =>
    ErrorBoundary({
      fallback: failed,
      children: box({
        gap: () => {
          if (bad.get()) throw new Error("gap")
          return 1
        },
      }),
    }),
  )
  expect(ui.html()).toContain("! gap")

  bad.set(false)
  flush()
  expect(ui.html()).toBe("<box gap=1></box>")
})

test("an Error given as a child is an error until it is none", () => {
  const result = rwSignal<string | Error>(new Error("empty"))
  const ui = stage(() => ErrorBoundary({ fallback: failed, children: text({}, result) }))
  expect(ui.html()).toContain("! empty")

  result.set("fine")
  flush()
  expect(ui.html()).toBe("<text>fine</text>")
})

test("errors of effects and of handlers reach the boundary", () => {
  const start = rwSignal(false)
  const Part = component(() => {
    effect(() => {
      if (start.get()) throw new Error("effect")
    })
    return box({
      onPress: () => {
        throw new Error("handler")
      },
    })
  })
  const ui = stage(() => ErrorBoundary({ fallback: failed, children: Part() }))

  start.set(true)
  flush()
  expect(ui.html()).toContain("! effect")

  ui.renderer.fire(ui.root.children[0]!, "press")
  flush()
  expect(ui.html()).toContain("! handler")
})

test("the innermost boundary takes the error, and an error in its fallback goes outward", () => {
  const ui = stage(() =>
    ErrorBoundary({
      fallback: failed,
      children: [
        ErrorBoundary({ fallback: failed, children: Bad({ why: "inner" }) }),
        ErrorBoundary({ fallback: "second", children: Bad({ why: "second" }) }),
      ],
    }),
  )
  expect(ui.html()).toBe("<text>! inner</text>second")

  const outer = stage(() =>
    ErrorBoundary({
      fallback: failed,
      children: [
        "x",
        ErrorBoundary({
          fallback: () => Bad({ why: "fallback" }),
          children: Bad({ why: "inner" }),
        }),
      ],
    }),
  )
  expect(outer.html()).toContain("! fallback")
})

test("reset mounts the children anew", () => {
  let tries = 0
  let again = () => {}
  const Flaky = component(() => {
    if (++tries < 3) throw new Error(`try ${tries}`)
    return text("worked")
  })
  const ui = stage(() =>
    ErrorBoundary({
      fallback: (error, reset) => {
        again = reset
        return text({}, () => words(error))
      },
      children: Flaky(),
    }),
  )
  expect(ui.html()).toBe("<text>try 1</text>")

  again()
  flush()
  expect(ui.html()).toBe("<text>try 2</text>")

  again()
  flush()
  expect(ui.html()).toBe("<text>worked</text>")
})

test("a row that throws takes no other row along, and is tried again with the next list", () => {
  const items = rwSignal([1, 2, 3])
  let isBroken = true
  const ui = stage(() =>
    ErrorBoundary({
      fallback: "!",
      children: For({
        each: items,
        children: (item) => {
          if (item() === 2 && isBroken) throw new Error("two")
          return span({}, item)
        },
      }),
    }),
  )
  expect(ui.html()).toBe("<span hidden=true>1</span><span hidden=true>3</span>!")

  isBroken = false
  items.set([1, 2, 3, 4])
  flush()
  expect(ui.html()).toBe("<span>1</span><span>2</span><span>3</span><span>4</span>")
})

test("what a host throws goes to the boundary, and the nodes around it go back", () => {
  const renderer = memoryRenderer()
  const root = renderer.root()
  const { create } = renderer
  renderer.create = (type, parent) => {
    if (type === null && parent.type === "box") throw new Error("text in a box")
    return create(type, parent)
  }
  mount(renderer, root, () =>
    ErrorBoundary({ fallback: failed, children: [span("a"), box({}, box({}, "words"))] }),
  )
  flush()

  expect(serialize(root)).toBe("<text>! text in a box</text>")
  expect(renderer.liveNodes()).toBe(2)
})

test("a host that fails to remove one node is still asked to remove the others", () => {
  const renderer = memoryRenderer()
  const root = renderer.root()
  const { remove } = renderer
  const heard: unknown[] = []
  renderer.remove = (parent, node) => {
    remove(parent, node)
    if (node.type === "box") throw "stuck"
  }
  const shown = rwSignal(true)
  catchError(
    () => mount(renderer, root, () => () => (shown.get() ? [span("a"), box({}), span("b")] : null)),
    (error) => heard.push(error),
  )

  shown.set(false)
  flush()

  expect(root.children).toEqual([])
  expect(heard).toEqual(["stuck"])
})

test("a node that was created and never inserted is removed", () => {
  const removed: string[] = []
  const renderer = memoryRenderer({ log: true })
  const root = renderer.root()
  expect(() =>
    mount(renderer, root, () => element("a", {}, element("b", {}, Bad({ why: "x" })))),
  ).toThrow("x")
  removed.push(...renderer.log.filter((line) => line.startsWith("remove")))

  expect(removed).toEqual(["remove b#2 from a#1", "remove a#1 from root#0"])
})

test("an outer catchError hears of effects where there is no boundary", () => {
  const start = rwSignal(false)
  const heard: unknown[] = []
  catchError(
    () =>
      stage(() =>
        text({}, () => {
          if (start.get()) throw "oh"
          return "fine"
        }),
      ),
    (error) => heard.push(error),
  )

  start.set(true)
  flush()

  expect(heard).toEqual(["oh"])
})

test("an effect that runs again without an error brings its boundary back, with its state", () => {
  const bad = rwSignal(false)
  const Part = component(() => {
    effect(() => {
      if (bad.get()) throw new Error("effect")
    })
    return span("kept")
  })
  const ui = stage(() => ErrorBoundary({ fallback: failed, children: Part() }))
  const kept = ui.root.children[0]

  bad.set(true)
  flush()
  expect(ui.html()).toContain("! effect")

  bad.set(false)
  flush()
  expect(ui.html()).toBe("<span>kept</span>")
  expect(ui.root.children[0]).toBe(kept)
})

test("an effect that failed takes its error along when it ends", () => {
  const shown = rwSignal(true)
  const Part = component(() => {
    renderEffect(() => {
      throw new Error("always")
    })
    return "part"
  })
  const ui = stage(() =>
    ErrorBoundary({
      fallback: failed,
      children: ["before ", () => (shown.get() ? Part({}) : "none")],
    }),
  )
  expect(ui.html()).toContain("! always")

  shown.set(false)
  flush()
  expect(ui.html()).toBe("before none")
})

test("what a Portal shows elsewhere is out of sight with the failed content it belongs to", () => {
  const bad = rwSignal(false)
  const there = memoryRenderer().root()
  const ui = stage(() =>
    ErrorBoundary({
      fallback: failed,
      children: [
        box(
          {},
          Portal({ into: there, children: [span("there"), "bare"] }),
          text({}, () => {
            if (bad.get()) throw new Error("bad")
            return "here"
          }),
        ),
      ],
    }),
  )
  bad.set(true)
  flush()
  expect(serialize(there)).toBe("<span hidden=true>there</span>")

  bad.set(false)
  flush()
  expect(serialize(there)).toBe("<span>there</span>bare")
  ui.dispose()
  expect(there.children).toEqual([])
})

test("the promise that a handler returns fails to the nearest boundary", async () => {
  const failing = Promise.reject(new Error("late"))
  let press: (event: unknown) => unknown = () => {}
  const renderer = memoryRenderer()
  const root = renderer.root()
  mount(
    {
      ...renderer,
      listen: (_node, _event, handler) => {
        press = handler
        return () => {}
      },
    },
    root,
    () =>
      ErrorBoundary({
        fallback: failed,
        children: box({ onPress: () => failing }, "ok"),
      }),
  )
  expect(serialize(root)).toContain("ok")

  press({})
  await failing.catch(() => {}) // after the boundary has heard of it
  flush()

  expect(serialize(root)).toContain("! late")
})
