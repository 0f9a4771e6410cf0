// Lines that are written over: when a change of words or colour needs no damage, and when it does.

import { expect, test } from "vitest"
import type { SceneNode } from "../../../renderers/scene/index.ts"
import { type Stage, stage, type Tree } from "./stage.ts"

const setUp = () => stage(30, 8, { rewrite: true })

/** Puts a tree on the stage; returns the first text below it. */
function put(ui: Stage, tree: Tree): SceneNode {
  let node = ui.add(tree)
  ui.screen()
  while (node.kind !== 1) node = node.first!
  return node
}

/** Changes the words of a text, and says how they came to the surface. */
function change(ui: Stage, text: SceneNode, words: string): "written" | "painted" {
  const frames = ui.surface.log.length
  const lines = ui.surface.rewrites.length
  ui.say(text.first!, words)
  ui.scene.frame()
  if (ui.surface.log.length > frames) return "painted"
  expect(ui.surface.rewrites.slice(lines)).toEqual([words])
  return "written"
}

const panel = (inner: Tree, attrs: Record<string, unknown> = {}): Tree => [
  "box",
  { border: true, width: 20, height: 4, ...attrs },
  inner,
]

test("a value in a panel is written over, whatever its length", async () => {
  const ui = await setUp()
  const text = put(ui, panel(["text", {}, "123456"]))
  expect(change(ui, text, "99")).toBe("written")
  expect(ui.screen().split("\n")[1]).toBe("│99                │")
  expect(change(ui, text, "1 234 567")).toBe("written")
  expect(ui.screen().split("\n")[1]).toBe("│1 234 567         │")
})

test("another colour is written over too, and a background asks for paint", async () => {
  const ui = await setUp()
  const text = put(ui, panel(["text", { color: "red" }, "abc"]))
  const frames = ui.surface.log.length
  ui.set(text, "color", "blue")
  ui.scene.frame()
  expect(ui.surface.log.length).toBe(frames)
  expect(ui.surface.cell(1, 1).color).toBe(0xff0000ff)
  ui.set(text, "background", "gold")
  ui.scene.frame()
  expect(ui.surface.log.length).toBe(frames + 1)
  ui.set(text, "background", undefined)
  ui.scene.frame()
  expect(ui.surface.log.length).toBe(frames + 2)
  expect(ui.surface.cell(1, 1).background).toBe(0)
})

test("what lies over a text, or blends with it, asks for paint", async () => {
  const ui = await setUp()
  const text = put(ui, panel(["text", {}, "abc"]))
  const over = ui.add([
    "box",
    { position: "absolute", left: 2, top: 1, width: 4, height: 1 },
    "####",
  ])
  ui.screen()
  expect(change(ui, text, "abcdef")).toBe("painted")
  expect(ui.screen().split("\n")[1]).toBe("│a####f            │")
  ui.drop(over)
  ui.screen()
  expect(change(ui, text, "xyz")).toBe("written")
  ui.set(text.parent!, "opacity", 0.5)
  ui.screen()
  expect(change(ui, text, "xyz again")).toBe("painted")
})

test("a text on a border line, or cut off by its box, asks for paint", async () => {
  const ui = await setUp()
  const onLine = put(ui, panel(["text", { position: "absolute", left: 3, top: -1 }, "on"]))
  expect(change(ui, onLine, "ON")).toBe("painted")
  const cut = put(ui, [
    "box",
    { width: 4, height: 1, overflow: "hidden" },
    ["text", { width: 9 }, "a"],
  ])
  expect(change(ui, cut, "abcdefg")).toBe("painted")
  expect(ui.screen().split("\n")[4]).toBe("abcd")
})

test("in a scroll box a line in view is written over, at the place where it is seen", async () => {
  const ui = await setUp()
  const rows = Array.from({ length: 9 }, (_, i): Tree => ["text", { wrap: "none" }, `row ${i}`])
  const list = ui.add([
    "box",
    { overflow: "scroll", scrollbar: "none", height: 4, width: 9 },
    ...rows,
  ])
  ui.screen()
  list.scrollTo({ top: 3 })
  ui.screen()
  const row = (i: number) => list.kids[i]!
  expect(change(ui, row(4), "ROW 4")).toBe("written")
  expect(ui.screen()).toBe("row 3\nROW 4\nrow 5\nrow 6")
  ui.say(row(8).first!, "out of sight")
  ui.scene.frame()
  expect(ui.screen()).toBe("row 3\nROW 4\nrow 5\nrow 6")
  // Words and place at once.
  ui.say(row(5).first!, "ROW 5")
  list.scrollTo({ top: 4 })
  expect(ui.screen()).toBe("ROW 4\nROW 5\nrow 6\nrow 7")
})

test("a span's background does not stay when the span goes", async () => {
  const ui = await setUp()
  const text = put(ui, panel(["text", {}, ["span", { background: "gold" }, "abc"]]))
  expect(ui.surface.cell(1, 1).background).not.toBe(0)
  const { renderer } = ui.scene
  const words = renderer.create(null, text)
  renderer.setText(words, "abc")
  renderer.remove(text, text.first!)
  renderer.insert(text, words, null)
  ui.screen()
  expect(ui.surface.cell(1, 1).background).toBe(0)
})
