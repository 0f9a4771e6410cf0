// The six functions over a page.
//
//     "div" "svg" "path"   elements as themselves, in the namespace of where they stand
//     "html:input" "svg:text"   the browser's, where the universal vocabulary has the name too
//     "box" "text" …       universal elements (universal.ts)

import { warn } from "../../core/dev.ts"
import type { Handle, Renderer, Universal } from "../../core/view/index.ts"
import { setAttribute } from "./attributes.ts"
import { hasTraps, tendTraps } from "./focus.ts"
import { runCommit } from "./frame.ts"
import { attend, listen } from "./listen.ts"
import { inside, stateOf } from "./node.ts"
import { followEnds } from "./scroll.ts"
import { adoptSheet, checkParent, createUniversal, setUniversal } from "./universal.ts"

declare const dom: unique symbol

/** The tag of this host: universal elements, and all of HTML and SVG. */
export interface Dom extends Universal {
  readonly [dom]: true
}

const HTML = "http://www.w3.org/1999/xhtml"
const SVG = "http://www.w3.org/2000/svg"
const MATH = "http://www.w3.org/1998/Math/MathML"

interface Moves {
  moveBefore?(node: Node, before: Node | null): void
}

/** The renderer of pages: one object serves all roots and documents. */
export const domRenderer: Renderer<Node, Dom> = {
  name: "dom",

  create(type, parent) {
    checkParent(parent, type)
    if (type === null) return (parent.ownerDocument ?? (parent as Document)).createTextNode("")
    const universal = createUniversal(type, parent)
    if (universal) {
      attend(universal.ownerDocument)
      return universal
    }
    return createPlain(type, parent)
  },

  insert(parent, node, before) {
    const into = inside(parent)
    // A move keeps what the node is about: frames, videos, focus, animations.
    if (node.parentNode === into && (into as Node & Moves).moveBefore && into.isConnected) {
      ;(into as Node & Moves).moveBefore!(node, before)
    } else into.insertBefore(node, before)
  },

  remove(_parent, node) {
    ;(node as ChildNode).remove()
  },

  setText(node, text) {
    ;(node as Text).data = text
  },

  setAttr(node, name, value) {
    const state = stateOf(node)
    if (name === "hidden") setHidden(node as HTMLElement, value)
    else if (state && state.kind !== "root") setUniversal(node as HTMLElement, state, name, value)
    else setAttribute(node as Element, name, value)
  },

  listen(node, event, handler) {
    return listen(node as Element, event, handler)
  },

  commit() {
    runCommit()
    followEnds()
    if (hasTraps()) tendTraps()
  },

  handle(node) {
    return stateOf(node) ? new DomHandle(node as HTMLElement) : (node as unknown as Handle)
  },
}

function createPlain(type: string, parent: Node): Element {
  const document = parent.ownerDocument ?? (parent as Document)
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
  if (node instanceof HTMLUnknownElement && node.namespaceURI === HTML) {
    warn(
      "unknown-element",
      `<${type}> is no element of HTML, SVG or the universal vocabulary.`,
      "check the spelling; elements of your own have a hyphen in their name.",
    )
  }
  return node
}

/** The attribute is the style sheet's business: it hides whatever `display` the page gives. */
function setHidden(node: HTMLElement, value: unknown): void {
  if (value === undefined || value === null || value === false) node.removeAttribute("hidden")
  else {
    adoptSheet(node)
    node.setAttribute("hidden", value === true ? "" : String(value))
  }
}

class DomHandle implements Handle {
  /** The element itself, for what only a page can do. */
  readonly element: HTMLElement

  constructor(element: HTMLElement) {
    this.element = element
  }
  focus(): void {
    const node = this.element
    if (node.tabIndex < 0 && !node.hasAttribute("tabindex")) node.tabIndex = -1 // asked for by name
    node.focus()
  }
  blur(): void {
    this.element.blur()
  }
  bounds() {
    const box = this.element.getBoundingClientRect()
    let root: Element | null = this.element
    while (root && stateOf(root)?.kind !== "root") root = root.parentElement
    const from = root?.getBoundingClientRect()
    return {
      x: box.x - (from?.x ?? 0),
      y: box.y - (from?.y ?? 0),
      width: box.width,
      height: box.height,
    }
  }
  scrollTo(to: { top?: number; left?: number }): void {
    this.element.scrollTo(to)
  }
}
