// What is drawn, in which order, for the damaged part?
//
// One walk from the root, pruned by visual bounds: a node whose bounds meet no damage is left out with
// all below it. Large sorted containers (rows of a list, cells of a grid) are searched, not scanned.
//
//     layer ─ shadow ─ background ─ border, title ─ clip ─ kids by zIndex ─ bars

import { paintEdit } from "../input/input.ts"
import { borderInsets } from "../layout/lengths.ts"
import {
  BOX,
  CLIPS,
  DRAW,
  EFFECTS,
  extra,
  IMAGE,
  INPUT,
  LAYERED,
  type Line,
  PLACED,
  SCROLLS,
  type SceneNode,
  SORTED_X,
  SORTED_Y,
  SPILLS,
  TEXT,
  TEXTAREA,
  TRANSFORMED,
} from "../node.ts"
import type { SceneState } from "../state.ts"
import { resolveColor } from "../style/color.ts"
import { inkGradient, parseGround, plainColor } from "../style/gradient.ts"
import { shadowIn } from "../style/shadow.ts"
import {
  borderOf,
  colorAt,
  insideRadius,
  internStyle,
  lineWidth,
  radiusOf,
  styleBits,
  styleOf,
  themeOf,
} from "../style/style.ts"
import { type BorderSpec, type Matrix, NONE, type Rgba, type RunStyle } from "../surface.ts"
import { fitsAsIs, heightOf, linesIn } from "../text/lines.ts"
import { isJustified, justified, rangeRects, shiftOf } from "../text/places.ts"
import { prepare } from "../text/text.ts"
import { around, inverse, mapped } from "../transform.ts"
import { paintBars, paintTitle } from "./chrome.ts"
import { type Damage, PixelDamage } from "./damage.ts"
import { firstEnding, ordered } from "./order.ts"
import { paintGround, paintPicture } from "./picture.ts"
import { paintTinted } from "./tinted.ts"

/** Paints a node whose parent's border box, scrolled, starts at px, py. */
export function paint(state: SceneState, node: SceneNode, px: number, py: number): void {
  if (!(node.flags & PLACED)) return
  const x = px + node.x
  const y = py + node.y
  const { bleed } = node
  if (
    !state.damage.hits(
      x + node.left - bleed,
      y + node.top - bleed,
      x + node.right + bleed,
      y + node.bottom + bleed,
    )
  )
    return
  if (node.flags & EFFECTS || (state.blending && node.attrs.zIndex !== undefined))
    paintWithEffects(state, node, x, y)
  else paintNode(state, node, x, y)
}

function paintNode(state: SceneState, node: SceneNode, x: number, y: number): void {
  switch (node.kind) {
    case BOX:
      paintBox(state, node, x, y)
      return
    case TEXT:
      paintText(state, node, x, y)
      return
    case INPUT:
    case TEXTAREA:
      paintEdit(state, node, x, y)
      return
    case IMAGE:
      paintPicture(state, node, x, y)
      return
    case DRAW:
      paintDraw(state, node, x, y)
      return
  }
}

/** Turned, faded or blended: all of the node and what is in it, as one. */
function paintWithEffects(state: SceneState, node: SceneNode, x: number, y: number): void {
  const { attrs, bleed } = node
  const { surface } = state
  const opacity = attrs.opacity ?? 1
  if (opacity === 0) return
  const blend = attrs.blend ?? "normal"
  // What is turned or has a zIndex is a picture of its own: what is blended in it does not reach below it.
  const apart = state.blending && isContext(node) && holdsBlend(node)
  const layered = opacity < 1 || blend !== "normal" || apart
  if (layered) {
    // In a terminal nothing reaches beyond the bounds.
    const left = x + node.left - bleed
    const top = y + node.top - bleed
    const width = node.right - node.left + 2 * bleed
    const height = node.bottom - node.top + 2 * bleed
    surface.pushLayer(left, top, width, height, opacity, blend)
  }
  const matrix = node.flags & TRANSFORMED ? node.extra!.matrix! : null
  const back = matrix && inverse(around(matrix, x, y))
  if (!matrix) paintNode(state, node, x, y)
  else if (back) {
    const { damage } = state
    state.damage = seenBy(back, damage)
    surface.pushTransform!(around(matrix, x, y))
    paintNode(state, node, x, y)
    surface.popTransform!()
    state.damage = damage
  }
  if (layered) surface.popLayer()
}

