// Text from outside, in every place that takes text: nothing of it commands the terminal, or leaves its cell.

import {
  box,
  type Child,
  draw,
  image,
  input,
  signal,
  span,
  text,
  textarea,
  type View,
} from "filigree"
import {
  fromAnsi,
  printable,
  renderToAnsi,
  renderToText,
  type TestTerminalOptions,
  type Tui,
  terminal,
} from "filigree/tui"
import * as widgets from "filigree/widgets"
import { expect, test } from "vitest"
import { errorText } from "../../../renderers/tui/error-screen.ts"

/** Every C0 and C1, sequences whole and cut short, bidi controls, halves of pairs, joiners, a placeholder. */
const CONTROLS = Array.from({ length: 0x20 }, (_, n) => String.fromCharCode(n))
  .concat(Array.from({ length: 0x21 }, (_, n) => String.fromCharCode(0x7f + n)))
  .join("x")
const HOSTILE = [
  CONTROLS,
  "\x1b[2J\x1b[H\x1b[?1049l",
  "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x1b\\\x1b]8;;https://evil.example\x1b\\",
  "\x1bP+q544e\x1b\\\x1b_Ga=d\x1b\\\x1b^pm\x1b\\\x1bX sos\x1b\\",
  "\u009b2J\u009d0;owned\u009c\u0090q\u009c",
  "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069abc",
  "\ud800x\udc00\udfff",
  "\u200d\u200d\ufe0f\u0301\u0301\u{e0041}\u{10eeee}\u0305",
  "\x1b",
].join("~")

/** What the app itself may send; all that is left must be plain text. */
function leftovers(output: string): string {
  return output
    .replace(/\x1b\[[\d;?>=<]*(?:[A-HJKSTXcfghlmnqrtu]|\$p|p)/g, "") // moves, erasing, attributes, modes, queries
    .replace(/\x1b\]8;(?:id=\d+)?;[!-~]*\x1b\\/g, "") // links
    .replace(/\x1b\](?:10|11);\?\x1b\\/g, "") // questions
    .replace(/\x1b\]2;[^\x00-\x1f\x7f-\x9f]*\x1b\\/g, "") // the title
    .replace(/\x1b\]52;c;[\w+/=]*\x07/g, "") // the clipboard
    .replace(/\x1b_G[\w=,]*;[\w+/=]*\x1b\\/g, "")
    .replace(/\x1b[78]/g, "")
    .replace(/[\r\n\b\t]/g, "")
}

const FORBIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\u{10eeee}|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/u

const NAMES: Record<string, () => Child<Tui>> = {
  "a text": () => text({}, HOSTILE, span({ href: `https://x.org/${HOSTILE}` }, HOSTILE)),
  "a link that leads elsewhere": () => text({ href: `javascript:${HOSTILE}` }, "x"),
  "a border": () => box({ border: true, title: HOSTILE, titleNote: HOSTILE }, "x"),
  "a label": () => box({ role: "button", label: HOSTILE, id: HOSTILE }, HOSTILE),
  "a field": () =>
    input({ initialValue: HOSTILE, placeholder: HOSTILE, label: HOSTILE, autoFocus: true }),
  "a password": () => input({ initialValue: HOSTILE, type: "password" }),
  "a field of many lines": () => textarea({ initialValue: HOSTILE, placeholder: HOSTILE }),
  "an alt text": () => image({ src: HOSTILE, alt: HOSTILE, width: 10, height: 2 }),
  "a drawing": () =>
    draw({ width: 20, height: 3, paint: (pen) => void pen.text(0, 0, HOSTILE, { color: "red" }) }),
  "an imported log": () => text({}, fromAnsi(HOSTILE)),
  Badge: () => widgets.Badge({ label: HOSTILE }),
  BarChart: () => widgets.BarChart({ bars: [{ name: HOSTILE, value: 3 }] }),
  Button: () => widgets.Button({ label: HOSTILE }),
  Checkbox: () => widgets.Checkbox({ label: HOSTILE }),
  Gauge: () => widgets.Gauge({ label: HOSTILE, value: 0.5, format: () => HOSTILE }),
  LineChart: () =>
    widgets.LineChart({
      series: [{ name: HOSTILE, values: [1, 2] }],
      legend: true,
      format: () => HOSTILE,
    }),
  List: () => widgets.List({ items: () => [HOSTILE], height: 3 }),
  Log: () => widgets.Log({ lines: () => [{ level: "warn", text: HOSTILE }, HOSTILE], height: 4 }),
  Panel: () => widgets.Panel({ title: HOSTILE, note: HOSTILE, children: text(HOSTILE) }),
  ProgressBar: () => widgets.ProgressBar({ value: 0.5, label: HOSTILE }),
  Sparkline: () => widgets.Sparkline({ data: [1, 2], label: HOSTILE }),
  Spinner: () => widgets.Spinner({ label: HOSTILE, active: false }),
  Stat: () => widgets.Stat({ label: HOSTILE, value: HOSTILE }),
  Table: () =>
    widgets.Table({
      height: 4,
      label: HOSTILE,
      rows: () => [{ name: HOSTILE }],
      by: (row) => row.name,
      columns: [{ id: "name", title: HOSTILE, value: (row) => row.name }],
    }),
  Tabs: () =>
    widgets.Tabs({ tabs: [{ id: "a", title: HOSTILE, content: text(HOSTILE) }], height: 4 }),
  TextInput: () =>
    widgets.TextInput({ label: HOSTILE, initialValue: HOSTILE, placeholder: HOSTILE }),
}

