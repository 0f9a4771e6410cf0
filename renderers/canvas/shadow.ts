// Box shadows, blurred once per kind and then stretched to size.
//
//     ┌──┬──────┬──┐   Blurring 400 × 300 px costs 0.7 ms each time; copying its rim costs 20 µs.
//     │ 1│  2   │ 3│   So a shadow of one radius, blur, offset and colour is drawn once, around the
//     ├──┼──────┼──┤   smallest box that shows all of its corners, and is put round any larger box
//     │ 4│ box  │ 5│   in eight pieces: corners as they are, sides stretched from two pixels.
//     ├──┼──────┼──┤   Under the box itself nothing is drawn, as in CSS, save for the outermost
//     │ 6│  7   │ 8│   pixel, which the antialiased edge of the box shares with it.
//     └──┴──────┴──┘

import { insideRadius } from "../scene/style/style.ts"
import type { Radius } from "../scene/surface.ts"
import { contextOf, drawable, type PixelCanvas, type Platform } from "./platform.ts"
import { bendOf, roundPath } from "./tile.ts"

/** One shadow of a `box-shadow`. Lengths in CSS pixels; the colour as it was written. */
export interface BoxShadow {
  readonly dx: number
  readonly dy: number
  readonly blur: number
  readonly spread: number
  readonly color: string
  readonly inset: boolean
}

const parsed = new Map<string, readonly BoxShadow[]>()

/** The shadows in a CSS `box-shadow` text, first one on top. What cannot be read is left out. */
export function parseShadow(css: string): readonly BoxShadow[] {
  let list = parsed.get(css)
  if (!list) {
    list = css
      .split(/,(?![^(]*\))/)
      .map(one)
      .filter((shadow) => shadow !== undefined)
    if (parsed.size > 500) parsed.clear() // an animated shadow
    parsed.set(css, list)
  }
  return list
}

function one(css: string): BoxShadow | undefined {
  const parts = css.trim().match(/[a-z-]+\([^)]*\)|[^\s]+/gi) ?? []
  const lengths: number[] = []
  let color = "rgb(0 0 0 / 50%)"
  let inset = false
  for (const part of parts) {
    if (part === "inset") inset = true
    else if (/^[-+]?[\d.]+(px)?$/.test(part)) lengths.push(Number.parseFloat(part))
    else color = part
  }
  const [dx, dy, blur = 0, spread = 0] = lengths
  if (dx === undefined || dy === undefined || color === "none") return undefined
  if (![dx, dy, blur, spread].every(Number.isFinite)) return undefined
  return { dx, dy, blur: Math.min(Math.max(0, blur), 500), spread, color, inset }
}

/** How far a shadow reaches beyond its box on the side where it reaches furthest, in CSS pixels. */
export function reachOf(shadow: BoxShadow): number {
  if (shadow.inset) return 0
  const offset = Math.max(Math.abs(shadow.dx), Math.abs(shadow.dy))
  return Math.max(0, Math.ceil(shadow.blur * 1.5 + shadow.spread + offset) + 1)
}

