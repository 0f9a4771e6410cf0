import { expect, test } from "vitest"
import { stage } from "./stage.ts"

test("events bubble, and x and y count from the border box of who listens", async () => {
  const ui = await stage(20, 6)
  const outer = ui.add([
    "box",
    { margin: 1, border: true },
    ["box", { marginLeft: 2 }, ["text", {}, "target"]],
  ])
  const inner = outer.first!
  const seen: unknown[] = []
  for (const [name, node] of [
    ["outer", outer],
    ["inner", inner],
    ["text", inner.first!],
  ] as const)
    ui.on(node, "pointerDown", (e) => seen.push([name, e.x, e.y, e.button, e.clicks]))
  ui.screen()

  ui.scene.pointer({ type: "down", x: 5, y: 2, button: 0 })

  expect(seen).toEqual([
    ["text", 1, 0, 0, 1],
    ["inner", 1, 0, 0, 1],
    ["outer", 4, 1, 0, 1],
  ])
})

test("stopPropagation ends the way up, preventDefault what would happen by itself", async () => {
  const ui = await stage(10, 3)
  const box = ui.add(["box", { focusable: true }, ["text", {}, "x"]])
  const seen: string[] = []
  const stop = ui.on(box.first!, "pointerDown", (e) => {
    seen.push("text")
    e.stopPropagation()
    e.preventDefault()
  })
  ui.on(box, "pointerDown", () => seen.push("box"))
  ui.screen()

  expect(ui.scene.pointer({ type: "down", x: 0, y: 0 })).toBe(true)
  expect([seen, ui.scene.focused]).toEqual([["text"], null])

  stop()
  ui.scene.pointer({ type: "down", x: 0, y: 0 })
  expect([seen, ui.scene.focused]).toEqual([["text", "box"], box])
})

test("a press needs down and up on the same element, or comes from Enter and Space", async () => {
  const ui = await stage(10, 3)
  const button = ui.add(["box", { focusable: true, width: 4, height: 1 }, "ok"])
  const seen: unknown[] = []
  ui.on(button, "press", (e) => seen.push(e.clicks))
  ui.screen()
  const pointer = (type: "down" | "up", x: number, button = 0) =>
    ui.scene.pointer({ type, x, y: 0, button })

  pointer("down", 1)
  pointer("up", 2)
  expect(seen).toEqual([1])

  pointer("down", 1)
  pointer("up", 8) // slid off
  pointer("down", 1, 2)
  pointer("up", 1, 2) // the secondary button
  expect(seen).toEqual([1])

  ui.scene.key({ key: "enter" })
  ui.scene.key({ key: " ", text: " " })
  expect(seen).toEqual([1, 1, 1])
})

test("clicks in a short time and place are counted", async () => {
  let time = 0
  const ui = await stage(10, 3, { now: () => time })
  const seen: number[] = []
  ui.on(ui.scene.root, "pointerDown", (e) => seen.push(e.clicks))
  ui.screen()
  for (const [wait, x] of [
    [0, 1],
    [100, 1],
    [100, 1],
    [100, 5],
    [900, 5],
  ] as const) {
    time += wait
    ui.scene.pointer({ type: "down", x, y: 1 })
    ui.scene.pointer({ type: "up", x, y: 1 })
  }
  expect(seen).toEqual([1, 2, 3, 1, 1])
})

test("enter and leave are told to what the pointer came into and left, not in between", async () => {
  const ui = await stage(20, 3)
  const box = ui.add([
    "box",
    { flexDirection: "row" },
    ["box", { width: 5 }, "left"],
    ["box", { width: 5 }, "right"],
  ])
  const seen: string[] = []
  const watch = (name: string, node: typeof box) => {
    ui.on(node, "pointerEnter", () => seen.push(`+${name}`))
    ui.on(node, "pointerLeave", () => seen.push(`-${name}`))
  }
  watch("box", box)
  watch("left", box.first!)
  watch("right", box.last!)
  ui.screen()

  ui.scene.pointer({ type: "move", x: 1, y: 0 })
  ui.scene.pointer({ type: "move", x: 2, y: 0 })
  ui.scene.pointer({ type: "move", x: 7, y: 0 })
  ui.scene.pointer({ type: "leave", x: 0, y: 0 })

  expect(seen).toEqual(["+box", "+left", "-left", "+right", "-right", "-box"])
})

test("what moves below a resting pointer is entered and left by itself", async () => {
  const ui = await stage(10, 4)
  const list = ui.add([
    "box",
    { height: 4, overflow: "scroll", scrollbar: "none" },
    ["box", { height: 4 }, "first"],
    ["box", { height: 4 }, "second"],
  ])
  const seen: string[] = []
  for (const [name, node] of [
    ["first", list.first!],
    ["second", list.last!],
  ] as const) {
    ui.on(node, "pointerEnter", () => seen.push(`+${name}`))
    ui.on(node, "pointerLeave", () => seen.push(`-${name}`))
  }
  ui.screen()
  ui.scene.pointer({ type: "move", x: 2, y: 1 })

  ui.scene.wheel({ x: 2, y: 1, deltaY: 4 })
  ui.screen()

  expect(seen).toEqual(["+first", "-first", "+second"])
})

