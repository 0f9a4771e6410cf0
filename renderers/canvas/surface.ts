// What the scene draws on, when it is made of pixels.
//
// The surface is a grid of tiles (tile.ts). An operation is put on each tile that it touches, in
// each rectangle of the damage that it touches there, cut to what may be painted:
//
//     damage ∩ clip     rectangles are cut by arithmetic; other things by a clip of the context,
//                       and only when they stick out
//     layer             a canvas of its own, as large as the damage in it, blended when it ends
//
// CSS pixels come in, device pixels go out: edges are rounded, never sizes, so that boxes which
// touch in the layout touch on the screen and lines are crisp at every pixel ratio.

import type { Pen } from "../../core/view/pen.ts"
import type { Rect } from "../../core/view/renderer.ts"
import {
  type BorderSpec,
  DEFAULT,
  type Font,
  type ImageSource,
  NONE,
  type Rgba,
  type RunStyle,
  type Surface,
} from "../scene/surface.ts"
import { drawBorder, thickness } from "./border.ts"
import { contrasting, cssColor, faded, paintsNothing } from "./colors.ts"
import { type PenTarget, PixelPen } from "./pen.ts"
import { type Bitmap, drawable, type Platform } from "./platform.ts"
import {
  type BoxShadow,
  createShadowCache,
  drawPiece,
  parseShadow,
  pieces,
  type ShadowCache,
} from "./shadow.ts"
import { type PixelTextEngine, printable } from "./text.ts"
import { type Edges, type RoundClip, Tile } from "./tile.ts"

/** A loaded picture, as `image` elements hold it. */
export interface PixelImage extends ImageSource {
  readonly bitmap: Bitmap
}

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
  /** Copies the rectangle to the same place of another 2D context, times nothing, plus the offset. */
  copy(to: CanvasRenderingContext2D, rect: Rect, dx?: number, dy?: number): void
}

export interface PixelSurfaceOptions {
  readonly platform: Platform
  readonly text: PixelTextEngine
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  /** Device pixels per CSS pixel. Default 1. */
  readonly pixelRatio?: number
  /** Side of a tile in device pixels. Default 256; Infinity makes one canvas of it all. */
  readonly tile?: number
  /** After each frame, with the damage in device pixels. */
  readonly onFrame?: (frame: Frame, damage: readonly Rect[]) => void
  /** Where the caret is, in CSS pixels. */
  readonly onCaret?: (at: { x: number; y: number; height: number } | null) => void
}

/** What can be painted: the damage of a frame at the bottom, cut by each clip. */
interface Clip extends Edges {
  readonly rounds: readonly RoundClip[]
}

/** A grid of tiles; a layer is a grid of one. */
interface Target {
  readonly tiles: readonly Tile[]
  readonly columns: number
  readonly size: number
}

interface Layer {
  readonly target: Target
  readonly below: Target
  readonly clipBelow: Clip
  readonly edges: Edges
  readonly opacity: number
}

const NO_ROUNDS: readonly RoundClip[] = []
const NOWHERE: Clip = { left: 0, top: 0, right: 0, bottom: 0, rounds: NO_ROUNDS }
const FLUSH_AFTER = 4000 // operations on a tile that nobody reads

export class PixelSurface implements Surface {
  readonly unit = "px"
  readonly platform: Platform
  /** Device pixels per CSS pixel. */
  ratio: number
  width = 0
  height = 0
  /** In device pixels. */
  deviceWidth = 0
  deviceHeight = 0
  readonly frame: Frame

  private readonly engine: PixelTextEngine
  private readonly shadows: ShadowCache
  private readonly tileSize: number
  private readonly onFrame: PixelSurfaceOptions["onFrame"]
  private readonly onCaret: PixelSurfaceOptions["onCaret"]
  private grid: Target = { tiles: [], columns: 0, size: 1 }
  private target: Target = this.grid
  private clipNow: Clip = NOWHERE
  private readonly clips: Clip[] = []
  private readonly layers: Layer[] = []
  private readonly spare: Tile[] = []
  private damage: Rect[] = []
  private moved: Rect[] = []

