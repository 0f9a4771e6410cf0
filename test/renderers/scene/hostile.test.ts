import { expect, test } from "vitest"
import { createScene, type SceneNode } from "../../../renderers/scene/index.ts"
import { GridSurface, gridText } from "../../support/grid-surface.ts"
import { stage, type Tree } from "./stage.ts"

const page = [
  "box",
  { flex: 1, border: true, title: "T", overflow: "scroll" },
  ["text", { align: "justify", lineClamp: 2 }, "some words here"],
  [
    "box",
    { display: "grid", gridTemplateColumns: "1fr 2fr", flex: 1 },
    "a",
    ["box", { border: "round", title: "x" }],
  ],
  ["input", { value: "abc", autoFocus: true }],
  ["textarea", { value: "one two\nthree", rows: 2 }],
  ["image", { src: "x.png", alt: "a picture" }],
  [
    "draw",
    {
      flex: 1,
      paint: (pen: any, size: any) =>
        pen.begin().rect(0, 0, size.width, size.height).fill("accent"),
    },
  ],
] as const

for (const [width, height] of [
  [0, 0],
  [1, 1],
  [0, 5],
  [5, 0],
  [2, 2],
] as const)
  test(`a whole page on ${width} × ${height} cells, and back to a normal size`, async () => {
    const ui = await stage(width, height)
    ui.add(page as never)
    ui.screen()
    ui.scene.key({ key: "x", text: "x" })
    ui.scene.pointer({ type: "down", x: 0, y: 0 })
    ui.scene.pointer({ type: "up", x: 0, y: 0 })
    ui.scene.wheel({ x: 0, y: 0, deltaY: 1 })
    ui.screen()
    ui.scene.resize(30, 12)
    expect(ui.screen()).toContain("some words here")
    ui.scene.resize(width, height)
    ui.screen()
    expect(ui.errors).toEqual([])
  })

test("sizes and pointers that are no numbers do not harm", async () => {
  const ui = await stage(10, 2)
  ui.add(["text", {}, "ok"])
  ui.screen()
  ui.scene.resize(Number.NaN, -4)
  ui.screen()
  ui.scene.pointer({ type: "down", x: Number.NaN, y: Number.POSITIVE_INFINITY })
  ui.scene.resize(10, 2)
  expect(ui.screen()).toBe("ok")
})

test("a painter that throws, and one that draws outside, leave the rest of the screen", async () => {
  const ui = await stage(10, 3)
  ui.add([
    "draw",
    {
      height: 1,
      width: 3,
      paint: () => {
        throw new Error("bad paint")
      },
    },
  ])
  ui.add([
    "draw",
    { height: 1, width: 3, paint: (pen: any) => pen.begin().rect(-9, -9, 99, 99).fill("red") },
  ])
  ui.add(["text", {}, "below"])
  expect(ui.screen()).toBe("\n███\nbelow")
  expect(String(ui.errors[0])).toMatch("bad paint")
})

test("draw runs again when its size or its painter changes, not otherwise", async () => {
  const ui = await stage(10, 3)
  const sizes: unknown[] = []
  const draw = ui.add([
    "draw",
    { flex: 1, paint: (_: unknown, size: any) => sizes.push([size.width, size.height]) },
  ])
  const text = ui.add(["text", {}, "a"])
  ui.screen()
  ui.say(text.first!, "b")
  ui.screen()
  expect(sizes).toEqual([[10, 2]])
  ui.scene.resize(8, 3)
  ui.screen()
  expect(sizes).toEqual([
    [10, 2],
    [8, 2],
  ])
  ui.set(draw, "paint", () => sizes.push("again"))
  ui.screen()
  expect(sizes[2]).toBe("again")
})

test("a picture shows its alt text until it is there, then itself, in its own shape", async () => {
  const loads: { src: unknown; done: (image: any) => void; failed: (e: unknown) => void }[] = []
  const seen: string[] = []
  const ui = await stage(12, 4, {
    images: (src, done, failed) => {
      loads.push({ src, done, failed })
      return () => seen.push(`cancel ${String(src)}`)
    },
  })
  const image = ui.add([
    "image",
    { src: "a.png", alt: "a cat", width: 12, height: 2, onLoad: () => seen.push("load") },
  ])
  expect(ui.screen()).toBe("a cat")

  loads[0]!.done({ width: 32, height: 32 })
  expect(ui.screen()).toBe("    ▓▓▓▓\n    ▓▓▓▓")

  ui.set(image, "fit", "fill")
  expect(ui.screen()).toBe("▓▓▓▓▓▓▓▓▓▓▓▓\n▓▓▓▓▓▓▓▓▓▓▓▓")

  ui.set(image, "src", "b.png") // the old one stays until the new one is there
  expect(ui.screen()).toBe("▓▓▓▓▓▓▓▓▓▓▓▓\n▓▓▓▓▓▓▓▓▓▓▓▓")
  loads[1]!.failed(new Error("404"))
  expect(ui.screen()).toBe("a cat")
  expect(seen).toEqual(["load", "cancel a.png"])
})

