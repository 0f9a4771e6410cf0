// Into which tiles is a surface cut, and when into others?
//
//     small changes     256 × 256 device pixels: only what changed is drawn and copied
//     whole frames,     one canvas, up to 4096 a side: fewer operations
//     scrolling

import type { Rect } from "../../core/view/renderer.ts"
import { copyGrid, type Target } from "./grid.ts"
import type { PixelCanvas, Platform } from "./platform.ts"
import { Tile } from "./tile.ts"
import type { VectorPage } from "./vector.ts"

const SMALL_TILE = 256
const LARGE_TILE = 4096
const BUSY_FRAMES = 4 // large ones in a row, and the tiles become large
const CALM_FRAMES = 20 // small ones in a row, and they become small again

export interface TilingOptions {
  readonly platform: Platform
  /** Side of a tile in device pixels; undefined: as it suits. */
  readonly tile?: number | undefined
  readonly vector?: VectorPage | undefined
  /** One canvas for all of it, which is resized: that of a page. */
  readonly canvas?: PixelCanvas | undefined
}

export class Tiling {
  grid: Target = { tiles: [], columns: 0, size: 1 }
  private readonly options: TilingOptions
  private readonly fixed: boolean
  private readonly tileSize: number
  /** In device pixels. */
  private width = 0
  private height = 0
  private large = false
  /** Frames in a row that would have been cheaper on tiles of the other size. */
  private streak = 0

  constructor(options: TilingOptions) {
    const { tile, vector, canvas } = options
    this.options = options
    this.fixed = (tile ?? vector ?? canvas) !== undefined
    this.tileSize = vector || canvas ? Infinity : (tile ?? SMALL_TILE)
  }

  /** Fresh, empty tiles. Size in device pixels. */
  resize(width: number, height: number): Target {
    this.width = width
    this.height = height
    return (this.grid = this.cut())
  }

  private cut(): Target {
    const { width, height } = this
    const { platform, canvas, vector } = this.options
    const side = this.large ? LARGE_TILE : this.tileSize
    const size = Math.min(side, Math.max(width, height, 1))
    const tiles: Tile[] = []
    if (canvas) {
      canvas.width = width
      canvas.height = height
    }
    for (let top = 0; top < height; top += size)
      for (let left = 0; left < width; left += size)
        tiles.push(
          new Tile(
            platform,
            left,
            top,
            Math.min(width, left + size),
            Math.min(height, top + size),
            canvas,
            vector?.context,
          ),
        )
    return { tiles, columns: Math.ceil(width / size), size }
  }

  /**
   * Small tiles make small changes cheap; whole frames and scrolling are cheaper on one canvas.
   * Which of the two the app does is seen from its last frames: `damage` in CSS pixels, and what was
   * `moved` in device pixels.
   */
  adapt(damage: readonly Rect[], ratio: number, moved: readonly Rect[]): void {
    if (this.fixed) return
    let area = 0
    for (const { width, height } of damage) area += width * height * ratio * ratio
    for (const { width, height } of moved) area += width * height
    const share = area / (this.width * this.height)
    this.streak = share > 0.5 !== this.large ? this.streak + 1 : 0
    if (this.streak < (this.large ? CALM_FRAMES : BUSY_FRAMES)) return
    this.streak = 0
    this.large = !this.large
    const before = this.grid
    this.grid = this.cut()
    copyGrid(before, this.grid)
  }
}
