// Borders, on whole device pixels.
//
// The lines lie inside the border box. "single", "round" and "dashed" are 1 CSS pixel thick,
// "heavy" 2, "double" two lines of 1 with 1 between. Straight ones are filled rectangles, crisp at
// every pixel ratio; with a radius the space between two outlines is.

import { insideRadius } from "../scene/style/style.ts"
import type { BorderSpec, LineStyle, Radius } from "../scene/surface.ts"
import { paintsNothing } from "./colors.ts"
import { fitRadius, roundPath, type Tile } from "./tile.ts"

/** Thickness in CSS pixels. */
export function thickness(style: LineStyle): number {
  return style === "none" ? 0 : style === "heavy" ? 2 : style === "double" ? 3 : 1
}

/** Draws the lines of `spec` into a box given by device pixels; `ratio` is device per CSS pixel. */
export function drawBorder(
  tile: Tile,
  left: number,
  top: number,
  right: number,
  bottom: number,
  spec: BorderSpec,
  ratio: number,
): void {
  const { color, colors } = spec
  if (colors) {
    sidesByColor(tile, left, top, right, bottom, spec, colors, ratio)
    return
  }
  const uniform =
    spec.top === spec.right && spec.top === spec.bottom && spec.top === spec.left && spec.top
  const radius = fitRadius(spec.radius, ratio, right - left, bottom - top)
  if (uniform === "none") return
  if (uniform === "double") {
    const line = pixels(1, ratio)
    ring(tile, left, top, right, bottom, radius, line, color)
    const inset = 2 * line
    ring(
      tile,
      left + inset,
      top + inset,
      right - inset,
      bottom - inset,
      insideRadius(radius, inset),
      line,
      color,
    )
    return
  }
  if (uniform && uniform !== "dashed") {
    ring(tile, left, top, right, bottom, radius, pixels(thickness(uniform), ratio), color)
    return
  }
  const dashed = [spec.top, spec.right, spec.bottom, spec.left].includes("dashed")
  if (radius !== 0 && dashed) roundSides(tile, left, top, right, bottom, radius, spec, ratio)
  else if (radius !== 0) tapered(tile, left, top, right, bottom, radius, spec, ratio)
  else straightSides(tile, left, top, right, bottom, spec, ratio)
}

/**
 * The whole border once in each colour, cut to the sides that have it. Two sides meet on the line from
 * the outer to the inner corner, as in CSS.
 */
function sidesByColor(
  tile: Tile,
  left: number,
  top: number,
  right: number,
  bottom: number,
  spec: BorderSpec,
  colors: readonly number[],
  ratio: number,
): void {
  const styles = [spec.top, spec.right, spec.bottom, spec.left]
  const [t, r, b, l] = styles.map((style) => pixels(thickness(style), ratio)) as Sides
  // Further along that line, for the inner edge of a round corner lies there.
  const far = Math.min((right - left) / 2 / Math.max(l, r), (bottom - top) / 2 / Math.max(t, b))
  const outer = [left, top, right, top, right, bottom, left, bottom]
  const inner = [
    left + l * far,
    top + t * far,
    right - r * far,
    top + t * far,
    right - r * far,
    bottom - b * far,
    left + l * far,
    bottom - b * far,
  ]
  const sides = [0, 1, 2, 3].filter((i) => styles[i] !== "none" && !paintsNothing(colors[i]!))
  for (const color of new Set(sides.map((i) => colors[i]!)))
    tile.inside(
      (ctx) => {
        for (const i of sides) {
          if (colors[i] !== color) continue
          const [from, to] = [i * 2, ((i + 1) % 4) * 2]
          ctx.moveTo(outer[from]!, outer[from + 1]!)
          ctx.lineTo(outer[to]!, outer[to + 1]!)
          ctx.lineTo(inner[to]!, inner[to + 1]!)
          ctx.lineTo(inner[from]!, inner[from + 1]!)
          ctx.closePath()
        }
      },
      () =>
        drawBorder(tile, left, top, right, bottom, { ...spec, color, colors: undefined }, ratio),
    )
}

