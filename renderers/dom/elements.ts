// Types of the tags in DOM files: HTML and SVG, derived from TypeScript's own description of the DOM.
//
//     <input maxLength={4} disabled={busy} onKeyDown={(event) => …} />
//
// An attribute may be written as the DOM's property is (readOnly, tabIndex) or as HTML does
// (readonly, tabindex). Each is static or live by itself.

import type { Attr, Child } from "../../core/jsx-runtime.ts"
import type { Dom } from "./host.ts"

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Names of properties that can be set to a string, a number or a boolean. */
type Settable<E> = {
  [K in keyof E]-?: K extends `on${string}` | "innerHTML" | "outerHTML" | "outerText" | "nodeValue"
    ? never
    : E[K] extends string | number | boolean | null
      ? Same<{ [Q in K]: E[K] }, { -readonly [Q in K]: E[K] }> extends true
        ? K
        : never
      : never
}[keyof E] &
  string

type Plain<T> = T extends string ? string : T extends number ? number | string : T

type Properties<E> = {
  [K in Settable<E> as K | Lowercase<K>]?: Attr<Plain<E[K]>>
}

/** Names of events that are several words, as handlers write them. */
interface Spelled {
  DblClick: "dblclick"
  ContextMenu: "contextmenu"
  BeforeInput: "beforeinput"
  KeyDown: "keydown"
  KeyUp: "keyup"
  MouseDown: "mousedown"
  MouseUp: "mouseup"
  MouseMove: "mousemove"
  MouseEnter: "mouseenter"
  MouseLeave: "mouseleave"
  MouseOver: "mouseover"
  MouseOut: "mouseout"
  PointerDown: "pointerdown"
  PointerUp: "pointerup"
  PointerMove: "pointermove"
  PointerEnter: "pointerenter"
  PointerLeave: "pointerleave"
  PointerOver: "pointerover"
  PointerOut: "pointerout"
  PointerCancel: "pointercancel"
  FocusIn: "focusin"
  FocusOut: "focusout"
  TouchStart: "touchstart"
  TouchMove: "touchmove"
  TouchEnd: "touchend"
  TouchCancel: "touchcancel"
  DragStart: "dragstart"
  DragEnd: "dragend"
  DragEnter: "dragenter"
  DragLeave: "dragleave"
  DragOver: "dragover"
  AnimationStart: "animationstart"
  AnimationEnd: "animationend"
  AnimationIteration: "animationiteration"
  TransitionStart: "transitionstart"
  TransitionEnd: "transitionend"
  CompositionStart: "compositionstart"
  CompositionUpdate: "compositionupdate"
  CompositionEnd: "compositionend"
  TimeUpdate: "timeupdate"
  CanPlay: "canplay"
  LoadedData: "loadeddata"
  LoadedMetadata: "loadedmetadata"
}

type Events = HTMLElementEventMap
type Suffix = "" | ":capture" | ":native" | ":passive" | ":once"
type Heard<E, T> = ((event: T & { readonly currentTarget: E }) => void) | undefined

type Handlers<E> = {
  [K in keyof Events as `on${Capitalize<K>}${Suffix}`]?: Heard<E, Events[K]>
} & {
  [K in keyof Spelled as `on${K}${Suffix}`]?: Heard<E, Events[Spelled[K]]>
}

/** What every HTML and SVG element takes. */
export interface ElementAttributes<E> {
  ref?: ((element: E) => void) | { current: E | undefined } | undefined
  class?: Attr<string> | Readonly<Record<string, Attr<boolean>>>
  style?: Attr<string> | Readonly<Record<string, Attr<string | number>>>
  id?: Attr<string>
  hidden?: Attr<boolean>
  role?: Attr<string>
  slot?: Attr<string>
  [name: `data-${string}` | `aria-${string}`]: Attr<string | number | boolean>
  [name: `class:${string}`]: Attr<boolean>
  [name: `style:${string}`]: Attr<string | number>
  [name: `prop:${string}` | `attr:${string}`]: unknown
  /** A custom event, by its own name. */
  [name: `on:${string}`]: ((event: any) => void) | undefined
}

/** Attributes of the HTML element `E`. */
export type HtmlAttributes<E> = ElementAttributes<E> &
  Omit<Properties<E>, "hidden" | "className" | "class" | "style" | "id" | "role" | "slot"> &
  Handlers<E> & {
    for?: Attr<string>
    list?: Attr<string>
    form?: Attr<string>
    children?: Child<Dom>
  }

type SvgNames =
  | "d points viewBox preserveAspectRatio transform transform-origin xmlns href"
  | "x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height rotate offset pathLength"
  | "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset"
  | "opacity color clip-path clip-rule mask filter marker-start marker-mid marker-end vector-effect paint-order shape-rendering pointer-events visibility display overflow cursor"
  | "font-family font-size font-weight font-style letter-spacing text-anchor dominant-baseline alignment-baseline text-decoration textLength lengthAdjust startOffset"
  | "gradientUnits gradientTransform spreadMethod stop-color stop-opacity patternUnits patternContentUnits patternTransform clipPathUnits maskUnits markerWidth markerHeight markerUnits refX refY orient"
  | "in in2 result type values mode operator k1 k2 k3 k4 stdDeviation flood-color flood-opacity baseFrequency numOctaves seed scale begin dur end from to by repeatCount attributeName keyTimes keySplines calcMode additive accumulate tabindex lang"
type Words<S extends string> = S extends `${infer A} ${infer B}` ? A | Words<B> : S

/** Attributes of the SVG element `E`, spelled as SVG spells them. */
export type SvgAttributes<E> = ElementAttributes<E> & {
  [K in Words<SvgNames>]?: Attr<string | number>
} & Handlers<E> & { children?: Child<Dom> }

type HtmlTags = {
  [K in keyof HTMLElementTagNameMap]: HtmlAttributes<HTMLElementTagNameMap[K]>
}
type SvgTags = {
  [K in Exclude<keyof SVGElementTagNameMap, keyof HTMLElementTagNameMap>]: SvgAttributes<
    SVGElementTagNameMap[K]
  >
}

/** All plain tags. Custom elements (any name with a hyphen) take anything. */
export interface PlainElements extends HtmlTags, SvgTags {
  [custom: `${string}-${string}`]: any
}