  constructor(options: PixelSurfaceOptions) {
    this.platform = options.platform
    this.engine = options.text
    this.shadows = createShadowCache(options.platform)
    this.ratio = options.pixelRatio ?? 1
    this.tileSize = options.tile ?? 256
    this.onFrame = options.onFrame
    this.onCaret = options.onCaret
    this.frame = new SurfaceFrame(this)
    this.resize(options.width, options.height)
  }

  /** The tiles of the surface, for who copies frames. */
  get tiles(): readonly Tile[] {
    return this.grid.tiles
  }

  resize(width: number, height: number): void {
    this.width = width
    this.height = height
    const w = (this.deviceWidth = Math.max(0, Math.round(width * this.ratio)))
    const h = (this.deviceHeight = Math.max(0, Math.round(height * this.ratio)))
    const size = Math.min(this.tileSize, Math.max(w, h, 1))
    const tiles: Tile[] = []
    for (let top = 0; top < h; top += size)
      for (let left = 0; left < w; left += size)
        tiles.push(
          new Tile(this.platform, left, top, Math.min(w, left + size), Math.min(h, top + size)),
        )
    this.target = this.grid = { tiles, columns: Math.ceil(w / size), size }
    this.spare.length = 0
    this.moved = []
  }

  // Frames.

  beginFrame(damage: readonly Rect[]): void {
    this.layers.length = 0
    this.clips.length = 0
    this.target = this.grid
    this.damage = []
    for (const tile of this.grid.tiles) tile.regions.length = 0
    let left = Infinity
    let top = Infinity
    let right = -Infinity
    let bottom = -Infinity
    for (const rect of damage) {
      const edges = this.snapOut(rect.x, rect.y, rect.width, rect.height)
      if (edges.right <= edges.left || edges.bottom <= edges.top) continue
      left = Math.min(left, edges.left)
      top = Math.min(top, edges.top)
      right = Math.max(right, edges.right)
      bottom = Math.max(bottom, edges.bottom)
      this.damage.push(rectOf(edges))
      this.reach(this.grid, edges.left, edges.top, edges.right, edges.bottom, (tile) => {
        // Past the tile's own edge nothing has to be cut.
        const region = {
          left: edges.left <= tile.left ? -Infinity : edges.left,
          top: edges.top <= tile.top ? -Infinity : edges.top,
          right: edges.right >= tile.right ? Infinity : edges.right,
          bottom: edges.bottom >= tile.bottom ? Infinity : edges.bottom,
        }
        tile.regions.push(region)
        const l = Math.max(edges.left, tile.left)
        const t = Math.max(edges.top, tile.top)
        tile.open(l, t, l, t)
        tile.ctx.clearRect(
          l,
          t,
          Math.min(edges.right, tile.right) - l,
          Math.min(edges.bottom, tile.bottom) - t,
        )
      })
    }
    this.clipNow = left < right ? { left, top, right, bottom, rounds: NO_ROUNDS } : NOWHERE
  }

  endFrame(): void {
    while (this.layers.length > 0) this.popLayer()
    for (const tile of this.grid.tiles) {
      if (tile.regions.length === 0) continue
      tile.unclip()
      if (tile.operations > FLUSH_AFTER) this.settle(tile)
    }
    const damage = this.moved.length > 0 ? [...this.moved, ...this.damage] : this.damage
    this.moved = []
    if (damage.length > 0) this.onFrame?.(this.frame, damage)
  }

  /** Has the pixels of a tile made, so that its operations can be forgotten. */
  private settle(tile: Tile): void {
    tile.ctx.getImageData(0, 0, 1, 1)
    tile.operations = 0
  }

  // Clips and layers.

  pushClip(x: number, y: number, width: number, height: number, radius: number): void {
    this.clips.push(this.clipNow)
    this.clipNow = this.cut(this.clipNow, x, y, width, height, radius)
  }

  popClip(): void {
    this.clipNow = this.clips.pop() ?? this.clipNow
  }

