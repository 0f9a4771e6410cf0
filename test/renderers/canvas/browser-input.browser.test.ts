// The hands of a page on a canvas, each by the browser's own input: clipboard, input methods, fingers,
// the keyboard's way in and out, zoom.

import { expect, test } from "vitest"
import { openPage } from "../../support/page.ts"

type Exports = typeof import("./browser-input.page.ts")
const module = new URL("./browser-input.page.ts", import.meta.url)
const html = `<body><button id="before">before</button><div id="stage"></div><button id="after">after</button>
  <textarea id="other"></textarea><div style="height:2000px"></div></body>`

async function open(options = {}) {
  const opened = await openPage<Exports>(module, { html, ...options })
  await opened.call.mount()
  const box = (await opened.page.locator("canvas").boundingBox())!
  return { ...opened, x: box.x, y: box.y }
}

test("what is selected in a field is copied, cut and pasted by the browser's own clipboard", async () => {
  const { call, page, x, y, errors } = await open()
  await page.mouse.click(x + 50, y + 15)
  await page.keyboard.type("one two")
  await page.keyboard.press("Shift+Home")
  await page.keyboard.press("Control+c")
  expect(await call.value()).toBe("one two")

  await page.locator("#other").click()
  await page.keyboard.press("Control+v")
  expect(await page.locator("#other").inputValue()).toBe("one two")

  await page.mouse.click(x + 50, y + 15)
  await page.keyboard.press("Control+a")
  await page.keyboard.press("Control+x")
  expect(await call.value()).toBe("")
  await page.keyboard.press("Control+v")
  await page.keyboard.press("Control+v")
  expect(await call.value()).toBe("one twoone two")
  await page.keyboard.press("Control+z")
  expect(await call.value()).toBe("one two")

  // Without a selection it stays a key, for whoever binds it.
  await page.keyboard.press("End")
  await page.keyboard.press("Control+c")
  await expect.poll(() => call.keys()).toContain("ctrl+c")
  expect(await call.value()).toBe("one two")
  expect(errors).toEqual([])
})

test("an input method composes at the caret, and its words come once", async () => {
  const { call, page, x, y } = await open()
  await page.mouse.click(x + 50, y + 15)
  await page.keyboard.type("ab")
  const session = await page.context().newCDPSession(page)
  await session.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 })
  await session.send("Input.imeSetComposition", {
    text: "にほ",
    selectionStart: 2,
    selectionEnd: 2,
  })
  expect(await call.value()).toBe("ab") // it is not there yet
  expect((await call.field()).opacity).toBe("1") // and seen where it will be
  expect((await call.field()).value).toBe("にほ")
  await session.send("Input.insertText", { text: "日本" })
  await expect.poll(() => call.value()).toBe("ab日本")
  expect((await call.field()).opacity).toBe("0")
  await page.keyboard.type("c")
  expect(await call.value()).toBe("ab日本c")
})

test("Tab comes in at the first element, goes through, and leaves; backwards too", async () => {
  const { call, page } = await open()
  await page.locator("#before").focus()
  await page.keyboard.press("Tab")
  await expect.poll(() => call.focused()).toBe("name")
  await page.keyboard.press("Tab")
  expect(await call.focused()).toBe("go")
  await page.keyboard.press("Tab")
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("after")
  expect(await call.focused()).toBe("")

  await page.keyboard.press("Shift+Tab")
  await expect.poll(() => call.focused()).toBe("go")
  await page.keyboard.press("Shift+Tab")
  expect(await call.focused()).toBe("name")
  await page.keyboard.press("Shift+Tab")
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("before")
  await page.keyboard.press("Tab")
  await expect.poll(() => call.focused()).toBe("name") // and in again
})

test("a finger scrolls the canvas, then the page, and taps", async () => {
  const { call, page, x, y } = await open()
  const session = await page.context().newCDPSession(page)
  await session.send("Emulation.setTouchEmulationEnabled", { enabled: true })
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", dx = 0, dy = 0) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: x + dx, y: y + dy }],
    })
  await touch("touchStart", 50, 140)
  for (let dy = 130; dy >= 100; dy -= 10) await touch("touchMove", 50, dy)
  await touch("touchEnd")
  await expect.poll(() => call.scrolled()).toBe(40)
  expect(await call.presses()).toBe(0)

  await touch("touchStart", 40, 50) // nothing scrolls there
  for (let dy = 40; dy >= 0; dy -= 10) await touch("touchMove", 40, dy)
  await touch("touchEnd")
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(20)
  expect(await call.presses()).toBe(0) // a finger that moved does not press

  await page.evaluate(() => scrollTo(0, 0))
  await touch("touchStart", 40, 50)
  await touch("touchEnd")
  await expect.poll(() => call.presses()).toBe(1)
})

test("a page that is zoomed is drawn sharp, and hit where it is seen", async () => {
  const { call, page, x, y } = await open()
  const session = await page.context().newCDPSession(page)
  await session.send("Emulation.setDeviceMetricsOverride", {
    width: 500,
    height: 350,
    deviceScaleFactor: 2,
    mobile: false,
  })
  const width = () =>
    page.evaluate(async () => {
      await new Promise(requestAnimationFrame) // a page that nobody looks at is told of it with a frame
      return document.querySelector("canvas")!.width
    })
  await expect.poll(width).toBe(600)
  await page.mouse.click(x + 40, y + 50)
  expect(await call.presses()).toBe(1)
})

test("the menu of the right button stays away where a view uses that button", async () => {
  const { call, page, x, y } = await open()
  await page.mouse.click(x + 40, y + 50, { button: "right" })
  expect(await call.menus()).toEqual([false])
  await page.mouse.click(x + 250, y + 50, { button: "right" })
  expect(await call.menus()).toEqual([false, true])
})

test("a screen reader's tree follows what is there, in states and places", async () => {
  const { call, page } = await open()
  const button = page.getByRole("button", { name: "go" })
  await expect.poll(() => button.count()).toBe(1)
  const snapshot = await page.locator("body").ariaSnapshot()
  expect(snapshot).toContain('textbox "name"')
  expect(snapshot).toContain('button "go"')
  await call.disable(true)
  await expect.poll(() => button.getAttribute("aria-disabled")).toBe("true")
  const box = (await button.boundingBox())!
  const canvas = (await page.locator("canvas").boundingBox())!
  expect([box.x - canvas.x, box.y - canvas.y, box.width, box.height]).toEqual([0, 30, 80, 40])
  await call.drop()
  await expect.poll(() => button.count()).toBe(0)
})

test("text is selected by the mouse, and copied by key or menu", async () => {
  const { page, x, y, errors } = await open()
  await page.mouse.move(x + 0.5, y + 80)
  await expect
    .poll(() => page.locator("canvas").evaluate((canvas) => canvas.style.cursor))
    .toBe("text")
  await page.mouse.down()
  await page.mouse.move(x + 100, y + 105, { steps: 4 })
  await page.mouse.up()
  await page.keyboard.press("Control+c")
  await page.locator("#other").click()
  await page.keyboard.press("Control+v")
  expect(await page.locator("#other").inputValue()).toMatch(/^line\nline/)

  await page.mouse.dblclick(x + 10, y + 85)
  expect(await page.evaluate(() => document.execCommand("copy"))).toBe(true) // as a menu does
  await page.locator("#other").fill("")
  await page.locator("#other").click()
  await page.keyboard.press("Control+v")
  expect(await page.locator("#other").inputValue()).toBe("line")
  expect(errors).toEqual([])
})
