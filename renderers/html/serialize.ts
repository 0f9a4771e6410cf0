// A tree of the memory host as HTML: what the DOM renderer would have made, written down.
//
//     box { gap: 4 }                 <div class="f f-top f-box" style="row-gap:4px;column-gap:4px">
//     p { class: "a", "class:b" }    <p class="a b">
//
// Handlers and painters stay behind: they are the page's business once it runs.

import { CodedError, shown } from "../../core/errors.ts"
import {
  type Attrs,
  apply,
  attributeOf,
  color,
  hasBar,
  kebab,
  safeHref,
  TAGS,
} from "../markup/index.ts"
import type { MemoryNode } from "../memory/index.ts"
import { cssValue, escapeAttribute, escapeRaw, escapeText, isName } from "./escape.ts"

const VOID: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
)
const RAW: ReadonlySet<string> = new Set(["script", "style"])

/**
 * The children of `root`, or the node itself when it has a parent.
 *
 * @example
 * const memory = memoryRenderer()
 * const root = memory.root()
 * mount(memory, root, () => box({}, "hello"))
 * toHtml(root)
 */
export function toHtml(node: MemoryNode): string {
  return node.parent === null && node.type === "root"
    ? inner(node, undefined)
    : write(node, undefined)
}

/** `parent`: the tag that the node stands in. */
function write(node: MemoryNode, parent: string | undefined): string {
  if (node.type === null) {
    return parent !== undefined && RAW.has(parent) ? escapeRaw(node.text) : escapeText(node.text)
  }
  const tag = TAGS[node.type]
  return tag === undefined ? writePlain(node, node.type) : writeUniversal(node, tag)
}

function inner(node: MemoryNode, tag: string | undefined): string {
  let html = ""
  for (const child of node.children) html += write(child, tag)
  return html
}

/** Attributes in the order of their first write. */
class Tag {
  readonly name: string
  private readonly attributes = new Map<string, string>()
  private readonly style = new Map<string, string>()

  constructor(name: string) {
    if (!isName(name)) {
      throw new CodedError(
        "bad-tag",
        `${shown(name)} cannot be the name of a tag.`,
        "write a name as in HTML.",
      )
    }
    this.name = name
  }

  readonly put = (property: string, value: string) => {
    const one = cssValue(value)
    if (one === "" || !isName(property) || /[:;]/.test(property)) this.style.delete(property)
    else this.style.set(property, one)
  }

  readonly tell = (name: string, value: unknown) => {
    if (!isName(name)) {
      throw new CodedError(
        "bad-attribute",
        `${shown(name)} cannot be the name of an attribute of <${this.name}>.`,
        "spread only props that you know.",
      )
    }
    if (value === undefined || value === false) this.attributes.delete(name)
    else this.attributes.set(name, value === true ? "" : String(value))
  }

  open(): string {
    let html = `<${this.name}`
    for (const [name, value] of this.attributes) {
      html += value === "" ? ` ${name}` : ` ${name}="${escapeAttribute(value)}"`
    }
    if (this.style.size > 0) {
      const css = [...this.style].map(([property, value]) => `${property}:${value}`).join(";")
      html += ` style="${escapeAttribute(css)}"`
    }
    return `${html}>`
  }
}

function writePlain(node: MemoryNode, type: string): string {
  const tag = new Tag(type.replace(/^(?:html|svg):/, ""))
  const classes: string[] = []
  let inside: string | undefined
  for (const [name, value] of node.attrs) {
    if (value === null || value === undefined) continue
    const colon = name.indexOf(":")
    const kind = name.slice(0, Math.max(0, colon))
    const rest = name.slice(colon + 1)
    if (name === "class" || name === "className") {
      if (value !== false) classes.unshift(String(value))
    } else if (name === "style") {
      if (value !== false) tag.tell("style", value) // one text, the author's own
    } else if (kind === "class") {
      if (value) classes.push(rest)
    } else if (kind === "style") {
      if (value !== false) tag.put(rest.startsWith("--") ? rest : kebab(rest), String(value))
    } else if (kind === "prop") {
      if (rest === "innerHTML") inside = String(value)
    } else if (name === "value" && tag.name === "textarea") inside = escapeText(String(value))
    else tag.tell(...attributeOf(kind === "attr" ? rest : name, value))
  }
  if (classes.length > 0) tag.tell("class", classes.join(" "))
  if (VOID.has(tag.name)) return tag.open()
  inside ??= inner(node, tag.name)
  // The parser drops a line break that comes first in these two.
  const first =
    (tag.name === "textarea" || tag.name === "pre") && inside.startsWith("\n") ? "\n" : ""
  return `${tag.open()}${first}${inside}</${tag.name}>`
}

function writeUniversal(node: MemoryNode, name: string): string {
  const kind = node.type as string
  const attrs: Attrs = Object.fromEntries(node.attrs)
  const tag = new Tag(name)
  const isTop = TAGS[node.parent?.type ?? ""] === undefined
  tag.tell("class", `f${isTop ? " f-top" : ""} f-${kind}`)
  if (kind === "input") tag.tell("type", "text")
  else if (kind === "image") tag.tell("alt", "")
  else if (kind === "textarea") tag.tell("rows", 3)
  for (const [attribute, value] of node.attrs) {
    if (value === null || value === undefined) continue
    const known = apply(attribute, attrs, tag.put, tag.tell, kind)
    if (!known && /^(?:aria|data)-/.test(attribute)) tag.tell(...attributeOf(attribute, value))
  }
  const words = attrs.value ?? attrs.initialValue
  if (kind === "input" && words !== undefined) tag.tell("value", String(words))
  if (kind === "image" && typeof attrs.src === "string") tag.tell("src", attrs.src)
  if (VOID.has(name)) return tag.open()
  if (kind === "textarea") return `${tag.open()}\n${escapeText(String(words ?? ""))}</textarea>`

  let inside = inner(node, name)
  // The page's own address is not known here; any will do to judge a relative one.
  const href = safeHref(attrs.href, "http://localhost/")
  const plain = attrs.truncate === "start" ? ' class="f-plain"' : ""
  if (href !== undefined) inside = `<a${plain} href="${escapeAttribute(href)}">${inside}</a>`
  else if (plain) inside = `<span${plain}>${inside}</span>`
  if (hasBar(attrs)) inside = bar(attrs) + inside
  return `${tag.open()}${inside}</${name}>`
}

function bar(attrs: Attrs): string {
  const tag = new Tag("div")
  tag.tell("class", "f-bar")
  tag.tell("aria-hidden", "true")
  tag.tell("data-align", attrs.titleAlign)
  const main = new Tag("span")
  main.put("color", color(attrs.titleColor))
  const words = (value: unknown) => escapeText(String(value ?? ""))
  return `${tag.open()}${main.open()}${words(attrs.title)}</span><span>${words(attrs.titleNote)}</span></div>`
}