/** A stacking context of CSS, as far as it shows: what is blended mixes with what is painted in its context. */
function isContext(node: SceneNode): boolean {
  return (node.flags & TRANSFORMED) !== 0 || node.attrs.zIndex !== undefined
}

/** Is something in the node blended with what is below it? Not what is in a layer of its own. */
function holdsBlend(node: SceneNode): boolean {
  for (const kid of node.kids) {
    const { blend, opacity } = kid.attrs
    if (blend !== undefined && blend !== "normal") return true
    if (opacity !== undefined && opacity < 1) continue
    if (!isContext(kid) && holdsBlend(kid)) return true
  }
  return false
}

/** The damage as what is inside of a transform sees it. */
function seenBy(back: Matrix, damage: Damage): Damage {
  const seen = new PixelDamage()
  for (const r of damage.rects) {
    const { left, top, right, bottom } = mapped(back, r.x, r.y, r.x + r.width, r.y + r.height)
    seen.add(left - 1, top - 1, right + 1, bottom + 1) // antialiased edges
  }
  return seen
}

function paintBox(state: SceneState, node: SceneNode, x: number, y: number): void {
  const { attrs, width, height, flags } = node
  const { surface } = state
  if (
    attrs.background !== undefined ||
    attrs.backgroundImage !== undefined ||
    attrs.border !== undefined ||
    attrs.shadow !== undefined ||
    attrs.title !== undefined ||
    attrs.borderTop !== undefined ||
    attrs.borderBottom !== undefined ||
    attrs.borderLeft !== undefined ||
    attrs.borderRight !== undefined
  )
    paintFrame(state, node, x, y)
  const { kids } = node
  if (kids.length > 0 && width > 0 && height > 0) {
    let dx = x
    let dy = y
    const radius = state.cells ? 0 : radiusOf(attrs)
    // Round corners cut what fills the box to its edge, too.
    const clipped = (flags & CLIPS) !== 0 && ((flags & (SPILLS | SCROLLS)) !== 0 || radius !== 0)
    if (clipped) {
      const inset = borderInsets(state, node)
      const w = width - inset.left - inset.right
      const h = height - inset.top - inset.bottom
      if (w > 0 && h > 0) {
        const bend = insideRadius(radius, inset.left)
        surface.pushClip(x + inset.left, y + inset.top, w, h, bend)
        const scroll = flags & SCROLLS ? node.extra?.scroll : null
        if (scroll) {
          dx -= scroll.left
          dy -= scroll.top
        }
        paintKids(state, node, dx, dy)
        surface.popClip()
      }
    } else paintKids(state, node, dx, dy)
  } else if (kids.length > 0 && !(flags & CLIPS)) paintKids(state, node, x, y)
  if (flags & SCROLLS) paintBars(state, node, x, y)
  if (node === state.focused && state.showFocus && !state.cells && attrs.focusRing !== false)
    paintRing(state, node, x, y)
}

/** Who has the focus, on pixels: a line inside of the border box. A terminal shows it by colours. */
function paintRing(state: SceneState, node: SceneNode, x: number, y: number): void {
  const color = colorAt(state, node, "focus")
  if (color === NONE || node.width < 4 || node.height < 4) return
  state.surface.border(x, y, node.width, node.height, {
    top: "single",
    right: "single",
    bottom: "single",
    left: "single",
    color,
    radius: radiusOf(node.attrs),
    background: NONE,
  })
}

