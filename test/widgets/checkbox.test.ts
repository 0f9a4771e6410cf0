import { expect, test } from "vitest"
import { flush, rwSignal, signal } from "../../core/reactive/index.ts"
import { Checkbox } from "../../widgets/index.ts"
import { screen } from "./screen.ts"
import { mountMemory } from "./support.ts"

test("a mark stands before the words", async () => {
  expect(await screen(() => Checkbox({ label: "wrap", initialChecked: true }), 10, 1)).toEqual([
    "[✓] wrap",
  ])
  expect(await screen(() => Checkbox({ label: "wrap" }), 10, 1)).toEqual(["[ ] wrap"])
})

test("a press turns it over and tells", () => {
  const told: boolean[] = []
  const ui = mountMemory(() => Checkbox({ label: "wrap", onChange: (on) => told.push(on) }))

  ui.fire(ui.role("checkbox"), "press")
  ui.fire(ui.role("checkbox"), "press")

  expect(told).toEqual([true, false])
})

test("a bound signal goes both ways", () => {
  const bound = rwSignal(false)
  const ui = mountMemory(() => Checkbox({ label: "wrap", bind: bound }))
  const shown = () => ui.role("checkbox").attrs.get("checked")

  ui.fire(ui.role("checkbox"), "press")
  expect(bound.peek()).toBe(true)
  bound.set(false)
  flush()
  expect(shown()).toBe(false)
})

test("a value that the caller keeps changes only when the caller changes it", () => {
  const [checked] = signal(false)
  const ui = mountMemory(() => Checkbox({ label: "wrap", checked }))

  ui.fire(ui.role("checkbox"), "press")

  expect(ui.text()).toContain("[ ]")
})
