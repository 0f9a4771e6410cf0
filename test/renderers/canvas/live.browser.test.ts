// A live canvas in a real browser: pixels arrive, only damage travels, a click and keys come back.

import type { Page } from "playwright-core"
import { afterEach, expect, test } from "vitest"
import { WebSocketServer } from "ws"
import { memo, rwSignal } from "../../../core/reactive/index.ts"
import { box, input, text } from "../../../core/view/index.ts"
import { type ServeOptions, serveLive } from "../../../renderers/canvas/live/index.ts"
import { browser } from "../../support/page.ts"

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const count = rwSignal(0)
const words = rwSignal("")
const scrolled = rwSignal(0)

const view = () =>
  box(
    { flexGrow: 1, background: "#101418", color: "#ffffff", padding: 10, gap: 10 },
    box(
      {
        width: 120,
        height: 40,
        background: memo(() => (count.get() % 2 ? "#00aa00" : "#aa0000")),
        focusable: true,
        label: "more",
        onPress: () => count.update((n) => n + 1),
      },
      text({}, () => `pressed ${count.get()}`),
    ),
    input({ width: 200, bind: words, label: "words" }),
    box(
      {
        height: 60,
        overflow: "scroll",
        onScroll: (event) => {
          scrolled.set(event.top)
        },
      },
      text({}, "line\n".repeat(40)),
    ),
  )

async function open(options: ServeOptions = {}) {
  count.set(0)
  words.set("")
  scrolled.set(0)
  const served = await serveLive(view, { width: 400, height: 240, title: "live", ...options })
  ends.push(async () => {
    served.app.exit()
    await served.app.done
  })
  const page = await (await browser()).newPage({ viewport: { width: 500, height: 400 } })
  ends.push(() => page.close())
  const errors: string[] = []
  page.on("pageerror", (error) => errors.push(String(error)))
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load|WebSocket/.test(message.text()))
      errors.push(message.text())
  })
  await page.goto(served.url)
  await expect.poll(() => same(page, served.app), { timeout: 30_000 }).toBe(true)
  return { ...served, page, errors }
}

/** Whether the page shows the very pixels of the app. */
async function same(page: Page, app: { frame: { read(): Uint8ClampedArray } }): Promise<boolean> {
  const shown = await page.evaluate(() => {
    const canvas = document.querySelector("canvas")!
    if (canvas.width === 0) return ""
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height)
    let text = ""
    for (let i = 0; i < data.length; i += 8192)
      text += String.fromCharCode(...data.subarray(i, i + 8192))
    return btoa(text)
  })
  return shown === Buffer.from(app.frame.read()).toString("base64")
}

test.each([
  ["WebSockets", { WebSocketServer }],
  ["plain HTTP", {}],
])("over %s the page shows the app's pixels, and uses it", async (_, options) => {
  const { app, live, page, errors } = await open(options)
  expect(await page.title()).toBe("live")
  const first = live.sent.bytes
  const at = (await page.locator("canvas").boundingBox())!

  await page.mouse.click(at.x + 40, at.y + 30)
  await expect.poll(() => count.peek(), { timeout: 20_000 }).toBe(1)
  await expect.poll(() => same(page, app), { timeout: 20_000 }).toBe(true)
  await page.mouse.move(at.x + 40, at.y + 70) // over the field
  await expect
    .poll(() => page.evaluate(() => document.querySelector("canvas")!.style.cursor))
    .toBe("text")

  await page.keyboard.press("Tab")
  await page.keyboard.type("hallo")
  await page.keyboard.press("Backspace")
  await expect.poll(() => words.peek(), { timeout: 20_000 }).toBe("hall")
  await page.mouse.move(at.x + 40, at.y + 130)
  await page.mouse.wheel(0, 40)
  await expect.poll(() => scrolled.peek(), { timeout: 20_000 }).toBe(40)
  await expect.poll(() => same(page, app), { timeout: 20_000 }).toBe(true)

  // Only damage travels: a number that changes costs a small part of a frame.
  await expect.poll(() => live.viewers).toBe(1)
  const before = live.sent
  count.update((n) => n + 2)
  await expect.poll(() => live.sent.frames, { timeout: 20_000 }).toBeGreaterThan(before.frames)
  await expect.poll(() => same(page, app), { timeout: 20_000 }).toBe(true)
  const one = live.sent.bytes - before.bytes
  console.info(`${_}: first frame ${first} bytes, one number ${one} bytes`)
  expect(one).toBeLessThan(first / 2) // of a frame that is mostly empty
  expect(errors).toEqual([])
})

