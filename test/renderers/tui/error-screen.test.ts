// An app that fails shows what failed, and gives the terminal back when one leaves.

import { box, draw, effect, signal, text, useKeys } from "filigree"
import { type TestTerminalOptions, type TuiView, terminal } from "filigree/tui"
import { expect, test } from "vitest"
import { errorText, failureOf } from "../../../renderers/tui/error-screen.ts"

const show = (view: TuiView, options: TestTerminalOptions = {}) =>
  terminal({ columns: 72, rows: 16, errorScreen: true, ...options }).open(view)

const lost = (): never => {
  throw new TypeError("the third row has no name") // the line that the screen shows
}

test("an error while the view is made is shown with its place, and q leaves with code 1", async () => {
  const ui = await show(lost)

  expect(ui.screen()).toMatch(
    /^┏ ✗ TypeError ━+ r try again · q leave ┓\n┃ the third row has no name +┃/,
  )
  expect(ui.screen()).toContain("test/renderers/tui/error-screen.test.ts:")
  expect(ui.screen()).toMatch(/▸ \d+ │ +throw new TypeError\("the third row has no name"\)/)

  await ui.press("q")
  expect(await ui.app.done).toBe(1)
  expect(ui.driver.terminal.buffer.active.type).toBe("normal")
})

test("what an effect, a dynamic part, a key binding or a painter throws is shown, and r tries again", async () => {
  const [broken, setBroken] = signal("")
  const fail = (what: string) => {
    if (broken() === what) throw new Error(`broken ${what}`)
    return what
  }
  const ui = await show(() => {
    effect(() => void fail("effect"))
    useKeys([{ keys: "k", run: () => fail("key") }])
    return box(
      {},
      text({}, () => fail("part")),
      draw({ width: 1, height: 1, paint: () => fail("paint") }),
    )
  })
  for (const what of ["effect", "part", "key", "paint"]) {
    expect(ui.screen()).toBe("part")
    setBroken(what)
    await ui.flush()
    if (what === "key") await ui.press("k")
    await ui.flush()
    expect(ui.screen()).toContain(`broken ${what}`)
    setBroken("")
    await ui.press("r")
    await ui.flush()
  }
  expect(ui.screen()).toBe("part")
  await ui.dispose()
})

test("a dynamic part that works again brings the view back, with its state", async () => {
  const [broken, setBroken] = signal(false)
  const ui = await show(() =>
    text({}, () => {
      if (broken()) throw new Error("gone")
      return "fine"
    }),
  )
  setBroken(true)
  await ui.flush()
  expect(ui.screen()).toContain("✗ Error")
  setBroken(false)
  await ui.flush()
  expect(ui.screen()).toBe("fine")
  await ui.dispose()
})

test("a message from outside cannot leave the screen, and is cut to a bounded length", () => {
  const hostile = new Error("a\x1b[2J\x1b]0;owned\x07\u202eb\nsecond\n".repeat(100))
  hostile.name = "Evil\x1b[31m"
  for (const colored of [true, false]) {
    const said = errorText(hostile, colored).replace(/\x1b\[[\d;]*m/g, "")
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect(said.split("\n").length).toBeLessThan(60)
  }
})

test("whatever was thrown is an error: texts, nothing, endless causes", () => {
  expect(failureOf("just words").message).toEqual(["just words"])
  expect(failureOf(undefined).message).toEqual(["undefined"])
  expect(failureOf(null).message).toEqual(["null"])
  const loop = new Error("round")
  loop.cause = loop
  expect(errorText(loop, false).match(/^ {2}caused by/gm)).toHaveLength(2)
})

test("on a terminal of one cell, or of none, an error changes nothing about leaving", async () => {
  for (const [columns, rows] of [
    [1, 1],
    [0, 0],
  ] as const) {
    const ui = await show(lost, { columns, rows })
    await ui.press("q")
    expect(await ui.app.done).toBe(1)
  }
})

test("what a handler or a key binding fails with later, by its promise, is shown as well", async () => {
  const save = async () => {
    await Promise.resolve()
    throw new Error("the disk is full")
  }
  const ui = await show(() => {
    useKeys([{ keys: "s", run: save }])
    return box({ focusable: true, autoFocus: true, onPress: save }, "ready")
  })
  for (const key of ["s", "enter"]) {
    expect(ui.screen()).toContain("ready")
    await ui.press(key)
    await expect.poll(() => ui.flush().then(() => ui.screen())).toContain("the disk is full")
    await ui.press("r")
    await ui.flush()
  }
  await ui.dispose()
})
