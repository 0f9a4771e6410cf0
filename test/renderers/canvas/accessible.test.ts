// What a screen reader is told of a canvas: as data, bounded, and as changes.

import { afterEach, expect, test } from "vitest"
import { rwSignal } from "../../../core/reactive/index.ts"
import { box, type Child, Dynamic, image, input, text, textarea } from "../../../core/view/index.ts"
import {
  type AccessibleNode,
  type AccessibleNodes,
  accessibleChanges,
} from "../../../renderers/canvas/accessible.ts"
import { type CanvasApp, render } from "../../../renderers/canvas/index.ts"

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function open(view: () => Child<any>): Promise<CanvasApp> {
  const app = await render(view, { width: 300, height: 200 })
  ends.push(async () => {
    app.dispose()
    await app.done
  })
  return app
}

/** `role "name" [states]: words`, indented. */
function outline(nodes: AccessibleNodes, id = 0, indent = ""): string {
  const node = nodes.get(id)!
  const states = (["focused", "modal", "multiline", "disabled"] as const).filter((s) => node[s])
  const told = (["selected", "checked", "expanded"] as const)
    .filter((s) => node[s] !== undefined)
    .map((s) => `${s}=${node[s]}`)
  const all = [...states, ...told].join(" ")
  const line =
    `${node.role || "text"}${node.name && ` "${node.name}"`}` +
    `${all && ` [${all}]`}${node.text && `: ${node.text}`}`
  const own = id === 0 ? [] : [indent + line]
  const kids = node.kids.map((kid) => outline(nodes, kid, id === 0 ? "" : `${indent}  `))
  return [...own, ...kids].join("\n")
}

function find(nodes: AccessibleNodes, name: string): AccessibleNode {
  return [...nodes.values()].find((node) => node.name === name || node.text === name)!
}

test("roles, names, words and states are those that the view gives, and passwords stay dots", async () => {
  const app = await open(() =>
    box(
      { padding: 4, title: "Settings" },
      box({ gap: 2 }, text({}, "Hello ", "there")), // layout alone says nothing
      box({ focusable: true, onPress: () => {}, disabled: true }, text({}, "Save")),
      box({ role: "checkbox", label: "all", checked: false, focusable: true }),
      box({ role: "dialog", label: "Sure?", position: "absolute", expanded: true }),
      input({ label: "name", initialValue: "Ada", autoFocus: true }),
      input({ placeholder: "secret", type: "password", initialValue: "päß" }),
      textarea({ label: "notes", initialValue: "a\nb" }),
      image({ alt: "a cat" }),
      image({}),
      text({ href: "https://example.org" }, "more"),
      text({ hidden: true } as object, "not here"),
    ),
  )
  expect(outline(app.accessible.read())).toBe(
    [
      'group "Settings"',
      "  text: Hello there",
      "  button [disabled]",
      "    text: Save",
      '  checkbox "all" [checked=false]',
      '  dialog "Sure?" [expanded=true]',
      '  textbox "name" [focused]: Ada',
      '  textbox "secret": •••',
      '  textbox "notes" [multiline]: a\nb',
      '  img "a cat"',
      "  link: more",
    ].join("\n"),
  )
})

test("only what changed is another object, and only its fields are told", async () => {
  const words = rwSignal("one")
  const shown = rwSignal(true)
  const app = await open(() =>
    box(
      {},
      text({ label: "status" }, words),
      box({ role: "list", label: "rows", padding: 5 }, text({}, "first"), text({}, "second")),
      Dynamic({ component: () => (shown.get() ? Button : Nothing) }),
    ),
  )
  const first = app.accessible.read()
  expect(app.accessible.read()).toBe(first)
  const place = find(first, "second")
  expect([place.x, place.y]).toEqual([5, 24.625]) // in its list

  words.set("two")
  await app.flush()
  const second = app.accessible.read()
  const { id } = find(first, "one")
  expect(second.get(place.id)).toBe(place)
  const [change, ...none] = accessibleChanges(first, second)!.nodes
  expect(none).toEqual([])
  expect({ ...change, width: 0 }).toEqual({ id, text: "two", width: 0 })

  const button = find(second, "go").id
  shown.set(false)
  await app.flush()
  const third = app.accessible.read()
  const changes = accessibleChanges(second, third)!
  expect(changes.gone).toEqual([button])
  expect(changes.nodes).toEqual([{ id: 0, kids: third.get(0)!.kids }])
  expect(app.accessible.press(button)).toBe(false)
})

const Button = () => box({ focusable: true, label: "go", onPress: () => {} })
const Nothing = () => undefined

test("a press scrolls to what it presses; what is covered gets Enter, and what is disabled nothing", async () => {
  const log: string[] = []
  const row = (name: string, extra = {}) =>
    box({ height: 40, label: name, focusable: true, onPress: () => log.push(name), ...extra })
  const app = await open(() =>
    box(
      {},
      box({ height: 60, overflow: "scroll" }, row("a"), row("b"), row("c"), row("d")),
      row("off", { disabled: true }),
      row("below"),
      box({ position: "absolute", top: 100, left: 0, width: 300, height: 40 }, text({}, "over")),
    ),
  )
  const press = (name: string) => app.accessible.press(find(app.accessible.read(), name).id)
  expect(press("d")).toBe(true)
  expect(press("a")).toBe(true)
  press("off")
  expect(press("below")).toBe(true)
  expect(log).toEqual(["d", "a", "below"])

  expect(app.accessible.focus(find(app.accessible.read(), "c").id)).toBe(true)
  await app.flush()
  expect(find(app.accessible.read(), "c").focused).toBe(true)
  expect(app.accessible.focus(find(app.accessible.read(), "off").id)).toBe(false)
  expect(app.accessible.focus(77)).toBe(false)
})

test("a dialog that holds the focus is modal, and what is behind it takes none", async () => {
  const app = await open(() =>
    box(
      {},
      box({ label: "behind", height: 20, focusable: true }),
      box(
        { role: "dialog", label: "Sure?", focusScope: "tab", trap: true },
        box({ label: "yes", height: 20, focusable: true, autoFocus: true }),
      ),
    ),
  )
  const nodes = app.accessible.read()
  expect(find(nodes, "Sure?").modal).toBe(true)
  expect(app.accessible.focus(find(nodes, "behind").id)).toBe(false)
  expect(find(app.accessible.read(), "yes").focused).toBe(true)
})

test("a tree without end is cut, and says so", async () => {
  const app = await open(() =>
    box(
      {},
      text({ wrap: "none" }, "x".repeat(150_000)),
      text({ wrap: "none" }, "y".repeat(150_000)),
      Array.from({ length: 6000 }, () => box({ label: "n".repeat(2000), height: 0 })),
    ),
  )
  const nodes = app.accessible.read()
  expect(nodes.size).toBe(5000 + 2) // and the surface, and the mark
  expect(nodes.get(nodes.get(0)!.kids.at(-1)!)!.text).toBe("…")
  const words = [...nodes.values()].reduce(
    (sum, { name, text }) => sum + name.length + text.length,
    0,
  )
  expect(words).toBeLessThan(200_000 + 5002)
})
