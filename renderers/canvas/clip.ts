// What can be painted, as edges and round corners, in device pixels.

import type { Radius } from "../scene/surface.ts"
import { bendOf, type Edges, fitRadius, type RoundClip } from "./tile.ts"

/** What can be painted: the damage of a frame at the bottom, cut by each clip. */
export interface Clip extends Edges {
  readonly rounds: readonly RoundClip[]
}

export const NO_ROUNDS: readonly RoundClip[] = []
export const NOWHERE: Clip = { left: 0, top: 0, right: 0, bottom: 0, rounds: NO_ROUNDS }

/** What is left of `clip` within these edges, rounded by `radius` (CSS pixels). */
export function cutClip(clip: Clip, edges: Edges, radius: Radius, ratio: number): Clip {
  const { left, top, right, bottom } = edges
  const fitted = fitRadius(radius, ratio, right - left, bottom - top)
  const bend = bendOf(fitted)
  const rounds =
    bend > 0 ? [...clip.rounds, { left, top, right, bottom, radius: fitted, bend }] : clip.rounds
  const cut = {
    left: Math.max(clip.left, left),
    top: Math.max(clip.top, top),
    right: Math.min(clip.right, right),
    bottom: Math.min(clip.bottom, bottom),
    rounds,
  }
  return cut.left < cut.right && cut.top < cut.bottom ? cut : NOWHERE
}

/** Inside the cross of each rounded rectangle, where its corners cannot cut. */
export function insideAll(
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
        (left >= round.left + round.bend && right <= round.right - round.bend) ||
        (top >= round.top + round.bend && bottom <= round.bottom - round.bend)
      )
    )
      return false
  }
  return true
}
