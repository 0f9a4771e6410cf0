// Where things go on a surface of pixels, and what of them may be painted.
//
// The surface is a grid of tiles (tile.ts). An operation is put on each tile that it touches, in
// each rectangle of the damage that it touches there, cut to what may be painted:
//
//     damage ∩ clip     rectangles are cut by arithmetic; other things by a clip of the context,
//                       and only when they stick out
//     layer             a canvas of its own, as large as the damage in it, blended when it ends
//     space             coordinates that a matrix maps to device pixels: there nothing is cut by
//                       arithmetic, the context is transformed and clipped
//
// CSS pixels come in, device pixels go out: edges are rounded, never sizes, so that boxes which
// touch in the layout touch on the screen and lines are crisp at every pixel ratio.

import type { Rect } from "../../core/view/renderer.ts"
import type { Blend } from "../../core/view/vocabulary.ts"
import type { Matrix, Radius, Rgba } from "../scene/surface.ts"
import { type Clip, cutClip, insideAll, NO_ROUNDS, NOWHERE } from "./clip.ts"
import { covers, holds, isInHollow, isInside, rectOf } from "./edges.ts"
import { shiftGrid, type Target, tilesIn } from "./grid.ts"
import { drawLayer, type Layer, LayerCanvases } from "./layers.ts"
import type { Platform } from "./platform.ts"
import { clipIn, cutOf, enterSpace, onSurface, type Space } from "./space.ts"
import { bendOf, type Cut, type Edges, type Region, roundPath, type Tile } from "./tile.ts"
import { Tiling, type TilingOptions } from "./tiling.ts"
import type { VectorPage } from "./vector.ts"

const FLUSH_AFTER = 4000 // operations on a tile that nobody reads

export interface StageOptions extends TilingOptions {
  /** Device pixels per CSS pixel. */
  readonly ratio: number
}

export class Stage {
  readonly platform: Platform
  /** Device pixels per CSS pixel. */
  readonly ratio: number
  /** Size in device pixels. */
  width = 0
  height = 0
  clipNow: Clip = NOWHERE
  private readonly vector: VectorPage | undefined
  private readonly tiling: Tiling
  private readonly canvases: LayerCanvases
  private target: Target
  private readonly clips: Clip[] = []
  private readonly layers: Layer[] = []
  private space: Space | null = null
  /** No pixel can be seen through: whole frames began with an opaque fill, and none was cleared since. */
  private opaque = false
  private damage: Rect[] = []
  private moved: Rect[] = []
  /** The tiles with damage in this frame: a small change looks at no others. */
  private readonly touched: Tile[] = []

  constructor(options: StageOptions) {
    this.platform = options.platform
    this.ratio = options.ratio
    this.vector = options.vector
    this.tiling = new Tiling(options)
    this.target = this.tiling.grid
    this.canvases = new LayerCanvases(options.platform)
  }

  /** The tiles of the surface, for who copies frames. */
  get grid(): Target {
    return this.tiling.grid
  }

  /** Fresh, empty tiles. Size in CSS pixels. */
  resize(width: number, height: number): void {
    this.width = Math.max(0, Math.round(width * this.ratio))
    this.height = Math.max(0, Math.round(height * this.ratio))
    this.target = this.tiling.resize(this.width, this.height)
    this.canvases.clear()
    this.moved = []
    this.opaque = false
  }

  // Frames.

  begin(damage: readonly Rect[]): void {
    this.layers.length = 0
    this.clips.length = 0
    this.space = null
    this.tiling.adapt(damage, this.ratio, this.moved)
    this.target = this.tiling.grid
    this.damage = []
    const { touched } = this
    for (let i = 0; i < touched.length; i++) touched[i]!.regions.length = 0
    touched.length = 0
    let left = Infinity
    let top = Infinity
    let right = -Infinity
    let bottom = -Infinity
    for (let i = 0; i < damage.length; i++) {
      const edges = this.snapOut(damage[i]!)
      if (edges.right <= edges.left || edges.bottom <= edges.top) continue
      left = Math.min(left, edges.left)
      top = Math.min(top, edges.top)
      right = Math.max(right, edges.right)
      bottom = Math.max(bottom, edges.bottom)
      this.damage.push(rectOf(edges))
      if (this.isWhole(edges)) this.opaque = true
      const tiles = tilesIn(this.target, edges.left, edges.top, edges.right, edges.bottom)
      for (let k = 0; k < tiles.length; k++) this.touch(tiles[k]!, edges)
    }
    this.clipNow = left < right ? { left, top, right, bottom, rounds: NO_ROUNDS } : NOWHERE
  }

