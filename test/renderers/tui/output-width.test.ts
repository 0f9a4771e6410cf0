import { expect, test } from "vitest"
import { fitTo, graphemes, textWidth, visible } from "../../../renderers/tui/width.ts"

test.each([
  ["", 0],
  ["hello", 5],
  ["naïve café", 10],
  ["日本語", 6],
  ["한국어", 6],
  ["ｈａｌｆ", 8],
  ["ﾊﾝｶｸ", 4],
  ["e\u0301", 1],
  ["▁▂▃▄▅▆▇█", 8],
  ["⠁⠿⣿", 3],
  ["─│┌┐", 4],
  ["…–—“”", 5],
  ["€→∑", 3],
  ["😀", 2],
  ["👩‍🚀", 2],
  ["👨‍👩‍👧", 2],
  ["👍🏽", 2],
  ["🇩🇪", 2],
  ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2],
  ["❤", 1],
  ["❤\ufe0f", 2],
  ["⌚", 2],
  ["⌚\ufe0e", 1],
  ["1\ufe0f\u20e3", 2],
  ["\u1112\u1161\u11ab", 2], // Hangul put together from jamo
  ["क्ष", 2],
  ["เก้า", 3],
  ["\ue0b0", 1], // private use: powerline
])("%s takes %i columns", (text, width) => {
  expect(textWidth(text)).toBe(width)
})

test("what is not seen takes no column", () => {
  for (const nothing of [
    "\x00\x07\x1b\x7f\x9b",
    "\u200b\u200d\u2060\ufeff",
    "\u00ad",
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "\u2028\u2029",
  ])
    expect(textWidth(nothing)).toBe(0)
})

test("no text keeps anything that a terminal would obey", () => {
  const hostile: string[] = []
  for (let c = 0; c < 0x300; c++) hostile.push(String.fromCharCode(c))
  hostile.push(
    "\x1b]0;title\x07",
    "\x1b[2J",
    "\u009b31m",
    "\u202eevil",
    "\ud800",
    "\udc00x",
    "\ud83d",
  )
  const text = hostile.join("e\u0301") + "👩\x1b[1m‍🚀"

  expect(visible(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]/)
  expect(() => encodeURIComponent(visible(text))).not.toThrow() // well-formed UTF-16
  expect([...graphemes(text)].every((g) => g.width === 1 || g.width === 2)).toBe(true)
})

test("half a surrogate pair is drawn as the replacement character", () => {
  expect(visible("a\ud800b")).toBe("a\ufffdb")
  expect(textWidth("a\ud800b")).toBe(3)
})

test("a pile of marks on one letter is cut to a bounded size", () => {
  const [zalgo] = [...graphemes("a" + "\u0300".repeat(10_000))]
  expect(zalgo!.text.length).toBeLessThanOrEqual(40)
  expect(zalgo!.width).toBe(1)
})

test("a text is cut between graphemes, never inside one", () => {
  expect(fitTo("日本語", 3)).toBe("日")
  expect(fitTo("a👩‍🚀b", 3)).toBe("a👩‍🚀")
  expect(fitTo("abc", 0)).toBe("")
})
