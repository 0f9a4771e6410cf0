// Universal elements in a real page: layout, colours, editing, keys, pointer, focus, scrolling.

import { afterEach, beforeAll, expect, test } from "vitest"
import { type Opened, openPage } from "../../support/page.ts"

type Page = typeof import("./universal.page.tsx")
let opened: Opened<Page>
let call: Opened<Page>["call"]

beforeAll(async () => {
  opened = await openPage<Page>(new URL("./universal.page.tsx", import.meta.url))
  call = opened.call
})

afterEach(async () => {
  await call.logged()
  expect(await call.end()).toBe("")
  expect(opened.errors.splice(0)).toEqual([])
})

test("boxes are border-box columns, laid out by flex and grid in CSS pixels", async () => {
  const [row, ...rest] = await call.layout()
  expect(row).toEqual(["outer", 0, 0, 400, 300])
  const at = Object.fromEntries(rest.map(([id, ...box]) => [id, box]))
  expect(at.a).toEqual([20, 5, 360, 40])
  expect(at.row!.slice(0, 3)).toEqual([20, 53, 360])
  expect(at.c![2]).toBe(90) // 25 % of 360
  expect(at.b![2]).toBe(at.d![2]) // what is left, in halves
  expect(at.d![0]).toBe((at.c![0] as number) + 90 + 4 + 6)
  expect(at.e).toEqual([1, 3, 398, 296])
  expect(at.f![3]).toBeCloseTo(2 * 14 * 1.4, 1)
  expect(at.g1![2]).toBe((360 - 50 - 4) / 2)
  expect(at.g2![2]).toBe(50 + 2 + (360 - 50 - 4) / 2)
})

test("a length that is none is refused with what to write", async () => {
  expect(await call.badLength()).toBe(
    '[bad-length]: `width` was given "4em", which is no length.\n' +
      '  fix: write a number, "50%", "2ch", "1lh" or "12px".\n' +
      "  see docs/errors.md#bad-length",
  )
})

test("a side counts before its axis, and that before all sides, in whatever order they are set", async () => {
  expect(await call.order()).toEqual(["9px 2px 4px", "9px 2px 5px", "5px 2px", "0px 2px"])
})

test("a theme colours what is below it, painted areas too, and nothing else", async () => {
  const red = "rgb(255, 0, 0)"
  const blue = "rgb(0, 0, 255)"
  const ink = "rgb(22, 30, 43)" // of the light theme
  const [first, second, none] = await call.themes()
  expect(first).toEqual([red, red, red, red, ink])
  expect(second).toEqual([blue, blue, blue, blue, ink])
  expect(none).toEqual(["rgb(255, 255, 255)", "rgb(38, 100, 219)", "rgb(38, 100, 219)", ink, ink])
  expect(await call.pixel("painted")).toEqual([4, 4, 38, 100, 219, 255])
})

test("runs of text are styled, dimmed and linked, but never to a program", async () => {
  const [weight, lines, overflow, run, dim, link, bad, bright] = await call.runs()
  expect([weight, lines, overflow]).toEqual(["700", "underline line-through", "ellipsis"])
  expect(run).toEqual(["400", "italic", "rgb(0, 0, 0)", "rgb(0, 255, 0)"])
  expect(dim).toMatch(/0\.6\)$/)
  expect(bright).toBe("rgb(255, 255, 255)")
  expect(link).toBe('<a href="https://example.org/x">link</a>')
  expect(bad).toBe("bad")
})

test("a line cut at its start keeps its end, in order, also as a link", async () => {
  expect(await call.cut()).toEqual([
    [-1, 0], // runs out at the left
    [0, 1],
    [0, -1],
    '<a class="f-plain" href="https://example.org/">short</a>',
  ])
})

