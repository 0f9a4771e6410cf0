// How does Yoga learn the sizes of leaves, and when must it be asked again?
//
// A change of words reaches Yoga only if the size of the block changes by it.

import { freeze, mayFreeze, tellSize, thaw } from "./freeze.ts"
import { damageNode } from "./geometry.ts"
import { edgesOf } from "./lengths.ts"
import { knownLines, leastOfWords } from "./lines.ts"
import { forgetWords, markLayout } from "./marks.ts"
import { contentSize } from "./measure.ts"
import {
  BOX,
  CONTENT,
  DRAW,
  FROZEN,
  GONE,
  INK,
  PLACED,
  type SceneNode,
  TIGHT_X,
  TIGHT_Y,
} from "./node.ts"
import { rewrite } from "./rewrite.ts"
import type { SceneState } from "./state.ts"
import { mostFor, prepare } from "./text.ts"
import { isTight } from "./tight.ts"
import { MeasureMode } from "./yoga.ts"

/** A leaf's size: as padding, or by a measure function. */
export function giveSize(state: SceneState, kid: SceneNode, parent: SceneNode): void {
  if (mayFreeze(kid, parent) && freeze(state, kid, knownRoom(state, kid, parent))) return
  giveMeasure(state, kid)
}

/** A text that is in the tree already: its attributes may have changed, or its words while it was hidden. */
export function refit(state: SceneState, kid: SceneNode, parent: SceneNode): void {
  const may = mayFreeze(kid, parent)
  if (kid.flags & FROZEN) {
    if (!may) thawText(state, kid)
    else if (kid.flags & CONTENT && !(kid.flags & PLACED))
      tellSize(state, kid, knownRoom(state, kid, parent))
  } else if (may) {
    if (kid.flags & CONTENT && kid.flags & PLACED) return // settleTexts looks at it, and damages it
    kid.yoga!.unsetMeasureFunc()
    if (!freeze(state, kid, knownRoom(state, kid, parent))) giveMeasure(state, kid)
  } else if (kid.flags & CONTENT && !(kid.flags & PLACED)) {
    prepare(state, kid)
    if (!isTight(kid)) kid.yoga!.markDirty()
  }
}

/** Content width of the parent, if a layout has settled it and the kid can't change it. */
function knownRoom(state: SceneState, kid: SceneNode, parent: SceneNode): number {
  return parent.flags & PLACED && kid.flags & TIGHT_X && parent.width > 0
    ? contentWidth(state, parent)
    : Number.POSITIVE_INFINITY
}

/** A frozen text turns out not to fit: it gets a measure function, and its tree another layout. */
export function thawText(state: SceneState, node: SceneNode): void {
  if (!(node.flags & FROZEN)) return
  thaw(node)
  giveMeasure(state, node)
  markLayout(state, node)
}

/** After a layout: is the size that Yoga was told still right for the width that came out? */
export function checkFrozen(state: SceneState, kid: SceneNode, room: number): void {
  const block = kid.block!
  if (block.natural <= mostFor(room) && block.toldWidth === block.natural && !kid.attrs.lineClamp)
    return
  if (!(kid.flags & TIGHT_X)) {
    if (block.natural > mostFor(room)) thawText(state, kid)
  } else if (tellSize(state, kid, room)) markLayout(state, kid)
}

/** Width of what is inside a box, border and padding taken off. */
export function contentWidth(state: SceneState, node: SceneNode): number {
  const edges = edgesOf(state, node, Number.NaN)
  return node.width - edges.left - edges.right
}

export function giveMeasure(state: SceneState, node: SceneNode): void {
  const yoga = node.yoga!
  if (node.kind === BOX || node.kind === DRAW) return
  if (isTight(node)) {
    yoga.unsetMeasureFunc()
    return
  }
  yoga.setMeasureFunc((width, widthMode, height, heightMode) => {
    const most = widthMode === MeasureMode.Undefined ? Number.POSITIVE_INFINITY : width
    const tall = heightMode === MeasureMode.Undefined ? Number.POSITIVE_INFINITY : height
    const size = contentSize(state, node, most, tall)
    if (widthMode === MeasureMode.Exactly) size.width = width
    if (heightMode === MeasureMode.Exactly) size.height = height
    return size
  })
}

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
    const before = node.block
    const lines = before ? knownLines(before, node.width) : -1
    const natural = before?.natural ?? -1
    const lineHeight = before?.lineHeight
    const empty = before?.text === ""
    const owner = before?.simple ? before.owner : null
    const block = prepare(state, node)
    const tight = node.flags & (TIGHT_X | TIGHT_Y)
    if (owner !== block.owner || !rewrite(state, node)) damageNode(state, node)
    if (tight === (TIGHT_X | TIGHT_Y)) continue
    const same =
      lines >= 0 &&
      !block.mixed &&
      empty === (block.text === "") &&
      (tight & TIGHT_X || (block.natural === natural && natural <= mostFor(node.width))) &&
      (tight & TIGHT_Y || (block.lineHeight === lineHeight && contentLines(state, node) === lines))
    if (!node.yoga) {
      // In a box that is laid out without Yoga.
      if (!same || hasOtherLeast(state, node)) markLayout(state, node)
      else if (node.flow) forgetWords(node)
      continue
    }
    if (node.flags & FROZEN) {
      // As high as before, in a width that its words do not decide: Yoga need not know. The next layout looks.
      if (tight & TIGHT_X && same) continue
      if (!(tight & TIGHT_X) && block.natural > state.surface.width) thawText(state, node)
      else if (block.natural !== natural || !same)
        tellSize(state, node, knownRoom(state, node, node.parent!))
    } else if (!same) {
      refit(state, node, node.parent!) // it may fit now
      if (!(node.flags & FROZEN)) node.yoga.markDirty()
    }
    if (!same) markLayout(state, node)
  }
}

/** Those above may have asked how narrow the words can be (flow.ts). */
function hasOtherLeast(state: SceneState, node: SceneNode): boolean {
  const { flow } = node
  return flow !== null && !Number.isNaN(flow.min) && leastOfWords(state, node) !== flow.min
}

function contentLines(state: SceneState, node: SceneNode): number {
  const block = node.block!
  return Math.round(
    contentSize(state, node, node.width, Number.POSITIVE_INFINITY).height / block.lineHeight,
  )
}
