// Pictures in cells: two pixels a cell, one above the other.
//
//     ▀   foreground: the upper pixel      a cell is about twice as high as wide,
//         background: the lower one        so these pixels are square
//
// A picture is scaled once for each size it is shown in, by the mean of the area that each pixel
// covers, and kept as long as the picture is.

import type { ImageSource } from "../scene/index.ts"

/** A decoded picture. */
export interface Picture extends ImageSource {
  /** RGBA, one byte each, row by row from the top; alpha is straight, not premultiplied. */
  readonly pixels: Uint8Array | Uint8ClampedArray
}

/** Decodes a picture: a path, a URL, a data: URL, or encoded bytes. */
export type ImageDecoder = (src: string | Uint8Array) => Promise<Picture>

export function isPicture(image: ImageSource): image is Picture {
  const { pixels } = image as Partial<Picture>
  return pixels !== undefined && pixels.length >= image.width * image.height * 4
}

interface Scaled {
  readonly width: number
  readonly height: number
  /** 0xAARRGGBB as int32, row by row. */
  readonly colors: Int32Array
}

const scaled = new WeakMap<Picture, Scaled>()

/** The picture in `width` × `height` pixels. */
export function scaledPicture(picture: Picture, width: number, height: number): Int32Array {
  const known = scaled.get(picture)
  if (known && known.width === width && known.height === height) return known.colors
  const colors = new Int32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) colors[y * width + x] = mean(picture, x, y, width, height)
  scaled.set(picture, { width, height, colors })
  return colors
}

/** Mean colour of the part of the picture under one of `width` × `height` pixels. */
function mean(picture: Picture, x: number, y: number, width: number, height: number): number {
  const { pixels } = picture
  const x0 = Math.floor((x * picture.width) / width)
  const y0 = Math.floor((y * picture.height) / height)
  const x1 = Math.max(x0 + 1, Math.floor(((x + 1) * picture.width) / width))
  const y1 = Math.max(y0 + 1, Math.floor(((y + 1) * picture.height) / height))
  let r = 0
  let g = 0
  let b = 0
  let a = 0
  for (let py = y0; py < y1; py++)
    for (let px = x0; px < x1; px++) {
      const i = (py * picture.width + px) * 4
      const alpha = pixels[i + 3]!
      r += pixels[i]! * alpha
      g += pixels[i + 1]! * alpha
      b += pixels[i + 2]! * alpha
      a += alpha
    }
  if (a === 0) return 0
  const alpha = Math.round(a / ((x1 - x0) * (y1 - y0)))
  const byte = (sum: number) => Math.round(sum / a)
  return (alpha << 24) | (byte(r) << 16) | (byte(g) << 8) | byte(b)
}
