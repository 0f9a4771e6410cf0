// A surface of pixels that draws nothing, and words of one size: for tests of layout.

import type { Surface, TextEngine } from "../../renderers/scene/index.ts"

export function stillPixels(width: number, height: number): Surface {
  const surface: Record<string, unknown> = { unit: "px", width, height }
  const names =
    "beginFrame endFrame fill border shadow text image pushClip popClip pushLayer popLayer"
  for (const name of names.split(" ")) surface[name] = () => {}
  surface["resize"] = (w: number, h: number) => Object.assign(surface, { width: w, height: h })
  return surface as unknown as Surface
}

export const stillText: TextEngine = {
  unit: "px",
  width: (text) => text.length * 6,
  metrics: ({ size, lineHeight }) => ({
    ascent: size,
    descent: 0,
    lineHeight: size * lineHeight,
    ch: 6,
  }),
}
