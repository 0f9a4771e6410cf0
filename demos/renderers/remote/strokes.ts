// A pen that writes down what it is told, and one that tells another pen: how a picture travels.

import type { Painter, Pen, PenSize, PenTextOptions } from "filigree"
import type { Stroke } from "./protocol.ts"

const METHODS = [
  "begin",
  "moveTo",
  "lineTo",
  "curveTo",
  "close",
  "rect",
  "arc",
  "fill",
  "stroke",
  "text",
] as const

/** What `painter` draws at this size. */
export function strokesOf(painter: Painter, size: PenSize): Stroke[] {
  const strokes: Stroke[] = []
  const pen = {} as Record<string, unknown>
  for (const method of METHODS) {
    pen[method] = (...args: unknown[]) => {
      strokes.push([method, ...args])
      return pen
    }
  }
  painter(pen as unknown as Pen, size) // seam: it has all methods of a pen, by the list above
  return strokes
}

/** Draws them again. Unknown methods are passed over. */
export function replay(pen: Pen, strokes: readonly Stroke[]): void {
  for (const [method, ...args] of strokes) {
    if ((METHODS as readonly string[]).includes(method)) {
      ;(pen[method as "text"] as (...args: unknown[]) => unknown)(
        ...(args as [number, number, string, PenTextOptions]),
      )
    }
  }
}
