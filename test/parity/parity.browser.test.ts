// The same trees on a canvas and in a page: the same boxes, within one CSS pixel.
//
//   PARITY_TREES=5000 npx vitest run test/parity      more of them
//
// In three of five trees every feature of the layout is usual, in the others they are as frequent as in most
// interfaces; parents are narrow and low as often as not.

import { expect, test } from "vitest"
import { openPage } from "../support/page.ts"
import { count, differences } from "./compare.ts"
import { makeTree } from "./corpus.ts"
import { BROKEN_WORDS, breaksWords, EXPLAINED, reasonFor } from "./explained.ts"
import { fonts, onCanvas } from "./surfaces.ts"

const TREES = Number(process.env["PARITY_TREES"] ?? 800)
const BATCH = 100

interface Tally {
  trees: number
  boxes: number
  differ: number
}

const tally = (): Tally => ({ trees: 0, boxes: 0, differ: 0 })

test("a tree has the same boxes on a canvas and in a page", async () => {
  const { call, errors } = await openPage<typeof import("./parity.page.ts")>(
    new URL("./parity.page.ts", import.meta.url),
  )
  await call.load(fonts())
  const all = tally()
  const plain = tally()
  const reasons: Record<string, Tally> = {}
  const unexplained: string[] = []
  for (let from = 0; from < TREES; from += BATCH) {
    const trees = Array.from({ length: Math.min(BATCH, TREES - from) }, (_, i) =>
      makeTree(from + i),
    )
    const inPage = await call.measure(trees)
    for (const [i, tree] of trees.entries()) {
      const found = differences(from + i, tree, await onCanvas(tree), inPage[i]!)
      const reason =
        reasonFor(tree) ?? (breaksWords(tree, inPage[i]!) ? BROKEN_WORDS.name : undefined)
      const counted = reason ? (reasons[reason] ??= tally()) : plain
      for (const sum of [all, counted]) {
        sum.trees++
        sum.boxes += count(tree)
        sum.differ += found.length
      }
      for (const { node, canvas, dom, first } of found)
        if (first && !reason)
          unexplained.push(
            `tree ${from + i}, ${node.kind} ${node.id} ${Object.keys(node.attrs)}: canvas ${round(canvas)}, page ${round(dom)}`,
          )
    }
  }
  console.info(
    [
      `${all.trees} trees, ${all.boxes} boxes: ${agree(all)} agree; ${plain.boxes} without a reason to differ: ${agree(plain)}`,
      ...Object.entries(reasons).map(
        ([name, tally]) =>
          `  ${name}: ${tally.trees} trees, ${agree(tally)} of ${tally.boxes} boxes: ${EXPLAINED[name]?.why ?? BROKEN_WORDS.why}`,
      ),
      ...unexplained,
    ].join("\n"),
  )
  expect(errors).toEqual([])
  expect(plain.differ / plain.boxes, unexplained.join("\n")).toBeLessThanOrEqual(0.005)
  expect(all.differ / all.boxes).toBeLessThanOrEqual(MOST)
})

/** Share of all boxes that may differ: to be drawn closer, never let out. */
const MOST = 0.005

function agree({ boxes, differ }: Tally): string {
  return `${((100 * (boxes - differ)) / boxes).toFixed(2)} %`
}

function round(box: readonly number[]): string {
  return box.map((value) => Math.round(value * 10) / 10).join(" ")
}
