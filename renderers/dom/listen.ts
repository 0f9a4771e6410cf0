// Listening. Events that bubble are delegated: the listener is a field of its node, and one native
// listener for each kind of event on the document walks up from the target.
//
//     document ── "click" ──▶ dispatch ──▶ target.$press, target["$:click"], parent.$press, …
//
// That saves a listener object and 0.2 µs for each handler. `onClick:native` listens on the node
// itself, for pages where other code stops native events below the document; so do `:capture`,
// `:passive` and `:once`.

import { limitEdit, settleEdit } from "./edit.ts"
import { countClick, keyName, submits, universalEvent, usesKey, type Walk } from "./events.ts"
import { moveFocus, rove } from "./focus.ts"
import { onSize } from "./frame.ts"
import { type State, stateOf } from "./node.ts"
import { scrollOf } from "./scroll.ts"

type Handler = (event: any) => void
type Stop = () => void
interface Target extends Element {
  [field: `$${string}`]: Handler | Handler[] | undefined
}

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

/** Events of plain elements that bubble to the document and may be stopped from doing their default there. */
const DELEGATED: ReadonlySet<string> = new Set(
  (
    "click dblclick auxclick contextmenu beforeinput input change keydown keyup mousedown mousemove mouseup " +
    "mouseover mouseout pointerdown pointermove pointerup pointerover pointerout pointercancel focusin focusout " +
    "submit reset paste copy cut dragstart drag dragend dragenter dragover dragleave drop"
  ).split(" "),
)
const OPTION = /:(?:capture|native|passive|once)$/

/** Listens to `event` at `node`; returns how to stop. */
export function listen(node: Element, event: string, handler: Handler): Stop {
  const state = stateOf(node)
  if (state) {
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

function native(
  node: EventTarget,
  name: string,
  handler: Handler,
  options?: AddEventListenerOptions,
): Stop {
  node.addEventListener(name, handler, options)
  return () => node.removeEventListener(name, handler, options)
}

function listenPlain(node: Element, event: string, handler: Handler): Stop {
  const options: AddEventListenerOptions = {}
  let asked = false
  let name = event
  for (let match = OPTION.exec(name); match; match = OPTION.exec(name)) {
    const option = match[0].slice(1)
    if (option !== "native") options[option as "capture"] = true
    asked = true
    name = name.slice(0, match.index)
  }
  name = nativeName(node, name)
  if (asked || !DELEGATED.has(name)) return native(node, name, handler, options)
  delegate(node.ownerDocument, name)
  return keep(node as Target, `$:${name}`, handler)
}

const NO_PROPERTY =
  /^(?:focus(?:in|out)|touch(?:start|move|end|cancel)|composition(?:start|update|end))$/

/** `onPointerDown` is the browser's "pointerdown", while `on:my-Event` and other names stay as they are. */
function nativeName(node: Element, name: string): string {
  const lower = name.toLowerCase()
  return lower === name || `on${lower}` in node || NO_PROPERTY.test(lower) ? lower : name
}

function keep(node: Target, field: `$${string}`, handler: Handler): Stop {
  const there = node[field]
  if (there === undefined) node[field] = handler
  else node[field] = Array.isArray(there) ? [...there, handler] : [there, handler]
  return () => {
    const now = node[field]
    if (Array.isArray(now)) {
      const at = now.indexOf(handler)
      if (at >= 0) node[field] = now.toSpliced(at, 1)
    } else if (now === handler) node[field] = undefined
  }
}

// Dispatch

const delegating = new WeakMap<Document, Set<string>>()

function delegate(document: Document, name: string): void {
  let names = delegating.get(document)
  if (!names) delegating.set(document, (names = new Set()))
  if (names.has(name)) return
  names.add(name)
  document.addEventListener(name, dispatch)
}

/** Has the document listen to what universal elements need whoever listens: keys, focus and edits. */
export function attend(document: Document): void {
  for (const name of ["keydown", "focusin", "input"]) delegate(document, name)
}

const roots = new Set<HTMLElement>()

/** Keys pressed while nothing has the focus go to the root of each app. */
export function addRoot(root: HTMLElement): Stop {
  roots.add(root)
  attend(root.ownerDocument)
  return () => roots.delete(root)
}

function dispatch(event: Event): void {
  const type = event.type
  const path = enabledPath(event)
  const target = path[0]
  const universal = BROUGHT[type]
  if (type === "pointerdown") countClick(event as PointerEvent)
  const isKey = type === "keydown"
  /** Universal listeners do not hear it (any more). */
  let silent = isKey && keyName(event as KeyboardEvent) === undefined
  if (target && type === "input") limitEdit(target, (event as InputEvent).isComposing)

  let at: Element | null = null
  Object.defineProperty(event, "currentTarget", { configurable: true, get: () => at })
  const walk: Walk = { stopped: false }
  const plain = `$:${type}` as const
  for (const node of path) {
    const own = (node as Target)[plain]
    if (own && !(node as HTMLButtonElement).disabled) call(own, event, (at = node))
    if (universal && !silent) callUniversal(node as Target, universal, event, walk)
    if (event.cancelBubble) break
    if (isKey && !silent && node === target && !event.defaultPrevented) {
      // A field takes what it can use, before those above it: "q" is typed, and quits nothing.
      if (submits(node, event as KeyboardEvent)) bubble("submit", event, path)
      else if (usesKey(node, event as KeyboardEvent)) silent = true
    }
  }
  at = null

  if (isKey) {
    if (!silent && !walk.stopped) afterKey(event as KeyboardEvent, path)
  } else if (type === "focusin") {
    if (target) rove(target as HTMLElement)
  } else if (type === "input" && target) settleEdit(target)
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

function call(handlers: Handler | Handler[], event: unknown, at: Element): void {
  if (Array.isArray(handlers)) for (const handler of handlers) handler.call(at, event)
  else handlers.call(at, event)
}

/** True when somebody listened. */
function callUniversal(node: Target, type: string, event: Event, walk: Walk): boolean {
  const handlers = node[`$${type}`]
  if (handlers) call(handlers, universalEvent(type, event, walk, node), node)
  return handlers !== undefined
}

/** The ways of an event that a key brings about: press and submit. True when somebody listened. */
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
        callUniversal(root as unknown as Target, "key", event, { stopped: false })
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
  if (!event.defaultPrevented) moveFocus(event)
}
