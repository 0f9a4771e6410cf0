// A view as text: for files, pipes and tests.
//
//     renderToText(view)    the words, without any escape
//     renderToAnsi(view)    the same with colours and links
//
// Both show the view on cells that nobody looks at, wait for what is loading, and end it.

import { createSuspenseContext, LoadsContext } from "../../core/async/index.ts"
import { warn } from "../../core/dev.ts"
import { CodedError, shown } from "../../core/errors.ts"
import {
  catchError,
  flush,
  getOwner,
  provide,
  runWithOwner,
  signal,
} from "../../core/reactive/index.ts"
import {
  type App,
  type Child,
  openApp,
  type Size,
  stillFrames,
  type Theme,
} from "../../core/view/index.ts"
import { createScene, type ImageLoader, type Scene } from "../scene/index.ts"
import type { ColorDepth } from "./driver/index.ts"
import { cellEngine } from "./engine.ts"
import type { Tui } from "./host.ts"
import type { ImageDecoder, Picture } from "./picture.ts"
import { contentHeight } from "./session.ts"
import { CellSurface } from "./surface.ts"
import { ansiText, plainText } from "./text-output.ts"
import { terminalDark } from "./themes.ts"

/** What a terminal shows: a view, or a function that makes it under the owner of the app. */
export type TuiView = Child<Tui> | (() => Child<Tui>)

/** How a view becomes text. */
export interface TextOptions {
  /** In cells. Default 80. */
  readonly columns?: number | undefined
  /** In cells. Default: as many as the content takes. */
  readonly rows?: number | undefined
  /** Of the root. Default: the terminal's own colours, on dark. */
  readonly theme?: Theme | undefined
  /** Decodes pictures; without it an image shows its alt text. */
  readonly images?: ImageDecoder | undefined
  /** How long to wait for what is loading, in milliseconds. Default 10,000. */
  readonly timeout?: number | undefined
}

/** How a view becomes text with colours. */
export interface AnsiOptions extends TextOptions {
  /** Bits of colour: 24, 8 (256 colours), 4 (16), 1 (none). Default 24. */
  readonly colors?: ColorDepth | undefined
  /** OSC 8 links. Default true. */
  readonly links?: boolean | undefined
}

/**
 * `view` as text, without any escape sequence. Waits for what is loading.
 *
 * @throws {CodedError} `bad-size`; and what the view throws.
 *
 * @example
 * await renderToText(() => box({ border: true, width: 6 }, "hi")) // "┌────┐\n│hi  │\n└────┘"
 */
export async function renderToText(view: TuiView, options: TextOptions = {}): Promise<string> {
  return still(view, options, (surface) => plainText(surface.back, surface.pool))
}

/**
 * As renderToText, with SGR colours and links. Nothing in it moves the cursor.
 *
 * @example
 * process.stdout.write(await renderToAnsi(() => <Report />, { columns: 60 }))
 */
export async function renderToAnsi(view: TuiView, options: AnsiOptions = {}): Promise<string> {
  const { colors = 24, links = true } = options
  return still(view, options, (surface) => ansiText(surface.back, surface.pool, colors, links))
}

async function still<T>(
  view: TuiView,
  options: TextOptions,
  use: (surface: CellSurface) => T,
): Promise<T> {
  const { columns = 80, rows, timeout = 10_000 } = options
  for (const [name, value] of Object.entries({ columns, rows: rows ?? 1 }))
    if (!Number.isInteger(value) || value < 0 || value > 10_000)
      throw new CodedError(
        "bad-size",
        `a text was asked for with ${name} ${shown(value)}.`,
        "give whole numbers of cells, from 0 to 10,000.",
      )
  const still = openStill(view, columns, rows, options)
  try {
    if (!(await still.ready(timeout)))
      warn(
        "render-timeout",
        `a text was made after ${timeout} ms although something was still loading.`,
        "raise `timeout`, or find out what never settles.",
      )
    return use(still.surface)
  } finally {
    still.app.dispose()
    await still.app.done
  }
}

export interface Still {
  readonly app: App
  readonly surface: CellSurface
  readonly scene: Scene
  readonly loads: Loads
  ready(limit: number): Promise<boolean>
}