  /** Damage in a tile. Past the tile's own edge nothing has to be cut. */
  private touch(tile: Tile, edges: Edges): void {
    if (tile.regions.length === 0) this.touched.push(tile)
    tile.regions.push({
      stale: !this.vector,
      under: 0,
      left: edges.left <= tile.left ? -Infinity : edges.left,
      top: edges.top <= tile.top ? -Infinity : edges.top,
      right: edges.right >= tile.right ? Infinity : edges.right,
      bottom: edges.bottom >= tile.bottom ? Infinity : edges.bottom,
    })
  }

  /** Ends the frame; returns what it changed, in device pixels. */
  end(): readonly Rect[] {
    while (this.layers.length > 0) this.popLayer()
    const { touched, moved, damage } = this
    for (let i = 0; i < touched.length; i++) this.finish(touched[i]!)
    if (moved.length === 0) return damage
    this.moved = []
    return [...moved, ...damage.filter((rect) => !moved.some((all) => holds(all, rect)))]
  }

  private finish(tile: Tile): void {
    for (const region of tile.regions)
      if (region.stale || region.under !== 0) this.ground(tile, region)
    tile.unclip()
    if (tile.operations > FLUSH_AFTER && !this.vector) this.settle(tile)
  }

  private isWhole({ left, top, right, bottom }: Edges): boolean {
    return left === 0 && top === 0 && right === this.width && bottom === this.height
  }

  /** Before anything is drawn in a region: the fill that waits, or no trace of the last frame. */
  private ground(tile: Tile, region: Region): void {
    const left = Math.max(region.left, tile.left)
    const top = Math.max(region.top, tile.top)
    const width = Math.min(region.right, tile.right) - left
    const height = Math.min(region.bottom, tile.bottom) - top
    tile.open(left, top, left + width, top + height)
    if (region.under !== 0) {
      tile.setFill(region.under)
      tile.ctx.fillRect(left, top, width, height)
    } else {
      tile.ctx.clearRect(left, top, width, height)
      this.opaque = false
    }
    region.stale = false
    region.under = 0
  }

  /** Has the pixels of a tile made, so that its operations can be forgotten. */
  private settle(tile: Tile): void {
    tile.ctx.getImageData(0, 0, 1, 1)
    tile.operations = 0
  }

  // Clips and layers.

  pushClip(x: number, y: number, width: number, height: number, radius: Radius): void {
    this.clips.push(this.clipNow)
    this.clipNow = this.cut(this.clipNow, x, y, width, height, radius)
  }

  popClip(): void {
    this.clipNow = this.clips.pop() ?? this.clipNow
  }

  cut(clip: Clip, x: number, y: number, width: number, height: number, radius: Radius): Clip {
    const edges = {
      left: this.snap(x),
      top: this.snap(y),
      right: this.snap(x + width),
      bottom: this.snap(y + height),
    }
    return cutClip(clip, edges, radius, this.ratio)
  }

  /** From now on `matrix` (CSS pixels) maps all coordinates to those of now. */
  pushTransform(matrix: Matrix): void {
    this.space = enterSpace(matrix, this.ratio, this.clipNow, this.space, this.isOpen())
    this.clipNow = clipIn(this.space)
  }

  private isOpen(): boolean {
    const { left, top, right, bottom, rounds } = this.clipNow
    if (this.space || rounds.length > 0) return false
    return left <= 0 && top <= 0 && right >= this.width && bottom >= this.height
  }

