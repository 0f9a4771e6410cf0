// What the renderer remembers about an element, kept on the element itself.
//
//     <div class="f f-box">      $f = State { kind: "box", attrs: { gap: 1 }, … }
//     <div>                      nothing, until it needs something
//
// A property on the element is three times as fast as a WeakMap and dies with it.

import type { Attrs } from "../markup/index.ts"

/** "root" is the element that an app was rendered into. */
export type Kind = "box" | "text" | "span" | "input" | "textarea" | "image" | "draw" | "root"

export class State {
  readonly kind: Kind
  /** The universal attributes that are set now. */
  readonly attrs: Attrs = {}
  /** Where children go when that is not the element itself: the `<a>` of an `href`. */
  inside: HTMLElement | undefined = undefined
  /** The title bar of a box. */
  bar: HTMLElement | undefined = undefined
  /** Repaints a `draw`. */
  repaint: (() => void) | undefined = undefined
  /** A scroll box: was its end in view when it was last looked at? */
  atEnd = true

  constructor(kind: Kind) {
    this.kind = kind
  }
}

export interface Hosted extends HTMLElement {
  $f?: State
}

/** The state of a universal element or root; undefined for all other nodes. */
export function stateOf(node: Node): State | undefined {
  return (node as Hosted).$f
}

/** The node that holds the children of `parent`. */
export function inside(parent: Node): Node {
  return (parent as Hosted).$f?.inside ?? parent
}
