// The six functions over a page: plain elements (plain.ts), and the universal ones (universal.ts).

import type { Handle, Renderer } from "../../core/view/index.ts"
import { setAttribute } from "./attributes.ts"
import { isFaithful, Pattern } from "./clone.ts"
import { hasTraps, tendTraps } from "./focus.ts"
import { runCommit } from "./frame.ts"
import type { Dom } from "./host.ts"
import { listen } from "./listen.ts"
import { type Hosted, inside, State, stateOf } from "./node.ts"
import { createPlain, insertNode, plainRenderer, setHidden } from "./plain.ts"
import { hasPopups, tendPopups } from "./popup.ts"
import { followEnds } from "./scroll.ts"
import { checkParent, createUniversal, isCopied, setUniversal } from "./universal.ts"

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

  template(node, parent) {
    const states = isFaithful(node) ? statesOf(node) : undefined
    return states && new UniversalPattern(node, parent, states)
  },

  clone(template, parent) {
    const pattern = template as UniversalPattern
    return pattern.fits(parent) ? pattern.copy() : undefined
  },

  listen(node, event, handler) {
    return listen(node as Element, event, handler)
  },

  commit() {
    runCommit()
    followEnds()
    if (hasPopups()) tendPopups()
    if (hasTraps()) tendTraps()
  },

  handle(node) {
    return stateOf(node) ? new DomHandle(node as HTMLElement) : (node as unknown as Handle)
  },
}

/** A pattern with universal elements in it: their states are copied along. */
class UniversalPattern extends Pattern {
  private readonly states: readonly (State | undefined)[]
  private readonly outer: string | undefined

  /** @param states - Of all elements, in document order. */
  constructor(node: Node, parent: Node, states: readonly (State | undefined)[]) {
    super(node, parent)
    this.states = states
    this.outer = stateOf(parent)?.kind
  }

  override fits(parent: Node): boolean {
    return stateOf(parent)?.kind === this.outer && super.fits(parent)
  }

  copy(): Node {
    const node = this.node.cloneNode(true)
    if (this.states.length > 0) giveStates(node as Hosted, this.states, 0)
    return node
  }
}

function giveStates(node: Hosted, states: readonly (State | undefined)[], from: number): number {
  const state = states[from]
  if (state) Object.assign((node.$f = new State(state.kind)).attrs, state.attrs)
  let at = from + 1
  for (let child = node.firstElementChild; child; child = child.nextElementSibling) {
    at = giveStates(child as Hosted, states, at)
  }
  return at
}

/** States in document order; none when no element has one, undefined when one cannot be copied. */
function statesOf(node: Node): (State | undefined)[] | undefined {
  const states = [stateOf(node)]
  for (const child of (node as Element).querySelectorAll("*")) states.push(stateOf(child))
  if (!states.every((state) => !state || isCopied(state))) return undefined
  return states.some(Boolean) ? states : []
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
