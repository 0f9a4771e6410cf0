// Where does a kid go that takes no part in the layout of its siblings?
//
// Source: CSS Positioned Layout 3, sections 3 and 4. Its containing block is the padding box of its parent; on pixels
// a title bar is part of that.

import { IMAGE, type SceneNode } from "../node.ts"
import { heightOf } from "./flex.ts"
import type { Flow } from "./flow.ts"
import {
  borderInsets,
  clamp,
  edgesOf,
  isAuto,
  limitsOf,
  marginsOf,
  resolve,
  titleHeight,
  whole,
} from "./lengths.ts"

export function placeAbsolute(flow: Flow, node: SceneNode, kid: SceneNode): void {
  const { state } = flow
  const { attrs } = kid
  const border = borderInsets(state, node)
  const bar = state.cells ? 0 : titleHeight(state, node, true)
  const left = border.left
  const top = border.top - bar
  const width = Math.max(0, node.width - left - border.right)
  const height = Math.max(0, node.height - top - border.bottom)
  flow.enter(kid, width)
  const inset = (name: "left" | "right" | "top" | "bottom", vertical: boolean) =>
    resolve(state, kid, attrs[name] ?? attrs.inset, vertical, vertical ? height : width)
  const margin = marginsOf(state, kid, width)
  const l = inset("left", false)
  const r = inset("right", false)
  const t = inset("top", true)
  const b = inset("bottom", true)
  const edges = edgesOf(state, kid, width)
  const [across, down] = staticPlace(flow, node, kid)
  const taken = Number.isNaN(l) && Number.isNaN(r) ? across.start - left : 0
  const spaceX =
    Math.max(0, width - (l || 0) - (r || 0) - taken) - (margin.left || 0) - (margin.right || 0)
  const spaceY =
    Math.max(0, height - (t || 0) - (b || 0)) - (margin.top || 0) - (margin.bottom || 0)
  const ratio = flow.ratio(kid)
  const shaped = kid.kind === IMAGE
  const limitX = limitsOf(state, kid, false, width, edges.left + edges.right)
  const limitY = limitsOf(state, kid, true, height, edges.top + edges.bottom)
  let w = resolve(state, kid, attrs.width, false, width)
  let h = heightOf(state, kid, height)
  const wide = !Number.isNaN(w) || !Number.isNaN(l + r)
  if (Number.isNaN(h) && isAuto(attrs.height) && !shaped && !Number.isNaN(t + b))
    if (Number.isNaN(ratio) || !wide) h = Math.max(0, spaceY)
  if (!Number.isNaN(h)) h = clamp(h, limitY)
  if (Number.isNaN(w)) {
    const said = heightOf(state, kid, height) * ratio
    if (!Number.isNaN(said)) w = h * ratio
    else if (!Number.isNaN(l + r) && !shaped) w = Math.max(0, spaceX)
    else if (!Number.isNaN(h * ratio)) w = h * ratio
    else w = flow.fit(kid, Math.max(0, spaceX), height)
  }
  w = whole(state, clamp(w, limitX))
  const definite = !Number.isNaN(h) || kid.attrs.aspectRatio !== undefined
  if (Number.isNaN(h)) h = clamp(flow.height(kid, w), limitY)
  h = whole(state, h)
  const x = along(l, r, margin.left, margin.right, w, width, across, left)
  const y = along(t, b, margin.top, margin.bottom, h, height, down, top)
  flow.put(kid, whole(state, x), whole(state, y), w, h, definite)
}

/** Where the content of the parent would put it: the space, and how it stands in there. */
interface Static {
  readonly start: number
  readonly size: number
  readonly align: string
}

function along(
  from: number,
  to: number,
  before: number,
  after: number,
  size: number,
  room: number,
  place: Static,
  offset: number,
): number {
  if (Number.isNaN(from) && Number.isNaN(to)) {
    const rest = place.size - size - (before || 0) - (after || 0)
    const shift = place.align === "center" ? rest / 2 : place.align === "end" ? rest : 0
    return place.start + shift + (before || 0)
  }
  if (Number.isNaN(from)) return offset + room - to - (after || 0) - size
  if (!Number.isNaN(to)) {
    const rest = room - from - to - size - (before || 0) - (after || 0)
    if (Number.isNaN(before) && Number.isNaN(after)) return offset + from + Math.max(0, rest / 2)
    if (Number.isNaN(before)) return offset + from + rest
  }
  return offset + from + (before || 0)
}

function staticPlace(flow: Flow, node: SceneNode, kid: SceneNode): [Static, Static] {
  const { state } = flow
  const { attrs } = node
  const edges = edgesOf(state, node, flow.room(node))
  const row = attrs.flexDirection?.startsWith("row") === true
  const reverse = attrs.flexDirection?.endsWith("reverse") === true
  const own = kid.attrs.alignSelf
  const cross = own && own !== "auto" ? own : (attrs.alignItems ?? "start")
  const justify = attrs.justifyContent ?? "start"
  const packed =
    justify === "around" || justify === "evenly"
      ? "center"
      : justify === "between"
        ? "start"
        : justify
  const main = reverse ? (packed === "start" ? "end" : packed === "end" ? "start" : packed) : packed
  const grid = attrs.display === "grid"
  const x = {
    start: edges.left,
    size: Math.max(0, node.width - edges.left - edges.right),
    align: grid ? "start" : row ? main : cross,
  }
  const y = {
    start: edges.top,
    size: Math.max(0, node.height - edges.top - edges.bottom),
    align: grid || row ? cross : main,
  }
  return [x, y]
}
