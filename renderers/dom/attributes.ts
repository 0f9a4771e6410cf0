// Attributes of plain HTML and SVG elements.
//
//     class="a b"      with class:name toggles beside it      style="…"  style:name="…"
//     value checked …  live properties                        prop:x     any property
//     disabled={true}  an empty attribute; false takes it away (aria-*, data-* and the like say "false")
//
// Nothing here makes markup out of text: what would (innerHTML, onclick="…", javascript: addresses)
// is refused, and `prop:innerHTML` is the way to mean it.

import { attributeOf, kebab } from "../markup/index.ts"

/** What the user changes too, so that the attribute would only be the initial value. */
const LIVE: ReadonlySet<string> = new Set(
  "value checked selected muted indeterminate selectedIndex srcObject currentTime volume playbackRate scrollTop scrollLeft".split(
    " ",
  ),
)

/** Marks a node that has what a clone of it would lack (clone.ts). */
export const own = "$own"

interface Classes {
  base: string
  readonly toggled: Map<string, boolean>
}
interface Styled extends Element {
  $class?: Classes
  [own]?: true
  style?: CSSStyleDeclaration
}

/** Sets `name` of a plain element. `undefined`, `null` and `false` take it away. */
export function setAttribute(node: Element, name: string, value: unknown): void {
  const colon = name.indexOf(":")
  if (name === "class" || name === "className") setClass(node, value)
  else if (name === "style") setCss(node, value)
  else if (colon > 0 && setSpecial(node, name.slice(0, colon), name.slice(colon + 1), value)) return
  else if (LIVE.has(name) && name in node) setLive(node, name, value)
  else setPlain(node, name, value)
}

/** `class:name`, `style:name`, `prop:name` and `attr:name`; false for any other, as `xlink:href`. */
function setSpecial(node: Element, kind: string, name: string, value: unknown): boolean {
  if (kind === "class") toggleClass(node, name, Boolean(value))
  else if (kind === "style") setDeclaration(node, name, value)
  else if (kind === "prop") setOwn(node, name, value)
  else if (kind === "attr") setPlain(node, name, value)
  else return false
  return true
}

function setPlain(node: Element, given: string, value: unknown): void {
  if (typeof value === "object" && value !== null && node.localName.includes("-")) {
    setOwn(node, given, value) // a custom element takes more than text
    return
  }
  const [name, words] = attributeOf(given, value)
  if (words === undefined) node.removeAttribute(name)
  else node.setAttribute(name, words)
}

function setOwn(node: Styled, name: string, value: unknown): void {
  node[own] = true
  ;(node as any)[name] = value
}

function setLive(node: Element, name: string, value: unknown): void {
  const property = node as unknown as Record<string, unknown>
  ;(node as Styled)[own] = true
  if (value === undefined || value === null) {
    const kind = typeof property[name]
    property[name] = kind === "string" ? "" : kind === "boolean" ? false : null
    // biome-ignore lint/suspicious/noDoubleEquals: `input.value = 1` reads back as "1"
  } else if (property[name] != value) property[name] = value
}

function setClass(node: Styled, value: unknown): void {
  const base = value === undefined || value === null || value === false ? "" : String(value)
  const classes = node.$class
  if (!classes) {
    if (base === "") node.removeAttribute("class")
    else node.setAttribute("class", base)
    return
  }
  classes.base = base
  node.setAttribute("class", base)
  for (const [names, on] of classes.toggled) if (on) toggle(node, names, true)
}

function toggleClass(node: Styled, names: string, on: boolean): void {
  node[own] = true
  node.$class ??= { base: node.getAttribute("class") ?? "", toggled: new Map() }
  node.$class.toggled.set(names, on)
  toggle(node, names, on)
}

function toggle(node: Element, names: string, on: boolean): void {
  for (const name of names.split(/\s+/)) if (name) node.classList.toggle(name, on)
}

function setCss(node: Styled, value: unknown): void {
  const css = value === undefined || value === null || value === false ? "" : String(value)
  if (node.style)
    node.style.cssText = css // by the object model: a strict CSP allows it
  else node.setAttribute("style", css)
}

function setDeclaration(node: Styled, name: string, value: unknown): void {
  const property = name.startsWith("--") ? name : kebab(name)
  const css = value === undefined || value === null || value === false ? "" : String(value)
  const important = css.endsWith("!important")
  node.style?.setProperty(
    property,
    important ? css.slice(0, -10).trim() : css,
    important ? "important" : "",
  )
}
