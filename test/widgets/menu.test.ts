import { expect, test } from "vitest"
import { signal } from "../../core/reactive/index.ts"
import { box } from "../../core/view/index.ts"
import { canvas } from "../../renderers/canvas/index.ts"
import { mountTest, type TestSurface } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { Menu } from "../../widgets/index.ts"

function bar() {
  const done: string[] = []
  const [isSaved, setSaved] = signal(true)
  const view = () =>
    box(
      { flexDirection: "row", height: "1lh", overflow: "hidden", focusScope: "arrows" },
      Menu({
        label: "File",
        items: [
          { title: "Open…", keys: "ctrl+o", run: () => done.push("open") },
          { title: "Save", disabled: isSaved, run: () => done.push("save") },
          { title: "Quit", run: () => done.push("quit") },
        ],
      }),
      Menu({ label: "Edit", items: [{ title: "Undo", run: () => done.push("undo") }] }),
    )
  return { view, done, setSaved }
}

test("a press opens it over everything, and a press on a command does it once", async () => {
  const cells: TestSurface = terminal({ columns: 40, rows: 10 })
  const pixels: TestSurface = canvas({ width: 400, height: 200 })
  for (const surface of [cells, pixels]) {
    const { view, done } = bar()
    await using ui = await mountTest(view, surface)
    const [file] = ui.getAllByRole("button")

    await ui.click(file!)
    await ui.flush()
    for (const word of ["Open…", "ctrl+o", "Quit"]) expect(ui.screen()).toContain(word)
    await ui.click("Quit")
    await ui.flush()

    expect(done).toEqual(["quit"])
    expect(ui.screen()).not.toContain("ctrl+o")
    expect(ui.focused?.attrs.label).toBe("File")
  }
})

test("keys: down opens, arrows move, enter does it, escape leaves; what is disabled stays", async () => {
  const { view, done, setSaved } = bar()
  await using ui = await mountTest(view, terminal({ columns: 40, rows: 10 }))
  expect(ui.screen().trimEnd()).toBe(" File ▾  Edit ▾")

  await ui.press("tab", "down", "down", "enter")
  expect(done).toEqual([]) // nothing to save
  expect(ui.screen()).toContain("Save")
  setSaved(false)
  await ui.press("enter")
  expect(done).toEqual(["save"])

  await ui.press("enter", "escape")
  expect(ui.screen().trimEnd()).toBe(" File ▾  Edit ▾")
  await ui.press("right", "enter", "enter")
  expect(done).toEqual(["save", "undo"])
})

test("a press elsewhere closes it", async () => {
  const { view } = bar()
  await using ui = await mountTest(view, terminal({ columns: 40, rows: 10 }))

  await ui.press("tab", "enter")
  expect(ui.screen()).toContain("Quit")
  await ui.click({ x: 35, y: 8 })
  expect(ui.screen().trimEnd()).toBe(" File ▾  Edit ▾")
})
