// filigree/tui's front door: an app on a terminal.
//
//     render(view)      opens the terminal, resolves when the first frame is out
//     options.ts        what it can be told
//     app.ts            what the app can do that only terminals have
//     session.ts        one app on one terminal: screen, input, frames
//     plain-app.ts      where stdout is not a terminal: one frame as text
//     still.ts          the same view as text

import { createSuspenseContext } from "../../core/async/index.ts"
import { DEV } from "../../core/dev.ts"
import { flush, signal } from "../../core/reactive/index.ts"
import { type App, createFrames, openApp, type Size, stillBy } from "../../core/view/index.ts"
import type { Scene } from "../scene/index.ts"
import { extend, type TuiApp } from "./app.ts"
import { type ConsoleSink, captureConsole, printable } from "./console.ts"
import {
  FULL_SCREEN,
  INLINE,
  type Modes,
  openDriver,
  READER,
  type TerminalDriver,
} from "./driver/index.ts"
import { errorText } from "./error-screen.ts"
import { Guarded } from "./guarded.ts"
import { checkOptions, type TuiOptions, uncaught } from "./options.ts"
import { renderPlain } from "./plain-app.ts"
import { Prints } from "./prints.ts"
import { ReaderSession } from "./reader.ts"
import { Session } from "./session.ts"
import { imageLoader, type TuiView, within } from "./still.ts"

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
    onError: options.onError ?? guarded?.fail ?? uncaught,
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
      flush: () => showAll(session, 0),
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
  release = capture(options, session, driver)
  session.open()
  await tui.flush()
  return { app: tui, scene: session.scene }
}

/** Frames until nothing is left to show; a promise when the terminal is slow. */
function showAll(session: Session | ReaderSession, rounds: number): void | Promise<void> {
  // Again when listeners were told something in a frame (a size, the focus) and wrote signals.
  for (let round = rounds; round === 0 || (session.scene.dirty && round < 10); round++) {
    const out = session.flushOut()
    if (out)
      return out.then(() => {
        flush()
        return showAll(session, round + 1)
      })
    flush()
  }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false"
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
