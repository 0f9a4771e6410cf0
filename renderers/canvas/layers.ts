// What a layer is painted on, and how it comes onto what is below.
//
//     pixels    a canvas as large as the damage in it; some are kept for the next layer of that size
//     a page    a group of its own (vector.ts)

import type { Blend } from "../../core/view/vocabulary.ts"
import type { Clip } from "./clip.ts"
import type { Target } from "./grid.ts"
import { drawable, type Platform } from "./platform.ts"
import type { Space } from "./space.ts"
import { type Edges, type Region, Tile } from "./tile.ts"
import type { VectorGroup } from "./vector.ts"

export interface Layer {
  readonly target: Target
  readonly below: Target
  readonly clipBelow: Clip
  readonly spaceBelow: Space | null
  /** In device pixels. */
  readonly edges: Edges
  readonly opacity: number
  readonly blend: Blend
  readonly group: VectorGroup | undefined
}

const EVERYWHERE: Region = {
  stale: false,
  under: 0,
  left: -Infinity,
  top: -Infinity,
  right: Infinity,
  bottom: Infinity,
}
const KEPT = 4 // canvases

/** Makes what layers are painted on. */
export class LayerCanvases {
  private readonly platform: Platform
  private readonly spare: Tile[] = []

  constructor(platform: Platform) {
    this.platform = platform
  }

  /** A group of a page of this size (device pixels). */
  page(group: VectorGroup, width: number, height: number): Target {
    const { left, top, context } = group
    const tile = new Tile(this.platform, left, top, width, height, undefined, context)
    tile.regions.push({ ...EVERYWHERE })
    return { tiles: [tile], columns: 1, size: Infinity }
  }

  /** An empty canvas with these edges. */
  pixels(edges: Edges): Target {
    const { left, top, right, bottom } = edges
    const at = this.spare.findIndex(
      (tile) =>
        tile.left === left && tile.top === top && tile.right === right && tile.bottom === bottom,
    )
    const kept = this.spare[at]
    if (kept) {
      this.spare.splice(at, 1)
      kept.ctx.clearRect(left, top, right - left, bottom - top)
    }
    const tile = kept ?? new Tile(this.platform, left, top, right, bottom)
    tile.regions.push({ ...EVERYWHERE })
    return { tiles: [tile], columns: 1, size: Infinity }
  }

  /** Keeps a canvas for the next layer. */
  give(tile: Tile): void {
    tile.regions.length = 0
    if (this.spare.length < KEPT) this.spare.push(tile)
  }

  clear(): void {
    this.spare.length = 0
  }
}

/** Draws a finished layer onto what is below it. */
export function drawLayer(layer: Layer, below: Tile): void {
  const { ctx } = below
  if (layer.group) {
    layer.group.draw(ctx, layer.opacity, layer.blend)
    return
  }
  below.setAlpha(layer.opacity)
  if (layer.blend !== "normal") ctx.globalCompositeOperation = layer.blend
  const canvas = drawable(layer.target.tiles[0]!.canvas)
  ctx.drawImage(canvas, layer.edges.left, layer.edges.top)
  if (layer.blend !== "normal") ctx.globalCompositeOperation = "source-over"
  below.setAlpha(1)
}
