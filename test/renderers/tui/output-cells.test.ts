// The parts under the encoder: spans, colours, glyphs, and what happens when tables fill up.

import { expect, test } from "vitest"
import { DEFAULT, NONE, PALETTE } from "../../../renderers/scene/index.ts"
import { mix, paletteRgb, toDepth } from "../../../renderers/tui/color.ts"
import { Spans, Touched } from "../../../renderers/tui/damage.ts"
import { Pool, WIDE } from "../../../renderers/tui/glyphs.ts"
import { CellSurface, linkAddress } from "../../../renderers/tui/surface.ts"
import { textWidth } from "../../../renderers/tui/width.ts"

/** Chance from a seed. */
function chance(seed: number): (below: number) => number {
  return (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
}

test("spans are the union of what was added, disjoint and ascending", () => {
  const random = chance(7)
  for (let round = 0; round < 300; round++) {
    const spans = new Spans()
    spans.resize(3)
    spans.clear()
    const cells = [0, 1, 2].map(() => new Uint8Array(40))
    for (let n = 1 + random(14); n > 0; n--) {
      const y = random(3)
      const from = random(39)
      const to = Math.min(40, from + 1 + random(6))
      spans.add(y, from, to)
      cells[y]!.fill(1, from, to)
    }
    cells.forEach((row, y) => {
      const got = new Uint8Array(40)
      let last = -1
      for (let k = 0; k < spans.count[y]!; k++) {
        const start = spans.start[y * spans.capacity + k]!
        const end = spans.end[y * spans.capacity + k]!
        expect(start).toBeGreaterThan(last) // never touching: those were joined
        expect(end).toBeGreaterThan(start)
        got.fill(1, start, end)
        last = end
      }
      expect(got).toEqual(row)
    })
  }
})

test("what was touched moves with rows that are scrolled", () => {
  const touched = new Touched()
  touched.resize(10, 6)
  touched.add(3, 2, 5)
  touched.scroll(1, 6, 2)

  expect([touched.from[1], touched.to[1]]).toEqual([2, 5])
  expect([touched.from[3], touched.to[3]]).toEqual([10, 0])
})

test("each entry of the palette is its own nearest", () => {
  for (let n = 16; n < 256; n++) {
    const rgb = paletteRgb(n)
    const nearest = toDepth(0xff000000 | rgb, 8) - PALETTE
    expect(paletteRgb(nearest)).toBe(rgb) // some greys stand twice in the palette
  }
})

test("soft colours keep their hue among sixteen, and greys stay grey", () => {
  const sixteen = (rgb: number) => toDepth(0xff000000 | rgb, 4) - PALETTE
  expect([0x7aa2f7, 0x9ece6a, 0xe0af68, 0xf7768e, 0x7dcfff, 0xbb9af7].map(sixteen)).toEqual([
    12, 2, 3, 9, 6, 13,
  ])
  expect([0x000000, 0x777777, 0xeeeeee, 0xffffff].map(sixteen)).toEqual([0, 8, 7, 15])
})

test("what has no colour of its own stays so at every depth", () => {
  for (const depth of [8, 4, 1] as const) {
    expect(toDepth(DEFAULT, depth)).toBe(DEFAULT)
    expect(toDepth(NONE, depth)).toBe(DEFAULT)
    expect(toDepth(PALETTE + 3, depth)).toBe(depth === 1 ? DEFAULT : PALETTE + 3)
  }
})

test("mixing goes from the one colour to the other", () => {
  expect(mix(0x102030, 0xffffff, 0)).toBe(0x102030)
  expect(mix(0x102030, 0xffffff, 1)).toBe(0xffffff)
  expect(mix(0x000000, 0xff8000, 0.5)).toBe(0x804000)
})

test("glyphs of a text take as many cells as its width says", () => {
  const pool = new Pool()
  for (const text of ["plain", "日本", "e\u0301", "👩‍🚀x", "a\x1b[2J\u202eb", "🇩🇪", "\ud800"]) {
    const cells = pool.shape(text)?.length ?? text.length
    expect(cells).toBe(textWidth(text))
  }
  expect(pool.shape("日")![0]! & WIDE).toBeTruthy()
})

test("screens full of ever new clusters and links keep memory bounded, and show the right ones", () => {
  const surface = new CellSurface(20, 1)
  const style = {
    color: DEFAULT,
    background: NONE,
    bold: false,
    dim: false,
    italic: false,
    underline: false,
    strike: false,
    inverse: false,
    font: undefined as never,
  }
  let most = 0
  for (let n = 0; n < 50_000; n++) {
    surface.beginFrame([{ x: 0, y: 0, width: 20, height: 1 }])
    // One letter with two marks: no font has a glyph of its own for it.
    const cluster = String.fromCodePoint(0x4e00 + n) + "\u0300\u0301"
    surface.text(0, 0, 1, cluster, { ...style, href: `https://example.org/${n}` })
    surface.endFrame()
    most = Math.max(most, surface.pool.size)
    if (n % 9999 === 0 || n === 49_999) {
      expect(surface.pool.textOf(surface.back.glyph[0]!)).toBe(cluster)
      expect(surface.pool.address(surface.back.attr[0]! >>> 8)).toBe(`https://example.org/${n}`)
    }
  }
  expect(most).toBeLessThanOrEqual(20_001)
})

test("an address is printable ASCII when it reaches a terminal", () => {
  expect(linkAddress("https://münchen.de/ä b?\x1b\\\x07#\ud800")).toBe(
    "https://m%C3%BCnchen.de/%C3%A4%20b?%1B\\%07#",
  )
  expect(linkAddress("x".repeat(5000))).toBe("")
})
