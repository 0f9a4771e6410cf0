// Pictures: decoded once per source, and counted while they load, so that a still can wait.

import type { ImageSource } from "../scene/surface.ts"
import type { PixelImage } from "./bitmaps.ts"
import { ownSize, type Platform } from "./platform.ts"

const KEPT = 64 // decoded pictures by address

export interface ImageStore {
  /** Loads a picture. Calls back once, now or later; returns what cancels it. */
  load(
    src: string | Uint8Array,
    done: (image: ImageSource) => void,
    failed: (error: unknown) => void,
  ): (() => void) | undefined
  /** How many are under way. */
  readonly pending: number
  /** Settles when none is under way. */
  idle(): Promise<void>
}

/** Pictures from bytes, for as long as somebody holds the bytes. */
const decoded = new WeakMap<Uint8Array, PixelImage>()

export function createImageStore(platform: Platform): ImageStore {
  const ready = new Map<string, PixelImage>()
  const underWay = new Map<string | Uint8Array, Promise<PixelImage>>()
  let pending = 0
  let waiting: (() => void)[] = []

  async function open(src: string | Uint8Array): Promise<PixelImage> {
    const bitmap = await platform.decode(src)
    const image = { ...ownSize(bitmap), bitmap }
    if (typeof src === "string") {
      if (ready.size >= KEPT) ready.delete(ready.keys().next().value!)
      ready.set(src, image)
    } else decoded.set(src, image)
    return image
  }

  return {
    get pending() {
      return pending
    },
    load(src, done, failed) {
      const known = typeof src === "string" ? ready.get(src) : decoded.get(src)
      if (known) {
        done(known)
        return undefined
      }
      let wanted = true
      pending++
      let promise = underWay.get(src)
      if (!promise) {
        promise = open(src)
        underWay.set(src, promise)
        const forget = () => underWay.delete(src)
        promise.then(forget, forget)
      }
      promise
        .then(
          (image) => wanted && done(image),
          (error) => wanted && failed(error),
        )
        .finally(() => {
          pending--
          if (pending > 0) return
          for (const wake of waiting) wake()
          waiting = []
        })
      return () => {
        wanted = false
      }
    },
    idle() {
      return pending === 0 ? Promise.resolve() : new Promise((wake) => waiting.push(wake))
    },
  }
}