test("a line cut in its middle keeps both ends, and its words for those who read them otherwise", async () => {
  const [long, short, other, wide, link] = await call.cutMiddle()
  expect(long![0]).toMatch(/^\/usr.*….*path\.ts$/)
  expect(long![1]).toBe("/usr/lib/node/very/long/path.ts")
  expect(short).toEqual([null, "short.ts"])
  expect(other![0]).toMatch(/^\/usr.*….*ther\.ts$/)
  expect(wide).toEqual([null, "/usr/lib/node/very/long/other.ts"])
  expect(link![0]).toMatch(/^\/.*….*s$/)
})

test("a title stands in a bar above the content and names the box", async () => {
  expect(await call.titled()).toEqual([
    "<span>Load &lt;b&gt;</span><span>4 of 9</span>",
    "Load <b>",
    "group",
    true,
    null,
    null,
    null,
    5, // padding and border
  ])
})

test("a controlled field shows what its source says, a free one what was typed", async () => {
  const { page } = opened
  await call.edits()
  await page.focus("#upper")
  await page.keyboard.press("Home")
  await page.keyboard.type("x")
  expect(await call.value("upper")).toBe("XAB")
  await page.keyboard.type("y") // the caret stayed behind the x
  expect(await call.value("upper")).toBe("XYAB")
  await page.keyboard.press("Enter")
  expect(await call.logged()).toContain("submit XYAB")

  await page.focus("#fixed")
  await page.keyboard.type("no")
  expect(await call.value("fixed")).toBe("fixed")

  await page.focus("#free")
  await page.keyboard.press("End")
  await page.keyboard.type("!")
  expect(await call.value("free")).toBe("start!")
  expect(await page.textContent("#echo")).toBe("start!")

  await page.focus("#short")
  await page.keyboard.insertText("👩‍👩‍👧‍👦👍🏽éé")
  expect(await call.value("short")).toBe("👩‍👩‍👧‍👦👍🏽é")
  expect(await call.value("area")).toBe("a\nb")
})

test("keys have the names of every surface and reach bindings unless stopped", async () => {
  const { page } = opened
  await call.keys()
  await page.keyboard.press("Control+s") // nothing has the focus
  expect(await call.logged()).toEqual(["saved"])

  await page.focus("#one")
  await page.keyboard.press("ArrowUp")
  expect(await call.logged()).toEqual(['one up ""', 'outer up ""'])
  await page.keyboard.press("Shift+A")
  expect(await call.logged()).toEqual(['one shift+A "A"', 'outer shift+A "A"'])
  await page.keyboard.press("x")
  expect(await call.logged()).toEqual(['one x "x"'])
  await page.keyboard.press("Control+s")
  expect(await call.logged()).toEqual(['one ctrl+s ""', 'outer ctrl+s ""', "saved"])
  await page.keyboard.press("Space")
  expect(await call.logged()).toEqual(['one space " "', 'outer space " "', "press"])
  await page.keyboard.press("Enter")
  expect(await call.logged()).toEqual(['one enter ""', 'outer enter ""', "press"])
  await page.keyboard.press("PageDown")
  expect(await call.logged()).toEqual(['one pagedown ""', 'outer pagedown ""'])
  await page.keyboard.press("F5")
  expect((await call.logged())[0]).toBe('one f5 ""')

  await page.focus("#field")
  await page.keyboard.type("aqb")
  expect(await call.value("field")).toBe("ab") // preventDefault keeps the key from typing
  expect(await call.logged()).toEqual(['outer q "q"']) // a and b were the field's
  await page.keyboard.press("Backspace")
  await page.keyboard.press("Control+a")
  expect(await call.logged()).toEqual([])
  await page.keyboard.press("Control+s")
  await page.keyboard.press("Escape")
  await page.keyboard.press("ArrowUp")
  expect(await call.logged()).toEqual([
    'outer ctrl+s ""',
    "saved",
    'outer escape ""',
    'outer up ""',
  ])
})

