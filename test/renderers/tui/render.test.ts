// Apps through render(), on an emulated terminal: what is seen, and what it costs in bytes.

import { afterEach, expect, test } from "vitest"
import { resource } from "../../../core/async/index.ts"
import { onCleanup, rwSignal, signal } from "../../../core/reactive/index.ts"
import {
  box,
  component,
  draw,
  For,
  image,
  input,
  span,
  type Token,
  text,
  useApp,
  type View,
} from "../../../core/view/index.ts"
import { mountTest } from "../../../renderers/testing/index.ts"
import {
  type CellPen,
  renderToAnsi,
  renderToText,
  type TestTerminal,
  type TestTerminalOptions,
  type TuiApp,
  type TuiView,
  terminal,
  useTerminal,
} from "../../../renderers/tui/index.ts"
import { light, Select } from "../../../widgets/index.ts"

const open: TestTerminal[] = []
async function show(view: TuiView, options: TestTerminalOptions = {}): Promise<TestTerminal> {
  const ui = await terminal({ columns: 40, rows: 10, ...options }).open(view)
  open.push(ui)
  return ui
}
afterEach(async () => {
  for (const ui of open.splice(0)) await ui.dispose()
})

test("what cells cannot show is left out: each corner is round or square, and nothing turns", async () => {
  const attrs = { width: 6, height: 3, borderColor: "text" } as const
  const ui = await show(() =>
    box(
      {},
      box({ ...attrs, border: true, borderTopLeftRadius: 8, borderBottomRightRadius: 8 }),
      box({ ...attrs, border: "round", borderTopRightRadius: 0, rotate: 45, scale: 3 }),
      box(
        { width: 6, background: "conic-gradient(red, blue), #000", backgroundImage: "/none.png" },
        text({ blend: "multiply", translateX: 4, direction: "rtl" }, "words"),
      ),
    ),
  )

  expect(ui.screen().split("\n").slice(0, 7)).toEqual([
    "╭────┐",
    "│    │",
    "└────╯",
    "╭────┐",
    "│    │",
    "╰────╯",
    "words",
  ])
})

test("a view is seen as it is laid out", async () => {
  const ui = await show(() =>
    box(
      { border: "round", title: "日本", width: 20, paddingX: 1 },
      text({}, "naïve ", span({ bold: true }, "👩‍🚀"), " end"),
    ),
  )

  expect(ui.screen()).toBe("╭ 日本 ────────────╮\n│ naïve 👩‍🚀 end     │\n╰──────────────────╯")
  expect(ui.driver.cell(8, 1)).toMatchObject({ text: "👩‍🚀", width: 2, bold: true })
})

test("one value among many costs a few bytes", async () => {
  const [count, setCount] = signal(123456)
  const ui = await show(
    () =>
      box(
        {},
        Array.from({ length: 8 }, (_, i) =>
          box(
            { flexDirection: "row", gap: 2 },
            text({}, `row ${i}`),
            text({ width: 6 }, () => (i === 5 ? count() : 0)),
          ),
        ),
      ),
    {},
  )
  const sizes: number[] = []
  for (let n = 0; n < 3; n++) {
    setCount((now) => now + 1111)
    ui.driver.reset()
    await ui.flush()
    sizes.push(ui.driver.bytes)
  }

  expect(Math.max(...sizes.slice(1))).toBeLessThanOrEqual(13)
  expect(ui.screen()).toContain("row 5  126789")
})

test("a burst of writes is one frame", async () => {
  const [count, setCount] = signal(0)
  const ui = await show(() => text({}, count))
  ui.driver.reset()
  for (let n = 1; n <= 10_000; n++) setCount(n)
  await ui.flush()

  expect(ui.driver.frames).toBe(1)
  expect(ui.screen()).toBe("10000")
})

test("nothing is written while nothing changes", async () => {
  const [color, setColor] = signal("red")
  const ui = await show(() => box({ borderColor: color, width: 4 }, text({}, "hi")))
  ui.driver.reset()
  setColor("blue") // of a border that is not there
  await ui.flush()

  expect(ui.driver.bytes).toBe(0)
})

test("a list that is scrolled is moved by the terminal itself", async () => {
  const [top, setTop] = signal(0)
  const rows = Array.from({ length: 500 }, (_, i) => `row ${i} `.padEnd(40, "."))
  const ui = await show(() =>
    box(
      {},
      text({}, "header"),
      box(
        { overflow: "scroll", scrollbar: "none", height: 8, scrollTop: top },
        For({ each: () => rows, children: (row) => text({ wrap: "none" }, row) }),
      ),
    ),
  )
  setTop(1)
  await ui.flush()
  ui.driver.reset()
  setTop(2)
  await ui.flush()

  expect(ui.driver.output).toContain("\x1b[S")
  expect(ui.driver.bytes).toBeLessThanOrEqual(50)
  expect(ui.driver.lines().slice(0, 9)).toEqual(["header", ...rows.slice(2, 10)])
})

