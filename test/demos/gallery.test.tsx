import { onWarning, type Warning } from "filigree"
import { renderToText } from "filigree/tui"
import { afterEach, beforeEach, expect, test } from "vitest"
import { Gallery } from "../../demos/gallery/gallery.tsx"
import { PAGES } from "../../demos/gallery/pages.ts"

let warnings: Warning[] = []
let stop = () => {}
beforeEach(() => {
  warnings = []
  stop = onWarning((warning) => warnings.push(warning))
})
afterEach(() => stop())

for (const { name } of PAGES) {
  test(`the page of ${name} is shown without a warning`, async () => {
    const text = await renderToText(() => <Gallery page={name} />, { columns: 90, rows: 24 })

    const [first] = text.split("\n")
    expect(first).toContain(`╭ ${name} ─`)
    expect(warnings).toEqual([])
  })
}
