import { expect, test } from "vitest"
import { findChromium } from "./browser.ts"
import { browser } from "./page.ts"

test("a Chromium starts, has a font, and knows its keyboard", async () => {
  const page = await (await browser()).newPage()
  await page.setContent("<p>words</p><input>")
  await page.locator("input").focus()
  await page.keyboard.type("typed")

  const seen = await page.evaluate(() => ({
    height: document.querySelector("p")!.getBoundingClientRect().height,
    value: document.querySelector("input")!.value,
  }))

  expect(seen.height).toBeGreaterThan(8) // 0 where no font was found
  expect(seen.value).toBe("typed")
})

test("a CHROMIUM_PATH that leads nowhere says so, and what to do", async () => {
  const before = process.env["CHROMIUM_PATH"]
  process.env["CHROMIUM_PATH"] = "/nowhere/chromium"
  try {
    await expect(findChromium()).rejects.toThrow(/\/nowhere\/chromium.*Fix: install Chrome/)
  } finally {
    if (before === undefined) delete process.env["CHROMIUM_PATH"]
    else process.env["CHROMIUM_PATH"] = before
  }
})
