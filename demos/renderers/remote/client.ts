// The page's side, a few kilobytes: plays the server's operations on the browser's own elements, and
// sends events back. It knows nothing of filigree, nor of the app. When the connection is lost it
// says so, tries again, and is sent the whole tree anew.

import type { Operation, Shape } from "./protocol.ts"

const LAST_WAIT = 5000 // ms between two tries, at the most

/** An element of the page, as the server knows it. */
interface Player extends HTMLElement {
  /** Its id, and the events that the server wants to hear of it. */
  $id?: number
  $events?: Set<string>
  /** Of a field: what the user typed and the server has not answered yet. */
  $sent?: string[]
  /** A box that follows its end, and has it in view. */
  $end?: boolean
  /** Of a `draw`: the size that the server was told last. */
  $size?: string
}

const root = document.body.appendChild(document.createElement("div")) as Player
let nodes = new Map<number, Node>()
let socket: WebSocket | undefined

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) measure(target as Player)
})

root.style.cssText = "display:contents"
reset()
connect(250)

function connect(wait: number): void {
  socket = new WebSocket(location.href.replace(/^http/, "ws"))
  let next = wait
  socket.onopen = () => {
    next = 250
    document.title = document.title.replace(/^\(offline\) /, "")
  }
  socket.onmessage = (message) => {
    for (const operation of JSON.parse(message.data) as Operation[]) play(operation)
    for (const box of document.querySelectorAll<Player>("[data-stick]")) {
      if (box.$end !== false) box.scrollTop = box.scrollHeight
    }
  }
  socket.onclose = () => {
    if (!/^\(offline\) /.test(document.title)) document.title = `(offline) ${document.title}`
    setTimeout(connect, next, Math.min(LAST_WAIT, next * 2))
  }
}

function send(event: string, node: Player, fields: object): void {
  if (socket?.readyState === 1) socket.send(JSON.stringify({ event, node: node.$id, fields }))
}

// Playing

function play(operation: Operation): void {
  const [op] = operation
  if (op === "reset") {
    reset()
    return
  }
  const node = at(operation[1])
  if (op === "create") {
    const made = operation[2] === null ? new Text() : document.createElement(operation[2])
    nodes.set(operation[1], made)
    ;(made as Player).$id = operation[1]
  } else if (op === "insert") node.insertBefore(at(operation[2]), nodes.get(operation[3]) ?? null)
  else if (op === "remove") {
    const gone = at(operation[2])
    gone.remove()
    forget(gone)
  } else if (op === "setText") node.textContent = operation[2]
  else if (op === "setAttr") setAttr(node, operation[2], operation[3])
  else if (op === "listen") listen(node, operation[2])
  else if (op === "unlisten") node.$events?.delete(operation[2])
  else draw(node, operation[2])
}

function at(id: number): Player {
  return nodes.get(id) as Player
}

function reset(): void {
  sizes.disconnect()
  nodes = new Map([[1, root]])
  root.$id = 1
  root.$events = new Set()
  root.textContent = ""
}

function forget(node: Node): void {
  nodes.delete((node as Player).$id!)
  if (node instanceof Element) sizes.unobserve(node)
  node.childNodes.forEach(forget)
}

function setAttr(node: Player, name: string, value: unknown): void {
  const [kind, rest] = name.split(/:(.*)/)
  const fields = node as unknown as Record<string, any>
  if (rest === undefined) {
    if (value === null) node.removeAttribute(name)
    else node.setAttribute(name, value as string)
  } else if (kind === "style") node.style.setProperty(rest, value as string)
  else if (kind === "call") requestAnimationFrame(() => fields[rest](value))
  else if (rest === "value") setValue(node as Player & HTMLInputElement, value as string)
  else requestAnimationFrame(() => (fields[rest] = value ?? 0))
}

/** The server's echo of what was typed must not undo what has been typed since. */
function setValue(node: Player & HTMLInputElement, value: string): void {
  const echo = node.$sent?.indexOf(value) ?? -1
  if (echo >= 0 && node.$sent!.splice(0, echo + 1) && node.$sent!.length > 0) return
  if (node.value !== value) node.value = value
}

function draw(node: Player, shapes: readonly Shape[]): void {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("style", "position:absolute;inset:0;width:100%;height:100%")
  for (const [tag, attributes, words = ""] of shapes) {
    const shape = document.createElementNS(svg.namespaceURI, tag)
    for (const name in attributes) shape.setAttribute(name, String(attributes[name]))
    shape.textContent = words
    svg.append(shape)
  }
  node.replaceChildren(svg)
}

// Hearing

function listen(node: Player, event: string): void {
  ;(node.$events ??= new Set()).add(event)
  const on = (native: string, fields: (e: any) => object) =>
    node.addEventListener(native, (e) => node.$events?.has(event) && send(event, node, fields(e)), {
      passive: true,
    })
  if (event === "resize" || event === "drawn") sizes.observe(node)
  else if (event === "scroll") on("scroll", () => scrolled(node))
  else if (/^pointer(?:Enter|Leave)$/.test(event)) on(event.toLowerCase(), (e) => located(e, node))
}

