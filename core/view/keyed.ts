// Which rows of a list must move: all but a longest increasing run of their old positions.
//
//     old      a b c d e
//     new      b a d c e           old positions  1 0 3 2 4
//     stay       a   c e           0 2 4 is a longest increasing run; b and d move
//
// Source: Fredman, "On computing the length of longest increasing subsequences" (1975); the use for
// lists is ivi's and Vue's.

/** Says of each place whether its old position belongs to the run. Negative positions never do. */
export function longestRun(positions: ArrayLike<number>): Uint8Array {
  const count = positions.length
  const stays = new Uint8Array(count)
  const tails = new Int32Array(count) // tails[n]: the place with the smallest end of a run of n + 1
  const before = new Int32Array(count) // before[i]: the place in front of i in the run that ends in i
  let length = 0
  for (let i = 0; i < count; i++) {
    const position = positions[i]!
    if (position < 0) continue
    let low = 0
    let high = length
    if (length > 0 && positions[tails[length - 1]!]! < position) low = length
    else {
      while (low < high) {
        const middle = (low + high) >> 1
        if (positions[tails[middle]!]! < position) low = middle + 1
        else high = middle
      }
    }
    before[i] = low > 0 ? tails[low - 1]! : -1
    tails[low] = i
    if (low === length) length++
  }
  for (let n = length, at = length > 0 ? tails[length - 1]! : -1; n > 0; n--) {
    stays[at] = 1
    at = before[at]!
  }
  return stays
}
