// An app on pixels, the same in Node and in a page: a scene, its surface, its pictures, and when
// frames are made and handed on.
//
//     signal ─▶ flush ─▶ scene marks ─▶ schedule ─▶ frame: layout, paint ─▶ sink.present(damage)
//                                                       ▲                          │
//                                                       └──── next, when shown ◀───┘
//
// Nothing runs while nothing changes. A sink that is still busy with a frame is not handed another:
// damage waits, adds up, and goes out as one.

import { createSuspenseContext, LoadsContext } from "../../core/async/index.ts"
import { warn } from "../../core/dev.ts"
import { CodedError, shown } from "../../core/errors.ts"
import { flush, type Owner, provide, runWithOwner, signal } from "../../core/reactive/index.ts"
import {
  type App,
  type Child,
  createFrames,
  type FramePace,
  openApp,
  type Rect,
  type Theme,
  timedFrame,
  type Universal,
} from "../../core/view/index.ts"
import {
  createScene,
  type KeyInput,
  type PointerInput,
  type Scene,
  type SceneNode,
  type WheelInput,
} from "../scene/index.ts"
import { type Accessible, accessibleOf } from "./accessible.ts"
import type { Frame } from "./frame.ts"
import type { Canvas } from "./host.ts"
import { createImageStore } from "./image.ts"
import type { PixelCanvas, Platform } from "./platform.ts"
import { PixelSurface } from "./surface.ts"
import { textEngine } from "./text.ts"

/** What a canvas shows: a view, or a function that makes it under the owner of the app. */
export type CanvasView = Child<Canvas> | (() => Child<Canvas>)

/** An app on a canvas, and the hands of whoever drives it from outside. */
export interface CanvasApp extends App {
  readonly surface: "canvas"
  /** The pixels, as of the last frame. */
  readonly frame: Frame
  /** The theme of the root; setting it repaints and re-runs no component. */
  theme: Theme
  /** In CSS pixels. */
  resize(width: number, height: number): void
  /** What a user does, from a window, a socket or a test. Each says whether somebody used it. */
  key(input: KeyInput): boolean
  pointer(input: PointerInput): boolean
  wheel(input: WheelInput): boolean
  paste(text: string): boolean
  /** What a screen reader is told, as data, and what it does. */
  readonly accessible: Accessible
  /** Settles when all that is loading (resources, pictures) is there, or after `limit` ms: then false. */
  ready(limit?: number): Promise<boolean>
}

/** Takes what it is handed after each frame. A sink that shows to somebody also has hands: `open`. */
export interface Sink {
  /** The app is there, before its first frame: input goes to its `key`, `pointer`, `wheel`, `paste`. */
  open?(app: CanvasApp): void
  /**
   * Shows the damage (device pixels) of a frame. While a returned promise is pending no further
   * frame is handed over: damage adds up until then.
   */
  present(frame: Frame, damage: readonly Rect[]): void | Promise<void>
  /** The surface got another size; a frame with all of it as damage follows. */
  resize?(width: number, height: number, pixelRatio: number): void
  /** The pointer is over something that wants another shape: a CSS cursor. */
  cursor?(name: string): void
  /** Where the caret of the focused field is, in CSS pixels, or null. */
  caret?(at: { x: number; y: number; height: number } | null): void
  /** The app named its window. */
  title?(text: string): void
  /** Something was cut or copied. Says whether it could be put on a clipboard. */
  copy?(text: string): boolean | Promise<boolean>
  /** The app has ended. */
  close?(): void | Promise<void>
}

export interface OpenOptions {
  readonly platform: Platform
  readonly width: number
  readonly height: number
  readonly pixelRatio?: number | undefined
  readonly theme?: Theme | undefined
  readonly tile?: number | undefined
  /** The canvas of a page, drawn on directly. */
  readonly canvas?: PixelCanvas | undefined
  readonly sink?: Sink | undefined
  /** Whose contexts the view sees, and with whom it ends: of a view on another surface. */
  readonly owner?: Owner | undefined
  /** Runs `frame` soon: setImmediate in Node, an animation frame in a page. Returns what cancels it. */
  readonly schedule: (frame: () => void) => () => void
  /** Tints what each frame paints anew, for a moment. Default false. */
  readonly repaints?: boolean | undefined
  /** The pace of what moves by itself; a busy sink slows it down. Default: 60 a second by timers. */
  readonly pace?: FramePace | undefined
  readonly clipboard?: { write(text: string): Promise<boolean> } | undefined
  readonly title?: ((text: string) => void) | undefined
  readonly onCursor?: ((cursor: string) => void) | undefined
  readonly onCaret?: ((at: { x: number; y: number; height: number } | null) => void) | undefined
  /** Static text is selected by dragging over it. Default true. */
  readonly selection?: boolean | undefined
  /** Tab goes round within the app. Default true; in a page it leaves the canvas at its ends. */
  readonly wrapsFocus?: boolean | undefined
  /** After each frame. */
  readonly onPainted?: (() => void) | undefined
  /** The focus moved. */
  readonly onFocus?: ((node: SceneNode | null) => void) | undefined
  readonly onError?: ((error: unknown) => void) | undefined
  /** Tells when fonts have come, so that all text is measured again. */
  readonly onFont?: ((listener: () => void) => () => void) | undefined
  readonly onClose?: (() => void | Promise<void>) | undefined
}

