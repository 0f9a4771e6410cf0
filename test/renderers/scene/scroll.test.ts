import { expect, test } from "vitest"
import { drawn, stage } from "./stage.ts"

const rows = (n: number, from = 0) =>
  Array.from({ length: n }, (_, i) => ["text", {}, `row ${from + i}`] as ["text", object, string])

test("a box that scrolls shows a window, a thumb on its border, and follows the wheel", async () => {
  const ui = await stage(10, 5)
  ui.add(["box", { overflow: "scroll", border: true, height: 5 }, ...(rows(9) as any)])
  expect(ui.screen()).toBe(
    drawn(`
      ┌────────┐
      │row 0   ┃
      │row 1   │
      │row 2   │
      └────────┘
    `),
  )

  expect(ui.scene.wheel({ x: 3, y: 2, deltaY: 2 })).toBe(true)
  expect(ui.screen()).toBe(
    drawn(`
      ┌────────┐
      │row 2   │
      │row 3   ┃
      │row 4   │
      └────────┘
    `),
  )
})

test("what is wider than its box has a thumb on the lower border, to drag or to turn the wheel for", async () => {
  const ui = await stage(12, 4)
  const wide = { width: 20, flexShrink: 0 }
  ui.add([
    "box",
    { overflow: "scroll", border: true, height: 4 },
    ["text", wide, "abcdefghijklmnopqrst"],
    ["text", wide, "01234567890123456789"],
  ])
  expect(ui.screen()).toBe(
    drawn(`
      ┌──────────┐
      │abcdefghij│
      │0123456789│
      └━━━━━─────┘
    `),
  )

  expect(ui.scene.pointer({ type: "down", x: 2, y: 3 })).toBe(true)
  ui.scene.pointer({ type: "move", x: 5, y: 3, buttons: 1 })
  ui.scene.pointer({ type: "up", x: 5, y: 3 })
  expect(ui.screen()).toBe(
    drawn(`
      ┌──────────┐
      │ghijklmnop│
      │6789012345│
      └───━━━━━──┘
    `),
  )

  expect(ui.scene.wheel({ x: 3, y: 1, deltaY: 9, shift: true })).toBe(true)
  expect(ui.screen().split("\n")[3]).toBe("└─────━━━━━┘")
})

test("without a border a bar below is there where asked for, and stays where it is", async () => {
  const ui = await stage(8, 4)
  const lines = Array.from({ length: 8 }, (_, n) => ["text", { width: 12 }, `line ${n} abcde`])
  ui.add(["box", { overflow: "scroll", scrollbar: "always", height: 4 }, ...(lines as any)])
  expect(ui.screen()).toBe("line 0 ┃\nline 1 ┃\nline 2 a\n━━━━━───")

  ui.scene.wheel({ x: 3, y: 1, deltaY: 1 })
  expect(ui.screen()).toBe("line 1 a\nline 2 ┃\nline 3 ┃\n━━━━━───")
  ui.scene.wheel({ x: 3, y: 1, deltaY: -1 })
  expect(ui.screen()).toBe("line 0 ┃\nline 1 ┃\nline 2 a\n━━━━━───")
})

test("it stops at both ends, and hands the wheel on to the box around it", async () => {
  const ui = await stage(10, 6)
  const outer = ui.add([
    "box",
    { overflow: "scroll", height: 6 },
    ["box", { overflow: "scroll", height: 3 }, ...(rows(4) as any)],
    ...(rows(6, 10) as any),
  ])
  ui.screen()
  ui.scene.wheel({ x: 1, y: 1, deltaY: 9 })
  expect(ui.screen().split("\n")[0]).toMatch(/^row 1/)

  ui.scene.wheel({ x: 1, y: 1, deltaY: 2 })

  expect(outer.extra!.scroll!.top).toBe(2)
  expect(ui.screen().split("\n")[0]).toMatch(/^row 3/)
})