function measure(node: Player): void {
  const { clientWidth, clientHeight, offsetWidth, offsetHeight, $events } = node
  if ($events?.has("resize")) send("resize", node, { width: offsetWidth, height: offsetHeight })
  if (!$events?.has("drawn")) return
  const probe = node.appendChild(document.createElement("i"))
  probe.style.cssText = "position:absolute;width:1ch;height:1lh"
  const { width: ch, height: lh } = probe.getBoundingClientRect()
  probe.remove()
  const size = { width: clientWidth, height: clientHeight, ch, lh }
  const told = JSON.stringify(size)
  if (node.$size !== told) send("drawn", node, size)
  node.$size = told
}

/** Sends `event` for the nearest element around the target that is listened to. False: there is none. */
function tell(event: string, e: Event, fields: (node: Player) => object): boolean {
  let node = e.target as Player | null
  while (node && !node.$events?.has(event)) node = node.parentElement as Player | null
  if (!node && event === "key") {
    // Nothing has the focus: the app's own element hears it, and the root behind that.
    const top = root.querySelector<Player>(":scope > .f:not([hidden])")
    node = [top, root].find((one) => one?.$events?.has(event)) ?? null
  }
  if (!node || node.closest("[aria-disabled=true]")) return false
  send(event, node, fields(node))
  return true
}

const modified = (e: MouseEvent | KeyboardEvent) => ({
  ctrl: e.ctrlKey,
  alt: e.altKey,
  shift: e.shiftKey,
  meta: e.metaKey,
})

function located(e: MouseEvent, node: Player): object {
  const { left, top } = node.getBoundingClientRect()
  const clicks = Math.max(1, e.detail)
  const { button, buttons } = e
  return { x: e.clientX - left, y: e.clientY - top, button, buttons, clicks, ...modified(e) }
}

function scrolled(node: Player): object {
  const { scrollTop, scrollLeft, scrollHeight, clientHeight } = node
  const atEnd = scrollHeight - clientHeight - scrollTop <= 1
  return { top: scrollTop, left: scrollLeft, atEnd }
}

const hear = (native: string, handler: (e: any) => void, options: object = { passive: true }) =>
  document.addEventListener(native, handler, options)

for (const [native, event] of [
  ["click", "press"],
  ["pointerdown", "pointerDown"],
  ["pointermove", "pointerMove"],
  ["pointerup", "pointerUp"],
] as const) {
  hear(native, (e) => tell(event, e, (node) => located(e, node)))
}
hear("wheel", (e: WheelEvent) =>
  tell("wheel", e, (node) => ({ ...located(e, node), deltaX: e.deltaX, deltaY: e.deltaY })),
)
hear("focusin", (e) => tell("focus", e, () => ({})))
hear("focusout", (e) => tell("blur", e, () => ({})))
hear("paste", (e: ClipboardEvent) =>
  tell("paste", e, () => ({ text: e.clipboardData?.getData("text") ?? "" })),
)
hear("change", (e) => tell("change", e, () => ({ value: e.target.value })))
hear("input", (e) => {
  const field = e.target as Player & HTMLInputElement
  if (tell("input", e, () => ({ value: field.value }))) (field.$sent ??= []).push(field.value)
})
hear("scroll", ({ target: box }) => (box.$end = scrolledToEnd(box)), {
  passive: true,
  capture: true,
})
hear("keydown", pressKey, {})

function scrolledToEnd(box: Element): boolean {
  return box.scrollHeight - box.clientHeight - box.scrollTop <= 1
}

const NAMES: Record<string, string> = { " ": "space" }

function pressKey(e: KeyboardEvent): void {
  const { key, target } = e
  if (e.isComposing || /^(?:Shift|Control|Alt|AltGraph|Meta|Dead|.*Lock)$/.test(key)) return
  const field = (target as Element).localName
  const isField = field === "input" || field === "textarea"
  const commands = e.ctrlKey || e.metaKey
  if (isField && key === "Enter" && (field === "input" ? !commands : commands)) {
    tell("submit", e, () => ({ value: (target as HTMLInputElement).value }))
  }
  const isOne = [...key].length === 1
  // A field takes what edits it: "q" is typed, and quits nothing.
  const edits = isOne ? !commands && !e.altKey : /^(?:Backspace|Delete|Home|End|Arrow)/.test(key)
  const edited = edits && !(field === "input" && /(?:Up|Down)$/.test(key))
  if (isField && (edited || (isOne && commands && /[acvxyz]/i.test(key)))) return
  const name = NAMES[key] ?? (isOne ? key : key.replace("Arrow", "").toLowerCase())
  const text = isOne && !commands && !e.altKey ? key : ""
  tell("key", e, () => ({ key: name, text, repeat: e.repeat, ...modified(e) }))
  const presses = !isField && (key === "Enter" || key === " ") && !commands && !e.altKey
  if (presses && tell("press", e, () => ({ x: 0, y: 0, clicks: 1, ...modified(e) }))) {
    e.preventDefault() // Space would scroll
  }
}
