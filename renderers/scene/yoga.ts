// How do attributes become Yoga's? The only file that imports yoga-layout.
//
// A box whose size does not depend on what is inside (layout.ts says which) has two Yoga nodes: a leaf
// in its parent's tree, which takes the attributes of the box as a child, and the root of a tree of
// its own, which takes those of the box as a container.
//
// Every value was checked by attrs.ts: Yoga answers a bad one by aborting, and prints to stderr.

import {
  Align,
  Direction,
  Edge,
  FlexDirection,
  Gutter,
  Justify,
  loadYoga,
  MeasureMode,
  Overflow,
  PositionType,
  Wrap,
  type Yoga,
  type Node as YogaNode,
} from "yoga-layout/load"
import type { Attrs } from "./attrs.ts"
import { BOX, IMAGE, NO_ATTRS, type SceneNode, TEXT } from "./node.ts"
import { templatesOf } from "./shared.ts"
import type { SceneState } from "./state.ts"
import { linesOf, lineWidth, styleOf } from "./style.ts"

export type { Yoga, YogaConfig, YogaNode } from "./yoga-types.ts"
export { Direction, Edge, MeasureMode }

let loading: Promise<Yoga> | undefined

/** Starts loading Yoga (16 MB) if that has not happened, and gives it. */
export function startYoga(): Promise<Yoga> {
  loading ??= withoutFetch(loadYoga)
  return loading
}

/**
 * Yoga fetches its WebAssembly from a data: URL that it holds itself, for which Node loads a whole
 * HTTP client (25 of 36 ms of CPU). Without a `fetch` in sight it decodes the text; it looks at once.
 */
function withoutFetch<T>(run: () => T): T {
  const own = Object.getOwnPropertyDescriptor(globalThis, "fetch")
  if (!own?.configurable) return run()
  Object.defineProperty(globalThis, "fetch", { value: undefined, configurable: true })
  try {
    return run()
  } finally {
    Object.defineProperty(globalThis, "fetch", own)
  }
}

/** What `makeYoga` throws in a scene that has not loaded Yoga yet. */
export const YOGA_MISSING: unique symbol = Symbol("Yoga is not loaded")

/** A Yoga node of this scene. */
export function makeYoga(state: SceneState): YogaNode {
  if (!state.yoga) throw YOGA_MISSING
  state.yogaNodes++
  return state.yoga.Node.create(state.config!)
}

/** Frees a Yoga node for good. It must be in no tree, or in one that goes with it. */
export function freeYoga(state: SceneState, node: YogaNode): void {
  state.yogaNodes--
  node.unsetMeasureFunc()
  node.free()
}

const ALIGN: Readonly<Record<string, Align>> = {
  auto: Align.Auto,
  start: Align.FlexStart,
  center: Align.Center,
  end: Align.FlexEnd,
  stretch: Align.Stretch,
  baseline: Align.Baseline,
  between: Align.SpaceBetween,
  around: Align.SpaceAround,
  evenly: Align.SpaceEvenly,
}
const JUSTIFY: Readonly<Record<string, Justify>> = {
  start: Justify.FlexStart,
  center: Justify.Center,
  end: Justify.FlexEnd,
  between: Justify.SpaceBetween,
  around: Justify.SpaceAround,
  evenly: Justify.SpaceEvenly,
}
const DIRECTION: Readonly<Record<string, FlexDirection>> = {
  row: FlexDirection.Row,
  column: FlexDirection.Column,
  "row-reverse": FlexDirection.RowReverse,
  "column-reverse": FlexDirection.ColumnReverse,
}
const WRAP: Readonly<Record<string, Wrap>> = {
  nowrap: Wrap.NoWrap,
  wrap: Wrap.Wrap,
  "wrap-reverse": Wrap.WrapReverse,
}
const OVERFLOW: Readonly<Record<string, Overflow>> = {
  visible: Overflow.Visible,
  hidden: Overflow.Hidden,
  scroll: Overflow.Scroll,
}
const EDGES: Readonly<Record<string, Edge>> = {
  "": Edge.All,
  X: Edge.Horizontal,
  Y: Edge.Vertical,
  Top: Edge.Top,
  Right: Edge.Right,
  Bottom: Edge.Bottom,
  Left: Edge.Left,
}

/** A length in the surface's unit, or a percentage as Yoga takes it; undefined stays. */
function toYoga(
  state: SceneState,
  node: SceneNode,
  value: unknown,
  vertical: boolean,
): number | `${number}%` | "auto" | undefined {
  if (typeof value !== "string") return value as number | undefined
  if (value === "auto" || value.endsWith("%")) return value as "auto" | `${number}%`
  return lengthOf(state, node, value, vertical)
}

/** A length that is no percentage, in the surface's unit. */
export function lengthOf(
  state: SceneState,
  node: SceneNode,
  value: number | string,
  vertical: boolean,
): number {
  if (typeof value === "number") return value
  const n = Number.parseFloat(value)
  if (value.endsWith("ch")) return state.cells ? n : n * fontMetrics(state, node).ch
  if (value.endsWith("lh")) return state.cells ? n : n * fontMetrics(state, node).lineHeight
  // Whole cells each: fractions of nested paddings would add up to a cell somewhere.
  return state.cells ? Math.round(n / (vertical ? 16 : 8)) : n
}

