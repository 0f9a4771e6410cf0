// What the encoder sends, looked at through a terminal emulator, and counted in bytes.

import { expect, test } from "vitest"
import { DEFAULT, NONE, PALETTE, type RunStyle } from "../../../renderers/scene/surface.ts"
import { BOLD, INVERSE, LINK, UNDERLINE } from "../../../renderers/tui/cells.ts"
import { Emitter } from "../../../renderers/tui/emit.ts"
import { TAIL } from "../../../renderers/tui/glyphs.ts"
import { CellSurface } from "../../../renderers/tui/surface.ts"
import { Grid } from "./grid.ts"

const PLAIN: RunStyle = {
  color: DEFAULT,
  background: NONE,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  strike: false,
  inverse: false,
  href: "",
  font: {
    size: 14,
    family: "mono",
    weight: 400,
    italic: false,
    lineHeight: 1,
    letterSpacing: 0,
    wordSpacing: 0,
  },
}
const style = (change: Partial<RunStyle>): RunStyle => ({ ...PLAIN, ...change })

/** A surface, an encoder and the terminal that shows what they send. */
class Screen {
  readonly surface: CellSurface
  readonly emitter: Emitter
  readonly grid: Grid
  constructor(columns: number, rows: number) {
    this.surface = new CellSurface(columns, rows)
    this.surface.scrollRegion = true
    this.emitter = new Emitter({ pool: this.surface.pool })
    this.emitter.width = columns
    this.emitter.height = rows
    this.grid = new Grid(columns, rows)
    this.emitter.begin()
    this.emitter.clear()
    void this.grid.write(this.emitter.end())
  }
  /** Paints inside `damage` and returns the bytes that were sent. */
  async frame(
    damage: [x: number, y: number, width: number, height: number],
    paint: (surface: CellSurface) => void,
  ): Promise<string> {
    const [x, y, width, height] = damage
    this.surface.beginFrame([{ x, y, width, height }])
    paint(this.surface)
    this.surface.endFrame()
    return this.send()
  }
  async send(): Promise<string> {
    this.emitter.begin()
    this.surface.encode(this.emitter)
    const bytes = Buffer.from(this.emitter.end())
    await this.grid.write(bytes)
    return bytes.toString()
  }
}

test("a changed number costs a move of the cursor and its digits", async () => {
  const screen = new Screen(80, 24)
  const green = style({ color: 0xff00ff00 })
  await screen.frame([0, 0, 80, 24], (s) => s.text(30, 10, 1, "count: 123456 ok", green))

  const first = await screen.frame([37, 10, 6, 1], (s) => s.text(37, 10, 1, "123789", green))
  const second = await screen.frame([37, 10, 6, 1], (s) => s.text(37, 10, 1, "423780", green))

  expect(first).toBe("\x1b[6D789")
  expect(second).toBe("\x1b[6D423780")
  expect(screen.grid.lines()[10]!.trim()).toBe("count: 423780 ok")
})

test("painting the same again sends nothing", async () => {
  const screen = new Screen(20, 3)
  const paint = (s: CellSurface) => s.text(0, 1, 1, "日本 e\u0301 👩‍🚀 ok", PLAIN)
  await screen.frame([0, 0, 20, 3], paint)

  expect(await screen.frame([0, 0, 20, 3], paint)).toBe("")
})

test("a short gap between two changes is written over, a long one is jumped", async () => {
  const screen = new Screen(20, 1)
  await screen.frame([0, 0, 20, 1], (s) => s.text(0, 0, 1, "aaaaaaaaaaaaaaaaaaaa", PLAIN))

  const sent = await screen.frame([0, 0, 20, 1], (s) =>
    s.text(0, 0, 1, "baabaaaaaaaaabaaaaaa", PLAIN),
  )

  expect(sent).toBe("\rbaab\x1b[9Cb")
  expect(screen.grid.text()).toBe("baabaaaaaaaaabaaaaaa")
})

test("a style goes out as one sequence, and spaces ask for no foreground", async () => {
  const screen = new Screen(20, 1)
  const red = style({ color: 0xffff0000, background: 0xff101010, bold: true })

  const sent = await screen.frame([0, 0, 7, 1], (s) => s.text(0, 0, 1, "a    bc", red))

  expect(sent).toBe("\x1b[1;38;2;255;0;0;48;2;16;16;16ma    bc")
  expect(screen.grid.cell(5, 0)).toMatchObject({ fg: "#ff0000", bg: "#101010", bold: true })
})