test("onScroll tells where it stands, once a frame, and whether the end is in view", async () => {
  const ui = await stage(10, 3)
  const box = ui.add(["box", { overflow: "scroll", height: 3 }, ...(rows(6) as any)])
  const seen: unknown[] = []
  ui.on(box, "scroll", (e) => seen.push([e.top, e.left, e.atEnd]))
  ui.screen()
  seen.length = 0

  ui.scene.wheel({ x: 0, y: 0, deltaY: 1 })
  ui.scene.wheel({ x: 0, y: 0, deltaY: 1 })
  ui.screen()
  ui.scene.wheel({ x: 0, y: 0, deltaY: 5 })
  ui.screen()

  expect(seen).toEqual([
    [2, 0, false],
    [3, 0, true],
  ])
})

test("stickToEnd follows new rows while the end is in view, and lets a reader who scrolled back read", async () => {
  const ui = await stage(10, 3)
  const box = ui.add([
    "box",
    { overflow: "scroll", height: 3, stickToEnd: true, scrollbar: "none" },
    ...(rows(3) as any),
  ])
  expect(ui.screen()).toBe("row 0\nrow 1\nrow 2")

  ui.add(["text", {}, "row 3"], box)
  expect(ui.screen()).toBe("row 1\nrow 2\nrow 3")

  ui.scene.wheel({ x: 0, y: 0, deltaY: -1 })
  ui.add(["text", {}, "row 4"], box)
  expect(ui.screen()).toBe("row 0\nrow 1\nrow 2")

  ui.scene.wheel({ x: 0, y: 0, deltaY: 9 })
  ui.add(["text", {}, "row 5"], box)
  expect(ui.screen()).toBe("row 3\nrow 4\nrow 5")
})

test("scrollTop and scrollTo reach content that comes in the same frame", async () => {
  const ui = await stage(10, 2)
  const box = ui.add([
    "box",
    { overflow: "scroll", height: 2, scrollbar: "none" },
    ...(rows(2) as any),
  ])
  ui.screen()

  for (const row of rows(8, 2)) ui.add(row as any, box)
  ui.set(box, "scrollTop", 5)
  expect(ui.screen()).toBe("row 5\nrow 6")

  box.scrollTo({ top: 99 })
  expect(ui.screen()).toBe("row 8\nrow 9")

  box.scrollTo({ top: -3 })
  expect(ui.screen()).toBe("row 0\nrow 1")
})

test("content that shrinks takes the window back", async () => {
  const ui = await stage(10, 2)
  const box = ui.add([
    "box",
    { overflow: "scroll", height: 2, scrollbar: "none", scrollTop: 4 },
    ...(rows(6) as any),
  ])
  expect(ui.screen()).toBe("row 4\nrow 5")
  for (let i = 0; i < 3; i++) ui.drop(box.last!)
  expect(ui.screen()).toBe("row 1\nrow 2")
})

test("where the surface can move cells, a scroll paints the strip that came into view", async () => {
  const ui = await stage(10, 6, { scroll: true })
  ui.add(["box", { overflow: "scroll", height: 6, scrollbar: "none" }, ...(rows(40) as any)])
  ui.screen()

  ui.scene.wheel({ x: 0, y: 0, deltaY: 1 })
  expect(ui.screen()).toBe("row 1\nrow 2\nrow 3\nrow 4\nrow 5\nrow 6")

  expect(ui.surface.scrolls).toEqual(["0 0 10 6 1"])
  expect(ui.surface.log.at(-1)).toEqual([{ x: 0, y: 5, width: 10, height: 1 }])
  expect(ui.surface.calls.filter((call) => call.startsWith("text"))).toEqual(["text row 6"])
})

test("a box under something else is painted, not moved", async () => {
  const ui = await stage(10, 4, { scroll: true })
  ui.add(["box", { overflow: "scroll", height: 4, scrollbar: "none" }, ...(rows(20) as any)])
  ui.add([
    "box",
    { position: "absolute", left: 2, top: 1, width: 3, height: 1, background: "red" },
    "pop",
  ])
  ui.screen()

  ui.scene.wheel({ x: 0, y: 0, deltaY: 1 })

  expect(ui.screen()).toBe("row 1\nropop\nrow 3\nrow 4")
  expect(ui.surface.scrolls).toEqual([])
})