test("pointer events count from the border box of who listens, and can be captured", async () => {
  const { page } = opened
  await call.pointers()
  await page.mouse.move(10, 10)
  await page.mouse.move(60, 50)
  expect(await call.logged()).toEqual(["enter"])
  await page.mouse.down()
  expect(await call.logged()).toEqual(["down 10,10 0 1 1"])
  await page.mouse.move(290, 190)
  expect(await call.logged()).toEqual(["move 240,150"]) // far outside: captured
  await page.mouse.up()
  const after = await call.logged()
  expect(after).toContain("up 240,150")
  expect(after).toContain("leave")

  await page.mouse.click(60, 50, { clickCount: 2 })
  const twice = await call.logged()
  expect(twice).toContain("down 10,10 0 1 2")
  expect(twice).toContain("stage press 60,50")

  await page.mouse.wheel(0, 30)
  await page.waitForFunction(() =>
    (globalThis as any).page.logged().includes("wheel 0,30 at 10,10"),
  )

  await page.mouse.click(210, 50)
  expect((await call.logged()).filter((line) => String(line).includes("press"))).toEqual([
    "stage press 210,50", // not the disabled one, but what it stands in
  ])
  await page.mouse.click(210, 110)
  expect((await call.logged()).filter((line) => /press|stop/.test(String(line)))).toEqual([
    "stop 1",
  ])
})

test("Tab and arrows move the focus by the attributes, and a dialog keeps it", async () => {
  const { page } = opened
  await call.focus()
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    return call.focused()
  }
  expect(await press("Tab")).toBe("a")
  expect(await press("Tab")).toBe("b")
  expect(await press("ArrowDown")).toBe("c")
  expect(await press("ArrowDown")).toBe("b") // d is disabled; around
  expect(await press("End")).toBe("c")
  expect(await press("Tab")).toBe("e") // the scope is one stop
  expect(await press("Shift+Tab")).toBe("c") // the one that had it last
  expect(await call.logged()).toContain("in")

  await call.openDialog()
  expect(await call.focused()).toBe("no")
  expect(await press("Tab")).toBe("yes")
  expect(await press("Shift+Tab")).toBe("no")
  await page.evaluate(() => document.getElementById("a")!.focus())
  expect(await call.focused()).toBe("no")
  await call.closeDialog()
  expect(await call.focused()).toBe("c") // back where it was
})

test("a box that sticks to its end follows it until the reader scrolls away", async () => {
  expect(await call.scrolling()).toEqual([true, 0, 0, 10])
  expect(await call.logged()).toContain("scroll 10 false")
})

test("the app tells its size, names the page and ends with a code", async () => {
  expect(await call.services()).toEqual({
    sizes: ["30x12"],
    bounds: { x: 0, y: 0, width: 30, height: 12 },
    size: { width: 960, height: 12 },
    title: "titled",
    code: 3,
    surface: "dom",
  })
})

test("pictures come from addresses and from bytes", async () => {
  expect(await call.pictures()).toEqual([
    [2, "two pixels"],
    [2, "labelled"],
  ])
})

test("an input given children says where the words belong", async () => {
  expect(await call.leaves()).toContain("<input> cannot hold text")
})

test("a painted area has as many pixels as the screen", async () => {
  const sharp = await openPage<Page>(new URL("./universal.page.tsx", import.meta.url), {
    deviceScaleFactor: 2,
  })
  await sharp.call.themes()
  expect((await sharp.call.pixel("painted")).slice(0, 2)).toEqual([8, 8])
  await sharp.page.close()
})

test("the strictest content security policy and trusted types take nothing away", async () => {
  const strict = await openPage<Page>(new URL("./universal.page.tsx", import.meta.url), {
    csp: "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'",
  })
  const [outer] = await strict.call.layout()
  expect(outer).toEqual(["outer", 0, 0, 400, 300])
  await strict.call.end()
  expect((await strict.call.runs())[0]).toBe("700")
  await strict.call.end()
  expect((await strict.call.titled())[1]).toBe("Load <b>")
  expect(strict.errors).toEqual([])
  await strict.page.close()
})
