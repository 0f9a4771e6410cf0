// Which parts of a picture are others than a moment before?
//
//     ┌──────────────────────┐
//     │            12:04:31  │ ── one band: the rows that differ, from their first differing column
//     │ ╱╲__╱╲               │    to their last
//     │       ╲__╱╲___       │ ── another: rows that are the same lie between them
//     └──────────────────────┘

/** A rectangle of pixels. */
export interface Band {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** So many rows that are the same end a band; fewer are cheaper sent along than another band begun. */
const APART = 12

/**
 * The bands in which two pictures of one size differ, from the top.
 *
 * @param depth - Bytes of a pixel. Rows follow one another without a gap.
 */
export function changedBands(
  before: Buffer,
  after: Buffer,
  width: number,
  height: number,
  depth: number,
): Band[] {
  const stride = width * depth
  const bands: Band[] = []
  let first = -1
  let last = -1
  let left = width
  let right = 0
  const close = () => {
    if (first < 0) return
    bands.push({ x: left, y: first, width: right - left, height: last - first + 1 })
    first = -1
    left = width
    right = 0
  }
  for (let y = 0; y < height; y++) {
    const from = y * stride
    const to = from + stride
    if (before.compare(after, from, to, from, to) === 0) continue
    if (first >= 0 && y - last > APART) close()
    if (first < 0) first = y
    last = y
    // Only what lies beyond the edges found so far can move them.
    const inner = from + left * depth
    for (let i = from; i < inner; i++)
      if (before[i] !== after[i]) {
        left = Math.floor((i - from) / depth)
        break
      }
    const outer = from + right * depth
    for (let i = to - 1; i >= outer; i--)
      if (before[i] !== after[i]) {
        right = Math.floor((i - from) / depth) + 1
        break
      }
  }
  close()
  return bands
}
