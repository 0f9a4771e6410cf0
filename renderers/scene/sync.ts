// How do children become kids, and what does a kid need to be laid out?
//
// Core inserts and removes without thinking of layout; once a frame each box whose children changed gets
// its list of kids anew, and Yoga's children are made to match with as few calls as the order allows.

import { damageArea, damageNode } from "./geometry.ts"
import { isLinear } from "./linear.ts"
import { markLayout, markText, queueLayout } from "./marks.ts"
import {
  ANONYMOUS,
  BOUNDARY,
  BOX,
  CONTENT,
  extra,
  FROZEN,
  GONE,
  GRID,
  isInline,
  KIDS,
  LAYERED,
  LAYOUT,
  LINEAR,
  NO_KIDS,
  PLACED,
  SceneNode,
  TEXT,
  TIGHT_X,
  TIGHT_Y,
} from "./node.ts"
import { giveMeasure, giveSize, refit } from "./sizes.ts"
import type { SceneState } from "./state.ts"
import { tightness } from "./tight.ts"
import { applyAll, applyInner, freeYoga, makeYoga, type YogaNode } from "./yoga.ts"

/** Makes every box's kids match its children, and gives new ones their Yoga nodes. */
export function syncStale(state: SceneState): void {
  const { stale } = state
  // Taken off one by one: setting the length to 0 gives the memory back each frame.
  while (stale.length > 0) {
    const node = stale.pop()!
    if (!(node.flags & GONE) && node.flags & KIDS) syncKids(state, node)
  }
}

function syncKids(state: SceneState, node: SceneNode): void {
  node.flags &= ~KIDS
  let before = node.kids
  const kids = listKids(state, node)
  const linear = isLinear(state, node, kids)
  if (linear !== ((node.flags & LINEAR) !== 0)) before = turn(state, node, before, linear)
  node.kids = kids
  if (node.extra?.order) node.extra.order = null
  let layered = false
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    if (kid.attrs.zIndex) layered = true
    place(state, kid, node)
  }
  node.flags = layered ? node.flags | LAYERED : node.flags & ~LAYERED
  if (linear) {
    forgetOthers(state, before, kids)
    queueLayout(state, node)
    return
  }
  const inGrid = node.parent !== null && (node.parent.flags & GRID) !== 0
  const { parent } = node
  const hasPlace = node.yoga !== null || !parent || (parent.flags & LINEAR) !== 0
  if (node.flags & BOUNDARY && !(node.flags & GRID) && !inGrid && !node.inner && hasPlace) {
    node.inner = makeYoga(state)
    applyInner(state, node)
    node.inner.setWidth(node.width)
    node.inner.setHeight(node.height)
  }
  const container = node.inner ?? node.yoga
  if (!container) return
  if (node.flags & GRID) forgetOthers(state, before, kids)
  else insertKids(state, node, container, before, kids)
  if (node.flags & BOUNDARY) queueLayout(state, node)
  else markLayout(state, node)
  if (node.flags & GRID && !(node.flags & BOUNDARY)) container.markDirty()
}

/** Kids that are not among the new ones. */
function forgetOthers(
  state: SceneState,
  before: readonly SceneNode[],
  kids: readonly SceneNode[],
): void {
  if (before.length === 0) return
  const stay = new Set(kids)
  for (const kid of before) if (!stay.has(kid)) forget(state, kid)
}

/** The box is laid out by Yoga from now on, or no longer. Returns the kids that Yoga has or may have. */
function turn(
  state: SceneState,
  node: SceneNode,
  before: readonly SceneNode[],
  linear: boolean,
): SceneNode[] {
  if (!linear) {
    node.flags &= ~LINEAR
    forgetOthers(state, before, listKids(state, node))
    return NO_KIDS
  }
  const container = node.inner ?? node.yoga
  for (const kid of before)
    if (kid.yoga && !(kid.flags & GONE) && container) container.removeChild(kid.yoga)
  if (node.inner) freeYoga(state, node.inner)
  node.inner = null
  node.flags |= LINEAR
  return before.slice()
}

