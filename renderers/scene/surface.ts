// contract: what the scene draws on, and what it measures text with. One `paint` walk serves cells
// and pixels; the terminal (renderers/tui) and the canvas (renderers/canvas) each implement these two
// interfaces and nothing else of the tree.
//
// Unit: a cell in a terminal, a CSS pixel on a canvas, from the surface's top left corner. On cells
// all rectangles that reach a surface are whole numbers.
//
// A frame:   beginFrame(damage) → clip / layer / fill / border / text / image / pen … → endFrame()
//
// Everything painted is clipped to the damage by the surface (a terminal notes the touched spans of
// each row, a canvas clips). What lies in the damage is painted anew from the background up.

import type { Pen } from "../../core/view/pen.ts"
import type { Rect } from "../../core/view/renderer.ts"
import type { Blend } from "../../core/view/vocabulary.ts"

/**
 * A packed colour: 0xAARRGGBB, unsigned. Alpha 0 holds what has no RGB of its own:
 * NONE (0) paints nothing, DEFAULT (1) is the terminal's own foreground or background,
 * PALETTE (0x100 + n, n = 0 … 255) an entry of the terminal's palette (pixel surfaces take xterm's).
 */
export type Rgba = number
export const NONE: Rgba = 0
export const DEFAULT: Rgba = 1
export const PALETTE = 0x100

/** How a run of text looks, colours resolved. Frozen and shared between runs: compare by pointer. */
export interface RunStyle {
  readonly color: Rgba
  readonly background: Rgba
  readonly bold: boolean
  readonly dim: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  readonly inverse: boolean
  /** Checked address, or "". */
  readonly href: string
  readonly font: Font
}

/** What decides the size of text. A terminal ignores it. Frozen and shared: compare by pointer. */
export interface Font {
  /** CSS pixels. */
  readonly size: number
  readonly family: string
  readonly weight: number
  readonly italic: boolean
  /** Factor of the size. */
  readonly lineHeight: number
  /** CSS pixels, after each character. */
  readonly letterSpacing: number
  /** CSS pixels, added to each space. */
  readonly wordSpacing: number
}

/** In the surface's unit. `ch` is the width of "0". */
export interface FontMetrics {
  readonly ch: number
  readonly lineHeight: number
  readonly ascent: number
  readonly descent: number
}

/** Directions of a text: an even level runs from left to right, an odd one from right to left (UAX #9). */
export interface Levels {
  /** One for each UTF-16 unit. */
  readonly levels: Uint8Array
  /** `start` is the first offset of a paragraph, `level` the direction in which it begins. */
  readonly paragraphs: readonly { readonly start: number; readonly level: number }[]
}

/** Measures text. Widths of words are cached by the engine. */
export interface TextEngine {
  readonly unit: "cell" | "px"
  /** Width of text without line breaks, in the surface's unit. Control characters count as nothing. */
  width(text: string, font: Font): number
  /** Is the text as wide as it is long, without tabs and line breaks? One look for the usual text of a terminal. */
  isPlain?(text: string): boolean
  metrics(font: Font): FontMetrics
  /** How far glyphs may reach beyond their line box, in the surface's unit. Default 0. */
  overhang?(font: Font): number
  /**
   * Directions of a text in which some letters run from right to left. null while that is not known:
   * the engine then asks for all text to be measured again. Without it text is painted as it is written.
   */
  levels?(text: string, direction: "auto" | "ltr" | "rtl"): Levels | null
}

/** Maps x, y to a·x + c·y + e, b·x + d·y + f. */
export interface Matrix {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

/** Of the corners in CSS pixels: one for all, or top left, top right, bottom right, bottom left. */
export type Radius = number | readonly [number, number, number, number]

/** Line styles per side; "none" where there is no line. */
export interface BorderSpec {
  readonly top: LineStyle
  readonly right: LineStyle
  readonly bottom: LineStyle
  readonly left: LineStyle
  readonly color: Rgba
  /** Top, right, bottom, left; undefined: all sides have `color`. */
  readonly colors?: readonly [Rgba, Rgba, Rgba, Rgba] | undefined
  /** In a terminal only whether it is 0 counts: a corner of light lines is round or square. */
  readonly radius: Radius
  /** Under the lines (a terminal's border cells have a background too). */
  readonly background: Rgba
}

/** A place along a gradient: a part of its length, or CSS pixels. */
export interface StopPlace {
  readonly value: number
  readonly unit: "" | "px"
}

/** A gradient over a box, with the colours as they were written. */
export interface GradientText {
  readonly kind: "linear" | "radial" | "conic"
  readonly repeating: boolean
  /** Linear: where it goes; conic: where it starts. In radians clockwise from up. */
  readonly angle: number
  /** Linear, "to top right": the corner (−1 or 1 each); the angle then depends on the box. */
  readonly corner: readonly [x: number, y: number] | undefined
  /** Radial and conic: the middle, as parts of a position. */
  readonly center: readonly [x: string, y: string]
  /** Radial: a circle, or an ellipse. */
  readonly circle: boolean
  /** Radial: how far it goes. Numbers are the radii in CSS pixels. */
  readonly size: "closest-side" | "farthest-side" | "closest-corner" | "farthest-corner" | number[]
  readonly stops: readonly { readonly color: string; readonly at: StopPlace | undefined }[]
}

/** A gradient over a box, by its text and the colours of its stops. */
export interface Gradient {
  readonly text: GradientText
  /** As many as the text has stops. */
  readonly colors: readonly Rgba[]
}

export type LineStyle = "none" | "single" | "round" | "double" | "heavy" | "dashed"

export interface ImageSource {
  /** In pixels. 0 × 0 until loaded. */
  readonly width: number
  readonly height: number
  /** RGBA, where the scene has the pixels itself: of a picture that changes, as it is now. */
  readonly pixels?: Uint8Array | Uint8ClampedArray
  /** What it is a moment of: a surface may put it in the place of the moment before. */
  readonly of?: object
}

export interface Surface {
  readonly unit: "cell" | "px"
  readonly width: number
  readonly height: number
  /** Throws nothing for 0 × 0. All content is lost; the scene repaints everything. */
  resize(width: number, height: number): void

