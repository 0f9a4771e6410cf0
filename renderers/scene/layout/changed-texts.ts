// When do other words need a layout?
//
// Only when the size of their block changes by them, or may change that of what is above. A text that is pinned
// within a box is placed again by itself (linear.ts).

import { damageNode } from "../geometry.ts"
import { forgetWords, markLayout } from "../marks.ts"
import { CONTENT, GONE, INK, PLACED, type SceneNode, TIGHT_X, TIGHT_Y } from "../node.ts"
import { rewrite } from "../paint/rewrite.ts"
import type { SceneState } from "../state.ts"
import { fitsAsIs, knownLines, leastOfWords, measureText } from "../text/lines.ts"
import { mostFor, prepare } from "../text/text.ts"
import { settle } from "./layout.ts"
import { repin } from "./linear.ts"

/** Prepares changed texts, and asks for a layout only where a measured size changed. */
export function settleTexts(state: SceneState): void {
  const { texts } = state
  while (texts.length > 0) {
    const node = texts.pop()!
    const { flags } = node
    node.flags = flags & ~INK
    if ((flags & (GONE | PLACED)) !== PLACED) continue
    if (!(flags & CONTENT)) {
      if (flags & INK && !rewrite(state, node)) damageNode(state, node)
      continue
    }
    // Where the words decide no size, nothing need be known of those before.
    if ((flags & (TIGHT_X | TIGHT_Y)) === (TIGHT_X | TIGHT_Y)) showAgain(state, node)
    else settleSize(state, node)
  }
}

/** Shows the new words. */
function showAgain(state: SceneState, node: SceneNode): void {
  const before = node.block
  const owner = before?.simple ? before.owner : null
  const block = prepare(state, node)
  if (owner !== block.owner || !rewrite(state, node)) damageNode(state, node)
}

/** The same, and asks for a layout where they have another size. */
function settleSize(state: SceneState, node: SceneNode): void {
  const before = node.block
  const lines = before ? knownLines(before, node.width) : -1
  const natural = before?.natural ?? -1
  const lineHeight = before?.lineHeight
  const empty = before?.text === ""
  showAgain(state, node)
  const block = node.block!
  const tight = node.flags & (TIGHT_X | TIGHT_Y)
  const same =
    lines >= 0 &&
    !block.mixed &&
    empty === (block.text === "") &&
    (tight & TIGHT_X || (block.natural === natural && natural <= mostFor(node.width))) &&
    (tight & TIGHT_Y || (block.lineHeight === lineHeight && contentLines(state, node) === lines))
  if (same && !hasOtherLeast(state, node)) {
    if (node.flow) forgetWords(node)
  } else if (!repin(state, node, settle)) markLayout(state, node)
}

/** Those above may have asked how narrow the words can be (flow.ts). */
function hasOtherLeast(state: SceneState, node: SceneNode): boolean {
  const { flow } = node
  return flow !== null && !Number.isNaN(flow.min) && leastOfWords(state, node) !== flow.min
}

function contentLines(state: SceneState, node: SceneNode): number {
  if (fitsAsIs(node.block!, node.width) && node.block!.text !== "") return 1
  return Math.round(measureText(state, node, node.width).height / node.block!.lineHeight)
}
