// Who has the focus, and who gets it next?
//
// Tab order is document order of what is focusable, enabled and shown. A `focusScope` of "tab" (or
// "both") wraps Tab inside; "arrows" makes its members one stop of Tab, between which arrows move;
// `trap` keeps the focus inside for as long as the scope is there. When the focused node goes, the
// focus returns to who had it before.

import { inNextRow, isGrid } from "../../../core/view/roving.ts"
import { damageNode } from "../geometry.ts"
import { BOX, contains, GONE, PLACED, RAW, type SceneNode, SPAN } from "../node.ts"
import { reveal } from "../scroll.ts"
import type { SceneState } from "../state.ts"
import { isEditable } from "./input.ts"

/** Tells listeners of focus and blur; given by events.ts. */
export interface FocusNews {
  blurred(node: SceneNode): void
  focused(node: SceneNode): void
}

export class Focus {
  private readonly state: SceneState
  private readonly news: FocusNews
  /** Who had the focus before, newest last. */
  private readonly past: SceneNode[] = []
  /** Last focused member of each arrows scope. */
  private readonly members = new WeakMap<SceneNode, SceneNode>()

  private readonly wraps: boolean

  constructor(state: SceneState, news: FocusNews, wraps: boolean) {
    this.state = state
    this.news = news
    this.wraps = wraps
  }

  /** Moves the focus; null gives it up. False when the node can't have it. */
  set(node: SceneNode | null): boolean {
    const { state } = this
    const before = state.focused
    if (node === before) return true
    if (node && !this.accepts(node)) return false
    const trap = this.trap()
    if (trap && (!node || !contains(trap, node))) return false
    state.focused = node
    refreshBorder(before)
    refreshBorder(node)
    if (before) {
      this.past.push(before)
      if (this.past.length > 32) this.past.shift()
      if (!(before.flags & GONE)) {
        damageNode(state, before)
        this.news.blurred(before)
      }
    }
    if (node && state.focused === node) {
      const scope = this.scopeOf(node, "arrows")
      if (scope) this.members.set(scope, node)
      reveal(state, node)
      damageNode(state, node)
      this.news.focused(node)
    }
    state.need()
    return true
  }

  /** Can it have the focus now? */
  accepts(node: SceneNode): boolean {
    if (node.flags & GONE || node.kind === RAW || node.kind === SPAN) return false
    const own = node.attrs.focusable ?? (isEditable(node) && true)
    return own === true && this.enabled(node)
  }

  private enabled(node: SceneNode): boolean {
    for (let at: SceneNode | null = node; at; at = at.parent)
      if (at.attrs.disabled || at.attrs.hidden) return false
    return true
  }

  /** The innermost trap around the focus, or the newest one on the screen. */
  trap(): SceneNode | null {
    const { focused, root } = this.state
    for (let at = focused; at; at = at.parent)
      if (at.attrs.trap && at.attrs.focusScope && !(at.flags & GONE) && this.enabled(at)) return at
    // A dialog that opened without taking the focus yet: it may, and then it holds it.
    return focused ? null : this.newestTrap(root)
  }

  private newestTrap(node: SceneNode): SceneNode | null {
    for (let at = node.last; at; at = at.prev) {
      if (at.kind !== BOX || at.attrs.hidden) continue
      const inner = this.newestTrap(at)
      if (inner) return inner
      if (at.attrs.trap && at.attrs.focusScope && at.flags & PLACED) return at
    }
    return null
  }

  private scopeOf(node: SceneNode, kind: "tab" | "arrows"): SceneNode | null {
    for (let at = node.parent; at; at = at.parent) {
      const scope = at.attrs.focusScope
      if (scope === kind || scope === "both") return at
    }
    return null
  }

