import { expect, test } from "vitest"
import {
  createScene,
  type Font,
  type RunStyle,
  type Scene,
  type SceneNode,
  type Surface,
  type TextEngine,
} from "../../../renderers/scene/index.ts"

/** Letters half as wide as the font is high; "i" a quarter. */
const engine: TextEngine = {
  unit: "px",
  width: (text, font: Font) =>
    [...text].reduce((sum, c) => sum + (c === "i" ? 0.25 : 0.5) * font.size, 0),
  metrics: (font) => ({
    ch: font.size / 2,
    lineHeight: font.size * font.lineHeight,
    ascent: font.size * 0.8,
    descent: font.size * 0.2,
  }),
}

function recorder(width: number, height: number) {
  const calls: string[] = []
  const surface: Surface = {
    unit: "px",
    width,
    height,
    resize() {},
    beginFrame(damage) {
      calls.length = 0
      for (const r of damage) calls.push(`damage ${r.x},${r.y} ${r.width}x${r.height}`)
    },
    endFrame() {},
    pushClip: (x, y, w, h, r) => void calls.push(`clip ${x},${y} ${w}x${h} r${r}`),
    popClip: () => void calls.push("unclip"),
    pushLayer() {},
    popLayer() {},
    fill: (x, y, w, h, _c, r) => void calls.push(`fill ${x},${y} ${w}x${h} r${r}`),
    border: (x, y, w, h, spec) =>
      void calls.push(`border ${x},${y} ${w}x${h} ${spec.top} r${spec.radius}`),
    shadow() {},
    text: (x, y, lh, text, style: RunStyle) =>
      void calls.push(`text ${x},${y} ${lh} ${style.font.size}/${style.font.weight} ${text}`),
    image() {},
    pen: () => ({}) as never,
  }
  return { surface, calls }
}

async function open(width: number, height: number) {
  const { surface, calls } = recorder(width, height)
  const scene = createScene({ surface, text: engine })
  const add = (
    type: string,
    attrs: Record<string, unknown>,
    words?: string,
    parent: SceneNode = scene.root,
  ) => {
    const node = scene.renderer.create(type, parent)
    for (const name in attrs) scene.renderer.setAttr(node, name, attrs[name], undefined)
    if (words !== undefined) {
      const text = scene.renderer.create(null, node)
      scene.renderer.setText(text, words)
      scene.renderer.insert(node, text, null)
    }
    scene.renderer.insert(parent, node, null)
    return node
  }
  const texts = () => calls.filter((call) => call.startsWith("text"))
  return { scene, calls, add, texts }
}

const box = (scene: Scene, node: SceneNode) => {
  scene.frame()
  return [node.x, node.y, node.width, node.height]
}

test("ch and lh follow the font, which is inherited", async () => {
  const { scene, add } = await open(400, 300)
  const plain = add("box", { width: "10ch", height: "2lh" })
  const large = add("box", { fontSize: 20, lineHeight: 1.5 })
  const inner = add("box", { width: "10ch", height: "1lh" }, undefined, large)
  const [width, height] = box(scene, plain).slice(2)
  expect(width).toBe(70)
  expect(height).toBeCloseTo(39.2)
  expect(box(scene, inner).slice(2)).toEqual([100, 30])

  scene.renderer.setAttr(large, "fontSize", 10, 20)
  expect(box(scene, inner).slice(2)).toEqual([50, 15])
})

test("text is measured and wrapped by its font, and again when the font changes", async () => {
  const { scene, add, texts } = await open(100, 200)
  const text = add("text", { fontSize: 10 }, "aaaa bbbb cccc dddd")
  scene.frame()
  expect(texts()).toEqual(["text 0,0 14 10/400 aaaa bbbb cccc dddd"])

  scene.renderer.setAttr(text, "fontSize", 20, 10)
  scene.frame()
  expect(texts()).toEqual(["text 0,0 28 20/400 aaaa bbbb", "text 0,28 28 20/400 cccc dddd"])
})

test("bold is a font of its own, and runs of a line stand one behind the other", async () => {
  const { scene, add, texts } = await open(200, 50)
  const text = add("text", { fontSize: 10 }, "ab ")
  const span = scene.renderer.create("span", text)
  scene.renderer.setAttr(span, "bold", true, undefined)
  const words = scene.renderer.create(null, span)
  scene.renderer.setText(words, "cd")
  scene.renderer.insert(span, words, null)
  scene.renderer.insert(text, span, null)
  scene.frame()
  expect(texts()).toEqual(["text 0,0 14 10/400 ab ", "text 15,0 14 10/700 cd"])
})

test("a title has a bar above the content, with a hairline below", async () => {
  const { scene, add, calls, texts } = await open(200, 100)
  const panel = add("box", {
    border: "round",
    title: "Load",
    titleNote: "5 min",
    fontSize: 10,
    width: 120,
    height: 80,
  })
  const inner = add("box", { flex: 1 }, undefined, panel)
  // 1 for the line, 14 for the words, 5 above and below, 1 for the hairline.
  expect(box(scene, inner)).toEqual([1, 26, 118, 53])
  expect(texts()).toEqual(["text 7,6 14 10/600 Load", "text 90.5,6 14 10/400 5 min"])
  expect(calls).toContain("border 0,0 120x80 round r6")
  expect(calls).toContain("fill 1,25 118x1 r0")
})

test("fractions are kept, and damage reaches whole pixels", async () => {
  const { scene, add, calls } = await open(100, 100)
  const row = add("box", { flexDirection: "row", height: 10 })
  const parts = [0, 1, 2].map(() => add("box", { flex: 1, background: "red" }, undefined, row))
  scene.frame()
  expect(Math.round(parts[1]!.x * 100)).toBe(3333)

  scene.renderer.setAttr(parts[1]!, "background", "blue", "red")
  scene.frame()
  expect(calls[0]).toBe("damage 33,0 34x10")
})

test("the focus has a ring when keys moved it, none when the pointer did", async () => {
  const { scene, add, calls } = await open(100, 100)
  add("box", { focusable: true, width: 20, height: 20 })
  add("box", { focusable: true, width: 20, height: 20 })
  scene.frame()
  const ring = () => calls.filter((call) => call.startsWith("border"))

  scene.key({ key: "tab" })
  scene.frame()
  expect(ring()).toEqual(["border 0,0 20x20 single r0"])

  scene.pointer({ type: "down", x: 5, y: 25 })
  scene.frame()
  expect(ring()).toEqual([])
  scene.key({ key: "x" })
  scene.frame()
  expect(ring()).toEqual(["border 0,20 20x20 single r0"])
})

test("bars lie over the content, and a caret stands in a field", async () => {
  const { scene, add, calls } = await open(100, 60)
  const list = add("box", { overflow: "scroll", height: 40 })
  for (let i = 0; i < 8; i++) add("box", { height: 10 }, undefined, list)
  const field = add("input", { initialValue: "abi", fontSize: 10, height: 20 })
  scene.frame()
  expect(calls).toContain("fill 94,0 5x20 r2.5")
  field.focus()
  scene.frame()
  expect(calls).toContain("fill 12.5,40 1.5x14 r0")
})
