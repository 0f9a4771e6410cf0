// The canvas in a real page: pixels, input, resolution, and what a screen reader meets.

import { expect, test } from "vitest"
import { openPage } from "../../support/page.ts"

type Exports = typeof import("./browser.page.ts")
const module = new URL("./browser.page.ts", import.meta.url)

test("a view is painted on a page's canvas, and changes with its signals", async () => {
  const { call, errors } = await openPage<Exports>(module)
  await call.mount()
  expect(await call.pixel(50, 20)).toBe("255,0,0,255")
  expect(await call.ink(0, 60, 200, 30)).toBeGreaterThan(30) // text
  await call.paint("#00ff00")
  expect(await call.pixel(50, 20)).toBe("0,255,0,255")
  expect(errors).toEqual([])
})

test("on a dense screen the canvas has the screen's pixels", async () => {
  const { call } = await openPage<Exports>(module, { deviceScaleFactor: 2 })
  await call.mount()
  expect(await call.sizes()).toEqual({
    canvas: [600, 400, 300, 200],
    app: { width: 300, height: 200 },
  })
  expect(await call.pixel(99, 39)).toBe("255,0,0,255")
  expect(await call.pixel(100, 39)).toBe("255,255,255,255")
})

test("a canvas without a size in CSS keeps the one it had", async () => {
  const { call } = await openPage<Exports>(module, { deviceScaleFactor: 2 })
  await call.mount("display:block")
  expect(await call.sizes()).toEqual({
    canvas: [600, 300, 300, 150],
    app: { width: 300, height: 150 },
  })
})

test("the app follows the size of the canvas", async () => {
  const { call, page } = await openPage<Exports>(module)
  await call.mount()
  await call.resize(240)
  await page.waitForFunction(() => document.querySelector("canvas")!.width === 240)
  expect((await call.sizes()).app).toEqual({ width: 240, height: 200 })
  expect(await call.pixel(50, 20)).toBe("255,0,0,255")
})

test("pointer, wheel, keys, paste and an input method reach the view", async () => {
  const { call, page } = await openPage<Exports>(module)
  await call.mount()
  const box = (await page.locator("canvas").boundingBox())!
  await page.mouse.click(box.x + 30, box.y + 10)
  await page.mouse.wheel(0, 60)
  const seen: string[] = []
  await expect
    .poll(async () => seen.push(...(await call.logged())), { timeout: 20_000 })
    .toBeGreaterThan(1)
  expect(seen).toEqual(["press 30,10", "wheel 60"])

  await page.mouse.click(box.x + 30, box.y + 48)
  await page.keyboard.type("aB")
  await page.keyboard.press("Backspace")
  await page.keyboard.insertText("é")
  await call.compose("日本")
  expect(await call.logged()).toEqual([
    "input a",
    "input aB",
    "input a",
    "input aé",
    "input aé日",
    "input aé日本",
  ])
  // Behind the text, where an input method opens its window, once the frame has been painted.
  await expect.poll(async () => (await call.fieldAt()).x, { timeout: 20_000 }).toBeGreaterThan(10)
  expect((await call.fieldAt()).y).toBeGreaterThan(35)
})

test("a screen reader meets roles, names and texts, and can press", async () => {
  const { call, page } = await openPage<Exports>(module)
  await call.mount()
  const button = page.getByRole("button", { name: "Red" })
  expect(await button.count()).toBe(1)
  expect(await page.getByRole("status").textContent()).toBe("colour #ff0000")
  expect(await page.getByRole("textbox").count()).toBe(1)
  await button.evaluate((element) => (element as HTMLElement).click())
  expect(await call.logged()).toEqual(["press 50,20"])
  await call.paint("#0000ff")
  await page.waitForFunction(
    () => document.querySelector("[role=status]")!.textContent === "colour #0000ff",
  )
})

test("when the app ends, the page is as it was", async () => {
  const { call } = await openPage<Exports>(module)
  await call.mount()
  expect(await call.close()).toMatch(/^\s*<canvas[^>]*><\/canvas>\s*$/)
})
