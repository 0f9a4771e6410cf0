// What does a node look like, once inheritance, theme and defaults are settled?
//
// Styles are resolved when they are painted, never when they are set. A resolved style is shared by
// all nodes that look the same, so painters compare pointers. `state.epoch` says whether a node's
// resolved style is still good: it is raised by every change of something inherited, and a node then
// resolves again the next time it is painted.

import type { Theme } from "../../../core/view/theme.ts"
import type { Attrs } from "../attrs.ts"
import { BOX, NO_ATTRS, type SceneNode, THEMED } from "../node.ts"
import { isShared } from "../shared.ts"
import type { SceneState } from "../state.ts"
import {
  type BorderSpec,
  DEFAULT,
  type Font,
  type LineStyle,
  NONE,
  type Radius,
  type Rgba,
  type RunStyle,
} from "../surface.ts"
import { resolveColor } from "./color.ts"
import { plainColor } from "./gradient.ts"

const fonts = new Map<string, Font>()
const styles = new Map<string, RunStyle>()
const fontNumbers = new WeakMap<Font, number>()

/** The one Font object with these values. */
export function internFont(
  size: number,
  family: string,
  weight: number,
  italic: boolean,
  lineHeight: number,
  letterSpacing: number,
  wordSpacing = 0,
): Font {
  const key = `${size} ${weight} ${italic} ${lineHeight} ${letterSpacing} ${wordSpacing} ${family}`
  let font = fonts.get(key)
  if (!font) {
    if (fonts.size > 4096) fonts.clear()
    font = Object.freeze({ size, family, weight, italic, lineHeight, letterSpacing, wordSpacing })
    fonts.set(key, font)
    fontNumbers.set(font, fonts.size)
  }
  return font
}

/** The one RunStyle object with these values. */
export function internStyle(
  color: Rgba,
  background: Rgba,
  bits: number,
  href: string,
  font: Font,
): RunStyle {
  const key = `${color} ${background} ${bits} ${fontNumbers.get(font) ?? 0} ${href}`
  let style = styles.get(key)
  if (!style || style.font !== font) {
    if (styles.size > 4096) styles.clear() // animated colours: keep memory bounded
    style = Object.freeze({
      color,
      background,
      bold: (bits & 1) !== 0,
      dim: (bits & 2) !== 0,
      italic: (bits & 4) !== 0,
      underline: (bits & 8) !== 0,
      strike: (bits & 16) !== 0,
      inverse: (bits & 32) !== 0,
      href,
      font,
    })
    styles.set(key, style)
  }
  return style
}

/** The flags of a style, as `internStyle` takes them. */
export function styleBits(style: RunStyle): number {
  return (
    (style.bold ? 1 : 0) |
    (style.dim ? 2 : 0) |
    (style.italic ? 4 : 0) |
    (style.underline ? 8 : 0) |
    (style.strike ? 16 : 0) |
    (style.inverse ? 32 : 0)
  )
}

const inks = new WeakMap<RunStyle, Map<Rgba, RunStyle>>()

/** `style` in another colour: the usual difference between a text and what is around it. */
function inked(style: RunStyle, color: Rgba): RunStyle {
  let styles = inks.get(style)
  if (!styles) inks.set(style, (styles = new Map()))
  let ink = styles.get(color)
  if (!ink) {
    if (styles.size > 4096) styles.clear() // animated colours: keep memory bounded
    ink = internStyle(color, style.background, bitsOf(style), style.href, style.font)
    styles.set(color, ink)
  }
  return ink
}

function bitsOf(style: RunStyle): number {
  return (
    (style.bold ? 1 : 0) |
    (style.dim ? 2 : 0) |
    (style.italic ? 4 : 0) |
    (style.underline ? 8 : 0) |
    (style.strike ? 16 : 0) |
    (style.inverse ? 32 : 0)
  )
}

const DEFAULT_FONT_SIZE = 14
const DEFAULT_LINE_HEIGHT = 1.4

export function defaultFont(): Font {
  return internFont(DEFAULT_FONT_SIZE, "sans", 400, false, DEFAULT_LINE_HEIGHT, 0)
}

/** The theme in force at `node`. */
export function themeOf(state: SceneState, node: SceneNode): Theme {
  if (state.themed > 0)
    for (let at: SceneNode | null = node; at; at = at.parent)
      if (at.flags & THEMED) return at.attrs.theme as Theme
  return state.theme
}

