// The six functions on the retained tree: they change nodes and mark what is stale, no more.

import { CodedError, shown } from "../../core/errors.ts"
import {
  checkAttr,
  effectOf,
  TO_EDIT,
  TO_EFFECT,
  TO_FOCUS,
  TO_FONT,
  TO_GRID,
  TO_GROUND,
  TO_KIDS,
  TO_LAYOUT,
  TO_ORDER,
  TO_PAINT,
  TO_PICTURE,
  TO_SCROLL,
  TO_SHAPE,
  TO_STYLE,
  TO_TEXT,
} from "./attrs.ts"
import { damageNode } from "./geometry.ts"
import { applyEdit } from "./input/input.ts"
import { moveBounds } from "./layout/layout.ts"
import { release } from "./layout/sync.ts"
import { markInk, markKids, markLayout, markMove, markText, queueLayout } from "./marks.ts"
import {
  BOUNDARY,
  BOX,
  CONTENT,
  GRID,
  holder,
  isInline,
  KIDS,
  KIND_NAMES,
  LAYERED,
  LINEAR,
  link,
  NO_ATTRS,
  type NodeHost,
  nodeName,
  PLACED,
  POPUP,
  RAW,
  SceneNode,
  SPAN,
  TEXT,
  THEMED,
  unlink,
} from "./node.ts"
import { ownBleed, widenBleed } from "./paint/bleed.ts"
import { loadGround, loadPicture } from "./paint/picture.ts"
import { dropPopups, turnPopup } from "./popup.ts"
import { applyOverflow, wishScroll } from "./scroll.ts"
import { ALONE, isShared, nextShared, ownAttrs, shareStep } from "./shared.ts"
import type { SceneState } from "./state.ts"
import { recolor } from "./style/style.ts"
import { settleEffects } from "./transform.ts"

const KINDS = new Map<string, number>(KIND_NAMES.slice(0, RAW).map((name, kind) => [name, kind]))

/** Makes a node for an element name; null makes text. */
export function createNode(host: NodeHost, type: string | null, parent: SceneNode): SceneNode {
  if (type === null) {
    if (parent.kind !== BOX && parent.kind !== TEXT && parent.kind !== SPAN)
      throw noChildren(parent, "text")
    return new SceneNode(host, RAW)
  }
  const kind = KINDS.get(type)
  if (kind === undefined)
    throw new CodedError(
      "unknown-element",
      `there is no element ${shown(type)} on this surface.`,
      `use one of ${KIND_NAMES.slice(0, RAW).join(", ")}.`,
    )
  if (parent.kind === BOX || (kind === SPAN && (parent.kind === TEXT || parent.kind === SPAN)))
    return new SceneNode(host, kind)
  throw noChildren(parent, `<${type}>`)
}

function noChildren(parent: SceneNode, child: string): CodedError {
  const text = parent.kind === TEXT || parent.kind === SPAN
  return new CodedError(
    text ? "block-in-text" : "no-children",
    `${nodeName(parent)} cannot hold ${child}.`,
    text
      ? "put it beside the text, in a <box>; text holds words and <span>."
      : "put it beside the element, in a <box>.",
  )
}

/** The text block that shows an inline node; undefined when none is made yet. */
function blockFor(node: SceneNode): SceneNode | undefined {
  let at = node
  while (at.parent && at.parent.kind === SPAN) at = at.parent
  const parent = at.parent
  if (!parent) return undefined
  if (parent.kind === TEXT) return parent
  if (parent.flags & KIDS) return undefined
  // Straight in a box: the anonymous block whose first inline is at or before this one.
  const blocks = parent.extra?.blocks
  if (!blocks) return undefined
  for (let n: SceneNode | null = at; n; n = n.prev)
    for (const block of blocks) if (block.first === n && block.flags & PLACED) return block
  return undefined
}

