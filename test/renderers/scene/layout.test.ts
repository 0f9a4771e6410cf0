import { expect, test } from "vitest"
import { drawn, stage } from "./stage.ts"

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
