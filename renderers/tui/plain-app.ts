// An app whose output is not a terminal: nothing is drawn while it runs, one frame is printed as text.
//
//     "frame"   as soon as all is loaded, then it ends     the default of "full"
//     "exit"    when the app ends                          the default of "inline"

import { warn } from "../../core/dev.ts"
import type { View } from "../../core/view/index.ts"
import { extend, type TuiApp, themeOf } from "./app.ts"
import { printable } from "./console.ts"
import { type ColorDepth, FULL_SCREEN, INLINE, type TerminalDriver } from "./driver/index.ts"
import type { Tui } from "./host.ts"
import { type TuiOptions, uncaught } from "./options.ts"
import { Prints } from "./prints.ts"
import { openStill, renderToAnsi, renderToText, type TuiView } from "./still.ts"
import { ansiText, plainText } from "./text-output.ts"

/** `render` where nobody answers. Resolves when the frame is printed ("frame"), or at once ("exit"). */
export async function renderPlain(
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
      .catch(options.onError ?? uncaught)
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
