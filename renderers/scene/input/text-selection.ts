// Text that is selected by dragging over it, on pixels: what a browser does with the text of a page.
//
//     ┌ log ────────────────┐
//     │ 12:01 started at ▓▓▓│    from the place between two characters where the button went down to
//     │▓▓▓▓▓▓▓▓ listening   │    the one where it is, in the order of the document, within the box
//     └─────────────────────┘    that looks like a frame: a panel's text without its neighbours
//
// An end is a place in a text, not on the surface: it goes with what is scrolled, wrapped anew or moved.
// A text that says something else takes the selection with it when an end is in it.
//
// A terminal selects cells instead (tui/selection.ts); what may be selected, and what a word is, is the same.

import type { Rect } from "../../../core/view/renderer.ts"
import { at, damageArea, inside } from "../geometry.ts"
import { BOX, contains, GONE, holder, PLACED, SCROLLS, type SceneNode, TEXT } from "../node.ts"
import { maxScroll } from "../scroll.ts"
import type { SceneState } from "../state.ts"
import { styleOf } from "../style/style.ts"
import { offsetAtPoint } from "../text/places.ts"
import { prepare } from "../text/text.ts"
import { AutoScroll } from "./auto-scroll.ts"
import { WORD_PART, wordAt } from "./edit.ts"
import { listensAbove } from "./events.ts"
import { hitTest } from "./hit.ts"
import { isEditable } from "./input.ts"

/** A word, a line, or one place (from = to) of a text. */
interface Part {
  readonly node: SceneNode
  readonly from: number
  readonly to: number
  /** What the text said. */
  readonly said: string
}

const NEAR = 3 // CSS pixels by which the pointer must move until it is a drag

export class TextSelection {
  private readonly state: SceneState
  private readonly autoScroll: AutoScroll
  private anchor: Part | undefined
  private head: Part | undefined
  private scope: SceneNode
  private clicks = 1
  /** The button is down, since here. */
  private origin: { x: number; y: number } | undefined
  private isDragging = false
  /** Where the pointer was last. */
  private point = { x: 0, y: 0 }

  constructor(state: SceneState) {
    this.state = state
    this.scope = state.root
    this.autoScroll = new AutoScroll(() => state.need())
  }

  get isEmpty(): boolean {
    return this.state.selected === undefined
  }

  /** A button went down over a node, and nobody else has a use for it. Shift moves the end that it is nearer to. */
  down(over: SceneNode, x: number, y: number, clicks: number, shift: boolean): void {
    this.origin = undefined
    if (!isSelectable(over)) return
    const extends_ = shift && this.anchor !== undefined && contains(this.scope, over)
    if (!extends_) {
      this.clear()
      this.scope = frameAround(over) ?? this.state.root
    }
    this.clicks = clicks
    this.origin = this.point = { x, y }
    const part = this.partAt(x, y)
    if (!part) return
    if (extends_) {
      this.head = part
      this.isDragging = true
      this.settle()
      return
    }
    this.anchor = this.head = part
    if (clicks < 2 || listensAbove(over, ["press", "pointerUp"])) return
    this.isDragging = true
    this.settle()
  }

  /** True when the pointer drags an end of the selection: then it is nobody else's. */
  move(x: number, y: number): boolean {
    const { origin } = this
    if (!origin || !this.anchor) return false
    if (!this.isDragging && Math.hypot(x - origin.x, y - origin.y) < NEAR) return false
    this.isDragging = true
    this.point = { x, y }
    this.scrollAlong()
    this.settle()
    return true
  }

  /** The button came up. True when something was selected by it. */
  up(): boolean {
    const was = this.isDragging
    this.origin = undefined
    this.isDragging = false
    this.autoScroll.stop()
    return was
  }

  /** All there is in the box where it was last begun, or on the surface. False when that is nothing. */
  all(): boolean {
    const texts = [...textsIn(this.anchor ? this.scope : this.state.root)]
    const said = texts.map((node) => prepare(this.state, node).text)
    const [first, last] = [texts[0], texts.at(-1)]
    if (!first || !last) return false
    const end = said.at(-1)!
    if (!this.anchor) this.scope = this.state.root
    this.anchor = { node: first, from: 0, to: 0, said: said[0]! }
    this.head = { node: last, from: end.length, to: end.length, said: end }
    this.settle()
    return true
  }

  clear(): void {
    this.anchor = this.head = undefined
    this.up()
    this.show(undefined)
  }

  /** After layout, before painting: what is between the ends may have changed. */
  settle(): void {
    if (!this.anchor || !this.head) return
    if (!isThere(this.anchor)) {
      this.clear()
      return
    }
    if (this.isDragging) this.head = this.partAt(this.point.x, this.point.y) ?? this.head
    else if (!isThere(this.head)) {
      this.clear()
      return
    }
    this.show(this.ranges())
  }

  /** A node goes. */
  forget(node: SceneNode): void {
    if (contains(node, this.scope) || (this.anchor && contains(node, this.anchor.node)))
      this.clear()
  }

  /** The selected words: lines without the blanks at their ends, as they were written, not as they are wrapped. */
  text(): string {
    let text = ""
    let before: SceneNode | undefined
    for (const [node, [from, to]] of this.state.selected ?? []) {
      if (before) text += between(before, node)
      text += prepare(this.state, node).text.slice(from, to)
      before = node
    }
    return text
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n")
  }