  private cut(
    clip: Clip,
    x: number,
    y: number,
    width: number,
    height: number,
    radius: number,
  ): Clip {
    const left = this.snap(x)
    const top = this.snap(y)
    const right = this.snap(x + width)
    const bottom = this.snap(y + height)
    const bend = Math.min(radius * this.ratio, (right - left) / 2, (bottom - top) / 2)
    const rounds =
      bend > 0 ? [...clip.rounds, { left, top, right, bottom, radius: bend }] : clip.rounds
    const cut = {
      left: Math.max(clip.left, left),
      top: Math.max(clip.top, top),
      right: Math.min(clip.right, right),
      bottom: Math.min(clip.bottom, bottom),
      rounds,
    }
    return cut.left < cut.right && cut.top < cut.bottom ? cut : NOWHERE
  }

  pushLayer(x: number, y: number, width: number, height: number, opacity: number): void {
    const box = this.snapOut(x, y, width, height)
    const clip = this.clipNow
    const edges = {
      left: Math.max(clip.left, box.left),
      top: Math.max(clip.top, box.top),
      right: Math.min(clip.right, box.right),
      bottom: Math.min(clip.bottom, box.bottom),
    }
    const empty = !(edges.left < edges.right && edges.top < edges.bottom) || !(opacity > 0)
    const target = empty ? this.target : this.layer(edges)
    this.layers.push({
      target,
      below: this.target,
      clipBelow: clip,
      edges,
      opacity: empty ? 0 : Math.min(1, opacity),
    })
    this.clips.push(clip)
    this.target = target
    // Rounded corners cut the layer when it is blended, not what is in it: an edge is cut once.
    this.clipNow = empty ? NOWHERE : { ...edges, rounds: NO_ROUNDS }
  }

  popLayer(): void {
    const layer = this.layers.pop()
    if (!layer) return
    this.clips.pop()
    this.target = layer.below
    this.clipNow = layer.clipBelow
    if (layer.opacity === 0) return
    const { left, top, right, bottom } = layer.edges
    const tile = layer.target.tiles[0]!
    tile.unclip()
    this.each(left, top, right, bottom, (below) => {
      below.setAlpha(layer.opacity)
      below.ctx.drawImage(
        drawable(tile.canvas),
        0,
        0,
        right - left,
        bottom - top,
        left,
        top,
        right - left,
        bottom - top,
      )
      below.setAlpha(1)
    })
    tile.regions.length = 0
    if (this.spare.length < 4) this.spare.push(tile)
  }

  private layer(edges: Edges): Target {
    const width = edges.right - edges.left
    const height = edges.bottom - edges.top
    const at = this.spare.findIndex(
      (tile) => tile.right - tile.left === width && tile.bottom - tile.top === height,
    )
    let tile: Tile
    if (at >= 0 && this.spare[at]!.left === edges.left && this.spare[at]!.top === edges.top) {
      tile = this.spare.splice(at, 1)[0]!
      tile.ctx.clearRect(edges.left, edges.top, width, height)
    } else {
      tile = new Tile(this.platform, edges.left, edges.top, edges.right, edges.bottom)
    }
    tile.regions.push({ left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity })
    return { tiles: [tile], columns: 1, size: Infinity }
  }

  // Where things go.

  /** A whole device pixel. Rectangles are given by their edges, so neighbours still touch. */
  private snap(at: number): number {
    const pixel = Math.round(at * this.ratio)
    return pixel === pixel ? Math.min(1e7, Math.max(-1e7, pixel)) : 0 // NaN draws at 0, with no size
  }

  private snapOut(x: number, y: number, width: number, height: number): Edges {
    return {
      left: Math.max(0, Math.floor(x * this.ratio + 1e-6)),
      top: Math.max(0, Math.floor(y * this.ratio + 1e-6)),
      right: Math.min(this.deviceWidth, Math.ceil((x + width) * this.ratio - 1e-6)),
      bottom: Math.min(this.deviceHeight, Math.ceil((y + height) * this.ratio - 1e-6)),
    }
  }