test("the end of a row is erased, not overwritten with spaces", async () => {
  const screen = new Screen(80, 2)
  await screen.frame([0, 0, 80, 1], (s) => s.text(0, 0, 1, "x".repeat(80), PLAIN))

  const sent = await screen.frame([0, 0, 80, 1], (s) => s.text(0, 0, 1, "ab", PLAIN))

  expect(sent).toBe("\rab\x1b[K")
  expect(screen.grid.text()).toBe("ab")
})

test("many blanks in the middle of a row are erased by count", async () => {
  const screen = new Screen(80, 1)
  await screen.frame([0, 0, 80, 1], (s) => s.text(0, 0, 1, "x".repeat(80), PLAIN))

  const sent = await screen.frame([10, 0, 40, 1], () => {})

  expect(sent).toBe("\x1b[1;11H\x1b[40X".replace("\x1b[1;11H", "\x1b[11G"))
  expect(screen.grid.text()).toBe("x".repeat(10) + " ".repeat(40) + "x".repeat(30))
})

test("a wide grapheme whose half is covered disappears whole", async () => {
  const screen = new Screen(8, 1)
  await screen.frame([0, 0, 8, 1], (s) => s.text(0, 0, 1, "日本語x", PLAIN))
  await screen.frame([3, 0, 1, 1], (s) => {
    s.text(0, 0, 1, "日本語x", PLAIN)
    s.text(3, 0, 1, "|", PLAIN)
  })

  expect(screen.grid.text()).toBe("日 |語x")
})

test("a grapheme that the clip cuts is not shown", async () => {
  const screen = new Screen(8, 1)
  await screen.frame([0, 0, 8, 1], (s) => {
    s.pushClip(1, 0, 4, 1, 0)
    s.text(0, 0, 1, "日本語", PLAIN)
    s.popClip()
  })

  expect(screen.grid.text()).toBe("  本")
})

test("after a grapheme that terminals disagree about, the column is said", async () => {
  const screen = new Screen(12, 1)

  const sent = await screen.frame([0, 0, 12, 1], (s) => s.text(0, 0, 1, "a👩‍🚀b", PLAIN))

  expect(sent).toBe("a  \x1b[2G👩‍🚀\x1b[4Gb")
})

test("the last column does not make the terminal wrap", async () => {
  const screen = new Screen(4, 3)
  await screen.frame([0, 0, 4, 3], (s) => {
    for (let y = 0; y < 3; y++) s.text(0, y, 1, "abcd", PLAIN)
  })
  await screen.frame([3, 0, 1, 2], (s) => {
    s.text(3, 0, 1, "X", PLAIN)
    s.text(3, 1, 1, "Y", PLAIN)
  })

  expect(screen.grid.lines()).toEqual(["abcX", "abcY", "abcd"])
})

test("scrolled rows are moved by the terminal, and only the new row is sent", async () => {
  const screen = new Screen(40, 10)
  const row = (n: number) => `row ${n}`.padEnd(40, ".")
  await screen.frame([0, 0, 40, 10], (s) => {
    for (let y = 1; y < 9; y++) s.text(0, y, 1, row(y), PLAIN)
    s.text(0, 0, 1, "header", PLAIN)
    s.text(0, 9, 1, "footer", PLAIN)
  })

  const sizes: number[] = []
  for (let n = 9; n < 12; n++) {
    expect(screen.surface.scroll(0, 1, 40, 8, 1)).toBe(true)
    sizes.push((await screen.frame([0, 8, 40, 1], (s) => s.text(0, 8, 1, row(n), PLAIN))).length)
  }

  expect(sizes[1]).toBe("\x1b[S".length + "\r".length + 40)
  expect(screen.grid.lines()[0]).toBe("header")
  expect(screen.grid.lines()[1]).toBe(row(4))
  expect(screen.grid.lines()[8]).toBe(row(11))
  expect(screen.grid.lines()[9]).toBe("footer")
})

test("colours come down to what the terminal has", async () => {
  const blue = style({ color: 0xff7aa2f7, background: 0xff1a1b26 })
  const sent: string[] = []
  for (const depth of [24, 8, 4, 1] as const) {
    const screen = new Screen(4, 1)
    screen.emitter.depth = depth
    sent.push(await screen.frame([0, 0, 4, 1], (s) => s.text(0, 0, 1, "x", blue)))
  }

  expect(sent).toEqual([
    "\x1b[38;2;122;162;247;48;2;26;27;38mx",
    "\x1b[38;5;75;48;5;234mx",
    "\x1b[94;40mx",
    "x",
  ])
})

