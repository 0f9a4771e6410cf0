// filigree/tui's front door: an app on a terminal.
//
//     render(view)      opens the terminal, resolves when the first frame is out
//     still.ts          the same view as text
//
// Where stdout is not a terminal, `render` draws nothing while the app runs: it prints one frame as
// text and ends.

import { createSuspenseContext } from "../../core/async/index.ts"
import { DEV, warn } from "../../core/dev.ts"
import { CodedError, shown } from "../../core/errors.ts"
import { flush, type Reactive, signal } from "../../core/reactive/index.ts"
import {
  type App,
  createFrames,
  type MotionChoice,
  openApp,
  type Size,
  stillBy,
  type Theme,
  type View,
} from "../../core/view/index.ts"
import { type Scene, startYoga } from "../scene/index.ts"
import { type ConsoleSink, captureConsole, printable } from "./console.ts"
import {
  type ColorDepth,
  FULL_SCREEN,
  INLINE,
  type Modes,
  openDriver,
  READER,
  type TerminalDriver,
} from "./driver/index.ts"
import { errorText } from "./error-screen.ts"
import { Guarded } from "./guarded.ts"
import type { Tui } from "./host.ts"
import type { ImageDecoder } from "./picture.ts"
import { Prints } from "./prints.ts"
import { ReaderSession } from "./reader.ts"
import { Session, type ThemeChoice } from "./session.ts"
import {
  imageLoader,
  type Loads,
  openStill,
  renderToAnsi,
  renderToText,
  settled,
  type TuiView,
  within,
} from "./still.ts"
import { ansiText, plainText } from "./text-output.ts"
import { terminalDark } from "./themes.ts"

export interface TuiOptions {
  /**
   * "full" takes the alternate screen; "inline" draws below the shell's prompt, as high as the
   * content, and leaves its last frame there. Default "full".
   */
  readonly mode?: "full" | "inline" | undefined
  /**
   * For a screen reader: no screen, but lines that are printed one after the other. First everything,
   * then what a key changed and where the focus is, and of what changes by itself only status, alert
   * and log; ctrl+l reads everything again. Default: ACCESSIBLE in the environment, as "1".
   */
  readonly screenReader?: boolean | undefined
  /**
   * Of the root. "auto" (the default) takes the terminal's own colours; `{ dark, light }` picks one
   * by the terminal's ground, also when that changes while the app runs.
   */
  readonly theme?: ThemeChoice | undefined
  /** Frames a second under load. Default 60. A first change after a pause is never held back. */
  readonly maxFps?: number | undefined
  /** Tints what each frame paints anew, for a moment: for debugging. Also `app.showRepaints`. Default false. */
  readonly repaints?: boolean | undefined
  /** Whether things move by themselves. Default "auto": unless NO_MOTION is set in the environment. */
  readonly motion?: Reactive<MotionChoice> | undefined
  /** "press", "drag", "hover" or "off". Default "hover", inline "off". */
  readonly mouse?: Modes["mouse"] | undefined
  /**
   * While the app has the mouse, a drag that nothing in it follows selects text, which is copied
   * (OSC 52) when the button comes up; two clicks select a word, three a line. Default true.
   */
  readonly selection?: boolean | undefined
  /** Ctrl+C that nothing in the app uses ends it, with code 130. Default true. */
  readonly exitOnCtrlC?: boolean | undefined
  /** Ctrl+Z that nothing in the app uses stops the job, as a shell expects. Default true. */
  readonly suspendOnCtrlZ?: boolean | undefined
  /**
   * What happens to console.log and other output of the process. Default "after": inline it is
   * printed above the app, on the alternate screen after it has ended. "off" leaves the streams
   * alone; a function gets the text, for a log pane.
   */
  readonly console?: "after" | "off" | ConsoleSink | undefined
  /** Not a terminal: print the first complete frame and end ("frame", the default of "full"), or the last one when the app ends ("exit", the default of "inline"). */
  readonly plain?: "frame" | "exit" | undefined
  /**
   * Decodes pictures; without it an image shows its alt text. `decodeImage` of `filigree/canvas` is
   * one. They are shown in pixels where the terminal has kitty's graphics protocol, else as half blocks.
   */
  readonly images?: ImageDecoder | undefined
  /**
   * What nothing in the app catches, of its effects, dynamic parts, key bindings and painters, is shown
   * on a screen that says what failed and where; "r" tries again, "q" leaves with code 1. Default: in
   * development, on a terminal of the process. False: it ends the process, as an uncaught exception.
   */
  readonly errorScreen?: boolean | undefined
  /** Errors of listeners and painters. Default: the error screen; without it, thrown as an uncaught exception. */
  readonly onError?: ((error: unknown) => void) | undefined
  /** Default `process.stdin`, `process.stdout` and `process.env`. */
  readonly input?: NodeJS.ReadableStream | undefined
  readonly output?: NodeJS.WritableStream | undefined
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** Another terminal: an SSH channel, a web page, a test. */
  readonly driver?: TerminalDriver | undefined
}

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
 * Opens the terminal and shows `view`. Resolves when the first frame is out; the app ends by
 * `app.exit(code)`, Ctrl+C, a signal or an error, and the terminal is always given back first.
 *
 * @example
 * const app = await render(() => text({}, "hello"))
 * process.exitCode = await app.done
 */
