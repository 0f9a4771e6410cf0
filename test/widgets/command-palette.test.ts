import { expect, test } from "vitest"
import { signal } from "../../core/reactive/index.ts"
import { box, Show } from "../../core/view/index.ts"
import { mountTest } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { CommandPalette } from "../../widgets/index.ts"

async function open() {
  const ran: string[] = []
  const [searching, setSearching] = signal(true)
  const command = (title: string, keys?: string) => ({
    title,
    keys,
    run: () => void ran.push(title),
  })
  const commands = [command("Open file", "ctrl+o"), command("Open folder"), command("Save all")]
  const ui = await mountTest(
    () =>
      box(
        { width: "100%", height: "100%" },
        Show({
          when: searching,
          children: () => CommandPalette({ commands, onClose: () => setSearching(false), rows: 4 }),
        }),
      ),
    terminal({ columns: 50, rows: 12 }),
  )
  await import("@leeoniya/ufuzzy") // the search is there
  await ui.flush()
  return { ran, ui }
}

test("a few letters find a command, enter runs it, and the palette goes", async () => {
  const { ran, ui } = await open()
  expect(ui.screen()).toContain("ctrl+o")

  await ui.type("fold")
  expect(ui.screen()).toContain("Open folder")
  expect(ui.screen()).not.toContain("Save all")
  await ui.press("enter")

  expect(ran).toEqual(["Open folder"])
  expect(ui.screen()).not.toContain("Commands")
  await ui.dispose()
})

test("words may come in any order and letters may miss or be wrong; what fits nothing says so", async () => {
  const { ui } = await open()

  await ui.type("all sav")
  expect(ui.screen()).toContain("Save all")
  await ui.press("ctrl+u")
  await ui.type("opf")
  expect(ui.screen()).toMatch(/Open file.*Open folder/s)
  await ui.press("ctrl+u")
  await ui.type("fiel")
  expect(ui.screen()).toContain("Open file")
  await ui.press("ctrl+u")
  await ui.type("qqq")
  expect(ui.screen()).toContain("nothing found")
  await ui.dispose()
})

test("arrows choose another one, round the ends, and a click runs", async () => {
  const { ran, ui } = await open()
  await ui.press("up", "enter")
  expect(ran).toEqual(["Save all"])
  await ui.dispose()
})