/** Makes the children of a Yoga node the new list, touching as few as the order allows. */
function insertKids(
  state: SceneState,
  node: SceneNode,
  container: YogaNode,
  before: readonly SceneNode[],
  kids: readonly SceneNode[],
): void {
  let head = 0
  const shorter = Math.min(before.length, kids.length)
  while (head < shorter && before[head] === kids[head]) head++
  let left = before.slice(head)
  if (left.length > 0) {
    const stay = new Set<SceneNode>()
    for (let i = head; i < kids.length; i++) stay.add(kids[i]!)
    left = left.filter((kid) => {
      if (stay.has(kid)) return true
      if (kid.yoga && !(kid.flags & GONE)) container.removeChild(kid.yoga)
      forget(state, kid)
      return false
    })
  }
  const known = left.length > 0 ? new Set(left) : null
  let next = 0
  for (let i = head; i < kids.length; i++) {
    const kid = kids[i]!
    if (left[next] === kid) {
      next++
      continue
    }
    if (known?.has(kid)) {
      // The order changed: from here on all are put in anew.
      for (let k = left.length - 1; k >= next; k--) container.removeChild(left[k]!.yoga!)
      for (let k = i; k < kids.length; k++) container.insertChild(kids[k]!.yoga!, k)
      damageArea(state, node, 0, 0, node.width, node.height)
      return
    }
    container.insertChild(kid.yoga!, i)
  }
}

/** A kid that is no longer shown: hidden, or an anonymous block that has no words now. */
function forget(state: SceneState, kid: SceneNode): void {
  if (kid.flags & GONE) return
  if (kid.flags & PLACED) damageNode(state, kid)
  kid.flags &= ~PLACED
}

/** The blocks of a box in document order. */
function listKids(state: SceneState, node: SceneNode): SceneNode[] {
  const { first } = node
  if (!first) return NO_KIDS
  if (!first.next && !isInline(first)) return first.attrs.hidden ? NO_KIDS : [first]
  const kids: SceneNode[] = []
  let blocks = 0
  for (let at: SceneNode | null = first; at; at = at.next) {
    if (at.attrs.hidden) continue
    if (!isInline(at)) {
      kids.push(at)
      continue
    }
    const end = endOfInlines(at)
    if (someWords) kids.push(anonymous(state, node, blocks++, at))
    at = end
  }
  return kids.length === 0 ? NO_KIDS : kids
}

/** Did the run that `endOfInlines` walked have any words? */
let someWords = false

/** The last of the inline nodes that `first` begins. */
function endOfInlines(first: SceneNode): SceneNode {
  let last = first
  someWords = false
  for (let at: SceneNode | null = first; at; at = at.next) {
    if (at.attrs.hidden) continue
    if (!isInline(at)) break
    if (!someWords) someWords = hasWords(at)
    last = at
  }
  return last
}

function hasWords(node: SceneNode): boolean {
  if (node.text !== "") return true
  for (let at = node.first; at; at = at.next) if (!at.attrs.hidden && hasWords(at)) return true
  return false
}

function anonymous(state: SceneState, box: SceneNode, index: number, first: SceneNode): SceneNode {
  const ext = extra(box)
  ext.blocks ??= []
  let block = ext.blocks[index]
  if (!block) {
    block = new SceneNode(state.host, TEXT)
    block.flags |= ANONYMOUS
    block.parent = box
    ext.blocks[index] = block
  }
  block.first = first
  markText(state, block)
  return block
}

