// A CSS gradient over a box, as a 2D context draws it.
//
// A linear one runs along a line through the middle of the box, as long as makes the corners get the
// first and the last colour exactly; a radial one is an ellipse to the farthest corner.
//
// Source: CSS Images Module Level 4, sections 3.1.1 and 3.2.

import type { Gradient } from "../scene/surface.ts"
import { cssColor } from "./colors.ts"

/** The edges are device pixels. A radial gradient of a box that is not square is drawn as a circle. */
export function gradientStyle(
  ctx: CanvasRenderingContext2D,
  gradient: Gradient,
  left: number,
  top: number,
  right: number,
  bottom: number,
): CanvasGradient {
  const width = right - left
  const height = bottom - top
  const x = left + width / 2
  const y = top + height / 2
  const across = Math.sin(gradient.angle)
  const down = -Math.cos(gradient.angle)
  const half = (Math.abs(width * across) + Math.abs(height * down)) / 2
  const style =
    gradient.kind === "linear"
      ? ctx.createLinearGradient(
          x - across * half,
          y - down * half,
          x + across * half,
          y + down * half,
        )
      : ctx.createRadialGradient(x, y, 0, x, y, Math.hypot(width, height) / 2)
  for (const { color, at } of gradient.stops) style.addColorStop(at, cssColor(color))
  return style
}