test("entries of the palette take their short forms", async () => {
  const screen = new Screen(4, 1)
  const sent = await screen.frame([0, 0, 4, 1], (s) => {
    s.text(0, 0, 1, "a", style({ color: PALETTE + 2 }))
    s.text(1, 0, 1, "b", style({ color: PALETTE + 9 }))
    s.text(2, 0, 1, "c", style({ color: PALETTE + 99 }))
  })

  expect(sent).toBe("\x1b[32ma\x1b[91mb\x1b[38;5;99mc")
})

test("a link is opened and closed around its words", async () => {
  const screen = new Screen(10, 1)
  const link = style({ href: "https://example.org/a b\x07\x1b\u202e", underline: true })
  const sent = await screen.frame([0, 0, 10, 1], (s) => {
    s.text(0, 0, 1, "go", link)
    s.text(2, 0, 1, " on", PLAIN)
  })

  expect(sent).toBe(
    "\x1b]8;id=1;https://example.org/a%20b%07%1B%E2%80%AE\x1b\\\x1b[4mgo\x1b[C\x1b]8;;\x1b\\\x1b[mon",
  )
})

test("a large frame is sent as one synchronized update, a small one is not", async () => {
  const screen = new Screen(80, 24)
  screen.emitter.sync = true
  const large = await screen.frame([0, 0, 80, 24], (s) => {
    for (let y = 0; y < 24; y++) s.text(0, y, 1, "y".repeat(80), PLAIN)
  })
  const small = await screen.frame([0, 0, 1, 1], (s) => s.text(0, 0, 1, "z", PLAIN))

  expect(large.startsWith("\x1b[?2026h")).toBe(true)
  expect(large.endsWith("\x1b[?2026l")).toBe(true)
  expect(small).toBe("\x1b[Hz")
})

test("borders that cross are joined, of whatever weight", async () => {
  const screen = new Screen(9, 5)
  const line = (side: "single" | "heavy" | "double") => ({
    top: side,
    right: side,
    bottom: side,
    left: side,
    color: DEFAULT,
    radius: 0,
    background: NONE,
  })
  await screen.frame([0, 0, 9, 5], (s) => {
    s.border(0, 0, 5, 3, line("single"))
    s.border(4, 0, 5, 3, line("heavy"))
    s.border(0, 2, 5, 3, line("double"))
    s.border(4, 2, 5, 3, line("single"))
  })

  expect(screen.grid.text()).toBe("┌───┲━━━┓\n│   ┃   ┃\n╠═══╋━━━┩\n║   ║   │\n╚═══╩───┘")
})

test("sides of a border have their own colours, corners that of the line that lies", async () => {
  const screen = new Screen(9, 3)
  const [red, green, blue, white] = [0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff]
  await screen.frame([0, 0, 9, 3], (s) => {
    const line = { color: white, radius: 0, background: NONE } as const
    const one = "single" as const
    const colors = [red, green, blue, white] as const
    s.border(0, 0, 4, 3, { top: one, right: one, bottom: one, left: one, ...line, colors })
    s.border(5, 0, 4, 3, { top: "none", right: one, bottom: one, left: one, ...line, colors })
  })
  const at = (x: number, y: number) => screen.grid.cell(x, y)?.fg
  expect([at(0, 0), at(1, 0), at(3, 0)]).toEqual(["#ff0000", "#ff0000", "#ff0000"])
  expect([at(0, 1), at(3, 1), at(0, 2)]).toEqual(["#ffffff", "#00ff00", "#0000ff"])
  expect([at(8, 0), at(5, 0)]).toEqual(["#00ff00", "#ffffff"])
})

test("a border that lacks sides ends straight", async () => {
  const sides = (top: boolean, right: boolean, bottom: boolean, left: boolean) => {
    const side = (on: boolean) => (on ? ("round" as const) : ("none" as const))
    return {
      top: side(top),
      right: side(right),
      bottom: side(bottom),
      left: side(left),
      color: DEFAULT,
      radius: 0,
      background: NONE,
    }
  }
  const screen = new Screen(24, 3)
  await screen.frame([0, 0, 24, 3], (s) => {
    s.border(0, 0, 4, 3, sides(true, true, true, true))
    s.border(5, 0, 4, 3, sides(true, false, true, false))
    s.border(10, 0, 4, 3, sides(false, true, false, true))
    s.border(15, 0, 4, 3, sides(true, false, false, true))
    s.border(20, 0, 4, 3, sides(false, true, true, false))
  })

  expect(screen.grid.text()).toBe(
    "╭──╮ ──── │  │ ╭───    │\n│  │      │  │ │       │\n╰──╯ ──── │  │ │    ───╯",
  )
})

