// How do children become kids, and what does a kid need to be laid out?
//
// Core inserts and removes without thinking of layout; once a frame each box whose children changed gets
// its list of kids anew, and Yoga's children are made to match with as few calls as the order allows.

import { damageArea, damageNode } from "./geometry.ts"
import { hasParts, hasShares } from "./lengths.ts"
import { isLinear } from "./linear.ts"
import { markLayout, markOdd, markText, queueLayout } from "./marks.ts"
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
  ODD,
  OWN,
  PLACED,
  SceneNode,
  TEXT,
  TIGHT_X,
  TIGHT_Y,
} from "./node.ts"
import { isYogas } from "./plain.ts"
import { giveMeasure, giveSize, refit } from "./sizes.ts"
import type { SceneState } from "./state.ts"
import { gridTightness, tightness } from "./tight.ts"
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
  let before: readonly SceneNode[] = node.kids
  const kids = listKids(state, node)
  const mode = modeOf(state, node, kids)
  if ((node.flags & BARE) !== mode) before = turn(state, node, before, mode)
  node.kids = kids
  if (node.extra?.order) node.extra.order = null
  const areas = gridTightness(node, kids)
  let layered = false
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    if (kid.attrs.zIndex) layered = true
    place(state, kid, node, areas)
  }
  node.flags = layered ? node.flags | LAYERED : node.flags & ~LAYERED
  if (mode) {
    forgetOthers(state, before, kids)
    if (node.flags & BOUNDARY) queueLayout(state, node)
    if (mode === OWN) markLayout(state, node)
    return
  }
  if (node.flags & ODD) {
    node.kids = before as SceneNode[] // something in there told so just now: as if nothing was done
    syncKids(state, node)
    return
  }
  const { parent } = node
  const hasPlace = node.yoga !== null || !parent || (parent.flags & BARE) !== 0
  if (node.flags & BOUNDARY && !node.inner && hasPlace) {
    node.inner = makeYoga(state)
    applyInner(state, node)
    node.inner.setWidth(node.width)
    node.inner.setHeight(node.height)
  }
  const container = node.inner ?? node.yoga
  if (!container) return
  insertKids(state, node, container, before, kids)
  if (node.flags & BOUNDARY) queueLayout(state, node)
  else markLayout(state, node)
}

/** Its kids have no Yoga nodes. */
const BARE = LINEAR | OWN

/** Who lays out the kids: linear.ts, flow.ts, or (0) Yoga. */
function modeOf(state: SceneState, node: SceneNode, kids: readonly SceneNode[]): number {
  if (isLinear(state, node, kids)) return LINEAR
  if (node.flags & (GRID | ODD)) return OWN
  if (node.flags & BOUNDARY && (hasShares(node) || (state.cells && hasParts(node)))) return OWN
  return !(node.flags & BOUNDARY) && node.parent && node.parent.flags & OWN ? OWN : 0
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

/** Others lay out the kids from now on. Returns those that the new ones have, or may have. */
function turn(
  state: SceneState,
  node: SceneNode,
  before: readonly SceneNode[],
  mode: number,
): readonly SceneNode[] {
  const had = node.flags & BARE
  node.flags = (node.flags & ~BARE) | mode
  if (!mode) {
    forgetOthers(state, before, listKids(state, node))
    return NO_KIDS
  }
  if (had) return before
  const container = node.inner ?? node.yoga
  if (container)
    for (const kid of before) if (kid.yoga && !(kid.flags & GONE)) container.removeChild(kid.yoga)
  if (node.inner) freeYoga(state, node.inner)
  node.inner = null
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

/** They are listed anew; those that will not be among them are not shown any more. */
function loseKids(state: SceneState, node: SceneNode): void {
  if (node.kids.length > 0) forgetOthers(state, node.kids, listKids(state, node))
  node.kids = NO_KIDS
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
function place(state: SceneState, kid: SceneNode, parent: SceneNode, areas: number): void {
  const tight = tightness(kid, parent, areas)
  const grid = kid.kind === BOX && kid.attrs.display === "grid"
  const boundary = kid.kind === BOX && tight === (TIGHT_X | TIGHT_Y)
  const changed =
    (kid.flags & (TIGHT_X | TIGHT_Y)) !== tight ||
    ((kid.flags & BOUNDARY) !== 0) !== boundary ||
    ((kid.flags & GRID) !== 0) !== grid
  const bare = (parent.flags & BARE) !== 0
  // Changed while it was not shown, or read anew by Yoga's side, which forgets no sizes.
  if (!(kid.flags & PLACED) || !bare) kid.flow = null
  if (bare) {
    if (kid.yoga) dropYoga(state, kid)
    if (changed) reshape(state, kid, tight, boundary, grid)
    kid.flags &= ~FROZEN
    if (kid.kind === BOX && !boundary && !(kid.flags & OWN)) kid.flags |= KIDS
  } else if (!kid.yoga) {
    // New words that Yoga is told of here are not seen by settleTexts.
    if (kid.flags & CONTENT && kid.flags & PLACED) damageNode(state, kid)
    kid.yoga = makeYoga(state)
    applyAll(state, kid)
    if (changed) reshape(state, kid, tight, boundary, grid)
    if (kid.kind === BOX && !boundary && kid.flags & OWN) kid.flags |= KIDS
    giveSize(state, kid, parent)
  } else {
    if (changed) reshape(state, kid, tight, boundary, grid)
    if (kid.kind === TEXT) refit(state, kid, parent)
  }
  if (kid.flags & ODD && !boundary) {
    kid.flags &= ~ODD // it was a layout root by itself, and belongs to that of the parent now
    if (!bare) markOdd(state, parent)
  }
  if (!bare && !isYogas(state, kid, parent)) markOdd(state, parent)
  if (kid.flags & KIDS && kid.kind === BOX) syncKids(state, kid)
}

/** The parent needs no Yoga nodes any more. Those of the kids inside have no parent then. */
function dropYoga(state: SceneState, kid: SceneNode): void {
  if (kid.kind === BOX && !kid.inner) {
    for (const child of kid.kids)
      if (child.yoga && !(child.flags & GONE)) kid.yoga!.removeChild(child.yoga)
    if (!(kid.flags & BARE)) {
      loseKids(state, kid)
      kid.flags |= KIDS
    }
  }
  freeYoga(state, kid.yoga!)
  kid.yoga = null
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
): void {
  const { yoga, flags } = kid
  kid.flags = shape(flags, tight, boundary, grid)
  const same = (flags & (BOUNDARY | GRID)) === (kid.flags & (BOUNDARY | GRID))
  if (kid.kind === BOX && !same) {
    const from = kid.inner ?? yoga
    if (from)
      for (const child of kid.kids)
        if (child.yoga && !(child.flags & GONE)) from.removeChild(child.yoga)
    if (kid.kids.length > 0 && !(flags & BARE)) loseKids(state, kid)
    if (kid.inner && !boundary) {
      freeYoga(state, kid.inner)
      kid.inner = null
      applyAll(state, kid)
    }
  }
  if (kid.kind === BOX) kid.flags |= KIDS
  if (kid.kind !== TEXT && yoga) giveMeasure(state, kid)
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
