// Events that bubble are delegated: the listener is a field of its node, and one native listener for
// each kind of event on the document walks up from the target.
//
//     document ── "click" ──▶ dispatch ──▶ target.$press, target["$:click"], parent.$press, …
//
// That saves a listener object and 0.2 µs for each handler. `onClick:native` listens on the node
// itself, for pages where other code stops native events below the document; so do `:capture`,
// `:passive` and `:once`.

export type Handler = (event: any) => void
export type Stop = () => void

/** A node with handlers: "$:click" of the browser's event, "$press" of a universal one. */
export interface Target extends Element {
  [field: `$${string}`]: Handler | Handler[] | undefined
}

/** What universal elements add to the way of one event. */
export interface Way {
  readonly path: readonly Element[]
  /** At each node of the path, after the node's own handlers of the native event. */
  at(node: Element): void
  end(): void
}

let extension: ((event: Event) => Way) | undefined

/** Has `make` called for each event that is dispatched. A page without universal elements loads none. */
export function extendDispatch(make: (event: Event) => Way): void {
  extension = make
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

export function native(
  node: EventTarget,
  name: string,
  handler: Handler,
  options?: AddEventListenerOptions,
): Stop {
  node.addEventListener(name, handler, options)
  return () => node.removeEventListener(name, handler, options)
}

/** What the name of an event asks for. */
interface Asked {
  readonly name: string
  /** For a listener on the node itself; undefined when delegated. */
  readonly options: AddEventListenerOptions | undefined
  readonly field: `$${string}`
}

/** By the name as it is written: an app has few, and many handlers of each. */
const asked = new Map<string, Asked>()

/** Listens to a native event, with the options that its name ends in. */
export function listenPlain(node: Element, event: string, handler: Handler): Stop {
  let ask = asked.get(event)
  if (ask === undefined) asked.set(event, (ask = askedBy(node, event)))
  if (ask.options) return native(node, ask.name, handler, ask.options)
  delegate(node.ownerDocument, ask.name)
  return keep(node as Target, ask.field, handler)
}

function askedBy(node: Element, event: string): Asked {
  const options: AddEventListenerOptions = {}
  let isOwn = false
  let name = event
  for (let match = OPTION.exec(name); match; match = OPTION.exec(name)) {
    const option = match[0].slice(1)
    if (option !== "native") options[option as "capture"] = true
    isOwn = true
    name = name.slice(0, match.index)
  }
  name = nativeName(node, name)
  const field = `$:${name}` as const
  return { name, options: isOwn || !DELEGATED.has(name) ? options : undefined, field }
}

const NO_PROPERTY =
  /^(?:focus(?:in|out)|touch(?:start|move|end|cancel)|composition(?:start|update|end))$/

/** `onPointerDown` is the browser's "pointerdown", while `on:my-Event` and other names stay as they are. */
function nativeName(node: Element, name: string): string {
  const lower = name.toLowerCase()
  return lower === name || `on${lower}` in node || NO_PROPERTY.test(lower) ? lower : name
}

/** Adds a handler to a field of `node`. */
export function keep(node: Target, field: `$${string}`, handler: Handler): Stop {
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

/** Has the document listen to `name`, once. */
export function delegate(document: Document, name: string): void {
  let names = delegating.get(document)
  if (!names) delegating.set(document, (names = new Set()))
  if (names.has(name)) return
  names.add(name)
  document.addEventListener(name, dispatch)
}

function dispatch(event: Event): void {
  const way = extension?.(event)
  const field = `$:${event.type}` as const
  let at: Element | null = null
  Object.defineProperty(event, "currentTarget", { configurable: true, get: () => at })
  for (const node of way?.path ?? (event.composedPath() as Element[])) {
    const own = (node as Target)[field]
    if (own && !(node as HTMLButtonElement).disabled) {
      at = node
      call(own, event, node)
    }
    way?.at(node)
    if (event.cancelBubble) break
  }
  delete (event as { currentTarget?: unknown }).currentTarget // listeners of the window see their own
  way?.end()
}

/** Calls the handlers of one node. One that throws does not keep the others from hearing. */
export function call(handlers: Handler | Handler[], event: unknown, at: Element): void {
  for (const handler of Array.isArray(handlers) ? handlers : [handlers]) {
    try {
      handler.call(at, event)
    } catch (error) {
      reportError(error)
    }
  }
}
