// The terminal's test surface: a view on an emulated terminal, with keys and pointer to send.
//
//     const ui = await mountTest(() => <App/>, terminal({ columns: 40, rows: 10 }))
//     ui.press("down"); await ui.flush(); ui.screen()
//
// What is sent goes in as a terminal's bytes, through the same parser; what is read was drawn by the
// same bytes that a terminal would get.

import { type Scene, type TreeNode, treeOf } from "../scene/index.ts"
import type { TuiApp } from "./app.ts"
import { XtermDriver, type XtermOptions } from "./driver/index.ts"
import type { TuiOptions } from "./options.ts"
import { renderLive } from "./render.ts"
import type { TuiView } from "./still.ts"

/** What the terminal under test is like, and the app in it. */
export interface TestTerminalOptions
  extends XtermOptions,
    Pick<
      TuiOptions,
      | "mode"
      | "theme"
      | "screenReader"
      | "mouse"
      | "maxFps"
      | "plain"
      | "onError"
      | "errorScreen"
      | "images"
    > {}

/** A view on an emulated terminal. */
export interface TestTerminal {
  readonly app: TuiApp
  /** The terminal: cells, cursor, scrollback, bytes. */
  readonly driver: XtermDriver
  /** The rows that are seen, without trailing blanks, joined by line breaks. */
  screen(): string
  /** The elements that are shown, with their boxes in cells. */
  tree(): TreeNode
  /** Presses a key, by the names of key bindings: "a", "up", "ctrl+s", "shift+tab". */
  press(key: string): Promise<void>
  /** Types characters, one key each. */
  type(text: string): Promise<void>
  /** Bracketed paste. */
  paste(text: string): Promise<void>
  /** Presses and releases the primary button. In cells. */
  click(x: number, y: number): Promise<void>
  /** Turns the wheel, down when positive. In cells and notches. */
  wheel(x: number, y: number, notches: number): Promise<void>
  resize(columns: number, rows: number): Promise<void>
  /** Settles effects and paints. */
  flush(): Promise<void>
  dispose(): Promise<void>
}

/** What `mountTest` takes: opens a view on a test terminal. */
export interface TestSurface<T> {
  readonly name: string
  open(view: TuiView): Promise<T>
}

/**
 * A terminal for tests. Needs the package @xterm/headless.
 *
 * @example
 * const ui = await terminal({ columns: 20, rows: 2 }).open(() => text({}, "hello"))
 * ui.screen() // "hello"
 */
export function terminal(options: TestTerminalOptions = {}): TestSurface<TestTerminal> {
  return {
    name: "terminal",
    async open(view) {
      const driver = new XtermDriver(options)
      const live = {
        maxFps: Number.POSITIVE_INFINITY,
        ...options,
        driver,
        console: "off",
      } as const
      const { app, scene } = await renderLive(view, live, driver)
      return testTerminal(app, scene, driver)
    },
  }
}

function testTerminal(app: TuiApp, scene: Scene, driver: XtermDriver): TestTerminal {
  const send = async (bytes: string): Promise<void> => {
    driver.send(bytes)
    await app.flush()
  }
  return {
    app,
    driver,
    screen: () => driver.screen(),
    tree: () => treeOf(scene),
    press: (key) => send(keyBytes(key)),
    async type(text) {
      for (const character of text) await send(character)
    },
    paste: (text) => send(`\x1b[200~${text}\x1b[201~`),
    click: async (x, y) => {
      await send(`\x1b[<0;${x + 1};${y + 1}M`)
      await send(`\x1b[<0;${x + 1};${y + 1}m`)
    },
    async wheel(x, y, notches) {
      const button = notches > 0 ? 65 : 64
      for (let n = Math.abs(notches); n > 0; n--) await send(`\x1b[<${button};${x + 1};${y + 1}M`)
    },
    async resize(columns, rows) {
      const before = driver.size
      const told = new Promise<void>((resolve) => {
        const stop = driver.onResize(() => {
          stop()
          resolve()
        })
      })
      driver.resize(columns, rows)
      if (driver.size.columns !== before.columns || driver.size.rows !== before.rows) await told
      await app.flush()
    },
    flush: () => app.flush(),
    dispose: async () => {
      app.exit()
      await app.done
    },
  }
}

/** Final bytes of keys that modifiers can be added to: `CSI 1 ; m X` or `CSI n ; m ~`. */
const LETTERS: Readonly<Record<string, string>> = {
  up: "A",
  down: "B",
  right: "C",
  left: "D",
  end: "F",
  home: "H",
}
const NUMBERS: Readonly<Record<string, number>> = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
}
const PLAIN: Readonly<Record<string, string>> = {
  enter: "\r",
  tab: "\t",
  space: " ",
  backspace: "\x7f",
  escape: "\x1b[27u",
  f1: "\x1bOP",
  f2: "\x1bOQ",
  f3: "\x1bOR",
  f4: "\x1bOS",
}

/** What a terminal sends for a key such as "ctrl+shift+up". */
function keyBytes(name: string): string {
  const parts = name === "+" ? ["+"] : name.split("+")
  const key = parts.pop() || "+"
  const has = (modifier: string): number => (parts.includes(modifier) ? 1 : 0)
  const modifiers = has("shift") + 2 * has("alt") + 4 * has("ctrl") + 8 * has("meta")
  const letter = LETTERS[key]
  if (letter) return modifiers ? `\x1b[1;${modifiers + 1}${letter}` : `\x1b[${letter}`
  const number = NUMBERS[key]
  if (number) return modifiers ? `\x1b[${number};${modifiers + 1}~` : `\x1b[${number}~`
  if (!modifiers && PLAIN[key]) return PLAIN[key]
  if (key === "tab" && modifiers === 1) return "\x1b[Z"
  const codes: Readonly<Record<string, number>> = {
    enter: 13,
    tab: 9,
    space: 32,
    backspace: 127,
    escape: 27,
  }
  const code = codes[key] ?? key.codePointAt(0) ?? 32
  return modifiers ? `\x1b[${code};${modifiers + 1}u` : key
}
