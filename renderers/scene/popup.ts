// Popups: boxes that open beside another, over everything and cut off by nothing.
//
//     ┌ panel that clips ─┐          in the document: inside of the box that it belongs to, so that its theme,
//     │ sort by │ size ▾│ │          focus, events and end are those of the place where it stands
//     └─────────╭───────╮─┘          on the surface: a kid of the root, after all others, beside its parent
//               │ name  │
//               │ size  │
//               ╰───────╯
//
// `parent` is the box that it belongs to, `holder` (node.ts) the one that it lies in. Whoever goes by places goes
// by `holder`.

import { placePopup } from "../../core/view/popup-place.ts"
import type { Rect } from "../../core/view/renderer.ts"
import { damageNode, isInSight, isTransformed, locate, outside } from "./geometry.ts"
import { markKids } from "./marks.ts"
import { contains, extra, GONE, PLACED, POPUP, type SceneNode } from "./node.ts"
import { ownAttrs } from "./shared.ts"
import type { SceneState } from "./state.ts"

/** The attribute `popup` came or went. */
export function turnPopup(state: SceneState, node: SceneNode, on: boolean): void {
  const { attrs, flags } = node
  if (on) {
    attrs.position = "absolute"
    if (attrs.popup === "cover") attrs.inset ??= 0
  }
  if (!on) node.attrs = ownAttrs(attrs, "position")
  if (on === ((flags & POPUP) !== 0)) {
    state.need()
    return
  }
  if (flags & PLACED) damageNode(state, node)
  node.flags = (node.flags ^ POPUP) & ~PLACED
  if (on) state.popups.push(node)
  else state.popups.splice(state.popups.indexOf(node), 1)
  markKids(state, state.root)
}

/** Popups at or below a node that is removed. */
export function dropPopups(state: SceneState, node: SceneNode): void {
  const { popups } = state
  for (let i = popups.length - 1; i >= 0; i--) {
    const popup = popups[i]!
    if (!contains(node, popup)) continue
    if (popup.flags & PLACED) damageNode(state, popup)
    popups.splice(i, 1)
    markKids(state, state.root)
  }
}

/** The kids of the root with the popups that are shown, which come last. */
export function withPopups(state: SceneState, kids: SceneNode[]): SceneNode[] {
  const shown = state.popups.filter((popup) => isShown(state, popup))
  return shown.length === 0 ? kids : [...kids, ...shown]
}

function isShown(state: SceneState, popup: SceneNode): boolean {
  for (let at: SceneNode | null = popup; at; at = at.parent) {
    if (at.flags & GONE || at.attrs.hidden) return false
    if (at === state.root) return true
  }
  return false
}

/** Does it stand beside its parent? */
export function isBeside(node: SceneNode): boolean {
  return (node.flags & POPUP) !== 0 && node.attrs.popup !== "cover"
}

/** The size that its content, and its own attributes, give it. */
export function noteNatural(popup: SceneNode, width: number, height: number): void {
  extra(popup).natural = { width, height }
}

/** Further from the surface than a shadow falls. */
const AWAY = -1e6

/** Where it goes, as things lie now: away while nothing of its parent can be seen. The focus may stay in it. */
export function placeBeside(state: SceneState, popup: SceneNode): Rect {
  const natural = popup.extra?.natural ?? popup
  const { width, height } = natural
  if (!isInSight(state, popup.parent!)) return { x: AWAY, y: AWAY, width, height }
  return placePopup(popup.attrs.popup!, seen(popup.parent!), natural, state.surface)
}

/** Where a node lies on the surface. */
function seen(node: SceneNode): Rect {
  if (isTransformed(node)) {
    const { left, top, right, bottom } = outside(node, 0, 0, node.width, node.height)
    return { x: left, y: top, width: right - left, height: bottom - top }
  }
  const { x, y } = locate(node)
  return { x, y, width: node.width, height: node.height }
}
