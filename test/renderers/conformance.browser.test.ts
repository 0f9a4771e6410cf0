// The conformance kit over the DOM, in a real Chromium: universal elements and plain ones.

import { afterAll, beforeAll, expect, test } from "vitest"
import { type Opened, openPage } from "../support/page.ts"

let opened: Opened<typeof import("./dom/conformance.page.ts")>

beforeAll(async () => {
  opened = await openPage(new URL("./dom/conformance.page.ts", import.meta.url))
})
afterAll(() => opened.page.close())

test("the DOM keeps the contract, with and without strict()", async () => {
  const failed: string[] = []
  let ran = 0
  for (const [name, skip] of await opened.call.list()) {
    if (skip !== null) continue
    ran++
    const wrong = await opened.call.run(name)
    if (wrong) failed.push(`${name}\n${wrong}`)
  }
  expect(failed.join("\n\n")).toBe("")
  expect(ran).toBeGreaterThan(150)
  expect(opened.errors).toEqual([])
}, 120_000)
