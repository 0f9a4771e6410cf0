import { PassThrough } from "node:stream"
import { expect, test } from "vitest"
import { colorsOf, fromEnvironment, isDark, isLegacy } from "../../../renderers/tui/capabilities.ts"
import {
  FULL_SCREEN,
  INLINE,
  PlainDriver,
  StreamDriver,
  XtermDriver,
} from "../../../renderers/tui/driver/index.ts"
import type { InputEvent } from "../../../renderers/tui/input-events.ts"
import { ModeKeeper } from "../../../renderers/tui/modes.ts"
import { parseColor } from "../../../renderers/tui/replies.ts"

test("leave undoes what enter did, newest first, and only once", () => {
  const keeper = new ModeKeeper()
  const on = keeper.enter(FULL_SCREEN) + keeper.kitty() + keeper.private(2031)
  const off = keeper.leave(true)

  for (const mode of on.matchAll(/\x1b\[\?(\d+)h/g)) expect(off).toContain(`\x1b[?${mode[1]}l`)
  expect(off.indexOf("\x1b[<u")).toBeLessThan(off.indexOf("\x1b[?1049l")) // kitty keeps a stack a screen
  expect(off.startsWith("\x1b[?2026l")).toBe(true)
  expect(off.endsWith("\x1b[2J\x1b[?1049l")).toBe(true) // nothing of it stays in a terminal that was resized
  expect(keeper.leave(true)).toBe("")
})

test("a mode that changes while suspended is there after resume", () => {
  const keeper = new ModeKeeper()
  keeper.enter(FULL_SCREEN)
  keeper.leave(false)
  expect(keeper.change({ mouse: "press", focus: false })).toBe("")

  const again = keeper.again()

  expect(again).toContain("\x1b[?1000h\x1b[?1006h")
  expect(again).not.toContain("\x1b[?1003h")
  expect(again).not.toContain("\x1b[?1004h")
})

test("asserting modes over themselves saves no cursor and pushes no keyboard a second time", () => {
  const keeper = new ModeKeeper()
  keeper.enter(FULL_SCREEN)
  keeper.kitty()
  keeper.title()

  const again = keeper.again()

  expect(again).not.toContain("\x1b[?1049h")
  expect(again).not.toContain("\x1b[>5u")
  expect(again).toContain("\x1b[=5;1u")
  expect(again).not.toContain("22;2t")
  expect(keeper.leave(false)).toContain("\x1b[<u")
})

test("an old terminal gets no private modes", () => {
  const strings = {
    altOn: "",
    altOff: "",
    hideCursor: "(hide)",
    showCursor: "(show)",
    plain: "(plain)",
    fullRegion: "",
    saveCursor: "",
    restoreCursor: "",
  }
  const keeper = new ModeKeeper(strings, false)
  expect(keeper.enter(FULL_SCREEN)).toBe("(hide)")
  expect(keeper.leave(false)).toBe("(plain)(show)")
})

test.each([
  [{ TERM: "xterm-256color" }, 8],
  [{ TERM: "xterm" }, 4],
  [{ TERM: "xterm-256color", COLORTERM: "truecolor" }, 24],
  [{ TERM: "xterm-kitty" }, 24],
  [{ TERM: "tmux-256color", COLORTERM: "24bit" }, 24],
  [{ TERM: "linux" }, 4],
  [{ TERM: "vt100" }, 1],
  [{ TERM: "dumb", COLORTERM: "truecolor" }, 1],
  [{ TERM: "xterm-256color", TERM_PROGRAM: "Apple_Terminal" }, 8],
  [{ TERM: "xterm", TERM_PROGRAM: "vscode" }, 24],
  [{ TERM: "xterm-kitty", NO_COLOR: "1" }, 1],
  [{ TERM: "xterm-kitty", NO_COLOR: "" }, 24],
  [{ TERM: "xterm-kitty", NO_COLOR: "1", FORCE_COLOR: "2" }, 8],
  [{ TERM: "xterm-kitty", FORCE_COLOR: "0" }, 1],
  [{ FORCE_COLOR: "3" }, 24],
  [{ TERM: "dumb", FORCE_COLOR: "1" }, 4],
  [{}, 1],
] as const)("%j has %i bits of colour", (env, bits) => {
  expect(colorsOf(env)).toBe(bits)
})

test("the environment tells old terminals, multiplexers and night from day", () => {
  expect(["linux", "vt100", "vt220", "rxvt-unicode", "dumb"].every(isLegacy)).toBe(true)
  expect(["xterm", "screen-256color", "tmux", "foot", ""].some(isLegacy)).toBe(false)
  expect(fromEnvironment({ TERM: "xterm-kitty", KITTY_WINDOW_ID: "1" }).images).toBe("kitty")
  expect(fromEnvironment({ TERM: "tmux", KITTY_WINDOW_ID: "1", TMUX: "x" }).images).toBe("none")
  expect(fromEnvironment({ TERM: "xterm", COLORFGBG: "15;0" }).dark).toBe(true)
  expect(fromEnvironment({ TERM: "xterm", COLORFGBG: "0;default;15" }).dark).toBe(false)
  expect(fromEnvironment({ TERM: "xterm" }).dark).toBe(undefined)
  expect(fromEnvironment({ TERM: "xterm", LANG: "en_US.ISO-8859-1" }).unicode).toBe(false)
  expect(fromEnvironment({ TERM: "xterm", LANG: "C" }).unicode).toBe(true)
  expect(fromEnvironment({ TERM: "screen" }).backgroundErase).toBe(false)
  expect(isDark([40, 44, 52])).toBe(true)
  expect(isDark([253, 246, 227])).toBe(false)
})

test("colours are read in all of X11's ways", () => {
  expect(parseColor("rgb:f/8/0")).toEqual([255, 136, 0])
  expect(parseColor("rgb:ff/80/00")).toEqual([255, 128, 0])
  expect(parseColor("rgb:fff/800/000")).toEqual([255, 128, 0])
  expect(parseColor("rgba:ffff/8000/0000/ffff")).toEqual([255, 128, 0])
  expect(parseColor("#ff8000")).toEqual([255, 128, 0])
  expect(parseColor("#ffff80000000")).toEqual([255, 128, 0])
  expect(parseColor("rgb:zz/00/00")).toBe(undefined)
  expect(parseColor("red")).toBe(undefined)
})

const KITTY = {
  version: "kitty(0.36)",
  kitty: 0,
  background: [250, 250, 250],
  foreground: [10, 10, 10],
  modes: { 2026: 2, 2027: 2, 2031: 2, 2048: 2 },
} as const

test("answers become capabilities, and what the terminal has is switched on", () => {
  const driver = new XtermDriver({ env: { TERM: "xterm-256color" }, answers: KITTY })
  expect(driver.caps).toMatchObject({ colors: 8, sync: false, dark: undefined, answered: false })

  driver.start(FULL_SCREEN)

  expect(driver.caps).toMatchObject({
    colors: 24,
    sync: true,
    graphemes: true,
    kittyKeyboard: true,
    dark: false,
    background: [250, 250, 250],
    foreground: [10, 10, 10],
    images: "kitty",
    name: "kitty(0.36)",
    answered: true,
  })
  for (const on of ["\x1b[>5u", "\x1b[?2027h", "\x1b[?2031h", "\x1b[?2048h"]) {
    expect(driver.output).toContain(on)
  }
  expect(driver.output).not.toContain("\x1b[?2026h") // that one is for frames
  driver.reset()
  driver.stop()
  for (const off of ["\x1b[<u", "\x1b[?2027l", "\x1b[?2031l", "\x1b[?2048l"]) {
    expect(driver.output).toContain(off)
  }
})

test("truecolor is asked for where neither the environment nor NO_COLOR has decided", () => {
  const question = "\x1bP+q524742\x1b\\" // RGB
  const far = new XtermDriver({ env: { TERM: "xterm-256color" } }) // ssh hands COLORTERM on to nobody
  far.start(FULL_SCREEN)
  expect(far.output).toContain(question)
  expect(far.caps.colors).toBe(8)
  far.send("\x1bP0+r524742\x1b\\")
  expect(far.caps.colors).toBe(8)
  far.send("\x1bP1+r524742=382F382F38\x1b\\") // 8/8/8
  expect(far.caps.colors).toBe(24)

  for (const env of [{ COLORTERM: "truecolor" }, { NO_COLOR: "1" }, { FORCE_COLOR: "1" }]) {
    const driver = new XtermDriver({ env: { TERM: "xterm-256color", ...env } })
    driver.start(FULL_SCREEN)
    expect(driver.output).not.toContain(question)
    const { colors } = driver.caps
    driver.send("\x1bP1+r524742=382F382F38\x1b\\")
    expect(driver.caps.colors).toBe(env.COLORTERM ? 24 : colors)
  }
})

test("pictures are asked for only by an app that has some, and never of a multiplexer", () => {
  const question = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
  const asked = (env: Record<string, string>, images: boolean) => {
    const driver = new XtermDriver({ env })
    driver.start({ ...FULL_SCREEN, images })
    return driver.output.includes(question)
  }
  expect(asked({ TERM: "xterm-256color" }, true)).toBe(true)
  expect(asked({ TERM: "xterm-256color" }, false)).toBe(false)
  expect(asked({ TERM: "tmux-256color", TMUX: "/tmp/x,1,0" }, true)).toBe(false) // it would be a title
  expect(asked({ TERM: "screen-256color" }, true)).toBe(false)
  expect(asked({ TERM: "xterm-256color", TERM_PROGRAM: "Apple_Terminal" }, true)).toBe(false)
})

test("a mode that the user has set already is left alone at the end", () => {
  const driver = new XtermDriver({ answers: { modes: { 2027: 1 } } })
  driver.start(FULL_SCREEN)
  expect(driver.caps.graphemes).toBe(true)
  driver.stop()
  expect(driver.output).not.toMatch(/\?2027[hl]/)
})

test("a terminal without kitty's protocol gets modifyOtherKeys, Terminal.app neither", () => {
  const xterm = new XtermDriver()
  xterm.start(FULL_SCREEN)
  expect(xterm.output).toContain("\x1b[>4;2m")
  xterm.stop()
  expect(xterm.output).toContain("\x1b[>4m")

  const apple = new XtermDriver({ env: { TERM: "xterm-256color", TERM_PROGRAM: "Apple_Terminal" } })
  apple.start(FULL_SCREEN)
  expect(apple.output).not.toContain("\x1b[>4")
  expect(apple.output).not.toContain("$p")
})

test("a terminal that never answers is given up after a second, and nothing is switched on", () => {
  const timers: { run: () => void; delay: number }[] = []
  const clock = {
    set: (run: () => void, delay: number) => timers.push({ run, delay }),
    clear: () => {},
  }
  const driver = new XtermDriver({ answers: false, clock })
  driver.start(FULL_SCREEN)
  const before = driver.output
  expect(timers.map((timer) => timer.delay)).toEqual([1000])

  timers[0]!.run()

  expect(driver.output).toBe(before)
  expect(driver.caps.answered).toBe(false)
})

test("an answer that comes after the time limit still counts", () => {
  const driver = new XtermDriver({ answers: false })
  driver.start(FULL_SCREEN)
  const told: (boolean | undefined)[] = []
  driver.onCaps((caps) => told.push(caps.dark))
  driver.send("\x1b]11;rgb:0000/0000/0000\x07")
  driver.send("\x1b[?997;2n")
  expect(told).toEqual([true, false])
  driver.stop()
})

test("nothing that NO_COLOR or FORCE_COLOR said is overruled by the terminal's name", () => {
  const driver = new XtermDriver({ env: { TERM: "xterm", NO_COLOR: "1" }, answers: KITTY })
  driver.start(FULL_SCREEN)
  expect(driver.caps.colors).toBe(1)
  driver.stop()
})

test("without probe nothing is asked", () => {
  const driver = new XtermDriver()
  driver.start({ ...FULL_SCREEN, probe: false })
  expect(driver.output).not.toMatch(/\x1b\[c|\x1b\]11|\$p/)
  driver.stop()
})

test("stop leaves the emulator exactly as start found it, in both kinds of screen", () => {
  for (const modes of [FULL_SCREEN, INLINE]) {
    const driver = new XtermDriver({ answers: KITTY })
    driver.terminal._core.writeSync(Buffer.from("one\r\n\x1b[1mtwo\x1b[0m three"))
    const before = driver.state()
    driver.start(modes)
    driver.write(modes.altScreen ? "\x1b[2J\x1b[5;6Hhello\x1b[31m\x1b[2;4r" : "\x1b[31m\x1b[2;4r")
    if (!modes.altScreen) driver.write("\x1b[2;10H")
    driver.stop()
    expect(driver.state()).toEqual(before)
  }
})

test("the leave bytes go out before the modes are undone, and an error in them changes nothing", () => {
  const driver = new XtermDriver()
  driver.start(INLINE, () => "\r\nlast words")
  driver.reset()
  driver.stop()
  expect(driver.output.startsWith("\r\nlast words")).toBe(true)

  const other = new XtermDriver()
  other.start(FULL_SCREEN, () => {
    throw new Error("no")
  })
  other.stop()
  expect(other.output).toContain("\x1b[?1049l")
})

test("stop is final and may come twice, or from within a listener", () => {
  const driver = new XtermDriver()
  const seen: string[] = []
  driver.onInput((event) => {
    seen.push((event as { key: string }).key)
    driver.stop()
  })
  driver.start(FULL_SCREEN)
  driver.send("ab")
  driver.stop()
  driver.start(FULL_SCREEN)
  const { output } = driver
  driver.write("more")
  driver.resume()
  driver.title("no")
  expect(seen).toEqual(["a"])
  expect(driver.output).toBe(output)
})

test("suspend gives the screen back and resume sets every mode again, then says so", () => {
  const driver = new XtermDriver({ answers: KITTY })
  driver.start(FULL_SCREEN)
  const during = driver.state()
  let resets = 0
  driver.onReset(() => resets++)
  driver.suspend()
  driver.write("lost")
  expect(driver.screen()).toBe("")
  expect(driver.terminal.modes.bracketedPasteMode).toBe(false)
  driver.reset()
  driver.resume()
  expect(driver.state()).toEqual(during)
  expect(driver.output).toContain("\x1b[>5u")
  expect(resets).toBe(1)
  driver.stop()
})

test("a title is cleaned, and the old one comes back", () => {
  const driver = new XtermDriver()
  driver.start(FULL_SCREEN)
  driver.reset()
  driver.title("a\x1b]0;evil\x07b\u202ec\ud800")
  driver.title("second")
  expect(driver.output).toBe(
    "\x1b[22;2t\x1b]2;a]0;evilbc\ufffd\x1b\\\x1b]2;second\x1b\\", // pushed once
  )
  driver.stop()
  expect(driver.output).toContain("\x1b[23;2t")
})

test("copy is refused where it cannot work", () => {
  const driver = new XtermDriver({ env: { TERM: "linux" } })
  expect(driver.copy("x")).toBe(false)
  driver.start(FULL_SCREEN)
  expect(driver.copy("x")).toBe(false)
  const modern = new XtermDriver()
  modern.start(FULL_SCREEN)
  expect(modern.copy("é")).toBe(true)
  expect(modern.output).toContain("\x1b]52;c;w6k=\x07")
  expect(modern.copy("x".repeat((1 << 20) + 1))).toBe(false)
})

test("an in-band resize brings pixels, and a burst is told once", async () => {
  const driver = new XtermDriver()
  driver.start(FULL_SCREEN)
  const told: string[] = []
  driver.onResize((size) => told.push(`${size.columns}x${size.rows} ${size.pixelWidth}`))
  for (let n = 0; n < 20; n++) driver.send(`\x1b[48;${10 + n};${40 + n};600;800t`)
  expect(driver.size).toEqual({ columns: 59, rows: 29, pixelWidth: 800, pixelHeight: 600 })
  await new Promise((done) => setTimeout(done, 40))
  expect(told).toEqual(["59x29 800"])
  driver.stop()
})

test("listeners may come and go while they are told", () => {
  const driver = new XtermDriver()
  const seen: string[] = []
  const stopB = { now: () => {} }
  driver.onInput(() => {
    seen.push("a")
    stopB.now()
    driver.onInput(() => seen.push("late"))
  })
  stopB.now = driver.onInput(() => seen.push("b"))
  driver.start(FULL_SCREEN)
  driver.send("x")
  expect(seen).toEqual(["a"]) // b stopped before its turn; late begins with the next
  driver.stop()
})

function duplex() {
  const input = new PassThrough()
  const output = new PassThrough()
  let text = ""
  output.on("data", (data: Buffer) => {
    text += data.toString()
  })
  return { input, output, text: () => text }
}

const tick = () => new Promise((done) => setImmediate(done))

test("a stream driver serves any pair of streams and leaves the process alone", async () => {
  const before = process.eventNames().map((name) => process.listenerCount(name))
  const { input, output, text } = duplex()
  const driver = new StreamDriver({ input, output, columns: 100, rows: 30 })
  const events: InputEvent[] = []
  driver.onInput((event) => events.push(event))
  driver.start(FULL_SCREEN)
  expect(process.eventNames().map((name) => process.listenerCount(name))).toEqual(before)
  driver.write("hello")
  input.write("\x1b[")
  input.write("A")
  await tick()
  expect(text()).toContain("hello")
  expect(events).toMatchObject([{ key: "up" }])
  expect(driver.size).toMatchObject({ columns: 100, rows: 30 })
  driver.stop()
  await tick()
  expect(text()).toMatch(/\x1b\[\?1049l$/)
  expect(input.listenerCount("data")).toBe(0)
  expect(output.listenerCount("drain")).toBe(0)
})

test("a stream driver ends when the other side hangs up, or fails", async () => {
  for (const event of ["end", "error"] as const) {
    const { input, output } = duplex()
    const driver = new StreamDriver({ input, output })
    const reasons: unknown[] = []
    driver.onEnd((reason) => reasons.push(reason))
    driver.start(FULL_SCREEN)
    if (event === "end") input.end()
    else output.destroy(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }))
    await tick()
    await tick()
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toMatchObject(event === "end" ? { code: 0 } : { error: { code: "EPIPE" } })
    driver.write("nobody hears")
  }
})

