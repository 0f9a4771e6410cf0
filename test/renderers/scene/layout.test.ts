import { expect, test } from "vitest"
import { drawn, stage, type Tree } from "./stage.ts"

test("boxes with borders and titles stand beside each other and share the width", async () => {
  const ui = await stage(30, 5)

  ui.add([
    "box",
    { flexDirection: "row", flex: 1 },
    [
      "box",
      { border: "single", title: "Load", titleNote: "5m", flex: 1 },
      "0.42",
      ["text", {}, "ok"],
    ],
    [
      "box",
      { border: "round", flex: 1 },
      ["text", { color: "tomato" }, "12 ", ["span", { bold: true }, "files"]],
    ],
  ])

  expect(ui.screen()).toBe(
    drawn(`
      ┌ Load ─── 5m ┐╭─────────────╮
      │0.42         ││12 files     │
      │ok           ││             │
      │             ││             │
      └─────────────┘╰─────────────╯
    `),
  )
})

test("a text that keeps its size costs its own cells, and no layout", async () => {
  const ui = await stage(20, 4)
  const box = ui.add(["box", { border: true }, ["text", {}, "count 1"], ["text", {}, "other"]])
  ui.screen()
  const words = box.first!.first!

  ui.say(words, "count 2")

  expect(ui.screen()).toContain("count 2")
  expect(ui.surface.log.at(-1)).toEqual([{ x: 1, y: 1, width: 18, height: 1 }])
})

test("words wrap at spaces, and the box grows by the lines", async () => {
  const ui = await stage(12, 6)

  ui.add(["box", { border: true }, ["text", {}, "the quick brown fox"]])

  expect(ui.screen()).toBe(
    drawn(`
      ┌──────────┐
      │the quick │
      │brown fox │
      └──────────┘
    `),
  )
})

test("a long list that changes is laid out as one that is made at once", async () => {
  const words = Array.from({ length: 100 }, (_, i) => (i % 7 ? `row ${i}` : `row ${i} of the list`))
  const list = (): Tree => [
    "box",
    { border: true, alignItems: "center", flexGrow: 1 },
    ...words.map((line): Tree => ["text", { margin: 1 }, line]),
  ]
  const ui = await stage(14, 500)
  const box = ui.add(["box", {}, list(), ["text", {}, "end"]]).first!
  const rows = () => box.kids.map(({ x, y, width, height }) => [x, y, width, height])
  const atOnce = async () => {
    const fresh = await stage(ui.surface.width, 500)
    const same = fresh.add(["box", {}, list(), ["text", {}, "end"]]).first!
    fresh.screen()
    return same.kids.map(({ x, y, width, height }) => [x, y, width, height])
  }
  ui.screen()
  expect(rows()).toEqual(await atOnce())

  words[50] = "row 50 is longer than all the others of the list"
  ui.say(box.kids[50]!.first!, words[50])
  ui.screen()
  expect(rows()).toEqual(await atOnce())

  ui.scene.resize(22, 500)
  ui.screen()
  expect(rows()).toEqual(await atOnce())

  ui.drop(box.kids[3]!)
  words.splice(3, 1)
  words.push("the last")
  ui.add(["text", { margin: 1 }, "the last"], box)
  ui.screen()
  expect(rows()).toEqual(await atOnce())
})