export async function render(view: TuiView, options: TuiOptions = {}): Promise<TuiApp> {
  checkOptions(options)
  startYoga() // compiles while the view is built
  const driver =
    options.driver ??
    openDriver({
      ...(options.input && { input: options.input }),
      ...(options.output && { output: options.output }),
      ...(options.env && { env: options.env }),
    })
  if (!driver.interactive) return renderPlain(view, options, driver)
  return (await renderLive(view, options, driver)).app
}

function checkOptions(options: TuiOptions): void {
  const { maxFps = 60, mode = "full" } = options
  if (mode !== "full" && mode !== "inline")
    throw new CodedError(
      "bad-option",
      `render() was given mode ${shown(mode)}.`,
      `write "full" for the alternate screen or "inline" for below the prompt.`,
    )
  if (!(maxFps > 0))
    throw new CodedError(
      "bad-option",
      `render() was given maxFps ${shown(maxFps)}.`,
      "give frames a second above 0; Infinity for no limit.",
    )
}

/** `render` on a terminal that answers; the scene is for tests. */
export async function renderLive(
  view: TuiView,
  options: TuiOptions,
  driver: TerminalDriver,
): Promise<{ readonly app: TuiApp; readonly scene: Scene }> {
  const reads = options.screenReader ?? isSet((options.env ?? process.env).ACCESSIBLE)
  const base = reads ? READER : options.mode === "inline" ? INLINE : FULL_SCREEN
  const modes: Modes = {
    ...base,
    mouse: options.mouse ?? base.mouse,
    images: options.images !== undefined,
  }
  const [size, setSize] = signal(sizeOf(driver))
  const loads = createSuspenseContext()
  const isOurs = options.driver === undefined && options.output === undefined
  const guarded = (options.errorScreen ?? (DEV && isOurs)) ? new Guarded(base.altScreen) : undefined
  const session: Session | ReaderSession = new (reads ? ReaderSession : Session)({
    driver,
    modes,
    theme: options.theme ?? "auto",
    maxFps: options.maxFps ?? 60,
    images: options.images && imageLoader(options.images, loads),
    settle: flush,
    onSize: setSize,
    onError: options.onError ?? guarded?.fail ?? rethrow,
    selection: options.selection !== false,
    onUnusedKey: (key, ctrl) => {
      if (!ctrl) return
      if (key === "c" && options.exitOnCtrlC !== false) app.exit(130)
      else if (key === "z" && options.suspendOnCtrlZ !== false) driver.stopJob()
    },
  })
  let release = (): void => {}
  let isClosed = false
  const prints = new Prints((text) => session.printAbove(text))
  const stopEnd = driver.onEnd((reason) => {
    prints.drop()
    app.exit(reason.code)
  })

  let app: App
  try {
    const content = within(view, loads)
    const root = guarded ? guarded.around(content) : content
    app = openApp(session.renderer, session.scene.root, root, {
      surface: "terminal",
      size,
      async flush() {
        // Again when listeners were told something in a frame (a size, the focus) and wrote signals.
        for (let round = 0; round === 0 || (session.scene.dirty && round < 10); round++) {
          await session.flushOut()
          flush()
        }
      },
      showRepaints: (shown) => {
        session.scene.repaints = shown
      },
      frames: createFrames({
        schedule: session.scheduleFrame,
        isStill: reads
          ? () => true
          : stillBy(options.motion, () => !!(options.env ?? process.env)["NO_MOTION"]),
      }),
      close: () => {
        isClosed = true
        session.dispose()
        stopEnd()
        release()
        // What stood on the screen that is gone now; in line it still stands there.
        if (guarded?.isFailing && isOurs && base.altScreen)
          process.stderr.write(errorText(guarded.error, driver.caps.colors > 1))
      },
      title: (text) => driver.title(text),
      clipboard: { write: async (text) => driver.copy(text) },
      suspend: async (run) => {
        flush()
        void session.flushOut() // in line this frame stays
        driver.suspend()
        release() // what is printed now is meant for the shell's screen
        try {
          return await run()
        } finally {
          if (!isClosed) release = capture(options, session, driver)
          driver.resume()
        }
      },
    })
  } catch (error) {
    stopEnd()
    session.dispose()
    throw error
  }
  const tui = extend(app, session.scene, {
    session,
    loads,
    driver,
    prints,
    theme: options.theme ?? "auto",
  })
  if (options.repaints) session.scene.repaints = true
  await session.scene.ready
  release = capture(options, session, driver)
  session.open()
  await tui.flush()
  return { app: tui, scene: session.scene }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false"
}