function fontMetrics(state: SceneState, node: SceneNode) {
  return state.metrics(styleOf(state, node).font)
}

type Points = number | `${number}%` | undefined

/** Gives Yoga everything that the node's attributes say. For fresh Yoga nodes. */
export function applyAll(state: SceneState, node: SceneNode): void {
  const { yoga } = node
  if (!yoga) return
  const templates = templatesOf(node.attrs, state.cells)
  const form = node.kind === BOX ? "box" : "leaf"
  if (templates?.[form]) {
    yoga.copyStyle(templates[form])
    return
  }
  for (const name in node.attrs) applyAttr(state, node, name)
  if (node.attrs !== NO_ATTRS) applyMaxWidth(state, node, yoga)
  if (templates && !node.inner && isFixedStyle(state, node.attrs))
    templates[form] = copyOf(state, yoga)
}

/** Does the style depend on the attributes alone, not on a font? */
function isFixedStyle(state: SceneState, attrs: Attrs): boolean {
  if (state.cells) return true
  if (attrs.title !== undefined || attrs.titleNote !== undefined) return false
  for (const name in attrs) {
    const value = attrs[name]
    if (typeof value === "string" && /^[-\d.]+(ch|lh)$/.test(value)) return false
  }
  return true
}

/** A Yoga node for templates: in no tree, kept for good. */
function copyOf(state: SceneState, yoga: YogaNode): YogaNode {
  const copy = state.yoga!.Node.create()
  copy.copyStyle(yoga)
  return copy
}

/** Gives a fresh inner node what the box says as a container. */
export function applyInner(state: SceneState, node: SceneNode): void {
  const inner = node.inner!
  const templates = templatesOf(node.attrs, state.cells)
  if (templates?.inner) {
    inner.copyStyle(templates.inner)
    return
  }
  for (const name in node.attrs)
    if (CONTAINER.has(name)) applyContainer(state, node, inner, node.attrs, name, node.attrs[name])
  if (templates && isFixedStyle(state, node.attrs)) templates.inner = copyOf(state, inner)
}

/** Attributes that say how things are inside of a box. */
export const CONTAINER: ReadonlySet<string> = new Set(
  `flexDirection flexWrap alignItems alignContent justifyContent gap rowGap columnGap padding paddingX
  paddingY paddingTop paddingRight paddingBottom paddingLeft border borderTop borderRight borderBottom
  borderLeft overflow title scrollbar`.split(/\s+/),
)

/** Gives Yoga the present value of one attribute (undefined: Yoga's default). Others are ignored. */
export function applyAttr(state: SceneState, node: SceneNode, name: string): void {
  const { attrs, yoga } = node
  const value = attrs[name]
  if (CONTAINER.has(name)) {
    if (node.kind !== BOX) return
    if (node.inner) applyContainer(state, node, node.inner, attrs, name, value)
    // The leaf of a boundary has padding and border too: a box is never smaller than those.
    if (yoga) applyContainer(state, node, yoga, attrs, name, value)
    return
  }
  if (!yoga) return
  const set = (vertical: boolean) => toYoga(state, node, value, vertical)
  switch (name) {
    case "width":
      yoga.setWidth(set(false) ?? "auto")
      applyMaxWidth(state, node, yoga)
      return
    case "height":
      yoga.setHeight(set(true) ?? "auto")
      return
    case "minWidth":
      yoga.setMinWidth(set(false) as Points)
      return
    case "minHeight":
      yoga.setMinHeight(set(true) as Points)
      return
    case "maxWidth":
      applyMaxWidth(state, node, yoga)
      return
    case "maxHeight":
      yoga.setMaxHeight(set(true) as Points)
      return
    case "aspectRatio":
      yoga.setAspectRatio(value as number | undefined)
      return
    case "flex":
    case "flexGrow":
    case "flexShrink":
    case "flexBasis":
      applyFlex(state, node, yoga, attrs)
      return
    case "alignSelf":
      yoga.setAlignSelf(ALIGN[(value as string) ?? "auto"]!)
      return
    case "position":
      yoga.setPositionType(value === "absolute" ? PositionType.Absolute : PositionType.Relative)
      return
    case "inset":
      yoga.setPosition(Edge.Horizontal, set(false) as Points)
      yoga.setPosition(Edge.Vertical, set(true) as Points)
      return
    case "top":
    case "right":
    case "bottom":
    case "left":
      applyPosition(yoga, name, set(name === "top" || name === "bottom") as Points)
      return
  }
  if (name.startsWith("margin")) {
    const side = name.slice(6)
    const margin = (edge: Edge, vertical: boolean) => yoga.setMargin(edge, set(vertical))
    margin(EDGES[side]!, side === "Y" || side === "Top" || side === "Bottom")
  }
}

