// A motion in a real page, on the DOM and on a canvas.

import { expect, test } from "vitest"
import { openPage } from "../../support/page.ts"

type Exports = typeof import("./motion.page.tsx")
const module = new URL("./motion.page.tsx", import.meta.url)

test("a motion follows the page's animation frames, and asks for none at rest", async () => {
  const { call, errors } = await openPage<Exports>(module)
  await call.mount()
  expect(await call.idleFrames(150)).toBe(0)
  await call.go()
  await expect.poll(() => call.places(), { timeout: 20_000 }).toEqual({ dom: 100, canvas: 255 })

  const seen = await call.seenNow()
  for (const values of [seen.dom, seen.canvas]) {
    expect(values.length).toBeGreaterThan(2) // not in one step; a busy machine shows few frames
    expect(values).toEqual([...values].sort((a, b) => a - b))
  }
  expect(await call.idleFrames(150)).toBe(0)
  expect(errors).toEqual([])
})

test("who asks for reduced motion sees the end at once", async () => {
  const { call, page } = await openPage<Exports>(module)
  await page.emulateMedia({ reducedMotion: "reduce" })
  await call.mount()
  await call.go()
  await expect.poll(() => call.places(), { timeout: 20_000 }).toEqual({ dom: 100, canvas: 255 })
  expect((await call.seenNow()).dom).toEqual([0, 100])
})
