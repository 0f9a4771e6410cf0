// A packed colour (0xAARRGGBB) as the text that a 2D context takes, remembered per colour.

import { DEFAULT, PALETTE, type Rgba } from "../scene/surface.ts"

const css = new Map<Rgba, string>()
const LEVELS = [0, 95, 135, 175, 215, 255]
// xterm's first sixteen.
const BASIC = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
  0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
]

/** True when nothing would be seen: NONE, or the terminal's own background. */
export function paintsNothing(color: Rgba): boolean {
  return color < PALETTE // alpha is 0, and it is no palette entry
}

/** `color` with what only a terminal has (its default, its palette) as xterm shows it. */
export function opaqueRgba(color: Rgba): Rgba {
  if (color > 0xffffff) return color
  if (color === DEFAULT) return 0xffe5e5e5
  const index = color - PALETTE
  if (index < 0 || index > 255) return color
  if (index < 16) return (0xff000000 | BASIC[index]!) >>> 0
  if (index >= 232) return (0xff000000 | ((8 + (index - 232) * 10) * 0x010101)) >>> 0
  const n = index - 16
  const [r, g, b] = [LEVELS[(n / 36) | 0]!, LEVELS[((n / 6) | 0) % 6]!, LEVELS[n % 6]!]
  return ((0xff << 24) | (r << 16) | (g << 8) | b) >>> 0
}

/** CSS text of a packed colour: "#rrggbb", or "#rrggbbaa" when it is not opaque. */
export function cssColor(color: Rgba): string {
  let text = css.get(color)
  if (text === undefined) {
    const rgba = opaqueRgba(color)
    const rgb = "#" + (rgba & 0xffffff).toString(16).padStart(6, "0")
    const alpha = rgba >>> 24
    text = alpha === 255 ? rgb : rgb + alpha.toString(16).padStart(2, "0")
    if (css.size > 4096) css.clear() // an animation through many colours
    css.set(color, text)
  }
  return text
}

/** `color` with its alpha multiplied by `factor` (0 to 1). */
export function faded(color: Rgba, factor: number): Rgba {
  const rgba = opaqueRgba(color)
  const alpha = Math.round((rgba >>> 24) * Math.min(1, Math.max(0, factor)))
  return ((alpha << 24) | (rgba & 0xffffff)) >>> 0
}

/** Black or white, whichever is read better on `color`. */
export function contrasting(color: Rgba): Rgba {
  const rgba = opaqueRgba(color)
  const luma = 0.299 * ((rgba >> 16) & 255) + 0.587 * ((rgba >> 8) & 255) + 0.114 * (rgba & 255)
  return luma > 140 ? 0xff000000 : 0xffffffff
}
