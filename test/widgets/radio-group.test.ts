import { expect, test } from "vitest"
import { rwSignal } from "../../core/reactive/index.ts"
import { mountTest } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { RadioGroup } from "../../widgets/index.ts"
import { screen } from "./screen.ts"

const options = ["name", { value: "size", disabled: true }, { value: "date", label: "last change" }]

test("one of the options is marked", async () => {
  const view = () => RadioGroup({ options, initialValue: "date" })
  expect(await screen(view, 20, 3)).toEqual(["( ) name", "( ) size", "(•) last change"])

  const row = () => RadioGroup({ options: ["a", "b"], direction: "row", initialValue: "a" })
  expect(await screen(row, 20, 1)).toEqual(["(•) a  ( ) b"])
})

test("arrows and presses choose, and pass what is disabled", async () => {
  const chosen = rwSignal("name")
  const told: string[] = []
  await using ui = await mountTest(
    () => RadioGroup({ options, bind: chosen, onChange: (value) => told.push(value) }),
    terminal({ columns: 20, rows: 4 }),
  )

  await ui.press("tab", "down")
  expect(chosen.peek()).toBe("date")
  await ui.press("down") // round
  await ui.click("size")
  await ui.click("last change")

  expect(told).toEqual(["date", "name", "date"])
})
