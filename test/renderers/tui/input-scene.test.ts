import { expect, test, vi } from "vitest"
import { box, input, signal, text } from "../../../core/index.ts"
import { XtermDriver } from "../../../renderers/tui/driver/index.ts"
import { render } from "../../../renderers/tui/index.ts"
import { Wheel } from "../../../renderers/tui/input.ts"

type View = Parameters<typeof render>[0]

async function open(
  view: View,
  columns = 30,
  rows = 8,
  options: Parameters<typeof render>[1] = {},
  above = "",
) {
  const driver = new XtermDriver({ columns, rows })
  driver.terminal._core.writeSync(Buffer.from(above))
  const app = await render(view, { driver, console: "off", ...options })
  const send = async (bytes: string) => {
    driver.send(bytes)
    await app.flush()
  }
  /** SGR mouse reports from cells counted from 0. */
  const mouse = (b: number, x: number, y: number, final = "M") =>
    send(`\x1b[<${b};${x + 1};${y + 1}${final}`)
  const inverted = (y: number): string => {
    let marks = ""
    for (let x = 0; x < columns; x++) marks += driver.cell(x, y).inverse ? "▓" : "·"
    return marks.replace(/·+$/, "")
  }
  const copied = (): string[] =>
    [...driver.output.matchAll(/\x1b\]52;c;([^\x07]*)\x07/g)].map((match) =>
      Buffer.from(match[1] ?? "", "base64").toString(),
    )
  return { driver, app, send, mouse, inverted, copied }
}

test("keys reach listeners with name, text and modifiers; releases do not", async () => {
  const seen: string[] = []
  const ui = await open(() =>
    box({
      focusable: true,
      autoFocus: true,
      onKey: (event) => {
        const { key, text, ctrl, alt, shift, repeat } = event
        seen.push(`${key}|${text}|${[ctrl, alt, shift, repeat].map(Number).join("")}`)
      },
    }),
  )
  await ui.send("a\x1b[A\x1b[1;5C\x1bx\x1b[97;1:2u\x1b[97;1:3u\x1b[1089::99;5u")
  expect(seen).toEqual(["a|a|0000", "up||0000", "right||1000", "x||0100", "a|a|0001", "c||1000"])
  ui.app.exit()
})

test("typing and pasting fill a field, and the cursor stands at the caret", async () => {
  const [value, setValue] = signal("")
  const ui = await open(() =>
    box({}, input({ autoFocus: true, width: 20, onInput: (event) => setValue(event.value) })),
  )
  await ui.send("hé漢\x1b[200~ pasted\rtext\x1b[201~")
  expect(value()).toBe("hé漢 pasted text")
  expect(ui.driver.screen()).toBe("hé漢 pasted text")
  expect(ui.driver.cursor()).toEqual({ x: 16, y: 0, visible: true })
  ui.app.exit()
})

test("a click presses, hover enters and leaves, and the window's blur leaves", async () => {
  const seen: string[] = []
  const ui = await open(() =>
    box(
      { width: 10, height: 2 },
      box({
        width: 5,
        height: 1,
        onPress: ({ x, y, clicks }) => seen.push(`press ${x},${y} ${clicks}`),
        onPointerEnter: () => seen.push("enter"),
        onPointerLeave: () => seen.push("leave"),
      }),
    ),
  )
  await ui.mouse(35, 3, 0)
  await ui.mouse(0, 3, 0)
  await ui.mouse(0, 3, 0, "m")
  await ui.mouse(35, 20, 5)
  await ui.mouse(35, 2, 0)
  await ui.send("\x1b[O")
  expect(seen).toEqual(["enter", "press 3,0 1", "leave", "enter", "leave"])
  ui.app.exit()
})