/** A colour attribute at `node`, as the surface takes it. */
export function colorAt(state: SceneState, node: SceneNode, text: string): Rgba {
  return resolveColor(themeOf(state, node).colors, text)
}

function baseStyle(state: SceneState): RunStyle {
  if (state.baseEpoch !== state.epoch || !state.baseStyle) {
    const color = resolveColor(state.theme.colors, "text") || DEFAULT
    state.baseStyle = internStyle(color, NONE, 0, "", state.baseFont)
    state.baseEpoch = state.epoch
  }
  return state.baseStyle
}

/** How text of `node` is painted. */
export function styleOf(state: SceneState, node: SceneNode): RunStyle {
  if (node.epoch === state.epoch && node.style) return node.style
  const base = node.parent ? styleOf(state, node.parent) : baseStyle(state)
  const style = node.attrs === NO_ATTRS ? base : resolved(state, node, base)
  node.style = style
  node.epoch = state.epoch
  return style
}

/** `color` of a text changed, and nothing else. */
export function recolor(state: SceneState, node: SceneNode): void {
  const { attrs, style, parent } = node
  if (style === null || node.epoch !== state.epoch || attrs.theme || !parent) {
    node.epoch = -1
    return
  }
  const color =
    attrs.color === undefined ? styleOf(state, parent).color : colorAt(state, node, attrs.color)
  if (color !== style.color) node.style = inked(style, color)
}

/** An answer, and what it was for. */
interface Answer {
  state: SceneState | null
  epoch: number
  kind: number
  attrs: Attrs
  base: RunStyle | null
  style: RunStyle | null
}

// Many nodes in a row share their attributes, and what they inherit: the last answer is theirs, too. Boxes and what
// is in them are asked about in turns.
const lastBox: Answer = none()
const lastRun: Answer = none()

function none(): Answer {
  return { state: null, epoch: -1, kind: -1, attrs: NO_ATTRS, base: null, style: null }
}

function resolved(state: SceneState, node: SceneNode, base: RunStyle): RunStyle {
  const { attrs, kind } = node
  if (state.themed > 0 || !isShared(attrs)) return resolve(state, node, attrs, base)
  const last = kind === BOX ? lastBox : lastRun
  if (
    attrs !== last.attrs ||
    base !== last.base ||
    state.epoch !== last.epoch ||
    state !== last.state ||
    kind !== last.kind
  ) {
    last.style = resolve(state, node, attrs, base)
    last.state = state
    last.epoch = state.epoch
    last.kind = kind
    last.attrs = attrs
    last.base = base
  }
  return last.style!
}

function resolve(state: SceneState, node: SceneNode, attrs: Attrs, base: RunStyle): RunStyle {
  const run = node.kind !== BOX
  let color = base.color
  let background = run ? base.background : NONE
  if (attrs.theme) color = resolveColor(attrs.theme.colors, "text") || DEFAULT
  if (attrs.color !== undefined) color = colorAt(state, node, plainColor(attrs.color))
  // A text block paints its background itself, over its whole box.
  if (node.kind === 2 && attrs.background !== undefined)
    background = colorAt(state, node, attrs.background)
  const bold = attrs.bold ?? base.bold
  const dim = attrs.dim ?? base.dim
  const italic = attrs.italic ?? base.italic
  const underline = run ? (attrs.underline ?? base.underline) : false
  const strike = run ? (attrs.strike ?? base.strike) : false
  const inverse = run ? (attrs.inverse ?? base.inverse) : false
  const href = run && attrs.href !== undefined ? safeHref(attrs.href) : run ? base.href : ""
  const font = fontFor(attrs, base.font)
  const looksAlike =
    background === base.background &&
    bold === base.bold &&
    dim === base.dim &&
    italic === base.italic &&
    underline === base.underline &&
    strike === base.strike &&
    inverse === base.inverse &&
    href === base.href &&
    font === base.font
  if (looksAlike) return color === base.color ? base : inked(base, color)
  const bits =
    (bold ? 1 : 0) |
    (dim ? 2 : 0) |
    (italic ? 4 : 0) |
    (underline ? 8 : 0) |
    (strike ? 16 : 0) |
    (inverse ? 32 : 0)
  return internStyle(color, background, bits, href, font)
}