test("a stream that is full says so, and says when it is not", async () => {
  const input = new PassThrough()
  const output = new PassThrough({ highWaterMark: 1000 })
  const driver = new StreamDriver({ input, output })
  driver.start({ ...FULL_SCREEN, probe: false })
  let drains = 0
  driver.onDrain(() => drains++)
  const frame = new Uint8Array(5000).fill(97)
  expect(driver.write(frame)).toBe(false)
  frame.fill(98) // the buffer is the caller's again
  let text = ""
  output.on("data", (data: Buffer) => {
    text += data.toString()
  })
  await new Promise((done) => setTimeout(done, 20))
  expect(drains).toBe(1)
  expect(text).toContain("a".repeat(5000))
  driver.stop()
})

test("a plain driver writes what it is given and nothing else", async () => {
  const { output, text } = duplex()
  const driver = new PlainDriver({ output, env: { COLUMNS: "100", FORCE_COLOR: "3" } })
  driver.start(FULL_SCREEN)
  driver.setModes()
  driver.write("the last frame\n")
  driver.stop()
  driver.write("too late")
  await tick()
  expect(driver.interactive).toBe(false)
  expect(driver.size).toMatchObject({ columns: 100, rows: 24 })
  expect(driver.caps.colors).toBe(1)
  expect(text()).toBe("the last frame\n")
})