  private show(ranges: Map<SceneNode, readonly [number, number]> | undefined): void {
    const { state } = this
    const before = state.selected
    state.selected = ranges && ranges.size > 0 ? ranges : undefined
    const damage = (node: SceneNode) => {
      if (node.flags & PLACED) damageArea(state, node, 0, 0, node.width, node.height)
      state.need()
    }
    for (const [node, [from, to]] of before ?? []) {
      const now = ranges?.get(node)
      if (!now || now[0] !== from || now[1] !== to) damage(node)
    }
    for (const node of ranges?.keys() ?? []) if (!before?.has(node)) damage(node)
  }

  private ranges(): Map<SceneNode, readonly [number, number]> {
    const ranges = new Map<SceneNode, readonly [number, number]>()
    const { anchor, head } = this
    if (!anchor || !head) return ranges
    const add = (node: SceneNode, from: number, to: number) => {
      if (from < to) ranges.set(node, [from, to])
    }
    if (anchor.node === head.node) {
      add(anchor.node, Math.min(anchor.from, head.from), Math.max(anchor.to, head.to))
      return ranges
    }
    let first: Part | undefined
    let last: Part | undefined
    for (const node of textsIn(this.scope)) {
      const end = node === anchor.node ? anchor : node === head.node ? head : undefined
      const { length } = prepare(this.state, node).text
      if (end && first) last = end
      else if (end) first = end
      if (last) add(node, 0, last.to)
      else if (first) add(node, end ? first.from : 0, length)
      if (last) break
    }
    return last ? ranges : new Map()
  }

  /** The place, word or line at a point, by how often the button went down. */
  private partAt(x: number, y: number): Part | undefined {
    const { state, clicks } = this
    const node = this.textAt(x, y)
    if (!node) return undefined
    const said = prepare(state, node).text
    inside(node, x, y)
    const place = { x: at.x, y: at.y }
    if (clicks < 2) {
      const offset = offsetAtPoint(state, node, place.x, place.y)
      return { node, from: offset, to: offset, said }
    }
    const offset = offsetAtPoint(state, node, place.x, place.y, 1)
    if (clicks === 2) {
      const [from, to] = wordAt(said, offset, WORD_PART)
      return { node, from, to, said }
    }
    const end = said.indexOf("\n", offset)
    const from = said.lastIndexOf("\n", offset - 1) + 1
    return { node, from, to: end < 0 ? said.length : end, said }
  }

  /** The text at a point, or the nearest: first by its height, then by its side. */
  private textAt(x: number, y: number): SceneNode | undefined {
    const over = hitTest(this.state, x, y)
    if (over && over.kind === TEXT && contains(this.scope, over) && isSelectable(over)) return over
    let found: SceneNode | undefined
    let least = Infinity
    for (const node of textsIn(this.scope)) {
      const box = node.bounds()
      const down = outsideOf(y, box.y, box.height)
      const across = outsideOf(x, box.x, box.width)
      const far = down * 1e4 + across
      if (far >= least) continue
      least = far
      found = node
    }
    return found
  }

  /** The pointer is held above or below the box: more comes into view. */
  private scrollAlong(): void {
    const { scope, point, state } = this
    const scroll = scope.flags & SCROLLS ? scope.extra?.scroll : null
    if (!scroll || maxScroll(scroll).top <= 0) return
    const { y, height } = scope.bounds()
    const lineHeight = state.metrics(styleOf(state, scope).font).lineHeight
    // At the edge of the surface the pointer may not get any further.
    const up = point.y - Math.max(y, 1)
    const down = point.y - Math.min(y + height, state.surface.height - 1)
    const by = up < 0 ? up : Math.max(0, down)
    this.autoScroll.set(scope, by / lineHeight, lineHeight)
  }
}

/** Fields select for themselves, and who follows the pointer itself has another use for a drag. */
export function isSelectable(node: SceneNode): boolean {
  if (isEditable(node)) return false
  for (let n: SceneNode | null = node; n; n = n.parent)
    if (n.attrs.selectable === false) return false
  return !listensAbove(node, ["pointerDown", "pointerMove"])
}

/** The innermost box around a node that has a border or scrolls. */
function frameAround(node: SceneNode): SceneNode | undefined {
  for (let n: SceneNode | null = node; n; n = holder(n)) {
    if (n.kind !== BOX) continue
    const { border, borderTop, borderRight, borderBottom, borderLeft } = n.attrs
    const sides = [border, borderTop, borderRight, borderBottom, borderLeft]
    if (n.flags & SCROLLS || sides.some((side) => side && side !== "none")) return n
  }
  return undefined
}

/** Texts that may be selected, in the order of the document. */
function* textsIn(node: SceneNode): Generator<SceneNode> {
  if (node.attrs.selectable === false || !(node.flags & PLACED)) return
  if (node.kind === TEXT) yield node
  for (const kid of node.kids) yield* textsIn(kid)
}

/** Does the text still say what it said, perhaps with more behind it? */
function isThere({ node, said }: Part): boolean {
  return !(node.flags & GONE) && (node.block?.text.startsWith(said) ?? false)
}

function outsideOf(at: number, from: number, size: number): number {
  return at < from ? from - at : Math.max(0, at - from - size)
}

/** What stands between two texts: cells of a row are parted by tabs, as browsers do, what stands in a line by a space. */
function between(a: SceneNode, b: SceneNode): string {
  const [first, second] = [a.bounds(), b.bounds()]
  if (!isBeside(first, second)) return "\n"
  let common = a.parent
  while (common && !contains(common, b)) common = common.parent
  for (let n = common; n; n = n.parent) if (n.attrs.role === "row") return "\t"
  return " "
}

function isBeside(a: Rect, b: Rect): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return shared > Math.min(a.height, b.height) / 2 && b.x >= a.x + a.width - 1
}