function fontFor(attrs: Attrs, base: Font): Font {
  if (
    attrs.bold === undefined &&
    attrs.italic === undefined &&
    attrs.fontSize === undefined &&
    attrs.fontFamily === undefined &&
    attrs.fontWeight === undefined &&
    attrs.lineHeight === undefined &&
    attrs.letterSpacing === undefined &&
    attrs.wordSpacing === undefined
  )
    return base
  const weight =
    attrs.fontWeight ?? (attrs.bold === undefined ? base.weight : attrs.bold ? 700 : 400)
  return internFont(
    attrs.fontSize ?? base.size,
    attrs.fontFamily ?? base.family,
    weight,
    attrs.italic ?? base.italic,
    attrs.lineHeight ?? base.lineHeight,
    attrs.letterSpacing ?? base.letterSpacing,
    attrs.wordSpacing ?? base.wordSpacing,
  )
}

/** The address if its scheme is one that may be followed, else "". */
export function safeHref(href: string): string {
  return /^(https?:\/\/|mailto:|file:\/\/)[^\s\u0000-\u001f\u007f-\u009f]*$/i.test(href) ? href : ""
}

// Borders.

function lineOf(value: unknown, all: LineStyle): LineStyle {
  if (value === undefined) return all
  if (value === true) return all === "none" ? "single" : all
  return value === false ? "none" : (value as LineStyle)
}

/** The line styles of a box's four sides: top, right, bottom, left. */
export function linesOf(attrs: Attrs): readonly [LineStyle, LineStyle, LineStyle, LineStyle] {
  const all = lineOf(attrs.border, "none")
  return [
    lineOf(attrs.borderTop, all),
    lineOf(attrs.borderRight, all),
    lineOf(attrs.borderBottom, all),
    lineOf(attrs.borderLeft, all),
  ]
}

const THICK: Readonly<Record<LineStyle, number>> = {
  none: 0,
  single: 1,
  round: 1,
  dashed: 1,
  heavy: 2,
  double: 3,
}

/** How much room a line takes: one cell, or its CSS pixels. */
export function lineWidth(cells: boolean, line: LineStyle): number {
  return line === "none" ? 0 : cells ? 1 : THICK[line]
}

/** The border of a box, or null when it has none. With the focus, one without a colour of its own lights up. */
export function borderOf(state: SceneState, node: SceneNode): BorderSpec | null {
  const { attrs } = node
  const [top, right, bottom, left] = linesOf(attrs)
  if (top === "none" && right === "none" && bottom === "none" && left === "none") return null
  const all = attrs.borderColor ?? (state.focused === node ? "focus" : "border")
  const own = (color: string | undefined) => colorAt(state, node, color ?? all)
  const { borderTopColor, borderRightColor, borderBottomColor, borderLeftColor } = attrs
  const one = !(borderTopColor ?? borderRightColor ?? borderBottomColor ?? borderLeftColor)
  return {
    top,
    right,
    bottom,
    left,
    color: own(undefined),
    colors: one
      ? undefined
      : [own(borderTopColor), own(borderRightColor), own(borderBottomColor), own(borderLeftColor)],
    radius: radiusOf(attrs),
    background:
      attrs.background === undefined ? NONE : colorAt(state, node, plainColor(attrs.background)),
  }
}

/** Corner radii in CSS pixels. */
export function radiusOf(attrs: Attrs): Radius {
  const all = attrs.borderRadius ?? (attrs.border === "round" ? 6 : 0)
  const { borderTopLeftRadius: topLeft, borderTopRightRadius: topRight } = attrs
  const { borderBottomRightRadius: bottomRight, borderBottomLeftRadius: bottomLeft } = attrs
  const one =
    topLeft === undefined &&
    topRight === undefined &&
    bottomRight === undefined &&
    bottomLeft === undefined
  return one ? all : [topLeft ?? all, topRight ?? all, bottomRight ?? all, bottomLeft ?? all]
}

/** The radius of an edge that lies further inside. */
export function insideRadius(radius: Radius, by: number): Radius {
  if (typeof radius === "number") return Math.max(0, radius - by)
  return radius.map((corner) => Math.max(0, corner - by)) as unknown as Radius
}