function paintFrame(state: SceneState, node: SceneNode, x: number, y: number): void {
  const { attrs, width, height } = node
  if (width <= 0 || height <= 0) return
  const { surface } = state
  const radius = state.cells ? 0 : radiusOf(attrs)
  const ext = extra(node)
  if (ext.borderEpoch !== state.epoch) {
    ext.border = borderOf(state, node)
    ext.borderEpoch = state.epoch
  }
  const shadow =
    attrs.shadow === undefined || attrs.shadow === "none"
      ? undefined
      : shadowIn(attrs.shadow, (token) => colorAt(state, node, token))
  if (shadow !== undefined) surface.shadow(x, y, width, height, radius, shadow)
  if (attrs.background !== undefined) {
    const ground = surface.gradient ? parseGround(attrs.background) : null
    const plain = ground ? ground.color : plainColor(attrs.background)
    const color = plain === undefined ? NONE : colorAt(state, node, plain)
    if (color !== NONE)
      surface.fill(x, y, width, height, color, radius, radius === 0 ? 0 : edgeOf(ext.border))
    if (ground)
      for (let i = ground.gradients.length - 1; i >= 0; i--) {
        const text = ground.gradients[i]!
        const colors = text.stops.map((stop) => colorAt(state, node, stop.color))
        surface.gradient!(x, y, width, height, { text, colors }, radius)
      }
  }
  if (attrs.backgroundImage !== undefined) paintGround(state, node, x, y, radius)
  if (shadow?.includes("inset")) surface.innerShadow?.(x, y, width, height, radius, shadow)
  if (!onEdge(state, node, x, y)) return
  if (ext.border) surface.border(x, y, width, height, ext.border)
  if (attrs.title || attrs.titleNote) paintTitle(state, node, x, y, ext.border)
}

/** Thickness of the thinnest side of an opaque border, in CSS pixels. */
function edgeOf(border: BorderSpec | null): number {
  if (!border || (border.colors ?? [border.color]).some((color) => color >>> 24 !== 255)) return 0
  const sides = [border.top, border.right, border.bottom, border.left]
  if (sides.includes("dashed")) return 0
  return Math.min(...sides.map((side) => (side === "double" ? 1 : lineWidth(false, side))))
}

/** In a terminal: is any cell of the border line damaged? A change inside of a panel leaves it alone. */
function onEdge(state: SceneState, node: SceneNode, x: number, y: number): boolean {
  if (!state.cells) return true
  const { damage } = state
  const right = x + node.width
  const bottom = y + node.height
  return (
    damage.hits(x, y, right, y + 1) ||
    damage.hits(x, bottom - 1, right, bottom) ||
    damage.hits(x, y, x + 1, bottom) ||
    damage.hits(right - 1, y, right, bottom)
  )
}

function paintKids(state: SceneState, node: SceneNode, x: number, y: number): void {
  const { kids, flags } = node
  if (flags & LAYERED) {
    for (const kid of ordered(node)) paint(state, kid, x, y)
    return
  }
  let i = 0
  const end = kids.length
  if (flags & SORTED_Y) {
    i = firstEnding(kids, state.damage.top - state.bleed - y, false)
    const stop = state.damage.bottom + state.bleed - y
    const near = state.damage.left - state.bleed - x
    const far = state.damage.right + state.bleed - x
    for (; i < end; i++) {
      const kid = kids[i]!
      if (kid.y + kid.top >= stop) return
      // Most of a row lies beside the damage: look before calling.
      if (kid.x + kid.right <= near || kid.x + kid.left >= far) continue
      paint(state, kid, x, y)
    }
    return
  }
  if (flags & SORTED_X) {
    i = firstEnding(kids, state.damage.left - state.bleed - x, true)
    const stop = state.damage.right + state.bleed - x
    for (; i < end; i++) {
      const kid = kids[i]!
      if (kid.x + kid.left >= stop) return
      paint(state, kid, x, y)
    }
    return
  }
  for (; i < end; i++) paint(state, kids[i]!, x, y)
}

