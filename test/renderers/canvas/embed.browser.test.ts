// A canvas inside a page of elements: signals, contexts, hands, size and end are shared.

import { expect, test } from "vitest"
import { openPage } from "../../support/page.ts"

type Exports = typeof import("./embed.page.tsx")
const module = new URL("./embed.page.tsx", import.meta.url)

test("a canvas among elements shares their signals and contexts, and goes with its place", async () => {
  const { call, page, errors } = await openPage<Exports>(module)
  await call.mount()
  await expect.poll(() => call.pixel(), { timeout: 20_000 }).toBe("255,0,0,255")
  expect(await call.nameInside()).toBe("somebody")
  await call.paint("#00ff00")
  await expect.poll(() => call.pixel()).toBe("0,255,0,255")

  const box = (await page.locator("canvas").boundingBox())!
  expect([box.width, box.height]).toEqual([200, 80])
  await page.mouse.click(box.x + 30, box.y + 10)
  await page.keyboard.type("hi")
  await expect.poll(() => page.getByText("hi", { exact: true }).count()).toBeGreaterThan(0)

  await call.grow(120)
  await expect.poll(() => page.evaluate(() => document.querySelector("canvas")!.height)).toBe(120)
  await expect.poll(() => call.pixel()).toBe("0,255,0,255")

  await call.show(false)
  expect(await call.html()).not.toMatch(/canvas|textarea/)
  await call.show(true)
  await expect.poll(() => call.pixel(), { timeout: 20_000 }).toBe("0,255,0,255")
  expect(errors).toEqual([])
})
