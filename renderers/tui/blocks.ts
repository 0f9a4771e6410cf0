// Which block glyph looks most like a shape that covers a part of a cell?
//
//     ▂▅█ eighths from below    ▌▍▎ eighths from the left    ▚▙▘ quarters    ▔ the same, inverted
//
// A shape is a mask of 4 × 8 samples (raster.ts). What has a straight side is given the nearest eighth,
// all else the quarters that are covered at least by half.
//
// Source of the glyphs: the Unicode block Block Elements, U+2580 to U+259F.

import { SPACE } from "./glyphs.ts"

export interface Block {
  readonly glyph: number
  /** The glyph shows what is not covered. */
  readonly inverted: boolean
}

export const NOTHING: Block = { glyph: SPACE, inverted: false }
export const ALL: Block = { glyph: SPACE, inverted: true }

/** The block glyph nearest to a mask of 8 rows of 4 samples (raster.ts). */
export function blockFor(mask: number): Block {
  if (mask === 0) return NOTHING
  if (mask === -1) return ALL
  const heights = [0, 0, 0, 0] // covered samples of each column
  const widths = [0, 0, 0, 0, 0, 0, 0, 0]
  let fromBottom = true
  let fromTop = true
  let fromLeft = true
  let fromRight = true
  for (let row = 0; row < 8; row++) {
    const bits = (mask >>> (row * 4)) & 15
    for (let column = 0; column < 4; column++) {
      if (!(bits & (1 << column))) continue
      heights[column]!++
      widths[row]!++
      if (row < 7 && !((mask >>> (row * 4 + 4)) & (1 << column))) fromBottom = false
      if (row > 0 && !((mask >>> (row * 4 - 4)) & (1 << column))) fromTop = false
      if (column > 0 && !(bits & (1 << (column - 1)))) fromLeft = false
      if (column < 3 && !(bits & (1 << (column + 1)))) fromRight = false
    }
  }
  const covered = heights[0]! + heights[1]! + heights[2]! + heights[3]!
  const evenColumns = Math.max(...heights) - Math.min(...heights) <= 4
  const evenRows = Math.max(...widths) - Math.min(...widths) <= 1
  if (fromBottom && evenColumns) return lower(Math.round(covered / 4))
  if (fromTop && evenColumns) return invert(lower(8 - Math.round(covered / 4)))
  if (fromLeft && evenRows) return leftBlock(Math.round(covered / 4))
  if (fromRight && evenRows) return invert(leftBlock(8 - Math.round(covered / 4)))
  return quadrants(mask)
}

/** Whether half of the samples are covered. */
export function isHalf(mask: number): boolean {
  let covered = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) covered++
  return covered >= 16
}

export function isLower(glyph: number): boolean {
  return glyph > 0x2580 && glyph < 0x2588
}

function lower(eighths: number): Block {
  if (eighths <= 0) return NOTHING
  return eighths >= 8 ? ALL : { glyph: 0x2580 + eighths, inverted: false }
}

/** From the left; a glyph has fewer eighths the later it stands in the block. */
function leftBlock(eighths: number): Block {
  if (eighths <= 0) return NOTHING
  return eighths >= 8 ? ALL : { glyph: 0x2590 - eighths, inverted: false }
}

function invert(block: Block): Block {
  return { glyph: block.glyph, inverted: !block.inverted }
}

/** Glyphs by covered quarters: bit 0 upper left, 1 upper right, 2 lower left, 3 lower right. */
const QUADRANTS = [
  SPACE,
  0x2598,
  0x259d,
  0x2580,
  0x2596,
  0x258c,
  0x259e,
  0x259b,
  0x2597,
  0x259a,
  0x2590,
  0x259c,
  0x2584,
  0x2599,
  0x259f,
]

function quadrants(mask: number): Block {
  let quarters = 0
  for (let quarter = 0; quarter < 4; quarter++) {
    let covered = 0
    for (let row = 0; row < 4; row++) {
      const bits = (mask >>> (((quarter >> 1) * 4 + row) * 4 + (quarter & 1) * 2)) & 3
      covered += (bits & 1) + (bits >> 1)
    }
    if (covered >= 4) quarters |= 1 << quarter
  }
  if (quarters === 15) return ALL
  return quarters === 0 ? NOTHING : { glyph: QUADRANTS[quarters]!, inverted: false }
}
