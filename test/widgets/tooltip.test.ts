import { expect, test } from "vitest"
import { box } from "../../core/view/index.ts"
import { mountTest } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { Button, Tooltip } from "../../widgets/index.ts"

const view = (pressed: string[] = []) =>
  box(
    { width: "100%", height: "100%" },
    box(
      { height: 1, overflow: "hidden" },
      Tooltip({
        words: "no undo",
        children: Button({ label: "Delete", onPress: () => pressed.push("delete") }),
      }),
    ),
    Button({ label: "Keep" }),
  )

test("the pointer rests: words over everything, on the side with room; it leaves, and they go", async () => {
  const pressed: string[] = []
  await using ui = await mountTest(() => view(pressed), terminal({ columns: 30, rows: 8 }), {
    clock: true,
  })
  const point = (x: number, y: number) => {
    ui.session.driver.send(`\x1b[<35;${x + 1};${y + 1}M`)
    return ui.flush()
  }
  await point(3, 0)
  await ui.clock.advance(400)
  expect(ui.screen()).not.toContain("no undo")
  await ui.clock.advance(200)
  await ui.flush()
  expect(ui.screen().split("\n")[2]).toContain("│ no undo │") // below: nothing fits above

  await point(3, 7)
  expect(ui.screen()).not.toContain("no undo")
  await ui.click("Delete") // the focus comes by the pointer
  expect(ui.screen()).not.toContain("no undo")
  expect(pressed).toEqual(["delete"])
})

test("the focus by keys shows them at once, escape takes them away", async () => {
  await using ui = await mountTest(view, terminal({ columns: 30, rows: 8 }))

  await ui.press("tab")
  expect(ui.screen()).toContain("no undo")
  await ui.press("escape")
  expect(ui.screen()).not.toContain("no undo")
  await ui.press("tab", "shift+tab")
  expect(ui.screen()).toContain("no undo")
  await ui.press("tab")
  expect(ui.screen()).not.toContain("no undo")
})