  private reach(
    target: Target,
    left: number,
    top: number,
    right: number,
    bottom: number,
    visit: (tile: Tile) => void,
  ): void {
    const { tiles, columns, size } = target
    if (tiles.length === 1) return visit(tiles[0]!)
    const c0 = Math.max(0, Math.floor(left / size))
    const c1 = Math.min(columns - 1, Math.floor((right - 1) / size))
    const r0 = Math.max(0, Math.floor(top / size))
    const r1 = Math.floor((bottom - 1) / size)
    for (let row = r0; row <= r1; row++)
      for (let column = c0; column <= c1; column++) {
        const tile = tiles[row * columns + column]
        if (tile) visit(tile)
      }
  }

  each(left: number, top: number, right: number, bottom: number, draw: (tile: Tile) => void): void {
    const clip = this.clipNow
    const l = left > clip.left ? left : clip.left
    const t = top > clip.top ? top : clip.top
    const r = right < clip.right ? right : clip.right
    const b = bottom < clip.bottom ? bottom : clip.bottom
    if (!(l < r && t < b)) return
    const rounds = clip.rounds.length > 0 && !insideAll(clip.rounds, left, top, right, bottom)
    const sticksOut = rounds || l !== left || t !== top || r !== right || b !== bottom
    this.reach(this.target, l, t, r, b, (tile) => {
      for (const region of tile.regions) {
        if (l >= region.right || t >= region.bottom || r <= region.left || b <= region.top) continue
        const whole =
          left >= region.left &&
          top >= region.top &&
          right <= region.right &&
          bottom <= region.bottom
        if (whole && !sticksOut) tile.open(left, top, right, bottom)
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
    })
  }

  /** A plain rectangle of device pixels: cut by arithmetic. */
  private rectangle(left: number, top: number, right: number, bottom: number, color: Rgba): void {
    const clip = this.clipNow
    if (clip.rounds.length > 0 && !insideAll(clip.rounds, left, top, right, bottom)) {
      this.each(left, top, right, bottom, (tile) => {
        tile.setFill(color)
        tile.ctx.fillRect(left, top, right - left, bottom - top)
      })
      return
    }
    const l = left > clip.left ? left : clip.left
    const t = top > clip.top ? top : clip.top
    const r = right < clip.right ? right : clip.right
    const b = bottom < clip.bottom ? bottom : clip.bottom
    if (!(l < r && t < b)) return
    this.reach(this.target, l, t, r, b, (tile) => {
      for (const region of tile.regions) {
        const x = Math.max(l, region.left)
        const y = Math.max(t, region.top)
        const width = Math.min(r, region.right) - x
        const height = Math.min(b, region.bottom) - y
        if (width <= 0 || height <= 0) continue
        tile.open(x, y, x + width, y + height)
        tile.setFill(color)
        tile.ctx.fillRect(x, y, width, height)
      }
    })
  }

  // Painting.

  fill(x: number, y: number, width: number, height: number, color: Rgba, radius: number): void {
    if (paintsNothing(color)) return
    const left = this.snap(x)
    const top = this.snap(y)
    const right = this.snap(x + width)
    const bottom = this.snap(y + height)
    if (right <= left || bottom <= top) return
    if (!(radius > 0)) return this.rectangle(left, top, right, bottom, color)
    const bend = Math.min(radius * this.ratio, (right - left) / 2, (bottom - top) / 2)
    this.each(left, top, right, bottom, (tile) => {
      tile.setFill(color)
      tile.ctx.beginPath()
      tile.ctx.roundRect(left, top, right - left, bottom - top, bend)
      tile.ctx.fill()
    })
  }

  border(x: number, y: number, width: number, height: number, spec: BorderSpec): void {
    if (paintsNothing(spec.color)) return
    const left = this.snap(x)
    const top = this.snap(y)
    const right = this.snap(x + width)
    const bottom = this.snap(y + height)
    if (right <= left || bottom <= top) return
    this.frameOf(left, top, right, bottom, spec)
  }

  /** Visits the four sides one by one, so that damage in the middle of a large box costs nothing. */
  private frameOf(
    left: number,
    top: number,
    right: number,
    bottom: number,
    spec: BorderSpec,
  ): void {
    const clip = this.clipNow
    const rim =
      Math.ceil(Math.max(thickness(spec.top), thickness(spec.left), spec.radius) * this.ratio) + 3
    if (
      clip.left >= left + rim &&
      clip.right <= right - rim &&
      clip.top >= top + rim &&
      clip.bottom <= bottom - rim
    )
      return // all that may be painted lies inside the lines
    this.each(left, top, right, bottom, (tile) =>
      drawBorder(tile, left, top, right, bottom, spec, this.ratio),
    )
  }

  shadow(x: number, y: number, width: number, height: number, radius: number, css: string): void {
    const left = this.snap(x)
    const top = this.snap(y)
    const right = this.snap(x + width)
    const bottom = this.snap(y + height)
    if (right <= left || bottom <= top) return
    const bend = Math.min(Math.max(0, radius * this.ratio), (right - left) / 2, (bottom - top) / 2)
    const list = parseShadow(css)
    for (let i = list.length - 1; i >= 0; i--) {
      const shadow = list[i]!
      if (shadow.inset) this.innerShadow(left, top, right, bottom, bend, shadow)
      else {
        const sprite = this.shadows.sprite(shadow, right - left, bottom - top, bend, this.ratio)
        for (const piece of pieces(sprite, right - left, bottom - top))
          this.each(
            left + piece.dx,
            top + piece.dy,
            left + piece.dx + piece.dw,
            top + piece.dy + piece.dh,
            (tile) => drawPiece(tile.ctx, sprite, piece, left, top),
          )
      }
    }
  }

  private innerShadow(
    left: number,
    top: number,
    right: number,
    bottom: number,
    radius: number,
    shadow: BoxShadow,
  ): void {
    const ratio = this.ratio
    const spread = shadow.spread * ratio
    const far = (Math.abs(shadow.dx) + Math.abs(shadow.dy) + 2 * shadow.blur) * ratio + 10
    const away = right - left + 2 * far
    this.each(left, top, right, bottom, (tile) => {
      const { ctx } = tile
      ctx.save()
      ctx.beginPath()
      ctx.roundRect(left, top, right - left, bottom - top, radius)
      ctx.clip()
      ctx.shadowColor = shadow.color
      ctx.shadowBlur = shadow.blur * ratio
      ctx.shadowOffsetX = shadow.dx * ratio + away
      ctx.shadowOffsetY = shadow.dy * ratio
      ctx.fillStyle = "#000"
      ctx.beginPath()
      ctx.rect(left - far - away, top - far, right - left + 2 * far, bottom - top + 2 * far)
      ctx.roundRect(
        left + spread - away,
        top + spread,
        Math.max(0, right - left - 2 * spread),
        Math.max(0, bottom - top - 2 * spread),
        Math.max(0, radius - spread),
      )
      ctx.fill("evenodd")
      ctx.restore()
    })
  }

  text(x: number, y: number, lineHeight: number, text: string, style: RunStyle): void {
    if (text === "") return
    const { font } = style
    let { color, background } = style
    if (style.inverse) {
      const ink = paintsNothing(background) ? contrasting(color) : background
      background = paintsNothing(color) && color !== DEFAULT ? background : color
      color = ink
    }
    if (style.dim) color = faded(color, 0.6)
    const ratio = this.ratio
    const { ascent, descent } = this.engine.metrics(font)
    const baseline = this.snap(y + (lineHeight - ascent - descent) / 2 + ascent)
    const left = this.snap(x)
    const clip = this.clipNow
    // Glyphs may reach a little beyond their line.
    const pad = Math.ceil(font.size * ratio * 0.25) + 1
    const high = baseline - Math.ceil(ascent * ratio) - pad
    const low = baseline + Math.ceil(descent * ratio) + pad
    if (low <= clip.top || high >= clip.bottom || left - pad >= clip.right) return
    const right = this.snap(x + this.engine.width(text, font))
    if (!paintsNothing(background))
      this.rectangle(left, this.snap(y), right, this.snap(y + lineHeight), background)
    if (paintsNothing(color) && color !== DEFAULT) return
    this.ink(left, right, baseline, high, low, pad, text, font, color)
    if (!style.underline && !style.strike) return
    const line = Math.max(1, Math.round((font.size * ratio) / 14))
    if (style.underline) {
      const at = baseline + Math.max(1, Math.round((font.size * ratio) / 9))
      this.rectangle(left, at, right, at + line, color)
    }
    if (style.strike) {
      const at = baseline - Math.round(font.size * ratio * 0.3)
      this.rectangle(left, at, right, at + line, color)
    }
  }

  /** Glyphs alone, in device pixels. */
  private ink(
    left: number,
    right: number,
    baseline: number,
    high: number,
    low: number,
    pad: number,
    text: string,
    font: Font,
    color: Rgba,
  ): void {
    const face = this.engine.face(font)
    this.engine.prepare(text, font)
    const css = face.scaled(this.ratio)
    const spacing = font.letterSpacing === 0 ? "0px" : `${(font.letterSpacing || 0) * this.ratio}px`
    const words = printable(text)
    this.each(left - pad, high, right + pad, low, (tile) => {
      tile.setFont(css, spacing)
      tile.setFill(color === DEFAULT ? 0xffe5e5e5 : color)
      tile.ctx.fillText(words, left, baseline)
    })
  }

  image(
    x: number,
    y: number,
    width: number,
    height: number,
    image: ImageSource,
    alt: string,
    style: RunStyle,
  ): void {
    const left = this.snap(x)
    const top = this.snap(y)
    const right = this.snap(x + width)
    const bottom = this.snap(y + height)
    if (right <= left || bottom <= top) return
    const bitmap = (image as Partial<PixelImage>).bitmap
    if (!bitmap || image.width === 0 || image.height === 0)
      return this.placeholder(x, y, width, height, alt, style)
    this.each(left, top, right, bottom, (tile) => {
      tile.ctx.imageSmoothingQuality = "high"
      tile.ctx.drawImage(drawable(bitmap), left, top, right - left, bottom - top)
    })
  }

  /** What stands where a picture is missing: a quiet frame with its alt text. */
  placeholder(
    x: number,
    y: number,
    width: number,
    height: number,
    alt: string,
    style: RunStyle,
  ): void {
    this.fill(x, y, width, height, faded(style.color, 0.06), 0)
    this.border(x, y, width, height, {
      top: "dashed",
      right: "dashed",
      bottom: "dashed",
      left: "dashed",
      color: faded(style.color, 0.35),
      radius: 0,
      background: NONE,
    })
    const { lineHeight } = this.engine.metrics(style.font)
    if (alt === "" || height < lineHeight) return
    this.pushClip(x + 4, y, width - 8, height, 0)
    const wide = this.engine.width(alt, style.font)
    const at = x + Math.max(6, (width - wide) / 2)
    this.text(at, y + (height - lineHeight) / 2, lineHeight, alt, { ...style, dim: true })
    this.popClip()
  }

  pen(
    x: number,
    y: number,
    width: number,
    height: number,
    font: Font,
    resolve: (color: string) => Rgba,
  ): Pen {
    const clip = this.cut(this.clipNow, x, y, width, height, 0)
    const within = (run: () => void) => {
      const before = this.clipNow
      this.clipNow = clip
      run()
      this.clipNow = before
    }
    const target: PenTarget = {
      ratio: this.ratio,
      platform: this.platform,
      each: (left, top, right, bottom, draw) =>
        within(() => this.each(left, top, right, bottom, draw)),
      text: (tx, ty, text, face, color, align) =>
        within(() => this.penText(tx, ty, text, face, color, align)),
    }
    return new PixelPen(target, x, y, font, resolve)
  }

  private penText(
    x: number,
    y: number,
    text: string,
    font: Font,
    color: Rgba,
    align: number,
  ): void {
    if (text === "" || paintsNothing(color)) return
    const { ascent, descent, lineHeight } = this.engine.metrics(font)
    const width = this.engine.width(text, font)
    const left = this.snap(x - width * align)
    const right = this.snap(x - width * align + width)
    const baseline = this.snap(y + (lineHeight - ascent - descent) / 2 + ascent)
    const pad = Math.ceil(font.size * this.ratio * 0.25) + 1
    const high = baseline - Math.ceil(ascent * this.ratio) - pad
    const low = baseline + Math.ceil(descent * this.ratio) + pad
    this.ink(left, right, baseline, high, low, pad, text, font, color)
  }

  // Scrolling.

  scroll(x: number, y: number, width: number, height: number, dy: number): boolean {
    const shift = dy * this.ratio
    if (!Number.isInteger(shift)) return false
    const left = Math.max(0, this.snap(x))
    const top = Math.max(0, this.snap(y))
    const right = Math.min(this.deviceWidth, this.snap(x + width))
    const bottom = Math.min(this.deviceHeight, this.snap(y + height))
    if (right <= left || bottom - top <= Math.abs(shift)) return false
    // What is seen in `to` came from `from`: rows move away from where they are still needed.
    const to = {
      left,
      right,
      top: shift > 0 ? top : top - shift,
      bottom: shift > 0 ? bottom - shift : bottom,
    }
    const tiles = [...this.grid.tiles]
    if (shift < 0) tiles.reverse()
    for (const tile of tiles) {
      const l = Math.max(to.left, tile.left)
      const t = Math.max(to.top, tile.top)
      const r = Math.min(to.right, tile.right)
      const b = Math.min(to.bottom, tile.bottom)
      if (l >= r || t >= b) continue
      tile.unclip()
      const sources: [Tile, number, number][] = []
      this.reach(this.grid, l, t + shift, r, b + shift, (source) => {
        const from = Math.max(t + shift, source.top)
        const until = Math.min(b + shift, source.bottom)
        if (from < until) sources.push([source, from, until])
      })
      // Its own pixels first: what they leave is overwritten by the neighbour's.
      sources.sort(([a], [c]) => (a === tile ? -1 : c === tile ? 1 : 0))
      for (const [source, from, until] of sources) {
        tile.clip(l, from - shift, r, until - shift)
        tile.ctx.globalCompositeOperation = "copy"
        tile.ctx.drawImage(
          drawable(source.canvas),
          l - source.left,
          from - source.top,
          r - l,
          until - from,
          l,
          from - shift,
          r - l,
          until - from,
        )
      }
      tile.unclip() // also brings back the way of blending
    }
    this.moved.push(rectOf({ left, top, right, bottom }))
    return true
  }

  caret(at: { x: number; y: number; height: number } | null): void {
    this.onCaret?.(at)
  }

  /** What the surface shows of `color`, for who paints around it. */
  css(color: Rgba): string {
    return cssColor(color)
  }
}

function rectOf(edges: Edges): Rect {
  return {
    x: edges.left,
    y: edges.top,
    width: edges.right - edges.left,
    height: edges.bottom - edges.top,
  }
}

/** Inside the cross of each rounded rectangle, where its corners cannot cut. */
function insideAll(
  rounds: readonly RoundClip[],
  left: number,
  top: number,
  right: number,
  bottom: number,
): boolean {
  for (const round of rounds) {
    if (
      left < round.left ||
      right > round.right ||
      top < round.top ||
      bottom > round.bottom ||
      !(
        (left >= round.left + round.radius && right <= round.right - round.radius) ||
        (top >= round.top + round.radius && bottom <= round.bottom - round.radius)
      )
    )
      return false
  }
  return true
}

class SurfaceFrame implements Frame {
  private readonly surface: PixelSurface

  constructor(surface: PixelSurface) {
    this.surface = surface
  }

  get width(): number {
    return this.surface.deviceWidth
  }

  get height(): number {
    return this.surface.deviceHeight
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