  /**
   * Damage: disjoint rectangles, in surface units; what is outside is kept as it is. The surface
   * clears what is inside: blank cells in the terminal's own colours, transparent pixels.
   */
  beginFrame(damage: readonly Rect[]): void
  /** Presents the frame (or hands it to whoever paces output). */
  endFrame(): void

  pushClip(x: number, y: number, width: number, height: number, radius: Radius): void
  popClip(): void
  /**
   * Optional: until it is called with null, words have this gradient over a box instead of their colour, their
   * lines as well. Where it is missing the scene gives each cell its own colour.
   */
  inkGradient?(
    ink: {
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly gradient: Gradient
    } | null,
  ): void
  /** What is painted until popLayer is blended as one with `opacity` (0 to 1). A terminal knows no `blend`. */
  pushLayer(
    x: number,
    y: number,
    width: number,
    height: number,
    opacity: number,
    blend?: Blend,
  ): void
  popLayer(): void
  /** Until popTransform all coordinates are mapped by `matrix`. A surface without it ignores transforms. */
  pushTransform?(matrix: Matrix): void
  popTransform?(): void

  /** `edge`: how thick an opaque border is that will hide the edge, so that nothing shines out around it. */
  fill(
    x: number,
    y: number,
    width: number,
    height: number,
    color: Rgba,
    radius: Radius,
    edge?: number,
  ): void
  border(x: number, y: number, width: number, height: number, spec: BorderSpec): void
  /** CSS box-shadow text, checked by the scene. A terminal may ignore it. */
  shadow(x: number, y: number, width: number, height: number, radius: Radius, css: string): void
  /** The inset ones of such shadows, over the background. */
  innerShadow?(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: Radius,
    css: string,
  ): void
  /** Fills with a gradient. Without it the scene fills with the first stop. */
  gradient?(
    x: number,
    y: number,
    width: number,
    height: number,
    gradient: Gradient,
    radius: Radius,
  ): void
  /** Repeats `image`, `width` × `height` large with one corner at x, y, over the clip. Without it nothing is painted. */
  pattern?(
    area: Rect,
    x: number,
    y: number,
    width: number,
    height: number,
    image: ImageSource,
  ): void
  /** From now on words cast such a shadow; "" ends it. A surface without it shows none. */
  castShadow?(css: string): void
  /** How far such a shadow reaches beyond its box, in the surface's unit. Default 0. */
  shadowReach?(css: string): number
  /**
   * A run of one line; `y` is the top of its line box, `lineHeight` high. `rtl`: its characters run from
   * right to left. `baseline`: of the line, from `y`; default as the font of the run has it alone.
   */
  text(
    x: number,
    y: number,
    lineHeight: number,
    text: string,
    style: RunStyle,
    rtl?: boolean,
    baseline?: number,
  ): void
  /** Paints `image` into the rectangle; the scene has already applied `fit`. */
  image(
    x: number,
    y: number,
    width: number,
    height: number,
    image: ImageSource,
    alt: string,
    style: RunStyle,
  ): void
  /** A pen whose origin is x, y, clipped to the rectangle. `resolve` turns a colour or token into Rgba. */
  pen(
    x: number,
    y: number,
    width: number,
    height: number,
    font: Font,
    resolve: (color: string) => Rgba,
  ): Pen

  /**
   * Optional fast path: moves what is in the rectangle up by `dy` units (down when negative) and
   * says whether it did; the scene then only paints the strip that came into view. Called before the
   * `beginFrame` of its frame, with what the last frame has painted on the surface.
   */
  scroll?(x: number, y: number, width: number, height: number, dy: number): boolean
  /**
   * Optional fast path, on cells: writes one line over what stands there, `width` cells from x on, blanks
   * after the text; backgrounds stay. Nothing else paints there. Called before the `beginFrame` of its
   * frame, or instead of one. False when it cannot: the scene then damages the place and paints it.
   */
  rewrite?(x: number, y: number, width: number, text: string, style: RunStyle): boolean
  /**
   * On cells: what stands to the left and to the right of column `x` is one grapheme, or was before half of it
   * was covered. The scene damages both together.
   */
  joins?(x: number, y: number): boolean
  /** Where the caret of the focused input is, or null. A terminal places its hardware cursor there. */
  caret?(at: { x: number; y: number; height: number } | null): void
}