test("several look at once, and one that comes back is sent everything anew", async () => {
  const { app, live, page } = await open({ WebSocketServer })
  const other = await (await browser()).newPage()
  ends.push(() => other.close())
  await other.goto(page.url())
  await expect.poll(() => same(other, app), { timeout: 20_000 }).toBe(true)
  expect(live.viewers).toBe(2)

  count.set(7)
  for (const one of [page, other])
    await expect.poll(() => same(one, app), { timeout: 20_000 }).toBe(true)

  await page.context().setOffline(true)
  await other.close()
  await expect.poll(() => live.viewers, { timeout: 20_000 }).toBeLessThan(2)
  await page.context().setOffline(false)
  await page.reload()
  count.set(8)
  await expect.poll(() => same(page, app), { timeout: 30_000 }).toBe(true)
})

test("a lost connection is told, and found again by itself", async () => {
  const first = await open({ WebSocketServer })
  const { page } = first
  const port = Number(new URL(first.url).port)
  first.app.exit()
  await first.app.done
  await expect.poll(() => page.getByRole("status").isVisible(), { timeout: 20_000 }).toBe(true)

  const second = await serveLive(view, { width: 300, height: 200, port, WebSocketServer })
  ends.push(async () => {
    second.app.exit()
    await second.app.done
  })
  await expect.poll(() => same(page, second.app), { timeout: 30_000 }).toBe(true)
  expect(await page.getByRole("status").isVisible()).toBe(false)
})

test("with `follow` the app is as large as the window", async () => {
  const { app, page } = await open({ WebSocketServer, follow: true })
  await expect.poll(() => app.size(), { timeout: 20_000 }).toEqual({ width: 500, height: 400 })
  await page.setViewportSize({ width: 620, height: 300 })
  await expect.poll(() => app.size(), { timeout: 20_000 }).toEqual({ width: 620, height: 300 })
  await expect.poll(() => same(page, app), { timeout: 20_000 }).toBe(true)
})

test("a surface that is larger than the window is scaled, and hit where it is seen", async () => {
  const { page } = await open({ WebSocketServer, width: 1000, height: 600, pixelRatio: 2 })
  const box = (await page.locator("canvas").boundingBox())!
  expect(Math.round(box.width)).toBe(500)
  await page.mouse.click(box.x + 70 / 2, box.y + 30 / 2)
  await expect.poll(() => count.peek(), { timeout: 20_000 }).toBe(1)
})

/** Chromium's own tree, as it tells a screen reader: `role "name" = value (states)`, and where the focus is. */
async function told(page: Page): Promise<{ lines: string[]; focus: string | undefined }> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send("Accessibility.getFullAXTree")
  await session.detach()
  const of = (node: (typeof nodes)[number], name: string) =>
    node.properties?.find((one) => one.name === name)?.value
  const lineOf = (node: (typeof nodes)[number]) => {
    const states = of(node, "disabled")?.value ? " disabled" : ""
    const value = node.value?.value === undefined ? "" : ` = ${node.value.value}`
    return `${node.role?.value} "${node.name?.value ?? ""}"${value}${states}`
  }
  const field = nodes.find(
    (node) => node.role?.value === "application" && of(node, "focused")?.value,
  )
  const active = field && of(field, "activedescendant")?.relatedNodes?.[0]?.backendDOMNodeId
  const focus = active === undefined ? field : nodes.find((n) => n.backendDOMNodeId === active)
  return {
    lines: nodes.filter((node) => !node.ignored).map(lineOf),
    focus: focus && lineOf(focus),
  }
}

