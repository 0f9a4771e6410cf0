// How do children become kids, and what does a kid need to be laid out?
//
// Core inserts and removes without thinking of layout; once a frame each box whose children changed gets
// its list of kids anew.

import { damageNode } from "../geometry.ts"
import { markInside, markText } from "../marks.ts"
import {
  ANONYMOUS,
  BOUNDARY,
  BOX,
  extra,
  GONE,
  GRID,
  isInline,
  KIDS,
  LAYERED,
  LINEAR,
  NO_KIDS,
  PLACED,
  POPUP,
  SceneNode,
  TEXT,
  TIGHT_X,
  TIGHT_Y,
} from "../node.ts"
import { withPopups } from "../popup.ts"
import type { SceneState } from "../state.ts"
import { isLinear } from "./linear.ts"
import { gridTightness, tightness } from "./tight.ts"

/** Makes every box's kids match its children. */
export function syncStale(state: SceneState): void {
  const { stale } = state
  // Taken off one by one: setting the length to 0 gives the memory back each frame.
  while (stale.length > 0) {
    const node = stale.pop()!
    if (!(node.flags & GONE) && node.flags & KIDS) syncKids(state, node)
  }
}

function syncKids(state: SceneState, node: SceneNode): void {
  const before = node.kids
  const listed = listKids(state, node)
  const kids = node === state.root ? withPopups(state, listed) : listed
  node.kids = kids
  node.flags &= ~(KIDS | LAYERED | LINEAR)
  if (isLinear(state, node, kids)) node.flags |= LINEAR
  if (node.extra?.order) node.extra.order = null
  const areas = gridTightness(node, kids)
  for (let i = 0; i < kids.length; i++) {
    const kid = kids[i]!
    if (kid.attrs.zIndex) node.flags |= LAYERED
    place(state, kid, node, areas)
  }
  forgetOthers(state, before, kids)
  markInside(state, node)
}

/** Kids that are not among the new ones. Most often the lists begin and end in the same way. */
function forgetOthers(
  state: SceneState,
  before: readonly SceneNode[],
  kids: readonly SceneNode[],
): void {
  let start = 0
  while (start < before.length && before[start] === kids[start]) start++
  let end = before.length
  const shift = kids.length - end
  while (end > start && end + shift > start && before[end - 1] === kids[end + shift - 1]) end--
  if (end === start) return
  const stay = new Set(kids.slice(start, end + shift))
  for (let i = start; i < end; i++) if (!stay.has(before[i]!)) forget(state, before[i]!)
}

/** A kid that is no longer shown: hidden, or an anonymous block that has no words now. */
function forget(state: SceneState, kid: SceneNode): void {
  if (kid.flags & GONE || !(kid.flags & PLACED)) return
  damageNode(state, kid)
  kid.flags &= ~PLACED
  state.placed--
}

/** The blocks of a box in document order. */
function listKids(state: SceneState, node: SceneNode): SceneNode[] {
  const { first } = node
  if (!first) return NO_KIDS
  if (!first.next && !isInline(first)) return isAside(first) ? NO_KIDS : [first]
  const kids: SceneNode[] = []
  let blocks = 0
  for (let at: SceneNode | null = first; at; at = at.next) {
    if (isAside(at)) continue
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

/** Takes no part in the layout of its parent. */
function isAside(node: SceneNode): boolean {
  return node.attrs.hidden === true || (node.flags & POPUP) !== 0
}

/** Did the run that `endOfInlines` walked have any words? */
let someWords = false

/** The last of the inline nodes that `first` begins. */
function endOfInlines(first: SceneNode): SceneNode {
  let last = first
  someWords = false
  for (let at: SceneNode | null = first; at; at = at.next) {
    if (isAside(at)) continue
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

/** Settles what the layout of a kid depends on, and whether it is a boundary. */
function place(state: SceneState, kid: SceneNode, parent: SceneNode, areas: number): void {
  const tight = tightness(kid, parent, areas)
  let now = kid.flags & ~SHAPE
  now |= tight
  if (kid.kind === BOX) {
    if (tight === (TIGHT_X | TIGHT_Y)) now |= BOUNDARY
    if (kid.attrs.display === "grid") now |= GRID
    if (now !== kid.flags || !(now & PLACED)) now |= KIDS
  }
  // Changed while it was not shown, or asked for other sizes until now.
  if (now !== kid.flags || !(now & PLACED)) kid.flow = null
  kid.flags = now
  if (now & KIDS && kid.kind === BOX) syncKids(state, kid)
}

const SHAPE = TIGHT_X | TIGHT_Y | BOUNDARY | GRID

/** Takes a node and all below it out of layout for good. */
export function release(state: SceneState, node: SceneNode): void {
  const stack: SceneNode[] = [node]
  while (stack.length > 0) {
    const at = stack.pop()!
    if (at.flags & PLACED) state.placed--
    at.flags = (at.flags | GONE) & ~PLACED
    at.kids = NO_KIDS
    const ext = at.extra
    ext?.picture?.cancel?.()
    ext?.ground?.cancel?.()
    if (ext?.blocks) for (const block of ext.blocks) stack.push(block)
    if (at.flags & ANONYMOUS) continue
    for (let child = at.first; child; child = child.next) stack.push(child)
  }
}