/** A text or picture that says no width is never wider than its parent (absolute, or in a box that wraps). */
function applyMaxWidth(state: SceneState, node: SceneNode, yoga: YogaNode): void {
  const { width, maxWidth } = node.attrs
  const held = width === undefined && (node.kind === TEXT || node.kind === IMAGE)
  yoga.setMaxWidth(toYoga(state, node, maxWidth ?? (held ? "100%" : undefined), false) as Points)
}

function applyPosition(yoga: YogaNode, name: string, value: Points): void {
  yoga.setPosition(EDGES[name[0]!.toUpperCase() + name.slice(1)]!, value)
}

function applyFlex(state: SceneState, node: SceneNode, yoga: YogaNode, attrs: Attrs): void {
  const flex = attrs.flex
  yoga.setFlexGrow(attrs.flexGrow ?? flex ?? 0)
  // `flex={1}` is shrink 1 too, but a basis of 0 has nothing to shrink; and with both, Yoga 3.2 keeps a basis
  // of 0 without padding for an only flexible child, even when it gets company later.
  yoga.setFlexShrink(attrs.flexShrink ?? 0)
  const basis = attrs.flexBasis ?? (flex !== undefined && flex > 0 ? 0 : "auto")
  const direction = node.parent?.attrs.flexDirection
  yoga.setFlexBasis(toYoga(state, node, basis, direction?.startsWith("row") !== true))
}

function applyContainer(
  state: SceneState,
  node: SceneNode,
  box: YogaNode,
  attrs: Attrs,
  name: string,
  value: unknown,
): void {
  const set = (vertical: boolean) => toYoga(state, node, value, vertical) as Points
  switch (name) {
    case "flexDirection":
      box.setFlexDirection(DIRECTION[(value as string) ?? "column"]!)
      return
    case "flexWrap":
      box.setFlexWrap(WRAP[(value as string) ?? "nowrap"]!)
      return
    case "alignItems":
      box.setAlignItems(ALIGN[(value as string) ?? "stretch"]!)
      return
    case "alignContent":
      box.setAlignContent(ALIGN[(value as string) ?? "start"]!)
      return
    case "justifyContent":
      box.setJustifyContent(JUSTIFY[(value as string) ?? "start"]!)
      return
    case "gap":
    case "rowGap":
    case "columnGap": {
      const row = toYoga(state, node, attrs.rowGap ?? attrs.gap, true)
      const column = toYoga(state, node, attrs.columnGap ?? attrs.gap, false)
      box.setGap(Gutter.Row, row as Points)
      box.setGap(Gutter.Column, column as Points)
      return
    }
    case "overflow":
      box.setOverflow(OVERFLOW[(value as string) ?? "visible"]!)
      return
    case "border":
    case "borderTop":
    case "borderRight":
    case "borderBottom":
    case "borderLeft":
    case "title":
      applyBorder(state, node, box)
      return
    case "scrollbar":
      return
  }
  const side = name.slice(7)
  const edge = EDGES[side]
  if (edge === undefined) return
  if (edge === Edge.All) {
    box.setPadding(Edge.Horizontal, toYoga(state, node, attrs.paddingX ?? value, false) as Points)
    box.setPadding(Edge.Vertical, toYoga(state, node, attrs.paddingY ?? value, true) as Points)
  } else if (value === undefined && (side === "X" || side === "Y")) {
    const all = attrs.padding
    box.setPadding(edge, toYoga(state, node, all, side === "Y") as Points)
  } else box.setPadding(edge, set(side === "Y" || side === "Top" || side === "Bottom"))
}

function applyBorder(state: SceneState, node: SceneNode, box: YogaNode): void {
  const insets = borderInsets(state, node)
  box.setBorder(Edge.Top, insets.top)
  box.setBorder(Edge.Right, insets.right)
  box.setBorder(Edge.Bottom, insets.bottom)
  box.setBorder(Edge.Left, insets.left)
}

export interface Insets {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

export const NO_INSETS: Insets = { top: 0, right: 0, bottom: 0, left: 0 }

/** How much of a box its border lines and title take, per side. */
export function borderInsets(state: SceneState, node: SceneNode): Insets {
  const { attrs } = node
  const [top, right, bottom, left] = linesOf(attrs)
  return {
    top: lineWidth(state.cells, top) + titleHeight(state, node, top !== "none"),
    right: lineWidth(state.cells, right),
    bottom: lineWidth(state.cells, bottom),
    left: lineWidth(state.cells, left),
  }
}

/** Padding above and below the words of a title bar, in CSS pixels. */
export const TITLE_PADDING = 5

/** Room that the title takes beside the border line: in a terminal it stands on the line. */
export function titleHeight(state: SceneState, node: SceneNode, lined: boolean): number {
  if (!node.attrs.title && !node.attrs.titleNote) return 0
  if (state.cells) return lined ? 0 : 1
  return Math.round(fontMetrics(state, node).lineHeight) + 2 * TITLE_PADDING + 1
}