function paintText(state: SceneState, node: SceneNode, x: number, y: number): void {
  const { width, height, attrs } = node
  if (width <= 0 || height <= 0) return
  const { surface } = state
  if (attrs.background !== undefined) {
    const color = colorAt(state, node, attrs.background)
    if (color !== NONE) surface.fill(x, y, width, height, color, 0)
  }
  const { textShadow } = attrs
  const shadows = textShadow !== undefined && textShadow !== "none" && surface.castShadow
  if (shadows) surface.castShadow!(shadowIn(textShadow, (token) => colorAt(state, node, token)))
  const gradient = inkGradient(attrs.color)
  if (gradient) paintTinted(state, node, x, y, gradient)
  else paintWords(state, node, x, y)
  if (shadows) surface.castShadow!("")
  const selected = state.selected?.get(node)
  if (selected) paintSelected(state, node, x, y, selected)
}

/** Drawn once more in other colours, seen through a clip: letters that join are whole. */
function paintSelected(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  [from, to]: readonly [number, number],
): void {
  const { surface } = state
  const background = colorAt(state, node, "selection")
  const ink = colorAt(state, node, "onSelection")
  for (const rect of rangeRects(state, node, from, to)) {
    const width = Math.min(rect.width, node.width - rect.x)
    const height = Math.min(rect.height, node.height - rect.y)
    if (width <= 0 || height <= 0) continue
    surface.pushClip(x + rect.x, y + rect.y, width, height, 0)
    surface.fill(x + rect.x, y + rect.y, width, height, background, 0)
    paintWords(state, node, x, y, ink)
    surface.popClip()
  }
}

function paintWords(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  ink: Rgba = NONE,
): void {
  const { width, height, attrs } = node
  const { surface } = state
  const block = prepare(state, node)
  const { lineHeight } = block
  if (fitsAsIs(block, width) && attrs.align === undefined && lineHeight <= height + 0.5) {
    surface.text(x, y, lineHeight, block.text, selectedStyle(styleOf(state, block.owner), ink))
    return
  }
  const lines = linesIn(state, node)
  // Text never leaves its own box: what does not fit is cut at the edge.
  let clipped = heightOf(block, lines) > height + 0.5
  for (let i = 0; !clipped && i < lines.length; i++) clipped = lines[i]!.width > width + 0.5
  if (clipped) surface.pushClip(x, y, width, height, 0)
  const { damage } = state
  let top = y
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (top - node.bleed >= damage.bottom) break
    if (top + line.height + node.bleed > damage.top)
      paintLine(state, line, x, top, width, attrs.align, ink)
    top += line.height
  }
  if (clipped) surface.popClip()
}

function paintLine(
  state: SceneState,
  line: Line,
  x: number,
  y: number,
  width: number,
  align: string | undefined,
  ink: Rgba,
): void {
  const { height, baseline } = line
  const room = width - line.width
  let { pieces } = line
  let dx = x
  if ((align !== undefined || line.rtl) && room > 0) {
    if (isJustified(line, align))
      pieces = justified(state, line, room).filter(({ text }) => text.trim() !== "")
    else dx += shiftOf(state, line, room, align)
  }
  for (let i = 0; i < pieces.length; i++) {
    const { x: at, text, owner, rtl } = pieces[i]!
    const style = selectedStyle(styleOf(state, owner), ink)
    state.surface.text(dx + at, y, height, text, style, rtl, baseline)
  }
}

/** The style as of what is selected, in `ink`; with NONE as it is. */
function selectedStyle(style: RunStyle, ink: Rgba): RunStyle {
  if (ink === NONE) return style
  const bits = styleBits(style) & ~(2 | 32) // neither faded nor turned over
  return internStyle(ink, NONE, bits, style.href, style.font)
}

function paintDraw(state: SceneState, node: SceneNode, x: number, y: number): void {
  const { attrs, width, height } = node
  if (width <= 0 || height <= 0) return
  if (attrs.background !== undefined) {
    const color = colorAt(state, node, attrs.background)
    if (color !== NONE) state.surface.fill(x, y, width, height, color, 0)
  }
  const painter = attrs.paint
  if (!painter) return
  const { font } = styleOf(state, node)
  const metrics = state.metrics(font)
  const { colors } = themeOf(state, node)
  const pen = state.surface.pen(x, y, width, height, font, (text) => resolveColor(colors, text))
  try {
    painter(pen, { width, height, ch: metrics.ch, lh: metrics.lineHeight })
  } catch (error) {
    state.onError(error)
  }
}