  popTransform(): void {
    if (!this.space) return
    this.clipNow = this.space.clipOutside
    this.space = this.space.outside
  }

  /** True while coordinates are not device pixels: then nothing meets on whole ones. */
  get isTransformed(): boolean {
    return this.space !== null
  }

  /** True on a page that is written down: pieces of a picture would not meet at every zoom. */
  get isVector(): boolean {
    return this.vector !== undefined
  }

  /** Has what is seen of these edges lead to an address, on a page that can. */
  link(left: number, top: number, right: number, bottom: number, address: string): void {
    const link = this.vector?.link
    if (!link) return
    const clip = this.clipNow
    const edges = {
      left: Math.max(left, clip.left),
      top: Math.max(top, clip.top),
      right: Math.min(right, clip.right),
      bottom: Math.min(bottom, clip.bottom),
    }
    if (!(edges.left < edges.right && edges.top < edges.bottom)) return
    link(this.space ? onSurface(edges, this.space) : edges, address)
  }

  pushLayer(
    x: number,
    y: number,
    width: number,
    height: number,
    opacity: number,
    blend: Blend = "normal",
  ): void {
    const { clipNow: clip, space } = this
    const box = space
      ? onSurface(
          {
            left: x * this.ratio,
            top: y * this.ratio,
            right: (x + width) * this.ratio,
            bottom: (y + height) * this.ratio,
          },
          space,
        )
      : this.snapOut({ x, y, width, height })
    const seen = space ? onSurface(clip, space) : clip
    const edges = {
      left: Math.max(seen.left, box.left, 0),
      top: Math.max(seen.top, box.top, 0),
      right: Math.min(seen.right, box.right, this.width),
      bottom: Math.min(seen.bottom, box.bottom, this.height),
    }
    const empty = !(edges.left < edges.right && edges.top < edges.bottom) || !(opacity > 0)
    const group = empty ? undefined : this.vector?.group(edges)
    const target = empty
      ? this.target
      : group
        ? this.canvases.page(group, this.width, this.height)
        : this.canvases.pixels(edges)
    this.layers.push({
      target,
      below: this.target,
      clipBelow: clip,
      spaceBelow: space,
      edges,
      opacity: empty ? 0 : Math.min(1, opacity),
      blend,
      group,
    })
    this.clips.push(clip)
    this.target = target
    // Rounded corners cut the layer when it is blended, not what is in it: an edge is cut once.
    if (empty) this.clipNow = NOWHERE
    else if (space) {
      this.space = { ...space, seen: edges, cuts: [] }
      this.clipNow = clipIn(this.space)
    } else this.clipNow = { ...edges, rounds: NO_ROUNDS }
  }

  popLayer(): void {
    const layer = this.layers.pop()
    if (!layer) return
    this.clips.pop()
    this.target = layer.below
    this.clipNow = layer.clipBelow
    this.space = layer.spaceBelow
    if (layer.opacity === 0) return
    const tile = layer.target.tiles[0]!
    for (const region of tile.regions) if (region.under !== 0) this.ground(tile, region)
    tile.unclip()
    const draw = (below: Tile) => drawLayer(layer, below)
    // The layer is made of device pixels, whatever the coordinates are in which it was painted.
    const space = this.space
    const { left, top, right, bottom } = layer.edges
    if (!space) this.each(left, top, right, bottom, draw)
    else this.eachCut(layer.edges, null, [...space.cuts, cutOf(layer.clipBelow, space)], draw)
    if (!layer.group) this.canvases.give(tile)
  }

  // Where things go.

  /** A whole device pixel. Rectangles are given by their edges, so neighbours still touch. */
  snap(at: number): number {
    const pixel = Math.round(at * this.ratio)
    return Number.isNaN(pixel) ? 0 : Math.min(1e7, Math.max(-1e7, pixel))
  }

