import { expect, test } from "vitest"
import { drawn, stage, type Tree } from "./stage.ts"

const cell = (name: string, attrs: object = {}): Tree => ["box", { id: name, ...attrs }, name]

async function grid(width: number, height: number, attrs: object, ...kids: Tree[]) {
  const ui = await stage(width, height)
  const node = ui.add(["box", { display: "grid", ...attrs }, ...kids])
  ui.screen()
  const at = () =>
    node.kids.map((kid) => `${kid.attrs.id} ${kid.x},${kid.y} ${kid.width}x${kid.height}`)
  return { ui, node, at }
}

test("tracks of lengths, shares and contents fill the width together", async () => {
  const { at } = await grid(
    30,
    4,
    { gridTemplateColumns: "10ch 1fr auto 2fr", gridTemplateRows: "2 1fr", flex: 1 },
    ...["a", "b", "cccc", "d", "e"].map((name) => cell(name)),
  )
  // 30 - 10 - 4 = 16 to share: 5.33 and 10.67, on whole cells.
  expect(at()).toEqual(["a 0,0 10x2", "b 10,0 5x2", "cccc 15,0 4x2", "d 19,0 11x2", "e 0,2 10x2"])
})

test("percentages count from the grid, gaps lie between tracks, minmax has a least", async () => {
  const { at } = await grid(
    23,
    3,
    { gridTemplateColumns: "50% minmax(4, 1fr) minmax(2, 1fr)", gap: 1, height: 3 },
    cell("a"),
    cell("b"),
    cell("c"),
  )
  expect(at().map((s) => s.split(" ").slice(0, 2).join(" "))).toEqual(["a 0,0", "b 13,0", "c 18,0"])
})

test("repeat, explicit places and spans", async () => {
  const { at } = await grid(
    12,
    6,
    { gridTemplateColumns: "repeat(3, 1fr)", gridTemplateRows: "repeat(3, 2)", height: 6 },
    cell("wide", { gridColumn: "1 / 3" }),
    cell("tall", { gridRow: "1 / 3", gridColumn: 3 }),
    cell("a"),
    cell("b"),
    cell("span", { gridColumn: "span 3" }),
  )
  expect(at()).toEqual(["wide 0,0 8x2", "tall 8,0 4x4", "a 0,2 4x2", "b 4,2 4x2", "span 0,4 12x2"])
})

test("auto placement skips what is taken, by columns when it flows so", async () => {
  const { at } = await grid(
    8,
    2,
    { gridTemplateColumns: "1fr 1fr", gridTemplateRows: "1 1", gridAutoFlow: "column", height: 2 },
    cell("x", { gridColumn: 1, gridRow: 2 }),
    cell("a"),
    cell("b"),
    cell("c"),
  )
  expect(at()).toEqual(["x 0,1 4x1", "a 0,0 4x1", "b 4,0 4x1", "c 4,1 4x1"])
})

test("implicit rows are as tall as what is in them, and the grid as tall as its rows", async () => {
  const { ui } = await grid(
    16,
    6,
    { gridTemplateColumns: "auto 1fr", columnGap: 1 },
    ["text", {}, "name"],
    ["text", {}, "Ada Lovelace"],
    ["text", {}, "born"],
    ["text", {}, "1815"],
  )
  ui.add(["text", {}, "below"])
  expect(ui.screen()).toBe(
    drawn(`
      name Ada
           Lovelace
      born 1815
      below
    `),
  )
})

test("when words change, tracks and what is below the grid follow", async () => {
  const { ui, node } = await grid(
    20,
    4,
    { gridTemplateColumns: "auto auto" },
    ["text", {}, "a"],
    ["text", {}, "b"],
  )
  ui.add(["text", {}, "below"])
  ui.say(node.first!.first!, "two\nlines")
  expect(ui.screen()).toMatch(/^two +b\nlines\nbelow$/)
})

test("a dashboard grid shares the screen, and a change inside a panel stays inside", async () => {
  const { ui, node } = await grid(
    20,
    6,
    { gridTemplateColumns: "1fr 1fr", gridTemplateRows: "1fr 1fr", flex: 1 },
    ...["a", "b", "c", "d"].map((name): Tree => ["box", { border: true }, ["text", {}, name]]),
  )
  expect(ui.screen()).toBe(
    drawn(`
      ┌────────┐┌────────┐
      │a       ││b       │
      └────────┘└────────┘
      ┌────────┐┌────────┐
      │c       ││d       │
      └────────┘└────────┘
    `),
  )
  ui.add(["text", {}, "more"], node.first!)
  ui.screen()
  expect(ui.surface.log.at(-1)!.every((r) => r.x < 10 && r.y < 4)).toBe(true)
})

test("absolute kids stand in the grid's box by their insets", async () => {
  const { at } = await grid(
    20,
    5,
    { gridTemplateColumns: "1fr", border: true, height: 5 },
    cell("a"),
    cell("p", { position: "absolute", right: 1, bottom: 0, width: 4, height: 1 }),
  )
  expect(at()[1]).toBe("p 14,3 4x1")
})

test("a wrong template and a wrong place say what to write", async () => {
  const ui = await stage(10, 2)
  const box = ui.add(["box", { display: "grid" }, ["text", {}, "x"]])
  expect(() => ui.set(box, "gridTemplateColumns", "1fr banana")).toThrow(
    /banana[\s\S]*repeat\(3, 1fr\)/,
  )
  expect(() => ui.set(box.first!, "gridColumn", "first")).toThrow(/"first"[\s\S]*span 2/)
  expect(() => ui.set(box, "gridTemplateColumns", "minmax(1fr, 2)")).toThrow(/minmax/)
  expect(ui.screen()).toBe("x")
})