type Sides = [top: number, right: number, bottom: number, left: number]

function pixels(width: number, ratio: number): number {
  return width <= 0 ? 0 : Math.max(1, Math.round(width * ratio))
}

function ring(
  tile: Tile,
  left: number,
  top: number,
  right: number,
  bottom: number,
  radius: Radius,
  line: number,
  color: number,
): void {
  const width = right - left
  const height = bottom - top
  if (width <= 0 || height <= 0) return
  if (width <= 2 * line || height <= 2 * line) {
    tile.setFill(color)
    tile.ctx.fillRect(left, top, width, height) // nothing left inside
    return
  }
  const { ctx } = tile
  if (radius === 0) {
    tile.setStroke(color, line)
    tile.setJoin("miter")
    ctx.strokeRect(left + line / 2, top + line / 2, width - line, height - line)
    return
  }
  // As the space between two outlines: a stroked one has a faint seam where its path begins.
  tile.setFill(color)
  ctx.beginPath()
  roundPath(ctx, left, top, right, bottom, radius)
  roundPath(ctx, left + line, top + line, right - line, bottom - line, insideRadius(radius, line))
  ctx.fill("evenodd")
}

/** Sides of different width round corners: what lies between the outer and the inner edge, as in CSS. */
function tapered(
  tile: Tile,
  left: number,
  top: number,
  right: number,
  bottom: number,
  radius: Radius,
  spec: BorderSpec,
  ratio: number,
): void {
  const [t, r, b, l] = [spec.top, spec.right, spec.bottom, spec.left].map((side) =>
    pixels(thickness(side), ratio),
  ) as [number, number, number, number]
  const { ctx } = tile
  const corner = (i: number) => (typeof radius === "number" ? radius : radius[i]!)
  tile.setFill(spec.color)
  ctx.beginPath()
  roundPath(ctx, left, top, right, bottom, radius)
  const [x0, y0, x1, y1] = [left + l, top + t, right - r, bottom - b]
  if (x1 > x0 && y1 > y0) {
    // The inner corners are parts of ellipses: what the sides leave of the outer radius.
    const inner = [
      { x: x0, y: y0, rx: corner(0) - l, ry: corner(0) - t, from: Math.PI },
      { x: x1, y: y0, rx: corner(1) - r, ry: corner(1) - t, from: -Math.PI / 2 },
      { x: x1, y: y1, rx: corner(2) - r, ry: corner(2) - b, from: 0 },
      { x: x0, y: y1, rx: corner(3) - l, ry: corner(3) - b, from: Math.PI / 2 },
    ]
    inner.forEach(({ x, y, rx, ry, from }, i) => {
      const round = rx > 0 && ry > 0
      const cx = i === 0 || i === 3 ? x + rx : x - rx
      const cy = i < 2 ? y + ry : y - ry
      if (round) {
        if (i === 0) ctx.moveTo(x, cy)
        ctx.ellipse(cx, cy, rx, ry, 0, from, from + Math.PI / 2)
      } else if (i === 0) ctx.moveTo(x, y)
      else ctx.lineTo(x, y)
    })
    ctx.closePath()
  }
  ctx.fill("evenodd")
}

function straightSides(
  tile: Tile,
  left: number,
  top: number,
  right: number,
  bottom: number,
  spec: BorderSpec,
  ratio: number,
): void {
  const t = pixels(thickness(spec.top), ratio)
  const b = pixels(thickness(spec.bottom), ratio)
  tile.setFill(spec.color)
  side(tile, left, top, right - left, t, spec.top, false, ratio)
  side(tile, left, bottom - b, right - left, b, spec.bottom, false, ratio)
  // Vertical sides stop where a horizontal one is, so that a translucent corner is painted once.
  const height = bottom - b - (top + t)
  const l = pixels(thickness(spec.left), ratio)
  const r = pixels(thickness(spec.right), ratio)
  side(tile, left, top + t, l, height, spec.left, true, ratio)
  side(tile, right - r, top + t, r, height, spec.right, true, ratio)
}

