// Lines of several fonts, and boxes that are turned: as tall and where a page has them.

import { expect, test } from "vitest"
import type { Tree, Words } from "../../parity/corpus.ts"
import { fonts, onCanvas } from "../../parity/surfaces.ts"
import { openPage } from "../../support/page.ts"

const tree = (attrs: Record<string, unknown>, ...kids: Tree[]): Tree => ({
  id: 0,
  kind: "box",
  attrs,
  kids,
  words: [],
})
let ids = 0
const leaf = (kind: "text" | "box", attrs: Record<string, unknown>, ...words: Words[]): Tree => ({
  id: ++ids,
  kind,
  attrs,
  kids: [],
  words,
})
const sized = (fontSize: number, ...words: Words[]): Words => ({ attrs: { fontSize }, words })

test("a line of several fonts is as tall as in a page, and a turned box has the same bounds", async () => {
  ids = 0
  const width = 220
  const all = tree(
    { width: 600, alignItems: "start", gap: 4 },
    leaf("text", { width }, "small ", sized(28, "Big"), " small ", sized(9, "tiny"), " and more"),
    leaf("text", { width }, sized(9, "all of it is tiny, on lines of the block's own height, all")),
    leaf("text", { width }, "one ", sized(20, "two ", sized(34, "three")), " four five six seven"),
    leaf("text", { width, lineHeight: 1 }, "tight ", sized(24, "lines"), " with room for nothing"),
    leaf("text", { width }, "bold ", { attrs: { fontWeight: 800 }, words: ["words"] }, " as tall"),
    leaf("box", { width: 80, height: 30, rotate: 30 }),
    leaf("box", { width: 80, height: 30, rotate: -70, scale: 1.5, transformOrigin: "top left" }),
    leaf("box", { width: 80, height: 30, skewX: 20, translateX: "50%", translateY: 12 }),
    leaf("box", { width: 80, height: 30, scaleX: -1, skewY: 15, rotate: 200 }),
  )
  const { call } = await openPage<typeof import("../../parity/parity.page.ts")>(
    new URL("../../parity/parity.page.ts", import.meta.url),
  )
  await call.load(fonts())
  const [inPage] = await call.measure([all])
  const here = await onCanvas(all)

  const apart = here.flatMap((box, id) =>
    box.some((value, k) => Math.abs(value - inPage![id]![k]!) > 1)
      ? [`${id}: canvas ${box.map(Math.round)}, page ${inPage![id]!.map(Math.round)}`]
      : [],
  )
  expect(apart).toEqual([])
})
