// How many bytes a page loads for filigree/dom. A budget is a promise: raise it with a reason.

import { brotliCompressSync } from "node:zlib"
import { expect, test } from "vitest"
import { bundle } from "../../support/browser.ts"

const app = (imports: string, start: string) => `/** @jsxImportSource filigree/dom */
import { signal, mount } from "filigree"
import { ${imports} } from "filigree/dom"
function Counter() {
  const [count, setCount] = signal(0)
  return <button onClick={() => setCount((n) => n + 1)}>clicked {count} times</button>
}
${start}
`

/** Code of the page, and its bytes minified and packed by brotli. */
async function built(name: string, source: string) {
  const code = await bundle({ source }, true)
  const bytes = brotliCompressSync(code).length
  console.info(`filigree/dom, ${name}: ${code.length} bytes minified, ${bytes} brotli`)
  return { code, bytes }
}

test("a counter loads the graph, the views and the DOM, and nothing of other surfaces", async () => {
  const { code, bytes } = await built("counter", app("render", "render(() => <Counter />)"))
  expect(/yoga|blessed|napi/i.test(code)).toBe(false)
  // 0.1 KB of it are the gates that let development servers warn (ARCHITECTURE.md, NODE_ENV), 0.7 KB popups,
  // of which 0.1 KB let presses through and keep messages over dialogs.
  expect(bytes).toBeLessThan(24_400)
})

test("a page of plain elements does not load the universal ones", async () => {
  const { code, bytes } = await built(
    "plain counter",
    app("plainRenderer", "mount(plainRenderer, document.body, () => <Counter />)"),
  )
  expect(/gridTemplateColumns|f-box|Segmenter|ResizeObserver/.test(code)).toBe(false)
  expect(bytes).toBeLessThan(10_900)
})