test("capture sends every pointer event to who asked, until the button is up", async () => {
  const ui = await stage(20, 3)
  const handle = ui.add(["box", { width: 2, height: 1 }, "#"])
  const seen: unknown[] = []
  ui.on(handle, "pointerDown", (e) => e.capture())
  ui.on(handle, "pointerMove", (e) => seen.push([e.x, e.y, e.buttons]))
  ui.screen()

  ui.scene.pointer({ type: "down", x: 0, y: 0 })
  ui.scene.pointer({ type: "move", x: 15, y: 2 })
  ui.scene.pointer({ type: "up", x: 15, y: 2 })
  ui.scene.pointer({ type: "move", x: 16, y: 2 })

  expect(seen).toEqual([[15, 2, 1]])
})

test("the topmost is hit: later siblings, higher zIndex, never what is cut off or hidden", async () => {
  const ui = await stage(10, 4)
  const low = ui.add(["box", { position: "absolute", width: 6, height: 2 }])
  const high = ui.add(["box", { position: "absolute", left: 3, width: 6, height: 2 }])
  ui.screen()
  expect([ui.scene.hit(4, 0), ui.scene.hit(1, 0), ui.scene.hit(9, 3)]).toEqual([
    high,
    low,
    ui.scene.root,
  ])

  ui.set(low, "zIndex", 1)
  ui.screen()
  expect(ui.scene.hit(4, 0)).toBe(low)

  const clip = ui.add([
    "box",
    { position: "absolute", top: 3, width: 2, height: 1, overflow: "hidden", zIndex: 2 },
    ["box", { width: 8, height: 1 }],
  ])
  ui.screen()
  expect(ui.scene.hit(1, 3)).toBe(clip.first)
  expect(ui.scene.hit(5, 3)).toBe(ui.scene.root)
  expect(ui.scene.hit(-1, 0)).toBe(null)
})

test("a disabled part gets nothing, and what is around it nothing of it", async () => {
  const ui = await stage(10, 2)
  const seen: string[] = []
  const box = ui.add([
    "box",
    { disabled: true, focusable: true, onPress: () => seen.push("press") },
    "x",
  ])
  ui.on(box, "pointerDown", () => seen.push("down"))
  ui.screen()
  ui.scene.pointer({ type: "down", x: 0, y: 0 })
  ui.scene.pointer({ type: "up", x: 0, y: 0 })
  expect([seen, ui.scene.focused]).toEqual([[], null])
})

test("a listener may remove its own node, and its error reaches the host without stopping the others", async () => {
  const ui = await stage(10, 2)
  const box = ui.add(["box", {}, "x"])
  const seen: string[] = []
  ui.on(box, "pointerDown", () => {
    ui.drop(box)
    throw new Error("boom")
  })
  ui.on(ui.scene.root, "pointerDown", () => seen.push("root"))
  ui.screen()

  ui.scene.pointer({ type: "down", x: 0, y: 0 })
  ui.scene.pointer({ type: "up", x: 0, y: 0 })

  expect(String(ui.errors[0])).toMatch("boom")
  expect(ui.screen()).toBe("")
})

test("onResize is told after the first layout and with each new size, within the frame", async () => {
  const ui = await stage(10, 4)
  const seen: unknown[] = []
  const box = ui.add(["box", { flex: 1, onResize: (e: any) => seen.push([e.width, e.height]) }])
  ui.add(["text", {}, "foot"])
  ui.screen()
  ui.scene.resize(12, 5)
  ui.screen()
  ui.screen()
  expect(seen).toEqual([
    [10, 3],
    [12, 4],
  ])
  expect(box.bounds()).toEqual({ x: 0, y: 0, width: 12, height: 4 })
})

test("what a resize listener writes is in the same frame", async () => {
  const ui = await stage(10, 3)
  const text = ui.add(["text", {}, "?"])
  ui.on(ui.add(["box", { flex: 1 }]), "resize", (e) =>
    ui.say(text.first!, `${e.width}x${e.height}`),
  )
  expect(ui.screen()).toBe("10x2")
})

test("onNeedFrame is called once until the next frame", async () => {
  let asked = 0
  const ui = await stage(10, 2, { onNeedFrame: () => asked++ })
  expect(asked).toBe(1) // when layout is ready
  ui.add(["text", {}, "a"])
  ui.add(["text", {}, "b"])
  expect(asked).toBe(1)
  ui.screen()
  ui.add(["text", {}, "c"])
  ui.say(ui.scene.root.first!.first!, "A")
  expect(asked).toBe(2)
})
