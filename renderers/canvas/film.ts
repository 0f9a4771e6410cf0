// A view as a film: frames at equal distances of a time of its own, for video encoders and tests.
//
//     time 0 ── 1000/fps ── 2000/fps ── …     what moves is moved to exactly there, however long it takes
//
// The clock of what moves (filigree/motion) is this one; timers of the program are the world's.

import { CodedError, shown } from "../../core/errors.ts"
import { flush } from "../../core/reactive/index.ts"
import { type CanvasApp, type CanvasView, openCanvas } from "./app.ts"
import type { Frame } from "./frame.ts"
import { nodePlatform, onFont } from "./node.ts"
import { encodeFrame, type PngOptions, type StillOptions } from "./render.ts"

/** How long a film is, and how many frames it has. */
export interface FramesOptions extends StillOptions {
  /** Frames a second. Default 30. */
  readonly fps?: number | undefined
  /** Of the whole, in milliseconds. */
  readonly duration: number
  /** Does something before the frame at `ms`: presses a key, writes a signal. */
  readonly act?: ((app: CanvasApp, ms: number) => void) | undefined
}

/** One picture of a film. Valid until the next one is asked for. */
export interface FilmFrame {
  readonly index: number
  /** Milliseconds from the beginning. */
  readonly time: number
  readonly frame: Frame
  /** RGBA, 8 bits each, row by row: what ffmpeg calls rawvideo in rgba. */
  raw(): Uint8Array
  png(options?: Pick<PngOptions, "size">): Promise<Buffer>
}

/**
 * The frames of `view` in motion, one after the other, at exact times. The first waits for resources,
 * pictures and fonts.
 *
 * @throws {CodedError} `bad-option` for `fps` or `duration`, `bad-size`, `canvas-missing`.
 *
 * @example
 * // ffmpeg -f rawvideo -pix_fmt rgba -s 640x360 -r 30 -i - intro.mp4
 * for await (const frame of renderFrames(() => <Intro />, { width: 640, height: 360, duration: 3000 }))
 *   if (!ffmpeg.stdin.write(frame.raw())) await once(ffmpeg.stdin, "drain")
 */
export async function* renderFrames(
  view: CanvasView,
  options: FramesOptions,
): AsyncGenerator<FilmFrame, void, undefined> {
  const { width = 1280, height = 720, scale = 1, timeout = 10_000, fps = 30, duration } = options
  if (!(fps > 0 && fps <= 1000) || !(duration >= 0 && duration < 1e9))
    throw new CodedError(
      "bad-option",
      `renderFrames() was given fps ${shown(options.fps)} and duration ${shown(duration)}.`,
      "give frames a second above 0, and milliseconds from 0 up.",
    )
  let time = 0
  let waiting: { readonly at: number; readonly run: (now: number) => void }[] = []
  let failure: { error: unknown } | undefined
  const { app } = openCanvas(view, {
    platform: await nodePlatform(),
    width,
    height,
    pixelRatio: scale,
    theme: options.theme,
    schedule: () => () => {}, // frames are made below
    pace: {
      now: () => time,
      schedule(run, after) {
        const one = { at: time + after, run }
        waiting.push(one)
        return () => {
          waiting = waiting.filter((other) => other !== one)
        }
      },
    },
    onError: (error) => {
      failure ??= { error }
    },
    onFont,
  })
  try {
    await app.ready(timeout)
    const count = Math.floor((duration * fps) / 1000) + 1
    for (let index = 0; index < count; index++) {
      time = (index * 1000) / fps
      options.act?.(app, time)
      flush()
      const due = waiting.filter((one) => one.at <= time + EARLY)
      waiting = waiting.filter((one) => one.at > time + EARLY)
      for (const one of due) one.run(time)
      await app.flush()
      if (failure) throw failure.error
      const { frame } = app
      yield {
        index,
        time,
        frame,
        raw() {
          const { buffer, byteOffset, byteLength } = frame.read()
          return new Uint8Array(buffer, byteOffset, byteLength)
        },
        png: (how) => encodeFrame(frame, how),
      }
    }
  } finally {
    app.dispose()
    await app.done
  }
}

const EARLY = 1e-6 // ms: times are fractions
