// What each universal element is in a page, and what its attributes do there.
//
//     box      <div>                               text   <div>   span   <span>
//     draw     <div> with a <canvas> in it         input, textarea, image: their HTML elements
//     href     an <a> inside, which then holds the children
//
// Style is decided by renderers/css; here is what is more than style: focus, editing, pictures,
// scrolling, painting, roles.

import { warn } from "../../core/dev.ts"
import { CodedError, shown } from "../../core/errors.ts"
import { TOKENS } from "../../core/view/index.ts"
import { baseSheet, hasBar, type Put, safeHref, setStyle } from "../css/index.ts"
import { setAttribute } from "./attributes.ts"
import { setUpDraw } from "./draw.ts"
import { setUpEdit, setValue } from "./edit.ts"
import { autoFocus, releaseTrap, trap } from "./focus.ts"
import { type Hosted, type Kind, State, stateOf } from "./node.ts"
import { setScroll } from "./scroll.ts"

const TAGS: Record<string, string> = {
  box: "div",
  text: "div",
  span: "span",
  input: "input",
  textarea: "textarea",
  image: "img",
  draw: "div",
}

const LEAVES: ReadonlySet<string> = new Set(["input", "textarea", "image", "draw"])

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
    adoptSheet(parent)
  }
  if (LEAVES.has(type)) {
    if (type === "draw") setUpDraw(node, state)
    else if (type === "image") (node as unknown as HTMLImageElement).alt = ""
    else setUpEdit(node as unknown as HTMLInputElement, state)
  }
  return node
}

/** Throws when `parent` is a universal element that holds no children. */
export function checkParent(parent: Node, type: string | null): void {
  const kind = stateOf(parent)?.kind
  if (kind === undefined || !LEAVES.has(kind)) return
  throw new CodedError(
    "children-in-leaf",
    `<${kind}> cannot hold children, and was given ${type === null ? "a text" : `<${type}>`}.`,
    kind === "input" || kind === "textarea"
      ? "pass words as `value` or `initialValue`, or put a <text> beside it."
      : "put it beside, in a <box> around both.",
  )
}

const sheets = new WeakMap<Document, CSSStyleSheet>()

/** Adopts the base style sheet, once for each document or shadow root. */
export function adoptSheet(node: Node): void {
  const document = node.ownerDocument ?? (node as Document)
  const scope = node.getRootNode()
  const home = "adoptedStyleSheets" in scope ? (scope as ShadowRoot) : document
  let sheet = sheets.get(document)
  if (!sheet) {
    const Sheet = document.defaultView?.CSSStyleSheet
    if (!Sheet) return // a document without a window shows nothing
    sheet = new Sheet()
    sheet.replaceSync(baseSheet(TOKENS))
    sheets.set(document, sheet)
  }
  if (!home.adoptedStyleSheets.includes(sheet)) home.adoptedStyleSheets.push(sheet)
}

/** Sets an attribute of a universal element. `undefined` restores its default. */
export function setUniversal(node: HTMLElement, state: State, name: string, value: unknown): void {
  const attrs = state.attrs
  if (value === undefined || value === null) delete attrs[name]
  else attrs[name] = value
  const styled = setStyle(name, attrs, putInto(node))
  switch (name) {
    case "title":
    case "titleNote":
    case "titleAlign":
    case "titleColor":
      setTitle(node, state)
      break
    case "theme":
      for (const draw of node.querySelectorAll(".f-draw")) stateOf(draw)?.repaint?.()
  }
  if (styled) return
  const act = ACTS[name]
  if (act) act(node as Hosted, value, state)
  else if (/[-:]/.test(name)) setAttribute(node, name, value)
  else {
    warn(
      "unknown-attribute",
      `<${state.kind}> has no attribute \`${name}\`.`,
      "check the spelling against ElementProps; aria-*, data-* and class:name are taken, too.",
    )
  }
}

let putNode: HTMLElement
const putNow: Put = (property, value) => {
  if (property.startsWith("data-")) attribute(putNode, property, value || undefined)
  else putNode.style.setProperty(property, value)
}
function putInto(node: HTMLElement): Put {
  putNode = node
  return putNow
}