/** An inline child came, went, or changed its words. */
function inlineChanged(state: SceneState, parent: SceneNode, node: SceneNode): void {
  let box = parent
  while (box.kind === SPAN && box.parent) box = box.parent
  if (box.kind === TEXT) markText(state, box)
  else if (box.kind === BOX) {
    markKids(state, box)
    // Words inside the same block: sync makes the block again, and it must read them again.
    const block = blockFor(node)
    if (block) markText(state, block)
  }
}

export function insertNode(
  state: SceneState,
  parent: SceneNode,
  node: SceneNode,
  before: SceneNode | null,
): void {
  if (node.parent) {
    // Even if it stays where it is, what it overlaps may now lie on the other side of it.
    if (node.flags & PLACED) damageNode(state, node)
    unlink(node)
  }
  link(parent, node, before)
  if (state.popups.length > 0) markKids(state, state.root)
  if (isInline(node)) inlineChanged(state, parent, node)
  else markKids(state, parent)
  collectFocus(state, node)
}

/** Nodes of a new subtree that ask for the focus. */
function collectFocus(state: SceneState, node: SceneNode): void {
  if (state.autoFocus === 0) return
  if (node.attrs.autoFocus && !state.wantFocus.includes(node)) state.wantFocus.push(node)
  for (let at = node.first; at; at = at.next) if (at.kind !== RAW) collectFocus(state, at)
}

export function removeNode(state: SceneState, parent: SceneNode, node: SceneNode): void {
  if (node.parent && node.parent !== parent) parent = node.parent
  if (isInline(node)) {
    if (node.parent) {
      inlineChanged(state, parent, node)
      unlink(node)
      if (parent.kind === BOX) markKids(state, parent)
    }
  } else {
    if (node.flags & PLACED) damageNode(state, node)
    if (node.parent) {
      unlink(node)
      markKids(state, parent)
    }
  }
  if (state.themed > 0) countThemes(state, node)
  if (state.popups.length > 0) dropPopups(state, node)
  release(state, node)
}

function countThemes(state: SceneState, node: SceneNode): void {
  if (node.flags & THEMED) state.themed--
  for (let at = node.first; at; at = at.next) countThemes(state, at)
}

export function setText(state: SceneState, node: SceneNode, text: string): void {
  const before = node.text
  if (before === text) return
  node.text = text
  const { parent } = node
  if (!parent) return
  if (parent.kind === TEXT) {
    markText(state, parent)
    return
  }
  if (parent.kind === BOX || parent.kind === SPAN) {
    // Words that come or go altogether may make or end an anonymous block.
    const block = before === "" || text === "" ? undefined : blockFor(node)
    if (block) markText(state, block)
    else inlineChanged(state, parent, node)
  }
}

export function setAttr(state: SceneState, node: SceneNode, name: string, given: unknown): void {
  const fresh = !node.parent && !node.first
  if (name === "color" && node.kind !== TEXT) refuseGradient(node, given)
  if (fresh) {
    const next = nextShared(node.attrs, name, given)
    if (next) {
      node.attrs = next
      return
    }
  }
  const value = checkAttr(nodeName(node), name, given)
  const before = node.attrs[name]
  if (before === value) return
  if (node.attrs === NO_ATTRS || isShared(node.attrs)) {
    const next =
      fresh && before === undefined ? shareStep(node.attrs, name, given, value) : undefined
    if (next) {
      node.attrs = next
      return
    }
    node.attrs = ownAttrs(node.attrs)
  }
  const to = effectOf(name)
  if (value === undefined && to & ~(TO_STYLE | TO_FONT)) node.attrs = ownAttrs(node.attrs, name)
  else node.attrs[name] = value
  if (fresh && !(to & ALONE) && name !== "theme") return // nothing shows it yet
  changed(state, node, name, before, value, to)
}

