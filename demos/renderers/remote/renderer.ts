// Universal elements on a wire: a renderer whose host is another renderer.
//
//     box { gap: 4 }  ──▶  div { class: "f f-box", "style:row-gap": "4px", … }  ──▶  messages
//
// What an element is in HTML and CSS is worked out here, by the rules that the DOM and the HTML
// renderer share, so that the page needs to know none of them. What only a page can do by itself is
// simpler than in filigree/dom: a text is cut at its end, and focus goes where the browser takes it.

import {
  CodedError,
  type Handle,
  type Painter,
  type PenSize,
  type Renderer,
  type Universal,
} from "filigree"
import { applyMarkup, attributeOf, color, hasBar, safeHref, TAGS } from "filigree/html"
import { shapesOf } from "./picture.ts"
import type { Operation } from "./protocol.ts"
import { createWire, type Wire, type WireNode } from "./wire.ts"

export class RemoteNode {
  /** The universal element's name; null for a text, "root" for the root. */
  readonly kind: string | null
  readonly wire: WireNode
  readonly attrs: Record<string, unknown> = {}
  /** Where children go when that is not the element itself: the `<a>` of an `href`. */
  inside: WireNode | undefined
  /** The title bar of a box, its title and its note. */
  bar: readonly [bar: WireNode, title: WireNode, note: WireNode] | undefined
  /** How large a page drew it last. */
  size: PenSize | undefined

  constructor(kind: string | null, wire: WireNode) {
    this.kind = kind
    this.wire = wire
  }
}

export interface Remote {
  readonly renderer: Renderer<RemoteNode, Universal>
  readonly root: RemoteNode
  readonly wire: Wire
}

