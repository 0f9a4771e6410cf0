// The border of a box on cells: its four lines and corners, joined with the borders that they meet.
//
// Which glyph that is, borders.ts knows.

import { type BorderSpec, DEFAULT, type LineStyle, NONE, type Rgba } from "../scene/index.ts"
import { arms, borderGlyph, joinedGlyph, weight } from "./borders.ts"
import { JOINABLE } from "./cells.ts"
import { SPACE, VALUE } from "./glyphs.ts"
import { fadeInk, type Ground, isPaintable } from "./ground.ts"

/** Draws the border of a box: its lines in the outermost cells. */
export function drawBorder(
  on: Ground,
  x: number,
  y: number,
  width: number,
  height: number,
  spec: BorderSpec,
): void {
  if (width <= 0 || height <= 0) return
  const right = x + width - 1
  const bottom = y + height - 1
  const { spans } = on
  const isInside = spans.left > x && spans.right <= right && spans.top > y && spans.bottom <= bottom
  if (isInside) return // the usual case: something in the box has changed, and not its border
  const t = weight(spec.top)
  const r = weight(spec.right)
  const b = weight(spec.bottom)
  const l = weight(spec.left)
  const isRound = (one: LineStyle, other: LineStyle, corner: number): boolean => {
    const { radius } = spec
    const own = typeof radius === "number" ? radius : radius[corner]!
    if (own > 0) return weight(one) === 1 && weight(other) === 1
    return typeof radius === "number" && one === "round" && other === "round"
  }
  // A corner is as its horizontal line, where there is one.
  const inColor = (i: number) => (spec.colors ? { ...spec, color: spec.colors[i]! } : spec)
  const inTop = inColor(0)
  const inRight = inColor(1)
  const inBottom = inColor(2)
  const inLeft = inColor(3)
  if (height === 1 && t && b) {
    // Too low for two lines: one is drawn.
    line(on, x, right, y, arms(0, t, 0, t), inTop, spec.top === "dashed")
    return
  }
  if (t) line(on, x + 1, right - 1, y, arms(0, t, 0, t), inTop, spec.top === "dashed")
  if (b) line(on, x + 1, right - 1, bottom, arms(0, b, 0, b), inBottom, spec.bottom === "dashed")
  if (l) side(on, x, y + 1, bottom, arms(l, 0, l, 0), inLeft, spec.left === "dashed")
  if (r && right > x)
    side(on, right, y + 1, bottom, arms(r, 0, r, 0), inRight, spec.right === "dashed")
  corner(on, x, y, t, l, true, true, t ? inTop : inLeft, isRound(spec.top, spec.left, 0))
  corner(on, right, y, t, r, false, true, t ? inTop : inRight, isRound(spec.top, spec.right, 1))
  corner(
    on,
    x,
    bottom,
    b,
    l,
    true,
    false,
    b ? inBottom : inLeft,
    isRound(spec.bottom, spec.left, 3),
  )
  corner(
    on,
    right,
    bottom,
    b,
    r,
    false,
    false,
    b ? inBottom : inRight,
    isRound(spec.bottom, spec.right, 2),
  )
}

/** Where a horizontal and a vertical line meet. With one of them only, it is a piece of that line. */
function corner(
  on: Ground,
  x: number,
  y: number,
  horizontal: number,
  vertical: number,
  isLeft: boolean,
  isTop: boolean,
  spec: BorderSpec,
  round: boolean,
): void {
  if ((!horizontal && !vertical) || !isPaintable(on, x, y)) return
  const up = isTop && horizontal ? 0 : vertical
  const down = isTop || !horizontal ? vertical : 0
  const left = isLeft && vertical ? 0 : horizontal
  const right = isLeft || !vertical ? horizontal : 0
  const value = arms(up, right, down, left)
  lineCell(on, x, y, value, spec, borderGlyph(value, round, false))
}

/** A horizontal line, both ends included. */
function line(
  on: Ground,
  x0: number,
  x1: number,
  y: number,
  value: number,
  spec: BorderSpec,
  dashed: boolean,
): void {
  const { spans, back } = on
  const clip = on.clip
  if (y < clip.y0 || y >= clip.y1 || spans.count[y] === 0) return
  const glyph = borderGlyph(value, false, dashed)
  const color = spec.color === NONE ? DEFAULT : spec.color
  const isPlain = color >>> 24 === 255 || color >>> 24 === 0
  const base = y * spans.capacity
  const row = y * on.width
  for (let k = 0; k < spans.count[y]!; k++) {
    const from = Math.max(x0, clip.x0, spans.start[base + k]!)
    const to = Math.min(x1 + 1, clip.x1, spans.end[base + k]!)
    for (let i = row + from; i < row + to; i++) {
      if (!isPlain || back.glyph[i] !== SPACE) lineCell(on, i - row, y, value, spec, glyph)
      else {
        back.glyph[i] = glyph
        back.fg[i] = color
        back.attr[i] = JOINABLE
        if (covers(spec.background)) back.bg[i] = spec.background
      }
    }
  }
}

/** A vertical line from row `y0` to before `y1`. */
function side(
  on: Ground,
  x: number,
  y0: number,
  y1: number,
  value: number,
  spec: BorderSpec,
  dashed: boolean,
): void {
  const { spans } = on
  const clip = on.clip
  if (x < clip.x0 || x >= clip.x1 || x < spans.left || x >= spans.right) return
  const glyph = borderGlyph(value, false, dashed)
  const to = Math.min(y1, spans.bottom, clip.y1)
  for (let y = Math.max(y0, spans.top, clip.y0); y < to; y++) lineCell(on, x, y, value, spec, glyph)
}

/** One cell of a border: `glyph` unless it meets another one there. */
function lineCell(
  on: Ground,
  x: number,
  y: number,
  value: number,
  spec: BorderSpec,
  glyph: number,
): void {
  if (!isPaintable(on, x, y)) return
  const { back } = on
  const i = y * on.width + x
  const was = back.glyph[i]!
  const joined = back.attr[i]! & JOINABLE ? joinedGlyph(value, was & VALUE) : undefined
  back.glyph[i] = joined ?? glyph
  back.fg[i] = spec.color === NONE ? DEFAULT : spec.color
  back.attr[i] = JOINABLE
  if (covers(spec.background)) back.bg[i] = spec.background
  const alpha = spec.color >>> 24
  if (alpha > 0 && alpha < 255) fadeInk(on, i, i + 1)
  back.mendBeside(x, y, was)
}

/** A see-through background has been mixed with what is behind it already. */
function covers(background: Rgba): boolean {
  const alpha = background >>> 24
  return background !== NONE && (alpha === 0 || alpha === 255)
}
