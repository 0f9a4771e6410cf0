// What of a node is moved, turned or scaled after layout, and where does a point of it come to lie?
//
//     the node's own box                      what its parent sees
//     ┌──────┐                                     ╱╲
//     │      │  origin · translate · rotate ·     ╱  ╲      left, top, right, bottom of the node
//     └──────┘  scale · skew · −origin           ╲  ╱      are the edges of this
//                                                  ╲╱
//
// Layout knows nothing of it, as in CSS. Coordinates inside of the node stay what they were; its visual
// bounds are those of the turned box, so that what is above need not know. A matrix maps points that
// count from the corner of the node's border box to points that count from the same corner.
//
// Source: CSS Transforms Module Level 2, "Current Transformation Matrix".

import type { Attrs } from "./attrs.ts"
import { EFFECTS, extra, type SceneNode, TRANSFORMED } from "./node.ts"
import type { SceneState } from "./state.ts"
import { along, parsePosition } from "./style/position.ts"
import { styleOf } from "./style/style.ts"
import type { Matrix } from "./surface.ts"

const TURN = Math.PI / 180

/** The node's attributes as a matrix; null when nothing moves. */
function matrixOf(state: SceneState, node: SceneNode): Matrix | null {
  const { attrs, width, height } = node
  const turn = (attrs.rotate ?? 0) * TURN
  const sx = attrs.scaleX ?? attrs.scale ?? 1
  const sy = attrs.scaleY ?? attrs.scale ?? 1
  const kx = Math.tan((attrs.skewX ?? 0) * TURN)
  const ky = Math.tan((attrs.skewY ?? 0) * TURN)
  const tx = distance(state, node, attrs.translateX, width)
  const ty = distance(state, node, attrs.translateY, height)
  if (turn === 0 && sx === 1 && sy === 1 && kx === 0 && ky === 0 && tx === 0 && ty === 0)
    return null
  const [px, py] = parsePosition(attrs.transformOrigin ?? "center") ?? ["50%", "50%"]
  const ox = along(px, width)
  const oy = along(py, height)
  const cos = Math.cos(turn)
  const sin = Math.sin(turn)
  // rotate · scale · skewX · skewY, column by column.
  const a = cos * sx * (1 + kx * ky) - sin * sy * ky
  const b = sin * sx * (1 + kx * ky) + cos * sy * ky
  const c = cos * sx * kx - sin * sy
  const d = sin * sx * kx + cos * sy
  return { a, b, c, d, e: tx + ox - a * ox - c * oy, f: ty + oy - b * ox - d * oy }
}

function distance(state: SceneState, node: SceneNode, value: unknown, whole: number): number {
  if (value === undefined) return 0
  if (typeof value === "number") return value
  const text = String(value)
  const n = Number.parseFloat(text)
  if (text.endsWith("%")) return (n / 100) * whole
  if (text.endsWith("px")) return n
  const { ch, lineHeight } = state.metrics(styleOf(state, node).font)
  return n * (text.endsWith("ch") ? ch : lineHeight)
}

function isMoved(attrs: Attrs): boolean {
  return (
    attrs.rotate !== undefined ||
    attrs.scale !== undefined ||
    attrs.scaleX !== undefined ||
    attrs.scaleY !== undefined ||
    attrs.translateX !== undefined ||
    attrs.translateY !== undefined ||
    attrs.skewX !== undefined ||
    attrs.skewY !== undefined
  )
}

/** Notes whether the node is painted in a way of its own. After a change of such an attribute, or of its size. */
export function settleEffects(state: SceneState, node: SceneNode): void {
  const { attrs } = node
  const moves = state.surface.pushTransform !== undefined && isMoved(attrs)
  const matrix = moves ? matrixOf(state, node) : null
  const blends = attrs.blend !== undefined && attrs.blend !== "normal"
  if (blends) state.blending = true
  let flags = node.flags & ~(TRANSFORMED | EFFECTS)
  if (matrix) flags |= TRANSFORMED
  // Also what does not move now: it may when it has a size.
  if (moves || blends || (attrs.opacity !== undefined && attrs.opacity < 1)) flags |= EFFECTS
  node.flags = flags
  if (matrix) extra(node).matrix = matrix
  else if (node.extra) node.extra.matrix = null
}

/** Edges after `mapped`. */
export const edges = { left: 0, top: 0, right: 0, bottom: 0 }

/** Puts the rectangle round a mapped rectangle into `edges`. */
export function mapped(
  m: Matrix,
  left: number,
  top: number,
  right: number,
  bottom: number,
): typeof edges {
  const ax = Math.min(m.a * left, m.a * right)
  const bx = Math.max(m.a * left, m.a * right)
  const cx = Math.min(m.c * top, m.c * bottom)
  const dx = Math.max(m.c * top, m.c * bottom)
  const ay = Math.min(m.b * left, m.b * right)
  const by = Math.max(m.b * left, m.b * right)
  const cy = Math.min(m.d * top, m.d * bottom)
  const dy = Math.max(m.d * top, m.d * bottom)
  edges.left = ax + cx + m.e
  edges.right = bx + dx + m.e
  edges.top = ay + cy + m.f
  edges.bottom = by + dy + m.f
  return edges
}

/** The way back; null where all is flattened to nothing. */
export function inverse(m: Matrix): Matrix | null {
  const det = m.a * m.d - m.b * m.c
  if (!(Math.abs(det) > 1e-9)) return null
  const a = m.d / det
  const b = -m.b / det
  const c = -m.c / det
  const d = m.a / det
  return { a, b, c, d, e: -(a * m.e + c * m.f), f: -(b * m.e + d * m.f) }
}

/** First `second`, then `first`. */
export function times(first: Matrix, second: Matrix): Matrix {
  return {
    a: first.a * second.a + first.c * second.b,
    b: first.b * second.a + first.d * second.b,
    c: first.a * second.c + first.c * second.d,
    d: first.b * second.c + first.d * second.d,
    e: first.a * second.e + first.c * second.f + first.e,
    f: first.b * second.e + first.d * second.f + first.f,
  }
}

/** `matrix`, which counts from a corner, for coordinates in which that corner is at x, y. */
export function around(matrix: Matrix, x: number, y: number): Matrix {
  const { a, b, c, d } = matrix
  return { a, b, c, d, e: matrix.e + x - a * x - c * y, f: matrix.f + y - b * x - d * y }
}

/** How much further ink may reach when the node is turned and scaled. */
export function stretch(m: Matrix): number {
  return Math.max(Math.abs(m.a) + Math.abs(m.c), Math.abs(m.b) + Math.abs(m.d))
}

/** Turns visual bounds that count from the node's own box into those that its parent sees. */
export function turnBounds(node: SceneNode): void {
  const matrix = node.extra?.matrix
  if (!matrix) return
  const { left, top, right, bottom } = mapped(matrix, node.left, node.top, node.right, node.bottom)
  node.left = left
  node.top = top
  node.right = right
  node.bottom = bottom
}