function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}

function sizeOf(driver: TerminalDriver): Size {
  return { width: driver.size.columns, height: driver.size.rows }
}

/** Keeps the process's other output off the screen; returns what ends that and prints what is left. */
function capture(
  options: TuiOptions,
  session: Session | ReaderSession,
  driver: TerminalDriver,
): () => void {
  const choice = options.console ?? "after"
  const isOurs = options.driver === undefined && options.output === undefined
  if (choice === "off" || (!isOurs && typeof choice !== "function")) return () => {}
  const sink: ConsoleSink =
    typeof choice === "function" ? choice : (text) => session.printAbove(printable(text))
  const undo = captureConsole(sink)
  const end = (): void => {
    process.off("exit", onExit)
    undo()
    const left = session.takeAbove()
    if (left && isOurs) process.stdout.write(left)
  }
  // After a crash, or process.exit(), the last words of a program are wanted most.
  const onExit = (): void => {
    driver.stop()
    end()
  }
  process.on("exit", onExit)
  return end
}

interface Parts {
  readonly session: Session | ReaderSession | undefined
  readonly loads: Loads
  readonly driver: TerminalDriver
  readonly prints: Prints
  readonly theme: ThemeChoice
}

/** Adds to an app what only terminals have. */
function extend(app: App, scene: Session["scene"], parts: Parts): TuiApp {
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

function themeOf(choice: ThemeChoice | undefined): Theme {
  if (choice === undefined || choice === "auto") return terminalDark
  return "colors" in choice ? choice : choice.dark
}

// ── Not a terminal ──────────────────────────────────────────────────────────────────────────────

async function renderPlain(
  view: TuiView,
  options: TuiOptions,
  driver: TerminalDriver,
): Promise<TuiApp> {
  const isInline = options.mode === "inline"
  const when = options.plain ?? (isInline ? "exit" : "frame")
  const { columns, rows } = driver.size
  const still = openStill(view, columns, isInline ? undefined : rows, {
    theme: themeOf(options.theme),
    images: options.images,
  })
  const colors = forcedColors(options.env ?? process.env)
  driver.start(isInline ? INLINE : FULL_SCREEN)

  const print = async () => {
    const isReady = await still.ready(10_000)
    if (!isReady)
      warn(
        "render-timeout",
        "the frame was printed after 10,000 ms although something was still loading.",
        "find out what never settles.",
      )
    const { back, pool } = still.surface
    const text = colors === 1 ? plainText(back, pool) : ansiText(back, pool, colors, false)
    driver.write(text === "" ? "" : text + "\n")
  }
  const prints = new Prints((text) => driver.write(text.endsWith("\n") ? text : text + "\n"))
  const app = extend(still.app, still.scene, {
    session: undefined,
    loads: still.loads,
    driver,
    prints,
    theme: options.theme ?? "auto",
  })
  if (when === "frame") {
    try {
      await print()
    } finally {
      app.exit(0)
      await app.done
      driver.stop()
    }
    return app
  }
  const { exit } = app
  let isEnding = false
  const end = (code = 0) => {
    if (isEnding) return
    isEnding = true
    void prints
      .settled()
      .then(print)
      .catch(options.onError ?? rethrow)
      .then(() => {
        exit(code)
        driver.stop()
      })
  }
  const asyncDispose = async () => {
    end()
    await app.done
  }
  Object.assign(app, {
    exit: end,
    dispose: end,
    [Symbol.asyncDispose]: asyncDispose,
    async printAbove(finished: string | View<Tui>) {
      if (typeof finished === "string") return prints.add(printable(finished))
      const { theme } = still.scene
      return prints.add(
        colors === 1
          ? renderToText(finished, { columns, theme })
          : renderToAnsi(finished, { columns, colors, links: false, theme }),
      )
    },
  })
  return app
}

/** FORCE_COLOR asks for colours in a pipe: 1 for 16, 2 for 256, 3 for all. */
function forcedColors(env: Readonly<Record<string, string | undefined>>): ColorDepth {
  const force = env.FORCE_COLOR
  if (force === undefined || force === "0" || force === "false") return 1
  if (force === "1" || force === "true" || force === "") return 4
  return force === "2" ? 8 : 24
}
