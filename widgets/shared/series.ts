// Samples on their way to a picture: which of them are shown, where they have gaps, and which can
// be left out unseen.

/** The last `count` samples, oldest first; fewer when there are fewer. */
export function newest(samples: readonly number[], count: number): readonly number[] {
  return samples.slice(Math.max(0, samples.length - Math.max(0, count))) // slice(-0) would keep all
}

/** Smallest and largest of the finite samples, or undefined when there is none. */
export function extent(samples: Iterable<number>): [min: number, max: number] | undefined {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const sample of samples) {
    if (!Number.isFinite(sample)) continue
    if (sample < min) min = sample
    if (sample > max) max = sample
  }
  return min <= max ? [min, max] : undefined
}

/** Where finite samples stand without a gap: pairs of first index and one past the last. */
export function runs(samples: ArrayLike<number>): [from: number, to: number][] {
  const found: [number, number][] = []
  let from = -1
  for (let i = 0; i <= samples.length; i++) {
    const here = i < samples.length && Number.isFinite(samples[i])
    if (here && from < 0) from = i
    if (!here && from >= 0) {
      found.push([from, i])
      from = -1
    }
  }
  return found
}

/**
 * Leaves out points that no column of the picture would show: of each column the first, the
 * lowest, the highest and the last stay, so that no peak is lost.
 *
 * @param points - x, y, x, y, … in the surface's unit, x ascending.
 * @param column - Width of the smallest thing that can be seen, in the same unit.
 *
 * Source: the M4 aggregation of Jugel, Jerzak, Hackenbroich and Markl (VLDB 2014).
 */
export function thin(points: readonly number[], column: number): readonly number[] {
  const span = points.length > 2 ? points[points.length - 2]! - points[0]! : 0
  if (points.length / 2 <= (4 * span) / column) return points
  const kept: number[] = []
  let i = 0
  while (i + 1 < points.length) {
    const bucket = Math.floor(points[i]! / column)
    const first = i
    let low = i
    let high = i
    let last = i
    for (; i + 1 < points.length && Math.floor(points[i]! / column) === bucket; i += 2) {
      if (points[i + 1]! < points[low + 1]!) low = i
      if (points[i + 1]! > points[high + 1]!) high = i
      last = i
    }
    const picked = [first, Math.min(low, high), Math.max(low, high), last]
    let before = -1
    for (const at of picked) {
      if (at !== before) kept.push(points[at]!, points[at + 1]!)
      before = at
    }
  }
  return kept
}
