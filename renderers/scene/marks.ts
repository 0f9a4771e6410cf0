// What is stale? A change marks the least that follows from it and asks for a frame.

import {
  BOUNDARY,
  CONTENT,
  type FlowSizes,
  holder,
  INK,
  KIDS,
  LAYOUT,
  MOVES,
  PLACED,
  POPUP,
  type SceneNode,
} from "./node.ts"
import type { SceneState } from "./state.ts"

/** Notes that the children of `parent` are not what its kids say. */
export function markKids(state: SceneState, parent: SceneNode): void {
  if (parent.flags & KIDS) return
  parent.flags |= KIDS
  if (parent.flags & PLACED) {
    state.stale.push(parent)
    state.need()
  }
}

/** Notes that the words of a text block changed. */
export function markText(state: SceneState, block: SceneNode): void {
  if (block.flags & CONTENT) return
  block.flags |= CONTENT
  if (block.flags & PLACED) {
    state.texts.push(block)
    state.need()
  }
}

/** Notes that a placed text block of one style looks different now. */
export function markInk(state: SceneState, block: SceneNode): void {
  if (block.flags & (INK | CONTENT)) return
  block.flags |= INK
  state.texts.push(block)
  state.need()
}

/** Something inside has another size now. */
function forgetSizes(flow: FlowSizes): void {
  flow.min = flow.max = flow.tall = Number.NaN
  flow.heights.length = 0
  flow.items = null
  flow.laid = false
}

/** Words changed and nothing has to be laid out: but what flow.ts remembers of them is not so any more. */
export function forgetWords(block: SceneNode): void {
  // As holder: each call counts in short runs.
  for (let at: SceneNode | null = block; at; at = at.flags & POPUP ? at.host.root : at.parent) {
    const { flow } = at
    if (flow) {
      flow.min = flow.max = Number.NaN
      flow.heights.length = 0
      flow.items = null
    }
    if (at.flags & BOUNDARY) return
  }
}

/** Notes that the layout in which the node takes part must be computed again. */
export function markLayout(state: SceneState, node: SceneNode): void {
  let at: SceneNode | null = node
  for (;;) {
    if (at.flow) forgetSizes(at.flow)
    if (at.flags & BOUNDARY && at !== node) break
    const up = holder(at)
    if (!up) break
    at = up
  }
  queueLayout(state, at)
}

/** Notes that a pinned kid has other insets. */
export function markMove(state: SceneState, kid: SceneNode): void {
  if (kid.flags & MOVES) return
  kid.flags |= MOVES
  state.moves.push(kid)
  state.need()
}

/** Notes that what is in a box must be laid out again, and all that may come out different by it. */
export function markInside(state: SceneState, node: SceneNode): void {
  if (!(node.flags & BOUNDARY)) markLayout(state, node)
  else {
    if (node.flow) forgetSizes(node.flow)
    queueLayout(state, node)
  }
}

/** Notes that the tree inside a boundary must be computed again. */
export function queueLayout(state: SceneState, root: SceneNode): void {
  if (root.flow) root.flow.laid = false
  if (root.flags & LAYOUT || !(root.flags & BOUNDARY)) return
  root.flags |= LAYOUT
  state.layouts.push(root)
  state.need()
}