test("a screen reader meets the elements of the app, follows its focus, and presses", async () => {
  const { page, errors } = await open({ WebSocketServer })
  const focus = async () => (await told(page)).focus
  await page.keyboard.press("Tab")
  await expect.poll(focus, { timeout: 20_000 }).toBe('button "more"')
  await page.keyboard.press("Tab")
  await page.keyboard.type("<b>hi")
  await expect.poll(focus, { timeout: 20_000 }).toBe('textbox "words" = <b>hi')
  await page.keyboard.press("Shift+Tab")
  await expect.poll(focus, { timeout: 20_000 }).toBe('button "more"')

  const { lines } = await told(page)
  expect(lines).toContain('StaticText "pressed 0"')
  expect(lines.some((line) => line.startsWith("Canvas"))).toBe(false)
  expect(await page.locator("b").count()).toBe(0) // words are never markup

  // What a screen reader does is a click on, or the focus of, an element without a size to be seen.
  await page
    .getByRole("button", { name: "more" })
    .evaluate((element) => (element as HTMLElement).click())
  await expect.poll(() => count.peek(), { timeout: 20_000 }).toBe(1)
  const lists = async () => (await told(page)).lines
  await expect.poll(lists, { timeout: 20_000 }).toContain('StaticText "pressed 1"')
  await page.getByRole("textbox", { name: "words" }).evaluate((element) => element.focus())
  await expect.poll(focus, { timeout: 20_000 }).toBe('textbox "words" = <b>hi')
  await page.keyboard.type("!") // the keyboard goes on working
  await expect.poll(() => words.peek(), { timeout: 20_000 }).toBe("<b>hi!")
  expect(errors).toEqual([])
})

test("elements for screen readers lie over what they stand for, also where the surface is scaled", async () => {
  const { page } = await open({ WebSocketServer, width: 1000, height: 600 })
  const more = page.getByRole("button", { name: "more" })
  await expect.poll(() => more.count(), { timeout: 20_000 }).toBe(1)
  const canvas = (await page.locator("canvas").boundingBox())!
  const at = (await more.boundingBox())!
  const place = [at.x - canvas.x, at.y - canvas.y, at.width, at.height]
  expect(place).toEqual([5, 5, 60, 20])
})

test("the tree is left out where it is not wanted, and made anew by a new connection", async () => {
  const silent = await open({ accessible: false })
  count.set(3)
  await expect.poll(() => same(silent.page, silent.app), { timeout: 20_000 }).toBe(true)
  expect(await silent.page.getByRole("button", { name: "more" }).count()).toBe(0)
  expect(await silent.page.locator("canvas").getAttribute("aria-label")).toBe("live")

  const { app, url, page } = await open({ WebSocketServer })
  const more = page.getByRole("button", { name: "more" })
  await expect.poll(() => more.count(), { timeout: 20_000 }).toBe(1)
  app.exit()
  await app.done
  const again = await serveLive(() => box({ label: "other", focusable: true, onPress: () => {} }), {
    port: Number(new URL(url).port),
    WebSocketServer,
  })
  ends.push(() => again.app.dispose())
  const other = page.getByRole("button", { name: "other" })
  await expect.poll(() => other.count(), { timeout: 30_000 }).toBe(1)
  expect(await more.count()).toBe(0)
})

test("text of a live canvas is selected and copied in the page", async () => {
  const { app, page } = await open({ WebSocketServer })
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
  const at = (await page.locator("canvas").boundingBox())!
  await page.mouse.move(at.x + 11, at.y + 95)
  await page.mouse.down()
  await page.mouse.move(at.x + 200, at.y + 98, { steps: 4 })
  await page.mouse.up()
  await page.keyboard.press("Control+c")
  const read = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(read, { timeout: 20_000 }).toBe("line")
  await expect.poll(() => same(page, app), { timeout: 20_000 }).toBe(true)
})
