// renderers/memory: the reference host, and the wrappers that check and log.

import { box, mount, type Renderer, rwSignal, text } from "filigree"
import { type MemoryNode, memoryRenderer, record, serialize, strict, textOf } from "filigree/memory"
import { expect, test } from "vitest"

test("a tree reads as markup and as words", () => {
  const renderer = memoryRenderer()
  const root = renderer.root()
  mount(renderer, root, () => box({ gap: 1, title: "a b" }, text("x"), text({ hidden: true }, "y")))

  expect(serialize(root)).toBe(
    '<box gap=1 title="a b"><text>x</text><text hidden=true>y</text></box>',
  )
  expect(textOf(root)).toBe("x")
})

test("insert moves a node that is there already", () => {
  const { root, create, insert } = memoryRenderer()
  const top = root()
  const [a, b, c] = ["a", "b", "c"].map((name) => create(name, top))
  for (const node of [a!, b!, c!]) insert(top, node, null)
  const order = () => top.children.map((node) => node.type).join("")

  insert(top, c!, a!)
  expect(order()).toBe("cab")
  insert(top, c!, b!)
  expect(order()).toBe("acb")
  insert(top, a!, null)
  expect(order()).toBe("cba")
})

test("live nodes are those created and not removed, alone or with what they stand in", () => {
  const { root, create, insert, remove, liveNodes } = memoryRenderer()
  const top = root()
  const a = create("a", top)
  const b = create("b", a)
  insert(a, b, null)
  insert(top, a, null)
  const never = create("c", top)
  expect(liveNodes()).toBe(3)

  remove(top, never)
  remove(top, a)
  expect(liveNodes()).toBe(0)
})

test("events bubble to the root until they are stopped", () => {
  const renderer = memoryRenderer()
  const root = renderer.root()
  const heard: string[] = []
  renderer.listen(root, "press", () => heard.push("root"))
  mount(renderer, root, () =>
    box(
      { onPress: () => heard.push("box") },
      text({ onPress: (event) => heard.push(`text ${event.x}`) && event.preventDefault() }, "a"),
      text({ onPress: (event) => event.stopPropagation() }, "b"),
    ),
  )
  const [a, b] = root.children[0]!.children

  const event = renderer.fire(a!, "press", { x: 3 })
  expect(heard).toEqual(["text 3", "box", "root"])
  expect(event.defaultPrevented).toBe(true)

  renderer.fire(b!, "press")
  expect(heard).toHaveLength(3)
})

test("a listener stops when it is told to", () => {
  const { root, listen, fire } = memoryRenderer()
  const top = root()
  let count = 0
  const stop = listen(top, "x", () => count++)

  fire(top, "x")
  stop()
  fire(top, "x")

  expect(count).toBe(1)
})

test("one renderer serves many roots, and counts the commits of each", async () => {
  const renderer = memoryRenderer()
  const [a, b] = [renderer.root(), renderer.root()]
  const count = rwSignal(0)
  mount(renderer, a, () => text({}, count))
  mount(renderer, b, () => text("still"))
  await Promise.resolve()
  expect([renderer.commits(a), renderer.commits(b)]).toEqual([1, 1])

  count.set(1)
  await Promise.resolve()
  expect([renderer.commits(a), renderer.commits(b)]).toEqual([2, 1])
})

/** A host of a class, with private state, as somebody might write one. */
class Counting implements Renderer<{ kids: object[] }> {
  #made = 0
  readonly name = "counting"
  create() {
    this.#made++
    return { kids: [] }
  }
  insert(parent: { kids: object[] }, node: object) {
    parent.kids.push(node)
  }
  remove() {}
  setText() {}
  setAttr() {}
  listen() {
    return () => {}
  }
  made() {
    return this.#made
  }
}

test("record and strict wrap hosts of classes, and keep their other members", () => {
  const renderer = record(strict(new Counting()))
  mount(renderer, { kids: [] }, () => box({ gap: 1 }, "a"))

  expect(renderer.made()).toBe(2)
  expect(renderer.name).toBe("counting")
  expect(renderer.takeLog()).toEqual([
    "create box#1 in root#0",
    "setAttr box#1 gap=1",
    "create #text#2 in box#1",
    'setText #text#2 "a"',
    "insert #text#2 in box#1",
    "insert box#1 in root#0",
  ])
  expect(renderer.log).toEqual([])
})

const strictly = () => {
  const renderer = strict(memoryRenderer())
  const root = renderer.root()
  const make = (type: string | null, parent: MemoryNode = root) => {
    const node = renderer.create(type, parent)
    if (type === null) renderer.setText(node, "x")
    return node
  }
  const put = (type: string | null, parent: MemoryNode = root) => {
    const node = make(type, parent)
    renderer.insert(parent, node, null)
    return node
  }
  return { renderer, root, make, put }
}

test.each<[string, RegExp, (on: ReturnType<typeof strictly>) => void]>([
  [
    "a node before itself",
    /before itself/,
    ({ renderer, root, put }) => {
      const a = put("a")
      renderer.insert(root, a, a)
    },
  ],
  [
    "a node into another parent",
    /created for root/,
    ({ renderer, make, put }) => {
      renderer.insert(put("a"), make("b"), null)
    },
  ],
  [
    "before a node that is elsewhere",
    /not in root/,
    ({ renderer, root, make, put }) => {
      const inner = put("b", put("a"))
      renderer.insert(root, make("c"), inner)
    },
  ],
  [
    "before a node that was removed",
    /was removed/,
    ({ renderer, root, make, put }) => {
      const a = put("a")
      renderer.remove(root, a)
      renderer.insert(root, make("b"), a)
    },
  ],
  [
    "a removed node",
    /was removed/,
    ({ renderer, root, put }) => {
      const a = put("a")
      renderer.remove(root, a)
      renderer.setAttr(a, "x", 1, undefined)
    },
  ],
  [
    "a node in a subtree that was removed",
    /was removed/,
    ({ renderer, root, put }) => {
      const a = put("a")
      const b = put(null, a)
      renderer.remove(root, a)
      renderer.setText(b, "y")
    },
  ],
  [
    "a text without words",
    /without words/,
    ({ renderer, root }) => {
      renderer.insert(root, renderer.create(null, root), null)
    },
  ],
  [
    "a child of a text",
    /no children/,
    ({ renderer, put }) => {
      renderer.create("a", put(null))
    },
  ],
  ["words for an element", /no text/, ({ renderer, put }) => renderer.setText(put("a"), "x")],
  [
    "a wrong previous value",
    /previous/,
    ({ renderer, put }) => {
      const a = put("a")
      renderer.setAttr(a, "x", 1, undefined)
      renderer.setAttr(a, "x", 2, undefined)
    },
  ],
  [
    "a listener after the first insert",
    /after its first insert/,
    ({ renderer, put }) => {
      renderer.listen(put("a"), "x", () => {})
    },
  ],
  [
    "a stranger",
    /did not return/,
    ({ renderer, root }) => {
      renderer.remove(root, memoryRenderer().root())
    },
  ],
])("strict refuses %s", (_what, why, call) => {
  const on = strictly()

  expect(() => call(on)).toThrow(/broken-promise/)
  expect(() => call(on)).toThrow(why)
})
