// Chromium as the oracle: the same view as CSS in a page and as pixels of the canvas.
//
// A pixel differs when a channel is off by more than 8 of 255. How many of 1,000 may differ stands with each
// picture of the corpus: 1, save for a few with antialiased edges of their own.
//
//   ORACLE_OUT=folder npx vitest run test/renderers/canvas/oracle   writes both, side by side

import { mkdirSync, writeFileSync } from "node:fs"
import { expect, test } from "vitest"
import { renderToPng } from "../../../renderers/canvas/index.ts"
import { fonts } from "../../parity/surfaces.ts"
import { openPage } from "../../support/page.ts"
import { CORPUS } from "./corpus.ts"
import { decoded } from "./support.ts"

const SLACK = 8 // of 255
const SHARE = 1 // of 1,000 pixels

test.each(["Node", "a page"] as const)(
  "what the canvas paints in %s is what Chromium paints from the same view",
  async (where) => {
    const { call, page, errors } = await openPage<typeof import("./oracle.page.ts")>(
      new URL("./oracle.page.ts", import.meta.url),
    )
    await call.load(fonts())
    const out = process.env["ORACLE_OUT"]
    if (out) mkdirSync(out, { recursive: true })
    const wrong: string[] = []
    const seen: string[] = []
    for (const { name, view, width = 100, height = 80, share = SHARE, letters = false } of CORPUS) {
      const clip = { x: 0, y: 0, width, height }
      await call.show(name, "dom")
      const theirs = await page.screenshot({ clip })
      let ours: Uint8Array
      if (where === "a page") {
        await call.show(name, "canvas")
        ours = await page.screenshot({ clip })
      } else ours = await renderToPng(view, { width, height })
      if (out) {
        writeFileSync(`${out}/${name}-canvas.png`, ours)
        writeFileSync(`${out}/${name}-page.png`, theirs)
      }
      const [a, b] = [(await decoded(ours)).data, (await decoded(theirs)).data]
      let off = 0
      for (let i = 0; i < a.length; i += 4) {
        if (letters && (isEdge(a, i, width) || isEdge(b, i, width))) continue
        if (differs(a, i, b, i, SLACK)) off++
      }
      const found = (1000 * off) / (width * height)
      seen.push(`${name} ${found.toFixed(1)}`)
      if (found > share)
        wrong.push(`${name}: ${found.toFixed(1)} of 1,000 pixels, allowed ${share}`)
    }
    console.info(`pixels of 1,000 that differ by more than ${SLACK}: ${seen.join(", ")}`)
    expect(errors).toEqual([])
    expect(wrong).toEqual([])
  },
)

type Pixels = Uint8Array | Uint8ClampedArray

function differs(a: Pixels, i: number, b: Pixels, k: number, slack: number): boolean {
  return [0, 1, 2].some((channel) => Math.abs(a[i + channel]! - b[k + channel]!) > slack)
}

/** Does a pixel next to this one look otherwise? */
function isEdge(data: Pixels, i: number, width: number): boolean {
  for (const dy of [-1, 0, 1])
    for (const dx of [-4, 0, 4]) {
      const k = i + dy * width * 4 + dx
      if (k >= 0 && k < data.length && differs(data, i, data, k, 40)) return true
    }
  return false
}
