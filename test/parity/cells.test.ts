// The same trees in a terminal: all boxes are whole cells, and stay where boxes may be.

import { expect, test } from "vitest"
import { type Handle, mount } from "../../core/view/index.ts"
import { createScene } from "../../renderers/scene/index.ts"
import { GridSurface, gridText } from "../support/grid-surface.ts"
import { makeTree, type Tree } from "./corpus.ts"
import { type Boxes, boxesOf, viewOf } from "./view.ts"

test("the boxes of a tree are whole cells in a terminal", async () => {
  let pairs = 0
  let overlaps = 0
  for (let seed = 0; seed < 600; seed++) {
    const tree = inCells(makeTree(seed))
    const boxes = await onCells(tree)
    const broken = boxes.filter((box) => !box.every(Number.isInteger))
    expect(broken, `tree ${seed}`).toEqual([])
    for (const [a, b] of rows(tree, boxes)) {
      pairs++
      if (b[1]! < a[1]! + a[3]!) overlaps++
    }
  }
  console.info(`${pairs} neighbours in columns, ${overlaps} share a row`)
  expect(overlaps).toBe(0)
})

/** Neighbours in plain columns, with nothing that would lay one over the other on purpose. */
function rows(tree: Tree, boxes: Boxes): [number[], number[]][] {
  const pairs: [number[], number[]][] = []
  const { flexDirection = "column", display, flexWrap } = tree.attrs
  if (flexDirection === "column" && display !== "grid" && !flexWrap) {
    const kids = tree.kids.filter(
      ({ attrs }) =>
        attrs["position"] !== "absolute" &&
        attrs["top"] === undefined &&
        attrs["bottom"] === undefined,
    )
    for (let i = 1; i < kids.length; i++) {
      const [a, b] = [kids[i - 1]!, kids[i]!]
      if (b.attrs["marginTop"] === -3) continue
      pairs.push([boxes[a.id]!, boxes[b.id]!])
    }
  }
  for (const kid of tree.kids) pairs.push(...rows(kid, boxes))
  return pairs
}

async function onCells(tree: Tree): Promise<Boxes> {
  const surface = new GridSurface(120, 60)
  const scene = createScene({ surface, text: gridText })
  const handles: Handle[] = []
  const dispose = mount(scene.renderer, scene.root, () => viewOf(tree, handles))
  scene.frame()
  const boxes = boxesOf(handles)
  dispose()
  scene.dispose()
  return boxes
}

const ACROSS = /^(width|minWidth|maxWidth|flexBasis|marginLeft|paddingX|columnGap|left|right)$/

/** The lengths of the tree in cells of 8 × 16 pixels. */
function inCells(tree: Tree): Tree {
  const attrs: Record<string, unknown> = {}
  for (const name in tree.attrs) {
    const value = tree.attrs[name]
    const isLength =
      /^(width|height|m(in|ax)(Width|Height)|flexBasis|margin.*|padding.*|gap|columnGap|top|left|right|bottom|inset)$/
    if (typeof value === "number" && isLength.test(name))
      attrs[name] =
        name === "marginTop" && value === -3
          ? value
          : Math.round(value / (ACROSS.test(name) ? 8 : 16))
    else if (name !== "src") attrs[name] = value
  }
  return { ...tree, attrs, kids: tree.kids.map(inCells) }
}