/** What follows from another value of an attribute. */
function changed(
  state: SceneState,
  node: SceneNode,
  name: string,
  before: unknown,
  value: unknown,
  to: number,
): void {
  if (name === "theme") {
    state.themed += (value ? 1 : 0) - (before ? 1 : 0)
    node.flags = value ? node.flags | THEMED : node.flags & ~THEMED
  }
  if (to & TO_STYLE) styleChanged(state, node, to, name)
  if (to & TO_SCROLL) scrollChanged(state, node, name, value)
  if (to & TO_PICTURE) loadPicture(state, node)
  if (to & TO_GROUND) loadGround(state, node)
  if (to & TO_EFFECT) effectChanged(state, node)
  if (to & TO_EDIT) editChanged(state, node, name)
  if (name === "autoFocus" && value === true) {
    state.autoFocus++
    if (node.flags & PLACED) state.wantFocus.push(node)
  }
  if (name === "popup") turnPopup(state, node, value !== undefined)
  if (to & TO_KIDS) hiddenChanged(state, node)
  if (!(node.flags & PLACED)) return
  if (to & TO_LAYOUT) {
    if (OFFSETS.has(name) && movesAlone(state, node, before, value)) {
      markMove(state, node)
      return
    }
    if (node.flags & BOUNDARY) queueLayout(state, node)
    // Padding, gaps and alignment decide whether the layout is a sum; so do a kid's shares and parts of cells.
    if (node.kind === BOX && node.flags & BOUNDARY && !(to & TO_SHAPE)) markKids(state, node)
    const odd = typeof value === "string" || (state.cells && !Number.isInteger(value ?? 0))
    if (odd && node.parent && node.parent.flags & LINEAR) markKids(state, node.parent)
    markLayout(state, node)
  }
  if (to & (TO_SHAPE | TO_GRID)) shapeChanged(state, node, name, before, value)
  if (to & TO_TEXT) {
    if (node.block) node.block.linesWidth = -1
    if (node.block) node.block.lines = null
    if (node.kind === TEXT) {
      markText(state, node)
    }
  }
  if (to & TO_ORDER && node.parent) orderChanged(state, node)
  if (to & (TO_PAINT | TO_FOCUS)) {
    repaint(state, node)
    if (name === "shadow" || name === "textShadow") shadowChanged(state, node)
  }
}

/** Where it was painted, and where it is now. */
function effectChanged(state: SceneState, node: SceneNode): void {
  const placed = (node.flags & PLACED) !== 0
  const before = node.extra?.matrix ?? null
  if (placed) damageNode(state, node)
  settleEffects(state, node)
  if (!placed) return
  if (before || node.extra?.matrix) {
    moveBounds(state, node)
    damageNode(state, node)
  }
  state.need()
}

/** Damages the new shadow too; the bounds of those above shrink with the next layout. */
function shadowChanged(state: SceneState, node: SceneNode): void {
  const bleed = ownBleed(state, node)
  if (bleed <= node.bleed) return
  node.bleed = bleed
  if (bleed > state.bleed) state.bleed = bleed
  widenBleed(node)
  repaint(state, node)
}

/** A gradient has the box of one text: what inherits a colour has none to lay it over. */
function refuseGradient(node: SceneNode, color: unknown): void {
  if (typeof color !== "string" || !color.includes("gradient(")) return
  throw new CodedError(
    "bad-attribute",
    `\`color\` of ${nodeName(node)} was given ${shown(color)}.`,
    "only a <text> takes a gradient, over all of it: give it to the text, and a plain colour here.",
  )
}

function repaint(state: SceneState, node: SceneNode): void {
  damageNode(state, node)
  state.need()
}

