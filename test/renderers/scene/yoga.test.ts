// Where Yoga and CSS agree, ours and Yoga's layout of the same tree are the same: thousands of generated trees.
//
// They do not agree where content is larger than its box: Yoga measures it with the room that there is, CSS as large as
// it likes. A tree with such a box is left out; how many are compared is checked. Nor do they on boxes that hold
// nothing but what is absolute, or what has no width or height: Yoga takes those for as large as the room.

import { expect, test } from "vitest"
import { loadYoga } from "yoga-layout/load"
import type { Attrs, Tree } from "../../../bench/layout/trees.ts"
import { type YogaTree, yogaTree } from "../../../bench/layout/yoga.ts"
import { createScene, type SceneNode } from "../../../renderers/scene/index.ts"
import { BOUNDARY, LINEAR } from "../../../renderers/scene/node.ts"
import { type Rng, rng } from "../../core/view/rng.ts"
import { stillPixels, stillText } from "../../support/still-pixels.ts"

const TREES = 4000
const [WIDTH, HEIGHT] = [640, 480]

type Some = { -readonly [name in keyof Attrs]: Attrs[name] }

function makeTree(seed: number): Tree {
  const random = rng(seed)
  const { pick } = random
  const container = (attrs: Some): void => {
    const some = <K extends keyof Attrs>(name: K, values: readonly Attrs[K][]) => {
      if (random.chance(0.4)) attrs[name] = pick(values)
    }
    some("flexDirection", ["row", "column"])
    some("alignItems", ["start", "center", "end", "stretch"])
    some("justifyContent", ["start", "center", "end", "between", "around", "evenly"])
    some("padding", [1, 4, 7.5])
    some("gap", [2, 5])
    some("border", [true])
  }
  const make = (depth: number, parent: Attrs, isFirst: boolean): Tree => {
    const attrs: Some = {}
    const isLeaf = depth > 3 || random.chance(0.35)
    if (isLeaf) {
      attrs.width = pick([2, 5, 12, 20.5])
      attrs.height = pick([1, 4, 9, 16])
    } else {
      container(attrs)
      if (random.chance(0.25)) attrs.width = pick([60, 140, 200])
      if (random.chance(0.25)) attrs.height = pick([50, 90, 160])
    }
    if (!isFirst && random.chance(0.2)) place(random, attrs, isLeaf)
    else {
      if (random.chance(0.2)) attrs.margin = pick([1, 3, 8])
      if (random.chance(0.2)) attrs.alignSelf = pick(["start", "center", "end", "stretch"])
      grow(random, attrs, parent)
    }
    const count = isLeaf ? 0 : random.int(4)
    const kids = Array.from({ length: count }, (_, i) => make(depth + 1, attrs, i === 0))
    return { attrs, kids }
  }
  const attrs: Some = { width: pick([300, 500]), height: pick([250, 400]) }
  container(attrs)
  const count = 1 + random.int(4)
  return { attrs, kids: Array.from({ length: count }, (_, i) => make(1, attrs, i === 0)) }
}

/** What is left is shared out: by both in the same way where the parent's length is known. */
function grow(random: Rng, attrs: Some, parent: Attrs): void {
  const known = parent.flexDirection === "row" ? parent.width : parent.height
  if (known === undefined || !random.chance(0.4)) return
  if (random.chance(0.5)) attrs.flexGrow = random.pick([1, 2, 0.5])
  else attrs.flex = random.pick([1, 2])
}

/** Out of the flow, held at a corner or on all sides. */
function place(random: Rng, attrs: Some, isLeaf: boolean): void {
  attrs.position = "absolute"
  attrs[random.chance(0.5) ? "left" : "right"] = random.pick([0, 3, 20])
  attrs[random.chance(0.5) ? "top" : "bottom"] = random.pick([0, 2, 10])
  if (isLeaf) return
  attrs.width = random.pick([40, 80])
  attrs.height = random.pick([30, 60])
}

type Box = readonly [x: number, y: number, width: number, height: number]

interface Laid {
  readonly boxes: Box[]
  /** Boxes by linear.ts, and by flow.ts: those that are roots, and those that are not. */
  readonly by: Record<"linear" | "roots" | "inside", number>
  readonly fits: boolean
}

function ours(tree: Tree): Laid {
  const scene = createScene({ surface: stillPixels(WIDTH, HEIGHT), text: stillText })
  const nodes: SceneNode[] = []
  const make = ({ attrs, kids }: Tree, parent: SceneNode): SceneNode => {
    const node = scene.renderer.create("box", parent)
    nodes.push(node)
    for (const name in attrs)
      scene.renderer.setAttr(node, name, attrs[name as keyof Attrs], undefined)
    for (const kid of kids) scene.renderer.insert(node, make(kid, node), null)
    return node
  }
  scene.renderer.insert(scene.root, make(tree, scene.root), null)
  scene.frame()
  const by = { linear: 0, roots: 0, inside: 0 }
  for (const { flags } of nodes)
    by[flags & LINEAR ? "linear" : flags & BOUNDARY ? "roots" : "inside"]++
  const boxes = nodes.map(({ x, y, width, height }) => [x, y, width, height] as const)
  const fits = nodes.every(({ kids, width, height, attrs }) => {
    const edge = ((attrs["padding"] as number) ?? 0) + (attrs.border ? 1 : 0)
    return kids.every((kid) => {
      const margin = (kid.attrs["margin"] as number) ?? 0
      return (
        kid.attrs.position === "absolute" ||
        (kid.x - margin >= edge - 0.01 &&
          kid.y - margin >= edge - 0.01 &&
          kid.x + kid.width + margin <= width - edge + 0.01 &&
          kid.y + kid.height + margin <= height - edge + 0.01)
      )
    })
  })
  scene.dispose()
  return { boxes, by, fits }
}

test("boxes that fit stand where Yoga puts them", async () => {
  const yoga = await loadYoga()
  const config = yoga.Config.create()
  config.setPointScaleFactor(0) // no rounding to whole pixels
  const total = { compared: 0, linear: 0, roots: 0, inside: 0 }
  const wrong: string[] = []
  for (let seed = 1; seed <= TREES; seed++) {
    const tree = makeTree(seed)
    const { boxes, by, fits } = ours(tree)
    if (!fits) continue
    total.compared++
    for (const name of ["linear", "roots", "inside"] as const) total[name] += by[name]
    const nodes: YogaTree[] = []
    const { node } = yogaTree(() => yoga.Node.create(config), tree, nodes)
    node.calculateLayout(undefined, undefined)
    const first = nodes.findIndex(({ node: at }, i) => {
      const { left, top, width, height } = at.getComputedLayout()
      return [left, top, width, height].some((n, side) => Math.abs(n - boxes[i]![side]!) > 0.02)
    })
    if (first >= 0) {
      const { left, top, width, height } = nodes[first]!.node.getComputedLayout()
      wrong.push(`seed ${seed}, box ${first}: ${boxes[first]}, Yoga ${[left, top, width, height]}`)
    }
    node.freeRecursive()
  }
  config.free()
  expect(wrong).toEqual([])
  // All three ways of laying out have their share.
  expect(total.compared).toBeGreaterThan(2000)
  for (const name of ["linear", "roots", "inside"] as const)
    expect(total[name]).toBeGreaterThan(3000)
})
