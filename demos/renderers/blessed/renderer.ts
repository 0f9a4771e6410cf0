// A renderer that drives blessed's own widgets, so that an existing blessed program can adopt signals
// piece by piece: make it for a screen, or for any element of one, and mount views there.
//
// Elements are blessed's (box, text, list, progressbar, …) and so are their options, as attributes:
// positions (`top`, `width`), `label`, `border`, `style` fields as `fg`, `bg`, `bold`, `borderFg`.
// blessed has no text nodes; the words in an element are its content.

import { createRequire } from "node:module"
import type { Widgets } from "blessed"
import {
  type Attr,
  CodedError,
  element,
  type KeyEvent,
  type Renderer,
  type Source,
  type View,
} from "filigree"

const blessed = createRequire(import.meta.url)("blessed") as typeof import("blessed")

declare const tag: unique symbol
/** The host's tag. */
export interface Blessed {
  readonly [tag]: true
}

const KINDS = [
  "box",
  "text",
  "list",
  "progressbar",
  "button",
  "line",
  "log",
  "bigtext",
  "textbox",
] as const
type Kind = (typeof KINDS)[number]

/** An element of blessed, or words in one. */
export class BlessedNode {
  /** Undefined for words. */
  readonly element: Widgets.BlessedElement | undefined
  readonly kind: string | null
  readonly children: BlessedNode[] = []
  text = ""
  static alive = 0

  constructor(kind: string | null, element: Widgets.BlessedElement | undefined) {
    this.kind = kind
    this.element = element
    BlessedNode.alive++
  }
}

export interface BlessedHost {
  readonly renderer: Renderer<BlessedNode, Blessed>
  /** Stands for the element that was given: mount here. */
  readonly root: BlessedNode
}

/** Views inside `element`, on `screen`. The rest of the program goes on as it was. */
export function blessedRenderer(
  screen: Widgets.Screen,
  element: Widgets.Node = screen,
): BlessedHost {
  const root = new BlessedNode("root", element as Widgets.BlessedElement)

  const renderer: Renderer<BlessedNode, Blessed> = {
    name: "blessed",

    create(type) {
      if (type === null) return new BlessedNode(null, undefined)
      if (!KINDS.includes(type as Kind)) {
        throw new CodedError(
          "blessed-element",
          `<${type}> is no element of blessed.`,
          `use one of ${KINDS.join(", ")}.`,
        )
      }
      const make = blessed[type as Kind] as (options: object) => Widgets.BlessedElement
      return new BlessedNode(type, make({ screen, style: { border: {}, bar: { bg: "blue" } } }))
    },

    insert(parent, node, before) {
      const { children } = parent
      const at = children.indexOf(node)
      if (at >= 0) children.splice(at, 1)
      const place = before ? children.indexOf(before) : children.length
      children.splice(place, 0, node)
      if (!node.element) {
        showWords(parent)
        return
      }
      node.element.detach() // blessed counts the place with the element still in
      const next = children.slice(place + 1).find((sibling) => sibling.element)
      if (next?.element) parent.element?.insertBefore(node.element, next.element)
      else parent.element?.append(node.element)
    },

    remove(parent, node) {
      const at = parent.children.indexOf(node)
      if (at >= 0) parent.children.splice(at, 1)
      if (node.element) node.element.destroy()
      else if (at >= 0) showWords(parent)
      free(node)
    },

    setText(node, text) {
      node.text = text
      // who holds the words is known once they are inserted; until then nothing shows
      const parent = holders.get(node)
      if (parent) showWords(parent)
    },

    setAttr(node, name, value) {
      if (node.element) setOption(node.element, name, value)
    },

    listen(node, event, handler) {
      const { element } = node
      if (!element) return () => {}
      if (node === root && event === "key") {
        const keypress = (_: string, key: Widgets.Events.IKeyEventArg): void =>
          handler(keyEvent(key))
        screen.on("keypress", keypress)
        return () => void screen.removeListener("keypress", keypress)
      }
      // "element press" is heard for the element itself and for all in it; false ends the way up
      const own = (_: unknown, told: { stopped?: boolean } | undefined): boolean => {
        handler(told)
        return told?.stopped !== true
      }
      const name = `element ${event === "press" ? "press" : event}`
      element.on(name as "click", own as never)
      return () => void element.removeListener(name, own as never)
    },

    commit: () => screen.render(),
  }
  return { renderer, root }
}

