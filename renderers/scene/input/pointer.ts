// Pointer and wheel: hover, capture, clicks, press, dragging bars and selections, scrolling.

import type { Modifiers } from "../../../core/view/events.ts"
import { at, inside } from "../geometry.ts"
import { contains, GONE, holder, SCROLLS, type SceneNode, TEXT } from "../node.ts"
import { thumbOf } from "../paint/chrome.ts"
import { maxScroll, moveScroll } from "../scroll.ts"
import type { SceneState } from "../state.ts"
import {
  bubble,
  isDisabled,
  listensAbove,
  pathOf,
  SceneEvent,
  scrollerFor,
  tell,
} from "./events.ts"
import type { Focus } from "./focus.ts"
import { hitTest } from "./hit.ts"
import { isEditable } from "./input.ts"
import { isSelectable, type TextSelection } from "./text-selection.ts"
import { editPointer } from "./typing.ts"

/** What a host says of the pointer; x and y on the surface, in its unit. */
export interface PointerInput {
  readonly type: "down" | "move" | "up" | "leave"
  readonly x: number
  readonly y: number
  readonly button?: number
  readonly buttons?: number
  readonly ctrl?: boolean
  readonly alt?: boolean
  readonly shift?: boolean
  readonly meta?: boolean
}

export interface WheelInput extends Omit<PointerInput, "type" | "button" | "buttons"> {
  /** In the surface's unit, positive down and right. */
  readonly deltaX?: number
  readonly deltaY?: number
}

/** Two clicks belong together within this time and distance (surface units, doubled on pixels by 4). */
const DOUBLE_CLICK_MS = 400

export class Pointer {
  private readonly state: SceneState
  private readonly focus: Focus
  private readonly now: () => number
  private readonly onCursor: ((cursor: string) => void) | undefined
  private hover: SceneNode[] = []
  private captured: SceneNode | null = null
  private pressed: SceneNode | null = null
  private field: SceneNode | null = null
  private bar: { node: SceneNode; vertical: boolean; grab: number } | null = null
  private buttons = 0
  private clicks = 0
  private lastDown = { time: Number.NEGATIVE_INFINITY, x: 0, y: 0, button: 0 }
  private cursor = "default"
  /** Where the pointer rests; null while it is elsewhere, or a button is held. */
  private rest: PointerInput | null = null
  private readonly selection: TextSelection | undefined

  constructor(
    state: SceneState,
    focus: Focus,
    now: () => number,
    onCursor: ((cursor: string) => void) | undefined,
    selection: TextSelection | undefined,
  ) {
    this.state = state
    this.selection = selection
    this.focus = focus
    this.now = now
    this.onCursor = onCursor
  }

  /** Forgets what refers to a node that goes. */
  forget(node: SceneNode): void {
    if (this.captured && contains(node, this.captured)) this.captured = null
    if (this.pressed && contains(node, this.pressed)) this.pressed = null
    if (this.field && contains(node, this.field)) this.field = null
    if (this.bar && contains(node, this.bar.node)) this.bar = null
    this.selection?.forget(node)
    const cut = this.hover.indexOf(node)
    if (cut >= 0) this.hover.length = cut
  }

  /** True when something listened and prevented what would have happened. */
  dispatch(input: PointerInput): boolean {
    const { x, y } = input
    if (!Number.isFinite(x) || !Number.isFinite(y)) return false
    const over = input.type === "leave" ? null : hitTest(this.state, x, y)
    this.rest = input.type === "move" || input.type === "up" ? input : null
    switch (input.type) {
      case "down":
        return this.down(input, over)
      case "up":
        return this.up(input, over)
      case "leave":
        this.enterLeave(null, input)
        return false
      case "move":
        return this.move(input, over)
    }
  }

  /** What was painted may lie elsewhere now: tells who is below a pointer that rests. */
  follow(): void {
    const { rest } = this
    if (rest && !this.captured && this.buttons === 0)
      this.enterLeave(hitTest(this.state, rest.x, rest.y), rest)
  }

  private event(type: string, target: SceneNode, input: PointerInput): SceneEvent {
    const event = new SceneEvent(type, target)
    event.ctrl = input.ctrl ?? false
    event.alt = input.alt ?? false
    event.shift = input.shift ?? false
    event.meta = input.meta ?? false
    event.button = type === "pointerMove" ? -1 : (input.button ?? 0)
    event.buttons = this.buttons
    event.clicks = type === "pointerDown" || type === "pointerUp" ? this.clicks : 0
    event.capture = () => {
      this.captured = event.current ?? target
    }
    return event
  }

