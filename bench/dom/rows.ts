// Script time of the js-framework-benchmark operations in Chromium, against the same by hand.
//
//     npx tsx bench/dom/rows.ts
//
// The makers take turns in one page; the median of 20 rounds counts. Ratios of one run hold, the
// milliseconds are this machine's. Short operations are near the clock's resolution (0.1 ms).

import { fileURLToPath } from "node:url"
import { bundle, launch } from "../../test/support/browser.ts"

const ROUNDS = 20
const WARM_UP = 5

const code = await bundle(fileURLToPath(new URL("rows.page.tsx", import.meta.url)), true)
const browser = await launch()
const page = await browser.newPage()
await page.setContent("<body></body>")
await page.addScriptTag({ content: code })
const names = (await page.evaluate("page.names()")) as string[]
const taken = new Map<string, Map<string, number[]>>()
for (let round = -WARM_UP; round < ROUNDS; round++) {
  for (const name of names) {
    const times = (await page.evaluate(`page.run(${JSON.stringify(name)})`)) as Record<
      string,
      number
    >
    if (round < 0) continue
    for (const [operation, ms] of Object.entries(times)) {
      const row = taken.get(operation) ?? new Map<string, number[]>()
      taken.set(operation, row)
      row.set(name, [...(row.get(name) ?? []), ms])
    }
  }
}
await browser.close()

const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0
console.log(`${"1,000 rows, ms".padEnd(16)}${names.map((name) => name.padStart(22)).join("")}`)
for (const [operation, row] of taken) {
  const base = median(row.get(names[0]!) ?? [])
  const cells = names.map((name) => {
    const ms = median(row.get(name) ?? [])
    return `${ms.toFixed(2)}${base > 0.2 ? ` (${(ms / base).toFixed(2)})` : ""}`.padStart(22)
  })
  console.log(`${operation.padEnd(16)}${cells.join("")}`)
}
