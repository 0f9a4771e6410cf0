import { expect, test } from "vitest"
import { rwSignal, signal } from "../../core/reactive/index.ts"
import { box, Show } from "../../core/view/index.ts"
import { canvas } from "../../renderers/canvas/index.ts"
import { mountTest, type TestSurface } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { Button, Dialog, Select, type SelectProps } from "../../widgets/index.ts"

const options = [
  "name",
  "size",
  { value: "date", label: "last change" },
  { value: "x", disabled: true },
]

async function open(props: Partial<SelectProps> = {}) {
  return mountTest(
    () =>
      box(
        { width: "100%", height: "100%" },
        Select({ options, label: "by", ...props }),
        Button({ label: "next" }),
      ),
    terminal({ columns: 30, rows: 10 }),
  )
}

test("closed it is one line; a press opens the list below, and a press on an option takes it", async () => {
  const told: string[] = []
  await using ui = await open({ onChange: (value) => told.push(value) })
  expect(ui.screen()).toMatch(/^by {2}choose {6}▾ ?\n/)

  await ui.click("by")
  expect(ui.screen()).toContain("last change")
  expect(ui.screen()).not.toContain("│ x") // what is disabled cannot be taken
  await ui.click("last change")

  expect(told).toEqual(["date"])
  expect(ui.screen()).toMatch(/^by {2}last change ▾ ?\n/)
  expect(ui.screen()).not.toContain("╭")
  expect(ui.focused?.attrs.role).toBe("combobox")
})

test("keys change it closed, and open it, move, take and leave", async () => {
  const chosen = rwSignal("name")
  await using ui = await open({ bind: chosen })

  await ui.press("tab", "down")
  expect(chosen.peek()).toBe("size")
  await ui.press("enter", "down", "enter")
  expect(chosen.peek()).toBe("date")
  await ui.press("space", "home", "escape")
  expect(chosen.peek()).toBe("date")
  expect(ui.screen()).not.toContain("╭")
  await ui.press("s")
  expect(chosen.peek()).toBe("size") // by its first letter
})

test("what the caller keeps changes only when the caller changes it", async () => {
  const [value] = signal("name")
  await using ui = await open({ value })

  await ui.press("tab", "down")

  expect(ui.screen().split("\n")[0]).toContain("name")
})

test("an open list closes when the focus goes elsewhere", async () => {
  await using ui = await open()
  await ui.click("by")
  expect(ui.screen()).toContain("╭")

  await ui.press("tab")

  expect(ui.screen()).not.toContain("╭")
})

test("the open list lies over everything: in a box that clips, on the last line, in a dialog", async () => {
  const clipped = () =>
    box(
      { width: "100%", height: "100%" },
      box(
        { height: "3lh", border: "single", overflow: "hidden", flexShrink: 0 },
        Select({ options: ["one", "two", "three"], label: "in" }),
      ),
      box({ flex: 1 }),
      Select({ options: ["red", "green", "blue"], label: "low" }),
    )
  const cells: TestSurface = terminal({ columns: 30, rows: 10 })
  const pixels: TestSurface = canvas({ width: 300, height: 220 })
  for (const surface of [cells, pixels]) {
    await using ui = await mountTest(clipped, surface)

    await ui.click("in")
    await ui.flush()
    for (const word of ["one", "two", "three"]) expect(ui.screen()).toContain(word)
    await ui.click("three")
    expect(ui.textOf(ui.getAllByRole("combobox")[0]!)).toContain("three")

    await ui.click("low")
    await ui.flush()
    const list = ui.getByRole("listbox").bounds!
    const field = ui.getAllByRole("combobox")[1]!.bounds!
    expect(list.y + list.height).toBeLessThanOrEqual(field.y) // no room below
    await ui.click("green")
    await ui.flush()
    expect(ui.textOf(ui.getAllByRole("combobox")[1]!)).toContain("green")
    expect(ui.getAllByRole("listbox")).toEqual([])
  }
})

test("more options than a small terminal has lines: the list is smaller, and scrolls", async () => {
  await using ui = await mountTest(
    () => Select({ options: "abcdefgh".split(""), label: "x", rows: 8 }),
    terminal({ columns: 20, rows: 6 }),
  )
  await ui.press("tab", "enter")
  expect(ui.screen().split("\n").length).toBeLessThanOrEqual(6)
  expect(ui.screen()).toContain("╰")

  await ui.press("end")
  expect(ui.screen()).toContain("h")
  await ui.press("enter")
  expect(ui.screen()).toMatch(/^x {2}h/)
})

test("a list in a dialog closes alone on escape, and the dialog keeps the focus", async () => {
  const [open, setOpen] = signal(true)
  await using ui = await mountTest(
    () =>
      box(
        { width: 12, height: 2, overflow: "hidden" },
        Show({
          when: open,
          children: () =>
            Dialog({
              title: "Ask",
              onClose: () => setOpen(false),
              children: Select({ options: ["red", "green"], label: "pick" }),
            }),
        }),
      ),
    terminal({ columns: 44, rows: 12 }),
  )
  expect(ui.screen()).toContain("Ask")
  await ui.click("pick")
  expect(ui.screen()).toContain("green")

  await ui.press("escape")
  expect(ui.screen()).not.toContain("green")
  expect(ui.focused?.attrs.role).toBe("combobox")
  await ui.press("escape")
  expect(ui.screen().trim()).toBe("")
})

test("wide letters in the options have the room that they take", async () => {
  await using ui = await mountTest(
    () => Select({ options: ["日本語", "한국어"], initialValue: "日本語", placeholder: "–" }),
    terminal({ columns: 30, rows: 6 }),
  )

  expect(ui.screen()).toContain("日本語 ▾")
})

test("a press on the field of an open list closes it", async () => {
  await using ui = await open()
  const press = () => ui.click(ui.getByRole("combobox"))

  await press()
  expect(ui.screen()).toContain("╭")
  await press()
  expect(ui.screen()).not.toContain("╭")
  await press()
  expect(ui.screen()).toContain("╭")
})