  private down(input: PointerInput, over: SceneNode | null): boolean {
    const { x, y } = input
    const button = input.button ?? 0
    this.buttons = input.buttons ?? this.buttons | bit(button)
    this.enterLeave(over, input)
    const near = this.state.cells ? 0 : 4
    const { lastDown } = this
    const again =
      this.now() - lastDown.time < DOUBLE_CLICK_MS &&
      Math.abs(lastDown.x - x) <= near &&
      Math.abs(lastDown.y - y) <= near &&
      lastDown.button === button
    this.clicks = again ? this.clicks + 1 : 1
    this.lastDown = { time: this.now(), x, y, button }
    if (!over) return false
    if (button === 0 && this.grabBar(over, x, y)) return true
    const target = this.captured ?? over
    const event = this.event("pointerDown", target, input)
    if (button === 0 && !event.shift) this.selection?.clear()
    if (!isDisabled(over)) bubble(this.state, event, x, y, true)
    if (button === 0) this.pressed = over
    if (event.defaultPrevented) return true
    if (over.flags & GONE) return false
    let goal: SceneNode | null = over
    while (goal && !this.focus.accepts(goal)) goal = goal.parent
    this.state.showFocus = false
    if (goal) this.focus.set(goal)
    else if (this.state.focused && !this.focus.trap()) this.focus.set(null)
    if (isEditable(over) && button === 0 && !isDisabled(over)) {
      this.field = over
      inside(over, x, y)
      editPointer(this.state, over, "down", at.x, at.y, this.clicks, event.shift)
    } else if (button === 0) this.selection?.down(over, x, y, this.clicks, event.shift)
    return false
  }

  private move(input: PointerInput, over: SceneNode | null): boolean {
    const { x, y } = input
    if (input.buttons !== undefined) this.buttons = input.buttons
    if (this.bar) {
      this.dragBar(x, y)
      return true
    }
    if (this.buttons & 1 && this.selection?.move(x, y)) {
      this.pressed = this.captured = null // it is not pressed after all
      return true
    }
    if (!this.captured) this.enterLeave(over, input)
    if (this.field) {
      inside(this.field, x, y)
      editPointer(this.state, this.field, "move", at.x, at.y, 1, true)
    }
    const target = this.captured ?? over
    if (!target || isDisabled(target)) return false
    const event = this.event("pointerMove", target, input)
    bubble(this.state, event, x, y, true)
    return event.defaultPrevented
  }

  private up(input: PointerInput, over: SceneNode | null): boolean {
    const { x, y } = input
    const button = input.button ?? 0
    this.buttons = input.buttons ?? this.buttons & ~bit(button)
    if (this.field) {
      editPointer(this.state, this.field, "up", 0, 0, 1, false)
      this.field = null
    }
    if (this.bar) {
      this.bar = null
      return true
    }
    if (button === 0 && this.selection?.up()) {
      this.pressed = this.captured = null
      this.enterLeave(over, input)
      return true
    }
    const target = this.captured ?? over
    const { pressed } = this
    let prevented = false
    if (target && !isDisabled(target)) {
      const event = this.event("pointerUp", target, input)
      bubble(this.state, event, x, y, true)
      prevented = event.defaultPrevented
    }
    this.captured = null
    if (button === 0) this.pressed = null
    this.enterLeave(over, input)
    if (prevented || button !== 0 || !pressed || !over || pressed.flags & GONE) return prevented
    // A press needs down and up on the same element; on different ones it goes to what holds both.
    let common: SceneNode | null = pressed
    while (common && !contains(common, over)) common = common.parent
    if (common) this.press(common, x, y, this.clicks, input)
    return false
  }

  /** A click, or Enter or Space on the focused node. */
  press(
    target: SceneNode,
    x: number,
    y: number,
    clicks: number,
    modifiers: Partial<Modifiers>,
  ): boolean {
    if (isDisabled(target)) return false
    const event = new SceneEvent("press", target)
    event.ctrl = modifiers.ctrl ?? false
    event.alt = modifiers.alt ?? false
    event.shift = modifiers.shift ?? false
    event.meta = modifiers.meta ?? false
    event.clicks = clicks
    bubble(this.state, event, x, y, true)
    return event.defaultPrevented
  }