test("the wheel scrolls by three rows, and sideways with shift", async () => {
  const seen: string[] = []
  const ui = await open(() =>
    box({
      width: 10,
      height: 5,
      onWheel: ({ deltaX, deltaY, shift }) => seen.push(`${deltaX},${deltaY},${shift}`),
    }),
  )
  await ui.mouse(65, 1, 1)
  await new Promise((done) => setTimeout(done, 160)) // a turn has ended
  await ui.mouse(64, 1, 1)
  await new Promise((done) => setTimeout(done, 160))
  await ui.mouse(67, 1, 1)
  await ui.mouse(64 + 4, 1, 1)
  expect(seen).toEqual(["0,3,false", "0,-3,false", "6,0,false", "0,-3,true"])
  ui.app.exit()
})

test("a wheel that turns fast scrolls up to three times as far, and never changes its mind", () => {
  const turn = (interval: number, notches: number): number[] => {
    const wheel = new Wheel()
    return Array.from({ length: notches }, (_, n) => wheel.lines(0, 1, 1000 + n * interval))
  }
  expect(turn(100, 8)).toEqual([3, 3, 3, 3, 3, 3, 3, 3]) // 10 a second: by hand, slowly
  const fast = turn(10, 20)
  expect(fast[0]).toBe(3)
  expect(fast.slice(10).every((lines) => lines === 9)).toBe(true)
  const medium = turn(30, 40).slice(10)
  expect(Math.min(...medium)).toBeGreaterThan(3)
  expect(Math.max(...medium)).toBeLessThan(9)

  const wheel = new Wheel()
  for (let n = 0; n < 20; n++) wheel.lines(0, 1, n * 10)
  expect(wheel.lines(0, -1, 200)).toBe(3) // the other way begins anew
  expect(wheel.lines(0, -1, 600)).toBe(3) // and so does it after a pause
})

const lines = () =>
  box(
    { flexDirection: "row", width: 30 },
    box(
      { border: true, width: 15 },
      text({}, "first line"),
      text({}, "second 漢字 é"),
      text({}, "third"),
    ),
    box({ border: true, width: 15 }, text({}, "the other"), text({}, "panel")),
  )

test("a drag selects within its panel, shows it, and copies it on release", async () => {
  const ui = await open(lines)
  await ui.mouse(0, 7, 1)
  await ui.mouse(32, 9, 2)
  await ui.mouse(32, 4, 3)
  expect([1, 2, 3].map(ui.inverted)).toEqual(["·······▓▓▓▓▓▓▓", "·▓▓▓▓▓▓▓▓▓▓▓▓▓", "·▓▓▓▓"])
  expect(ui.copied()).toEqual([])

  await ui.mouse(0, 4, 3, "m")

  expect(ui.copied()).toEqual(["line\nsecond 漢字 é\nthir"])
  expect(ui.inverted(2)).toBe("·▓▓▓▓▓▓▓▓▓▓▓▓▓") // it stays to be seen

  await ui.send("x")
  expect([1, 2, 3].map(ui.inverted)).toEqual(["", "", ""])
  expect(ui.driver.screen()).toContain("second 漢字 é")
  ui.app.exit()
})

test("a selection backwards, and one that ends on half a wide character, take it whole", async () => {
  const ui = await open(lines)
  await ui.mouse(0, 9, 2) // the second half of 漢
  await ui.mouse(32, 7, 2)
  await ui.mouse(0, 7, 2, "m")
  expect(ui.copied()).toEqual([" 漢"])
  expect(ui.inverted(2)).toBe("·······▓▓▓")
  ui.app.exit()
})

/** A box of four rows with 30 of them, of which `first` is the uppermost. */
const long = (top = 10) =>
  box(
    { border: true, width: 20, height: 6, overflow: "scroll", scrollTop: top },
    ...Array.from({ length: 30 }, (_, n) => text({}, `row ${n} 漢`)),
  )

const until = async (check: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 500 && !check(); tries++)
    await new Promise((done) => setTimeout(done, 10))
  expect(check()).toBe(true)
}

test("a drag that is held below a scroll box goes on to its end, and all of it is copied", async () => {
  const ui = await open(() => long())
  await ui.mouse(0, 5, 2) // in row 11, at its number
  await ui.mouse(32, 7, 7)
  await until(() => ui.driver.screen().includes("row 29"))
  await ui.mouse(32, 3, 4)
  await ui.mouse(0, 3, 4, "m")

  const rows = Array.from({ length: 17 }, (_, n) => `row ${n + 12} 漢`)
  expect(ui.copied()).toEqual([["11 漢", ...rows, "row"].join("\n")])
  ui.app.exit()
})