  private snapOut({ x, y, width, height }: Rect): Edges {
    return {
      left: Math.max(0, Math.floor(x * this.ratio + 1e-6)),
      top: Math.max(0, Math.floor(y * this.ratio + 1e-6)),
      right: Math.min(this.width, Math.ceil((x + width) * this.ratio - 1e-6)),
      bottom: Math.min(this.height, Math.ceil((y + height) * this.ratio - 1e-6)),
    }
  }

  /**
   * Calls `draw` for each tile in which something between these edges may be painted, its context
   * ready: cut if need be. Twice for a tile with two rectangles of damage there. Where nothing but the
   * `hollow` can be seen, there is nothing to draw.
   */
  each(
    left: number,
    top: number,
    right: number,
    bottom: number,
    draw: (tile: Tile) => void,
    hollow?: Edges,
  ): void {
    if (this.space) {
      this.eachInSpace(this.space, left, top, right, bottom, draw)
      return
    }
    const clip = this.clipNow
    const l = Math.max(left, clip.left)
    const t = Math.max(top, clip.top)
    const r = Math.min(right, clip.right)
    const b = Math.min(bottom, clip.bottom)
    if (!(l < r && t < b)) return
    const rounds = clip.rounds.length > 0 && !insideAll(clip.rounds, left, top, right, bottom)
    const sticksOut = rounds || l !== left || t !== top || r !== right || b !== bottom
    const tiles = tilesIn(this.target, l, t, r, b)
    for (let i = 0; i < tiles.length; i++) {
      const tile = tiles[i]!
      const { regions } = tile
      for (let k = 0; k < regions.length; k++) {
        const region = regions[k]!
        if (l >= region.right || t >= region.bottom || r <= region.left || b <= region.top) continue
        if (hollow && isInHollow(hollow, tile, region, l, t, r, b)) continue
        if (region.stale || region.under !== 0) this.ground(tile, region)
        if (!sticksOut && isInside(region, left, top, right, bottom))
          tile.open(left, top, right, bottom)
        else
          tile.clip(
            Math.max(l, region.left),
            Math.max(t, region.top),
            Math.min(r, region.right),
            Math.min(b, region.bottom),
            rounds ? clip.rounds : NO_ROUNDS,
          )
        draw(tile)
      }
    }
  }

  private eachInSpace(
    space: Space,
    left: number,
    top: number,
    right: number,
    bottom: number,
    draw: (tile: Tile) => void,
  ): void {
    const clip = this.clipNow
    const l = Math.max(left, clip.left)
    const t = Math.max(top, clip.top)
    const r = Math.min(right, clip.right)
    const b = Math.min(bottom, clip.bottom)
    if (!(l < r && t < b)) return
    const seen = onSurface({ left: l, top: t, right: r, bottom: b }, space)
    const fits =
      l === left &&
      t === top &&
      r === right &&
      b === bottom &&
      (clip.rounds.length === 0 || insideAll(clip.rounds, left, top, right, bottom))
    const cuts = fits ? space.cuts : this.cutsFor(space, clip)
    this.eachCut(seen, space.matrix, cuts, draw)
  }

  /** What cuts in a space, with the clip of now; the same list for the same clip. */
  private cutsFor(space: Space, clip: Clip): readonly Cut[] {
    if (this.lastSpace !== space || this.lastClip !== clip) {
      this.lastSpace = space
      this.lastClip = clip
      this.lastCuts = [...space.cuts, cutOf(clip, space)]
    }
    return this.lastCuts
  }
  private lastSpace: Space | undefined
  private lastClip: Clip | undefined
  private lastCuts: readonly Cut[] = []

  /** Calls `draw` for each region of damage within `seen` (device pixels), cut by `cuts`. */
  private eachCut(
    seen: Edges,
    matrix: Matrix | null,
    cuts: readonly Cut[],
    draw: (tile: Tile) => void,
  ): void {
    const { left, top, right, bottom } = seen
    if (!(left < right && top < bottom)) return
    for (const tile of tilesIn(this.target, left, top, right, bottom))
      for (const region of tile.regions) {
        if (left >= region.right || top >= region.bottom) continue
        if (right <= region.left || bottom <= region.top) continue
        if (region.stale || region.under !== 0) this.ground(tile, region)
        tile.enter(matrix, region, cuts)
        draw(tile)
      }
  }