  /** Tells leave to what the pointer is no longer in, innermost first, and enter to the new. */
  private enterLeave(over: SceneNode | null, input: PointerInput): void {
    const before = this.hover
    const after = pathOf(over)
    let same = 0
    while (same < before.length && same < after.length && before[same] === after[same]) same++
    if (same === before.length && same === after.length) return
    this.hover = after
    for (let i = before.length - 1; i >= same; i--) this.direct("pointerLeave", before[i]!, input)
    for (let i = same; i < after.length; i++) this.direct("pointerEnter", after[i]!, input)
    if (!this.onCursor) return
    let cursor = "default"
    for (let n = over; n; n = n.parent) {
      const own = n.attrs.cursor ?? (isEditable(n) || this.invites(n) ? "text" : undefined)
      if (own === undefined) continue
      cursor = own
      break
    }
    if (cursor !== this.cursor) this.onCursor((this.cursor = cursor))
  }

  /** Is it text that a drag would select? */
  private invites(node: SceneNode): boolean {
    return (
      this.selection !== undefined &&
      node.kind === TEXT &&
      isSelectable(node) &&
      !listensAbove(node, ["press"])
    )
  }

  private direct(type: string, node: SceneNode, input: PointerInput): void {
    if (node.flags & GONE || !node.extra?.listeners?.has(type) || isDisabled(node)) return
    const event = this.event(type, node, input)
    inside(node, input.x, input.y)
    event.x = at.x
    event.y = at.y
    tell(this.state, node, event)
  }

  wheel(input: WheelInput): boolean {
    const { x, y } = input
    const over = hitTest(this.state, x, y)
    if (!over) return false
    const deltaX = input.deltaX ?? 0
    const deltaY = input.deltaY ?? 0
    const event = new SceneEvent("wheel", over)
    event.ctrl = input.ctrl ?? false
    event.alt = input.alt ?? false
    event.shift = input.shift ?? false
    event.meta = input.meta ?? false
    event.deltaX = deltaX
    event.deltaY = deltaY
    if (!isDisabled(over)) bubble(this.state, event, x, y, true)
    if (event.defaultPrevented) return true
    // Shift turns the wheel sideways, as everywhere.
    const dx = event.shift && deltaX === 0 ? deltaY : deltaX
    const dy = event.shift && deltaX === 0 ? 0 : deltaY
    const box = scrollerFor(over, dx, dy)
    const scroll = box?.extra?.scroll
    if (!box || !scroll) return false
    moveScroll(this.state, box, scroll.top + dy, scroll.left + dx, false)
    return true
  }

  /** Starts dragging a scroll bar, or jumps by a page beside its thumb. */
  private grabBar(over: SceneNode, x: number, y: number): boolean {
    for (let n: SceneNode | null = over; n; n = holder(n)) {
      if (!(n.flags & SCROLLS)) continue
      inside(n, x, y)
      const { x: dx, y: dy } = at
      for (const vertical of [true, false]) {
        const thumb = thumbOf(this.state, n, vertical)
        if (!thumb) continue
        const across = vertical ? dx : dy
        const along = (vertical ? dy : dx) - thumb.track
        if (across < thumb.cross || across >= thumb.cross + thumb.thick) continue
        if (along < 0 || along >= thumb.length) continue
        const scroll = n.extra!.scroll!
        if (along < thumb.at || along >= thumb.at + thumb.size) {
          const by = along < thumb.at ? -1 : 1
          const top = vertical ? scroll.top + by * scroll.viewHeight : scroll.top
          const left = vertical ? scroll.left : scroll.left + by * scroll.viewWidth
          moveScroll(this.state, n, top, left, false)
        }
        const now = thumbOf(this.state, n, vertical)!
        this.bar = { node: n, vertical, grab: along - now.at }
        return true
      }
    }
    return false
  }

  private dragBar(x: number, y: number): void {
    const { node, vertical, grab } = this.bar!
    const thumb = thumbOf(this.state, node, vertical)
    const scroll = node.extra?.scroll
    if (!thumb || !scroll) return
    inside(node, x, y)
    const along = (vertical ? at.y : at.x) - thumb.track - grab
    const free = thumb.length - thumb.size
    const most = maxScroll(scroll)
    const to = free <= 0 ? 0 : (along / free) * (vertical ? most.top : most.left)
    moveScroll(this.state, node, vertical ? to : scroll.top, vertical ? scroll.left : to, false)
  }
}

function bit(button: number): number {
  return button === 0 ? 1 : button === 1 ? 4 : button === 2 ? 2 : 0
}
