// filigree/canvas in Node: live apps that hand frames to a sink, and pictures of a view.

import { promisify } from "node:util"
import { deflate as deflateCallback } from "node:zlib"
import { warn } from "../../core/dev.ts"
import { CodedError, shown } from "../../core/errors.ts"
import type { Theme } from "../../core/view/index.ts"
import { startYoga } from "../scene/index.ts"
import { type CanvasApp, type CanvasView, checkSize, openCanvas } from "./app.ts"
import type { Frame, Sink } from "./frame.ts"
import { type NodePlatform, nodePlatform, onFont } from "./node.ts"
import { encodePng } from "./png.ts"
import type { VectorContext } from "./stage.ts"

export interface CanvasOptions {
  /** In CSS pixels. Default 1280 × 720. */
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Device pixels per CSS pixel. Default 1. */
  readonly pixelRatio?: number | undefined
  readonly theme?: Theme | undefined
  /** Is handed each frame with its damage. */
  readonly sink?: Sink | undefined
  /**
   * Side of the surface's tiles in device pixels. Default: 256 while changes are small, one canvas
   * while whole frames or scrolling prevail.
   */
  readonly tile?: number | undefined
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
  startYoga() // compiles while the other is read from disk
  const platform = await nodePlatform()
  const { app } = await openCanvas(view, {
    ...options,
    platform,
    width: options.width ?? 1280,
    height: options.height ?? 720,
    schedule: soon,
    onFont,
  })
  return app
}

function soon(frame: () => void): () => void {
  const handle = setImmediate(frame)
  return () => clearImmediate(handle)
}

/** Of a picture of a view. */
export interface StillOptions {
  /** In CSS pixels. Default 1280 × 720. */
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Pixels per CSS pixel. Default 1. */
  readonly scale?: number | undefined
  readonly theme?: Theme | undefined
  /** How long to wait for resources, pictures and fonts, in milliseconds. Default 10,000. */
  readonly timeout?: number | undefined
}

export interface PngOptions extends StillOptions {
  /** "fast" (the default) or "small": five times the time for a quarter fewer bytes. */
  readonly size?: "fast" | "small" | undefined
}

export interface LossyOptions extends StillOptions {
  /** 0 to 100. Default 90 for JPEG, 80 for WebP, 60 for AVIF. */
  readonly quality?: number | undefined
}

const LARGEST_TILE = 4096 // a still is drawn once: one canvas, as far as canvases go

interface Still {
  readonly frame: Frame
  readonly platform: NodePlatform
}

/** Shows `view`, waits until all of it is there, and has `use` take what it needs. */
async function still<T>(
  view: CanvasView,
  options: StillOptions,
  use: (still: Still) => T | Promise<T>,
  vector?: (platform: NodePlatform) => VectorContext,
): Promise<T> {
  const { width = 1280, height = 720, scale = 1, timeout = 10_000 } = options
  checkSize(width, height, scale)
  if (Math.round(width * scale) === 0 || Math.round(height * scale) === 0)
    throw new CodedError(
      "bad-size",
      `a picture of ${shown(width)} × ${shown(height)} pixels was asked for; it has no area.`,
      "give a width and a height of at least 1.",
    )
  startYoga()
  const platform = await nodePlatform()
  let failure: { error: unknown } | undefined
  const { app, scene, surface } = await openCanvas(view, {
    platform,
    width,
    height,
    pixelRatio: scale,
    theme: options.theme,
    tile: LARGEST_TILE,
    // A page can't be painted over: until all is there, frames go to pixels that nobody reads.
    schedule: () => () => {},
    onError: (error) => {
      failure ??= { error }
    },
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
    if (vector) {
      surface.drawOn(vector(platform))
      scene.repaint()
      scene.frame()
    }
    return await use({ frame: app.frame, platform })
  } finally {
    app.dispose()
    await app.done
  }
}

const deflate = promisify(deflateCallback) as (
  data: Uint8Array,
  options: { level: number },
) => Promise<Buffer>

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
  const pixels = { width: frame.width, height: frame.height, data: frame.read() }
  const level = options.size === "small" ? 6 : 1
  const bytes = await encodePng(pixels, (data, level) => deflate(data, { level }), level)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
