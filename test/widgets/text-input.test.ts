import { expect, test } from "vitest"
import { flush, rwSignal, signal } from "../../core/reactive/index.ts"
import { TextInput, type TextInputProps } from "../../widgets/index.ts"
import { mountMemory } from "./support.ts"

function open(props: TextInputProps = {}) {
  const ui = mountMemory(() => TextInput(props))
  const [field] = ui.all((node) => node.type === "input")
  return {
    ...ui,
    field: field!,
    value: () => field!.attrs.get("value"),
    type: (value: string) => ui.fire(field!, "input", { value }),
  }
}

test("what is typed is told and kept", () => {
  const told: string[] = []
  const ui = open({ label: "filter", onInput: (event) => told.push(event.value) })

  ui.type("no")
  ui.type("node")

  expect(ui.value()).toBe("node")
  expect(told).toEqual(["no", "node"])
  expect(ui.text()).toContain("filter")
})

test("escape clears, and keeps the key from others; in an empty field it goes on", () => {
  const told: string[] = []
  const ui = open({ initialValue: "x", onInput: (event) => told.push(event.value) })

  const first = ui.press("escape", ui.field)
  expect(ui.value()).toBe("")
  expect(told).toEqual([""])
  expect(first.defaultPrevented).toBe(true)

  const second = ui.press("escape", ui.field)
  expect(second.defaultPrevented).toBe(false)
})

test("escape in an empty field cancels where someone wants to know", () => {
  let cancelled = 0
  const ui = open({ onCancel: () => cancelled++ })

  ui.press("escape", ui.field)

  expect(cancelled).toBe(1)
})

test("a value that the caller keeps is shown, and only asked to change", () => {
  const [value, setValue] = signal("a")
  const ui = open({ value, onInput: (event) => setValue(event.value.toUpperCase()) })

  ui.type("b")

  expect(ui.value()).toBe("B")
})

test("a bound signal goes both ways", () => {
  const bound = rwSignal("a")
  const ui = open({ bind: bound })
  ui.type("b")
  expect(bound.peek()).toBe("b")

  bound.set("c")
  flush()
  expect(ui.value()).toBe("c")
})

test("enter submits what is there", () => {
  const sent: string[] = []
  const ui = open({ onSubmit: (event) => sent.push(event.value) })

  ui.fire(ui.field, "submit", { value: "go" })

  expect(sent).toEqual(["go"])
})
