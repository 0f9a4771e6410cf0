import { expect, test } from "vitest"
import { flush, signal } from "../../core/reactive/index.ts"
import { mountTest } from "../../renderers/testing/index.ts"
import { fromAnsi, terminal } from "../../renderers/tui/index.ts"
import { Log, type LogLine, logBuffer } from "../../widgets/index.ts"
import { mountMemory } from "./support.ts"

function open(first: readonly unknown[], more: object = {}) {
  const [lines, setLines] = signal(first)
  const ui = mountMemory(() => Log<unknown>({ lines, ...more }))
  ui.layOut(40, 5)
  const [scroller] = ui.all((node) => node.attrs.get("overflow") === "scroll")
  const top = (node: { attrs: ReadonlyMap<string, unknown> }) =>
    Number.parseFloat(String(node.attrs.get("top")))
  const rows = () =>
    ui.all((node) => String(node.attrs.get("top")).endsWith("lh")).sort((a, b) => top(a) - top(b))
  return {
    ...ui,
    setLines,
    rows,
    scroller: scroller!,
    words: () => rows().map((row) => ui.text(row)),
    scroll: (to: number, atEnd: boolean) =>
      ui.fire(scroller!, "scroll", { top: to, left: 0, atEnd }),
  }
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `line ${from + at}`)

test("a level is a letter as well as a colour", () => {
  const ui = open([
    { level: "warn", text: "hot" },
    { level: "error", text: "dead" },
    { text: "plain" },
  ] satisfies LogLine[])

  expect(ui.words()).toEqual(["Whot", "Edead", "plain"])
  const [warning, error, plain] = ui.rows().map((row) => row.children[1]!.attrs.get("color"))
  expect([warning, error, plain]).toEqual(["warning", "danger", undefined])
})

test("the end is followed: new lines are in view at once", () => {
  const ui = open(numbered(0, 20))
  expect(ui.words().at(-1)).toBe("line 19")
  expect(ui.scroller.attrs.get("stickToEnd")).toBe(true)

  ui.setLines(numbered(0, 21))
  flush()

  expect(ui.words().at(-1)).toBe("line 20")
})

test("scrolling up pauses, says how many lines are new, and a press goes back to the end", () => {
  const ui = open(numbered(0, 20))
  ui.scroll(3, false)
  expect(ui.scroller.attrs.get("stickToEnd")).toBe(false)

  ui.setLines(numbered(0, 32))
  flush()
  expect(ui.words()).toContain("line 3")
  expect(ui.words()).not.toContain("line 31")
  const note = ui.all((node) => node.listeners.has("press"))[0]!
  expect(ui.text(note)).toBe("↓ 12 new")

  ui.fire(note, "press")
  expect(ui.words().at(-1)).toBe("line 31")
  expect(ui.scroller.attrs.get("stickToEnd")).toBe(true)
})

test("while one reads, lines dropped at the top leave what is in view where it is", () => {
  const ui = open(numbered(0, 20))
  ui.scroll(8, false)
  const inView = () => ui.words().filter((line) => line === "line 8").length

  ui.setLines(numbered(5, 25))
  flush()

  expect(ui.scroller.attrs.get("scrollTop")).toBe(3)
  expect(inView()).toBe(1)
})

test("only the newest lines up to the limit are shown", () => {
  const ui = open(numbered(0, 20), { limit: 3 })

  expect(ui.words()).toEqual(["line 17", "line 18", "line 19"])
})

test("a line beyond the limit moves no other: it is one row's words and one more row", () => {
  const log = logBuffer<string>(1000)
  log.append(...numbered(0, 1100))
  const ui = mountMemory(() => Log({ lines: log.lines, limit: 1000 }))
  ui.layOut(40, 5)
  log.append("one more")
  ui.ops()

  log.append("and another")

  const written = ui.ops().filter((op) => op.startsWith("setText"))
  expect(written).toEqual([expect.stringMatching(/"and another"/)])
})

test("a buffer keeps the newest lines and lets the oldest go a quarter at a time", () => {
  const log = logBuffer<number>(100)
  for (let line = 0; line < 1000; line++) {
    log.append(line)
    expect(log.lines().length).toBeLessThanOrEqual(125)
  }
  expect(log.lines().at(-1)).toBe(999)
  expect(log.lines().length).toBeGreaterThanOrEqual(100)

  log.clear()
  expect(log.lines()).toEqual([])
})

test("a log on a buffer hears of lines that are added in place", () => {
  const log = logBuffer<string>(100)
  const ui = mountMemory(() => Log({ lines: log.lines }))

  log.append("one", "two")
  flush()

  expect(ui.text()).toBe("onetwo")
})

test("keys scroll while the log has the focus", () => {
  const ui = open(numbered(0, 20))
  const box = ui.role("log")
  ui.press("up")
  expect(ui.scroller.attrs.get("scrollTop")).toBe(undefined)

  ui.fire(box, "focus")
  ui.press("up")
  expect(ui.scroller.attrs.get("scrollTop")).toBe(14)
})

test("0 × 0 and 1 × 1 hold", () => {
  const ui = open(numbered(0, 20))

  ui.layOut(0, 0)
  expect(ui.words()).toEqual([])
  ui.layOut(1, 1)
  expect(ui.words().at(-1)).toBe("line 19")
})

test("a line that was coloured for a terminal shows its words, and with fromAnsi its colours", async () => {
  const evil = "\x1b[1;31merror\x1b[0m: \x1b]52;c;aGFjaw==\x07disk \x9b32mfull\x1b[2J 日本"
  for (const format of [undefined, fromAnsi]) {
    await using ui = await mountTest(
      () => Log({ lines: () => [evil], format, height: 2 }),
      terminal({ columns: 40, rows: 2 }),
    )

    expect(ui.screen().trimEnd()).toBe("error: disk full 日本")
    const cell = ui.session.driver.cell(0, 0)
    expect(cell.bold).toBe(format !== undefined)
  }
})
