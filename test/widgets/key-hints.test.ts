import { expect, test } from "vitest"
import { flush, signal } from "../../core/reactive/index.ts"
import { box, component, useKeys } from "../../core/view/index.ts"
import { KeyHints } from "../../widgets/index.ts"
import { mountMemory } from "./support.ts"

const nothing = () => {}

function open() {
  const [isEditing, setEditing] = signal(false)
  const Root = component(() => {
    useKeys([
      { keys: ["up", "down", "pageup"], run: nothing, help: "move" },
      { keys: "ctrl+s", run: nothing, help: "save", when: isEditing },
      { keys: "x", run: nothing },
      { keys: "q, ctrl+c", run: nothing, help: "quit" },
    ])
    return box({}, KeyHints({}))
  })
  const ui = mountMemory(() => Root())
  return {
    ...ui,
    setEditing,
    hints: () => ui.all((node) => node.type === "text").map((node) => ui.text(node)),
  }
}

test("bindings in force are listed with the names that people use", () => {
  const ui = open()
  expect(ui.hints()).toEqual(["↑↓ move", "q ctrl+c quit"])

  ui.setEditing(true)
  flush()

  expect(ui.hints()).toEqual(["↑↓ move", "ctrl+s save", "q ctrl+c quit"])
})

test("hints that do not fit whole are left out", () => {
  const ui = open()

  ui.layOut(21, 1)
  expect(ui.hints()).toEqual(["↑↓ move"]) // the second needs 22
  ui.layOut(22, 1)
  expect(ui.hints()).toEqual(["↑↓ move", "q ctrl+c quit"])
  ui.layOut(0, 0)
  expect(ui.hints()).toEqual([])
})