const holders = new WeakMap<BlessedNode, BlessedNode>()

function showWords(parent: BlessedNode): void {
  const words = parent.children.filter((child) => !child.element)
  for (const child of words) holders.set(child, parent)
  const text = words.map((child) => child.text).join("")
  const { element } = parent
  // setContent reads {tags} only where the element has tags switched on, which we never do
  if (element && "setContent" in element) element.setContent(clean(text))
}

/** Words never become control sequences: blessed passes them through. */
function clean(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "\ufffd")
}

function free(node: BlessedNode): void {
  BlessedNode.alive--
  for (const child of node.children) free(child)
}

/** What blessed itself makes of `border: "line"` when it creates an element. */
const LINE = { type: "line", ch: " ", top: true, right: true, bottom: true, left: true }

const POSITIONS = new Set(["top", "right", "bottom", "left", "width", "height"])
const STYLES = new Set(["fg", "bg", "bold", "underline", "inverse"])

function setOption(element: Widgets.BlessedElement, name: string, value: unknown): void {
  const options = element as unknown as Record<string, any> // seam: blessed's options are its fields
  if (name === "hidden") options[value === true ? "hide" : "show"]()
  else if (POSITIONS.has(name)) options["position"][name] = value
  else if (STYLES.has(name)) options["style"][name] = value
  else if (name === "borderFg") options["style"].border.fg = value
  else if (name === "border") options["border"] = value ? { ...LINE } : undefined
  else if (name === "label") {
    if (value === undefined) options["removeLabel"]()
    else options["setLabel"](clean(String(value)))
  } else if (name === "filled") options["setProgress"]?.(Number(value ?? 0))
  else if (name === "items")
    options["setItems"]?.(((value ?? []) as unknown[]).map((item) => clean(String(item))))
  else if (name in options)
    throw new CodedError(
      "blessed-option",
      `${name} is not an option this renderer sets.`,
      "add it to setOption().",
    )
}

function keyEvent(key: Widgets.Events.IKeyEventArg): KeyEvent {
  const names: Record<string, string> = { return: "enter", linefeed: "enter" }
  const single = key.sequence?.length === 1 && key.sequence >= " "
  return {
    type: "key",
    key: single ? key.sequence : (names[key.name] ?? key.name ?? ""),
    text: single ? key.sequence : "",
    ctrl: key.ctrl,
    alt: key.meta,
    shift: key.shift,
    meta: false,
    repeat: false,
    defaultPrevented: false,
    preventDefault() {},
    stopPropagation() {},
  }
}

/** Attributes that the builders know. */
export interface BlessedProps {
  readonly top?: Attr<number | string>
  readonly left?: Attr<number | string>
  readonly right?: Attr<number | string>
  readonly bottom?: Attr<number | string>
  readonly width?: Attr<number | string>
  readonly height?: Attr<number | string>
  readonly label?: Attr<string>
  readonly border?: Attr<boolean>
  readonly fg?: Attr<string>
  readonly bg?: Attr<string>
  readonly bold?: Attr<boolean>
  readonly borderFg?: Attr<string>
  /** Of a progressbar: 0 to 100. */
  readonly filled?: Attr<number>
  /** Of a list. */
  readonly items?: Attr<readonly string[]>
  readonly hidden?: Attr<boolean>
  readonly onPress?: ((event: unknown) => void) | undefined
}

/** Typed builder: `widget("box", { label: "CPU" }, load, " %")`. */
export function widget(
  kind: Kind,
  props: BlessedProps,
  ...children: readonly (View<Blessed> | View<unknown> | string | number | Source<unknown>)[]
): View<Blessed> {
  return element(kind, props, ...children)
}
