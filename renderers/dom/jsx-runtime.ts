// JSX in DOM files ("jsxImportSource": "filigree/dom"): HTML, SVG, and the universal `box` and `draw`.
//
// The names that HTML and SVG share with the universal vocabulary mean the browser's here; they
// reach the renderer as "html:input" and "svg:text", since universal components, which keep the
// plain names, stand in the same tree.

import {
  createElement as createUniversal,
  jsx as jsxUniversal,
  jsxDEV as jsxUniversalDEV,
  type UniversalElements,
  type View,
} from "../../core/jsx-runtime.ts"
import type { PlainElements } from "./elements.ts"
import type { Dom } from "./host.ts"

export { Fragment } from "../../core/jsx-runtime.ts"

const SHARED: ReadonlyMap<unknown, string> = new Map([
  ["span", "html:span"],
  ["input", "html:input"],
  ["textarea", "html:textarea"],
  ["text", "svg:text"],
  ["image", "svg:image"],
])

/** What a tag compiles to. */
export function jsx(type: unknown, props: object, key?: unknown): View<any> {
  return jsxUniversal(SHARED.get(type) ?? type, props, key)
}

export const jsxs: typeof jsx = jsx

/** As `jsx`, with the place of the tag in the source. */
export const jsxDEV: typeof jsxUniversalDEV = (type, props, ...rest) =>
  jsxUniversalDEV(SHARED.get(type) ?? type, props, ...rest)

/** The classic form, to which `<a {...props} key={k} />` compiles. */
export const createElement: typeof createUniversal = (type, props, ...children) =>
  createUniversal(SHARED.get(type) ?? type, props, ...children)

/** Types of DOM files: what a component returns must be able to live in a page. */
export namespace JSX {
  export type Element = View<Dom>
  export interface ElementChildrenAttribute {
    children: unknown
  }
  export interface IntrinsicAttributes {
    key?: never
  }
  export interface IntrinsicElements
    extends PlainElements,
      Pick<UniversalElements<Dom>, "box" | "draw"> {}
}
