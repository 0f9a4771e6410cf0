// What is drawn of a picture: its own bitmap, one made of pixels, or one in another size.

import type { ImageSource } from "../scene/surface.ts"
import { type Bitmap, contextOf, drawable, type PixelCanvas, type Platform } from "./platform.ts"

/** A loaded picture, as `image` elements hold it. */
export interface PixelImage extends ImageSource {
  readonly bitmap: Bitmap
}

/** Bitmaps that were made, kept as long as the pictures are. */
export class Bitmaps {
  private readonly platform: Platform
  private readonly patterns = new WeakMap<Bitmap, PixelCanvas>()
  private readonly moments = new WeakMap<ImageSource, Bitmap>()

  constructor(platform: Platform) {
    this.platform = platform
  }

  /** The picture as it was loaded, or the pixels that the scene has, on a canvas. */
  of(image: ImageSource): Bitmap | undefined {
    const loaded = (image as Partial<PixelImage>).bitmap
    if (loaded) return loaded
    const { pixels, width, height } = image
    if (!pixels || width === 0 || height === 0 || pixels.length < width * height * 4)
      return undefined
    let bitmap = this.moments.get(image)
    if (!bitmap) {
      const canvas = this.platform.canvas(width, height)
      const context = contextOf(canvas)
      const data = context.createImageData(width, height)
      data.data.set(pixels.subarray(0, width * height * 4))
      context.putImageData(data, 0, 0)
      this.moments.set(image, (bitmap = canvas))
    }
    return bitmap
  }

  /** The picture in the size in which it is repeated; a pattern is never enlarged, or it would be blurred. */
  sized(bitmap: Bitmap, width: number, height: number): PixelCanvas {
    const fit = Math.min(1, 4096 / Math.max(width, height)) // larger ones are stretched
    const w = Math.max(1, Math.round(width * fit))
    const h = Math.max(1, Math.round(height * fit))
    const kept = this.patterns.get(bitmap)
    if (kept && kept.width === w && kept.height === h) return kept
    const canvas = this.platform.canvas(w, h)
    const ctx = contextOf(canvas)
    ctx.imageSmoothingQuality = "high"
    ctx.drawImage(drawable(bitmap), 0, 0, w, h)
    this.patterns.set(bitmap, canvas)
    return canvas
  }
}