test("the focused field has the hardware cursor", async () => {
  const ui = await show(() =>
    box({}, text({}, "name"), box({ paddingLeft: 2 }, input({ autoFocus: true, width: 10 }))),
  )
  expect(ui.driver.cursor()).toEqual({ x: 2, y: 1, visible: true })

  await ui.type("日本")

  expect(ui.driver.cursor()).toEqual({ x: 6, y: 1, visible: true })
  expect(ui.screen()).toBe("name\n  日本")
})

test("a link that a frame ended in does not reach into what a resize paints anew", async () => {
  const ui = await show(() => [text({}, "words"), text({ href: "https://example.org/" }, "a link")])

  await ui.resize(30, 5)

  expect(ui.driver.cell(0, 0)).toMatchObject({ text: "w", underline: false })
  expect(ui.driver.cell(0, 1)).toMatchObject({ text: "a", underline: true })
  expect(ui.driver.cell(20, 3).underline).toBe(false)
})

test("a resize to the same size is no resize", async () => {
  const ui = await show(() => text({}, "words"), { columns: 20, rows: 4 })

  await ui.resize(20, 4)

  expect(ui.screen()).toBe("words")
})

test("after a resize every cell is right, without clearing the screen", async () => {
  const ui = await show(() => {
    const app = useApp()
    return box(
      { border: true, flexGrow: 1 },
      text({}, () => app.size().width),
    )
  })
  ui.driver.reset()
  await ui.resize(30, 5)

  expect(ui.driver.output).not.toContain("\x1b[2J")
  // The emulator keeps what lies beyond its new width.
  const lines = ui.driver.lines().map((line) => line.slice(0, 30).trimEnd())
  expect(lines).toEqual([
    `┌${"─".repeat(28)}┐`,
    `│30${" ".repeat(26)}│`,
    `│${" ".repeat(28)}│`,
    `│${" ".repeat(28)}│`,
    `└${"─".repeat(28)}┘`,
  ])
})

test("a window that is small for a moment has lost cells, and gets them back", async () => {
  const ui = await show(() => box({ border: true, flexGrow: 1 }, text({}, "all of it")))
  const before = ui.screen()

  ui.driver.resize(5, 2)
  ui.driver.resize(40, 10) // before anybody was told
  await new Promise<void>((told) => ui.driver.onResize(() => told()))
  await ui.flush()

  expect(ui.screen()).toBe(before)
})

test("a terminal of no size, of one cell, and again a large one", async () => {
  const ui = await show(() => box({ border: true, padding: 1 }, text({}, "日本語 text")), {
    columns: 0,
    rows: 0,
  })
  for (const [columns, rows] of [
    [1, 1],
    [2, 1],
    [3, 9],
    [200, 60],
    [0, 5],
    [20, 6],
  ] as const)
    await ui.resize(columns, rows)

  expect(ui.screen().split("\n")[2]).toBe("│ 日本語 text      │")
})

test("text cannot command the terminal", async () => {
  const evil = "a\x1b[2J\x1b]0;owned\x07\u009b31mb\u202ec\x00\x08\x7f\ud800d"
  const ui = await show(() =>
    box(
      { border: true, title: evil, titleNote: evil, width: 38 },
      text({ href: "https://example.org/\x1b]52;c;aGk=\x07" }, evil),
      input({ initialValue: evil, width: 30 }),
      draw({ width: 20, height: 1, paint: (pen) => pen.text(0, 0, evil) }),
    ),
  )
  const shown = "a[2J]0;owned31mbc\ufffdd"

  expect(ui.screen()).toContain(shown)
  expect(ui.driver.output).not.toMatch(/\x1b\]0;|\x1b\]52|\u009b|\u202e|\x00|\x7f/)
})

