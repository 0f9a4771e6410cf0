import { expect, test } from "vitest"
import { rwSignal, signal } from "../../core/reactive/index.ts"
import { box } from "../../core/view/index.ts"
import { mountTest } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { Button, Select, type SelectProps } from "../../widgets/index.ts"

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
