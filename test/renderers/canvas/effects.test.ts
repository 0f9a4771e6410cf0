// What layout does not see: where a turned box is hit, what its events say, and what lies round corners.

import { expect, test } from "vitest"
import { rwSignal } from "../../../core/reactive/index.ts"
import type { Rect, View } from "../../../core/view/index.ts"
import { box, type Handle, input, text } from "../../../core/view/index.ts"
import { render, renderToPdf, renderToPng, renderToSvg } from "../../../renderers/canvas/index.ts"
import { List, light, Panel } from "../../../widgets/index.ts"
import { decoded, difference } from "./support.ts"

type Frames = Rect[][]

async function open(view: () => unknown, width = 100, height = 100) {
  const frames: Frames = []
  const app = await render(view as never, {
    width,
    height,
    sink: { present: (_, damage) => void frames.push(damage.map((rect) => ({ ...rect }))) },
  })
  await app.flush()
  const press = (x: number, y: number) => {
    app.pointer({ type: "down", x, y, button: 0 })
    app.pointer({ type: "up", x, y, button: 0 })
  }
  return { app, frames, press }
}

test("a turned box is pressed where it is seen, and told where in itself", async () => {
  const log: string[] = []
  const { app, press } = await open(() =>
    box(
      { padding: 40 },
      box({
        width: 40,
        height: 10,
        rotate: 90,
        onPress: (event) => log.push(`${Math.round(event.x)},${Math.round(event.y)}`),
      }),
    ),
  )

  press(41, 45) // in the box as laid out, beside the one that is seen
  press(60, 30)
  press(59, 60)

  expect(log).toEqual(["5,5", "35,6"])
  app.dispose()
})

test("transforms of what is around add up, and scrolling with them", async () => {
  const log: string[] = []
  let inner: Handle | undefined
  const { app, press } = await open(() =>
    box(
      { scale: 2, transformOrigin: "top left", width: 50, height: 50 },
      box(
        { width: 50, height: 50, overflow: "scroll", scrollTop: 20 },
        box({ height: 30 }),
        box({
          ref: (handle) => {
            inner = handle
          },
          height: 10,
          width: 20,
          translateX: "50%",
          onPress: (event) => log.push(`${event.x},${event.y}`),
        }),
        box({ height: 100 }),
      ),
    ),
  )

  press(30, 26)

  expect(log).toEqual(["5,3"])
  expect(inner!.bounds()).toEqual({ x: 20, y: 20, width: 40, height: 20 })
  app.dispose()
})

test("what round corners cut off is not hit: of the box itself, and of what it clips", async () => {
  const log: string[] = []
  const note = (event: { stopPropagation(): void }, word: string) => {
    log.push(word)
    event.stopPropagation()
  }
  const round = { borderRadius: 20, width: 40, height: 40 }
  const { app, press } = await open(() =>
    box(
      { onPress: () => log.push("behind") },
      box({ ...round, onPress: (event) => note(event, "round") }),
      box(
        { ...round, overflow: "hidden" },
        box({
          width: 40,
          height: 40,
          onPress: (event) => note(event, "inside"),
        }),
      ),
    ),
  )

  for (const [x, y] of [
    [2, 2],
    [20, 2],
    [2, 42],
    [20, 60],
  ] as const)
    press(x, y)

  expect(log).toEqual(["behind", "round", "behind", "inside"])
  app.dispose()
})

test("a turning box damages where it was and where it is, and nothing is laid out", async () => {
  const angle = rwSignal(0)
  const { app, frames } = await open(
    () =>
      box(
        { padding: 40, width: 200, height: 200 },
        box({ width: 40, height: 10, background: "red", rotate: angle }),
      ),
    200,
    200,
  )
  frames.length = 0

  angle.set(90)
  await app.flush()

  const [damage] = frames
  const inside = (x: number, y: number) =>
    damage!.some((r) => x >= r.x && y >= r.y && x < r.x + r.width && y < r.y + r.height)
  expect([inside(41, 45), inside(60, 27), inside(60, 63)]).toEqual([true, true, true])
  expect(inside(120, 120)).toBe(false)
  app.dispose()
})

test("a box that is flattened to nothing is neither painted nor hit", async () => {
  const log: string[] = []
  const { app, press } = await open(() =>
    box({ width: 50, height: 50, background: "red", scaleX: 0, onPress: () => log.push("hit") }),
  )

  press(25, 25)

  expect(log).toEqual([])
  const [red, green] = app.frame.read({ x: 25, y: 25, width: 1, height: 1 })
  expect(red! - green!).toBeLessThan(20) // the sheet, and not the box
  app.dispose()
})

