// Pictures by kitty's protocol: what a terminal that has it would show, decoded from what it is sent.

import { inflateSync } from "node:zlib"
import { box, type Child, image, Show, signal, text } from "filigree"
import {
  type Picture,
  renderToText,
  type TestSurface,
  type TestTerminal,
  type Tui,
  terminal,
  type XtermDriver,
} from "filigree/tui"
import { expect, test } from "vitest"

/** 8 × 4 pixels, each another colour; shown in 4 × 1 cells at 8 × 16 a cell it would be tiny. */
function picture(width: number, height: number, alpha = 255): Picture {
  const pixels = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      pixels.set([x % 256, y % 256, (x * y) % 256, alpha], (y * width + x) * 4)
  return { width, height, pixels }
}

const mountTest = (view: () => Child<Tui>, surface: TestSurface<TestTerminal>) => surface.open(view)

interface Command {
  readonly keys: Readonly<Record<string, string>>
  readonly payload: string
}

function commands(output: string): Command[] {
  return [...output.matchAll(/\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\/g)].map((match) => ({
    keys: Object.fromEntries((match[1] ?? "").split(",").map((pair) => pair.split("="))),
    payload: match[2] ?? "",
  }))
}

/** The pixels of each picture that was sent, by id. */
function sent(output: string): Map<string, { keys: Command["keys"]; pixels: Buffer }> {
  const done = new Map<string, { keys: Command["keys"]; pixels: Buffer }>()
  let keys: Command["keys"] = {}
  let base64 = ""
  for (const command of commands(output)) {
    if (command.keys.a === "t") {
      keys = command.keys
      base64 = ""
    } else if (command.keys.a !== undefined) continue
    expect(command.payload.length).toBeLessThanOrEqual(4096)
    base64 += command.payload
    if (command.keys.m === "0")
      done.set(keys.i ?? "", { keys, pixels: inflateSync(Buffer.from(base64, "base64")) })
  }
  return done
}

/** Row and column of a picture's part that the cell holds, and its id; undefined for other cells. */
function part(driver: XtermDriver, x: number, y: number) {
  const cell = driver.cell(x, y)
  const [first, row, column] = [...cell.text]
  if (first !== "\u{10eeee}") return undefined
  const index = (mark: string | undefined) =>
    ["\u0305", "\u030d", "\u030e", "\u0310"].indexOf(mark ?? "")
  return { id: cell.color, row: index(row), column: index(column) }
}

const KITTY = { answers: { version: "kitty(0.42.0)" }, columns: 12, rows: 5 } as const
const WEZTERM = { answers: { version: "WezTerm 20240203" }, columns: 12, rows: 5 } as const

test("in kitty a picture is sent once, in chunks, and its cells say which part they show", async () => {
  const shown = picture(32, 32)
  const ui = await mountTest(
    () => box({ flexDirection: "row" }, text({}, "ab"), image({ src: "x", width: 4, height: 2 })),
    terminal({ ...KITTY, images: async () => shown }),
  )
  await ui.app.ready()

  const [first] = [...sent(ui.driver.output)]
  const id = Number(first?.[0])
  expect(first?.[1].keys).toMatchObject({ f: "24", s: "32", v: "32", o: "z", q: "2" })
  expect([...(first?.[1].pixels.subarray(3 * 33, 3 * 33 + 3) ?? [])]).toEqual([1, 1, 1])
  expect(commands(ui.driver.output).filter((c) => c.keys.a === "p")).toMatchObject([
    { keys: { U: "1", i: String(id), c: "4", r: "2" } },
  ])
  for (const [x, y] of [
    [2, 0],
    [5, 0],
    [2, 1],
    [5, 1],
  ] as const)
    expect(part(ui.driver, x, y)).toEqual({ id, row: y, column: x - 2 })
  expect(part(ui.driver, 6, 0)).toBeUndefined()

  ui.driver.reset()
  await ui.dispose()
  expect(commands(ui.driver.output)).toMatchObject([{ keys: { a: "d", d: "I", i: String(id) } }])
})

