// What the canvas renderer asks of the machine it runs on: a canvas, a path, a decoder, fonts.
//
// node.ts answers with @napi-rs/canvas, browser/ with the page's own canvas. Everything else in this
// folder is written against the standard 2D context and runs the same in both.

/** The standard 2D context, with what newer browsers and @napi-rs/canvas add to it. */
export type Context = CanvasRenderingContext2D & {
  lang?: string
  /** Node only: "tabular-nums". A browser takes the feature from the registered face. */
  fontVariantNumeric?: string
}

/** A bitmap that can be drawn on, and drawn. In pixels. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  /** The size that the picture says it has, where it is another: an SVG is made larger, to be sharp. */
  readonly naturalWidth?: number
  readonly naturalHeight?: number
}

/** How large a picture is when nothing else says so. */
export function ownSize(bitmap: Bitmap): { width: number; height: number } {
  return {
    width: bitmap.naturalWidth || bitmap.width,
    height: bitmap.naturalHeight || bitmap.height,
  }
}

export interface PixelCanvas {
  width: number
  height: number
  getContext(kind: "2d"): Context | null
}

export interface Platform {
  readonly name: "node" | "browser"
  /** A fresh transparent canvas, in pixels; both sides at least 1. */
  canvas(width: number, height: number): PixelCanvas
  /** A path from SVG path data, or an empty one. */
  path(data?: string): Path2D
  /** Decodes a picture. Rejects with a CodedError that names `source`. */
  decode(source: string | Uint8Array): Promise<Bitmap>
  /**
   * Makes sure that the faces which `text` needs in this family, weight and slant can be used.
   * Says whether all are there now; if not (a browser is still loading), they will be announced.
   */
  ensureFont(family: string, weight: number, italic: boolean, text: string): boolean
  /** Looks for fonts that nobody needed so far: the machine's. Says whether some came. */
  moreFonts?(): boolean
  /** What else to try after our own families, as CSS; Node has no such families, so that pictures are the same everywhere. */
  readonly generic?: (mono: boolean) => string
  /** Whether a family is known: registered, or installed where pages may use installed fonts. */
  hasFont(family: string): boolean
}

/** What `drawImage` takes; a Bitmap of the same platform is one. This is the one place that says so. */
export function drawable(bitmap: Bitmap): CanvasImageSource {
  return bitmap as unknown as CanvasImageSource
}

/** The context of a canvas, set up for text that looks the same everywhere. */
export function contextOf(canvas: PixelCanvas): Context {
  const context = canvas.getContext("2d")
  if (!context) throw new Error("unreachable: a canvas that was just made has a 2D context")
  return setUp(context)
}

/** A context of any kind, set up for text. */
export function setUp(context: Context): Context {
  context.lang = "en" // or shaping depends on the machine's locale
  context.textBaseline = "alphabetic"
  context.textAlign = "left" // also of words from right to left: the scene says where they begin
  context.fontVariantNumeric = "tabular-nums" // figures change in place, columns line up
  return context
}
