// What the pen draws, as text: braille dots for strokes, blocks for fills.

import { expect, test } from "vitest"
import type { Pen } from "../../../core/view/pen.ts"
import { CellSurface } from "../../../renderers/tui/surface.ts"
import { plainText } from "../../../renderers/tui/text-output.ts"

function drawn(width: number, height: number, paint: (pen: Pen) => void): string {
  return plainText(...screenOf(width, height, paint))
}

function screenOf(width: number, height: number, paint: (pen: Pen) => void) {
  const surface = new CellSurface(width, height)
  surface.beginFrame([{ x: 0, y: 0, width, height }])
  const resolve = (color: string) => 0xff000000 + Number.parseInt(color.slice(1), 16)
  paint(surface.pen(0, 0, width, height, undefined as never, resolve))
  surface.endFrame()
  return [surface.back, surface.pool] as const
}

test("a stroke is a line of dots, one thick", () => {
  expect(drawn(8, 2, (pen) => pen.moveTo(0, 2).lineTo(8, 0).stroke("#ffffff"))).toBe(
    "    ⣀⠤⠒⠉\n⣀⠤⠒⠉",
  )
})

test("a line along an edge is drawn in the last dots inside", () => {
  expect(drawn(4, 1, (pen) => pen.moveTo(0, 1).lineTo(4, 1).stroke("#ffffff"))).toBe("⣀⣀⣀⣀")
  expect(drawn(4, 1, (pen) => pen.moveTo(0, 0).lineTo(4, 0).stroke("#ffffff"))).toBe("⠉⠉⠉⠉")
  expect(drawn(1, 2, (pen) => pen.moveTo(1, 0).lineTo(1, 2).stroke("#ffffff"))).toBe("⢸\n⢸")
})

test("two strokes share the dots of a cell", () => {
  const cross = drawn(2, 1, (pen) =>
    pen
      .moveTo(0, 0)
      .lineTo(2, 1)
      .stroke("#ffffff")
      .begin()
      .moveTo(0, 1)
      .lineTo(2, 0)
      .stroke("#ffffff"),
  )
  expect(cross).toBe("⡱⢎")
})

test("bars end in eighths of a cell", () => {
  const bars = drawn(9, 2, (pen) => {
    for (let n = 0; n < 9; n++)
      pen
        .begin()
        .rect(n, 2 - n / 4, 1, n / 4)
        .fill("#ffffff")
  })

  // Whole cells are backgrounds, and so spaces.
  expect(bars).toBe("     ▂▄▆\n ▂▄▆")
})

test("a bar that grows to the right ends in eighths from the left", () => {
  expect(drawn(3, 1, (pen) => pen.rect(0, 0, 1.5, 1).fill("#ffffff"))).toBe(" ▌")
  expect(drawn(3, 1, (pen) => pen.rect(0, 0, 1.25, 1).fill("#ffffff"))).toBe(" ▎")
})

test("a whole cell is a background, so that words can stand on it", () => {
  const [cells] = screenOf(2, 1, (pen) => pen.rect(0, 0, 2, 1).fill("#102030").text(0, 0, "hi"))

  expect(cells.bg[0]! >>> 0).toBe(0xff102030)
  expect(String.fromCharCode(cells.glyph[0]!, cells.glyph[1]!)).toBe("hi")
})

test("a see-through fill is mixed with what is behind it", () => {
  const [cells] = screenOf(1, 1, (pen) =>
    pen.rect(0, 0, 1, 1).fill("#000000").begin().rect(0, 0, 1, 1).fill("#ffffff", 0.5),
  )
  expect(cells.bg[0]! >>> 0).toBe(0xff808080)
})

test("an area under a line gives the line's cells its colour where it covers half of them", () => {
  const [cells] = screenOf(1, 1, (pen) =>
    pen
      .rect(0, 0.25, 1, 0.75)
      .fill("#202020")
      .begin()
      .moveTo(0, 0.25)
      .lineTo(1, 0.25)
      .stroke("#ffffff"),
  )
  expect(cells.bg[0]! >>> 0).toBe(0xff202020)
  expect(cells.glyph[0]).toBeGreaterThan(0x2800)
})

test("a circle is round although cells are not", () => {
  const circle = drawn(8, 4, (pen) => pen.arc(4, 2, 3.9, 0, 2 * Math.PI).fill("#ffffff"))
  const rows = circle.split("\n")

  expect(rows).toHaveLength(4)
  expect(rows[0]!.trim()).not.toBe("")
})

test("words are aligned to their place and clipped to the element", () => {
  const text = (x: number, align: "left" | "center" | "right") =>
    drawn(6, 1, (pen) => pen.text(x, 0, "日本x", { align }))

  expect(text(0, "left")).toBe("日本x")
  expect(text(6, "right")).toBe(" 日本x")
  expect(text(-1, "left")).toBe(" 本x")
  expect(text(4, "left")).toBe("    日")
})

test("points that are not numbers leave a gap", () => {
  const line = drawn(6, 1, (pen) =>
    pen
      .moveTo(0, 0.5)
      .lineTo(2, 0.5)
      .lineTo(Number.NaN, 0.5)
      .lineTo(4, 0.5)
      .lineTo(6, 0.5)
      .stroke("#ffffff"),
  )
  expect(line).toBe("⠤⠤  ⠤⠤")
})

test("nothing is drawn outside of a surface of no size", () => {
  expect(
    drawn(0, 0, (pen) => pen.rect(0, 0, 9, 9).fill("#ffffff").stroke("#ffffff").text(0, 0, "x")),
  ).toBe("")
})

test("what a drawing covers half of is gone whole, inside of it and at its edges", () => {
  const surface = new CellSurface(8, 1)
  const style = { color: 1, background: 0, href: "" } as never
  surface.beginFrame([{ x: 0, y: 0, width: 8, height: 1 }])
  surface.text(0, 0, 1, "日本語字", style)
  surface
    .pen(1, 0, 4, 1, undefined as never, () => 0xffffffff)
    .moveTo(0, 1)
    .lineTo(4, 1)
    .stroke("#ffffff")
  surface.endFrame()

  expect(plainText(surface.back, surface.pool)).toBe(" ⣀⣀⣀⣀ 字")
})