test.each(["svg", "pdf"] as const)("what is faded is one group in %s, too", async (format) => {
  const view = () =>
    box(
      { opacity: 0.5, width: 60, height: 40 },
      box({ position: "absolute", left: 0, top: 0, width: 40, height: 40, background: "#ff0000" }),
      box({ position: "absolute", left: 20, top: 0, width: 40, height: 40, background: "#0000ff" }),
      box({ position: "absolute", left: 0, top: 0, opacity: 0.5 }, text({}, "in a group")),
    )
  const size = { width: 60, height: 40 }
  if (format === "pdf") {
    const pdf = (await renderToPdf(view, size)).toString("latin1")
    expect(pdf).toMatch(/\/S \/Transparency/)
    expect(pdf).toMatch(/\/ca \.5/)
    return
  }
  const svg = await renderToSvg(view, size)
  expect(svg.match(/<g opacity="0.5">/g)).toHaveLength(2)
  expect(svg).not.toContain("#010203") // every mark has become a group
  const { data } = await decoded(new TextEncoder().encode(svg))
  const at = (20 * 60 + 30) * 4 // where the two overlap, right of the words
  const [red, green] = data.slice(at, at + 2)
  expect(Math.abs(red! - green!)).toBeLessThan(8) // blue on the sheet: no red shows through
})

test("a list in a panel that lights up has no ring of its own, and one that stands alone has", async () => {
  const inner = async (view: () => unknown) => {
    const { app } = await open(view)
    app.key({ key: "tab", text: "" })
    await app.flush()
    const row = app.frame.read({ x: 0, y: 60, width: 100, height: 1 })
    const at = [...Array(100).keys()].filter((x) => row.slice(x * 4, x * 4 + 3).join() === ring)
    app.dispose()
    return at
  }
  const ring = "9,105,218" // "focus" of the theme that nothing else sets
  const list = () => List({ items: () => ["one", "two"], width: 90, height: 90, flexBasis: "auto" })

  expect(await inner(() => Panel({ width: 100, height: 100, children: list() }))).toEqual([0, 99])
  expect(await inner(() => box({ padding: 5 }, list()))).toEqual([5, 94])
})

test("in a field of words from right to left the caret and the keys go the other way", async () => {
  const carets: number[] = []
  const { app } = await open(() => {
    return input({ initialValue: "שלום", autoFocus: true, width: 80 })
  })
  await app.ready()
  const caret = async (...keys: string[]) => {
    for (const key of keys) app.key({ key, text: "" })
    await app.flush()
    const row = app.frame.read({ x: 0, y: 2, width: 80, height: 1 })
    // The caret is the only ink on a line so high above the letters.
    for (let x = 0; x < 80; x++) if (row[x * 4]! < 120) return carets.push(x)
    return carets.push(-1)
  }
  await caret() // at the end of the value: at the left
  await caret("right")
  await caret("home") // at its beginning: at the right edge
  await caret("left")

  expect(carets[1]).toBeGreaterThan(carets[0]!)
  expect(carets[2]).toBeGreaterThanOrEqual(78)
  expect(carets[3]).toBeLessThan(78)
  app.dispose()
})

test("an opaque round line of one pixel shows no fringe of the background beyond it", async () => {
  const view = () =>
    box(
      { background: "white", padding: 10, flexGrow: 1 },
      box({
        flexGrow: 1,
        border: "round",
        borderRadius: 14,
        borderColor: "black",
        background: "red",
      }),
    )
  const { data, width } = await decoded(await renderToPng(view, { width: 80, height: 80 }))
  let inside = 0
  for (let y = 0; y < 80; y++)
    for (let x = 0; x < 80; x++) {
      const at = (y * width + x) * 4
      const redness = data[at]! - data[at + 1]!
      // From the middle of the nearest corner's circle; inside of the line's outer half it may be red.
      const dx = Math.max(24 - (x + 0.5), x + 0.5 - 56, 0)
      const dy = Math.max(24 - (y + 0.5), y + 0.5 - 56, 0)
      if (Math.hypot(dx, dy) > 14) expect(redness, `at ${x}, ${y}`).toBeLessThan(16)
      else if (redness > 200) inside++
    }
  expect(inside).toBeGreaterThan(2500)
})

