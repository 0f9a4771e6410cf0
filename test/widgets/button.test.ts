import { box } from "filigree"
import { canvas } from "filigree/canvas"
import { mountTest } from "filigree/testing"
import { expect, test } from "vitest"
import { Button } from "../../widgets/index.ts"
import { screen } from "./screen.ts"
import { mountMemory } from "./support.ts"

test("a button is its words with room on both sides", async () => {
  expect(await screen(() => Button({ label: "Save" }), 12, 1)).toEqual(["  Save"])
  expect(
    mountMemory(() => Button({ label: "Save" }))
      .role("button")
      .attrs.get("label"),
  ).toBe("Save")
})

test("a press is told, and the focus is shown by another ground", () => {
  let presses = 0
  const ui = mountMemory(() => Button({ label: "Save", onPress: () => presses++ }))
  const button = ui.role("button")
  expect(button.attrs.get("background")).toBe("raised")

  ui.fire(button, "focus")
  ui.fire(button, "press")

  expect(button.attrs.get("background")).toBe("accent")
  expect(presses).toBe(1)
})

test("a disabled button takes no focus", () => {
  const button = mountMemory(() => Button({ label: "Save", disabled: true })).role("button")

  expect(button.attrs.get("disabled")).toBe(true)
  expect(button.attrs.get("focusable")).toBe(false)
})

test("the focus changes no width: buttons beside it stay where they are", async () => {
  const view = () =>
    box({ flexDirection: "row" }, Button({ label: "Commands" }), Button({ label: "next" }))
  await using ui = await mountTest(view, canvas({ width: 300, height: 40 }))
  const before = ui.getByRole("button", { name: "next" }).bounds

  await ui.press("tab")

  expect(before?.x).toBeGreaterThan(60)
  expect(ui.getByRole("button", { name: "next" }).bounds).toEqual(before)
})
