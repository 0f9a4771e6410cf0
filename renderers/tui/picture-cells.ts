// A picture on cells: placeholders that the terminal fills with pixels, or half blocks.

import { IMAGE } from "./cells.ts"
import { mix, rgbOf } from "./color.ts"
import { type Ground, isPaintable, OPAQUE } from "./ground.ts"
import type { KittyImages } from "./kitty.ts"
import { type Picture, scaledPicture } from "./picture.ts"

const UPPER_HALF = 0x2580

/** Cells that the terminal puts the picture's parts in. */
export function paintPixels(
  on: Ground,
  x: number,
  y: number,
  width: number,
  height: number,
  picture: Picture,
  images: KittyImages,
): void {
  const { back } = on
  let id = 0
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      if (!isPaintable(on, x + column, y + row)) continue
      id ||= images.use(picture, width, height) // only what is seen is sent
      const i = (y + row) * on.width + x + column
      const was = back.glyph[i]!
      back.glyph[i] = images.glyph(column, row)
      back.attr[i] = IMAGE
      back.fg[i] = images.colorOf(id)
      back.mendBeside(x + column, y + row, was)
    }
}

/** Two pixels a cell, blended with what is there. */
export function paintHalfBlocks(
  on: Ground,
  x: number,
  y: number,
  width: number,
  height: number,
  picture: Picture,
): void {
  const { back, base } = on
  const colors = scaledPicture(picture, width, height * 2)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      if (!isPaintable(on, x + column, y + row)) continue
      const i = (y + row) * on.width + x + column
      const upper = colors[row * 2 * width + column]!
      const lower = colors[(row * 2 + 1) * width + column]!
      if (!(upper >>> 24) && !(lower >>> 24)) continue
      const ground = rgbOf(back.bg[i]!, base.background)
      const was = back.glyph[i]!
      back.glyph[i] = UPPER_HALF
      back.attr[i] = 0
      back.fg[i] = OPAQUE | mix(ground, upper & 0xffffff, (upper >>> 24) / 255)
      if (lower >>> 24) back.bg[i] = OPAQUE | mix(ground, lower & 0xffffff, (lower >>> 24) / 255)
      back.mendBeside(x + column, y + row, was)
    }
}
