// Widgets in Chromium, by its own keyboard, mouse and wheel: what other surfaces test by the scene.

import { afterEach, beforeAll, expect, test } from "vitest"
import { type Opened, openPage } from "../support/page.ts"

type Page = typeof import("./dom.page.tsx")
let opened: Opened<Page>
let call: Opened<Page>["call"]
let page: Opened<Page>["page"]

beforeAll(async () => {
  opened = await openPage<Page>(new URL("./dom.page.tsx", import.meta.url))
  call = opened.call
  page = opened.page
})

afterEach(async () => {
  expect(await call.end()).toBe("")
  expect(opened.errors.splice(0)).toEqual([])
})

/** Waits until `rows` hold. */
async function rowsUntil(holds: (rows: string[]) => boolean): Promise<string[]> {
  for (let tries = 0; tries < 100; tries++) {
    const rows = await call.rows()
    if (holds(rows)) return rows
    await page.waitForTimeout(20)
  }
  return call.rows()
}

test("keys walk through a list, and what they select is in view", async () => {
  await call.list()
  await rowsUntil((rows) => rows.length > 10)

  for (let press = 0; press < 21; press++) await page.keyboard.press("ArrowDown")
  expect(await rowsUntil((rows) => rows.includes("*20"))).toContain("*20")

  await page.keyboard.press("End")
  const last = await rowsUntil((rows) => rows.at(-1) === "*99999")
  expect(last.at(-1)).toBe("*99999")
  expect(last.length).toBeLessThan(20)
})

test("the wheel scrolls a list, and a click selects", async () => {
  await call.list()
  await rowsUntil((rows) => rows.length > 10)

  await page.mouse.move(100, 100)
  await page.mouse.wheel(0, 10_000)
  const scrolled = await rowsUntil((rows) => Number(rows[3]) > 400)
  expect(Number(scrolled[3])).toBeGreaterThan(400)

  await page.mouse.click(100, 100)
  const clicked = await rowsUntil((rows) => rows.some((row) => row.startsWith("*")))
  expect(clicked.filter((row) => row.startsWith("*")).length).toBe(1)
})

test("a click on a title sorts", async () => {
  await call.table()

  await page.click("text=SIZE")

  expect(await rowsUntil((rows) => rows[0] === "three5")).toEqual([
    "three5",
    "four4",
    "one3",
    "two3",
  ])
})

test("a log follows its end until one scrolls up", async () => {
  await call.log()
  await page.waitForTimeout(50)
  await call.append(5)
  await page.waitForFunction(() => document.body.textContent.includes("line 104"))

  await page.mouse.move(100, 100)
  await page.mouse.wheel(0, -400)
  await page.waitForFunction(() => document.body.textContent.includes("↓ end"))
  await call.append(3)
  await page.waitForFunction(() => document.body.textContent.includes("↓ 3 new"))

  await page.click("text=↓ 3 new")
  await page.waitForFunction(() => document.body.textContent.includes("line 107"))
})

test("escape clears a field", async () => {
  await call.field()
  await page.keyboard.type("node")
  expect(await page.textContent("#echo")).toBe("[node]")

  await page.keyboard.press("Escape")

  expect(await page.textContent("#echo")).toBe("[]")
  expect(await page.inputValue("input")).toBe("")
})

test("help lists the keys, and escape closes it", async () => {
  await call.help()
  const dialog = page.locator('[role="dialog"]')
  expect(await dialog.textContent()).toContain("do something")

  await page.keyboard.press("Escape")

  await dialog.waitFor({ state: "detached" })
})

test("the sample under the pointer is told", async () => {
  await page.mouse.move(900, 600) // a pointer that rests over the chart would tell at once
  await call.chart()
  await page.waitForFunction(() => document.body.textContent.includes("a 3"))

  await page.mouse.move(200, 150)

  await page.waitForFunction(() => document.body.textContent.includes("a 2"))
})

