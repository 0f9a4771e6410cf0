import { expect, test } from "vitest"
import { signal } from "../../core/reactive/index.ts"
import { box, Show, text, useKeys } from "../../core/view/index.ts"
import { mountTest } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { Button, Dialog } from "../../widgets/index.ts"

function open() {
  const [asking, setAsking] = signal(false)
  const heard: string[] = []
  const view = () => {
    useKeys([{ keys: "x", run: () => void heard.push("app x") }])
    return box(
      { width: "100%", height: "100%" },
      Button({ label: "Ask", autoFocus: true, onPress: () => setAsking(true) }),
      Show({
        when: asking,
        children: () =>
          Dialog({
            title: "Delete?",
            keys: [{ keys: "y", run: () => void heard.push("yes") }],
            onClose: () => setAsking(false),
            children: [
              text("gone for good"),
              Button({ label: "Delete", onPress: () => void heard.push("deleted") }),
            ],
          }),
      }),
    )
  }
  return { heard, ui: mountTest(view, terminal({ columns: 40, rows: 11 })) }
}

test("a dialog stands over the app, with its keys and the focus to itself", async () => {
  const { heard, ui: opening } = open()
  await using ui = await opening
  await ui.press("enter")
  expect(ui.screen()).toMatch(/Delete\? ─+ esc closes ╮/)

  await ui.press("x", "y", "tab", "enter", "tab", "tab", "enter")

  expect(heard).toEqual(["yes", "deleted", "deleted"]) // never "app x", and Tab stays inside
})

test("escape and a press beside it close it, and the focus goes back", async () => {
  const { ui: opening } = open()
  await using ui = await opening
  await ui.press("enter", "escape")
  expect(ui.screen()).not.toContain("Delete?")
  expect(ui.focused?.attrs.label).toBe("Ask")

  await ui.press("enter")
  expect(ui.screen()).toContain("Delete?")
  await ui.click({ x: 1, y: 9 })
  expect(ui.screen()).not.toContain("Delete?")
})

test("a dialog opened deep inside of boxes that clip covers the surface, and one in it covers it", async () => {
  const [inner, setInner] = signal(false)
  const pressed: string[] = []
  await using ui = await mountTest(
    () =>
      box(
        { width: 10, height: 3, overflow: "hidden", onPress: () => pressed.push("behind") },
        Dialog({
          title: "Outer",
          onClose: () => pressed.push("outer"),
          children: [
            text({}, "words"),
            Show({
              when: inner,
              children: () =>
                Dialog({
                  title: "Inner",
                  onClose: () => setInner(false),
                  children: ["one", "two", "three", "four", "five"].map((word) => text({}, word)),
                }),
            }),
          ],
        }),
      ),
    terminal({ columns: 40, rows: 14 }),
  )
  setInner(true)
  await ui.flush()
  for (const word of ["Inner", "one", "five"]) expect(ui.screen()).toContain(word)

  await ui.click({ x: 0, y: 0 }) // beside the inner one
  expect(ui.screen()).not.toContain("Inner")
  expect(pressed).toEqual([])
  await ui.click({ x: 0, y: 0 })
  expect(pressed).toEqual(["outer"])
})

test("what is too much for the surface scrolls inside the dialog's border", async () => {
  await using ui = await mountTest(
    () =>
      Dialog({
        title: "Long",
        onClose: () => {},
        children: Array.from({ length: 20 }, (_, at) => text({}, `line ${at}`)),
      }),
    terminal({ columns: 40, rows: 10 }),
  )
  const rows = () => ui.screen().split("\n")
  expect(rows().length).toBeLessThanOrEqual(10)
  expect(ui.screen()).toMatch(/╰─+╯/)
  expect(ui.screen()).not.toContain("line 19")

  await ui.press("end")
  expect(ui.screen()).toContain("line 19")
})

test("on a narrow surface all of its border is seen, whatever the title", async () => {
  for (const columns of [40, 24, 12]) {
    await using ui = await mountTest(
      () =>
        Dialog({
          title: "Delete everything?",
          onClose: () => {},
          children: text({}, "This cannot be taken back."),
        }),
      terminal({ columns, rows: 14 }),
    )
    const rows = ui
      .screen()
      .split("\n")
      .filter((row) => row.trim() !== "")
    expect(rows[0]!.trim(), `${columns}`).toMatch(/^╭.*╮$/)
    expect(rows.at(-1)!.trim(), `${columns}`).toMatch(/^╰─+╯$/)
    expect(ui.screen().replace(/[^a-zA-Z]/g, "")).toContain("cannot")
  }
})