test("a shadow takes colours of the theme, and changes with it", async () => {
  const theme = (accent: string) => ({ ...light, colors: { ...light.colors, accent } })
  const own = rwSignal(theme("#ff0000"))
  const app = await render(
    () =>
      box(
        { theme: own, padding: 10, background: "white", flexGrow: 1 },
        box({
          flexGrow: 1,
          background: "white",
          shadow: "0 0 0 4px accent, inset 0 0 0 2px accent",
        }),
      ),
    { width: 40, height: 40 },
  )
  const at = (x: number, y: number) =>
    [...app.frame.read({ x, y, width: 1, height: 1 })].slice(0, 3)
  await app.flush()
  expect([at(7, 20), at(11, 20), at(20, 20)]).toEqual([
    [255, 0, 0],
    [255, 0, 0],
    [255, 255, 255],
  ])

  own.set(theme("#0000ff"))
  await app.flush()

  expect([at(7, 20), at(11, 20)]).toEqual([
    [0, 0, 255],
    [0, 0, 255],
  ])
  app.dispose()
})

test("words that change, and shadows that do, leave nothing of the old ones", async () => {
  const [words, shadow] = [rwSignal("Long words"), rwSignal("8px 8px 4px accent")]
  const size = { width: 160, height: 80 }
  const view = () =>
    box({ padding: 20, background: "white" }, text({ fontSize: 20, textShadow: shadow }, words))
  const app = await render(view, size)
  for (const change of [
    () => words.set("short"),
    () => shadow.set("-14px 12px 8px red, 0 -9px blue"),
    () => words.set("Again long"),
    () => shadow.set("none"),
  ]) {
    change()
    await app.flush()
    const fresh = await render(view, size)
    await fresh.flush()
    expect(difference(frameOf(app), frameOf(fresh)), words.get() + shadow.get()).toBe("")
    fresh.dispose()
  }
  app.dispose()
})

function frameOf({ frame }: Awaited<ReturnType<typeof render>>) {
  return { data: frame.read(), width: frame.width, height: frame.height }
}

test("a popup goes, its shadow too, when its parent is moved out of the box that clips, and comes back", async () => {
  const away = rwSignal(false)
  const pressed: string[] = []
  const clip = (popup: View<any> | false) =>
    box(
      { height: 30, overflow: "hidden", borderRadius: 4 },
      box({ width: 20, height: 10, translateX: () => (away.get() ? 100 : 10) }, popup),
    )
  const { app, press } = await open(() =>
    box(
      { width: 100, height: 100, background: "surface", onPress: () => pressed.push("behind") },
      clip(
        box({
          popup: "below",
          width: 20,
          height: 20,
          background: "accent",
          shadow: "0 4px 16px black",
          onPress: (event) => {
            pressed.push("popup")
            event.stopPropagation()
          },
        }),
      ),
    ),
  )
  const shown = frameOf(app)
  press(15, 20)

  away.set(true)
  await app.flush()
  press(15, 20)
  const { app: bare } = await open(() => box({ width: 100, height: 100, background: "surface" }))
  expect(difference(frameOf(app), frameOf(bare))).toBe("")
  expect(difference(frameOf(app), shown)).not.toBe("")

  away.set(false)
  await app.flush()
  expect(difference(frameOf(app), shown)).toBe("")
  expect(pressed).toEqual(["popup", "behind"])
  bare.dispose()
  app.dispose()
})

test("what is moved after layout is cut where its box cuts, to the pixel", async () => {
  const inside = { position: "absolute", left: 60, top: 40, width: 25, height: 40 } as const
  const large = { position: "absolute", left: -5, top: -5, width: 70, height: 70 } as const
  for (const effect of [{ translateX: 5 }, { rotate: 10 }, { scale: 1.5, opacity: 0.5 }]) {
    const { app } = await open(() =>
      box(
        { width: 100, height: 100, background: "black" },
        box(
          { ...inside, overflow: "hidden" },
          box({ ...large, ...effect, background: "white" }, text({}, "words to cut")),
        ),
      ),
    )
    const { data, width } = frameOf(app)
    const seen = [width, width, 0, 0]
    for (let i = 0; i < data.length; i += 4) {
      if (data[i] === 0) continue
      const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)]
      seen[0] = Math.min(seen[0]!, x)
      seen[1] = Math.min(seen[1]!, y)
      seen[2] = Math.max(seen[2]!, x)
      seen[3] = Math.max(seen[3]!, y)
    }
    expect(seen, JSON.stringify(effect)).toEqual([60, 40, 84, 79])
    app.dispose()
  }
})
