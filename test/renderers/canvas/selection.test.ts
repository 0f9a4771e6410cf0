// Text that is selected on a canvas: by dragging, by words and lines, across texts, and what is copied.

import { afterEach, expect, test } from "vitest"
import { rwSignal } from "../../../core/reactive/index.ts"
import { box, type Child, input, Show, span, text } from "../../../core/view/index.ts"
import { type CanvasApp, type CanvasOptions, render } from "../../../renderers/canvas/index.ts"

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const WIDTH = 300
const HEIGHT = 200

async function open(view: () => Child<any>, options: CanvasOptions = {}) {
  let copied: string | undefined
  const app = await render(view, {
    width: WIDTH,
    height: HEIGHT,
    sink: {
      present() {},
      copy(words) {
        copied = words
        return true
      },
    },
    ...options,
  })
  ends.push(async () => {
    app.dispose()
    await app.done
  })
  return {
    app,
    /** What ctrl+c puts on the clipboard; undefined: nothing. */
    copy(): string | undefined {
      copied = undefined
      app.key({ key: "c", ctrl: true })
      return copied
    },
  }
}

type At = readonly [x: number, y: number]

function down(app: CanvasApp, [x, y]: At, more = {}): void {
  app.pointer({ type: "down", x, y, button: 0, buttons: 1, ...more })
}
function move(app: CanvasApp, [x, y]: At): void {
  app.pointer({ type: "move", x, y, buttons: 1 })
}
function up(app: CanvasApp, [x, y]: At): void {
  app.pointer({ type: "up", x, y, button: 0, buttons: 0 })
}
function click(app: CanvasApp, at: At, more = {}): void {
  down(app, at, more)
  up(app, at)
}
function drag(app: CanvasApp, from: At, to: At): void {
  down(app, from)
  move(app, to)
  up(app, to)
}
/** The next click is the first of its kind. */
function breakRow(app: CanvasApp): void {
  app.pointer({ type: "down", x: -5, y: -5, button: 2, buttons: 2 })
  app.pointer({ type: "up", x: -5, y: -5, button: 2, buttons: 0 })
}

/** How many pixels have the colour of what is selected. */
function marked(app: CanvasApp): number {
  const data = app.frame.read()
  let count = 0
  for (let i = 0; i < data.length; i += 4)
    if (data[i] === 0x09 && data[i + 1] === 0x69 && data[i + 2] === 0xda) count++
  return count
}

const LINE = 19.6
const row = (n: number) => LINE * (n + 0.5)

test("a drag selects from place to place, in the colour of selections, and a click or Escape clears", async () => {
  const { app, copy } = await open(() => text({ wrap: "none" }, "alpha beta gamma"))
  drag(app, [0, 8], [WIDTH, 8])
  await app.flush()
  expect(copy()).toBe("alpha beta gamma")
  expect(marked(app)).toBeGreaterThan(1000)

  click(app, [5, 8])
  await app.flush()
  expect(copy()).toBe(undefined)
  expect(marked(app)).toBe(0)

  drag(app, [WIDTH - 1, 8], [0, 8]) // backwards
  expect(copy()).toBe("alpha beta gamma")
  app.key({ key: "escape" })
  await app.flush()
  expect([copy(), marked(app)]).toEqual([undefined, 0])

  drag(app, [5, 8], [7, 8]) // a hand that trembles
  expect(copy()).toBe(undefined)
})

test("two clicks take a word, three a line, and a drag goes on by them; Shift moves the end", async () => {
  const { app, copy } = await open(() =>
    text({ width: 90 }, "see /usr/lib/x_1.so:12, and more\nsecond line"),
  )
  click(app, [40, row(1)])
  click(app, [40, row(1)])
  expect(copy()).toBe("/usr/lib/x_1.so:12")
  click(app, [40, row(1)])
  expect(copy()).toBe("see /usr/lib/x_1.so:12, and more") // as it was written, not as it is wrapped

  breakRow(app)
  click(app, [5, row(0)])
  down(app, [5, row(0)])
  move(app, [30, row(1)])
  up(app, [30, row(1)])
  expect(copy()).toBe("see /usr/lib/x_1.so:12")

  breakRow(app)
  click(app, [0, row(0)])
  click(app, [WIDTH - 1, HEIGHT - 1], { shift: true })
  expect(copy()).toBe("see /usr/lib/x_1.so:12, and more\nsecond line")
  click(app, [0, row(1)], { shift: true })
  expect(copy()).toBe("see /usr/lib/x")
})

