// JSX without a compiler: `<box gap={1}>hi</box>` becomes jsx("box", { gap: 1, children: "hi" }),
// which allocates one description. This is the runtime of universal files ("jsxImportSource":
// "filigree"): their tags are the universal vocabulary and components.
//
// A host's own runtime is a few lines, in renderers/<host>/jsx-runtime.ts:
//
//     import type { ComponentChild, UniversalElements, View } from "../../core/jsx-runtime.ts"
//     export { createElement, Fragment, jsx, jsxDEV, jsxs } from "../../core/jsx-runtime.ts"
//     interface Tui extends Universal { readonly [tui]: true }     // the host's tag, in its index.ts
//     export namespace JSX {
//       export type Element = View<Tui>
//       export interface ElementChildrenAttribute { children: unknown }
//       export interface IntrinsicAttributes { key?: never }      // components
//       export interface IntrinsicElements extends UniversalElements<Tui> { led: … }
//     }
//
// No JSX.ElementType there: then each component's result is checked against Element, and a tag or a
// component of another host is a type error. (`export namespace` of types alone is erasable.)
// A DOM runtime wraps `jsx` to rename the tags that HTML shares with the vocabulary.

import { describe, Fragment, type Place } from "./view/element.ts"
import type { Attr, Child, Universal, View } from "./view/view.ts"
import type {
  BoxProps,
  DrawProps,
  ImageProps,
  InputProps,
  SpanProps,
  TextareaProps,
  TextProps,
} from "./view/vocabulary.ts"

export type { Attr, Child, Universal, View }
export { Fragment }

/** The universal tags, with children of host `H`. */
export interface UniversalElements<H> {
  box: BoxProps & { children?: Child<H> }
  text: TextProps & { children?: Child<H> }
  span: SpanProps & { children?: Child<H> }
  input: InputProps
  textarea: TextareaProps
  image: ImageProps
  draw: DrawProps
}

/** What a tag compiles to. A key has no meaning here; development says so. */
export function jsx(type: unknown, props: object, key?: unknown): View<any> {
  return describe(type, key === undefined ? props : { ...props, key }, undefined)
}

export const jsxs: typeof jsx = jsx

/** As `jsx`, with the place of the tag in the source, for messages. */
export function jsxDEV(
  type: unknown,
  props: object,
  key?: unknown,
  _isStatic?: boolean,
  place?: Place,
): View<any> {
  return describe(type, key === undefined ? props : { ...props, key }, place)
}

/** The classic form, to which `<a {...props} key={k} />` compiles. */
export function createElement(
  type: unknown,
  props: object | null,
  ...children: unknown[]
): View<any> {
  if (children.length === 0) return describe(type, props ?? {}, undefined)
  const inside = children.length === 1 ? children[0] : children
  return describe(type, { ...props, children: inside }, undefined)
}

/** Types of universal files. Components of any host are accepted here, and return what their host is. */
export namespace JSX {
  export type Element = View<any>
  export type ElementType = keyof IntrinsicElements | ((props: any) => Child<any>)
  export interface ElementChildrenAttribute {
    children: unknown
  }
  export interface IntrinsicElements extends UniversalElements<Universal> {}
}
