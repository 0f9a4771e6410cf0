import { expect, test } from "vitest"
import { editOf } from "../../../renderers/scene/input/input.ts"
import { stage } from "./stage.ts"

async function field(kind: "input" | "textarea", attrs: Record<string, unknown> = {}, width = 12) {
  const copied: string[] = []
  const ui = await stage(width, 6, { clipboard: (text) => copied.push(text) })
  const node = ui.add([kind, attrs])
  ui.screen()
  node.focus()
  ui.screen()
  const press = (keys: string, held: object = {}) => {
    for (const key of keys.split(" ")) ui.scene.key({ key, text: "", ...held })
  }
  const type = (text: string) => {
    for (const char of text)
      ui.scene.key(char === " " ? { key: " ", text: " " } : { key: char, text: char })
  }
  return { ui, node, press, type, value: () => editOf(node).value, copied }
}

test("typing goes in at the caret, and the surface is told where the caret is", async () => {
  const { ui, type, press, value } = await field("input")
  type("helo")
  press("left")
  type("l")
  expect(ui.screen()).toBe("hello")
  expect(value()).toBe("hello")
  expect(ui.surface.caretAt).toEqual({ x: 4, y: 0, height: 1 })

  ui.scene.focus(null)
  ui.screen()
  expect(ui.surface.caretAt).toBe(null)
})

test("graphemes are one step, and one backspace", async () => {
  const { type, press, value } = await field("input", { initialValue: "a👩‍👩‍👧é" })
  press("left left")
  type("x")
  expect(value()).toBe("ax👩‍👩‍👧é")
  press("right backspace")
  expect(value()).toBe("axé")
})

test("words, home, end, selection, cut and copy", async () => {
  const { press, type, value, copied, node } = await field("input", {
    initialValue: "one two three",
  })
  press("left", { ctrl: true })
  expect(editOf(node).caret).toBe(8)
  press("left", { ctrl: true, shift: true })
  press("c", { ctrl: true })
  press("x", { ctrl: true })
  expect([value(), copied]).toEqual(["one three", ["two ", "two "]])

  press("home")
  press("end", { shift: true })
  type("z")
  expect(value()).toBe("z")
  press("a", { ctrl: true })
  press("backspace")
  expect(value()).toBe("")
})

test("undo takes back a run of typing, redo brings it again", async () => {
  const { press, type, value } = await field("input")
  type("abc")
  press("backspace")
  type("d")
  press("z", { ctrl: true })
  expect(value()).toBe("ab")
  press("z", { ctrl: true })
  expect(value()).toBe("abc")
  press("z", { ctrl: true })
  expect(value()).toBe("")
  press("y y", { ctrl: true })
  expect(value()).toBe("ab")
})

test("maxLength counts graphemes, for typing and for paste", async () => {
  const { ui, type, value } = await field("input", { maxLength: 4 })
  type("ab")
  ui.scene.paste("👩‍👩‍👧éxyz")
  expect(value()).toBe("ab👩‍👩‍👧é")
  type("q")
  expect(value()).toBe("ab👩‍👩‍👧é")
})

test("pasted line breaks become spaces in one line, and control characters go", async () => {
  const { ui, value } = await field("input")
  ui.scene.paste("a\r\nb\u001b[31mc\u0007")
  expect(value()).toBe("a b[31mc")
})

test("a long value scrolls so that the caret is in view", async () => {
  const { ui, type, press } = await field("input", { width: 6 })
  type("abcdefghij")
  expect(ui.screen()).toBe("fghij")
  press("home")
  expect(ui.screen()).toBe("abcdef")
})

test("a password shows dots, and no word of it can be copied", async () => {
  const { ui, type, press, copied } = await field("input", { type: "password" })
  type("secret")
  press("a c", { ctrl: true })
  expect(ui.screen()).toBe("••••••")
  expect(copied).toEqual([])
})

test("the placeholder stands there while nothing is written", async () => {
  const { ui, type } = await field("input", { placeholder: "your name" })
  expect(ui.screen()).toBe("your name")
  type("A")
  expect(ui.screen()).toBe("A")
})

test("input is told after each edit, change when it is left, submit by Enter", async () => {
  const { ui, node, type, press } = await field("input")
  const seen: string[] = []
  for (const event of ["input", "change", "submit"])
    ui.on(node, event, (e) => seen.push(`${e.type} ${e.value}`))
  type("ab")
  press("enter")
  type("c")
  ui.scene.focus(null)
  expect(seen).toEqual(["input a", "input ab", "change ab", "submit ab", "input abc", "change abc"])
})

test("a key that a field uses does not reach those around it; others do", async () => {
  const { ui, press, type } = await field("input")
  const seen: string[] = []
  ui.on(ui.scene.root, "key", (e) => seen.push(e.key))
  type("q")
  press("left escape up enter tab")
  expect(seen).toEqual(["escape", "up", "enter", "tab"])
})

test("a field's own listener can keep a key from it", async () => {
  const { ui, node, type, value } = await field("input")
  ui.on(node, "key", (e) => {
    if (!/\d/.test(e.text)) e.preventDefault()
  })
  type("a1b2")
  expect(value()).toBe("12")
})

test("a controlled field goes back to what the program says", async () => {
  const { ui, node, type, value } = await field("input", { value: "fixed" })
  type("x")
  expect(value()).toBe("fixedx")
  await Promise.resolve()
  expect(value()).toBe("fixed")

  ui.on(node, "input", (e) => ui.set(node, "value", e.value.toUpperCase()))
  type("y")
  await Promise.resolve()
  expect(value()).toBe("FIXEDY")
  expect(ui.screen()).toBe("FIXEDY")
})

test("readOnly keeps the words, and lets the caret walk", async () => {
  const { ui, type, press, value, node } = await field("input", { value: "abc", readOnly: true })
  type("x")
  press("backspace home")
  ui.scene.paste("y")
  expect([value(), editOf(node).caret]).toEqual(["abc", 0])
})

test("a textarea wraps, keeps its column when moving up and down, and scrolls", async () => {
  const { ui, node, type, press, value } = await field("textarea", { rows: 3, width: 10 })
  type("one two three")
  press("enter")
  type("x")
  expect(ui.screen()).toBe("one two\nthree\nx")
  expect(value()).toBe("one two three\nx")

  press("up")
  expect(editOf(node).caret).toBe(9)
  press("end up")
  expect(editOf(node).caret).toBe(5)

  press("end", { ctrl: true })
  press("enter")
  type("last")
  expect(ui.screen()).toBe("three\nx\nlast")
  expect(ui.surface.caretAt).toEqual({ x: 4, y: 2, height: 1 })
})

test("the pointer places the caret, drags a selection, and takes words and all by clicks", async () => {
  const { ui, node } = await field("input", { initialValue: "one two" })
  const at = (type: "down" | "move" | "up", x: number) =>
    ui.scene.pointer({ type, x, y: 0, buttons: type === "up" ? 0 : 1 })
  at("down", 1)
  at("move", 5)
  at("up", 5)
  expect(editOf(node).selected).toBe("ne t")

  at("down", 5)
  at("up", 5)
  at("down", 5)
  at("up", 5)
  expect(editOf(node).selected).toBe("two")
  at("down", 5)
  at("up", 5)
  expect(editOf(node).selected).toBe("one two")
})
