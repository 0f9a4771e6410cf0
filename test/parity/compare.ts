// Which boxes of a tree differ between two surfaces, and where it began.

import type { Tree } from "./corpus.ts"
import type { Boxes } from "./view.ts"

export interface Difference {
  readonly seed: number
  readonly tree: Tree
  readonly node: Tree
  readonly parent: Tree | undefined
  readonly canvas: readonly number[]
  readonly dom: readonly number[]
  /** Of its parent's box and its elder siblings none differs: here it began. */
  readonly first: boolean
}

/** All boxes of which an edge lies more than `tolerance` CSS pixels apart, in document order. */
export function differences(
  seed: number,
  tree: Tree,
  canvas: Boxes,
  dom: Boxes,
  tolerance = 1,
): Difference[] {
  const found: Difference[] = []
  const walk = (node: Tree, parent: Tree | undefined, clean: boolean): boolean => {
    const a = canvas[node.id]!
    const b = dom[node.id]!
    const same = isClose(a, b, tolerance)
    if (!same) found.push({ seed, tree, node, parent, canvas: a, dom: b, first: clean })
    let good = same
    for (const kid of node.kids) if (!walk(kid, node, clean && good)) good = false
    return good
  }
  walk(tree, undefined, true)
  return found
}

export function isClose(a: readonly number[], b: readonly number[], tolerance: number): boolean {
  return a.every((value, i) => Math.abs(value - b[i]!) <= tolerance + 1e-6)
}

export function count(tree: Tree): number {
  let sum = 1
  for (const kid of tree.kids) sum += count(kid)
  return sum
}