/** What opened; the scene is for browser/ and tests. */
export interface Opened {
  readonly app: CanvasApp
  readonly scene: Scene
  readonly surface: PixelSurface
}

/** A busy sink's damage: the rectangles, or what holds them all when they are many. */
function joined(rects: readonly Rect[]): readonly Rect[] {
  if (rects.length <= 64) return rects
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return [{ x, y, width: right - x, height: bottom - y }]
}

type Opening = Parameters<typeof openApp<SceneNode, Universal>>

function openWithin(owner: Owner | undefined, ...given: Opening): App {
  return owner ? runWithOwner(owner, () => openApp(...given)) : openApp(...given)
}

const MOST_PIXELS = 2 ** 28 // 1 GB of RGBA
const LONGEST_SIDE = 65_535

/** Throws `bad-size` unless a surface of this size can be made. */
export function checkSize(width: number, height: number, ratio: number): void {
  const good = (value: unknown) => typeof value === "number" && Number.isFinite(value) && value >= 0
  if (!good(width) || !good(height))
    throw new CodedError(
      "bad-size",
      `a canvas was asked for with width ${shown(width)} and height ${shown(height)}.`,
      "give both in CSS pixels, as numbers from 0 up.",
    )
  if (!good(ratio) || ratio === 0 || ratio > 16)
    throw new CodedError(
      "bad-size",
      `a canvas was asked for with ${shown(ratio)} device pixels per CSS pixel.`,
      "give a number above 0, up to 16: 1, or 2 for a sharp picture on a dense screen.",
    )
  const w = Math.round(width * ratio)
  const h = Math.round(height * ratio)
  if (w > LONGEST_SIDE || h > LONGEST_SIDE || w * h > MOST_PIXELS)
    throw new CodedError(
      "bad-size",
      `a canvas of ${w} × ${h} pixels was asked for.`,
      `at most ${LONGEST_SIDE} on a side and ${MOST_PIXELS} in all can be made; draw it in parts, or at a smaller scale.`,
    )
}