/** A view on cells that nobody looks at while it changes. `rows` undefined: as many as it takes. */
export function openStill(
  view: TuiView,
  columns: number,
  rows: number | undefined,
  options: Pick<TextOptions, "theme" | "images">,
): Still {
  const surface = new CellSurface(columns, rows ?? 1)
  const loads = createSuspenseContext()
  const [size] = signal<Size>({ width: columns, height: rows ?? 24 })
  let failure: { error: unknown } | undefined
  const fail = (error: unknown): void => {
    failure ??= { error }
  }
  const scene = createScene({
    surface,
    text: cellEngine,
    theme: options.theme ?? terminalDark,
    name: "terminal",
    images: options.images && imageLoader(options.images, loads),
    settle: flush,
    onError: fail,
  })
  const frame = async () => {
    scene.frame()
    if (rows !== undefined) return
    // Laid out in one row first: what the content asks for by itself is how high it is.
    scene.resize(columns, 1)
    scene.frame()
    scene.resize(columns, Math.min(10_000, contentHeight(scene.root)))
    scene.frame()
  }
  // What no boundary takes, also later, belongs to who asked for the text.
  const app = runWithOwner(catchError(getOwner, fail), () =>
    openApp(scene.renderer, scene.root, within(view, loads), {
      surface: "terminal",
      size,
      frames: stillFrames,
      flush: frame,
      close: () => scene.dispose(),
    }),
  )
  return {
    app,
    surface,
    scene,
    loads,
    ready: async (limit) => {
      const isReady = await settled(app, loads, limit)
      if (failure) throw failure.error
      return isReady
    },
  }
}

export type Loads = ReturnType<typeof createSuspenseContext>

/** The view, with what surfaces provide. */
export function within(view: TuiView, loads: Loads): () => Child<Tui> {
  return () => {
    provide(LoadsContext, loads)
    return (typeof view === "function" ? view() : view) as Child<Tui>
  }
}

/** Pictures for the scene, counted among what is loading. */
export function imageLoader(decode: ImageDecoder, loads: Loads): ImageLoader {
  const decodeOnce = remembering(decode)
  return (src, done, failed) => {
    let isWanted = true
    const settle = loads.add()
    decodeOnce(src)
      .then(
        (picture) => isWanted && done(picture),
        (error) => isWanted && failed(error),
      )
      .finally(settle)
    return () => {
      isWanted = false
    }
  }
}

/**
 * Gives the same picture for the same bytes, for as long as somebody has it: one that is shown again need
 * not be sent to the terminal again. What an address leads to may change, so that it is asked each time.
 */
function remembering(decode: ImageDecoder): ImageDecoder {
  const byText = new Map<string, WeakRef<Picture>>()
  const byBytes = new WeakMap<Uint8Array, WeakRef<Picture>>()
  const underWay = new Map<string | Uint8Array, Promise<Picture>>()
  const forgotten = new FinalizationRegistry<string>((src) => {
    if (!byText.get(src)?.deref()) byText.delete(src)
  })
  const keep = (src: string | Uint8Array, picture: Picture): void => {
    if (typeof src === "string") {
      byText.set(src, new WeakRef(picture))
      forgotten.register(picture, src)
    } else byBytes.set(src, new WeakRef(picture))
  }
  return async (src) => {
    const isText = typeof src === "string"
    if (isText && !src.startsWith("data:")) return decode(src)
    const known = (isText ? byText.get(src) : byBytes.get(src))?.deref()
    if (known) return known
    const others = underWay.get(src)
    if (others) return others
    const mine = decode(src)
    underWay.set(src, mine)
    try {
      const picture = await mine
      keep(src, picture)
      return picture
    } finally {
      underWay.delete(src)
    }
  }
}

/** Waits until nothing loads, at most `limit` milliseconds; false when that was not enough. */
export async function settled(app: App, loads: Loads, limit: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limit)
  })
  try {
    for (;;) {
      await app.flush()
      if (loads.count() === 0) {
        await app.flush() // what came in while the last frame was made
        return true
      }
      if ((await Promise.race([loads.settled(), late])) === false) return false
    }
  } finally {
    clearTimeout(timer)
  }
}
