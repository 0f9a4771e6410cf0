import { expect, test } from "vitest"
import { CellDamage, type Damage, PixelDamage } from "../../../renderers/scene/paint/damage.ts"
import { stage } from "./stage.ts"

function cover(damage: Damage, width: number, height: number): Set<number> {
  damage.settle()
  const cells = new Set<number>()
  for (const r of damage.rects)
    for (let y = r.y; y < r.y + r.height; y++)
      for (let x = r.x; x < r.x + r.width; x++) {
        expect(cells.has(y * width + x), "rectangles are disjoint").toBe(false)
        expect(x < width && y < height).toBe(true)
        cells.add(y * width + x)
      }
  return cells
}

for (const [name, make] of [
  ["cells", () => new CellDamage()],
  ["pixels", () => new PixelDamage()],
] as const)
  test(`damage of ${name} holds all that was added, in disjoint rectangles, whatever the order`, () => {
    let seed = 7
    const next = (n: number) => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff
      return (seed >> 8) % n
    }
    const damage = make()
    for (let round = 0; round < 60; round++) {
      damage.clear()
      expect(damage.empty).toBe(true)
      const wanted = new Set<number>()
      const count = 1 + next(40)
      for (let i = 0; i < count; i++) {
        const x = next(180)
        const y = next(50)
        const w = next(20)
        const h = next(5)
        damage.add(x, y, x + w, y + h)
        for (let j = y; j < y + h; j++) for (let k = x; k < x + w; k++) wanted.add(j * 200 + k)
      }
      const covered = cover(damage, 200, 60)
      for (const cell of wanted) expect(covered.has(cell)).toBe(true)
      for (let i = 0; i < 50; i++) {
        const x = next(199)
        const y = next(59)
        expect(damage.hits(x, y, x + 1, y + 1)).toBe(covered.has(y * 200 + x))
      }
    }
  })

test("far-off changes stay apart: the cells between them are not painted", () => {
  const damage = new CellDamage()
  damage.add(0, 0, 5, 1)
  damage.add(100, 0, 105, 1)
  damage.add(100, 1, 105, 2)
  damage.settle()
  expect(damage.rects).toEqual([
    { x: 0, y: 0, width: 5, height: 1 },
    { x: 100, y: 0, width: 5, height: 1 },
    { x: 100, y: 1, width: 5, height: 1 },
  ])
  const hits = [damage.hits(50, 0, 60, 2), damage.hits(0, 1, 5, 2), damage.hits(104, 1, 200, 60)]
  expect(hits).toEqual([false, false, true])
})

test("a frame in which nothing changed paints nothing", async () => {
  const ui = await stage(20, 5)
  const text = ui.add(["text", { color: "red" }, "hello"])
  ui.screen()
  const frames = ui.surface.log.length

  ui.set(text, "color", "red")
  ui.say(text.first!, "hello")

  expect(ui.scene.dirty).toBe(false)
  expect(ui.scene.frame()).toBe(false)
  expect(ui.surface.log.length).toBe(frames)
})

test("two texts in far corners cost their own cells, and the border between them is not drawn", async () => {
  const ui = await stage(60, 10)
  const box = ui.add([
    "box",
    { border: true, flex: 1, justifyContent: "between" },
    ["text", {}, "aaaa"],
    ["box", { alignItems: "end" }, ["text", {}, "bbbb"]],
  ])
  ui.screen()

  ui.say(box.first!.first!, "AAAA")
  ui.say(box.last!.first!.first!, "BBBB")
  expect(ui.screen()).toMatch(/AAAA[\s\S]*BBBB/)

  // The first text is stretched over the inner width, the second is as wide as its words.
  expect(ui.damaged()).toBe(58 + 4)
})

test("what goes is painted over, and what stood below it moves up", async () => {
  const ui = await stage(10, 4)
  const first = ui.add(["text", {}, "first"])
  ui.add(["text", {}, "second"])
  expect(ui.screen()).toBe("first\nsecond")

  ui.drop(first)
  expect(ui.screen()).toBe("second")
})

test("a box that moves is painted where it is, and what it covered is back", async () => {
  const ui = await stage(12, 4)
  ui.add(["text", {}, "............"])
  ui.add(["text", {}, "............"])
  const box = ui.add([
    "box",
    { position: "absolute", left: 1, top: 0, width: 3, height: 2, background: "red" },
    "xx",
  ])
  expect(ui.screen()).toBe(".xx ........\n.   ........")

  ui.set(box, "left", 6)
  expect(ui.screen()).toBe("......xx ...\n......   ...")
  expect(ui.damaged()).toBeLessThanOrEqual(16)

  ui.set(box, "hidden", true)
  expect(ui.screen()).toBe("............\n............")
})

test("a layer is painted as one, and one without opacity not at all", async () => {
  const ui = await stage(10, 2)
  const box = ui.add(["box", { opacity: 0.5 }, ["text", {}, "half"]])
  ui.screen()
  expect(ui.surface.calls).toContain("layer 0.5")

  ui.set(box, "opacity", 0)
  expect(ui.screen()).toBe("")
  expect(ui.scene.hit(1, 0)).toBe(ui.scene.root)
})

test("damage of pixels is found wherever it lies: far apart, large, left of and above the surface", () => {
  let seed = 11
  const next = (n: number) => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n
  }
  const damage = new PixelDamage()
  for (let round = 0; round < 40; round++) {
    damage.clear()
    // What a transform maps to the surface may lie anywhere, and be huge.
    const reach = round % 4 === 3 ? 200_000 : 2000
    for (let i = 0; i < 30; i++) {
      const x = next(reach) - reach / 2
      const y = next(reach) - reach / 2
      damage.add(x, y, x + 1 + next(90), y + 1 + next(90))
    }
    damage.settle()
    expect(damage.rects.length).toBeGreaterThan(8)
    const meets = (x0: number, y0: number, x1: number, y1: number) =>
      damage.rects.some((r) => x0 < r.x + r.width && x1 > r.x && y0 < r.y + r.height && y1 > r.y)
    for (let i = 0; i < 200; i++) {
      const near = damage.rects[next(damage.rects.length)]!
      const x = near.x + next(300) - 150
      const y = near.y + next(300) - 150
      const [w, h] = [1 + next(200), 1 + next(400)]
      expect(damage.hits(x, y, x + w, y + h)).toBe(meets(x, y, x + w, y + h))
    }
  }
})
