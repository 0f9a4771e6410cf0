// Bad input: whatever data brings, there is a picture or an error that says what to write. Never a crash,
// never a blank sheet.

import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { CodedError } from "../../../core/errors.ts"
import { box, draw, element, image, span, text } from "../../../core/view/index.ts"
import { renderToPdf, renderToPng, renderToSvg } from "../../../renderers/canvas/index.ts"
import { decoded } from "./support.ts"

const NUMBERS = [Number.NaN, Infinity, -Infinity, -1, -0, 0, 1e-9, 1e9, 1e30, 1e308]
const TEXTS = [
  "",
  " ",
  "NaN",
  "-1px",
  "1e9px",
  "url(x)",
  "calc(1px)",
  "\u0000",
  "💥",
  "a".repeat(5000),
]
const NAMES = (
  "width height padding margin gap borderRadius borderTopLeftRadius opacity rotate scale scaleX scaleY skewX " +
  "skewY translateX translateY transformOrigin blend shadow background backgroundImage backgroundFit " +
  "backgroundPosition backgroundRepeat fontSize fontWeight lineHeight letterSpacing wordSpacing fontFamily zIndex"
).split(" ")

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** A red mark that is to be seen whatever is beside it, and something with the attributes under test. */
const scene = (attrs: Record<string, unknown>) =>
  box(
    { background: "white", width: 60, height: 40 },
    element(
      "box",
      { width: 20, height: 10, background: "#3355aa", border: true, overflow: "hidden", ...attrs },
      "words ",
      span({}, "span"),
    ),
    box({ position: "absolute", left: 50, top: 30, width: 10, height: 10, background: "#ff0000" }),
  )

async function isThere(png: Uint8Array): Promise<boolean> {
  const { data } = await decoded(png)
  const at = (35 * 60 + 55) * 4
  return data[at] === 255 && data[at + 1] === 0
}

test.each(NAMES)("%s of any value gives a picture, or an error that teaches", async (name) => {
  for (const value of [...NUMBERS, ...TEXTS]) {
    try {
      const png = await renderToPng(() => scene({ [name]: value }), {
        width: 60,
        height: 40,
        timeout: 200,
      })
      // What is larger than the sheet may lie over the mark; it is a picture all the same.
      if (typeof value === "number" && !Number.isFinite(value))
        expect(await isThere(png), `${name} = ${value}`).toBe(true)
    } catch (error) {
      expect(error, `${name} = ${JSON.stringify(value)}`).toBeInstanceOf(CodedError)
      expect((error as CodedError).code).toBe("bad-attribute")
    }
  }
})

test("boxes as wide as 30,000 pixels have shadows, groups, gradients and turns", async () => {
  const wide = (attrs: Record<string, unknown>) =>
    box({ width: 30_000, height: 20, background: "#3355aa", ...attrs })
  const png = await renderToPng(
    () =>
      box(
        { background: "white", gap: 8, width: 30_000 },
        wide({ shadow: "0 2px 6px black, inset 0 0 6px white", borderRadius: 9 }),
        wide({ opacity: 0.5 }),
        wide({ background: "linear-gradient(90deg, red, blue)", blend: "multiply" }),
        wide({ rotate: 0.01, shadow: "0 2px 6px black" }),
      ),
    { width: 30_000, height: 120 },
  )
  const { width, data } = await decoded(png)
  expect(width).toBe(30_000)
  for (const y of [10, 38, 66, 94])
    for (const x of [100, 15_000, 29_900]) {
      const at = (y * 30_000 + x) * 4
      expect(data[at]! + data[at + 1]! + data[at + 2]!, `${x}, ${y}`).toBeLessThan(700)
    }
})

test("a box a million pixels tall, seen through a small view, costs what is seen", async () => {
  const before = process.memoryUsage().rss
  const view = () =>
    box(
      { width: 60, height: 40, overflow: "scroll", scrollTop: 500_000 },
      box({
        width: 60,
        height: 1_000_000,
        background: "#3355aa",
        borderRadius: 12,
        opacity: 0.9,
        shadow: "0 2px 6px black, inset 0 0 6px white",
      }),
    )
  const { data } = await decoded(await renderToPng(view, { width: 60, height: 40 }))
  expect(data[(20 * 60 + 30) * 4 + 2]!).toBeGreaterThan(150)
  expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(200) // MB
})

test("a picture that cannot be read has a frame with its words, beside what can", async () => {
  const broken = new TextEncoder().encode("no picture at all")
  const view = () =>
    box(
      { background: "white", width: 60, height: 40 },
      image({ src: broken, alt: "map", width: 40, height: 24 }),
      box({ backgroundImage: broken, background: "#00aa00", width: 40, height: 10 }),
      box({
        position: "absolute",
        left: 50,
        top: 30,
        width: 10,
        height: 10,
        background: "#ff0000",
      }),
    )
  const png = await renderToPng(view, { width: 60, height: 40 })
  const { data } = await decoded(png)
  expect(await isThere(png)).toBe(true)
  let frame = 0
  for (let x = 0; x < 40; x++) if (data[x * 4]! < 240) frame++
  expect(frame).toBeGreaterThan(15) // dashes along its upper edge
  expect([...data.slice((28 * 60 + 5) * 4, (28 * 60 + 5) * 4 + 3)]).toEqual([0, 170, 0])
  expect(console.warn).toHaveBeenCalled()
})

test("a painter's numbers that are none leave a gap, in every format", async () => {
  const view = () =>
    draw({
      width: 60,
      height: 40,
      paint(pen) {
        pen.begin().moveTo(0, 0).lineTo(Number.NaN, 5).lineTo(Infinity, 9).lineTo(50, 30)
        pen.stroke("#ff0000", Number.NaN).stroke("#ff0000", -3).fill("#ff0000", Number.NaN)
        pen.begin().arc(10, 10, -5, 0, 7).rect(0, 0, Number.NaN, 5).fill("#ff0000")
        pen.text(Number.NaN, 0, "words")
        pen.begin().rect(50, 30, 10, 10).fill("#ff0000")
      },
    })
  const size = { width: 60, height: 40 }
  expect(await isThere(await renderToPng(() => box({ background: "white" }, view()), size))).toBe(
    true,
  )
  expect(await renderToSvg(view, size)).toContain("<svg")
  expect((await renderToPdf(view, size)).length).toBeGreaterThan(500)
})

test("words of every kind are painted without a crash", async () => {
  const words = [
    "\u202e\u2066 turned \u2069",
    "e\u0301".repeat(200),
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "\ud800 lone",
    "\t\t\n\n\r\n",
    "שלום\u0000עולם",
    "﷽".repeat(20),
    "a".repeat(20_000),
  ]
  const view = () =>
    box(
      { background: "white", width: 60, height: 40 },
      ...words.map((one) => text({ width: 60 }, one)),
    )
  expect((await renderToPng(view, { width: 60, height: 40 })).length).toBeGreaterThan(100)
})
