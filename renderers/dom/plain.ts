// The six functions over HTML and SVG alone.
//
//     "div" "svg" "path"        elements as themselves, in the namespace of where they stand
//     "html:input" "svg:text"   the browser's, where the universal vocabulary has the name too

import { universalInPlain, warnings } from "../../core/errors.ts"
import { ELEMENTS, type Renderer } from "../../core/view/index.ts"
import { setAttribute } from "./attributes.ts"
import { childAt, isFaithful, Pattern } from "./clone.ts"
import { listenPlain } from "./delegate.ts"
import type { Dom } from "./host.ts"
import { adoptSheet } from "./sheet.ts"

const SVG = "http://www.w3.org/2000/svg"
const MATH = "http://www.w3.org/1998/Math/MathML"

/**
 * The renderer of pages without universal elements: about half the bytes of `render`. No key
 * bindings, no services: `mount` is all there is.
 *
 * @example
 * mount(plainRenderer, document.body, () => <Counter />)
 */
export const plainRenderer: Renderer<Node, Dom> = {
  name: "dom",

  create(type, parent) {
    if (type === null) return (parent.ownerDocument ?? (parent as Document)).createTextNode("")
    if ((ELEMENTS as readonly string[]).includes(type)) {
      throw universalInPlain(type)
    }
    return createPlain(type, parent)
  },

  insert: insertNode,

  remove(_parent, node) {
    ;(node as ChildNode).remove()
  },

  setText(node, text) {
    ;(node as Text).data = text
  },

  setAttr(node, name, value) {
    if (name === "hidden") setHidden(node as Element, value)
    else setAttribute(node as Element, name, value)
  },

  listen: (node, event, handler) => listenPlain(node as Element, event, handler),

  template: (node, parent) => (isFaithful(node) ? new Pattern(node, parent) : undefined),

  clone(template, parent) {
    const pattern = template as Pattern
    return pattern.fits(parent) ? pattern.node.cloneNode(true) : undefined
  },

  child: childAt,
}

interface Moves {
  moveBefore?(node: Node, before: Node | null): void
}

/** A move keeps what the node is about: frames, videos, focus, animations. */
export function insertNode(into: Node & Moves, node: Node, before: Node | null): void {
  if (node.parentNode !== null && into.moveBefore && into.isConnected) into.moveBefore(node, before)
  else if (before === null) into.appendChild(node)
  else into.insertBefore(node, before)
}

/** The attribute is the style sheet's business: it hides whatever `display` the page gives. */
export function setHidden(node: Element, value: unknown): void {
  if (value === undefined || value === null || value === false) node.removeAttribute("hidden")
  else {
    adoptSheet(node, HIDDEN)
    node.setAttribute("hidden", value === true ? "" : String(value))
  }
}

const HIDDEN = "@layer filigree{[hidden]:not([hidden=until-found i]){display:none!important}}"

/** An element of HTML, SVG or MathML. */
export function createPlain(type: string, parent: Node): Element {
  const document = parent.ownerDocument ?? (parent as Document)
  if (isHtml.get(type)) return document.createElement(type)
  const colon = type.indexOf(":")
  if (colon > 0) {
    const name = type.slice(colon + 1)
    if (type.startsWith("svg:")) return document.createElementNS(SVG, name)
    if (type.startsWith("html:")) return document.createElement(name)
  }
  const space = (parent as Element).namespaceURI
  if (type === "svg" || (space === SVG && (parent as Element).localName !== "foreignObject")) {
    return document.createElementNS(SVG, type)
  }
  if (type === "math" || space === MATH) return document.createElementNS(MATH, type)
  const node = document.createElement(type)
  if (!(node instanceof HTMLUnknownElement)) isHtml.set(type, !SHARED.has(type))
  else warnings?.unknownElement(type)
  return node
}

/** Names that are HTML's alone, as far as met: they need no look at where they stand. */
const isHtml = new Map<string, boolean>()
/** Names that SVG or MathML has, too. */
const SHARED: ReadonlySet<string> = new Set(
  "a audio canvas iframe script style title unknown video".split(" "),
)
