// Which rectangles lie in which? In device pixels; four numbers where it is asked once an operation.

import type { Rect } from "../../core/view/renderer.ts"
import type { Edges, Region, Tile } from "./tile.ts"

/** Is a rectangle within a region? */
export function isInside(
  region: Region,
  left: number,
  top: number,
  right: number,
  bottom: number,
): boolean {
  return (
    left >= region.left && top >= region.top && right <= region.right && bottom <= region.bottom
  )
}

/** Does a part of a region and its tile leave nothing of them open? */
export function covers(
  tile: Tile,
  region: Region,
  x: number,
  y: number,
  x1: number,
  y1: number,
): boolean {
  return (
    x <= Math.max(region.left, tile.left) &&
    y <= Math.max(region.top, tile.top) &&
    x1 >= Math.min(region.right, tile.right) &&
    y1 >= Math.min(region.bottom, tile.bottom)
  )
}

/** Does all that a region and its tile show of a rectangle lie in a hollow, where nothing is drawn? */
export function isInHollow(
  hollow: Edges,
  tile: Tile,
  region: Region,
  l: number,
  t: number,
  r: number,
  b: number,
): boolean {
  return (
    Math.max(l, region.left, tile.left) >= hollow.left &&
    Math.max(t, region.top, tile.top) >= hollow.top &&
    Math.min(r, region.right, tile.right) <= hollow.right &&
    Math.min(b, region.bottom, tile.bottom) <= hollow.bottom
  )
}

/** Is `rect` within `all`? */
export function holds(all: Rect, rect: Rect): boolean {
  return (
    rect.x >= all.x &&
    rect.y >= all.y &&
    rect.x + rect.width <= all.x + all.width &&
    rect.y + rect.height <= all.y + all.height
  )
}

export function rectOf(edges: Edges): Rect {
  return {
    x: edges.left,
    y: edges.top,
    width: edges.right - edges.left,
    height: edges.bottom - edges.top,
  }
}