test("what is copied of several texts: lines without blanks at their ends, cells by tabs", async () => {
  const { app, copy } = await open(() =>
    box(
      {},
      text({}, "title   "),
      box({ flexDirection: "row", gap: 10 }, text({}, "cpu"), text({}, "41 %"), text({}, "  ")),
      box(
        { role: "row", flexDirection: "row", gap: 10 },
        box({ width: 60 }, text({}, "Ada")),
        box({ width: 60 }, text({}, "36")),
      ),
      text({ selectable: false }, "not me"),
      "loose ",
      span({ bold: true }, "words"),
    ),
  )
  drag(app, [0, 0], [WIDTH, HEIGHT])
  expect(copy()).toBe("title\ncpu 41 %\nAda\t36\nloose words")
})

test("every word is found where it stands: aligned, justified, of several sizes, from right to left", async () => {
  const words = "one two three four five six seven eight nine ten eleven twelve"
  const cases: [Child<any>, string[]][] = [
    [text({ width: 200, align: "right" }, words), words.split(" ")],
    [text({ width: 200, align: "center" }, words), words.split(" ")],
    [text({ width: 200, align: "justify" }, words), words.split(" ")],
    [
      text({}, "small ", span({ fontSize: 30 }, "large words"), " x"),
      ["small", "large", "words", "x"],
    ],
    [text({}, "one\ttab"), ["one", "tab"]],
    [
      text({ rotate: 10, width: 200, transformOrigin: "left top" }, "turned round"),
      ["turned", "round"],
    ],
  ]
  for (const [view, expected] of cases) {
    const { app, copy } = await open(() => view)
    const found: string[] = []
    for (let y = 3; y < HEIGHT; y += 6)
      for (let x = 1; x < WIDTH; x += 3) {
        breakRow(app)
        click(app, [x, y])
        click(app, [x, y])
        const word = copy()?.trim()
        if (word && !found.includes(word)) found.push(word)
      }
    expect(found).toEqual(expected)
  }

  const { app, copy } = await open(() => text({}, "שלום עולם abc"))
  await app.ready() // the order of words has come
  click(app, [4, 8])
  click(app, [4, 8])
  expect(["abc", "שלום", "עולם"]).toContain(copy())
  drag(app, [0, 8], [WIDTH, 8])
  expect(copy()).toHaveLength(13)
})

test("inputs keep their own selection, and who follows the pointer or is pressed keeps its hands", async () => {
  const log: string[] = []
  const { app, copy } = await open(() =>
    box(
      {},
      input({ initialValue: "field", width: 200 }),
      box({ onPointerDown: () => log.push("down") }, text({}, "handle")),
      box({ onPress: () => log.push("press") }, text({}, "button")),
      text({ selectable: false }, "label"),
    ),
  )
  drag(app, [0, row(0)], [100, row(0)])
  expect(copy()).toBe("field")
  drag(app, [0, row(1)], [100, row(1)])
  expect([copy(), log.splice(0)]).toEqual([undefined, ["down"]])
  click(app, [5, row(2)])
  expect([copy(), log.splice(0)]).toEqual([undefined, ["press"]])
  drag(app, [0, row(2)], [100, row(2)])
  expect([copy(), log.splice(0)]).toEqual(["button", []]) // a drag is no press
  drag(app, [0, row(3)], [100, row(3)])
  expect(copy()).toBe(undefined)
})

test("a drag stays in the box that looks like a frame", async () => {
  const { app, copy } = await open(() =>
    box(
      {},
      text({}, "outside"),
      box({ border: true, width: 100 }, text({}, "in a"), text({}, "frame")),
      text({}, "below"),
    ),
  )
  drag(app, [1, 25], [WIDTH, HEIGHT])
  expect(copy()).toBe("in a\nframe")
  drag(app, [0, 2], [WIDTH, HEIGHT])
  expect(copy()).toBe("outside\nin a\nframe\nbelow")
})

