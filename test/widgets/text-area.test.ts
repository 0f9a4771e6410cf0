import { expect, test } from "vitest"
import { rwSignal } from "../../core/reactive/index.ts"
import { mountTest } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { TextArea } from "../../widgets/index.ts"

test("lines are written, and the bound signal holds them", async () => {
  const notes = rwSignal("one")
  const told: string[] = []
  await using ui = await mountTest(
    () =>
      TextArea({
        label: "notes",
        bind: notes,
        rows: 3,
        autoFocus: true,
        onInput: (event) => told.push(event.value),
      }),
    terminal({ columns: 12, rows: 4 }),
  )
  expect(ui.screen()).toBe("notes\n one")

  await ui.press("end", "enter")
  await ui.type("日本")

  expect(notes.peek()).toBe("one\n日本")
  expect(told.at(-1)).toBe("one\n日本")
  expect(ui.screen()).toBe("notes\n one\n 日本")
  notes.set("two")
  expect(ui.getByLabel("notes").attrs.value).toBe("two")
})

test("it fills the room that it is given", async () => {
  await using ui = await mountTest(
    () => TextArea({ label: "notes", flex: 1, initialValue: "a\nb\nc\nd" }),
    terminal({ columns: 12, rows: 4 }),
  )

  expect(ui.getByLabel("notes").bounds?.height).toBe(3)
})