test("an open list lies over boxes that clip, opens upwards near the edge, and follows its field", async () => {
  await call.withoutDialog()
  const fields = page.getByRole("combobox")

  await fields.first().click()
  expect(await call.onTop("listbox")).toBe("yes")
  const before = await call.boxOf("[popover]")
  const clip = await call.boxOf("#clip")
  expect(before.y + before.height).toBeGreaterThan(clip.y + clip.height)
  await call.scrollClip(8)
  await expect.poll(async () => (await call.boxOf("[popover]")).y).toBe(before.y - 8)
  await page.getByRole("option", { name: "six" }).click()
  expect(await fields.first().textContent()).toContain("six")
  expect(await page.locator("[popover]").count()).toBe(0)

  await fields.last().click()
  const list = await call.boxOf("[popover]")
  const field = await call.boxOf('[role="combobox"][aria-expanded="true"]')
  expect(list.y + list.height).toBeLessThanOrEqual(field.y + 0.5)
  expect(await call.onTop("listbox")).toBe("yes")
  await page.keyboard.press("Escape")
  expect(await page.locator("[popover]").count()).toBe(0)
})

test("an open list is away while its field is scrolled out of sight, and keeps the keys", async () => {
  await call.withoutDialog()
  const field = page.getByRole("combobox").first()
  await field.click()
  await expect.poll(() => call.onTop("listbox")).toBe("yes")
  await call.scrollClip(150)
  await expect.poll(() => call.onTop("listbox")).not.toBe("yes")
  await page.keyboard.press("ArrowDown")
  await call.scrollClip(0)
  await expect.poll(() => call.onTop("listbox")).toBe("yes")
  await page.keyboard.press("Enter")
  expect(await field.textContent()).toContain("one")
})

test("a dialog in a box that clips covers the window, and a list in it opens over it", async () => {
  await call.popups()
  expect(await call.onTop("dialog")).toBe("yes")
  expect(await call.boxOf("[data-popup=cover]")).toMatchObject({ x: 0, y: 0, height: 700 })

  await page.getByRole("combobox", { name: "asked" }).click()
  expect(await call.onTop("listbox")).toBe("yes")
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Enter")
  expect(await page.getByRole("combobox", { name: "asked" }).textContent()).toMatch(/yes|no/)
})

test("messages lie over a dialog that opens later, and let presses through beside them", async () => {
  await call.messages()
  await page.getByRole("button", { name: "Ask" }).click()
  await page.getByRole("dialog").waitFor()
  expect(await call.onTop("status")).toBe("yes")

  await page.getByText("saved").click()
  expect(await page.getByRole("status").count()).toBe(0)
  expect(await page.getByRole("dialog").count()).toBe(1)
  await page.keyboard.press("Escape")
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0)
})

test("a menu bar: roles, lines, and left and right between its menus", async () => {
  await call.menus()
  const bar = page.getByRole("menubar", { name: "Main" })
  await bar.getByRole("menuitem", { name: "File" }).click()
  const file = page.getByRole("menu", { name: "File" })
  expect(await file.getByRole("menuitem").allTextContents()).toEqual(["Open", "Quit"])
  expect(await file.getByRole("separator").count()).toBe(1)
  await page.keyboard.press("ArrowDown")
  expect(await file.locator("[aria-selected=true]").textContent()).toContain("Quit")

  await page.keyboard.press("ArrowRight")
  await page.getByRole("menu", { name: "Edit" }).waitFor()
  expect(await page.getByRole("menu").count()).toBe(1)
  await page.keyboard.press("ArrowLeft")
  await file.waitFor()
  await bar.getByRole("menuitem", { name: "Edit" }).hover()
  await page.getByRole("menu", { name: "Edit" }).waitFor()
  await page.keyboard.press("Enter")
  expect(await page.locator("#done").textContent()).toBe("Undo")
  expect(await page.getByRole("menu").count()).toBe(0)
})

test("a press on the field of an open list closes it", async () => {
  await call.withoutDialog()
  const field = page.getByRole("combobox").first()
  await field.click()
  expect(await page.locator("[popover]").count()).toBe(1)
  await field.click()
  expect(await page.locator("[popover]").count()).toBe(0)
})

test("in a grid arrows go to the row above and below", async () => {
  await call.grid()
  const after = async (key: string) => {
    await page.keyboard.press(key)
    return call.focused()
  }
  expect(await after("ArrowDown")).toBe("e")
  expect(await after("ArrowDown")).toBe("g") // the nearest of a shorter row
  expect(await after("ArrowDown")).toBe("a")
  expect(await after("ArrowRight")).toBe("b")
  expect(await after("ArrowUp")).toBe("g")
})
