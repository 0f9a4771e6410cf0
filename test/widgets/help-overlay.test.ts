import { expect, test } from "vitest"
import { flush, signal } from "../../core/reactive/index.ts"
import { box, component, Show, useKeys } from "../../core/view/index.ts"
import { HelpOverlay } from "../../widgets/index.ts"
import { mountMemory } from "./support.ts"

function open() {
  const [isOpen, setOpen] = signal(false)
  const pressed: string[] = []
  const Root = component(() => {
    useKeys([{ keys: "up", run: () => pressed.push("up"), help: "move" }], { layer: "list" })
    useKeys([{ keys: "?", run: () => setOpen(true), help: "help" }])
    return box(
      {},
      Show({ when: isOpen, children: () => HelpOverlay({ onClose: () => setOpen(false) }) }),
    )
  })
  const ui = mountMemory(() => Root())
  return { ...ui, pressed, dialog: () => ui.byRole("dialog").map((node) => ui.text(node)) }
}

test("the dialog lists the bindings that were in force, by layer", () => {
  const ui = open()

  ui.press("?")

  expect(ui.dialog()).toEqual(["list↑moveeverywhere?help"])
})

test("while it is open, keys go to it alone; escape closes it", () => {
  const ui = open()
  ui.press("?")

  ui.press("up")
  expect(ui.pressed).toEqual([])
  ui.press("escape")
  flush()

  expect(ui.dialog()).toEqual([])
  ui.press("up")
  expect(ui.pressed).toEqual(["up"])
})

test("a press beside the dialog closes it", () => {
  const ui = open()
  ui.press("?")

  ui.fire(ui.all((node) => node.listeners.has("press"))[1]!, "press")

  expect(ui.dialog()).toEqual([])
})
