// Pixels that change, as a source of an `image`: each change is a moment of it, read when it is painted.

import type { LivePicture } from "../../../core/view/vocabulary.ts"
import type { ImageSource } from "../surface.ts"

/** Is it pixels that change, by what it can do? */
export function isLive(value: unknown): value is LivePicture {
  const { read, watch } = (value ?? {}) as Partial<LivePicture>
  return typeof read === "function" && typeof watch === "function"
}

/** What a picture shows now. */
export class Moment implements ImageSource {
  readonly of: LivePicture
  readonly width: number
  readonly height: number
  private data: Uint8ClampedArray | undefined

  constructor(of: LivePicture, width: number, height: number) {
    this.of = of
    this.width = width
    this.height = height
  }

  get pixels(): Uint8ClampedArray {
    this.data ??= this.of.read()
    return this.data
  }
}