function side(
  tile: Tile,
  x: number,
  y: number,
  width: number,
  height: number,
  style: LineStyle,
  vertical: boolean,
  ratio: number,
): void {
  if (style === "none" || width <= 0 || height <= 0) return
  const { ctx } = tile
  if (style === "double") {
    const line = pixels(1, ratio)
    if (vertical) {
      ctx.fillRect(x, y, line, height)
      ctx.fillRect(x + width - line, y, line, height)
    } else {
      ctx.fillRect(x, y, width, line)
      ctx.fillRect(x, y + height - line, width, line)
    }
    return
  }
  if (style !== "dashed") {
    ctx.fillRect(x, y, width, height)
    return
  }
  const length = vertical ? height : width
  const [dash, gap] = dashes(length, ratio)
  for (let at = 0; at < length; at += dash + gap) {
    const from = Math.round(at)
    const part = Math.min(Math.round(at + dash), length) - from
    if (vertical) ctx.fillRect(x, y + from, width, part)
    else ctx.fillRect(x + from, y, part, height)
  }
}

/** Dash and gap in device pixels: about 3 px on, 2 px off, so that a line of this length ends in a dash. */
function dashes(length: number, ratio: number): [dash: number, gap: number] {
  const dash = 3 * ratio
  const usual = 2 * ratio
  const gaps = Math.max(1, Math.round((length - dash) / (dash + usual)))
  return [dash, Math.max(1, (length - dash) / gaps - dash)]
}

function roundSides(
  tile: Tile,
  left: number,
  top: number,
  right: number,
  bottom: number,
  radius: Radius,
  spec: BorderSpec,
  ratio: number,
): void {
  const { ctx } = tile
  const sides: readonly LineStyle[] = [spec.top, spec.right, spec.bottom, spec.left]
  const strongest = sides.reduce((a, b) => (thickness(b) > thickness(a) ? b : a))
  const line = pixels(Math.min(2, thickness(strongest)), ratio)
  const half = line / 2
  const [l, t, r, b] = [left + half, top + half, right - half, bottom - half]
  // Of the corner where a side begins.
  const bends = [0, 1, 2, 3].map((i) =>
    Math.max(
      0,
      Math.min((typeof radius === "number" ? radius : radius[i]!) - half, (r - l) / 2, (b - t) / 2),
    ),
  )
  tile.setStroke(spec.color, line)
  const dashed = strongest === "dashed"
  if (dashed) ctx.setLineDash([3 * ratio, 2 * ratio])
  ctx.beginPath()
  // Clockwise from the top left corner; a corner is bent when both of its sides are there.
  const corners: readonly (readonly [number, number])[] = [
    [l, t],
    [r, t],
    [r, b],
    [l, b],
  ]
  for (let i = 0; i < 4; i++) {
    if (sides[i] === "none") continue
    const from = corners[i]!
    const to = corners[(i + 1) % 4]!
    const next = corners[(i + 2) % 4]!
    const before = sides[(i + 3) % 4] !== "none"
    const after = sides[(i + 1) % 4] !== "none"
    const dx = Math.sign(to[0] - from[0])
    const dy = Math.sign(to[1] - from[1])
    const startBend = before ? bends[i]! : 0
    const endBend = after ? bends[(i + 1) % 4]! : 0
    if (!before || i === 0) ctx.moveTo(from[0] + dx * startBend, from[1] + dy * startBend)
    else ctx.lineTo(from[0] + dx * startBend, from[1] + dy * startBend)
    ctx.lineTo(to[0] - dx * endBend, to[1] - dy * endBend)
    if (after) ctx.arcTo(to[0], to[1], next[0], next[1], endBend)
  }
  ctx.stroke()
  if (dashed) ctx.setLineDash([])
}