/** `send` is called once for each flush that changed something. */
export function createRemote(send: (operations: readonly Operation[]) => void): Remote {
  const wire = createWire(send)
  const root = new RemoteNode("root", wire.root)

  const renderer: Renderer<RemoteNode, Universal> = {
    name: "remote",

    create(type, parent) {
      if (type === null) return new RemoteNode(null, wire.create(null, parent.wire))
      const tag = TAGS[type]
      if (tag === undefined) {
        throw new CodedError(
          "remote-element",
          `<${type}> is no universal element, and pages get no others from this renderer.`,
          `use one of ${Object.keys(TAGS).join(", ")}.`,
        )
      }
      const node = new RemoteNode(type, wire.create(tag, parent.wire))
      wire.setAttr(
        node.wire,
        "class",
        `f${parent.kind === "root" ? " f-top" : ""} f-${type}`,
        undefined,
      )
      if (type === "draw") {
        wire.listen(node.wire, "drawn", (event) => {
          node.size = sizeOf(event as PenSize)
          paint(node)
          wire.flush()
        })
      }
      return node
    },

    insert: (parent, node, before) =>
      wire.insert(parent.inside ?? parent.wire, node.wire, before?.wire ?? null),
    remove: (parent, node) => wire.remove(parent.inside ?? parent.wire, node.wire),
    setText: (node, text) => wire.setText(node.wire, text),
    setAttr: (node, name, value) => setAttr(node, name, value),
    listen: (node, event, handler) => wire.listen(node.wire, event, handler),
    commit: () => wire.flush(),
    handle: (node) => handleOf(node),
  }
  return { renderer, root, wire }

  function setAttr(node: RemoteNode, name: string, value: unknown): void {
    const { attrs, kind } = node
    // Cutting elsewhere than at the end would take code in the page.
    const given = name === "truncate" && value ? "end" : value
    if (given === undefined || given === null) delete attrs[name]
    else attrs[name] = given
    const tell = (attribute: string, to: unknown) => {
      const words = to === undefined || to === false ? undefined : to === true ? "" : String(to)
      wire.setAttr(node.wire, attribute, words, undefined)
    }
    const put = (property: string, to: string) =>
      wire.setAttr(node.wire, `style:${property}`, to === "" ? undefined : to, undefined)
    applyMarkup(name, attrs, put, tell, kind ?? "")

    if (/^(?:title|titleNote|titleAlign|titleColor)$/.test(name)) setTitle(node)
    else if (name === "href") setHref(node, value)
    else if (name === "paint") paint(node)
    else if (name === "src") tell("src", addressOf(value))
    else if (name === "value" || (name === "initialValue" && attrs.value === undefined)) {
      wire.setAttr(node.wire, "prop:value", String(value ?? ""), undefined)
    } else if (name === "scrollTop" || name === "scrollLeft") {
      wire.setAttr(node.wire, `prop:${name}`, value, undefined)
    } else if (name === "stickToEnd") tell("data-stick", value)
    else if (name === "maxLength") tell("maxlength", value)
    else if (name === "autoFocus" && value) wire.setAttr(node.wire, "call:focus", {}, undefined)
    else if (/^(?:aria|data)-/.test(name)) tell(name, attributeOf(name, value)[1])
  }

  function setTitle(node: RemoteNode): void {
    const { title, titleNote, titleAlign, titleColor } = node.attrs
    if (!hasBar(node.attrs)) {
      if (node.bar) wire.remove(node.wire, node.bar[0])
      node.bar = undefined
      return
    }
    if (!node.bar) {
      const bar = wire.create("div", node.wire)
      wire.setAttr(bar, "class", "f-bar", undefined)
      wire.setAttr(bar, "aria-hidden", "true", undefined) // the box is labelled by it
      const words = [0, 1].map(() => {
        const span = wire.create("span", bar)
        const text = wire.create(null, span)
        wire.insert(span, text, null)
        wire.insert(bar, span, null)
        return text
      })
      wire.insert(node.wire, bar, node.wire.children[0] ?? null)
      node.bar = [bar, words[0]!, words[1]!]
    }
    const [bar, main, note] = node.bar
    wire.setText(main, String(title ?? ""))
    wire.setText(note, String(titleNote ?? ""))
    wire.setAttr(bar, "data-align", titleAlign, undefined)
    wire.setAttr(main.up!, "style:color", color(titleColor) || undefined, undefined)
  }

  function setHref(node: RemoteNode, value: unknown): void {
    const href = safeHref(value, "http://localhost/")
    if (href !== undefined && !node.inside) {
      const link = wire.create("a", node.wire)
      for (const child of [...node.wire.children]) {
        if (child !== node.bar?.[0]) wire.insert(link, child, null)
      }
      wire.insert(node.wire, link, null)
      node.inside = link
    }
    if (node.inside) wire.setAttr(node.inside, "href", href, undefined)
  }

  function paint(node: RemoteNode): void {
    const { size, attrs } = node
    if (!size) return // a page tells its size when it has laid it out
    const painter = attrs.paint as Painter | undefined
    wire.picture(node.wire, painter ? shapesOf(painter, size) : [])
  }

  function handleOf(node: RemoteNode): Handle {
    const call = (name: string, value: unknown) => {
      wire.setAttr(node.wire, `call:${name}`, value, undefined)
      wire.flush()
    }
    return {
      focus: () => call("focus", {}),
      blur: () => call("blur", {}),
      scrollTo: (to) => call("scrollTo", to),
      bounds: () => ({ x: 0, y: 0, width: 0, height: 0 }), // only pages know, and each another
    }
  }
}

/** No page draws larger than this, and a painter need not believe one that says so. */
const LARGEST = 20_000 // CSS pixels

function sizeOf(given: PenSize): PenSize | undefined {
  const { width, height, ch, lh } = given
  const isSize = [width, height, ch, lh].every((n) => n >= 0 && n <= LARGEST) // and not undefined
  return isSize ? { width, height, ch, lh } : undefined
}

function addressOf(source: unknown): string | undefined {
  if (source instanceof Uint8Array) {
    return `data:image/*;base64,${Buffer.from(source).toString("base64")}`
  }
  return typeof source === "string" ? source : undefined
}