  /** What can be focused below `root`, in document order; members of an arrows scope count as one unless `all`. */
  list(root: SceneNode, all: boolean): SceneNode[] {
    const found: SceneNode[] = []
    const visit = (node: SceneNode): void => {
      if (node.attrs.hidden || node.attrs.disabled || node.kind === RAW || node.kind === SPAN)
        return
      const scope = node.attrs.focusScope
      if (node !== root && !all && (scope === "arrows" || scope === "both")) {
        if (this.accepts(node)) found.push(node)
        const members = this.list(node, true)
        const last = this.members.get(node)
        const focused = this.state.focused
        const stop =
          members.find((member) => member === focused) ??
          members.find((member) => member === last) ??
          members.find(
            (member) => member.attrs.selected === true || member.attrs.checked === true,
          ) ??
          members[0]
        if (stop) found.push(stop)
        return
      }
      if (node !== root && this.accepts(node)) found.push(node)
      for (let at = node.first; at; at = at.next) visit(at)
    }
    visit(root)
    return found
  }

  /** Tab and Shift+Tab. */
  move(by: 1 | -1): boolean {
    const { focused, root } = this.state
    const trap = this.trap()
    const scope = trap ?? (focused ? this.scopeOf(focused, "tab") : null) ?? root
    const stops = this.list(scope, false)
    if (stops.length === 0) return trap !== null
    const at = focused ? stops.indexOf(focused) : -1
    let next: SceneNode | undefined
    if (!this.wraps && scope === root && at === (by > 0 ? stops.length - 1 : 0)) {
      this.set(null)
      return false
    }
    if (at >= 0) next = stops[(at + by + stops.length) % stops.length]
    else
      next = focused ? this.nearby(stops, focused, by) : by > 0 ? stops[0] : stops[stops.length - 1]
    return next ? this.set(next) : false
  }

  /** The stop after (before) a node that is none itself. */
  private nearby(stops: readonly SceneNode[], node: SceneNode, by: 1 | -1): SceneNode | undefined {
    const order = this.list(this.state.root, true)
    const at = order.indexOf(node)
    if (by > 0) return stops.find((stop) => order.indexOf(stop) > at) ?? stops[0]
    return stops.findLast((stop) => order.indexOf(stop) < at) ?? stops[stops.length - 1]
  }

  /** Arrow keys in an arrows scope. */
  arrow(key: string): boolean {
    const { focused } = this.state
    if (!focused) return false
    const scope = this.scopeOf(focused, "arrows")
    if (!scope) return false
    const members = this.list(scope, true)
    const at = members.indexOf(focused)
    if (at < 0) return false
    if (key === "home") return this.set(members[0]!)
    if (key === "end") return this.set(members[members.length - 1]!)
    const row = scope.attrs.flexDirection?.startsWith("row") === true
    const vertical = key === "up" || key === "down"
    const boxes = members.map((member) => member.bounds())
    const inRows = isGrid(boxes)
    if (vertical === row && !inRows) return false
    const by = key === "up" || key === "left" ? -1 : 1
    if (vertical && inRows) return this.set(members[inNextRow(boxes, at, by)]!)
    return this.set(members[(at + by + members.length) % members.length]!)
  }

  /** Some node goes or stops being focusable: the focus goes back to who had it, or to the trap's first. */
  restore(gone: SceneNode): void {
    const { state } = this
    const { focused } = state
    for (let i = this.past.length - 1; i >= 0; i--)
      if (contains(gone, this.past[i]!)) this.past.splice(i, 1)
    if (!focused || !contains(gone, focused)) return
    state.focused = null
    refreshBorder(focused)
    if (!(focused.flags & GONE)) this.news.blurred(focused)
    while (this.past.length > 0) {
      const before = this.past.pop()!
      if (before.flags & GONE || !this.accepts(before)) continue
      if (this.set(before)) break
    }
    state.need()
  }

  /** Forgets freed nodes; gives the focus to what asked for it and has its place now. */
  settle(): void {
    const { wantFocus } = this.state
    if (wantFocus.length === 0) return
    const asking = wantFocus
      .splice(0)
      .filter((node) => !(node.flags & GONE) && node.attrs.autoFocus)
    for (const node of asking) {
      // A field inside of a dialog comes before the dialog.
      if (asking.some((other) => other !== node && contains(node, other))) continue
      if (node.flags & PLACED)
        this.set(
          node.attrs.focusScope && !this.accepts(node) ? (this.list(node, false)[0] ?? node) : node,
        )
    }
  }
}

/** The border of a box with the focus has another colour. */
function refreshBorder(node: SceneNode | null): void {
  if (node?.extra) node.extra.borderEpoch = -1
}
