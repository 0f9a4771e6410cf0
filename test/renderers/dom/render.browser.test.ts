// Plain HTML and SVG in a real page.

import { afterEach, beforeAll, expect, test } from "vitest"
import { type Opened, openPage } from "../../support/page.ts"

type Page = typeof import("./page.page.tsx")
let opened: Opened<Page>
let call: Opened<Page>["call"]

beforeAll(async () => {
  opened = await openPage<Page>(new URL("./page.page.tsx", import.meta.url))
  call = opened.call
})

afterEach(async () => {
  expect(await call.end()).toBe("") // dispose leaves nothing behind
  expect(opened.errors.splice(0)).toEqual([])
})

test("a counter counts its clicks", async () => {
  await call.counter()
  await opened.page.click("button")
  await opened.page.click("button")
  expect(await call.html()).toBe('<button type="button">clicked 2 times</button>')
})

test("elements stand in the namespace of their place", async () => {
  expect(await call.svg()).toEqual([
    "svg svg",
    "svg circle",
    "svg text",
    "svg a",
    "svg foreignObject",
    "xhtml p",
    "xhtml input",
  ])
  expect(await call.html()).toContain('<circle cx="1" r="2">')
})

test("a class string and class toggles live side by side", async () => {
  expect(await call.classes()).toEqual(["a b c d", "x c d", "d"])
})

test("attributes and properties follow their values and go when undefined", async () => {
  const style = 'style="color: red; --gap: 3; margin-top: 4px;"'
  const [on, off, none] = await call.attributes()
  expect(on).toEqual([
    `<div aria-hidden="true" data-on="true" title="yes" contenteditable="true" ${style}>`,
    true,
    true,
    true,
    3,
    true,
    "x",
  ])
  expect(off).toEqual([
    '<div aria-hidden="false" data-on="false" contenteditable="true" style="color: red; --gap: 3;">',
    false,
    false,
    false,
    3,
    false,
    "x",
  ])
  expect(none![0]).toBe('<div contenteditable="true" style="color: red; --gap: 3;">')
})

test("text never becomes markup or a program", async () => {
  expect(await call.hostile()).toEqual({
    elements: 1,
    text: "<img src=x onerror=alert(1)>",
    errors: ["markup-attribute", "handler-attribute", "script-address", "markup-attribute"],
  })
})

test("handlers are called from the target up, with their own currentTarget, until one stops it", async () => {
  await call.handlers()
  await opened.page.click("#stopped")
  expect(await call.logged()).toEqual(["button", "div"])
  await opened.page.click("#free b")
  expect(await call.logged()).toEqual(["captured", "b", "section section"])
  await opened.page.click("#off", { force: true })
  expect(await call.logged()).not.toContain("never")
  await opened.page.evaluate(() =>
    document.querySelector("#custom")!.dispatchEvent(new CustomEvent("x-Y", { detail: 4 })),
  )
  expect(await call.logged()).toEqual(["custom 4"])
})

test("a keyed list and a branch keep their places", async () => {
  expect(await call.list()).toEqual([["1234end", "4291end", "", "7end"], false])
})

test("a move keeps the focus", async () => {
  expect(await call.focusedMove()).toEqual(["c", ["c", "a", "b"]])
})

test("hidden hides whatever display the page asks for", async () => {
  expect(await call.parked()).toEqual([0, 1])
})

test("apps that ended leave no node and no listener in the browser's memory", async () => {
  const session = await opened.page.context().newCDPSession(opened.page)
  const count = async () => {
    // Two frames, so that observers have been told; then what is garbage goes.
    await opened.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
    await session.send("HeapProfiler.collectGarbage")
    await session.send("HeapProfiler.collectGarbage")
    const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters")
    return { nodes, jsEventListeners }
  }
  await call.churn(20)
  const before = await count()
  await call.churn(500)
  const after = await count()
  expect(after.nodes - before.nodes).toBeLessThan(50) // of some 9,000 made
  expect(after.jsEventListeners - before.jsEventListeners).toBeLessThan(20)
})

test("a handler with an option is the element's own, and one that stops natively is heard where it is", async () => {
  await call.options()
  await opened.page.click("#inner")
  await opened.page.click("#inner")
  // The delegated one is silenced by the native stopPropagation below it; :native and :capture are not.
  expect(await call.logged()).toEqual(["captured", "once", "native", "captured", "native"])
})

test("several apps in one page hear keys and go one by one", async () => {
  await call.several()
  await opened.page.keyboard.press("k")
  expect(await call.logged()).toEqual(["first k", "second k"])
  await call.endFirst()
  await opened.page.keyboard.press("k")
  expect(await call.logged()).toEqual(["second k"])
})

test("elements of a shadow root are styled, and their events heard", async () => {
  expect(await call.shadow()).toBe("flex")
  await opened.page.click("#host", { position: { x: 5, y: 5 } })
  await opened.page.keyboard.type("a")
  await opened.page.keyboard.press("Enter")
  await opened.page.keyboard.press("Tab")
  await opened.page.keyboard.type("b")
  await opened.page.keyboard.press("Tab") // wraps
  await opened.page.keyboard.type("c")
  expect(await call.logged()).toEqual([
    "pressed in the shadow",
    "first a",
    "sent a",
    "second b",
    "first ac",
  ])
})

test("a handler that throws is reported, and others hear the event, also outside of the app", async () => {
  expect(await call.outside()).toEqual(["the other", "true"])
  expect(opened.errors.splice(0)).toEqual(["Error: one handler's"])
})