test("a large picture is sent in the size that it is shown in, and what is seen through stays so", async () => {
  const ui = await mountTest(
    () => image({ src: "x", width: 4, height: 2 }),
    terminal({ ...KITTY, images: async () => picture(400, 400, 128) }),
  )
  await ui.app.ready()

  const [first] = [...sent(ui.driver.output).values()]
  // 4 × 2 cells, taken for 10 × 20 pixels each while the terminal does not say.
  expect(first?.keys).toMatchObject({ f: "32", s: "40", v: "40" })
  expect(first?.pixels.length).toBe(40 * 40 * 4)
  expect(first?.pixels[3]).toBe(128)
  await ui.dispose()
})

test("what covers a picture hides its part, scrolling moves it, and no pixel is sent again", async () => {
  const [covers, setCovers] = signal(false)
  const [top, setTop] = signal(0)
  const shown = picture(32, 48)
  const ui = await mountTest(
    () =>
      box(
        { width: 12, height: 3, overflow: "scroll", scrollbar: "none", scrollTop: top },
        image({ src: "x", width: 4, height: 3 }),
        text({}, "one"),
        text({}, "two"),
        box({ position: "absolute", top: 1, left: 1, hidden: () => !covers() }, text({}, "XY")),
      ),
    terminal({ ...KITTY, images: async () => shown }),
  )
  await ui.app.ready()
  ui.driver.reset()

  setCovers(true)
  await ui.flush()
  expect(ui.driver.lines()[1]?.includes("XY")).toBe(true)
  expect(part(ui.driver, 0, 1)).toMatchObject({ row: 1, column: 0 })
  expect(part(ui.driver, 1, 1)).toBeUndefined()
  expect(ui.driver.bytes).toBeLessThan(30)

  setCovers(false)
  setTop(2)
  await ui.flush()
  expect(part(ui.driver, 1, 0)).toMatchObject({ row: 2, column: 1 })
  expect(ui.driver.lines()[1]).toBe("one")
  expect(sent(ui.driver.output).size).toBe(0)
  await ui.dispose()
})

test("a terminal without placeholders has the rectangles placed that are left of the picture", async () => {
  const [covers, setCovers] = signal(false)
  const shown = picture(40, 60)
  const ui = await mountTest(
    () =>
      box(
        { width: 12, height: 5 },
        image({ src: "x", width: 4, height: 3, fit: "fill" }),
        box({ position: "absolute", top: 1, left: 2, hidden: () => !covers() }, text({}, "XYZ")),
      ),
    terminal({ ...WEZTERM, images: async () => shown }),
  )
  await ui.app.ready()
  const placed = () => commands(ui.driver.output).filter((c) => c.keys.a === "p")
  expect(placed()).toMatchObject([
    { keys: { C: "1", c: "4", r: "3", x: "0", y: "0", w: "40", h: "60" } },
  ])
  expect(ui.screen()).toBe("") // blanks below it
  const whole = placed()[0]?.keys.p

  ui.driver.reset()
  setCovers(true)
  await ui.flush()
  expect(ui.screen()).toBe("\n  XYZ")
  expect(placed().map(({ keys: { c, r, x, y, w, h } }) => [c, r, x, y, w, h].map(Number))).toEqual([
    [4, 1, 0, 0, 40, 20],
    [2, 1, 0, 20, 20, 20],
    [4, 1, 0, 40, 40, 20],
  ])
  expect(commands(ui.driver.output).filter((c) => c.keys.a === "d")).toMatchObject([
    { keys: { d: "i", p: whole } },
  ])

  ui.driver.reset()
  setCovers(false)
  await ui.flush()
  expect(commands(ui.driver.output).filter((c) => c.keys.a === "d")).toHaveLength(3)
  expect(placed()).toHaveLength(1)
  await ui.dispose()
})

test("the same bytes are decoded and sent once, an address each time it is shown", async () => {
  const bytes = new Uint8Array([1, 2, 3])
  const [shown, setShown] = signal(true)
  for (const [src, times] of [
    ["data:image/png;base64,AAAA", 1],
    [bytes, 1],
    ["logo.png", 2],
  ] as const) {
    let decoded = 0
    const images = async () => {
      decoded++
      return picture(8, 8)
    }
    const ui = await mountTest(
      () => box({}, Show({ when: shown, children: image({ src, width: 2, height: 1 }) })),
      terminal({ ...KITTY, images }),
    )
    await ui.app.ready()
    setShown(false)
    await ui.flush()
    setShown(true)
    await ui.app.ready()
    expect(part(ui.driver, 0, 0)).toMatchObject({ row: 0, column: 0 })
    expect([decoded, sent(ui.driver.output).size]).toEqual([times, times])
    await ui.dispose()
  }
})

