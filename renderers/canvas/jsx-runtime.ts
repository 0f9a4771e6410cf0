// JSX for files of canvas views ("jsxImportSource": "filigree/canvas"): the universal tags, children
// of the canvas. A tag of another host (a <div>, an HTML component) is a type error here.

import type { UniversalElements, View } from "../../core/jsx-runtime.ts"
import type { Canvas } from "./host.ts"

export { createElement, Fragment, jsx, jsxDEV, jsxs } from "../../core/jsx-runtime.ts"

export namespace JSX {
  export type Element = View<Canvas>
  export interface ElementChildrenAttribute {
    children: unknown
  }
  export interface IntrinsicAttributes {
    key?: never
  }
  export interface IntrinsicElements extends UniversalElements<Canvas> {}
}