test("a layer is blended as one over what is there", async () => {
  const screen = new Screen(4, 1)
  await screen.frame([0, 0, 4, 1], (s) => {
    s.fill(0, 0, 4, 1, 0xff000000, 0)
    s.text(0, 0, 1, "abcd", style({ color: 0xffffffff }))
    s.pushLayer(1, 0, 3, 1, 0.5)
    s.fill(1, 0, 2, 1, 0xffff0000, 0)
    s.text(2, 0, 1, "X", style({ color: 0xffffffff }))
    s.popLayer()
  })

  expect([0, 1, 2, 3].map((x) => screen.grid.cell(x, 0))).toMatchObject([
    { text: "a", fg: "#ffffff", bg: "#000000" },
    { text: "b", fg: "#ff8080", bg: "#800000" }, // shines through
    { text: "X", fg: "#808080", bg: "#800000" },
    { text: "d", fg: "#ffffff", bg: "#000000" }, // the layer painted nothing here
  ])
})

test("whatever is painted, in whatever parts, the terminal ends up showing it", async () => {
  let seed = 20261121
  const random = (n: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return Math.floor((seed / 2 ** 32) * n)
  }
  const words = [
    " led by a space",
    "日本語テキスト",
    "e\u0301a\u0308",
    "👩‍🚀👨‍👩‍👧x",
    "▁▂▃▄▅",
    "❤\ufe0f!",
    "          ",
    "🇩🇪🇫🇷",
    "क्षि",
    "a".repeat(30),
  ]
  const colors = [DEFAULT, 0xff112233, 0xffabcdef, PALETTE + 3, 0x80ff0000, PALETTE + 200]
  const screen = new Screen(30, 8)
  for (let step = 0; step < 1500; step++) {
    screen.emitter.backgroundErase = random(2) === 0
    if (random(6) === 0) {
      const y = random(6)
      screen.surface.scroll(
        random(3) ? 0 : 3,
        y,
        random(3) ? 30 : 11,
        2 + random(6 - y),
        random(3) - 1,
      )
    }
    const damage: [number, number, number, number] = [
      random(30),
      random(8),
      1 + random(30),
      1 + random(8),
    ]
    const paint = (s: CellSurface) => {
      for (let n = random(4); n > 0; n--) {
        const x = random(34) - 4
        const y = random(8)
        const kind = random(5)
        if (kind === 0) s.fill(x, y, 1 + random(12), 1 + random(3), colors[random(6)]!, 0)
        else if (kind === 1) {
          s.pushLayer(x, y, 8, 2, 0.5)
          s.text(x + 1, y, 1, words[random(10)]!, PLAIN)
          s.popLayer()
        } else {
          s.text(
            x,
            y,
            1,
            words[random(10)]!,
            style({
              color: colors[random(6)]!,
              background: random(3) ? NONE : colors[random(6)]!,
              bold: random(4) === 0,
              underline: random(6) === 0,
              inverse: random(6) === 0,
              href: random(9) === 0 ? `https://example.org/${random(5)}` : "",
            }),
          )
        }
      }
    }
    screen.surface.beginFrame([{ x: damage[0], y: damage[1], width: damage[2], height: damage[3] }])
    paint(screen.surface)
    screen.surface.endFrame()
    if (random(3) === 0) continue // the terminal is slow: this frame goes out with the next
    await screen.send()
    compare(screen, step)
  }
})

/** Every cell of the emulator against what was painted. */
function compare(screen: Screen, step: number): void {
  const { back, pool, width, height } = screen.surface
  const wrong: string[] = []
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const glyph = back.glyph[i]!
      const shown = screen.grid.cell(x, y)
      const text = glyph & TAIL ? "" : pool.textOf(glyph)
      const bg = named(back.bg[i]!)
      const fg = named(back.fg[i]!)
      const attr = back.attr[i]!
      const isInk = !(glyph & TAIL) && text !== " " // what has a foreground
      const same =
        shown.text === text &&
        (glyph & TAIL || shown.bg === bg) &&
        (!isInk || (shown.fg === fg && shown.bold === ((attr & BOLD) !== 0))) &&
        // The emulator says that links are underlined.
        (glyph & TAIL || attr >>> LINK || shown.underline === ((attr & UNDERLINE) !== 0)) &&
        (glyph & TAIL || shown.inverse === ((attr & INVERSE) !== 0))
      if (!same)
        wrong.push(
          `${x},${y}: ${JSON.stringify(shown)}, painted "${text}" ${fg} on ${bg}, attr ${attr}`,
        )
    }
  expect(wrong, `step ${step}`).toEqual([])
}

function named(color: number): string {
  if (color >>> 24) return "#" + (color & 0xffffff).toString(16).padStart(6, "0")
  return color >= PALETTE ? `palette ${color - PALETTE}` : "default"
}
