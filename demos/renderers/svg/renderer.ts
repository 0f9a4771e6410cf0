// A renderer that writes SVG: elements are SVG's own, the result is text. A host with a vocabulary of
// its own: the type Svg keeps a <box> out of a drawing, and a <circle> out of a terminal.

import { CodedError, element, type Renderer, type Source, type View } from "filigree"

declare const svg: unique symbol
/** The host's tag: views of this renderer are `View<Svg>`. */
export interface Svg {
  readonly [svg]: true
}

export class SvgNode {
  readonly type: string | null
  readonly children: SvgNode[] = []
  readonly attrs = new Map<string, string>()
  text = ""
  static alive = 0

  constructor(type: string | null) {
    this.type = type
    SvgNode.alive++
  }
}

const ELEMENTS = [
  "svg",
  "g",
  "rect",
  "circle",
  "ellipse",
  "line",
  "path",
  "polyline",
  "polygon",
  "text",
  "tspan",
  "title",
]

export const svgRenderer: Renderer<SvgNode, Svg> = {
  name: "svg",

  create(type) {
    if (type !== null && !ELEMENTS.includes(type)) {
      throw new CodedError(
        "svg-element",
        `<${type}> is no element of this renderer.`,
        `use one of ${ELEMENTS.join(", ")}.`,
      )
    }
    return new SvgNode(type)
  },

  insert(parent, node, before) {
    const { children } = parent
    const at = children.indexOf(node)
    if (at >= 0) children.splice(at, 1)
    children.splice(before ? children.indexOf(before) : children.length, 0, node)
  },

  remove(parent, node) {
    const at = parent.children.indexOf(node)
    if (at >= 0) parent.children.splice(at, 1)
    free(node)
  },

  setText(node, text) {
    node.text = text
  },

  setAttr(node, name, value) {
    if (!/^[a-zA-Z_][\w.:-]*$/.test(name)) {
      throw new CodedError(
        "svg-attribute",
        `${JSON.stringify(name)} is no attribute's name.`,
        "use letters, digits and dashes.",
      )
    }
    const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    const key = name === "viewBox" ? name : kebab
    if (value === undefined || value === null || value === false) node.attrs.delete(key)
    else node.attrs.set(key, value === true ? "" : String(value))
  },

  /** A picture hears nothing. */
  listen: () => () => {},
}

function free(node: SvgNode): void {
  SvgNode.alive--
  for (const child of node.children) free(child)
}

/** The tree as SVG text. Words and values are escaped: nothing in them can become markup. */
export function toSvg(node: SvgNode): string {
  if (node.type === null) return escaped(node.text)
  if (node.attrs.has("hidden")) return ""
  const attrs = [...node.attrs].map(([name, value]) => ` ${name}="${escaped(value)}"`).join("")
  return `<${node.type}${attrs}>${node.children.map(toSvg).join("")}</${node.type}>`
}

/** Of what XML cannot hold at all (most control characters, halves of surrogate pairs), nothing is left. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** An attribute: static or live. */
type Value = string | number | boolean | undefined | Source<string | number | boolean | undefined>

/** Typed builder: `draw("circle", { cx: 5, cy: 5, r: radius })`. */
export function draw(
  type: (typeof ELEMENTS)[number],
  attrs: Readonly<Record<string, Value>>,
  ...children: readonly (View<Svg> | View<unknown> | string | Source<unknown>)[]
): View<Svg> {
  return element(type, attrs, ...children)
}