/** Gives a kid what it needs to be laid out, and settles whether it is a boundary. */
function place(state: SceneState, kid: SceneNode, parent: SceneNode): void {
  const tight = tightness(kid, parent)
  const grid = kid.kind === BOX && kid.attrs.display === "grid"
  const boundary = kid.kind === BOX && tight === (TIGHT_X | TIGHT_Y)
  const changed =
    (kid.flags & (TIGHT_X | TIGHT_Y)) !== tight ||
    ((kid.flags & BOUNDARY) !== 0) !== boundary ||
    ((kid.flags & GRID) !== 0) !== grid
  if (parent.flags & LINEAR) {
    if (kid.yoga) {
      // Kids of a box without an inner node stand in the one that goes.
      if (kid.kind === BOX && (changed || !(kid.inner || kid.flags & LINEAR)))
        reshape(state, kid, tight, boundary, false, false)
      freeYoga(state, kid.yoga)
      kid.yoga = null
    }
    kid.flags = shape(kid.flags, tight, boundary, false) & ~FROZEN
    if (kid.flags & KIDS && kid.kind === BOX) syncKids(state, kid)
    return
  }
  if (!kid.yoga) {
    // New words that Yoga is told of here are not seen by settleTexts.
    if (kid.flags & CONTENT && kid.flags & PLACED) damageNode(state, kid)
    kid.yoga = makeYoga(state)
    applyAll(state, kid)
    if (changed) kid.flags = shape(kid.flags, tight, boundary, grid)
    giveSize(state, kid, parent)
  } else {
    if (changed) reshape(state, kid, tight, boundary, grid, (parent.flags & GRID) !== 0)
    if (kid.kind === TEXT) refit(state, kid, parent)
  }
  if (kid.flags & KIDS && kid.kind === BOX) syncKids(state, kid)
}

function shape(flags: number, tight: number, boundary: boolean, grid: boolean): number {
  return (
    (flags & ~(TIGHT_X | TIGHT_Y | BOUNDARY | GRID)) |
    tight |
    (boundary ? BOUNDARY : 0) |
    (grid ? GRID : 0)
  )
}

/** A box became a boundary or stopped being one: its kids move to the other Yoga node. */
function reshape(
  state: SceneState,
  kid: SceneNode,
  tight: number,
  boundary: boolean,
  grid: boolean,
  inGrid: boolean,
): void {
  const yoga = kid.yoga!
  const hadInner = kid.inner !== null
  const wantsInner = boundary && !grid && !inGrid
  if (kid.kind === BOX) {
    if (!(kid.flags & GRID)) {
      const from = kid.inner ?? yoga
      for (const child of kid.kids)
        if (child.yoga && !(child.flags & GONE)) from.removeChild(child.yoga)
    }
    kid.kids = NO_KIDS
    kid.flags |= KIDS
    yoga.unsetMeasureFunc()
    if (hadInner && !wantsInner) {
      freeYoga(state, kid.inner!)
      kid.inner = null
      kid.flags = shape(kid.flags, tight, boundary, grid)
      applyAll(state, kid)
    }
  }
  kid.flags = shape(kid.flags, tight, boundary, grid)
  if (kid.kind !== TEXT) giveMeasure(state, kid)
}

/** As if nothing had been laid out yet. Only while there is no Yoga node. */
export function startOver(state: SceneState): void {
  const { root } = state
  const stack: SceneNode[] = [root]
  while (stack.length > 0) {
    const at = stack.pop()!
    at.flags &= ~(LINEAR | PLACED | LAYOUT)
    if (at.kind === BOX) {
      at.flags |= KIDS
      at.kids = NO_KIDS
    }
    for (let child = at.first; child; child = child.next) stack.push(child)
    if (at.extra?.blocks) for (const block of at.extra.blocks) block.flags &= ~(PLACED | LAYOUT)
  }
  root.flags |= PLACED
  state.texts.length = state.layouts.length = 0
  state.stale.length = 0
  state.stale.push(root)
}

/** Takes a node and all below it out of layout for good. */
export function release(state: SceneState, node: SceneNode): void {
  const stack: SceneNode[] = [node]
  while (stack.length > 0) {
    const at = stack.pop()!
    at.flags = (at.flags | GONE) & ~PLACED
    if (at.inner) freeYoga(state, at.inner)
    if (at.yoga) freeYoga(state, at.yoga)
    at.inner = null
    at.yoga = null
    at.kids = NO_KIDS
    const ext = at.extra
    ext?.picture?.cancel?.()
    ext?.ground?.cancel?.()
    if (ext?.blocks) for (const block of ext.blocks) stack.push(block)
    if (at.flags & ANONYMOUS) continue
    for (let child = at.first; child; child = child.next) stack.push(child)
  }
}
