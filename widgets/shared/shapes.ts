// Paths that more than one widget draws with a pen.

import type { Pen } from "../../core/view/index.ts"

const KAPPA = 0.5523 // control distance of a quarter circle as a cubic, in radii

/** Adds a rectangle with round corners to the path. All in the surface's unit. */
export function roundRect(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): Pen {
  const r = Math.min(radius, width / 2, height / 2)
  if (r <= 0) return pen.rect(x, y, width, height)
  const k = r * (1 - KAPPA)
  const right = x + width
  const bottom = y + height
  return pen
    .moveTo(x + r, y)
    .lineTo(right - r, y)
    .curveTo(right - k, y, right, y + k, right, y + r)
    .lineTo(right, bottom - r)
    .curveTo(right, bottom - k, right - k, bottom, right - r, bottom)
    .lineTo(x + r, bottom)
    .curveTo(x + k, bottom, x, bottom - k, x, bottom - r)
    .lineTo(x, y + r)
    .curveTo(x, y + k, x + k, y, x + r, y)
    .close()
}

/**
 * Adds a piece of a ring to the path, as a polygon with a corner every few degrees.
 *
 * @param from - Radians, clockwise from three o'clock; `to` likewise, not below `from`.
 */
export function ringSector(
  pen: Pen,
  x: number,
  y: number,
  inner: number,
  outer: number,
  from: number,
  to: number,
): Pen {
  const corners = Math.max(2, Math.ceil((to - from) / 0.08))
  for (let i = 0; i <= corners; i++) {
    const angle = from + ((to - from) * i) / corners
    const px = x + Math.cos(angle) * outer
    const py = y + Math.sin(angle) * outer
    if (i === 0) pen.moveTo(px, py)
    else pen.lineTo(px, py)
  }
  for (let i = corners; i >= 0; i--) {
    const angle = from + ((to - from) * i) / corners
    pen.lineTo(x + Math.cos(angle) * inner, y + Math.sin(angle) * inner)
  }
  return pen.close()
}

/**
 * A polyline cut into dashes, as pairs of points.
 *
 * @param points - x, y, x, y, …
 * @param on - Length of a dash, `off` of a gap, in the same unit; both above 0.
 */
export function dashes(points: readonly number[], on: number, off: number): number[] {
  const cut: number[] = []
  let drawn = true
  let left = on
  for (let i = 2; i + 1 < points.length; i += 2) {
    let x = points[i - 2]!
    let y = points[i - 1]!
    const toX = points[i]!
    const toY = points[i + 1]!
    let length = Math.hypot(toX - x, toY - y)
    while (length > 0) {
      const step = Math.min(left, length)
      const nextX = x + ((toX - x) * step) / length
      const nextY = y + ((toY - y) * step) / length
      if (drawn) cut.push(x, y, nextX, nextY)
      x = nextX
      y = nextY
      length -= step
      left -= step
      if (left <= 1e-9) {
        drawn = !drawn
        left = drawn ? on : off
      }
    }
  }
  return cut
}