test("pictures that are seen no more are freed once they are many", async () => {
  const [which, setWhich] = signal(0)
  const ui = await mountTest(
    () => image({ src: () => String(which()), width: 100, height: 50 }),
    terminal({ ...KITTY, columns: 100, rows: 50, images: async () => picture(1000, 1000) }),
  )
  await ui.app.ready()
  for (let n = 1; n <= 12; n++) {
    setWhich(n)
    await ui.app.ready()
  }

  // 4 MB each; 32 MB are kept beyond the one that is seen.
  const freed = commands(ui.driver.output).filter((c) => c.keys.a === "d" && c.keys.d === "I")
  const first = [...sent(ui.driver.output).keys()].slice(0, 4)
  expect(freed.map((c) => c.keys.i)).toEqual(first)
  await ui.dispose()
})

test("where nothing says kitty, pictures are half blocks; without colours they are their words", async () => {
  const view = () => image({ src: "x", width: 2, height: 1, fit: "fill", alt: "a cat" })
  const half = await mountTest(
    view,
    terminal({ columns: 6, rows: 1, images: async () => picture(2, 2) }),
  )
  await half.app.ready()
  expect(half.screen()).toBe("▀▀")
  expect(half.driver.output).not.toContain("\x1b_Ga=t")
  await half.dispose()

  const words = await mountTest(
    () => image({ src: "x", width: 6, height: 1, fit: "fill", alt: "a cat" }),
    terminal({
      ...KITTY,
      env: { TERM: "xterm-kitty", NO_COLOR: "1" },
      images: async () => picture(2, 2),
    }),
  )
  await words.app.ready()
  expect(words.screen()).toBe("a cat")
  await words.dispose()
})

test("with few colours, where an id is no colour, kitty gets placements, and in line half blocks", async () => {
  const env = { TERM: "xterm-kitty", FORCE_COLOR: "1" }
  const view = () => image({ src: "x", width: 2, height: 1, fit: "fill" })
  for (const mode of ["full", "inline"] as const) {
    const options = { ...KITTY, env, mode, images: async () => picture(2, 2) }
    const ui = await mountTest(view, terminal(options))
    await ui.app.ready()
    const placed = commands(ui.driver.output).filter((c) => c.keys.a === "p")
    expect(placed.map((c) => [c.keys.U, c.keys.c])).toEqual(
      mode === "full" ? [[undefined, "2"]] : [],
    )
    expect(ui.screen()).toBe(mode === "full" ? "" : "▀▀")
    await ui.dispose()
  }
})

