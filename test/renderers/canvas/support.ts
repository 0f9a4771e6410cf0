// Surfaces to draw on by hand, and ways to ask what came out.

import { nodePlatform } from "../../../renderers/canvas/node.ts"
import { contextOf, drawable, ownSize } from "../../../renderers/canvas/platform.ts"
import { PixelSurface, type PixelSurfaceOptions } from "../../../renderers/canvas/surface.ts"
import { createTextEngine } from "../../../renderers/canvas/text.ts"
import type { BorderSpec, Font, RunStyle } from "../../../renderers/scene/surface.ts"

export const platform = await nodePlatform()
export const engine = createTextEngine(platform)

export const WHITE = 0xffffffff
export const BLACK = 0xff000000
export const RED = 0xffff0000
export const GREEN = 0xff00ff00
export const BLUE = 0xff0000ff

export function surface(options: Partial<PixelSurfaceOptions> = {}): PixelSurface {
  return new PixelSurface({ platform, text: engine, width: 64, height: 64, tile: 16, ...options })
}

/** One frame over all of it. */
export function frame(on: PixelSurface, paint: () => void): void {
  on.beginFrame([{ x: 0, y: 0, width: on.width, height: on.height }])
  paint()
  on.endFrame()
}

/** "#rrggbbaa" of a device pixel. */
export function pixel(on: PixelSurface, x: number, y: number): string {
  const data = on.frame.read({ x, y, width: 1, height: 1 })
  return "#" + [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** How many pixels of the rectangle are not `empty` ("#rrggbbaa"). */
export function ink(
  on: PixelSurface,
  x: number,
  y: number,
  width: number,
  height: number,
  empty = "#00000000",
): number {
  const data = on.frame.read({ x, y, width, height })
  const want = [1, 3, 5, 7].map((at) => Number.parseInt(empty.slice(at, at + 2), 16))
  let count = 0
  for (let i = 0; i < data.length; i += 4)
    if (want.some((byte, k) => Math.abs(data[i + k]! - byte) > 8)) count++
  return count
}

export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

/**
 * "" when the pictures agree, else which rectangle differs and by how much. `tolerance`: by how much
 * a channel may differ (0 to 255).
 */
export function difference(a: Picture, b: Picture, tolerance = 0): string {
  if (a.width !== b.width || a.height !== b.height)
    return `${a.width} × ${a.height} against ${b.width} × ${b.height}`
  let left = Infinity
  let top = Infinity
  let right = -1
  let bottom = -1
  let count = 0
  let most = 0
  for (let i = 0; i < a.data.length; i += 4) {
    let worst = 0
    for (let k = 0; k < 4; k++) worst = Math.max(worst, Math.abs(a.data[i + k]! - b.data[i + k]!))
    if (worst <= tolerance) continue
    const x = (i / 4) % a.width
    const y = Math.floor(i / 4 / a.width)
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
    count++
    most = Math.max(most, worst)
  }
  if (count === 0) return ""
  return `${count} pixels differ by up to ${most} in x ${left}–${right}, y ${top}–${bottom}`
}

/**
 * Skia rounds the coverage of an edge a little differently when it is cut by a clip: of a curve in a few
 * pixels by a few steps of 256, of a turned edge all along it. Anything that was forgotten is more than
 * that in at least one pixel.
 */
export function residue(damaged: Picture, whole: Picture): string {
  const any = difference(damaged, whole, 2)
  if (any === "") return ""
  return Number.parseInt(any, 10) > 500 ? any : difference(damaged, whole, 60)
}

export function shot(on: PixelSurface): Picture {
  return { width: on.frame.width, height: on.frame.height, data: on.frame.read() }
}

export function font(part: Partial<Font> = {}): Font {
  return {
    size: 14,
    family: "sans",
    weight: 400,
    italic: false,
    lineHeight: 1.4,
    letterSpacing: 0,
    wordSpacing: 0,
    ...part,
  }
}

export function style(part: Partial<RunStyle> = {}): RunStyle {
  return {
    color: WHITE,
    background: 0,
    bold: false,
    dim: false,
    italic: false,
    underline: false,
    strike: false,
    inverse: false,
    href: "",
    font: font(),
    ...part,
  }
}

export function border(part: Partial<BorderSpec> = {}): BorderSpec {
  return {
    top: "single",
    right: "single",
    bottom: "single",
    left: "single",
    color: WHITE,
    radius: 0,
    background: 0,
    ...part,
  }
}

/** The pixels of an encoded picture. */
export async function decoded(bytes: Uint8Array): Promise<Picture> {
  const bitmap = await platform.decode(bytes)
  const { width, height } = ownSize(bitmap)
  const ctx = contextOf(platform.canvas(width, height))
  ctx.drawImage(drawable(bitmap), 0, 0, width, height)
  const { data } = ctx.getImageData(0, 0, width, height)
  return { width, height, data }
}
