// The pixels of a frame, for whoever shows them: a file, a window, a browser at the other end of a
// socket. They are gathered from the tiles that the wanted rectangle touches, and from no others.

import type { Rect } from "../../core/view/renderer.ts"
import { drawable } from "./platform.ts"
import type { Tile } from "./tile.ts"

/** Where pixels stand after a frame, to be read or copied. All in device pixels. */
export interface Frame {
  readonly width: number
  readonly height: number
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number
  /**
   * RGBA, 8 bits each, not premultiplied, row by row. Reading costs as much as a copy of each tile
   * that the rectangle touches. Without a rectangle: the whole frame.
   */
  read(rect?: Rect): Uint8ClampedArray
  /**
   * Has the pixels of a rectangle made, without reading them: drawing is put off until somebody asks.
   * For measurements, and for sinks that read later.
   */
  settle(rect?: Rect): void
  /** Copies the rectangle to the same place of another 2D context, or by an offset beside it. */
  copy(to: CanvasRenderingContext2D, rect: Rect, dx?: number, dy?: number): void
}

/** What a frame is read from. */
export interface Tiled {
  readonly width: number
  readonly height: number
  readonly ratio: number
  readonly tiles: readonly Tile[]
}

export class SurfaceFrame implements Frame {
  private readonly find: () => Tiled

  constructor(find: () => Tiled) {
    this.find = find
  }

  private get surface(): Tiled {
    return this.find()
  }

  get width(): number {
    return this.surface.width
  }

  get height(): number {
    return this.surface.height
  }

  get pixelRatio(): number {
    return this.surface.ratio
  }

  read(rect: Rect = { x: 0, y: 0, width: this.width, height: this.height }): Uint8ClampedArray {
    const x = Math.max(0, Math.floor(rect.x))
    const y = Math.max(0, Math.floor(rect.y))
    const right = Math.min(this.width, Math.ceil(rect.x + rect.width))
    const bottom = Math.min(this.height, Math.ceil(rect.y + rect.height))
    if (right <= x || bottom <= y) return new Uint8ClampedArray(0)
    const stride = (right - x) * 4
    let out: Uint8ClampedArray | undefined
    for (const tile of this.surface.tiles) {
      const l = Math.max(x, tile.left)
      const t = Math.max(y, tile.top)
      const r = Math.min(right, tile.right)
      const b = Math.min(bottom, tile.bottom)
      if (l >= r || t >= b) continue
      const part = tile.ctx.getImageData(l - tile.left, t - tile.top, r - l, b - t).data
      tile.operations = 0
      if (l === x && t === y && r === right && b === bottom) return part as Uint8ClampedArray
      out ??= new Uint8ClampedArray(stride * (bottom - y))
      const row = (r - l) * 4
      for (let line = 0; line < b - t; line++)
        out.set(part.subarray(line * row, (line + 1) * row), (t - y + line) * stride + (l - x) * 4)
    }
    return out ?? new Uint8ClampedArray(0)
  }

  settle(rect: Rect = { x: 0, y: 0, width: this.width, height: this.height }): void {
    for (const tile of this.surface.tiles) {
      if (rect.x >= tile.right || rect.x + rect.width <= tile.left) continue
      if (rect.y >= tile.bottom || rect.y + rect.height <= tile.top) continue
      if (tile.operations === 0) continue // they are there
      tile.ctx.getImageData(0, 0, 1, 1)
      tile.operations = 0
    }
  }

  copy(to: CanvasRenderingContext2D, rect: Rect, dx = 0, dy = 0): void {
    for (const tile of this.surface.tiles) {
      const l = Math.max(Math.floor(rect.x), tile.left)
      const t = Math.max(Math.floor(rect.y), tile.top)
      const r = Math.min(Math.ceil(rect.x + rect.width), tile.right)
      const b = Math.min(Math.ceil(rect.y + rect.height), tile.bottom)
      if (l >= r || t >= b) continue
      to.drawImage(
        drawable(tile.canvas),
        l - tile.left,
        t - tile.top,
        r - l,
        b - t,
        l + dx,
        t + dy,
        r - l,
        b - t,
      )
      tile.operations = 0
    }
  }
}
