// JSX for terminal files: "jsxImportSource": "filigree/tui". The universal tags and components;
// a tag or a component of another host is a type error.

import type { UniversalElements, View } from "../../core/jsx-runtime.ts"
import type { Tui } from "./host.ts"

export { createElement, Fragment, jsx, jsxDEV, jsxs } from "../../core/jsx-runtime.ts"

export namespace JSX {
  export type Element = View<Tui>
  export interface ElementChildrenAttribute {
    children: unknown
  }
  export interface IntrinsicAttributes {
    key?: never
  }
  export interface IntrinsicElements extends UniversalElements<Tui> {}
}
