// contract: what a `draw` element is painted with, on every surface.
//
// Coordinates are in the surface's unit from the top left corner of the element's content box:
// cells in a terminal (fractions reach the dots inside a cell, 2 × 4 of them), CSS pixels elsewhere.
// A path is built, then filled or stroked; both keep the path until `begin`.

import type { Color } from "./theme.ts"

/** A painter runs under an observer: when a signal that it read changes, it is run again. */
export type Painter = (pen: Pen, size: PenSize) => void

/** The content box, and the two lengths that text is laid out by, all in the surface's unit. */
export interface PenSize {
  readonly width: number
  readonly height: number
  /** Width of "0": 1 in a terminal. */
  readonly ch: number
  /** Height of a line of text: 1 in a terminal. */
  readonly lh: number
}

/** How the pen writes. */
export interface PenTextOptions {
  /** Default "text". */
  readonly color?: Color
  /** Which end of the words, or their middle, stands at `x`. Default "left". */
  readonly align?: "left" | "center" | "right"
  /** Default false. */
  readonly bold?: boolean
  /** Fainter. Default false. */
  readonly dim?: boolean
}

/**
 * Draws inside one `draw` element: a path, then fills and strokes of it, and words. Coordinates
 * are in the surface's unit, from the element's top left corner.
 */
export interface Pen {
  /** Starts a new path. */
  begin(): this
  moveTo(x: number, y: number): this
  lineTo(x: number, y: number): this
  /** Cubic Bézier curve. */
  curveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): this
  close(): this
  rect(x: number, y: number, width: number, height: number): this
  /** Angles in radians, clockwise from three o'clock. */
  arc(x: number, y: number, radius: number, start: number, end: number): this
  /** Fills the path. In a terminal, cells or dots that are covered by half or more. `alpha` 0 to 1. */
  fill(color: Color, alpha?: number): this
  /** `width` in CSS pixels (a terminal draws one dot); default 1.5. */
  stroke(color: Color, width?: number): this
  /** One line of text; `y` is the top of the line. In a terminal rounded to a cell. */
  text(x: number, y: number, text: string, options?: PenTextOptions): this
}
