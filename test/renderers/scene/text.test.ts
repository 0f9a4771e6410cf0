import { expect, test } from "vitest"
import { drawn, stage } from "./stage.ts"

async function show(
  width: number,
  height: number,
  ...trees: Parameters<Awaited<ReturnType<typeof stage>>["add"]>[0][]
) {
  const ui = await stage(width, height)
  for (const tree of trees) ui.add(tree)
  return ui.screen()
}

test("a word that is longer than the line is broken between graphemes", async () => {
  expect(await show(6, 4, ["text", {}, "unbelievable 👩‍👩‍👧x"])).toBe(
    drawn(`
      unbeli
      evable
      👩‍👩‍👧x
    `),
  )
})

test("line breaks in the text are kept, and carriage returns count as part of them", async () => {
  expect(await show(10, 4, ["text", {}, "one\r\ntwo\rthree"])).toBe("one\ntwo\nthree")
})

test("spaces at the end of a wrapped line hang, and do not begin the next", async () => {
  expect(await show(6, 3, ["text", {}, "ab cd   ef gh"])).toBe("ab cd\nef gh")
})

test("wrap char fills lines, wrap none cuts at the edge of the box", async () => {
  expect(await show(5, 3, ["text", { wrap: "char" }, "ab cdef"])).toBe("ab cd\nef")
  expect(await show(5, 3, ["text", { wrap: "none" }, "abcdefgh"])).toBe("abcde")
})

test("truncate puts an ellipsis where words were lost", async () => {
  const path = "/home/ada/engine/notes.txt"
  expect(await show(12, 1, ["text", { truncate: true }, path])).toBe("/home/ada/e…")
  expect(await show(12, 1, ["text", { truncate: "start" }, path])).toBe("…e/notes.txt")
  expect(await show(12, 1, ["text", { truncate: "middle" }, path])).toBe("/home/…s.txt")
})

test("truncate never cuts a wide grapheme in half", async () => {
  expect(await show(6, 1, ["text", { truncate: true }, "日本語テスト"])).toBe("日本…")
})

test("lineClamp keeps so many lines and marks the last", async () => {
  const words = ["text", { lineClamp: 2 }, "the quick brown fox jumps"] as const
  expect(await show(10, 5, [...words] as never, ["text", {}, "below"])).toBe(
    drawn(`
      the quick
      brown fox…
      below
    `),
  )
})

test("align moves lines, and justify shares the room out between words", async () => {
  expect(await show(9, 1, ["text", { align: "right" }, "abc"])).toBe("      abc")
  expect(await show(9, 1, ["text", { align: "center" }, "abc"])).toBe("   abc")
  expect(await show(9, 3, ["text", { align: "justify" }, "a bc d efghij"])).toBe(
    "a   bc  d\nefghij",
  )
})

test("a tab goes to the next multiple of eight columns", async () => {
  expect(await show(20, 2, ["text", {}, "a\tb\n12345678\tc"])).toBe("a       b\n12345678        c")
})

test("spans keep their styles through wrapping, and nest", async () => {
  const ui = await stage(8, 2)
  ui.add([
    "text",
    { color: "red" },
    "one ",
    ["span", { bold: true }, "two ", ["span", { color: "blue" }, "three"]],
  ])

  expect(ui.screen()).toBe("one two\nthree")
  expect(ui.surface.cell(0, 0).bold).toBe(false)
  expect(ui.surface.cell(4, 0).bold).toBe(true)
  expect(ui.surface.cell(0, 1).bold).toBe(true)
  expect(ui.surface.cell(0, 1).color).toBe(0xff0000ff)
  expect(ui.surface.cell(4, 0).color).toBe(0xffff0000)
})

test("text that stands in a box directly is one block up to the next element", async () => {
  expect(
    await show(20, 4, [
      "box",
      {},
      "one ",
      ["span", { bold: true }, "two"],
      " three",
      ["text", {}, "four"],
      "five",
    ]),
  ).toBe("one two three\nfour\nfive")
})

test("a span that is hidden leaves no gap, and comes back", async () => {
  const ui = await stage(20, 2)
  const text = ui.add(["text", {}, "a ", ["span", {}, "b "], "c"])
  const span = text.first!.next!
  expect(ui.screen()).toBe("a b c")

  ui.set(span, "hidden", true)
  expect(ui.screen()).toBe("a c")

  ui.set(span, "hidden", undefined)
  expect(ui.screen()).toBe("a b c")
})

test("an empty text takes no line", async () => {
  const ui = await stage(10, 3)
  const first = ui.add(["text", {}, "x"])
  ui.add(["text", {}, "below"])
  expect(ui.screen()).toBe("x\nbelow")

  ui.say(first.first!, "")
  expect(ui.screen()).toBe("below")

  ui.say(first.first!, "y")
  expect(ui.screen()).toBe("y\nbelow")
})

test("words wrap after hyphens and between ideographs, not before closing marks", async () => {
  expect(await show(8, 3, ["text", {}, "left-handed (yes)."])).toBe("left-\nhanded\n(yes).")
  expect(await show(8, 3, ["text", {}, "日本「語」。"])).toBe("日本\n「語」。")
})

test("an address is told only when it may be followed", async () => {
  const ui = await stage(20, 2)
  ui.add(["text", { href: "https://example.org/a" }, "good"])
  ui.add(["text", { href: "javascript:alert(1)" }, "bad"])
  ui.screen()
  expect(ui.surface.cell(0, 0).style?.href).toBe("https://example.org/a")
  expect(ui.surface.cell(0, 1).style?.href).toBe("")
})
