// A surface cut into tiles: which tile a rectangle falls on, and moving what they show.

import { drawable } from "./platform.ts"
import type { Edges, Tile } from "./tile.ts"

/** A grid of tiles, row by row; a layer is a grid of one. Lengths in device pixels. */
export interface Target {
  readonly tiles: readonly Tile[]
  readonly columns: number
  readonly size: number
}

/** The tiles that a rectangle touches, row by row. */
export function tilesIn(
  target: Target,
  left: number,
  top: number,
  right: number,
  bottom: number,
): readonly Tile[] {
  const { tiles, columns, size } = target
  if (tiles.length === 1) return tiles
  const c0 = Math.max(0, Math.floor(left / size))
  const c1 = Math.min(columns - 1, Math.floor((right - 1) / size))
  const r0 = Math.max(0, Math.floor(top / size))
  const r1 = Math.floor((bottom - 1) / size)
  if (c0 === c1 && r0 === r1) return tiles[r0 * columns + c0]?.alone ?? NO_TILES
  return among(target, c0, c1, r0, r1)
}

const NO_TILES: readonly Tile[] = []

function among(target: Target, c0: number, c1: number, r0: number, r1: number): readonly Tile[] {
  const { tiles, columns } = target
  const found: Tile[] = []
  for (let row = r0; row <= r1; row++)
    for (let column = c0; column <= c1; column++) {
      const tile = tiles[row * columns + column]
      if (tile) found.push(tile)
    }
  return found
}

/** Draws what one grid shows on another of the same size. */
export function copyGrid(from: Target, to: Target): void {
  for (const tile of to.tiles)
    for (const old of from.tiles) {
      if (old.left >= tile.right || old.right <= tile.left) continue
      if (old.top >= tile.bottom || old.bottom <= tile.top) continue
      tile.operations++
      tile.ctx.drawImage(drawable(old.canvas), old.left, old.top)
    }
}

/** Moves what is in the rectangle up by `shift` pixels (down when negative), within it. */
export function shiftGrid(grid: Target, within: Edges, shift: number, opaque: boolean): void {
  const first = shift > 0 ? within.top : within.top - shift
  const end = shift > 0 ? within.bottom - shift : within.bottom
  const tiles = [...grid.tiles]
  if (shift < 0) tiles.reverse() // rows move away from where they are still needed
  for (const tile of tiles) {
    const l = Math.max(within.left, tile.left)
    const t = Math.max(first, tile.top)
    const r = Math.min(within.right, tile.right)
    const b = Math.min(end, tile.bottom)
    if (l >= r || t >= b) continue
    tile.unclip()
    const sources: [Tile, number, number][] = []
    for (const source of tilesIn(grid, l, t + shift, r, b + shift)) {
      const from = Math.max(t + shift, source.top)
      const until = Math.min(b + shift, source.bottom)
      if (from < until) sources.push([source, from, until])
    }
    // Its own pixels first: what they leave is overwritten by the neighbour's.
    sources.sort(([a], [c]) => (a === tile ? -1 : c === tile ? 1 : 0))
    for (const [source, from, until] of sources)
      moveOnto(
        tile,
        source,
        shift,
        { left: l, top: from - shift, right: r, bottom: until - shift },
        opaque,
      )
    tile.unclip() // also brings back the way of blending
  }
}

/**
 * Draws what `source` shows on `tile`, `shift` pixels higher, within `part`. All of the picture is drawn, since
 * then Skia copies rows, and what is too much is clipped: cut out of the picture it samples, at twice the cost.
 */
function moveOnto(tile: Tile, source: Tile, shift: number, part: Edges, opaque: boolean): void {
  const { left, top, right, bottom } = part
  const isAll =
    Math.max(source.left, tile.left) === left &&
    Math.min(source.right, tile.right) === right &&
    Math.max(source.top - shift, tile.top) === top &&
    Math.min(source.bottom - shift, tile.bottom) === bottom
  if (isAll) tile.unclip()
  if (!isAll || !opaque) tile.clip(left, top, right, bottom)
  if (!opaque) tile.ctx.globalCompositeOperation = "copy"
  tile.operations++
  tile.ctx.drawImage(drawable(source.canvas), source.left, source.top - shift)
}
