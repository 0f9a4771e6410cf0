// How many bytes a page loads for filigree/dom. A budget is a promise: raise it with a reason.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { brotliCompressSync } from "node:zlib"
import { afterAll, expect, test } from "vitest"
import { bundle } from "../../support/browser.ts"

const folder = mkdtempSync(join(import.meta.dirname, "size-"))
afterAll(() => rmSync(folder, { recursive: true }))

const COUNTER = `/** @jsxImportSource filigree/dom */
import { signal } from "filigree"
import { render } from "filigree/dom"
function Counter() {
  const [count, setCount] = signal(0)
  return <button onClick={() => setCount((n) => n + 1)}>clicked {count} times</button>
}
render(() => <Counter />)
`

const BUDGET = 21_000 // bytes, minified and brotli

test("a counter in a page loads the graph, the views and the DOM, and nothing of other surfaces", async () => {
  const entry = join(folder, "counter.tsx")
  writeFileSync(entry, COUNTER)

  const code = await bundle(entry, true)
  const packed = brotliCompressSync(code).length
  console.info(`filigree/dom counter: ${code.length} bytes minified, ${packed} brotli`)

  expect(code).not.toMatch(/yoga|blessed|napi|Segmenter\(\)\.segment\(""\)/i)
  expect(packed).toBeLessThan(BUDGET)
})