test("the same upwards, and what is selected stays with its text when the wheel turns", async () => {
  const ui = await open(() => long())
  await ui.mouse(0, 5, 3) // in row 12
  await ui.mouse(32, 5, 0)
  await until(() => ui.driver.screen().includes("row 0"))
  await ui.mouse(32, 5, 1)
  expect(ui.inverted(4)).toBe("·▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓")

  await ui.mouse(65, 5, 2) // three rows down, with the button held: the anchor comes nearer
  await ui.mouse(0, 5, 1, "m")

  const rows = Array.from({ length: 8 }, (_, n) => `row ${n + 4} 漢`)
  expect(ui.copied()).toEqual([["3 漢", ...rows, "row 1"].join("\n")])
  expect(ui.driver.screen()).toContain("row 3")
  ui.app.exit()
})

test("nothing ticks after a drag, nor while there is no more to scroll", async () => {
  const ui = await open(() => long(26))
  const set = vi.spyOn(globalThis, "setInterval")
  const ticking = () => set.mock.results.filter(({ value }) => !value._destroyed).length
  await ui.mouse(0, 5, 2)
  await ui.mouse(32, 5, 7)
  expect(set.mock.calls.length).toBe(1)
  await until(() => ticking() === 0) // at its end already
  await ui.mouse(32, 5, 0)
  expect(ticking()).toBe(1)
  await ui.mouse(0, 5, 0, "m")
  expect(ticking()).toBe(0)
  set.mockRestore()
  ui.app.exit()
})

test("a drag out of the panel ends at its edges", async () => {
  const ui = await open(lines)
  await ui.mouse(0, 3, 2)
  await ui.mouse(32, 25, 7)
  await ui.mouse(0, 25, 7, "m")
  expect(ui.copied()).toEqual(["cond 漢字 é\nthird"])
  expect(ui.inverted(1)).toBe("")
  ui.app.exit()
})

test("two clicks select the word and three the line", async () => {
  const ui = await open(() => box({}, text({}, "see https://x.org/a?b=1 there")), 40)
  const click = async () => {
    await ui.mouse(0, 8, 0)
    await ui.mouse(0, 8, 0, "m")
  }
  await click()
  expect(ui.copied()).toEqual([])
  await click()
  expect(ui.copied()).toEqual(["https://x.org/a?b=1"])
  await click()
  expect(ui.copied()).toEqual(["https://x.org/a?b=1", "see https://x.org/a?b=1 there"])
  ui.app.exit()
})

test("a drag is the app's where it follows the pointer, and in a field", async () => {
  let moves = 0
  const ui = await open(() =>
    box(
      {},
      box(
        { onPointerDown: (event) => event.capture(), onPointerMove: () => moves++ },
        text({}, "drag me"),
      ),
      input({ initialValue: "a field", width: 10 }),
      text({ selectable: false }, "not me"),
    ),
  )
  for (const y of [0, 1, 2]) {
    await ui.mouse(0, 0, y)
    await ui.mouse(32, 4, y)
    await ui.mouse(0, 4, y, "m")
  }
  expect(moves).toBe(1)
  expect(ui.copied()).toEqual([])
  ui.app.exit()
})

test("a drag over a button selects its words and does not press it", async () => {
  let presses = 0
  const ui = await open(() => box({ onPress: () => presses++ }, text({}, "press me")))
  await ui.mouse(0, 0, 0)
  await ui.mouse(32, 4, 0)
  await ui.mouse(0, 4, 0, "m")
  expect(ui.copied()).toEqual(["press"])
  expect(presses).toBe(0)

  await ui.mouse(0, 1, 0)
  await ui.mouse(0, 1, 0, "m")
  expect(presses).toBe(1) // a click is still a click
  ui.app.exit()
})

