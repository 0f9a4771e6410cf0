// The pixels of a frame, for whoever shows them: a file, a window, a browser at the other end of a
// socket. They are gathered from the tiles that the wanted rectangle touches, and from no others.

import type { Rect } from "../../core/view/renderer.ts"
import { type Target, tilesIn } from "./grid.ts"
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
  readonly grid: Target
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
    const left = Math.max(0, Math.floor(rect.x))
    const top = Math.max(0, Math.floor(rect.y))
    const right = Math.min(this.width, Math.ceil(rect.x + rect.width))
    const bottom = Math.min(this.height, Math.ceil(rect.y + rect.height))
    if (right <= left || bottom <= top) return new Uint8ClampedArray(0)
    const tiles = tilesIn(this.surface.grid, left, top, right, bottom)
    if (tiles.length === 1) return readTile(tiles[0]!, left, top, right, bottom)
    const out = new Uint8ClampedArray((right - left) * 4 * (bottom - top))
    for (const tile of tiles) gather(out, tile, left, top, right, bottom)
    return out
  }

  settle(rect: Rect = { x: 0, y: 0, width: this.width, height: this.height }): void {
    const right = Math.ceil(rect.x + rect.width)
    const bottom = Math.ceil(rect.y + rect.height)
    if (!(rect.width > 0 && rect.height > 0)) return
    for (const tile of tilesIn(this.surface.grid, rect.x, rect.y, right, bottom)) {
      if (tile.operations === 0) continue // they are there
      tile.ctx.getImageData(0, 0, 1, 1)
      tile.operations = 0
    }
  }

  copy(to: CanvasRenderingContext2D, rect: Rect, dx = 0, dy = 0): void {
    const left = Math.floor(rect.x)
    const top = Math.floor(rect.y)
    const right = Math.ceil(rect.x + rect.width)
    const bottom = Math.ceil(rect.y + rect.height)
    if (right <= left || bottom <= top) return
    for (const tile of tilesIn(this.surface.grid, left, top, right, bottom)) {
      const l = Math.max(left, tile.left)
      const t = Math.max(top, tile.top)
      const w = Math.min(right, tile.right) - l
      const h = Math.min(bottom, tile.bottom) - t
      if (w <= 0 || h <= 0) continue
      const from = drawable(tile.canvas)
      // Skia copies the rows of a whole picture; a part of one it samples, at twice the cost.
      if (w === tile.canvas.width && h === tile.canvas.height) to.drawImage(from, l + dx, t + dy)
      else to.drawImage(from, l - tile.left, t - tile.top, w, h, l + dx, t + dy, w, h)
      tile.operations = 0
    }
  }
}

/** What a tile shows of a rectangle that touches it. */
function readTile(
  tile: Tile,
  left: number,
  top: number,
  right: number,
  bottom: number,
): Uint8ClampedArray {
  const l = Math.max(left, tile.left)
  const t = Math.max(top, tile.top)
  const w = Math.min(right, tile.right) - l
  const h = Math.min(bottom, tile.bottom) - t
  tile.operations = 0
  return tile.ctx.getImageData(l - tile.left, t - tile.top, w, h).data as Uint8ClampedArray
}

/** Puts a tile's part of a rectangle where it belongs among its pixels. */
function gather(
  out: Uint8ClampedArray,
  tile: Tile,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  const part = readTile(tile, left, top, right, bottom)
  const l = Math.max(left, tile.left)
  const t = Math.max(top, tile.top)
  const row = (Math.min(right, tile.right) - l) * 4
  const lines = Math.min(bottom, tile.bottom) - t
  const stride = (right - left) * 4
  for (let line = 0; line < lines; line++)
    out.set(part.subarray(line * row, (line + 1) * row), (t - top + line) * stride + (l - left) * 4)
}
