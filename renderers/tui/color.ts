// Colours on their way to a terminal: mixing, and the nearest entry of a palette.
//
//     truecolor ──▶ 256 ──▶ 16 ──▶ none
//
// "Nearest" is measured in Oklab (Björn Ottosson, 2020), where equal distances look equally large:
// the plain RGB distance turns greys brown and blues purple. Each colour is worked out once.

import { DEFAULT, NONE, PALETTE, type Rgba } from "../scene/index.ts"
import type { ColorDepth } from "./driver/driver.ts"

/** xterm's first 16 colours, which terminals' themes replace: good enough for mixing. */
const ANSI = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
  0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
]
const CUBE = [0, 95, 135, 175, 215, 255]

/** 0xRRGGBB of entry `index` (0 to 255) of xterm's palette. */
export function paletteRgb(index: number): number {
  if (index < 16) return ANSI[index]!
  if (index >= 232) return (8 + (index - 232) * 10) * 0x010101
  const i = index - 16
  return (CUBE[Math.floor(i / 36)]! << 16) | (CUBE[Math.floor(i / 6) % 6]! << 8) | CUBE[i % 6]!
}

/** What the terminal's own colours are, for mixing with them. 0xRRGGBB. */
export interface BaseColors {
  readonly foreground: number
  readonly background: number
}

export const DARK_BASE: BaseColors = { foreground: 0xd8d8d8, background: 0x121212 }
export const LIGHT_BASE: BaseColors = { foreground: 0x202020, background: 0xfafafa }

/** 0xRRGGBB of any packed colour; `own` is what DEFAULT and NONE stand for. */
export function rgbOf(color: Rgba, own: number): number {
  if (color >>> 24) return color & 0xffffff
  if (color >= PALETTE && color < PALETTE + 256) return paletteRgb(color - PALETTE)
  return own
}

/** `over` laid on `under` with `alpha` 0 to 1: 0xRRGGBB each. As CSS blends, in sRGB. */
export function mix(under: number, over: number, alpha: number): number {
  const ur = (under >> 16) & 255
  const ug = (under >> 8) & 255
  const ub = under & 255
  const r = ur + Math.round((((over >> 16) & 255) - ur) * alpha)
  const g = ug + Math.round((((over >> 8) & 255) - ug) * alpha)
  const b = ub + Math.round(((over & 255) - ub) * alpha)
  return (r << 16) | (g << 8) | b
}

// ── To fewer colours ────────────────────────────────────────────────────────────────────────────

type Lab = readonly [number, number, number]

const linear = Float64Array.from({ length: 256 }, (_, i) => {
  const c = i / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
})

function oklab(rgb: number): Lab {
  const r = linear[(rgb >> 16) & 255]!
  const g = linear[(rgb >> 8) & 255]!
  const b = linear[rgb & 255]!
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

let palette256: readonly Lab[] | undefined
let palette16: readonly Lab[] | undefined

/** Index (from 0) of the nearest entry of a palette that has colours of every kind. */
function nearest(rgb: number, palette: readonly Lab[]): number {
  const [l, a, b] = oklab(rgb)
  return least(palette, (entry) => {
    return (l - entry[0]) ** 2 + (a - entry[1]) ** 2 + (b - entry[2]) ** 2
  })
}

/**
 * The same for the 16 colours, of which none is pale: hue decides, so that a soft green stays green,
 * and greys only go to greys.
 */
function nearestHue(rgb: number, palette: readonly Lab[]): number {
  const [l, a, b] = oklab(rgb)
  const chroma = Math.hypot(a, b)
  const isGrey = chroma < 0.035
  return least(palette, ([el, ea, eb]) => {
    const entryChroma = Math.hypot(ea, eb)
    if (entryChroma < 0.035 !== isGrey) return Number.POSITIVE_INFINITY
    if (isGrey) return Math.abs(l - el)
    return (
      (a / chroma - ea / entryChroma) ** 2 +
      (b / chroma - eb / entryChroma) ** 2 +
      3 * (l - el) ** 2
    )
  })
}

function least(palette: readonly Lab[], distance: (entry: Lab) => number): number {
  let best = 0
  let bestDistance = Number.POSITIVE_INFINITY
  palette.forEach((entry, i) => {
    const d = distance(entry)
    if (d >= bestDistance) return
    best = i
    bestDistance = d
  })
  return best
}

const cache256 = new Map<number, Rgba>()
const cache16 = new Map<number, Rgba>()

function cached(cache: Map<number, Rgba>, rgb: number, find: () => number): Rgba {
  const known = cache.get(rgb)
  if (known !== undefined) return known
  if (cache.size > 65_536) cache.clear() // gradients and pictures: bounded
  const entry = PALETTE + find()
  cache.set(rgb, entry)
  return entry
}

/**
 * The colour as a terminal of `depth` bits can show it: itself at 24; DEFAULT or an entry of the
 * palette (16 to 255 of the fixed cube and greys at 8, 0 to 15 at 4) below; DEFAULT at 1.
 */
export function toDepth(color: Rgba, depth: ColorDepth): Rgba {
  if (depth === 24) return color
  if (color === NONE || color === DEFAULT || depth === 1) return DEFAULT
  if (depth === 8) {
    if (!(color >>> 24)) return color
    const rgb = color & 0xffffff
    palette256 ??= Array.from({ length: 240 }, (_, i) => oklab(paletteRgb(16 + i)))
    return cached(cache256, rgb, () => 16 + nearest(rgb, palette256!))
  }
  if (!(color >>> 24) && color < PALETTE + 16) return color
  const rgb = rgbOf(color, 0)
  palette16 ??= ANSI.map(oklab)
  return cached(cache16, rgb, () => nearestHue(rgb, palette16!))
}
