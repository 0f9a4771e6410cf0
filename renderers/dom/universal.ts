// What each universal element is in a page, and what its attributes do there.
//
//     box      <div>                               text   <div>   span   <span>
//     draw     <div> with a <canvas> in it         input, textarea, image: their HTML elements
//     href     an <a> inside, which then holds the children
//
// Style is decided by renderers/css; here is what is more than style: focus, editing, pictures,
// scrolling, painting, roles.

import { blockInText, noChildren, warnings } from "../../core/errors.ts"
import { TOKENS } from "../../core/view/index.ts"
import {
  apply,
  baseSheet,
  color,
  hasBar,
  LEAVES,
  type Put,
  safeHref,
  TAGS,
  type Tell,
} from "../markup/index.ts"
import { setAttribute } from "./attributes.ts"
import { cutMiddle, stopCutting } from "./cut.ts"
import { setUpDraw } from "./draw.ts"
import { setUpEdit, setValue } from "./edit.ts"
import { autoFocus, releaseTrap, trap } from "./focus.ts"
import { attend } from "./listen.ts"
import { type Hosted, type Kind, State, stateOf } from "./node.ts"
import { setPopup } from "./popup.ts"
import { setScroll } from "./scroll.ts"
import { adoptSheet } from "./sheet.ts"

/** The element for a universal name, or undefined for any other name. */
export function createUniversal(type: string, parent: Node): HTMLElement | undefined {
  const tag = TAGS[type]
  if (tag === undefined) return undefined
  const node = (parent.ownerDocument ?? (parent as Document)).createElement(tag) as Hosted
  const state = (node.$f = new State(type as Kind))
  const outer = stateOf(parent)
  if (outer && outer.kind !== "root") node.className = `f f-${type}`
  else {
    node.className = `f f-top f-${type}`
    adoptBase(parent)
    attend(node.ownerDocument)
  }
  if (LEAVES.has(type)) {
    if (type === "draw") setUpDraw(node, state)
    else if (type === "image") (node as unknown as HTMLImageElement).alt = ""
    else setUpEdit(node as unknown as HTMLInputElement, state)
  }
  return node
}

let base: string | undefined

/** Adopts the base style sheet where `node` stands. */
export function adoptBase(node: Node): void {
  adoptSheet(node, (base ??= baseSheet(TOKENS)))
}

/** Throws when `parent` is a universal element that cannot hold `type`. */
export function checkParent(parent: Node, type: string | null): void {
  const kind = stateOf(parent)?.kind
  if (kind === undefined || kind === "box" || kind === "root") return
  if (LEAVES.has(kind)) throw noChildren(kind, type === null ? "text" : `<${type}>`)
  if (type !== null && type !== "span" && TAGS[type] !== undefined) throw blockInText(kind, type)
}

/** Sets an attribute of a universal element. `undefined` restores its default. */
export function setUniversal(node: HTMLElement, state: State, name: string, value: unknown): void {
  const attrs = state.attrs
  if (value === undefined || value === null) delete attrs[name]
  else attrs[name] = value
  current = node
  const known = apply(name, attrs, put, tell, state.kind)
  const act = ACTS[name]
  if (act) act(node as Hosted, value, state)
  else if (known) return
  else if (/[-:]/.test(name)) setAttribute(node, name, value)
  else warnings?.unknownAttribute(state.kind, name)
}

// One element at a time is written to: no closure is made for it.
let current: HTMLElement
const put: Put = (property, value) => current.style.setProperty(property, value)
const tell: Tell = (name, value) => tellTo(current, name, value)

function tellTo(node: Element, name: string, value: unknown): void {
  if (value === undefined || value === false) node.removeAttribute(name)
  else node.setAttribute(name, value === true ? "" : String(value))
}

/** What is more than style and attributes. */
const ACTS: Record<string, (node: Hosted, value: unknown, state: State) => void> = {
  __proto__: null as never, // "constructor" is no attribute
  title: setTitle,
  titleNote: setTitle,
  titleAlign: setTitle,
  titleColor: setTitle,
  theme(node) {
    for (const draw of node.querySelectorAll(".f-draw")) stateOf(draw)?.repaint?.()
  },
  autoFocus(node, value) {
    if (value) autoFocus(node)
  },
  trap(node, value) {
    if (value) trap(node)
    else releaseTrap(node)
  },
  popup: setPopup,
  href: setHref,
  truncate(node, value, state) {
    if (value === "start") inner(node, state, "span").classList.add("f-plain")
    if (value === "middle") {
      inner(node, state, "span")
      cutMiddle(node)
    } else stopCutting(node)
  },
  paint(_, value, state) {
    if (value !== undefined) state.repaint?.()
  },
  scrollTop: setScroll,
  scrollLeft: setScroll,
  stickToEnd: setScroll,
  value: (node, value) => setValue(node as unknown as HTMLInputElement, value),
  initialValue(node, value, state) {
    if (state.attrs.value === undefined) setValue(node as unknown as HTMLInputElement, value)
  },
  maxLength() {}, // edit.ts looks it up
  src: setSource,
}

/** True when an element of this state is all there in a clone: nothing was set up beside its style. */
export function isCopied(state: State): boolean {
  if (LEAVES.has(state.kind) || state.inside || state.bar) return false
  for (const name in state.attrs) if (ACTS[name]) return false
  return true
}

function setTitle(node: Hosted, _value: unknown, state: State): void {
  const { title, titleNote, titleAlign, titleColor } = state.attrs
  if (!hasBar(state.attrs)) {
    state.bar?.remove()
    state.bar = undefined
    return
  }
  let bar = state.bar
  if (!bar) {
    const document = node.ownerDocument
    bar = state.bar = document.createElement("div")
    bar.className = "f-bar"
    bar.append(document.createElement("span"), document.createElement("span"))
    bar.setAttribute("aria-hidden", "true") // the box is labelled by it
    node.prepend(bar)
  }
  const [main, note] = bar.children as unknown as [HTMLElement, HTMLElement]
  main.textContent = String(title ?? "")
  note.textContent = String(titleNote ?? "")
  tellTo(bar, "data-align", titleAlign)
  main.style.color = color(titleColor)
}

function setHref(node: Hosted, value: unknown, state: State): void {
  const href = safeHref(value, node.ownerDocument.baseURI)
  if (value !== undefined && href === undefined && value !== "") {
    warnings?.badHref(state.kind, value)
  }
  if (href === undefined) {
    state.inside?.removeAttribute("href")
    return
  }
  if (state.inside?.localName === "span") {
    // A cut text is a link from now on: the span gives its words to an <a>.
    const span = state.inside
    state.inside = undefined
    inner(node, state, "a").className = span.className
    state.inside!.replaceChildren(...span.childNodes)
  }
  inner(node, state, "a").setAttribute("href", href)
}

/** The element inside that holds the children from now on. */
function inner(node: Hosted, state: State, tag: "a" | "span"): HTMLElement {
  if (!state.inside) {
    const element = node.ownerDocument.createElement(tag)
    element.append(...node.childNodes)
    node.append(element)
    state.inside = element
  }
  return state.inside
}

function setSource(node: Hosted, value: unknown): void {
  const image = node as unknown as HTMLImageElement
  if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src)
  if (value instanceof Uint8Array) {
    image.src = URL.createObjectURL(new Blob([value as Uint8Array<ArrayBuffer>]))
  } else tellTo(image, "src", typeof value === "object" ? undefined : value) // no pixels that change
}