/** How far the shadow reaches beyond the box on each side, in whole device pixels. */
export interface Reach {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A drawn shadow: the picture, where the box lies in it, and where it may be cut. */
export interface Sprite {
  readonly canvas: PixelCanvas
  readonly reach: Reach
  /** Width and height of the box that the picture was made for. */
  readonly boxWidth: number
  readonly boxHeight: number
  /** Distance of the cut from each side of the box, or 0 when the picture is for this size alone. */
  readonly cut: number
}

/** A piece of a sprite and where it goes, relative to the box's top left corner. */
export interface Piece {
  readonly sx: number
  readonly sy: number
  readonly sw: number
  readonly sh: number
  readonly dx: number
  readonly dy: number
  readonly dw: number
  readonly dh: number
}

const SPRITES = 64

export interface ShadowCache {
  /**
   * Box size, radius in device pixels; `ratio` scales the shadow's own lengths. `whole`: in one piece,
   * where pieces would not meet on whole pixels.
   */
  sprite(
    shadow: BoxShadow,
    width: number,
    height: number,
    radius: Radius,
    ratio: number,
    whole: boolean,
  ): Sprite
  /** The same for one that falls into the box, and stays within it. */
  inner(
    shadow: BoxShadow,
    width: number,
    height: number,
    radius: Radius,
    ratio: number,
    whole: boolean,
  ): Sprite
}

export function createShadowCache(platform: Platform): ShadowCache {
  const sprites = new Map<string, Sprite>()

  function keep(key: string, sprite: Sprite): Sprite {
    if (sprites.size >= SPRITES) sprites.delete(sprites.keys().next().value!)
    sprites.set(key, sprite)
    return sprite
  }

  return {
    sprite(shadow, width, height, radius, ratio, whole) {
      const dx = Math.round(shadow.dx * ratio)
      const dy = Math.round(shadow.dy * ratio)
      const blur = shadow.blur * ratio
      const spread = Math.round(shadow.spread * ratio)
      const fade = Math.ceil(blur * 1.5) // three standard deviations
      const cut =
        Math.ceil(bendOf(radius)) +
        fade +
        Math.abs(spread) +
        Math.max(Math.abs(dx), Math.abs(dy)) +
        1
      // (One more, since a stretched side is blended from its neighbours.)
      const sliced = isSliced(width, height, cut, whole)
      const boxWidth = sliced ? 2 * cut + 2 : width
      const boxHeight = sliced ? 2 * cut + 2 : height
      const key = `${dx} ${dy} ${blur} ${spread} ${shadow.color} ${radius} ${boxWidth} ${boxHeight}`
      let sprite = sprites.get(key)
      if (!sprite) {
        const reach = {
          left: Math.max(0, fade + spread - dx),
          top: Math.max(0, fade + spread - dy),
          right: Math.max(0, fade + spread + dx),
          bottom: Math.max(0, fade + spread + dy),
        }
        const canvas = platform.canvas(
          Math.max(1, reach.left + boxWidth + reach.right),
          Math.max(1, reach.top + boxHeight + reach.bottom),
        )
        const ctx = contextOf(canvas)
        const w = Math.max(0, boxWidth + 2 * spread)
        const h = Math.max(0, boxHeight + 2 * spread)
        const away = canvas.width + w // the shape itself is drawn out of sight
        ctx.shadowColor = shadow.color
        ctx.shadowBlur = blur
        ctx.shadowOffsetX = away
        ctx.fillStyle = "#000"
        ctx.beginPath()
        const x = reach.left + dx - spread - away
        const y = reach.top + dy - spread
        roundPath(ctx, x, y, x + w, y + h, outset(radius, spread))
        ctx.fill()
        ctx.shadowColor = "transparent"
        ctx.globalCompositeOperation = "destination-out"
        ctx.beginPath()
        roundPath(
          ctx,
          reach.left + 1,
          reach.top + 1,
          reach.left + Math.max(1, boxWidth - 1),
          reach.top + Math.max(1, boxHeight - 1),
          insideRadius(radius, 1),
        )
        ctx.fill()
        sprite = keep(key, { canvas, reach, boxWidth, boxHeight, cut: sliced ? cut : 0 })
      }
      return sprite
    },
    inner(shadow, boxWidth, boxHeight, radius, ratio, whole) {
      const spread = shadow.spread * ratio
      const offset = Math.max(Math.abs(shadow.dx), Math.abs(shadow.dy)) * ratio
      const fade = Math.ceil(shadow.blur * ratio * 1.5)
      const cut = Math.ceil(bendOf(radius) + Math.abs(spread) + offset) + fade + 1
      const sliced = isSliced(boxWidth, boxHeight, cut, whole)
      const width = sliced ? 2 * cut + 2 : boxWidth
      const height = sliced ? 2 * cut + 2 : boxHeight
      const key = `in ${shadow.dx} ${shadow.dy} ${shadow.blur} ${shadow.spread} ${shadow.color} ${radius} ${width} ${height} ${ratio}`
      const kept = sprites.get(key)
      if (kept) return kept
      const canvas = platform.canvas(Math.max(1, width), Math.max(1, height))
      const ctx = contextOf(canvas)
      const far = 2 * (offset + fade) + 10
      const away = width + 2 * far // the frame that throws the shadow is drawn out of sight
      ctx.beginPath()
      roundPath(ctx, 0, 0, width, height, radius)
      ctx.clip()
      ctx.shadowColor = shadow.color
      ctx.shadowBlur = shadow.blur * ratio
      ctx.shadowOffsetX = shadow.dx * ratio + away
      ctx.shadowOffsetY = shadow.dy * ratio
      ctx.fillStyle = "#000"
      ctx.beginPath()
      ctx.rect(-far - away, -far, width + 2 * far, height + 2 * far)
      if (width > 2 * spread && height > 2 * spread)
        roundPath(
          ctx,
          spread - away,
          spread,
          width - spread - away,
          height - spread,
          insideRadius(radius, spread),
        )
      ctx.fill("evenodd")
      const reach = { left: 0, top: 0, right: 0, bottom: 0 }
      return keep(key, { canvas, reach, boxWidth: width, boxHeight: height, cut: sliced ? cut : 0 })
    },
  }
}

/** No sprite has more pixels, even where one piece were better. */
const MOST = 2 ** 24

/** Is a shadow drawn small and put round the box in pieces? */
function isSliced(width: number, height: number, cut: number, whole: boolean): boolean {
  if (whole && width * height <= MOST) return false
  return width >= 2 * cut + 2 && height >= 2 * cut + 2
}

/** Round corners of a shadow that is larger than its box; square ones stay so. */
function outset(radius: Radius, spread: number): Radius {
  if (typeof radius === "number") return radius > 0 ? Math.max(0, radius + spread) : 0
  return radius.map((corner) =>
    corner > 0 ? Math.max(0, corner + spread) : 0,
  ) as unknown as Radius
}

/** The pieces that put `sprite` round a box of this size, in device pixels. */
export function pieces(sprite: Sprite, width: number, height: number): Piece[] {
  const { reach, cut, boxWidth, boxHeight } = sprite
  if (cut === 0)
    return [
      {
        sx: 0,
        sy: 0,
        sw: sprite.canvas.width,
        sh: sprite.canvas.height,
        dx: -reach.left,
        dy: -reach.top,
        dw: sprite.canvas.width,
        dh: sprite.canvas.height,
      },
    ]
  const columns = bands(reach.left, reach.right, cut, boxWidth, width)
  const rows = bands(reach.top, reach.bottom, cut, boxHeight, height)
  const out: Piece[] = []
  rows.forEach((row, r) => {
    columns.forEach((column, c) => {
      if (r === 1 && c === 1) return // under the box
      if (row.to <= 0 || column.to <= 0) return
      out.push({
        sx: column.from,
        sy: row.from,
        sw: column.size,
        sh: row.size,
        dx: column.at,
        dy: row.at,
        dw: column.to,
        dh: row.to,
      })
    })
  })
  return out
}

function bands(before: number, after: number, cut: number, drawn: number, size: number) {
  return [
    { from: 0, size: before + cut, at: -before, to: before + cut },
    { from: before + cut, size: drawn - 2 * cut, at: cut, to: size - 2 * cut },
    { from: before + drawn - cut, size: cut + after, at: size - cut, to: cut + after },
  ]
}

/** Draws one piece with its box's corner at `left`, `top`. */
export function drawPiece(
  ctx: CanvasRenderingContext2D,
  sprite: Sprite,
  piece: Piece,
  left: number,
  top: number,
): void {
  ctx.drawImage(
    drawable(sprite.canvas),
    piece.sx,
    piece.sy,
    piece.sw,
    piece.sh,
    left + piece.dx,
    top + piece.dy,
    piece.dw,
    piece.dh,
  )
}
