// core/view/attributes.ts: what each prop of an element means.

import {
  box,
  component,
  draw,
  element,
  flush,
  type Handle,
  input,
  onWarning,
  rwSignal,
  Show,
  signal,
  text,
} from "filigree"
import { memoryRenderer } from "filigree/memory"
import { expect, test } from "vitest"
import { stage } from "./support.ts"

test("events are named by what follows on", () => {
  const heard: string[] = []
  const note = (name: string) => () => heard.push(name)
  const props = {
    onPointerDown: note("a"),
    "onClick:capture": note("b"),
    "on:x-Y": note("c"),
    once: "an attribute",
  }
  const ui = stage(() => element("led", props))
  const led = ui.root.children[0]!
  for (const name of ["pointerDown", "click:capture", "x-Y", "ce"]) ui.renderer.fire(led, name)

  expect(heard).toEqual(["a", "b", "c"])
  expect(led.attrs.get("once")).toBe("an attribute")
})

test("a handler left out is no handler, and anything else is an error that says where", () => {
  const open = false
  expect(stage(() => element("led", { onPress: undefined })).root.children[0]!.listeners.size).toBe(
    0,
  )
  expect(stage(() => element("led", { onPress: open && (() => {}) })).html()).toBe("<led></led>")

  const Switch = component(() => element("led", { onPress: "toggle" }))
  expect(() => stage(() => Switch())).toThrow(/bad-handler.*`onPress` was given "toggle"/)
})

test("class and style records are set name by name, each by itself", () => {
  const [on, setOn] = signal(true)
  const ui = stage(() =>
    element("div", {
      class: { a: true, b: on },
      style: { color: "red", top: () => (on() ? 1 : 2) },
    }),
  )
  expect(ui.html()).toBe('<div class:a=true class:b=true style:color="red" style:top=1></div>')

  setOn(false)
  expect(ui.ops()).toEqual(["setAttr div#1 class:b=false", "setAttr div#1 style:top=2", "commit"])
})

test("a class given as a string stays a string", () => {
  expect(stage(() => element("div", { class: "a b" })).html()).toBe('<div class="a b"></div>')
})

test("a live class may be a string or a record, by turns", () => {
  const value = rwSignal<string | Record<string, boolean>>("plain")
  const ui = stage(() => element("div", { class: value }))
  expect(ui.html()).toBe('<div class="plain"></div>')

  value.set({ a: true, b: true })
  flush()
  expect(ui.html()).toBe("<div class:a=true class:b=true></div>")
  ui.ops()

  value.set({ b: true, c: true })
  expect(ui.ops()).toEqual([
    "setAttr div#1 class:a=undefined",
    "setAttr div#1 class:c=true",
    "commit",
  ])
})

test("null is the default, as undefined is", () => {
  const gap = rwSignal<number | null>(1)
  const ui = stage(() => element("box", { gap, width: null }))
  expect(ui.html()).toBe("<box gap=1></box>")

  gap.set(null)
  expect(ui.ops()).toEqual(["setAttr box#1 gap=undefined", "commit"])
})

test("an equal value is not written again", () => {
  const count = rwSignal(1)
  const ui = stage(() => box({ gap: () => (count.get() > 0 ? 1 : 0) }))

  count.set(2)
  expect(ui.ops()).toEqual([])
})

test("a painter is handed on again when a signal changes that it read, and only then", () => {
  const color = rwSignal("red")
  const other = rwSignal(0)
  const painted: string[] = []
  const ui = stage(() =>
    draw({
      paint: (pen) => {
        painted.push(color.get())
        pen.begin()
      },
    }),
  )
  const node = ui.root.children[0]!
  const paint = () =>
    (node.attrs.get("paint") as (pen: unknown, size: unknown) => void)({ begin() {} }, {})
  paint()
  expect(ui.ops()).toEqual([])

  color.set("blue")
  expect(ui.ops()).toEqual(["setAttr draw#1 paint=ƒ", "commit"])
  color.set("green") // nobody has painted since
  expect(ui.ops()).toEqual([])

  paint()
  other.set(1)
  expect(ui.ops()).toEqual([])
  expect(painted).toEqual(["red", "green"])

  ui.dispose()
  color.set("black")
  expect(ui.ops().filter((line) => line.startsWith("setAttr"))).toEqual([])
})

test("ref receives the handle of a universal element, after its children, before its insert", () => {
  let handle: Handle | undefined
  const renderer = memoryRenderer({ log: true })
  const box = { current: undefined as Handle | undefined }
  const shown = rwSignal(true)
  let seen = ""
  const ui = stage(() =>
    Show({
      when: shown,
      children: [
        text(
          {
            ref: (given) => {
              handle = given
              seen = "ref"
            },
          },
          "words",
        ),
        input({ ref: box }),
      ],
    }),
  )
  expect(seen).toBe("ref")
  expect(renderer.log).toEqual([])
  handle!.focus()
  expect(ui.html()).toContain("focused=true")
  expect(box.current).toBeDefined()

  shown.set(false)
  flush()
  expect(box.current).toBeUndefined()
})

test("ref of a host's own element receives its node", () => {
  let given: unknown
  const ui = stage(() => element("led", { ref: (node: unknown) => (given = node) }))

  expect(given).toBe(ui.root.children[0])
})

test("directives get the handle, and end with the element", () => {
  const log: string[] = []
  const named = (name: string) => (_handle: Handle) => {
    log.push(`+${name}`)
    return () => log.push(`-${name}`)
  }
  const shown = rwSignal(true)
  stage(() =>
    Show({
      when: shown,
      children: [box({ use: [named("a"), named("b")] }), box({ use: named("c") })],
    }),
  )
  expect(log).toEqual(["+a", "+b", "+c"])

  shown.set(false)
  flush()
  expect(log.slice(3).sort()).toEqual(["-a", "-b", "-c"])
})

test("bind goes both ways", () => {
  const name = rwSignal("a")
  const ui = stage(() => input({ bind: name }))
  const node = ui.root.children[0]!
  expect(node.attrs.get("value")).toBe("a")

  ui.renderer.fire(node, "input", { value: "ab" })
  expect(name.peek()).toBe("ab")

  Object.assign(node, { value: "abc" })
  ui.renderer.fire(node, "input") // as an element of a page tells it: by its target
  expect(name.peek()).toBe("abc")

  name.set("c")
  flush()
  expect(node.attrs.get("value")).toBe("c")

  expect(() => stage(() => element("input", { bind: () => "x" }))).toThrow(/bad-bind/)
})

test("a key is no attribute, and development says what to write", () => {
  const warnings: string[] = []
  const stop = onWarning((warning) => warnings.push(warning.message))

  const ui = stage(() => element("led", { key: 3 }))

  expect(ui.html()).toBe("<led></led>")
  expect(warnings.join()).toMatch(/key-prop.*<For each/s)
  stop()
})