function attribute(node: Element, name: string, value: unknown): void {
  if (value === undefined || value === null) node.removeAttribute(name)
  else node.setAttribute(name, String(value))
}

type Act = (node: Hosted, value: unknown, state: State) => void

const aria =
  (name: string): Act =>
  (node, value) =>
    attribute(node, `aria-${name}`, value)
const property =
  (name: string): Act =>
  (node, value) =>
    attribute(node, name, value === false ? undefined : value === true ? "" : value)

const ACTS: Record<string, Act> = {
  id: property("id"),
  hidden: property("hidden"),
  role: property("role"),
  label(node, value, state) {
    if (state.kind === "image" && state.attrs.alt === undefined) attribute(node, "alt", value ?? "")
    else setLabel(node, state)
  },
  selected: aria("selected"),
  checked: aria("checked"),
  expanded: aria("expanded"),
  disabled(node, value, state) {
    attribute(node, "aria-disabled", value ? true : undefined)
    if (state.kind === "input" || state.kind === "textarea")
      property("disabled")(node, value, state)
    else setFocusable(node, state)
  },
  focusable: (node, _, state) => setFocusable(node, state),
  autoFocus(node, value) {
    if (value) autoFocus(node)
  },
  focusScope: (node, value) => attribute(node, "data-scope", value),
  trap(node, value) {
    if (value) trap(node)
    else releaseTrap(node)
  },
  href: setHref,
  paint(_, value, state) {
    if (value === undefined) return
    state.repaint?.()
  },
  scrollTop: setScroll,
  scrollLeft: setScroll,
  stickToEnd: setScroll,
  value: (node, value) => setValue(node as unknown as HTMLInputElement, value),
  initialValue(node, value, state) {
    if (state.attrs.value === undefined)
      (node as unknown as HTMLInputElement).value = String(value ?? "")
  },
  placeholder: property("placeholder"),
  readOnly: property("readonly"),
  maxLength() {},
  type: property("type"),
  rows: property("rows"),
  src: setSource,
  alt: (node, value, state) => attribute(node, "alt", value ?? state.attrs.label ?? ""),
}

function setFocusable(node: Hosted, state: State): void {
  const { focusable, disabled } = state.attrs
  if (state.kind === "input" || state.kind === "textarea") {
    attribute(node, "tabindex", focusable === false ? -1 : undefined)
  } else attribute(node, "tabindex", focusable && !disabled ? 0 : undefined)
}

function setLabel(node: Hosted, state: State): void {
  const { label, title, role } = state.attrs
  attribute(node, "aria-label", label ?? title)
  // A name without a role is not read out.
  if (state.kind === "box") attribute(node, "role", role ?? (label || title ? "group" : undefined))
}
ACTS.role = (node, value, state) => {
  attribute(node, "role", value)
  if (value === undefined) setLabel(node, state)
}

function setTitle(node: HTMLElement, state: State): void {
  const { title, titleNote, titleAlign, titleColor } = state.attrs
  setLabel(node, state)
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
  attribute(bar, "data-align", titleAlign)
  setStyle("color", { color: titleColor }, (name, value) =>
    main.style.setProperty(name === "--f-c" ? "color" : name, value),
  )
}

function setHref(node: Hosted, value: unknown, state: State): void {
  const href = safeHref(value, node.ownerDocument.baseURI)
  if (value !== undefined && href === undefined && value !== "") {
    warn(
      "bad-href",
      `<${state.kind}> was given the address ${shown(value)}, and leads nowhere.`,
      "write an address with http, https, mailto or file.",
    )
  }
  if (href === undefined) {
    state.inside?.removeAttribute("href")
    return
  }
  if (!state.inside) {
    const link = node.ownerDocument.createElement("a")
    link.append(...node.childNodes)
    node.append(link)
    state.inside = link
  }
  state.inside.setAttribute("href", href)
}

function setSource(node: Hosted, value: unknown): void {
  const image = node as unknown as HTMLImageElement
  if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src)
  if (value instanceof Uint8Array) {
    image.src = URL.createObjectURL(new Blob([value as Uint8Array<ArrayBuffer>]))
  } else attribute(image, "src", value)
}
