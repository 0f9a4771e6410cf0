import { expect, test } from "vitest"
import { signal } from "../../core/reactive/index.ts"
import { box } from "../../core/view/index.ts"
import { canvas } from "../../renderers/canvas/index.ts"
import { mountTest, type TestSurface } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { Menu, MenuBar } from "../../widgets/index.ts"

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

function menuBar() {
  const done: string[] = []
  const item = (title: string) => ({ title, run: () => done.push(title) })
  const view = () =>
    MenuBar({
      label: "Main",
      children: [
        Menu({
          label: "File",
          items: ["separator", item("Open"), "separator", item("Quit"), "separator"],
        }),
        Menu({ label: "Edit", items: [item("Undo")] }),
        Menu({ label: "View", items: [item("Wrap")] }),
      ],
    })
  return { view, done }
}

test("in a bar left and right open the menu beside the one that is open, around the ends", async () => {
  const { view, done } = menuBar()
  await using ui = await mountTest(view, terminal({ columns: 40, rows: 10 }))
  await ui.press("tab", "right")
  expect(ui.focused?.attrs.label).toBe("Edit")
  expect(ui.screen()).not.toContain("Undo") // none is open: only the focus moves

  await ui.press("enter")
  expect(ui.screen()).toContain("Undo")
  await ui.press("right")
  expect(ui.screen()).toContain("Wrap")
  expect(ui.screen()).not.toContain("Undo")
  await ui.press("right")
  expect(ui.screen()).toContain("Quit")
  await ui.press("left", "left")
  expect(ui.screen()).toContain("Undo")
  await ui.press("enter")
  expect(done).toEqual(["Undo"])
  expect(ui.focused?.attrs.label).toBe("Edit")
  await ui.press("left", "enter", "escape")
  expect(ui.focused?.attrs.label).toBe("File")
  expect(ui.screen().trim()).toBe("File ▾   Edit ▾   View ▾")
})

test("while a menu of a bar is open, the pointer opens the one that it comes to", async () => {
  const { view } = menuBar()
  await using ui = await mountTest(view, terminal({ columns: 40, rows: 10 }))
  const point = (x: number, y: number) => {
    ui.session.driver.send(`\x1b[<35;${x + 1};${y + 1}M`)
    return ui.flush()
  }
  await point(11, 0)
  expect(ui.screen()).not.toContain("Undo")
  await ui.click("File")
  expect(ui.screen()).toContain("Quit")
  await point(11, 0)
  expect(ui.screen()).toContain("Undo")
  expect(ui.screen()).not.toContain("Quit")
})

test("separators are lines that keys and presses pass by", async () => {
  const cells: TestSurface = terminal({ columns: 40, rows: 10 })
  const pixels: TestSurface = canvas({ width: 400, height: 200 })
  for (const surface of [cells, pixels]) {
    const { view, done } = menuBar()
    await using ui = await mountTest(view, surface)
    await ui.press("tab", "enter")
    const chosen = () => ui.getAllByRole("menuitem").find((node) => node.attrs.selected === true)
    expect(ui.getByRole("menu").attrs.label).toBe("File")
    expect(ui.getAllByRole("separator").length).toBe(3)
    if (surface === cells) {
      const lines = ui.screen().split("\n").slice(2, 7)
      expect(lines.map((line) => line.includes("───"))).toEqual([true, false, true, false, true])
    }

    await ui.press("home")
    await ui.press("up")
    const first = chosen()
    await ui.press("down")
    expect(chosen()).not.toBe(first)
    await ui.click(ui.getAllByRole("separator")[0]!)
    expect(done).toEqual([])
    await ui.press("down", "end", "enter")
    expect(done).toEqual(["Quit"])
    await ui.press("enter", "up", "home", "enter")
    expect(done).toEqual(["Quit", "Open"])
  }
})

test("what is no item is told", async () => {
  const items = ["line"] as never
  await expect(mountTest(() => Menu({ label: "File", items }), terminal())).rejects.toThrow(
    /items\[0\]/,
  )
})
