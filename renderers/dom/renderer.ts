// The six functions over a page: plain elements (plain.ts), and the universal ones (universal.ts).

import type { Handle, Renderer } from "../../core/view/index.ts"
import { setAttribute } from "./attributes.ts"
import { hasTraps, tendTraps } from "./focus.ts"
import { runCommit } from "./frame.ts"
import type { Dom } from "./host.ts"
import { listen } from "./listen.ts"
import { inside, stateOf } from "./node.ts"
import { createPlain, insertNode, plainRenderer, setHidden } from "./plain.ts"
import { followEnds } from "./scroll.ts"
import { checkParent, createUniversal, setUniversal } from "./universal.ts"

/** The renderer of pages: one object serves all roots and documents. */
export const domRenderer: Renderer<Node, Dom> = {
  ...plainRenderer,

  create(type, parent) {
    checkParent(parent, type)
    if (type === null) return (parent.ownerDocument ?? (parent as Document)).createTextNode("")
    return createUniversal(type, parent) ?? createPlain(type, parent)
  },

  insert(parent, node, before) {
    insertNode(inside(parent), node, before)
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