  /**
   * A rectangle of device pixels, rounded by `radius`. Cut by arithmetic; only where a round corner
   * can be seen is it drawn as a path.
   */
  rectangle(
    left: number,
    top: number,
    right: number,
    bottom: number,
    color: Rgba,
    radius: Radius = 0,
  ): void {
    const clip = this.clipNow
    if (
      this.space ||
      (clip.rounds.length > 0 && !insideAll(clip.rounds, left, top, right, bottom))
    ) {
      this.each(left, top, right, bottom, (tile) =>
        drawRound(tile, left, top, right, bottom, color, radius),
      )
      return
    }
    const l = Math.max(left, clip.left)
    const t = Math.max(top, clip.top)
    const r = Math.min(right, clip.right)
    const b = Math.min(bottom, clip.bottom)
    if (!(l < r && t < b)) return
    const side = radius === 0 ? 0 : Math.ceil(bendOf(radius))
    const tiles = tilesIn(this.target, l, t, r, b)
    for (let i = 0; i < tiles.length; i++) {
      const tile = tiles[i]!
      const { regions } = tile
      for (let k = 0; k < regions.length; k++) {
        const region = regions[k]!
        const x = Math.max(l, region.left, tile.left)
        const y = Math.max(t, region.top, tile.top)
        const x1 = Math.min(r, region.right, tile.right)
        const y1 = Math.min(b, region.bottom, tile.bottom)
        if (x >= x1 || y >= y1) continue
        const cornered =
          side > 0 &&
          (x < left + side || x1 > right - side) &&
          (y < top + side || y1 > bottom - side)
        if (!cornered) {
          this.fill(tile, region, x, y, x1, y1, color)
          continue
        }
        if (region.stale || region.under !== 0) this.ground(tile, region)
        const whole = l === left && t === top && r === right && b === bottom
        if (whole && isInside(region, left, top, right, bottom)) tile.open(left, top, right, bottom)
        else tile.clip(x, y, x1, y1)
        drawRound(tile, left, top, right, bottom, color, radius)
      }
    }
  }

  /** A colour on a part of a region: at once, or later if it covers all of the region. */
  private fill(
    tile: Tile,
    region: Region,
    x: number,
    y: number,
    x1: number,
    y1: number,
    color: Rgba,
  ): void {
    if (color >>> 24 === 255 && covers(tile, region, x, y, x1, y1)) {
      region.under = color
      return
    }
    if (region.stale || region.under !== 0) this.ground(tile, region)
    tile.open(x, y, x1, y1)
    tile.setFill(color)
    tile.ctx.fillRect(x, y, x1 - x, y1 - y)
  }

  /** Runs `paint` with another clip in force. */
  within(clip: Clip, paint: () => void): void {
    const before = this.clipNow
    this.clipNow = clip
    paint()
    this.clipNow = before
  }

  // Scrolling.

  scroll(x: number, y: number, width: number, height: number, dy: number): boolean {
    const shift = dy * this.ratio
    if (!Number.isInteger(shift) || this.vector) return false
    const left = Math.max(0, this.snap(x))
    const top = Math.max(0, this.snap(y))
    const right = Math.min(this.width, this.snap(x + width))
    const bottom = Math.min(this.height, this.snap(y + height))
    if (right <= left || bottom - top <= Math.abs(shift)) return false
    shiftGrid(this.tiling.grid, { left, top, right, bottom }, shift, this.opaque)
    this.moved.push(rectOf({ left, top, right, bottom }))
    return true
  }
}

function drawRound(
  tile: Tile,
  left: number,
  top: number,
  right: number,
  bottom: number,
  color: Rgba,
  radius: Radius,
): void {
  const { ctx } = tile
  tile.setFill(color)
  if (radius === 0) {
    ctx.fillRect(left, top, right - left, bottom - top)
    return
  }
  ctx.beginPath()
  roundPath(ctx, left, top, right, bottom, radius)
  ctx.fill()
}
