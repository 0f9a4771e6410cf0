// Which samples of each cell does a filled path cover?
//
//     a cell     · · · ·     8 rows of 4 samples, one bit each: bit row * 4 + column,
//     (1 × 1)    · · · ·     row 0 at the top. A whole cell is -1, all 32 bits.
//                · · ▪ ▪
//                ▪ ▪ ▪ ▪
//
// By scan lines through the middle of the sample rows, with the non-zero rule, as canvases fill.

/** x and y in turn, in cells; closed when filled. */
export type Polygon = number[]

const COLUMNS = 4
const ROWS = 8

/**
 * Calls `cell` for each cell that the path touches, with its column and row counted from `left`,
 * `top`, and the mask of covered samples. Only cells inside `width` × `height` are looked at.
 */
export function fillMasks(
  path: readonly Polygon[],
  left: number,
  top: number,
  width: number,
  height: number,
  cell: (x: number, y: number, mask: number) => void,
): void {
  if (width <= 0 || height <= 0) return
  const edges = edgesOf(path)
  if (edges.length === 0) return
  let yMin = Number.POSITIVE_INFINITY
  let yMax = Number.NEGATIVE_INFINITY
  for (const edge of edges) {
    if (edge.y0 < yMin) yMin = edge.y0
    if (edge.y1 > yMax) yMax = edge.y1
  }
  const first = Math.max(0, Math.floor(yMin - top))
  const last = Math.min(height - 1, Math.ceil(yMax - top))
  const masks = new Int32Array(width)
  for (let row = first; row <= last; row++) {
    masks.fill(0)
    for (let sample = 0; sample < ROWS; sample++) {
      const y = top + row + (sample + 0.5) / ROWS
      coverRow(edges, y, left, width, masks, sample * COLUMNS)
    }
    for (let x = 0; x < width; x++) if (masks[x] !== 0) cell(x, row, masks[x]!)
  }
}

interface Edge {
  readonly x0: number
  readonly y0: number
  readonly y1: number
  /** Columns per row. */
  readonly slope: number
  /** 1 downwards, -1 upwards. */
  readonly winding: number
}

function edgesOf(path: readonly Polygon[]): Edge[] {
  const edges: Edge[] = []
  for (const part of path) {
    for (let k = 0; k < part.length; k += 2) {
      const next = (k + 2) % part.length
      const ax = part[k]!
      const ay = part[k + 1]!
      const bx = part[next]!
      const by = part[next + 1]!
      if (ay === by || !Number.isFinite(ax + ay + bx + by)) continue
      const slope = (bx - ax) / (by - ay)
      if (ay < by) edges.push({ x0: ax, y0: ay, y1: by, slope, winding: 1 })
      else edges.push({ x0: bx, y0: by, y1: ay, slope, winding: -1 })
    }
  }
  return edges.sort((a, b) => a.y0 - b.y0)
}

const crossings: { x: number; winding: number }[] = []

function coverRow(
  edges: readonly Edge[],
  y: number,
  left: number,
  width: number,
  masks: Int32Array,
  shift: number,
): void {
  crossings.length = 0
  for (const edge of edges) {
    if (edge.y0 > y) break
    if (edge.y1 <= y) continue
    crossings.push({ x: edge.x0 + (y - edge.y0) * edge.slope, winding: edge.winding })
  }
  if (crossings.length < 2) return
  crossings.sort((a, b) => a.x - b.x)
  let winding = 0
  for (let k = 0; k < crossings.length - 1; k++) {
    winding += crossings[k]!.winding
    if (winding === 0) continue
    const from = Math.max(0, Math.ceil((crossings[k]!.x - left) * COLUMNS - 0.5))
    const to = Math.min(width * COLUMNS, Math.ceil((crossings[k + 1]!.x - left) * COLUMNS - 0.5))
    for (let sample = from; sample < to; ) {
      const cell = sample >> 2
      if ((sample & 3) === 0 && sample + 4 <= to) {
        masks[cell]! |= 15 << shift
        sample += 4
      } else {
        masks[cell]! |= 1 << (shift + (sample & 3))
        sample++
      }
    }
  }
}