function styleChanged(state: SceneState, node: SceneNode, to: number, name: string): void {
  if (!(node.flags & PLACED) && node.epoch < 0 && !isInline(node)) return
  // What a box has around its content, nothing in it inherits.
  if (node.kind === BOX && (name === "background" || name.startsWith("border"))) {
    if (node.extra) node.extra.borderEpoch = -1
    repaint(state, node)
    return
  }
  // A block of plain words is the only one that has to resolve its style again.
  if (node.kind === TEXT && !hasSpans(node)) {
    if (name === "color") recolor(state, node)
    else node.epoch = -1
    if (state.cells && node.flags & PLACED && name !== "background" && name !== "theme") {
      markInk(state, node)
      return
    }
  } else state.epoch++
  if (isInline(node)) {
    const block = blockFor(node)
    if (!block) return
    if (to & TO_FONT && !state.cells) markText(state, block)
    else repaint(state, block)
    return
  }
  if (to & TO_FONT && !state.cells) fontChanged(state, node)
  repaint(state, node)
}

function hasSpans(node: SceneNode): boolean {
  for (let at = node.first; at; at = at.next) if (at.kind !== RAW) return true
  return false
}

/** Sizes of text changed for all below: lengths in ch and lh, and every block, are measured again. */
export function fontChanged(state: SceneState, node: SceneNode): void {
  if (node.kind !== BOX) {
    node.flags &= ~CONTENT
    if (node.block) {
      node.block.lines = null
      node.block.natural = -1
    }
    markText(state, node)
  }
  if (node.flags & BOUNDARY) queueLayout(state, node)
  for (const kid of node.kids) fontChanged(state, kid)
  if (node.parent && node.flags & PLACED) markLayout(state, node)
}

function scrollChanged(state: SceneState, node: SceneNode, name: string, value: unknown): void {
  if (name === "overflow") applyOverflow(state, node)
  // The order of attributes is free: `overflow` may come after the place.
  if (name === "stickToEnd" || value === undefined) return
  const { scrollTop, scrollLeft } = node.attrs
  if (name === "overflow") wishScroll(state, node, scrollTop, scrollLeft)
  else if (name === "scrollTop") wishScroll(state, node, value as number, undefined)
  else wishScroll(state, node, undefined, value as number)
}

function editChanged(state: SceneState, node: SceneNode, name: string): void {
  applyEdit(state, node, name)
}

function hiddenChanged(state: SceneState, node: SceneNode): void {
  const { parent } = node
  if (!parent) return
  if (state.popups.length > 0) markKids(state, state.root)
  if (isInline(node)) inlineChanged(state, parent, node)
  else markKids(state, parent)
}

const OFFSETS: ReadonlySet<string> = new Set(["left", "top", "right", "bottom", "inset"])

/** Is it pinned in a box that is laid out as a sum, and stays so? */
function movesAlone(state: SceneState, node: SceneNode, before: unknown, value: unknown): boolean {
  const { parent, flags, attrs } = node
  return (
    parent !== null &&
    (parent.flags & LINEAR) !== 0 &&
    !(flags & POPUP) &&
    attrs.position === "absolute" &&
    typeof before === "number" &&
    typeof value === "number" &&
    (!state.cells || Number.isInteger(value))
  )
}

/** Something that may decide whether nodes are boundaries: looked at again from the parent down. */
function shapeChanged(
  state: SceneState,
  node: SceneNode,
  name: string,
  before: unknown,
  value: unknown,
): void {
  const sameKind =
    (name === "width" || name === "height" || OFFSETS.has(name)) &&
    typeof before === typeof value &&
    typeof value === "number" &&
    (!state.cells || Number.isInteger(value))
  if (name === "display" || name.startsWith("grid")) {
    if (node.parent) markKids(state, node.parent)
    if (node.parent && node.parent.flags & GRID) markLayout(state, node)
    if (node.flags & GRID) {
      queueLayout(state, node)
      markLayout(state, node)
    }
    return
  }
  if (sameKind) return
  if (node.parent) markKids(state, node.parent)
  if (node.kind === BOX) markKids(state, node)
}

function orderChanged(state: SceneState, node: SceneNode): void {
  const parent = holder(node)!
  if (parent.extra) parent.extra.order = null
  if (parent.kids.some((kid) => kid.attrs.zIndex)) parent.flags |= LAYERED
  else parent.flags &= ~LAYERED
  repaint(state, node)
}
