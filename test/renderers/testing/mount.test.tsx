// biome-ignore-all lint/a11y: what the kit does, not what is good
// Tests of apps, on two surfaces by the same words.

import { signal, strokeOf, useApp, useKeys } from "filigree"
import { canvas } from "filigree/canvas"
import { memory, mountTest, type TestSurface } from "filigree/testing"
import { terminal } from "filigree/tui"
import { expect, test } from "vitest"
import { Todo } from "./todo.tsx"

const surfaces: TestSurface[] = [
  memory(),
  terminal({ columns: 24, rows: 6 }),
  canvas({ width: 240, height: 140 }),
]

for (const surface of surfaces) {
  test(`an app is used by its words on the ${surface.name} surface`, async () => {
    await using ui = await mountTest(() => <Todo />, surface)
    expect(ui.screen()).toContain("what?")
    expect(ui.screen()).toContain("1 items")

    await ui.click("new item")
    await ui.type("two?")
    await ui.press("enter")
    expect(ui.screen()).toContain("- two?")
    expect(ui.screen()).toContain("2 items")

    await ui.click("drop one")
    expect(ui.screen()).not.toContain("- one")
    expect(ui.screen()).toContain("1 items")
  })
}

test("the memory surface draws an outline, and finds elements by role, label, words and id", async () => {
  await using ui = await mountTest(() => (
    <box title="Load" titleNote="1 min">
      <box flexDirection="row">
        <text>cpu</text>
        <text id="value">
          4 <span>%</span>
        </text>
      </box>
      <text hidden>nothing</text>
      <input label="filter" value="abc" />
      <image alt="a picture" />
      <box role="button" label="go" focusable />
    </box>
  ))
  expect(ui.screen()).toBe("Load · 1 min\ncpu 4 %\n[abc]\na picture")
  expect(ui.text()).toBe("cpu4 %")
  expect(ui.textOf(ui.getById("value"))).toBe("4 %")
  expect(ui.getByRole("button", { name: "go" }).attrs.focusable).toBe(true)
  expect(ui.getByLabel(/^fil/).type).toBe("input")
  expect(ui.getByText("cpu").type).toBe("text")
  expect(() => ui.getByText("nothing")).toThrow(
    /nothing has the words nothing\. On the screen:\nLoad/,
  )
  expect(() => ui.getByRole("dialog")).toThrow("nothing has the role dialog")
})

test("elements are found where they stand on a terminal and on a canvas", async () => {
  const view = () => (
    <box flexDirection="row" alignItems="start">
      <box role="status" label="state" width={10} height={3} background="#ff0000" />
      <input label="name" initialValue="Ada" autoFocus width={10} height="1lh" />
    </box>
  )
  await using tty = await mountTest(view, terminal({ columns: 24, rows: 6 }))
  await using pixels = await mountTest(view, canvas({ width: 60, height: 30 }))

  expect(tty.getByRole("status", { name: "state" }).bounds).toEqual({
    x: 0,
    y: 0,
    width: 10,
    height: 3,
  })
  expect(tty.focused?.attrs.value).toBe("Ada")
  await pixels.type("!")
  expect(pixels.getByLabel("name").attrs.value).toBe("Ada!")
  expect(pixels.screen()).toBe("Ada!")
  expect(pixels.session.pixel(5, 1)).toEqual([255, 0, 0, 255])
  expect([...(await pixels.session.png()).subarray(1, 4)]).toEqual(
    [..."PNG"].map((c) => c.charCodeAt(0)),
  )
})

test("operations of the host are counted", async () => {
  const [count, setCount] = signal(0)
  await using ui = await mountTest(() => <text>{count}</text>)
  expect(ui.ops()).toEqual([])
  setCount(1)
  setCount(2)
  expect(ui.ops()).toEqual(['setText #text#2 "2"'])
})

