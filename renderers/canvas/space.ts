// Coordinates that are not device pixels: what is painted inside of a transform.
//
//     surface ── matrix ──▶ space ── matrix ──▶ space     each within the clip that held where it began
//
// Inside, nothing can be cut by arithmetic, since its edges are slanted on the surface. So a space keeps
// what cuts from outside, in the coordinates in which that was said; tile.ts sets all of it on the context.

import type { Matrix } from "../scene/surface.ts"
import { inverse, mapped, times } from "../scene/transform.ts"
import { type Clip, NO_ROUNDS, NOWHERE } from "./clip.ts"
import type { Cut, Edges } from "./tile.ts"

export interface Space {
  /** To device pixels. */
  readonly matrix: Matrix
  /** What of the surface can be seen at all, in device pixels. */
  readonly seen: Edges
  /** What cuts from outside, outermost first. */
  readonly cuts: readonly Cut[]
  readonly outside: Space | null
  readonly clipOutside: Clip
}

/**
 * The space inside of `matrix` (CSS pixels), where `clip` holds and `outside` are the coordinates. `open`: the clip is no
 * more than the edges of the surface.
 */
export function enterSpace(
  matrix: Matrix,
  ratio: number,
  clip: Clip,
  outside: Space | null,
  open: boolean,
): Space {
  const own = { ...matrix, e: matrix.e * ratio, f: matrix.f * ratio }
  const cuts = outside?.cuts ?? []
  return {
    matrix: outside ? times(outside.matrix, own) : own,
    seen: outside ? onSurface(clip, outside) : clip,
    // Edges of the surface's own are cut tile by tile.
    cuts: open ? cuts : [...cuts, cutOf(clip, outside)],
    outside,
    clipOutside: clip,
  }
}

/** All that can be seen of the surface, as the space has it. */
export function clipIn({ matrix, seen }: Space): Clip {
  const back = inverse(matrix)
  if (!back || !(seen.left < seen.right && seen.top < seen.bottom)) return NOWHERE
  const edges = mapped(back, seen.left, seen.top, seen.right, seen.bottom)
  return { ...grown(edges), rounds: NO_ROUNDS }
}

/** Edges of the space as device pixels that hold them all, as far as they can be seen. */
export function onSurface(edges: Edges, { matrix, seen }: Space): Edges {
  const { left, top, right, bottom } = grown(
    mapped(matrix, edges.left, edges.top, edges.right, edges.bottom),
  )
  return {
    left: Math.max(seen.left, left),
    top: Math.max(seen.top, top),
    right: Math.min(seen.right, right),
    bottom: Math.min(seen.bottom, bottom),
  }
}

/** A clip as what cuts from outside. */
export function cutOf(clip: Clip, space: Space | null): Cut {
  const { left, top, right, bottom, rounds } = clip
  return { left, top, right, bottom, rounds, matrix: space?.matrix ?? null }
}

/** Whole pixels around, with room for antialiased edges. */
function grown({ left, top, right, bottom }: Edges): Edges {
  return {
    left: Math.floor(left) - 1,
    top: Math.floor(top) - 1,
    right: Math.ceil(right) + 1,
    bottom: Math.ceil(bottom) + 1,
  }
}