test("keys scroll the box around the focus: arrows, page, home and end", async () => {
  const ui = await stage(10, 4)
  const box = ui.add([
    "box",
    { overflow: "scroll", height: 4, focusable: true, scrollbar: "none" },
    ...(rows(20) as any),
  ])
  ui.screen()
  box.focus()
  const top = () => box.extra!.scroll!.top
  const press = (key: string) => ui.scene.key({ key })

  expect([press("down"), top()]).toEqual([true, 1])
  expect([press("pagedown"), top()]).toEqual([true, 4])
  expect([press("end"), top()]).toEqual([true, 16])
  expect([press("down"), top()]).toEqual([false, 16])
  expect([press("pageup"), top()]).toEqual([true, 13])
  expect([press("home"), top()]).toEqual([true, 0])
})

test("a focus that moves out of view is scrolled into it", async () => {
  const ui = await stage(10, 3)
  const box = ui.add([
    "box",
    { overflow: "scroll", height: 3, scrollbar: "none" },
    ...(Array.from({ length: 8 }, (_, i) => ["box", { focusable: true }, `item ${i}`]) as any),
  ])
  ui.screen()

  for (let i = 0; i < 5; i++) ui.scene.focusNext(1)

  expect(ui.screen()).toBe("item 2\nitem 3\nitem 4")
  expect(box.extra!.scroll!.top).toBe(2)
})

test("the thumb can be dragged, and a press beside it turns a page", async () => {
  const ui = await stage(10, 5)
  const box = ui.add(["box", { overflow: "scroll", height: 5 }, ...(rows(50) as any)])
  ui.screen()
  const top = () => box.extra!.scroll!.top

  ui.scene.pointer({ type: "down", x: 9, y: 4 })
  ui.scene.pointer({ type: "up", x: 9, y: 4 })
  expect(top()).toBe(5)

  ui.scene.pointer({ type: "down", x: 9, y: 0 })
  ui.scene.pointer({ type: "move", x: 9, y: 4, buttons: 1 })
  ui.scene.pointer({ type: "up", x: 9, y: 4 })
  expect(top()).toBe(45)
})

test("overflow hidden cuts, visible does not", async () => {
  const ui = await stage(10, 3)
  const box = ui.add([
    "box",
    { width: 4, height: 1, overflow: "hidden" },
    ["text", { width: 8 }, "abcdefgh"],
    "next",
  ])
  expect(ui.screen()).toBe("abcd")
  ui.set(box, "overflow", "visible")
  expect(ui.screen()).toBe("abcdefgh\nnext")
})

test("what changes beside a box that scrolls is painted, though the box would reach there were it not cut off", async () => {
  const ui = await stage(8, 5, { scroll: true })
  const cut = ui.add([
    "box",
    { height: 2, overflow: "hidden" },
    [
      "box",
      { overflow: "scroll", scrollbar: "none", height: 4, flexShrink: 0 },
      ...(rows(9) as any),
    ],
  ])
  const below = ui.add(["text", {}, "below"])
  expect(ui.screen()).toBe("row 0\nrow 1\nbelow")

  ui.say(below.first!, "other")
  ui.set(cut.first!, "scrollTop", 1)
  expect(ui.screen()).toBe("row 1\nrow 2\nother")
})

test("what is carried below the lower edge of the surface by scrolling damages nothing there", async () => {
  const ui = await stage(8, 3, { scroll: true })
  const list = ui.add([
    "box",
    { overflow: "scroll", scrollbar: "none", height: 6, flexShrink: 0, scrollTop: 2 },
    ...(rows(9) as any),
  ])
  expect(ui.screen()).toBe("row 2\nrow 3\nrow 4")

  ui.say(list.first!.next!.next!.next!.next!.first!, "last")
  ui.set(list, "scrollTop", 1)
  expect(ui.screen()).toBe("row 1\nrow 2\nrow 3")
})