test("keys go to what has the focus, up to key bindings, and move the focus", async () => {
  const heard: string[] = []
  await using ui = await mountTest(() => {
    useKeys([{ keys: "ctrl+s", run: () => void heard.push("saved"), help: "save" }])
    return (
      <box onKey={(event) => heard.push(`box ${event.key}`)}>
        <box id="a" focusable onPress={() => heard.push("pressed")} />
        <input id="b" />
        <box id="c" focusable disabled />
      </box>
    )
  })
  await ui.press("ctrl+s", "tab", "enter")
  expect(heard).toEqual(["box s", "saved", "box tab", "box enter", "pressed"])
  expect(ui.focused?.attrs.id).toBe("a")
  await ui.press("tab")
  expect(ui.focused?.attrs.id).toBe("b")
  await ui.press("tab") // c is disabled
  expect(ui.focused?.attrs.id).toBe("a")
})

test("a controlled field shows what its source says", async () => {
  const [value, setValue] = signal("")
  await using ui = await mountTest(() => (
    <box>
      <input label="upper" value={value} onInput={(event) => setValue(event.value.toUpperCase())} />
      <input label="fixed" value={() => "fixed"} />
      <input label="short" maxLength={2} />
    </box>
  ))
  await ui.click("upper")
  await ui.type("abc")
  await ui.press("backspace")
  await ui.click("fixed")
  await ui.type("x")
  await ui.click("short")
  await ui.type("xyz")
  expect(ui.screen()).toBe("[AB]\n[fixed]\n[xy]")
})

test("time stands still until it is moved", async () => {
  await using ui = await mountTest(
    () => {
      const [ticks, setTicks] = signal(0)
      setInterval(() => setTicks((n) => n + 1), 1000)
      const [late, setLate] = signal("")
      setTimeout(() => Promise.resolve().then(() => setLate("late")), 2500)
      return (
        <text>
          {ticks} {late}
        </text>
      )
    },
    memory(),
    { clock: true },
  )
  const began = Date.now()
  await ui.clock.advance(999)
  expect(ui.text()).toBe("0 ")
  await ui.clock.advance(1)
  expect(ui.text()).toBe("1 ")
  await ui.clock.advance(2000)
  expect(ui.text()).toBe("3 late")
  expect(Date.now() - began).toBe(3000)
})

test("the real clock is back afterwards", async () => {
  const before = setTimeout
  const ui = await mountTest(() => <text>x</text>, memory(), { clock: true })
  expect(setTimeout).not.toBe(before)
  await ui.dispose()
  expect(setTimeout).toBe(before)
  const plain = await mountTest(() => <text>x</text>)
  expect(() => plain.clock).toThrow("{ clock: true }")
  await plain.dispose()
})

test("a surface's size is told to the app", async () => {
  await using ui = await mountTest(
    () => {
      const app = useApp()
      return <text>{() => `${app.size().width} wide`}</text>
    },
    memory({ width: 40 }),
  )
  expect(ui.screen()).toBe("40 wide")
  await ui.resize(20, 5)
  expect(ui.screen()).toBe("20 wide")
})

test("strokes are read as key bindings are written", () => {
  const plain = { ctrl: false, alt: false, shift: false, meta: false }
  expect(strokeOf("a")).toEqual({ ...plain, key: "a", text: "a" })
  expect(strokeOf("ctrl+shift+up")).toEqual({
    ...plain,
    ctrl: true,
    shift: true,
    key: "up",
    text: "",
  })
  expect(strokeOf("+")).toEqual({ ...plain, key: "+", text: "+" })
  expect(strokeOf("ctrl++")).toEqual({ ...plain, ctrl: true, key: "+", text: "" })
})

for (const surface of surfaces) {
  test(`a key goes to the outermost element on the ${surface.name} surface while nothing has the focus`, async () => {
    const heard: string[] = []
    await using ui = await mountTest(() => {
      useKeys([{ keys: "a, b", run: (event) => heard.push(`layer ${event.key}`) }])
      return (
        <box
          onKey={(event) => {
            heard.push(`box ${event.key}`)
            if (event.key === "b") event.stopPropagation()
          }}
        >
          <text>words</text>
        </box>
      )
    }, surface)

    await ui.press("a")
    await ui.press("b")

    expect(heard).toEqual(["box a", "layer a", "box b"])
  })
}
