// How does what a user did reach listeners, and what happens by itself?
//
//     key      focused node ─ bubbles ─▶ root ─▶ default: type, press, Tab, arrows, scroll
//     pointer  node under it (or the one that captured) ─▶ root ─▶ default: focus, press, select
//
// One event object travels; x and y are set anew for each listener. A field takes a key that it can use
// at once, after its own listeners and before those above it, so that a binding of "q" does not fire
// while somebody types.

import { DEV, warn } from "../../../core/dev.ts"
import type { Modifiers } from "../../../core/view/events.ts"
import { at, inside } from "../geometry.ts"
import { meant } from "../meant.ts"
import {
  contains,
  GONE,
  holder,
  LISTENED,
  type Listener,
  nodeName,
  RAW,
  SCROLLS,
  type SceneNode,
} from "../node.ts"
import { maxScroll } from "../scroll.ts"
import type { SceneState } from "../state.ts"

/** The event that travels. */
export class SceneEvent implements Modifiers {
  readonly type: string
  /** The node that it is about. */
  readonly target: SceneNode
  defaultPrevented = false
  stopped = false
  ctrl = false
  alt = false
  shift = false
  meta = false
  x = 0
  y = 0
  /** Whose listeners are called now. */
  current: SceneNode | null = null
  key = ""
  text = ""
  value = ""
  repeat = false
  button = -1
  buttons = 0
  clicks = 0
  deltaX = 0
  deltaY = 0
  width = 0
  height = 0
  top = 0
  left = 0
  atEnd = false
  capture: (() => void) | undefined = undefined
  constructor(type: string, target: SceneNode) {
    this.type = type
    this.target = target
  }
  preventDefault(): void {
    this.defaultPrevented = true
  }
  stopPropagation(): void {
    this.stopped = true
  }
}

/** Calls the listeners of one node. Errors go to the host, and do not stop the others. */
export function tell(state: SceneState, node: SceneNode, event: SceneEvent): void {
  if (!(node.flags & LISTENED)) return
  const listeners = node.extra?.listeners?.get(event.type)
  if (!listeners) return
  // A listener may stop listening, itself or another: go over a copy when there are several.
  for (const listener of listeners.length === 1 ? listeners : listeners.slice()) {
    try {
      listener(event)
    } catch (error) {
      state.onError(error)
    }
  }
}

/** Sends an event up from its target. `px`, `py`: where on the surface, for those that have a place. */
export function bubble(state: SceneState, event: SceneEvent, px = 0, py = 0, placed = false): void {
  for (let node: SceneNode | null = event.target; node; ) {
    const up: SceneNode | null = node.parent
    if (node.flags & LISTENED && !node.attrs.disabled && node.extra?.listeners?.has(event.type)) {
      if (placed) {
        inside(node.kind === RAW && up ? up : node, px, py)
        event.x = at.x
        event.y = at.y
      }
      event.current = node
      tell(state, node, event)
      if (event.stopped) return
    }
    node = up
  }
}

/** Is the node, or something around it, disabled? */
export function isDisabled(node: SceneNode): boolean {
  for (let n: SceneNode | null = node; n; n = n.parent) if (n.attrs.disabled) return true
  return false
}

const EVENTS = new Set(
  (
    "key press pointerDown pointerMove pointerUp pointerEnter pointerLeave wheel focus blur paste resize " +
    "scroll input change submit load error"
  ).split(" "),
)

/** Nothing would ever call it: a page's word for it, or a slip of the pen. */
function unheard(node: SceneNode, event: string): void {
  const attribute = (name: string) => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const written = attribute(event)
  const ours = meant(written, [...EVENTS].map(attribute))
  warn(
    "unknown-event",
    `${nodeName(node)} listens to \`${written}\`, which never comes on this surface.`,
    ours ? `write \`${ours}\`.` : "see docs/guide/elements.md#events.",
    `${nodeName(node)} ${written}`,
  )
}

/** Does the node, or something that it is in, listen to one of these? */
export function listensAbove(node: SceneNode, events: readonly string[]): boolean {
  for (let n: SceneNode | null = node; n; n = n.parent) {
    const { extra } = n
    if (events.some((event) => extra?.listeners?.has(event))) return true
  }
  return false
}

/** Starts listening; returns what stops. */
export function listen(node: SceneNode, event: string, handler: Listener): () => void {
  if (DEV && !EVENTS.has(event)) unheard(node, event)
  const ext = node.extra!
  ext.listeners ??= new Map()
  const before = ext.listeners.get(event) ?? []
  ext.listeners.set(event, [...before, handler])
  node.flags |= LISTENED
  let live = true
  return () => {
    if (!live) return
    live = false
    const list = ext.listeners?.get(event) ?? []
    const rest = list.slice()
    rest.splice(rest.indexOf(handler), 1)
    if (rest.length > 0) ext.listeners?.set(event, rest)
    else ext.listeners?.delete(event)
    if (ext.listeners?.size === 0) node.flags &= ~LISTENED
  }
}

/** The innermost box around the node that can still be scrolled that way. */
export function scrollerFor(node: SceneNode | null, dx: number, dy: number): SceneNode | null {
  // What a popup lies over is not scrolled by it.
  for (let n = node; n; n = holder(n)) {
    const scroll = n.flags & SCROLLS ? n.extra?.scroll : null
    if (!scroll || n.flags & GONE) continue
    const most = maxScroll(scroll)
    if (dy > 0 && scroll.top < most.top) return n
    if (dy < 0 && scroll.top > 0) return n
    if (dx > 0 && scroll.left < most.left) return n
    if (dx < 0 && scroll.left > 0) return n
  }
  return null
}

/** Nodes from the root down to `node`, for enter and leave. */
export function pathOf(node: SceneNode | null): SceneNode[] {
  const path: SceneNode[] = []
  for (let n = node; n; n = n.parent) path.unshift(n)
  return path
}

export { contains }