const MODES: Record<string, TestTerminalOptions> = {
  "on the alternate screen": {},
  inline: { mode: "inline" },
  "for a screen reader": { screenReader: true },
}

for (const [mode, options] of Object.entries(MODES))
  test.each(Object.entries(NAMES))(`%s holds hostile text, ${mode}`, async (_, view) => {
    const ui = await terminal({ columns: 60, rows: 12, ...options }).open(() =>
      box({ height: 8 }, text({}, "there"), view()),
    )
    for (let n = 0; n < 3; n++) await ui.press("tab")
    ui.app.title(HOSTILE)
    await ui.app.clipboard.write(HOSTILE)
    await ui.app.printAbove(HOSTILE)
    await ui.app.printAbove(view() as View<Tui>)
    await ui.flush()
    expect(ui.driver.output).toContain("there")
    await ui.dispose()
    expect(FORBIDDEN.exec(leftovers(ui.driver.output))).toBe(null)
  })

test.each(Object.entries(NAMES))("%s as text holds hostile text", async (_, view) => {
  const plain = await renderToText(view, { columns: 60, rows: 12 })
  expect(FORBIDDEN.exec(plain.replaceAll("\n", ""))).toBe(null)
  const ansi = await renderToAnsi(view, { columns: 60, rows: 12 })
  expect(FORBIDDEN.exec(leftovers(ansi))).toBe(null)
})

test("printed text and errors hold hostile text", () => {
  expect(FORBIDDEN.exec(leftovers(printable(HOSTILE)))).toBe(null)
  const error = new Error(HOSTILE)
  error.name = HOSTILE
  expect(FORBIDDEN.exec(leftovers(errorText(error, true)))).toBe(null)
})

test("text that is hostile goes only where it was put", async () => {
  const [words, setWords] = signal("")
  const cell = () =>
    box({ border: true, width: 10, height: 3, overflow: "hidden" }, text({ wrap: "none" }, words))
  const ui = await terminal({ columns: 30, rows: 3 }).open(() => {
    return box(
      { flexDirection: "row" },
      box({ border: true, width: 10, height: 3 }, "left"),
      cell(),
      box({ border: true, width: 10, height: 3 }, "right"),
    )
  })
  setWords(HOSTILE)
  await ui.flush()
  const [top, middle, bottom] = ui.screen().split("\n")
  expect(top).toBe("┌────────┐┌────────┐┌────────┐")
  expect(middle?.startsWith("│left    ││")).toBe(true)
  expect(middle?.endsWith("││right   │")).toBe(true)
  expect(bottom).toBe("└────────┘└────────┘└────────┘")
  await ui.dispose()
})
