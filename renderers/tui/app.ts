// What only terminals have, added to the app that core opens.

import { CodedError } from "../../core/errors.ts"
import { type App, type Theme, useApp, type View } from "../../core/view/index.ts"
import { printable } from "./console.ts"
import type { Modes, TerminalDriver } from "./driver/index.ts"
import type { Tui } from "./host.ts"
import type { Prints } from "./prints.ts"
import type { ReaderSession } from "./reader.ts"
import type { Session, ThemeChoice } from "./session.ts"
import { type Loads, renderToAnsi, settled } from "./still.ts"
import { terminalDark } from "./themes.ts"

/** An app in a terminal, and what only terminals have. */
export interface TuiApp extends App {
  readonly surface: "terminal"
  /** The theme of the root; setting it repaints and re-runs no component. */
  theme: ThemeChoice
  /**
   * Prints what is finished above the app (inline), or after it (alternate screen): text, of which
   * SGR colours are kept, or a view, once all of it is loaded.
   */
  printAbove(finished: string | View<Tui>): Promise<void>
  bell(): void
  /** Turns the mouse off, so that the terminal selects text, and on again. */
  mouse(mode: Modes["mouse"]): void
  /** Settles when all that is loading is there, or after `limit` ms: then false. Default 10,000. */
  ready(limit?: number): Promise<boolean>
}

/**
 * The app that this component is shown by, with what only terminals have: `bell`, `printAbove`, `theme`, `mouse`.
 * They are there as soon as the first view is; in a component's body, keep the app and call them later.
 *
 * @throws {CodedError} `no-terminal` on another surface: there `useApp()` is all there is.
 *
 * @example
 * const app = useTerminal()
 * useKeys([{ keys: "t", run: () => { app.theme = light } }])
 */
export function useTerminal(): TuiApp {
  const app = useApp()
  if (app.surface === "terminal") return app as TuiApp
  throw new CodedError(
    "no-terminal",
    `useTerminal() was called by a component that is shown on "${app.surface}".`,
    "call useApp(), which every surface has, or look at its `surface` first.",
  )
}

interface Parts {
  readonly session: Session | ReaderSession | undefined
  readonly loads: Loads
  readonly driver: TerminalDriver
  readonly prints: Prints
  readonly theme: ThemeChoice
}

/** Adds to an app what only terminals have. */
export function extend(app: App, scene: Session["scene"], parts: Parts): TuiApp {
  const { session, loads, driver, prints } = parts
  let choice = parts.theme
  const more = {
    surface: "terminal" as const,
    get theme() {
      return choice
    },
    set theme(theme: ThemeChoice) {
      choice = theme
      if (session) session.chooseTheme(theme)
      else scene.theme = themeOf(theme)
    },
    async printAbove(finished: string | View<Tui>) {
      if (!session) return
      if (typeof finished === "string") return prints.add(printable(finished))
      const { colors, hyperlinks: links } = driver.caps
      const columns = session.size.width || 80 // a terminal of no size scrolls back all the same
      const { theme } = scene
      return prints.add(renderToAnsi(finished, { columns, colors, links, theme }))
    },
    bell: () => driver.bell(),
    mouse: (mouse: Modes["mouse"]) => driver.setModes({ mouse }),
    ready: async (limit = 10_000) => settled(app, loads, limit),
  }
  if (session) beforeEnd(app, prints, () => session.seal())
  return Object.defineProperties(app, Object.getOwnPropertyDescriptors(more)) as TuiApp
}

/** Runs `last` before the app begins to end, while its view is still there, and all is printed. */
function beforeEnd(app: App, prints: Prints, last: () => void): void {
  const { exit } = app
  const end = (code?: number): void => {
    last()
    exit(code)
  }
  const exitOnce = (code?: number): void => {
    if (prints.isWaiting) void prints.settled().then(() => end(code))
    else end(code)
  }
  Object.assign(app, {
    exit: exitOnce,
    dispose: () => exitOnce(),
    [Symbol.asyncDispose]: async () => {
      exitOnce()
      await app.done
    },
  })
}

/** The theme where no terminal says what it is like. */
export function themeOf(choice: ThemeChoice | undefined): Theme {
  if (choice === undefined || choice === "auto") return terminalDark
  return "colors" in choice ? choice : choice.dark
}