test("a terminal of any name that answers the question has pictures", async () => {
  const ui = await mountTest(
    () => image({ src: "x", width: 2, height: 1, fit: "fill" }),
    terminal({ columns: 6, rows: 1, images: async () => picture(2, 2) }),
  )
  expect(ui.driver.output).toContain("\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\")
  expect(ui.driver.caps.images).toBe("none")

  ui.driver.send("\x1b_Gi=31;OK\x1b\\")
  await ui.app.ready()

  expect(ui.driver.caps.images).toBe("kitty")
  expect(sent(ui.driver.output).size).toBe(1)
  await ui.dispose()
})

test("a text cannot hold a placeholder: no picture of somebody else is shown", async () => {
  const hostile = "a\u{10eeee}\u0305\u0305b\u{10eeee}c"
  expect(await renderToText(() => text({}, hostile), { columns: 10 })).toBe("a\ufffdb\ufffdc")
})

/** Pixels that change. */
function film(width: number, height: number) {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  let changed = () => {}
  return {
    width,
    height,
    read: () => pixels,
    watch(tell: () => void) {
      changed = tell
      return () => {}
    },
    pixels,
    fill(x: number, y: number, w: number, h: number, value: number, alpha = 255) {
      for (let row = y; row < y + h; row++)
        for (let at = x; at < x + w; at++)
          pixels.set([value, value, value, alpha], (row * width + at) * 4)
    },
    tell: () => changed(),
  }
}

/** What the terminal has of the only picture after these commands: RGB or RGBA bytes. */
function shownAfter(output: string, before: Buffer | undefined, width: number): Buffer | undefined {
  let pixels = before && Buffer.from(before)
  let keys: Command["keys"] = {}
  let base64 = ""
  for (const command of commands(output)) {
    if (command.keys.a === "p" || command.keys.a === "d") continue
    if (command.keys.s !== undefined) keys = command.keys
    base64 += command.payload
    if (command.keys.m !== "0") continue
    const data = inflateSync(Buffer.from(base64, "base64"))
    base64 = ""
    if (keys.a === "t") pixels = data
    else {
      expect(keys).toMatchObject({ a: "f", r: "1", X: "1", q: "2" })
      const depth = Number(keys.f) / 8
      const [x, y, w, h] = [keys.x, keys.y, keys.s, keys.v].map(Number) as [
        number,
        number,
        number,
        number,
      ]
      for (let row = 0; row < h; row++)
        data.copy(pixels!, ((y + row) * width + x) * depth, row * w * depth, (row + 1) * w * depth)
    }
  }
  return pixels
}

const noted = (output: string) =>
  commands(output)
    .filter(({ keys }) => keys.s !== undefined)
    .map(({ keys }) => `${keys.a} ${keys.x ?? 0},${keys.y ?? 0} ${keys.s}x${keys.v}`)

test("of pixels that change kitty is sent the parts that are others", async () => {
  const src = film(80, 80)
  const ui = await mountTest(() => image({ src, width: 8, height: 4 }), terminal(KITTY))
  await ui.app.ready()
  expect(noted(ui.driver.output)).toEqual(["t 0,0 80x80"])
  const whole = ui.driver.output.length
  let shown = shownAfter(ui.driver.output, undefined, 80)

  const change = async (paint: () => void) => {
    ui.driver.reset()
    paint()
    src.tell()
    await ui.app.flush()
    shown = shownAfter(ui.driver.output, shown, 80)
    const wanted = Buffer.from([...src.pixels].filter((_, i) => i % 4 < 3))
    expect(shown?.equals(wanted)).toBe(true)
    return noted(ui.driver.output)
  }
  expect(
    await change(() => {
      src.fill(60, 2, 10, 5, 0)
      src.fill(8, 40, 3, 30, 7)
    }),
  ).toEqual(["f 60,2 10x5", "f 8,40 3x30"])
  expect(ui.driver.output.length).toBeLessThan(whole)
  expect(await change(() => src.fill(79, 79, 1, 1, 0))).toEqual(["f 79,79 1x1"])
  expect(await change(() => {})).toEqual([]) // told, and nothing is another
  expect(await change(() => src.fill(0, 0, 80, 60, 9))).toEqual(["t 0,0 80x80"]) // most of it
  await ui.dispose()
})

test("random changes of pixels arrive whole, opaque or not", async () => {
  const src = film(60, 40)
  const ui = await mountTest(() => image({ src, width: 6, height: 2 }), terminal(KITTY))
  await ui.app.ready()
  let shown = shownAfter(ui.driver.output, undefined, 60)
  let seed = 20261128
  const random = (n: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return (seed >>> 8) % n
  }
  for (let step = 0; step < 60; step++) {
    ui.driver.reset()
    for (let n = random(4); n > 0; n--) {
      const [x, y] = [random(60), random(40)]
      const alpha = step > 30 && step < 45 ? 128 : 255
      src.fill(x, y, 1 + random(60 - x), 1 + random(Math.min(6, 40 - y)), random(256), alpha)
    }
    if (step === 45) for (let i = 3; i < src.pixels.length; i += 4) src.pixels[i] = 255
    src.tell()
    await ui.app.flush()
    shown = shownAfter(ui.driver.output, shown, 60)
    const opaque = src.pixels.every((value, i) => i % 4 < 3 || value === 255)
    const wanted = Buffer.from([...src.pixels].filter((_, i) => !opaque || i % 4 < 3))
    expect(shown?.equals(wanted), `step ${step}`).toBe(true)
  }
  await ui.dispose()
})

test("terminals without frames get each moment whole", async () => {
  for (const version of ["ghostty 1.2.0", "WezTerm 20240203"]) {
    const src = film(80, 80)
    const ui = await mountTest(
      () => image({ src, width: 8, height: 4 }),
      terminal({ ...KITTY, answers: { version } }),
    )
    await ui.app.ready()
    ui.driver.reset()
    src.fill(3, 3, 2, 2, 0)
    src.tell()
    await ui.app.flush()

    expect(noted(ui.driver.output), version).toEqual(["t 0,0 80x80"])
    await ui.dispose()
  }
})
