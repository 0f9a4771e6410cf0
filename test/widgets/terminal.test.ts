// Widgets in an emulated terminal, by its keys, mouse and wheel.

import { expect, test } from "vitest"
import { signal } from "../../core/reactive/index.ts"
import { box, component, Show, text, useKeys, type View } from "../../core/view/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import {
  Button,
  Checkbox,
  HelpOverlay,
  KeyHints,
  List,
  Log,
  logBuffer,
  Panel,
  Table,
  Tabs,
  TextInput,
} from "../../widgets/index.ts"

async function open(view: () => View<any>, columns = 24, rows = 6) {
  const ui = await terminal({ columns, rows }).open(view)
  await ui.flush() // what has the focus from the start is told with the first picture
  const lines = () =>
    ui
      .screen()
      .split("\n")
      .map((line) => line.trimEnd())
  return { ...ui, lines }
}

const FILES = [
  { name: "a.ts", size: 30 },
  { name: "b.ts", size: 200 },
  { name: "終わり.md", size: 7 },
]

test("a table is walked through by keys, sorted by a click on a title", async () => {
  const opened: string[] = []
  const ui = await open(() =>
    Table({
      rows: () => FILES,
      by: (file) => file.name,
      autoFocus: true,
      onActivate: (file) => opened.push(file.name),
      columns: [
        { id: "name", title: "NAME", value: (file) => file.name },
        { id: "size", title: "SIZE", value: (file) => file.size, width: 6, align: "right" },
      ],
    }),
  )
  expect(ui.screen().trimEnd()).toBe(
    [
      " NAME              SIZE", // the ruler of the rows below
      " a.ts                30",
      " b.ts               200",
      " 終わり.md            7",
    ].join("\n"),
  )

  await ui.press("down")
  await ui.press("down")
  await ui.press("enter")
  expect(opened).toEqual(["b.ts"])

  await ui.click(20, 0)
  expect(ui.lines().slice(0, 2)).toEqual([" NAME            ▼ SIZE", "▌b.ts               200"])
  await ui.dispose()
})

test("a long list scrolls by wheel, and a click selects what is under it", async () => {
  const ui = await open(() =>
    List({ items: () => Array.from({ length: 100_000 }, (_, at) => at), autoFocus: true }),
  )

  await ui.wheel(3, 3, 2)
  const top = Number(ui.lines()[0]!.replace("┃", ""))
  expect(top).toBeGreaterThan(0)

  await ui.click(3, 3)
  expect(ui.lines()[3]).toMatch(new RegExp(`^▌${top + 3}\\b`))

  await ui.press("end")
  expect(ui.lines()[5]).toMatch(/^▌99999 /)
  await ui.dispose()
})

test("a list that grows with the terminal shows more rows", async () => {
  const ui = await open(() => List({ items: () => [1, 2, 3, 4, 5, 6, 7, 8, 9] }))
  expect(ui.lines().length).toBe(6)

  await ui.resize(24, 12)

  expect(ui.lines().length).toBe(9)
  await ui.dispose()
})

test("a log is read further up while lines come, and followed again by a click", async () => {
  const log = logBuffer<string>()
  for (let line = 0; line < 50; line++) log.append(`line ${line}`)
  const ui = await open(() => Log({ lines: log.lines }))
  const rows = () => ui.lines()
  expect(rows()[5]).toMatch(/^line 49/)

  await ui.wheel(3, 3, -3)
  const first = rows()[0]!.replace(/ *┃?$/, "")
  log.append("one more")
  await ui.flush()
  expect(rows()[0]!.replace(/ *┃?$/, "")).toBe(first)
  expect(rows()[5]).toContain("↓ 1 new")

  await ui.click(17, 5)
  expect(rows()[5]).toMatch(/^one more/)
  await ui.dispose()
})

test("tabs are chosen by a click and by keys", async () => {
  const ui = await open(() =>
    Tabs({
      tabs: [
        { id: "a", title: "One", content: text("first") },
        { id: "b", title: "Two", content: text("second") },
      ],
    }),
  )

  await ui.click(8, 0)
  expect(ui.lines().slice(0, 2)).toEqual([" One   Two", "second"])
  await ui.press("left")
  expect(ui.lines().slice(0, 2)).toEqual([" One   Two", "first"])
  await ui.dispose()
})

test("what is typed stands in the field until escape clears it", async () => {
  const ui = await open(
    () => TextInput({ label: "find", autoFocus: true, placeholder: "word" }),
    30,
  )
  expect(ui.screen().trimEnd()).toBe("find  word")

  await ui.type("終x")
  expect(ui.screen().trimEnd()).toBe("find  終x          esc clears")
  await ui.press("escape")
  expect(ui.screen().trimEnd()).toBe("find  word")
  await ui.dispose()
})

test("a button and a checkbox take tab, space and enter", async () => {
  let presses = 0
  const ui = await open(() =>
    box({}, Button({ label: "Go", onPress: () => presses++ }), Checkbox({ label: "wrap" })),
  )

  await ui.press("tab")
  await ui.press("enter")
  expect(presses).toBe(1)
  await ui.press("tab")
  await ui.press("space")
  expect(ui.lines()[1]).toBe("[✓] wrap")
  await ui.dispose()
})

test("hints follow the focus, and help shows them all over the app", async () => {
  const App = component(() => {
    const [helping, setHelping] = signal(false)
    useKeys([{ keys: "?", help: "help", run: () => setHelping(true) }])
    return box(
      { width: "100%", height: "100%" },
      Panel({
        title: "Rows",
        flex: 1,
        children: List({ items: () => ["a", "b", "c"], autoFocus: true }),
      }),
      KeyHints({}),
      Show({ when: helping, children: () => HelpOverlay({ onClose: () => setHelping(false) }) }),
    )
  })
  const ui = await open(() => App(), 44, 10)
  expect(ui.lines().at(-1)).toBe("↑↓ move  ? help")

  await ui.press("?")
  expect(ui.screen()).toContain("↑ ↓ pgup pgdn home end  move")
  await ui.press("down") // goes to the dialog
  await ui.press("escape")
  expect(ui.screen()).not.toContain("pgup")

  await ui.press("down")
  expect(ui.lines()[1]).toMatch(/^│ ▌a/)
  await ui.dispose()
})
