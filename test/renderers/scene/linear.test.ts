// Boxes that are laid out as a sum come out as those that are laid out after the CSS specifications.
//
// Each tree is made twice. In the second every box holds one more kid, of no size and out of the flow, with a
// margin, which only flow.ts knows. All other rectangles must agree.

import { expect, test } from "vitest"
import { createScene, type SceneNode, type Surface } from "../../../renderers/scene/index.ts"
import { BOX, LINEAR } from "../../../renderers/scene/node.ts"
import { GridSurface, gridText } from "../../support/grid-surface.ts"
import { stillPixels } from "../../support/still-pixels.ts"

function random(seed: number) {
  let state = (seed * 2654435761) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4294967296
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  return { pick, chance: (p: number) => next() < p }
}

type Rng = ReturnType<typeof random>
type Attrs = Record<string, unknown>

interface Model {
  readonly kind: "box" | "text"
  readonly attrs: Attrs
  readonly words: string
  readonly kids: Model[]
}

const WORDS = ["a", "hello", "some words", "a longer line of words that will have to wrap", "x\ny"]

function inside(rng: Rng): Attrs {
  const attrs: Attrs = {}
  const set = (name: string, values: readonly unknown[]) => {
    if (rng.chance(0.3)) attrs[name] = rng.pick(values)
  }
  set("flexDirection", ["row", "column"])
  set("alignItems", ["start", "stretch"])
  set("padding", [1, 2])
  set("paddingX", [0, 3])
  set("paddingTop", [2])
  set("gap", [1, 2])
  set("border", [true, "double"])
  set("borderTop", [false])
  set("title", ["T"])
  set("overflow", ["hidden", "visible"])
  return attrs
}

function model(rng: Rng, depth: number, cells: boolean): Model {
  const kind = depth > 0 && rng.chance(0.6) ? "box" : "text"
  const attrs: Attrs = kind === "box" ? inside(rng) : {}
  const sized = kind === "box" || rng.chance(0.3)
  if (rng.chance(0.5)) {
    attrs.position = "absolute"
    if (rng.chance(0.15)) attrs.inset = rng.pick([0, 1, 3])
    else {
      const [near, far] = [rng.chance(0.7), rng.chance(0.3)]
      if (near || !far) attrs.left = rng.pick([-2, 0, 3, 7, "2ch"])
      if (far) attrs.right = rng.pick([0, 2, 5])
      const [up, down] = [rng.chance(0.7), rng.chance(0.3)]
      if (up || !down) attrs.top = rng.pick([-1, 0, 1, 4, "1lh"])
      if (down) attrs.bottom = rng.pick([0, 1])
    }
    if (sized) {
      attrs.width = rng.pick(kind === "text" ? [0, 4, 9] : [12, 17, 26, "24ch"])
      attrs.height = rng.pick(
        kind === "text" ? [0, 2, "2lh"] : cells ? [12, 15, "18lh"] : [30, 34, "38lh"],
      )
    }
  } else if (sized) {
    if (kind === "box" && rng.chance(0.4) && !cells) attrs.flex = rng.pick([1, 2, 0.25])
    if (attrs.flex === undefined || rng.chance(0.3))
      attrs.width = rng.pick(kind === "text" ? [3, 8] : [15, 20])
    if (attrs.flex === undefined || rng.chance(0.3))
      attrs.height = rng.pick(kind === "text" ? [1, 3] : cells ? [11, 14] : [28, 32])
  }
  const kids: Model[] = []
  if (kind === "box")
    for (let n = rng.pick([0, 1, 2, 3]); n > 0; n--) kids.push(model(rng, depth - 1, cells))
  return { kind, attrs, words: rng.pick(WORDS), kids }
}

function rectangles(
  tree: Model,
  surface: Surface,
  spoiled: boolean,
  /** What a text says first; in the next frame it gets its own words. */
  before?: string,
): { lines: string[]; sums: number; boxes: number } {
  const text = { ...gridText, unit: surface.unit }
  const scene = createScene({ surface, text })
  const { renderer, root } = scene
  const made: [Model, SceneNode, number][] = []
  const texts: [Model, SceneNode][] = []
  const build = (m: Model, parent: SceneNode, depth: number): SceneNode => {
    const node = renderer.create(m.kind, parent)
    made.push([m, node, depth])
    for (const name in m.attrs) renderer.setAttr(node, name, m.attrs[name], undefined)
    if (m.kind === "text") {
      const words = renderer.create(null, node)
      renderer.setText(words, before ?? m.words)
      texts.push([m, words])
      renderer.insert(node, words, null)
      return node
    }
    for (const kid of m.kids) renderer.insert(node, build(kid, node, depth + 1), null)
    if (spoiled) {
      const odd = renderer.create("box", node)
      for (const [name, value] of Object.entries({
        position: "absolute",
        margin: 0,
        left: 0,
        top: 0,
      }))
        renderer.setAttr(odd, name, value, undefined)
      renderer.insert(node, odd, null)
    }
    return node
  }
  renderer.insert(root, build(tree, root, 0), null)
  scene.frame()
  if (before !== undefined) {
    for (const [m, words] of texts) renderer.setText(words, m.words)
    scene.frame()
  }
  const round = (n: number) => Math.round(n * 100) / 100
  const lines = made.map(
    ([m, node, depth]) =>
      `${" ".repeat(depth)}${m.kind} ${JSON.stringify(m.attrs)} ${round(node.x)},${round(node.y)} ${round(node.width)}x${round(node.height)} within ${[node.left, node.top, node.right, node.bottom].map(round)}`,
  )
  const boxes = made.filter(([, node]) => node.kind === BOX)
  const sums = boxes.filter(([, node]) => node.flags & LINEAR).length
  scene.dispose()
  return { lines, sums, boxes: boxes.length }
}

for (const [unit, make] of [
  ["cells", () => new GridSurface(60, 40)],
  ["pixels", () => stillPixels(60, 40)],
] as const)
  test(`boxes of known size are laid out in ${unit} as flow.ts does it`, () => {
    let saved = 0
    for (let seed = 1; seed <= 300; seed++) {
      const rng = random(seed)
      const attrs: Attrs = { ...inside(rng), width: rng.pick([30, 50]), height: rng.pick([20, 30]) }
      const kids = [1, 2, 3].map(() => model(rng, 3, unit === "cells"))
      const tree: Model = { kind: "box", attrs, words: "", kids }
      const ours = rectangles(tree, make(), false)
      const flow = rectangles(tree, make(), true)
      expect(ours.lines.join("\n"), `seed ${seed}`).toBe(flow.lines.join("\n"))
      expect(flow.sums).toBe(0)
      if (ours.sums === ours.boxes) saved++
    }
    expect(saved).toBeGreaterThan(60) // trees that were sums all through
  })

test("texts with other words come out as if they had always had them", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const rng = random(seed)
    const attrs: Attrs = { ...inside(rng), width: 300, height: 200 }
    const kids = Array.from({ length: rng.pick([2, 5, 15]) }, () => model(rng, 2, false))
    const tree: Model = { kind: "box", attrs, words: "", kids }
    const first = rng.pick(["", "b", "other words", "a b c d e f g h", "1\n2"])
    const once = rectangles(tree, stillPixels(300, 200), false)
    const twice = rectangles(tree, stillPixels(300, 200), false, first)
    expect(twice.lines.join("\n"), `seed ${seed}`).toBe(once.lines.join("\n"))
  }
})
