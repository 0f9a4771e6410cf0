import { createRequire } from "node:module"
import { expect, test } from "vitest"
import { onWarning } from "../../../core/dev.ts"
import { registerFont } from "../../../renderers/canvas/index.ts"
import { createTextEngine } from "../../../renderers/canvas/text.ts"
import { engine, font, platform } from "./support.ts"

function measured(text: string, css: string): number {
  const ctx = platform.canvas(1, 1).getContext("2d")!
  ctx.lang = "en"
  ctx.fontVariantNumeric = "tabular-nums"
  ctx.font = css
  return ctx.measureText(text).width
}

const geist = (subset: string): string =>
  createRequire(import.meta.url).resolve(
    `@fontsource-variable/geist/files/geist-${subset}-wght-normal.woff2`,
  )

test("the width of a long text is the sum of its words, as the context measures the whole", () => {
  const css = engine.face(font()).css(1, false)
  for (const text of [
    "The quick brown fox jumps over the lazy dog",
    "load average 0.42 0.38 0.30, up 12 days",
    "  two  spaces  at  each  gap  ",
    "AVAVAV To Ty WA fi ffl 'quoted' (parens) 50%",
  ])
    expect(engine.width(text, font()), text).toBeCloseTo(measured(text, css), 1)
})

test("a font that has all of ASCII is asked alone, and one that has not borrows the rest", async () => {
  await registerFont({ family: "Cyrillic", source: geist("cyrillic") })
  await registerFont({ family: "Latin", source: geist("latin") })
  const css = (family: string) => engine.face(font({ family })).css(1, true)

  expect(css("sans")).toBe('400 14px "filigree sans"')
  expect(css("Latin")).toBe('400 14px "Latin"')
  expect(css("Cyrillic")).toMatch(/^400 14px "Cyrillic", "filigree sans"/)
  expect(engine.face(font()).css(1, false)).toMatch(/"filigree sans", .*"filigree symbols"$/)
  const width = engine.width("borrowed", font({ family: "Cyrillic" }))
  expect(width).toBe(engine.width("borrowed", font()))
})

test("figures have one width, so a number that changes keeps its place", () => {
  const widths = [..."0123456789"].map((figure) => engine.width(figure, font()))
  expect(new Set(widths.map((width) => width.toFixed(3))).size).toBe(1)
  expect(engine.width("1111.1", font())).toBeCloseTo(engine.width("8888.8", font()), 3)
  // The unit is CSS's all the same: the "0" of the font without features, which is wider in Geist.
  expect(engine.metrics(font()).ch).toBeGreaterThan(widths[0]!)
})

test("a bold text is wider, a spaced one by its spacing after each character", () => {
  const plain = engine.width("widths", font())
  expect(engine.width("widths", font({ weight: 700 }))).toBeGreaterThan(plain)
  expect(engine.width("widths", font({ letterSpacing: 2 }))).toBeCloseTo(plain + 12, 1)
})

test("in mono all characters have one width", () => {
  const mono = font({ family: "mono" })
  expect(engine.width("iiii", mono)).toBeCloseTo(engine.width("WWWW", mono), 3)
})

test("line metrics are the font's, rounded as browsers do, and the line height a factor", () => {
  expect(engine.metrics(font())).toMatchObject({ ascent: 13, descent: 5 })
  expect(engine.metrics(font()).lineHeight).toBe(19.59375) // 19.6 in whole 64ths, as browsers count
  expect(engine.metrics(font({ size: 20, lineHeight: 1 })).lineHeight).toBe(20)
})

test("control characters and zero-width spaces count as nothing", () => {
  expect(engine.width("a\u0007b\u200b", font())).toBeCloseTo(engine.width("ab", font()), 3)
  expect(engine.width("", font())).toBe(0)
})

test("sizes that are none measure as nothing instead of failing", () => {
  expect(engine.width("abc", font({ size: Number.NaN }))).toBeLessThan(1)
  expect(engine.width("abc", font({ size: -4 }))).toBeLessThan(1)
  expect(engine.width("abc", font({ weight: Number.NaN }))).toBeGreaterThan(10)
})

test("Greek, Cyrillic, arrows and blocks have glyphs on a bare machine", () => {
  const codes: string[] = []
  const stop = onWarning((warning) => codes.push(warning.code))
  engine.width("Ελληνικά Привет Żółć Tiếng → ✓ ▁▂▃▄ ⏎ ⌘ ⠿ ┌─┐", font())
  stop()
  expect(codes).toEqual([])
})

test("characters that no font has are warned about at once, by script, with the packages that bring them", async () => {
  const messages: string[] = []
  const stop = onWarning((warning) => messages.push(`${warning.code} ${warning.message}`))
  let looked = 0
  const fresh = createTextEngine({
    ...platform,
    moreFonts: () => {
      looked++
      return false
    },
  })
  fresh.width("Latin Привет ✓", font())
  expect(looked).toBe(0) // the machine's fonts are left alone
  fresh.width("日本語 です", font())
  expect(looked).toBeGreaterThan(0)
  fresh.width("ก", font())
  await Promise.resolve()
  fresh.width("漢字と漢字", font())
  await Promise.resolve()
  stop()
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatch(/^missing-glyph/)
  expect(messages[0]).toContain("Chinese 日本語, Japanese です, Thai ก (U+0E01)")
  expect(messages[0]).toContain("noto-sans-sc @fontsource-variable/noto-sans-jp")
})

test("an unknown family is warned about, and text is there all the same", () => {
  const messages: string[] = []
  const stop = onWarning((warning) => messages.push(warning.message))
  const fresh = createTextEngine(platform)
  expect(fresh.width("abc", font({ family: "Comic Nothing" }))).toBeCloseTo(
    engine.width("abc", font()),
    3,
  )
  stop()
  expect(messages.join()).toContain('registerFont({ family: "Comic Nothing"')
})

test("a subset that is loaded later does not change the spacing of what was measured", () => {
  const before = engine.width("AVAWA To", font({ weight: 613 }))
  engine.width("Żółć Привет Tiếng Việt → ✓", font({ weight: 613 }))
  expect(createTextEngine(platform).width("AVAWA To", font({ weight: 613 }))).toBe(before)
})
