// filigree/canvas in Node: live apps that hand frames to a sink, and pictures of a view.

import { rename, writeFile } from "node:fs/promises"
import { promisify } from "node:util"
import * as zlib from "node:zlib"
import { warn } from "../../core/dev.ts"
import { CodedError, shown } from "../../core/errors.ts"
import { catchError, getOwner, type Reactive } from "../../core/reactive/index.ts"
import {
  type FramePace,
  type MotionChoice,
  stillBy,
  stillFrames,
  type Theme,
} from "../../core/view/index.ts"
import { type CanvasApp, type CanvasView, checkSize, openCanvas, type Sink } from "./app.ts"
import type { Frame } from "./frame.ts"
import { type NodePlatform, nodePlatform, onFont } from "./node.ts"
import { contextOf, drawable, ownSize } from "./platform.ts"
import { type Checksum, encodePng } from "./png.ts"
import type { VectorPage } from "./vector.ts"

/** How large the surface of an app is, and where its frames go. */
export interface CanvasOptions {
  /** In CSS pixels. Default 1280 × 720. */
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Device pixels per CSS pixel. Default 1. */
  readonly pixelRatio?: number | undefined
  /** Of the root. Default: a plain light one. */
  readonly theme?: Theme | undefined
  /** Is handed each frame with its damage. */
  readonly sink?: Sink | undefined
  /**
   * Side of the surface's tiles in device pixels. Default: 256 while changes are small, one canvas
   * while whole frames or scrolling prevail.
   */
  readonly tile?: number | undefined
  /** Text is selected by dragging over it, and copied by ctrl+c or cmd+c. Default true. */
  readonly selection?: boolean | undefined
  /** Tints what each frame paints anew, for a moment: for debugging. Also `app.showRepaints`. Default false. */
  readonly repaints?: boolean | undefined
  /** Frames a second while something moves by itself. Default 60. */
  readonly maxFps?: number | undefined
  /** Whether things move by themselves. Default "auto": unless NO_MOTION is set in the environment. */
  readonly motion?: Reactive<MotionChoice> | undefined
  /** Errors of listeners and painters. Default: thrown, as an uncaught exception. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/**
 * A live app on a surface of pixels: frames go to `sink`, input comes by `app.key`, `app.pointer`, …
 * Resolves when the first frame has been painted.
 *
 * @throws {CodedError} `canvas-missing` when @napi-rs/canvas is not installed, `bad-size`.
 *
 * @example
 * const app = await render(() => <Dashboard />, { width: 800, height: 480, sink })
 */
export async function render(view: CanvasView, options: CanvasOptions = {}): Promise<CanvasApp> {
  const platform = await nodePlatform()
  const { app } = openCanvas(view, {
    ...options,
    platform,
    width: options.width ?? 1280,
    height: options.height ?? 720,
    schedule: soon,
    pace: timed(options),
    onFont,
  })
  return app
}

/** Frames are made when the current turn of the event loop has ended. */
export function soon(frame: () => void): () => void {
  const handle = setImmediate(frame)
  return () => clearImmediate(handle)
}

function timed({ maxFps = 60, motion }: CanvasOptions): FramePace {
  if (!(maxFps > 0))
    throw new CodedError(
      "bad-option",
      `render() was given maxFps ${shown(maxFps)}.`,
      "give frames a second above 0.",
    )
  const interval = 1000 / maxFps
  return {
    isStill: stillBy(motion, () => !!process.env["NO_MOTION"]),
    schedule(frame, after) {
      const timer = setTimeout(() => frame(performance.now()), Math.max(interval, after))
      return () => clearTimeout(timer)
    },
  }
}

/** Of a picture of a view. */
export interface StillOptions {
  /** In CSS pixels. Default 1280 × 720. */
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Pixels per CSS pixel. Default 1. */
  readonly scale?: number | undefined
  /** Of the root. Default: a plain light one. */
  readonly theme?: Theme | undefined
  /** How long to wait for resources, pictures and fonts, in milliseconds. Default 10,000. */
  readonly timeout?: number | undefined
}

/** Of a PNG. */
export interface PngOptions extends StillOptions {
  /** "fast" (the default) or "small": five times the time for a quarter fewer bytes. */
  readonly size?: "fast" | "small" | undefined
}

/** Of a picture in a format that loses some detail. */
export interface LossyOptions extends StillOptions {
  /** 0 to 100. Default 90 for JPEG, 80 for WebP, 60 for AVIF. */
  readonly quality?: number | undefined
}

/** Nothing moves: what would is where it will be. */
const STILL: FramePace = { ...stillFrames, schedule: stillFrames.next }
const LONGEST_WEBP = 16_383 // pixels, by its format
const LARGEST_TILE = 4096 // a still is drawn once: one canvas, as far as canvases go

interface Still {
  readonly frame: Frame
  readonly platform: NodePlatform
  /** Paints all of it once more, on `vector`. */
  paintOn(vector: VectorPage): void
}

/** Shows `view`, waits until all of it is there, and has `use` take what it needs. */
async function still<T>(
  view: CanvasView,
  options: StillOptions,
  use: (still: Still) => T | Promise<T>,
): Promise<T> {
  const { width = 1280, height = 720, scale = 1, timeout = 10_000 } = options
  checkSize(width, height, scale)
  if (!(timeout >= 0)) throw badOption("timeout", options.timeout, "give milliseconds, from 0 up.")
  if (Math.round(width * scale) === 0 || Math.round(height * scale) === 0)
    throw new CodedError(
      "bad-size",
      `a picture of ${shown(width)} × ${shown(height)} pixels was asked for; it has no area.`,
      "give a width and a height of at least 1.",
    )
  const platform = await nodePlatform()
  let failure: { error: unknown } | undefined
  const onError = (error: unknown): void => {
    failure ??= { error }
  }
  const { app, scene, surface } = openCanvas(view, {
    platform,
    width,
    height,
    pixelRatio: scale,
    theme: options.theme,
    tile: LARGEST_TILE,
    schedule: () => () => {}, // `ready` makes the frames
    pace: STILL,
    onError,
    owner: catchError(getOwner, onError), // what no boundary takes, also later, belongs to who asked
    onFont,
  })
  try {
    if (!(await app.ready(timeout)))
      warn(
        "render-timeout",
        `a picture was made after ${timeout} ms although something was still loading.`,
        "raise `timeout`, or find out what never settles.",
      )
    if (failure) throw failure.error
    const paintOn = (vector: VectorPage) => {
      surface.drawOn(vector)
      scene.repaint()
      scene.frame()
    }
    return await use({ frame: app.frame, platform, paintOn })
  } finally {
    app.dispose()
    await app.done
  }
}

const deflateLater = promisify(zlib.deflate) as (
  data: Uint8Array,
  options: zlib.ZlibOptions,
) => Promise<Buffer>

/** On a thread of its own. A few large chunks: each comes with a turn of the event loop. */
const deflate = (data: Uint8Array, level: number) =>
  deflateLater(data, { level, chunkSize: 1 << 18 })

/** Node has one from 20.15 on. */
const { crc32 } = zlib as { crc32?: Checksum }

/**
 * A PNG of `view`, once resources, pictures and fonts are there.
 *
 * @throws {CodedError} `bad-size`, `canvas-missing`; and what the view throws.
 *
 * @example
 * writeFileSync("card.png", await renderToPng(() => <Card />, { width: 1200, height: 630 }))
 */
export function renderToPng(view: CanvasView, options: PngOptions = {}): Promise<Buffer> {
  return still(view, options, ({ frame }) => encodeFrame(frame, options))
}

/**
 * A PNG of the pixels of a live app.
 *
 * @example
 * const app = await render(() => <Chart />, { width: 800, height: 480 })
 * await writeFile("now.png", await encodeFrame(app.frame))
 */
export async function encodeFrame(
  frame: Frame,
  options: Pick<PngOptions, "size"> = {},
): Promise<Buffer> {
  const { size = "fast" } = options
  if (size !== "fast" && size !== "small") throw badOption("size", size, 'write "fast" or "small".')
  const pixels = { width: frame.width, height: frame.height, data: frame.read() }
  const level = size === "small" ? 6 : 1
  const bytes = await encodePng(pixels, deflate, level, crc32)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * A JPEG of `view`. `quality` 0 to 100, default 90.
 *
 * @example
 * await writeFile("card.jpg", await renderToJpeg(() => <Card />, { width: 1200, height: 630 }))
 */
export function renderToJpeg(view: CanvasView, options: LossyOptions = {}): Promise<Buffer> {
  return lossy(view, options, "jpeg", 90)
}

/**
 * A WebP of `view`. `quality` 0 to 100, default 80; 100 is lossless, and small for flat colours.
 *
 * @example
 * await writeFile("card.webp", await renderToWebp(() => <Card />, { quality: 70 }))
 */
export function renderToWebp(view: CanvasView, options: LossyOptions = {}): Promise<Buffer> {
  return lossy(view, options, "webp", 80)
}

/** An AVIF of `view`: the smallest file, and the slowest to make. `quality` 0 to 100, default 60. */
export function renderToAvif(view: CanvasView, options: LossyOptions = {}): Promise<Buffer> {
  return lossy(view, options, "avif", 60)
}

async function lossy(
  view: CanvasView,
  options: LossyOptions,
  format: "jpeg" | "webp" | "avif",
  usual: number,
): Promise<Buffer> {
  const quality = options.quality ?? usual
  if (typeof quality !== "number" || !(quality >= 0 && quality <= 100))
    throw new CodedError(
      "bad-quality",
      `a picture in ${format.toUpperCase()} was asked for with quality ${shown(options.quality)}.`,
      "give a number from 0 to 100.",
    )
  return still(view, options, ({ frame, platform }) => {
    const { width, height } = frame
    if (format === "webp" && Math.max(width, height) > LONGEST_WEBP)
      throw new CodedError(
        "bad-size",
        `a WebP of ${width} × ${height} pixels was asked for.`,
        `a WebP has at most ${LONGEST_WEBP} on a side: make a PNG or an AVIF, or a smaller scale.`,
      )
    const canvas = platform.canvas(width, height)
    frame.copy(contextOf(canvas), { x: 0, y: 0, width, height })
    return platform.encode(canvas, format, quality)
  })
}

/**
 * An SVG of `view`. Texts are paths, so that it looks the same without the fonts; shadows are pictures.
 *
 * @example
 * await writeFile("card.svg", await renderToSvg(() => <Card />, { width: 1200, height: 630 }))
 */
export function renderToSvg(view: CanvasView, options: StillOptions = {}): Promise<string> {
  return still(view, options, ({ frame, platform, paintOn }) => {
    const svg = platform.svg(frame.width, frame.height)
    paintOn(svg)
    return svg.content()
  })
}

/** Pages of a document, and what it says of itself. */
export interface PdfOptions {
  /** Of a page, in CSS pixels (72 of them are an inch in the file). Default A4: 595 × 842. */
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Of the root. Default: a plain light one. */
  readonly theme?: Theme | undefined
  /** How long to wait for what each page loads, in milliseconds. Default 10,000. */
  readonly timeout?: number | undefined
  /** What readers show instead of the name of the file. */
  readonly title?: string | undefined
  /** Who made the document. */
  readonly author?: string | undefined
}

/**
 * A PDF of one view, or of several: one page each. Text stays text: it can be selected and found.
 *
 * @example
 * const pages = chapters.map((chapter) => () => <Page chapter={chapter} />)
 * await writeFile("report.pdf", await renderToPdf(pages, { title: "Report" }))
 */
export async function renderToPdf(
  view: CanvasView | readonly (() => CanvasView)[],
  options: PdfOptions = {},
): Promise<Buffer> {
  const { width = 595, height = 842, title, author } = options
  const pdf = (await nodePlatform()).pdf(title, author)
  if (Array.isArray(view) && view.length === 0)
    throw badOption("pages", view, "give a view, or a list of functions that return one each.")
  const pages = isPages(view) ? view : [view]
  for (const page of pages)
    await still(page, { ...options, width, height }, ({ paintOn }) => {
      paintOn(pdf.page(width, height))
    })
  return pdf.close()
}

function badOption(name: string, value: unknown, remedy: string): CodedError {
  return new CodedError(
    "bad-option",
    `a picture was asked for with ${name} ${shown(value)}.`,
    remedy,
  )
}

/** An array of functions is pages; an array of views is one view. */
function isPages(
  view: CanvasView | readonly (() => CanvasView)[],
): view is readonly (() => CanvasView)[] {
  return Array.isArray(view) && view.length > 0 && view.every((page) => typeof page === "function")
}

/**
 * A sink that keeps a PNG file of what is shown: written after each frame, at most one at a time.
 *
 * @example
 * await render(() => <Status />, { width: 800, height: 480, sink: fileSink("/srv/status.png") })
 */
export function fileSink(path: string, options: Pick<PngOptions, "size"> = {}): Sink {
  return {
    async present(frame) {
      // Beside it first: who reads the file never sees half of a picture.
      await writeFile(`${path}.part`, await encodeFrame(frame, options))
      await rename(`${path}.part`, path)
    },
  }
}

/** A decoded picture: RGBA, not premultiplied, row by row. */
export interface DecodedImage {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8ClampedArray
}

/**
 * Decodes a picture (PNG, JPEG, WebP, AVIF, GIF, SVG) from a path, a URL or its bytes: what
 * `filigree/tui` takes as its image decoder.
 *
 * @throws {CodedError} `bad-image`, `canvas-missing`.
 *
 * @example
 * await render(() => <image src="logo.png" alt="logo" />, { images: decodeImage }) // of filigree/tui
 */
export async function decodeImage(source: string | Uint8Array): Promise<DecodedImage> {
  const platform = await nodePlatform()
  const bitmap = await platform.decode(source)
  const { width, height } = ownSize(bitmap)
  const ctx = contextOf(platform.canvas(width, height))
  ctx.drawImage(drawable(bitmap), 0, 0, width, height)
  return { width, height, pixels: ctx.getImageData(0, 0, width, height).data }
}