/** Opens an app, and paints its first frame. */
export function openCanvas(view: CanvasView, options: OpenOptions): Opened {
  const { platform, pixelRatio = 1, sink, pace = { schedule: timedFrame } } = options
  checkSize(options.width, options.height, pixelRatio)
  if (options.tile !== undefined && !(options.tile >= 1))
    throw new CodedError(
      "bad-option",
      `a canvas was asked for with tiles of ${shown(options.tile)} pixels.`,
      "give a side of at least 1 device pixel, or leave it out.",
    )
  const engine = textEngine(platform)
  const images = createImageStore(platform)
  const loads = createSuspenseContext()
  const [size, setSize] = signal({ width: options.width, height: options.height })
  let cancel: (() => void) | undefined
  let ended = false
  let busy: Promise<void> | undefined
  let waiting: readonly Rect[] = []

  const surface = new PixelSurface({
    platform,
    text: engine,
    width: options.width,
    height: options.height,
    pixelRatio,
    ...(options.tile !== undefined && { tile: options.tile }),
    ...(options.canvas && { canvas: options.canvas }),
    onCaret: (at) => (options.onCaret ? options.onCaret(at) : sink?.caret?.(at)),
    onFrame: (frame, damage) => {
      if (busy) waiting = joined([...waiting, ...damage])
      else present(frame, damage)
      options.onPainted?.()
    },
  })

  const onError =
    options.onError ??
    ((error: unknown) =>
      queueMicrotask(() => {
        throw error
      }))

  function present(frame: Frame, damage: readonly Rect[]): void {
    if (!sink || ended) return
    try {
      const shownLater = sink.present(frame, damage)
      if (!shownLater) return
      busy = shownLater.catch(onError).then(() => {
        busy = undefined
        if (waiting.length === 0) return
        const next = waiting
        waiting = []
        present(frame, next)
      })
    } catch (error) {
      onError(error)
    }
  }

  const paint = () => {
    cancel = undefined
    if (!ended) scene.frame()
  }

  const clipboard =
    options.clipboard ??
    (sink?.copy && { write: async (text: string) => (await sink.copy?.(text)) ?? false })
  const title = options.title ?? (sink?.title && ((text: string) => sink.title?.(text)))

  const frames = createFrames({
    ...pace,
    schedule(frame, after) {
      let wanted = true
      const stop = pace.schedule((now) => {
        const go = (at: number) => {
          if (wanted && !ended) frame(at)
        }
        if (busy) void busy.then(() => go(frames.now()))
        else go(now)
      }, after)
      return () => {
        wanted = false
        stop()
      }
    },
    show() {
      cancel?.()
      paint()
    },
  })

  const scene = createScene({
    surface,
    text: engine,
    theme: options.theme,
    name: "canvas",
    onNeedFrame: () => {
      if (!ended) cancel ??= options.schedule(paint)
    },
    settle: flush,
    images: (src, done, failed) =>
      images.load(src, done, (error) => {
        const words = error instanceof Error ? error.message : String(error)
        warn(
          "image-failed",
          `an image could not be shown: ${words.split("\n")[0]!.replace(/^\[[\w-]+\]: /, "")}`,
          error instanceof CodedError ? error.remedy : "listen to onError of the image.",
        )
        failed(error)
      }),
    clipboard: (text) => void clipboard?.write(text),
    onCursor: options.onCursor ?? ((name) => sink?.cursor?.(name)),
    wrapsFocus: options.wrapsFocus,
    selection: options.selection !== false,
    onFocus: options.onFocus,
    onError,
  })

  const remeasure = () => {
    engine.forget()
    scene.remeasure()
  }
  const stopFont = options.onFont?.(remeasure)
  const stopText = engine.onLoad(remeasure)
  const stopFonts = () => {
    stopFont?.()
    stopText()
  }

  let app: App
  try {
    app = openWithin(
      options.owner,
      scene.renderer,
      scene.root,
      () => {
        provide(LoadsContext, loads)
        return (typeof view === "function" ? view() : view) as Child
      },
      {
        surface: "canvas",
        size,
        frames,
        showRepaints: (shown) => {
          scene.repaints = shown
        },
        async flush() {
          for (let round = 0; scene.dirty && round < 10; round++) {
            cancel?.()
            cancel = undefined
            scene.frame()
            flush()
          }
          await busy
        },
        async close() {
          ended = true
          cancel?.()
          stopFonts()
          scene.dispose()
          await busy
          await sink?.close?.()
          await options.onClose?.()
        },
        ...(title && { title }),
        ...(clipboard && { clipboard }),
      },
    )
  } catch (error) {
    ended = true
    stopFonts()
    scene.dispose()
    throw error
  }

  const canvasApp: CanvasApp = Object.assign(app as CanvasApp, {
    frame: surface.frame,
    resize(width: number, height: number) {
      checkSize(width, height, pixelRatio)
      if (ended) return
      scene.resize(width, height)
      sink?.resize?.(surface.frame.width, surface.frame.height, pixelRatio)
      setSize({ width, height })
    },
    key: (input: KeyInput) => scene.key(input),
    pointer: (input: PointerInput) => scene.pointer(input),
    wheel: (input: WheelInput) => scene.wheel(input),
    paste: (text: string) => scene.paste(text),
    accessible: accessibleOf(scene),
    async ready(limit = Infinity) {
      const end = limit === Infinity ? Infinity : performance.now() + limit
      for (;;) {
        await app.flush()
        if (images.pending === 0 && loads.count() === 0 && !scene.dirty && !engine.loading)
          return true
        const left = end - performance.now()
        if (left <= 0) return false
        let timer: ReturnType<typeof setTimeout> | undefined
        await Promise.race([
          Promise.all([images.idle(), loads.settled(), engine.loading]),
          ...(left === Infinity ? [] : [new Promise((wake) => (timer = setTimeout(wake, left)))]),
        ])
        clearTimeout(timer)
      }
    },
  })
  Object.defineProperty(canvasApp, "theme", {
    get: () => scene.theme,
    set: (theme: Theme) => {
      scene.theme = theme
    },
  })

  if (options.repaints) scene.repaints = true
  sink?.open?.(canvasApp)
  flush()
  scene.frame()
  return { app: canvasApp, scene, surface }
}
