// core/view/mount.ts and element.ts: from descriptions to host nodes.

import {
  batch,
  box,
  component,
  createContext,
  element,
  For,
  flush,
  mount,
  onCleanup,
  Provider,
  rwSignal,
  Show,
  signal,
  span,
  text,
  use,
} from "filigree"
import { memoryRenderer, serialize } from "filigree/memory"
import { expect, test } from "vitest"

function stage(view: any) {
  const renderer = memoryRenderer({ log: true })
  const root = renderer.root()
  const dispose = mount(renderer, root, view)
  return { renderer, root, dispose, html: () => serialize(root) }
}

test("a builder and JSX make the same tree", () => {
  const built = stage(() => box({ gap: 1 }, "a", text({ bold: true }, "b")))
  const tagged = stage(() => (
    <box gap={1}>
      a<text bold>b</text>
    </box>
  ))

  expect(built.html()).toBe("<box gap=1>a<text bold=true>b</text></box>")
  expect(tagged.html()).toBe(built.html())
})

test("an element is finished before it is inserted, and created before its children", () => {
  const { renderer } = stage(() => box({ gap: 1 }, span("x")))

  expect(renderer.log).toEqual([
    "create box#1 in root#0",
    "setAttr box#1 gap=1",
    "create span#2 in box#1",
    "create #text#3 in span#2",
    'setText #text#3 "x"',
    "insert #text#3 in span#2",
    "insert span#2 in box#1",
    "insert box#1 in root#0",
  ])
})

test("a signal as a child costs one setText a change, and a commit", () => {
  const count = rwSignal(0)
  const { renderer, html } = stage(() => text({}, "n: ", count))
  flush()
  renderer.takeLog()

  count.set(1)
  count.set(2)
  flush()

  expect(renderer.log).toEqual(['setText #text#3 "2"', "commit"])
  expect(html()).toBe("<text>n: 2</text>")
})

test("an attribute follows its signal and goes back to its default", () => {
  const [color, setColor] = signal<string | undefined>("red")
  const { html } = stage(() => text({ color }))
  expect(html()).toBe('<text color="red"></text>')

  setColor(undefined)
  flush()

  expect(html()).toBe("<text></text>")
})

test("dynamic children find their place between empty neighbours", () => {
  const a = rwSignal<unknown>(null)
  const b = rwSignal<unknown>(null)
  const { html } = stage(() => box({}, "[", a, b, "]"))

  b.set("b")
  flush()
  expect(html()).toBe("<box>[b]</box>")

  a.set([span("1"), span("2")])
  flush()
  expect(html()).toBe("<box>[<span>1</span><span>2</span>b]</box>")
})

test("Show mounts what it shows, and ends it", () => {
  const open = rwSignal(false)
  const log: string[] = []
  const Heavy = component(() => {
    log.push("made")
    onCleanup(() => log.push("ended"))
    return text("heavy")
  })
  const { html } = stage(() => Show({ when: open, fallback: "-", children: Heavy() }))
  expect(html()).toBe("-")
  expect(log).toEqual([])

  open.set(true)
  flush()
  expect(html()).toBe("<text>heavy</text>")

  open.set(false)
  flush()
  expect(html()).toBe("-")
  expect(log).toEqual(["made", "ended"])
})

test("a list keeps the rows whose keys stay", () => {
  const items = rwSignal(["a", "b", "c"])
  const { renderer, html } = stage(() =>
    For({ each: items, children: (item, index) => span({}, () => `${item()}${index()}`) }),
  )
  expect(html()).toBe("<span>a0</span><span>b1</span><span>c2</span>")
  flush()
  renderer.takeLog()

  items.set(["c", "a", "b"])
  flush()

  expect(html()).toBe("<span>c0</span><span>a1</span><span>b2</span>")
  expect(renderer.log.filter((line) => line.startsWith("insert"))).toHaveLength(1)
})

test("a fresh object under an old key updates the row", () => {
  const items = rwSignal([{ id: 1, name: "a" }])
  const { renderer, html } = stage(() =>
    For({ each: items, by: (item) => item.id, children: (item) => text({}, () => item().name) }),
  )
  flush()
  renderer.takeLog()

  items.set([{ id: 1, name: "b" }])
  flush()

  expect(html()).toBe("<text>b</text>")
  expect(renderer.log).toEqual(['setText #text#2 "b"', "commit"])
})

test("a provided value reaches what stands below, and only that", () => {
  const Name = createContext("none")
  const Show = component(() => text(use(Name)))
  const { html } = stage(() => [Provider({ context: Name, value: "x", children: Show() }), Show()])

  expect(html()).toBe("<text>x</text><text>none</text>")
})

test("dispose takes everything back", () => {
  const { renderer, root, dispose } = stage(() => [
    box({}, text("a")),
    () => span("b"),
    "c",
    element("led", {}),
  ])

  dispose()

  expect(root.children).toEqual([])
  expect(renderer.liveNodes()).toBe(0)
})

test("writes in a batch reach the host once", () => {
  const a = rwSignal(1)
  const b = rwSignal(2)
  const { renderer } = stage(() => text({}, () => a.get() + b.get()))
  flush()
  renderer.takeLog()

  batch(() => {
    a.set(2)
    b.set(3)
  })
  flush()

  expect(renderer.log).toEqual(['setText #text#2 "5"', "commit"])
})

test("two views in one root stay in the order of their mounting, however they grow", () => {
  const renderer = memoryRenderer()
  const root = renderer.root()
  const [first, setFirst] = signal<readonly string[]>(["a"])
  const [second, setSecond] = signal<readonly string[]>([])
  const rows = (each: () => readonly string[]) => () =>
    For({ each, children: (row) => text({}, row) })
  const disposeFirst = mount(renderer, root, rows(first))
  mount(renderer, root, rows(second))

  setSecond(["x"])
  flush()
  setFirst(["a", "b"])
  flush()
  expect(serialize(root)).toBe("<text>a</text><text>b</text><text>x</text>")

  disposeFirst()
  disposeFirst() // twice is harmless
  mount(renderer, root, rows(first))
  setSecond(["x", "y"])
  flush()
  expect(serialize(root)).toBe("<text>x</text><text>y</text><text>a</text><text>b</text>")
})