test("what changes under a selection is shown and copied as it is then", async () => {
  const [word, setWord] = signal("before")
  const ui = await open(() => box({}, text({}, word)))
  await ui.mouse(0, 0, 0)
  await ui.mouse(32, 5, 0)
  setWord("after!")
  await ui.app.flush()
  expect(ui.driver.screen()).toBe("after!")
  expect(ui.inverted(0)).toBe("▓▓▓▓▓▓")
  await ui.mouse(0, 5, 0, "m")
  expect(ui.copied()).toEqual(["after!"])
  ui.app.exit()
})

test("without selection a drag does nothing by itself", async () => {
  const ui = await open(lines, 30, 8, { selection: false })
  await ui.mouse(0, 7, 1)
  await ui.mouse(32, 9, 2)
  expect(ui.inverted(1)).toBe("")
  await ui.mouse(0, 9, 2, "m")
  expect(ui.copied()).toEqual([])
  ui.app.exit()
})

test("a resize drops the selection", async () => {
  const ui = await open(lines)
  await ui.mouse(0, 7, 1)
  await ui.mouse(32, 9, 2)
  ui.driver.resize(29, 8)
  await new Promise((done) => setTimeout(done, 40))
  await ui.app.flush()
  for (let y = 0; y < 5; y++) {
    for (let x = 0; x < 29; x++) expect(ui.driver.cell(x, y).inverse).toBe(false)
  }
  ui.app.exit()
})

test("ctrl+c ends the app with 130 where nothing else uses it", async () => {
  const ui = await open(() => box({}, text({}, "hello")))
  const before = ui.driver.output.length
  ui.driver.send("\x03")
  expect(await ui.app.done).toBe(130)
  expect(ui.driver.output.slice(before)).toContain("\x1b[?1049l")
})

test("an app that a hundred thousand random bytes are sent to is still there", async () => {
  const ui = await open(() => box({ overflow: "scroll", height: 5 }, lines(), input({ width: 9 })))
  let seed = 12345
  for (let n = 0; n < 100; n++) {
    const bytes = Uint8Array.from({ length: 1000 }, () => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      const byte = (seed >>> 16) & 255
      return byte === 3 || byte === 26 ? 65 : byte // ctrl+c would end it, ctrl+z stop it
    })
    ui.driver.send(bytes.map((byte, i) => (i % 7 === 0 ? 0x1b : byte)))
  }
  ui.driver.send("\x1b\\\x1b[201~")
  await ui.app.flush()
  expect(ui.driver.isRunning).toBe(true)
  ui.app.exit()
  expect(await ui.app.done).toBe(0)
})

test("in line the mouse counts from the app's first row, wherever that is", async () => {
  const seen: string[] = []
  const [rows, setRows] = signal(2)
  const view = () =>
    box(
      {},
      ...[0, 1, 2, 3].map((row) =>
        box(
          { hidden: () => row >= rows(), onPress: ({ y }) => seen.push(`row ${row}, y ${y}`) },
          text({}, `row ${row}`),
        ),
      ),
    )
  const options = { mode: "inline", mouse: "press" } as const
  const ui = await open(view, 20, 8, options, "one\r\ntwo\r\nthree\r\n")
  const click = async (y: number) => {
    await ui.mouse(0, 1, y)
    await ui.mouse(0, 1, y, "m")
  }
  expect(ui.driver.screen()).toBe("one\ntwo\nthree\nrow 0\nrow 1")
  await click(4)
  await click(1) // above the app
  expect(seen).toEqual(["row 1, y 0"])

  ui.app.printAbove("printed\nabove")
  await ui.app.flush()
  await click(6)
  expect(seen.at(-1)).toBe("row 1, y 0")

  setRows(4) // the screen scrolls to make room
  await ui.app.flush()
  expect(ui.driver.lines()[7]).toBe("row 3")
  await click(7)
  await click(4)
  expect(seen.slice(-2)).toEqual(["row 3, y 0", "row 0, y 0"])
  ui.app.exit()
})

test("in line with the mouse off nothing is asked", async () => {
  const ui = await open(lines, 30, 8, { mode: "inline" })
  expect(ui.driver.output).not.toContain("\x1b[6n")
  ui.app.exit()
})
