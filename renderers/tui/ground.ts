// The cells that a frame is painted on, and which of them may be painted: the clip ∩ the damage.
//
//     Ground ◀── surface.ts (fills and texts), border-lines.ts, picture-cells.ts, pen.ts, layers.ts
//
// Who paints asks `isPaintable` for one cell, or goes by `eachSpan` over all of a rectangle.

import { NONE, type Rgba } from "../scene/index.ts"
import { type Cells, IMAGE } from "./cells.ts"
import { type BaseColors, mix, rgbOf } from "./color.ts"
import type { Spans } from "./damage.ts"
import { SPACE } from "./glyphs.ts"

export const OPAQUE = 0xff000000 | 0

/** A rectangle of cells, ends excluded. */
export interface Clip {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** What is painted on. Coordinates are cells from the top left corner. */
export interface Ground {
  readonly width: number
  /** What was painted. */
  readonly back: Cells
  /** The damage of this frame. */
  readonly spans: Spans
  /** The clip in force. */
  readonly clip: Clip
  /** The terminal's own colours, for blending with them. */
  readonly base: BaseColors
}

/** Whether the cell is inside the clip and the damage. */
export function isPaintable(on: Ground, x: number, y: number): boolean {
  const { clip, spans } = on
  if (x < clip.x0 || x >= clip.x1 || y < clip.y0 || y >= clip.y1) return false
  const base = y * spans.capacity
  for (let k = 0; k < spans.count[y]!; k++) {
    if (x < spans.start[base + k]!) return false
    if (x < spans.end[base + k]!) return true
  }
  return false
}

/** Calls `paint` with a row and a range of cell indices, for all that is to be painted of `clip`. */
export function eachSpan(
  on: Ground,
  clip: Clip,
  paint: (y: number, from: number, to: number) => void,
): void {
  const { spans, width } = on
  const y0 = Math.max(clip.y0, spans.top)
  const y1 = Math.min(clip.y1, spans.bottom)
  for (let y = y0; y < y1; y++) {
    const base = y * spans.capacity
    const row = y * width
    for (let k = 0; k < spans.count[y]!; k++) {
      const from = Math.max(clip.x0, spans.start[base + k]!)
      const to = Math.min(clip.x1, spans.end[base + k]!)
      if (from < to) paint(y, row + from, row + to)
    }
  }
}

/** A see-through colour over what is there. */
export function tint(
  on: Ground,
  x: number,
  y: number,
  w: number,
  h: number,
  color: Rgba,
  alpha: number,
): void {
  const { back, base } = on
  const { x0, y0, x1, y1 } = on.clip
  const clip = {
    x0: Math.max(x, x0),
    y0: Math.max(y, y0),
    x1: Math.min(x + w, x1),
    y1: Math.min(y + h, y1),
  }
  const rgb = color & 0xffffff
  eachSpan(on, clip, (_y, from, to) => {
    for (let i = from; i < to; i++) {
      if (back.bg[i] === NONE) back.bg[i] = color
      else back.bg[i] = OPAQUE | mix(rgbOf(back.bg[i]!, base.background), rgb, alpha)
      if (back.glyph[i] !== SPACE && !(back.attr[i]! & IMAGE))
        back.fg[i] = OPAQUE | mix(rgbOf(back.fg[i]!, base.foreground), rgb, alpha)
    }
  })
}

/** Mixes see-through foregrounds with what is behind them. */
export function fadeInk(on: Ground, from: number, to: number): void {
  const { back, base } = on
  for (let i = from; i < to; i++) {
    if (back.bg[i] === NONE) continue // in a layer: blended when it is popped
    const ground = rgbOf(back.bg[i]!, base.background)
    back.fg[i] = OPAQUE | mix(ground, back.fg[i]! & 0xffffff, alphaOf(back.fg[i]!))
  }
}

/** How opaque a colour is, 0 to 1; colours of the terminal itself are. */
export function alphaOf(color: Rgba): number {
  const alpha = color >>> 24
  return alpha === 0 ? 1 : alpha / 255
}