test("a pipe that closes under a plain driver ends it without an error", async () => {
  const { output } = duplex()
  const driver = new PlainDriver({ output, env: {} })
  const reasons: unknown[] = []
  driver.onEnd((reason) => reasons.push(reason))
  driver.start(FULL_SCREEN)
  output.destroy(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }))
  await tick()
  expect(reasons).toMatchObject([{ code: 0 }])
})

test("the test terminal agrees with our width table", () => {
  const driver = new XtermDriver({ columns: 20, rows: 4 })
  driver.start(FULL_SCREEN)
  for (const [text, width] of [
    ["a", 1],
    ["é", 1],
    ["漢", 2],
    ["😀", 2],
    ["👨‍👩‍👧", 2],
    ["❤️", 2],
    ["🇩🇪", 2],
    ["👍🏽", 2],
  ] as const) {
    driver.write(`\x1b[H\x1b[2J${text}`)
    expect(driver.cursor().x, text).toBe(width)
    expect(driver.cell(0, 0).text.normalize("NFC")).toBe(text.normalize("NFC"))
  }
  driver.stop()
})

test("the ground is asked for again when the window comes back, unless the terminal tells by itself", () => {
  const asks = (driver: XtermDriver) => driver.output.match(/\x1b\]11;\?/g)?.length ?? 0
  const plain = new XtermDriver({ answers: { background: [0, 0, 0] } })
  plain.start(FULL_SCREEN)
  plain.reset()
  plain.send("\x1b[O\x1b[I")
  expect(asks(plain)).toBe(1)

  const kitty = new XtermDriver({ answers: KITTY })
  kitty.start(FULL_SCREEN)
  kitty.reset()
  kitty.send("\x1b[O\x1b[I")
  expect(asks(kitty)).toBe(0)

  const silent = new XtermDriver({ answers: false })
  silent.start(FULL_SCREEN)
  silent.reset()
  silent.send("\x1b[O\x1b[I")
  expect(asks(silent)).toBe(0)
  for (const driver of [plain, kitty, silent]) driver.stop()
})

test("the Escape key waits a little longer over SSH, where a sequence may be split", () => {
  const delays = (env: Record<string, string>) => {
    const seen: number[] = []
    const clock = { set: (_: () => void, delay: number) => seen.push(delay), clear: () => {} }
    const driver = new XtermDriver({ env: { TERM: "xterm", ...env }, clock })
    driver.start({ ...FULL_SCREEN, probe: false })
    driver.send("\x1b")
    driver.stop()
    return seen
  }
  expect(delays({})).toEqual([30])
  expect(delays({ SSH_CONNECTION: "1.2.3.4 5 6.7.8.9 22" })).toEqual([50])
})

test("no size that a terminal claims is larger than a screen can be", () => {
  const driver = new XtermDriver()
  driver.start(FULL_SCREEN)
  driver.send("\x1b[48;99999999;99999999;1;1t")
  expect(driver.size).toMatchObject({ columns: 2000, rows: 2000 })
  driver.stop()
  const { input, output } = duplex()
  const stream = new StreamDriver({ input, output, columns: Number.NaN, rows: -1 })
  expect(stream.size).toMatchObject({ columns: 0, rows: 0 })
  stream.stop()
})
