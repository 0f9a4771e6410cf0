// Copies: what core mounts again and again is cloned from a pattern (core/view/template.ts).
//
// A clone of the browser's has attributes and children, and lacks what is a property or a field of
// the node. So a pattern that has such is refused.

import { own } from "./attributes.ts"

/** A finished subtree, and what its parent was. */
export class Pattern {
  readonly node: Node
  readonly document: Document | null
  readonly space: string | null
  readonly isForeign: boolean

  constructor(node: Node, parent: Node) {
    this.node = node
    this.document = node.ownerDocument
    this.space = (parent as Element).namespaceURI ?? null
    this.isForeign = (parent as Element).localName === "foreignObject"
  }

  /** What stands in `parent` would have come out the same. */
  fits(parent: Node): boolean {
    return (
      ((parent as Element).namespaceURI ?? null) === this.space &&
      (parent.ownerDocument ?? parent) === this.document &&
      ((parent as Element).localName === "foreignObject") === this.isForeign
    )
  }
}

/** True when a clone of `node` has all that it has. */
export function isFaithful(node: Node): boolean {
  if (own in node) return false
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!isFaithful(child)) return false
  }
  return true
}

/** Child number `index`. */
export function childAt(node: Node, index: number): Node {
  if (index > 8) return node.childNodes[index]!
  let child = node.firstChild!
  for (let i = index; i > 0; i--) child = child.nextSibling!
  return child
}