test("a picture that comes after its node has gone is dropped", async () => {
  let done: (image: any) => void = () => {}
  const ui = await stage(12, 4, {
    images: (_, ok) => {
      done = ok
      return undefined
    },
  })
  const image = ui.add(["image", { src: "a.png" }])
  ui.screen()
  ui.drop(image)
  done({ width: 8, height: 16 })
  expect(ui.screen()).toBe("")
})

test("10,000 rounds of making and removing leave no node behind", async () => {
  const ui = await stage(40, 10)
  ui.add(["text", {}, "stays"])
  ui.screen()
  const base = ui.scene.placed
  for (let i = 0; i < 10_000; i++) {
    const node = ui.add([
      "box",
      { border: true, width: 10, height: 3, overflow: i % 3 ? "hidden" : "scroll" },
      ["text", {}, `round ${i}`],
      "loose",
    ])
    if (i % 4 === 0) ui.scene.frame()
    if (i % 8 === 0) ui.set(node, "hidden", true)
    ui.drop(node)
    if (i % 16 === 0) ui.scene.frame()
  }
  expect(ui.screen()).toBe("stays")
  expect(ui.scene.placed).toBe(base)
})

test("a tree that was never inserted, and a scene that is disposed in the middle, free what they have", async () => {
  const ui = await stage(40, 10)
  const { renderer, root } = ui.scene
  const loose = renderer.create("box", root)
  const inner = renderer.create("text", loose)
  renderer.insert(loose, inner, null)
  renderer.remove(root, loose) // a throw during mount takes back what it made
  ui.add(page as never)
  ui.scene.frame()
  ui.add(["box", {}, "late"])
  ui.scene.dispose()
  ui.scene.dispose()
  expect(ui.scene.placed).toBe(0)
  expect(ui.scene.frame()).toBe(false)
  expect(ui.scene.key({ key: "a" })).toBe(false)
})

test("a tree may be hundreds of boxes deep; one that is too deep is an error that says so", async () => {
  const nested = (depth: number): Tree => {
    let tree: Tree = ["text", {}, "core"]
    for (let i = 0; i < depth; i++)
      tree = ["box", i % 2 ? { flexDirection: "row", alignItems: "start" } : {}, tree]
    return tree
  }
  const ui = await stage(20, 2)
  ui.add(nested(400))
  expect(ui.screen()).toBe("core")

  const deeper = await stage(20, 2)
  const { renderer, root } = deeper.scene
  let at = root
  for (let i = 0; i < 20_000; i++) {
    const box = renderer.create("box", at)
    renderer.insert(at, box, null)
    at = box
  }
  expect(() => deeper.scene.frame()).toThrow(
    "[too-deep]: elements stand one in the other, 20000 deep",
  )
})

test("a box in a box in a box is measured once at each size, however deep", async () => {
  // Measured twice a level, sixty levels would never end.
  const kinds: Record<string, unknown>[][] = [
    [{ padding: "1%", display: "grid", gridTemplateColumns: "1fr" }],
    [{ alignItems: "baseline", flexDirection: "row" }],
    [{ alignItems: "start", flexDirection: "row", padding: 1 }, { alignItems: "center" }],
    [
      { flexWrap: "wrap", flexDirection: "row", gap: 1 },
      { flexGrow: 1, alignItems: "end" },
    ],
  ]
  for (const kind of kinds) {
    const ui = await stage(40, 10)
    let tree: Tree = ["text", {}, "core"]
    for (let i = 0; i < 60; i++) tree = ["box", kind[i % kind.length]!, tree, ["text", {}, "x"]]
    ui.add(tree)
    expect(ui.scene.frame()).toBe(true)
  }
})

test("a scene disposed before its first frame never starts", async () => {
  const scene = createScene({ surface: new GridSurface(4, 2), text: gridText })
  scene.dispose()
  expect(scene.frame()).toBe(false)
})

test("attributes that come in any order, before and after the first layout, give the same screen", async () => {
  const attrs: [string, unknown][] = [
    ["width", "50%"],
    ["height", 4],
    ["border", true],
    ["padding", 1],
    ["overflow", "scroll"],
    ["flexDirection", "row"],
  ]
  const screens = new Set<string>()
  for (const early of [0, 3, 6]) {
    const ui = await stage(30, 6)
    const box = ui.add(["box", {}, ["text", {}, "abc"], ["text", {}, "def"]])
    const order = early === 3 ? attrs.slice().reverse() : attrs
    for (const [name, value] of order.slice(0, early)) ui.set(box, name, value)
    ui.screen()
    for (const [name, value] of order.slice(early)) ui.set(box, name, value)
    screens.add(ui.screen())
  }
  expect(screens.size).toBe(1)
})

test("a deep tree of 300 boxes lays out, paints and bubbles", async () => {
  const ui = await stage(20, 3)
  let parent: SceneNode = ui.scene.root
  for (let i = 0; i < 300; i++) parent = ui.add(["box", {}], parent)
  const text = ui.add(["text", {}, "deep"], parent)
  let heard = 0
  ui.on(ui.scene.root, "pointerDown", () => heard++)
  expect(ui.screen()).toBe("deep")
  ui.scene.pointer({ type: "down", x: 0, y: 0 })
  expect(heard).toBe(1)
  ui.say(text.first!, "DEEP")
  expect(ui.screen()).toBe("DEEP")
})
