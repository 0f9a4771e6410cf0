// Listening at universal elements: events of theirs that bubble are brought by the browser's
// (delegate.ts), the others are heard at the node.

import {
  call,
  delegate,
  extendDispatch,
  type Handler,
  keep,
  listenPlain,
  native,
  type Stop,
  type Target,
  type Way,
} from "./delegate.ts"
import { limitEdit, settleEdit } from "./edit.ts"
import { countClick, keyName, submits, universalEvent, usesKey, type Walk } from "./events.ts"
import { moveFocus, rove } from "./focus.ts"
import { onSize } from "./frame.ts"
import { type State, stateOf } from "./node.ts"
import { scrollOf } from "./scroll.ts"

/** Universal events that bubble, by the native event that brings them. */
const BROUGHT: Record<string, string> = {
  __proto__: null as never,
  keydown: "key",
  click: "press",
  pointerdown: "pointerDown",
  pointermove: "pointerMove",
  pointerup: "pointerUp",
  pointercancel: "pointerUp",
  focusin: "focus",
  focusout: "blur",
  paste: "paste",
  input: "input",
  change: "change",
}
/** The other way round; press and submit come from keys, too. */
const BROUGHT_BY: Record<string, readonly string[]> = {
  __proto__: null as never,
  key: ["keydown"],
  press: ["click", "keydown"],
  pointerDown: ["pointerdown"],
  pointerMove: ["pointermove"],
  pointerUp: ["pointerdown", "pointerup", "pointercancel"],
  focus: ["focusin"],
  blur: ["focusout"],
  paste: ["paste"],
  input: ["input"],
  change: ["change"],
  submit: ["keydown"],
}

/** Listens to `event` at `node`; returns how to stop. */
export function listen(node: Element, event: string, handler: Handler): Stop {
  const state = stateOf(node)
  if (state) {
    extendDispatch(wayOf)
    const by = BROUGHT_BY[event]
    if (by) {
      for (const name of by) delegate(node.ownerDocument, name)
      return keep(node as Target, `$${event}`, handler)
    }
    const stop = listenDirect(node, state, event, handler)
    if (stop) return stop
  }
  return listenPlain(node, event, handler)
}

/** Universal events that do not bubble, or must be heard at the node itself. */
function listenDirect(
  node: Element,
  state: State,
  event: string,
  handler: Handler,
): Stop | undefined {
  const isOff = () => node.closest("[aria-disabled=true]") !== null
  switch (event) {
    case "pointerEnter":
    case "pointerLeave":
    case "wheel":
      return native(
        node,
        event.toLowerCase(),
        (e) => isOff() || handler(universalEvent(event, e, { stopped: false }, node)),
        event === "wheel" ? { passive: false } : undefined, // or preventDefault would do nothing
      )
    case "resize":
      return onSize(node, (entry) => {
        const box = entry.borderBoxSize[0]
        handler({
          type: event,
          width: box?.inlineSize ?? 0,
          height: box?.blockSize ?? 0,
          defaultPrevented: false,
          preventDefault() {},
          stopPropagation() {},
        })
      })
    case "scroll":
      return native(
        node,
        event,
        () => {
          handler({
            type: event,
            ...scrollOf(node as HTMLElement),
            defaultPrevented: false,
            preventDefault() {},
            stopPropagation() {},
          })
        },
        { passive: true },
      )
    case "load":
    case "error":
      return state.kind === "image"
        ? native(node, event, (e) => handler(event === "load" ? undefined : e))
        : undefined
    default:
      return undefined
  }
}

/** Has the document listen to what universal elements need whoever listens: keys, focus and edits. */
export function attend(document: Document): void {
  extendDispatch(wayOf)
  for (const name of ["keydown", "focusin", "input"]) delegate(document, name)
}

const roots = new Set<HTMLElement>()

/** Keys pressed while nothing has the focus go to the outermost element of each app, then to its root. */
export function addRoot(root: HTMLElement): Stop {
  roots.add(root)
  attend(root.ownerDocument)
  return () => roots.delete(root)
}

/** The way of one native event through universal elements. */
function wayOf(event: Event): Way {
  const type = event.type
  const path = enabledPath(event)
  const target = path[0]
  const universal = BROUGHT[type]
  const walk: Walk = { stopped: false }
  const isKey = type === "keydown"
  /** Universal listeners do not hear it (any more). */
  let silent = isKey && keyName(event as KeyboardEvent) === undefined
  if (type === "pointerdown") countClick(event as PointerEvent)
  if (target && type === "input") limitEdit(target, (event as InputEvent).isComposing)

  return {
    path,
    at(node) {
      if (universal && !silent) callUniversal(node as Target, universal, event, walk)
      if (!isKey || silent || node !== target || event.cancelBubble || event.defaultPrevented)
        return
      // A field takes what it can use, before those above it: "q" is typed, and quits nothing.
      if (submits(node, event as KeyboardEvent)) bubble("submit", event, path)
      else if (usesKey(node, event as KeyboardEvent)) silent = true
    },
    end() {
      if (isKey) {
        if (!silent && !walk.stopped) afterKey(event as KeyboardEvent, path)
      } else if (target && type === "focusin") rove(target as HTMLElement)
      else if (target && type === "input") settleEdit(target)
    },
  }
}

/** From the target up to the document, without what a disabled element holds. */
function enabledPath(event: Event): Element[] {
  const path: Element[] = []
  for (const node of event.composedPath() as Element[]) {
    path.push(node)
    if (stateOf(node)?.attrs.disabled) path.length = 0
  }
  return path
}

/** True when somebody listened. */
function callUniversal(node: Target, type: string, event: Event, walk: Walk): boolean {
  const handlers = node[`$${type}`]
  if (handlers) call(handlers, universalEvent(type, event, walk, node), node)
  return handlers !== undefined
}

/** The way of an event that the browser's does not take by itself. True when somebody listened. */
function bubble(type: string, event: Event, path: readonly Element[]): boolean {
  const walk: Walk = { stopped: false }
  let heard = false
  for (const node of path) {
    if (callUniversal(node as Target, type, event, walk)) heard = true
    if (walk.stopped) break
  }
  return heard
}

// What a key does when nobody prevented it.
function afterKey(event: KeyboardEvent, path: readonly Element[]): void {
  const target = event.target as Element
  const document = target.ownerDocument
  if (!event.cancelBubble && (target === document?.body || target === document?.documentElement)) {
    for (const root of roots) {
      if (root.ownerDocument === document && !path.includes(root)) {
        // Nothing has the focus: the app's own element hears it, and the root behind that.
        const top = root.querySelector(":scope > .f:not([hidden])")
        bubble("key", event, top ? [top, root] : [root])
      }
    }
  }
  if (event.defaultPrevented) return
  const kind = stateOf(path[0] ?? target)?.kind
  const { key } = event
  const presses =
    (key === "Enter" || key === " ") && !event.ctrlKey && !event.altKey && !event.metaKey
  if (presses && kind !== undefined && kind !== "root" && kind !== "input" && kind !== "textarea") {
    if (bubble("press", event, path)) event.preventDefault() // Space would scroll
  }
  if (!event.defaultPrevented) moveFocus(event, (path[0] ?? target) as HTMLElement)
}