test("while the terminal is slow frames wait, and the last state is what goes out", async () => {
  const [count, setCount] = signal(0)
  const ui = await show(() => text({}, count))
  ui.driver.stall()
  setCount(1)
  void ui.app.flush()
  await Promise.resolve()
  const before = ui.driver.frames
  for (let n = 2; n < 50; n++) {
    setCount(n)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(ui.driver.frames - before).toBeLessThanOrEqual(1)
  ui.driver.unstall()
  await ui.flush()

  expect(ui.screen()).toBe("49")
})

test("a terminal cell by cell, for pictures and games", async () => {
  const ui = await show(() =>
    draw({
      width: 3,
      height: 1,
      paint: (pen) => {
        const cells = pen as CellPen
        cells.cell(0, 0, 0x41, 0xffff0000, 0xff0000ff)
        cells.cell(2, 0, 0x1b, 0xffffffff) // a control is a space
        cells.cell(9, 0, 0x42, 0xffffffff) // outside
      },
    }),
  )

  expect(ui.driver.cell(0, 0)).toMatchObject({ text: "A", color: 0xff0000, background: 0xff })
  expect(ui.screen()).toBe("A")
})

test("a picture is shown two pixels a cell, and its words where there is no decoder", async () => {
  const red = [255, 0, 0, 255]
  const blue = [0, 0, 255, 255]
  const clear = [0, 0, 0, 0]
  const pixels = Uint8Array.from([...red, ...blue, ...blue, ...clear])
  const view = () => image({ src: "flag.png", alt: "a flag", width: 2, height: 1, fit: "fill" })
  const ui = await show(view, { images: async () => ({ width: 2, height: 2, pixels }) })
  await ui.app.ready()

  expect(ui.driver.cell(0, 0)).toMatchObject({ text: "▀", color: 0xff0000, background: 0xff })
  expect(ui.driver.cell(1, 0)).toMatchObject({ text: "▀", color: 0xff, background: undefined })
  expect(await renderToText(() => image({ alt: "a flag", width: 6, height: 1 }))).toBe("a flag")
})

test("inline, the app is as high as its content, and what was there stays", async () => {
  const [lines, setLines] = signal(["one"])
  const ui = await show(() => box({}, For({ each: lines, children: (line) => text({}, line) })), {
    mode: "inline",
  })
  expect(ui.driver.state()).toMatchObject({ buffer: "normal" })

  setLines(["one", "two", "three"])
  await ui.flush()
  expect(ui.screen()).toBe("one\ntwo\nthree")

  ui.app.printAbove("log 1\nlog \x1b[31m2\x1b[2J")
  await ui.flush()
  expect(ui.screen()).toBe("log 1\nlog 2\none\ntwo\nthree")

  setLines(["last"])
  await ui.flush()
  expect(ui.screen()).toBe("log 1\nlog 2\nlast")
  expect(ui.driver.output).not.toContain("\x1b[2J")
})

test("inline, a finished view is printed above, as high as it is", async () => {
  const ui = await show(() => text({}, "working"), { mode: "inline" })
  await ui.app.printAbove(box({ border: true, width: 10 }, text({ color: "#ff0000" }, "done 1")))
  await ui.flush()

  expect(ui.screen()).toBe("┌────────┐\n│done 1  │\n└────────┘\nworking")
  expect(ui.driver.cell(1, 1)).toMatchObject({ text: "d", color: 0xff0000 })
})

const Failing = component((): View => {
  throw new Error("no view")
})

test("inline, what is printed keeps its order, and the app ends after it", async () => {
  const ui = await show(() => text({}, "frame"), { mode: "inline" })
  void ui.app.printAbove(text({}, "a view")) // takes a moment
  void ui.app.printAbove("a text")
  void ui.app.printAbove(text({}, "another view"))
  const failing = expect(ui.app.printAbove(Failing())).rejects.toThrow("no view")
  void ui.app.printAbove("after a failure")
  ui.app.exit(3)

  expect(await ui.app.done).toBe(3)
  expect(ui.screen()).toBe("a view\na text\nanother view\nafter a failure\nframe")
  await failing
})

test("an app does not wait for ever for a view that never loads", async () => {
  const ui = await show(() => text({}, "frame"), { mode: "inline" })
  const Never = component(() => {
    const never = resource(
      () => true,
      () => new Promise<string>(() => {}),
    )
    return text({}, () => never.get() ?? "loading")
  })
  void ui.app.printAbove(Never())
  ui.app.exit(0)
  expect(await ui.app.done).toBe(0)
})

test("inline, the last frame stays and the cursor is below it", async () => {
  const [state, setState] = signal("working")
  const ui = await show(() => box({ border: true, width: 12 }, text({}, state)), { mode: "inline" })
  setState("done")
  ui.app.exit(3)

  expect(await ui.app.done).toBe(3)
  expect(ui.screen()).toBe("┌──────────┐\n│done      │\n└──────────┘")
  expect(ui.driver.cursor()).toMatchObject({ x: 0, y: 3, visible: true })
})

test("inline at the bottom of the screen, what is above scrolls away and nothing is lost", async () => {
  const ui = await show(() => box({ border: true, width: 10 }, text({}, "app")), {
    mode: "inline",
    rows: 5,
  })
  for (let n = 1; n <= 6; n++) {
    ui.app.printAbove(`line ${n}`)
    await ui.flush()
  }

  expect(ui.screen()).toBe("line 5\nline 6\n┌────────┐\n│app     │\n└────────┘")
  expect(ui.driver.scrollback()).toEqual(["line 1", "line 2", "line 3", "line 4"])
})

test("the alternate screen is left as if nothing had been", async () => {
  const ui = await show(() => box({ background: "red", flexGrow: 1 }, text({ bold: true }, "x")))
  ui.app.exit()
  await ui.app.done

  expect(ui.driver.state()).toMatchObject({
    buffer: "normal",
    cursor: { x: 0, y: 0, visible: true },
    attributes: [0, 0],
    region: [0, 9],
  })
  expect(ui.screen()).toBe("")
})

test("components end, and in order, when the app does", async () => {
  const said: string[] = []
  const ui = await show(() => {
    const app = useApp()
    onCleanup(() => said.push("view"))
    void app.done.then((code) => said.push(`done ${code}`))
    return text({}, "x")
  })
  ui.app.exit(7)
  ui.app.exit(1)
  await ui.app.done

  expect(said).toEqual(["view", "done 7"])
})

test("Ctrl+C ends the app unless something uses it", async () => {
  const ui = await show(() => text({}, "x"))
  await ui.press("ctrl+c")
  expect(await ui.app.done).toBe(130)

  const used = rwSignal(0)
  const other = await show(() =>
    box({
      focusable: true,
      autoFocus: true,
      width: 3,
      height: 1,
      onKey: (event) => {
        if (event.key !== "c" || !event.ctrl) return
        event.preventDefault()
        used.update((n) => n + 1)
      },
    }),
  )
  await other.press("ctrl+c")
  expect(used.peek()).toBe(1)
})

test("a theme for each ground follows the terminal's answer", async () => {
  const make = (name: string, background: string, text: string) => ({
    name,
    scheme: name === "dark" ? ("dark" as const) : ("light" as const),
    colors: { ...COLORS, background, text },
  })
  const theme = {
    dark: make("dark", "#101010", "#eeeeee"),
    light: make("light", "#fafafa", "#111111"),
  }
  const light = await show(() => text({}, "x"), {
    theme,
    answers: { background: [250, 250, 250] },
  })
  const dark = await show(() => text({}, "x"), { theme, answers: { background: [0, 0, 0] } })
  for (const ui of [light, dark]) await ui.flush()

  expect(light.driver.cell(0, 0)).toMatchObject({ color: 0x111111, background: 0xfafafa })
  expect(dark.driver.cell(0, 0)).toMatchObject({ color: 0xeeeeee, background: 0x101010 })
})

const COLORS = Object.fromEntries(
  (
    "background surface raised text muted faint border focus accent onAccent selection onSelection " +
    "success warning danger info series1 series2 series3 series4 series5 series6"
  )
    .split(" ")
    .map((token) => [token, "#808080"]),
) as Record<Token, string>

test("a view as text, as high as its content", async () => {
  const view = () =>
    box({ border: true }, text({ color: "#ff0000" }, "red ", span({ href: "https://a.b" }, "link")))

  expect(await renderToText(view, { columns: 12 })).toBe("┌──────────┐\n│red link  │\n└──────────┘")
  expect(await renderToAnsi(view, { columns: 12 })).toContain(
    "\x1b[38;2;255;0;0mred \x1b]8;id=1;https://a.b\x1b\\link\x1b]8;;\x1b\\",
  )
  expect(await renderToAnsi(view, { columns: 12, colors: 1, links: false })).toBe(
    "┌──────────┐\n│red link  │\n└──────────┘",
  )
})

test("components reach what only terminals have", async () => {
  let app: TuiApp | undefined
  const ui = await show(
    component(() => {
      app = useTerminal()
      return text({}, "hello")
    }),
  )
  ui.driver.reset()

  app!.bell()
  app!.theme = { ...light, colors: { ...light.colors, background: "#123456" } }
  await ui.flush()

  expect(ui.driver.output).toContain("\x07")
  expect(ui.driver.output).toContain("48;2;18;52;86")
  await expect(mountTest(component(() => text({}, useTerminal().surface)))).rejects.toThrow(
    "no-terminal",
  )
})

test("in line the app is as high as what opens over it", async () => {
  const ui = await show(
    () => box({ border: "round", width: 30 }, Select({ label: "by", options: ["name", "size"] })),
    { mode: "inline", columns: 40, rows: 12 },
  )
  expect(ui.screen().trimEnd().split("\n")).toHaveLength(3)

  await ui.press("tab")
  await ui.press("enter")
  expect(ui.screen().trimEnd().split("\n")).toHaveLength(6)
  expect(ui.screen()).toContain("│ size ")
  await ui.press("escape")
  expect(ui.screen().trimEnd().split("\n")).toHaveLength(3)
})