test("ctrl+a selects all, or all of the frame that was clicked, when nothing else uses the key", async () => {
  let used = false
  const { app, copy } = await open(() =>
    box(
      { onKey: (event) => used && event.preventDefault() },
      text({}, "outside"),
      box({ border: true, width: 100 }, text({}, "in a"), text({}, "frame")),
      input({ initialValue: "field", width: 100 }),
    ),
  )
  used = true
  expect(app.key({ key: "a", ctrl: true })).toBe(true)
  used = false
  expect(copy()).toBe(undefined)
  app.key({ key: "a", ctrl: true })
  expect(copy()).toBe("outside\nin a\nframe")
  click(app, [20, 30])
  app.key({ key: "a", meta: true })
  expect(copy()).toBe("in a\nframe")
  click(app, [5, row(3)])
  app.key({ key: "a", ctrl: true })
  expect(copy()).toBe("field") // fields select for themselves
})

test("a selection goes with what is scrolled, and a drag that is held at the edge scrolls on", async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i}`)
  const { app, copy } = await open(() =>
    box(
      { height: 60, overflow: "scroll", fontSize: 10, lineHeight: 2 },
      ...lines.map((line) => text({}, line)),
    ),
  )
  drag(app, [0, 30], [WIDTH, 30])
  await app.flush()
  const before = marked(app)
  app.wheel({ x: 5, y: 5, deltaY: 20 })
  await app.flush()
  expect(copy()).toBe("line 1")
  expect(marked(app)).toBe(before)
  app.wheel({ x: 5, y: 5, deltaY: 200 })
  await app.flush()
  expect([copy(), marked(app)]).toEqual(["line 1", 0]) // out of view, and selected still

  app.wheel({ x: 5, y: 5, deltaY: -999 })
  await app.flush()
  down(app, [0, row(0)])
  move(app, [WIDTH, 110])
  await expect.poll(() => copy()?.split("\n").length, { timeout: 20_000 }).toBeGreaterThan(15)
  up(app, [WIDTH, 110])
  expect(copy()).toBe(lines.slice(0, copy()!.split("\n").length).join("\n"))
})

test("what is between the ends may change; an end that says something else takes the selection along", async () => {
  const middle = rwSignal("middle")
  const last = rwSignal("last")
  const shown = rwSignal(true)
  const { app, copy } = await open(() =>
    box(
      {},
      text({}, "first"),
      text({}, middle),
      Show({ when: shown, children: text({}, "more") }),
      text({}, last),
    ),
  )
  const all: [At, At] = [
    [0, 0],
    [WIDTH, HEIGHT],
  ]
  drag(app, ...all)
  middle.set("other words")
  shown.set(false)
  last.set("last, and on") // only more behind it
  await app.flush()
  expect(copy()).toBe("first\nother words\nlast")
  last.set("new")
  await app.flush()
  expect(copy()).toBe(undefined)

  shown.set(true)
  await app.flush()
  breakRow(app)
  click(app, [3, row(2)])
  click(app, [3, row(2)])
  expect(copy()).toBe("more")
  shown.set(false)
  await app.flush()
  expect([copy(), marked(app)]).toEqual([undefined, 0])
})

test("a text that is cut off is copied as far as it is selected, and with all behind its end", async () => {
  const { app, copy } = await open(() =>
    box(
      {},
      text({ width: 60, truncate: true }, "a long name of a file"),
      text({ width: 60, truncate: "middle" }, "a long name of a file"),
    ),
  )
  drag(app, [0, row(0)], [30, row(0)])
  expect("a long name of a file".startsWith(copy()!)).toBe(true)
  drag(app, [0, row(0)], [WIDTH, row(0)])
  expect(copy()).toBe("a long name of a file")
  drag(app, [0, row(1)], [WIDTH, row(1)])
  expect(copy()).toBe("a long name of a file")
})

test("without `selection` a drag is a drag", async () => {
  const { app, copy } = await open(() => text({}, "words"), { selection: false })
  drag(app, [0, 5], [WIDTH, 5])
  await app.flush()
  expect([copy(), marked(app)]).toEqual([undefined, 0])
})
