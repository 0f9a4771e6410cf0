import { expect, test } from "vitest"
import { stage, type Tree } from "./stage.ts"

const item = (name: string, attrs: object = {}): Tree => [
  "box",
  { focusable: true, id: name, ...attrs },
  name,
]

async function make(...trees: Tree[]) {
  const ui = await stage(30, 12)
  const nodes = trees.map((tree) => ui.add(tree))
  ui.screen()
  const name = () => ui.scene.focused?.attrs.id ?? null
  const tab = (shift = false) => {
    ui.scene.key({ key: "tab", shift })
    return name()
  }
  return { ui, nodes, name, tab }
}

test("Tab goes in document order over what can take the focus, and around", async () => {
  const { tab } = await make(
    item("a"),
    ["box", {}, item("b"), item("off", { disabled: true }), item("gone", { hidden: true })],
    ["box", { hidden: true }, item("inside")],
    ["input", { id: "c" }],
  )
  expect([tab(), tab(), tab(), tab()]).toEqual(["a", "b", "c", "a"])
  expect([tab(true), tab(true)]).toEqual(["c", "b"])
})

test("focus and blur are told, once each, and bubble", async () => {
  const { ui, nodes } = await make(["box", {}, item("a")], item("b"))
  const seen: string[] = []
  ui.on(nodes[0]!, "focus", (e) => seen.push(`focus ${e.target.attrs.id}`))
  ui.on(nodes[0]!, "blur", (e) => seen.push(`blur ${e.target.attrs.id}`))
  ui.scene.focusNext(1)
  ui.scene.focus(ui.scene.focused)
  ui.scene.focusNext(1)
  expect(seen).toEqual(["focus a", "blur a"])
})

test("a scope wraps Tab inside; a trap also keeps other focus out", async () => {
  const { ui, nodes, tab, name } = await make(item("outside"), [
    "box",
    { focusScope: "tab", trap: true },
    item("x"),
    item("y"),
  ])
  nodes[1]!.first!.focus()
  expect([tab(), tab(), tab()]).toEqual(["y", "x", "y"])

  nodes[0]!.focus()
  expect(name()).toBe("y")
  ui.scene.pointer({ type: "down", x: 0, y: 0 })
  expect(name()).toBe("y")

  ui.drop(nodes[1]!)
  nodes[0]!.focus()
  expect(name()).toBe("outside")
})

test("arrows move inside an arrows scope, which is one stop of Tab and remembers its place", async () => {
  const { ui, tab, name } = await make(
    item("before"),
    ["box", { focusScope: "arrows" }, item("1"), item("2"), item("3")],
    item("after"),
  )
  const press = (key: string) => {
    ui.scene.key({ key })
    return name()
  }
  expect([tab(), tab()]).toEqual(["before", "1"])
  expect([press("down"), press("down"), press("down"), press("up")]).toEqual(["2", "3", "1", "3"])
  expect([press("home"), press("end"), press("up")]).toEqual(["1", "3", "2"])
  expect([tab(), tab(), tab()]).toEqual(["after", "before", "2"])
  expect(press("left")).toBe("2") // a column moves by up and down
})

test("the focus goes back to who had it when its node goes, is hidden or is disabled", async () => {
  const { ui, nodes, name } = await make(item("a"), ["box", {}, item("b")], item("c"))
  for (const node of [nodes[0]!, nodes[2]!, nodes[1]!.first!]) node.focus()
  expect(name()).toBe("b")

  ui.drop(nodes[1]!)
  expect(name()).toBe("c")

  ui.set(nodes[2]!, "hidden", true)
  expect(name()).toBe("a")

  ui.set(nodes[0]!, "disabled", true)
  expect(name()).toBe(null)
})

test("autoFocus takes the focus when the node appears, and a handle may ask before the first layout", async () => {
  const { ui, name } = await make(item("a"))
  ui.add(["box", {}, item("auto", { autoFocus: true })])
  expect(name()).toBe(null)
  ui.screen()
  expect(name()).toBe("auto")

  ui.add(item("b")).focus()
  ui.screen()
  expect(name()).toBe("b")
})

test("a dialog with a trap takes the focus to its first member, and gives it back", async () => {
  const { ui, nodes, name } = await make(item("a"), item("b"))
  nodes[1]!.focus()
  const dialog = ui.add([
    "box",
    { focusScope: "tab", trap: true, autoFocus: true },
    item("ok"),
    item("no"),
  ])
  ui.screen()
  expect(name()).toBe("ok")
  ui.drop(dialog)
  expect(name()).toBe("b")
})

test("in rows and columns, up and down go to the nearest of the next row, around the ends", async () => {
  const cell = (label: string): Tree => [
    "box",
    { focusable: true, label, width: 4, height: 1 },
    label,
  ]
  const grid: Tree = [
    "box",
    { focusScope: "arrows", display: "grid", gridTemplateColumns: "4ch 4ch 4ch" },
    ..."abcdefgh".split("").map(cell),
  ]
  const rows: Tree = [
    "box",
    { focusScope: "arrows" },
    ["box", { flexDirection: "row" }, ..."abc".split("").map(cell)],
    ["box", { flexDirection: "row" }, ..."def".split("").map(cell)],
    ["box", { flexDirection: "row" }, ..."gh".split("").map(cell)],
  ]
  for (const tree of [grid, rows]) {
    const s = await stage(20, 6)
    s.add(tree)
    s.screen()
    s.scene.focusNext(1)
    const after = (...keys: string[]) => {
      for (const key of keys) s.scene.key({ key })
      return s.scene.focused?.attrs["label"]
    }
    expect(after("right")).toBe("b")
    expect(after("down")).toBe("e")
    expect(after("down")).toBe("h")
    expect(after("down")).toBe("b")
    expect(after("up")).toBe("h")
    expect(after("up", "right")).toBe("f")
    expect(after("down")).toBe("h") // the nearest of a shorter row
    expect(after("home", "left")).toBe("h")
  }
})
