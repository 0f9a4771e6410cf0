// Rows on one baseline, on a canvas and in a page: words of several sizes, fields and pictures, in boxes or alone.

import { expect, test } from "vitest"
import { rng } from "../core/view/rng.ts"
import { openPage } from "../support/page.ts"
import { differences } from "./compare.ts"
import { PICTURE, type Tree } from "./corpus.ts"
import { fonts, onCanvas } from "./surfaces.ts"

const TREES = Number(process.env["BASELINE_TREES"] ?? 240)

const INNER = [
  { flexDirection: "row" },
  { flexDirection: "row-reverse" },
  { flexDirection: "column-reverse" },
  { flexDirection: "row", flexWrap: "wrap", width: 60 },
  { flexDirection: "row", flexWrap: "wrap-reverse", width: 60 },
]
const CONTAINERS = [
  { flexDirection: "row" },
  { flexDirection: "row" },
  { flexDirection: "row-reverse" },
  { flexDirection: "row", flexWrap: "wrap", width: 200 },
  { flexDirection: "row", flexWrap: "wrap-reverse", width: 200 },
  { flexDirection: "column" },
  { display: "grid", gridTemplateColumns: "1fr 1fr 1fr" },
]

function makeRow(seed: number): Tree {
  const chance = rng(seed)
  let ids = 0
  const size = () => ({ fontSize: chance.pick([11, 12, 14, 16, 20, 28]) })
  const some = (attrs: Record<string, unknown>) => (chance.chance(0.4) ? attrs : {})
  const make = (depth: number): Tree => {
    const id = ids++
    const roll = chance.int(10)
    if (roll < 5 || depth > 2) {
      const words = [chance.pick(["load", "0.42", "of every node", "state"])]
      return { id, kind: "text", attrs: { ...size(), ...some({ margin: 3 }) }, kids: [], words }
    }
    if (roll === 5)
      return {
        id,
        kind: "image",
        attrs: { src: PICTURE, width: 20, height: 30 },
        kids: [],
        words: [],
      }
    if (roll === 6)
      return {
        id,
        kind: "input",
        attrs: { width: 60, ...some({ height: 40 }) },
        kids: [],
        words: [],
      }
    const attrs = {
      ...size(),
      ...some({ padding: chance.int(9) }),
      ...some({ border: true }),
      ...some({
        ...chance.pick(INNER),
        alignItems: chance.pick(["baseline", "start", "center"]),
      }),
      ...some({ height: 20 * (1 + chance.int(6)) }),
      ...some({ alignContent: chance.pick(["center", "end", "stretch", "between"]) }),
      ...some({ justifyContent: chance.pick(["center", "end", "around"]) }),
      ...(chance.chance(0.15)
        ? { display: "grid", gridTemplateColumns: "1fr 1fr", width: 120, alignItems: "baseline" }
        : {}),
    }
    const kids = Array.from({ length: 1 + chance.int(3) }, () => make(depth + 1))
    return { id, kind: "box", attrs, kids, words: [] }
  }
  const id = ids++
  const kids = Array.from({ length: 2 + chance.int(4) }, () => make(1))
  const attrs = { width: 800, gap: 4, alignItems: "baseline", ...chance.pick(CONTAINERS) }
  return { id, kind: "box", attrs, kids, words: [] }
}

test("a row on one baseline has the same boxes on a canvas and in a page", async () => {
  const { call, errors } = await openPage<typeof import("./parity.page.ts")>(
    new URL("./parity.page.ts", import.meta.url),
  )
  await call.load(fonts())
  const trees = Array.from({ length: TREES }, (_, i) => makeRow(i + 1))
  const inPage = await call.measure(trees)
  const found: string[] = []
  for (const [i, tree] of trees.entries())
    for (const { node, parent, canvas, dom, first } of differences(
      i,
      tree,
      await onCanvas(tree),
      inPage[i]!,
    ))
      if (first)
        found.push(
          `${i}: ${node.kind} ${JSON.stringify(node.attrs)} in ${JSON.stringify(parent?.attrs)}: canvas ${canvas}, page ${dom}`,
        )
  expect(errors).toEqual([])
  expect(found.map((line) => line.replace(PICTURE, "…"))).toEqual([])
})
