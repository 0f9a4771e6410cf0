// The screen as lines for a screen reader: what is there in reading order, without any drawing.
//
//     ┌ Users ─────────┐        Users
//     │ [✓] admins only│  ──▶   admins only, checkbox, checked
//     │ Name  Ada▏     │        Name, edit: Ada
//     │ ▁▂▅█  41 %     │        load, graphic
//     └────────────────┘        41 %
//
// Names come from `label`, else a title, else the words inside; roles and states from `role`,
// `checked`, `selected`, `expanded` and `disabled`. What has neither letters nor digits is decoration.

import {
  BOX,
  DRAW,
  IMAGE,
  INPUT,
  late,
  RAW,
  type SceneNode,
  SPAN,
  TEXT,
  TEXTAREA,
} from "../scene/index.ts"
import { visible } from "./width.ts"

/** Has a letter or a digit. */
const SAYS = late("[\\p{L}\\p{N}]")

/** One line that is read. */
export interface Reading {
  readonly text: string
  /** What it says; for the focus. */
  readonly node: SceneNode
  /** Told when it changes, whatever made it change: status, alert, log. */
  readonly isLive: boolean
}

/** Elements that are one thing, read as one line, and the word for what they are. */
const LEAVES: Readonly<Record<string, string>> = {
  button: "button",
  combobox: "choice",
  checkbox: "checkbox",
  radio: "radio button",
  switch: "switch",
  tab: "tab",
  link: "link",
  option: "",
  menuitem: "menu item",
  treeitem: "",
  row: "",
  status: "",
  meter: "",
  progressbar: "",
  slider: "slider",
  img: "graphic",
}

/** Elements that hold others, and the word after their name. */
const GROUPS: Readonly<Record<string, string>> = {
  dialog: "dialog",
  alertdialog: "dialog",
  alert: "alert",
  table: "table",
  listbox: "list",
  list: "list",
  tree: "tree",
  log: "log",
  menu: "menu",
  menubar: "menu bar",
  tablist: "tabs",
}

const LIVE = new Set(["status", "alert", "log", "alertdialog"])

/** All lines below `root`, in reading order. */
export function readingOf(root: SceneNode): Reading[] {
  const lines: Reading[] = []
  readAll(root, false, lines)
  return lines
}

function readAll(node: SceneNode, isLive: boolean, lines: Reading[]): void {
  let inline: SceneNode[] = []
  const flush = () => {
    if (inline.length) add(lines, node, inline.map(wordsOf).join(""), isLive)
    inline = []
  }
  for (const kid of inOrder(node)) {
    if (kid.kind === RAW || kid.kind === SPAN) inline.push(kid)
    else {
      flush()
      read(kid, isLive, lines)
    }
  }
  flush()
}

/** Kids from top to bottom and from left to right; what lies over the others comes last. */
function inOrder(node: SceneNode): SceneNode[] {
  const kids: SceneNode[] = []
  let isSorted = true
  for (let kid = node.first; kid; kid = kid.next) {
    const last = kids.at(-1)
    if (last && isPlaced(last) && isPlaced(kid) && before(kid, last)) isSorted = false
    kids.push(kid)
  }
  return isSorted ? kids : kids.sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0))
}

function isPlaced(node: SceneNode): boolean {
  return node.kind !== RAW && node.kind !== SPAN
}

function before(a: SceneNode, b: SceneNode): boolean {
  const layer = layerOf(a) - layerOf(b)
  return layer !== 0 ? layer < 0 : a.y !== b.y ? a.y < b.y : a.x < b.x
}

function layerOf({ attrs }: SceneNode): number {
  return attrs.popup === undefined ? (attrs.zIndex ?? 0) : Number.MAX_SAFE_INTEGER
}

function read(node: SceneNode, above: boolean, lines: Reading[]): void {
  const { kind, attrs } = node
  if (attrs.hidden) return
  const role = word(attrs.role)
  const isLive = above || LIVE.has(role)
  const label = word(attrs.label)
  switch (kind) {
    case TEXT:
      add(lines, node, withStates(node, label || wordsOf(node), LEAVES[role] ?? ""), isLive)
      return
    case INPUT:
    case TEXTAREA:
      add(lines, node, editLine(node), isLive, true)
      return
    case IMAGE:
      if (label || attrs.alt) add(lines, node, `${label || attrs.alt}, image`, isLive)
      return
    case DRAW:
      if (label) add(lines, node, withStates(node, label, LEAVES[role] ?? "graphic"), isLive)
      return
    case BOX:
      readBox(node, role, label, isLive, lines)
  }
}

function readBox(
  node: SceneNode,
  role: string,
  label: string,
  isLive: boolean,
  lines: Reading[],
): void {
  const { attrs } = node
  const kind = LEAVES[role]
  const isButton = kind === undefined && node.extra?.listeners?.has("press") && !hasFields(node)
  if (kind !== undefined || isButton) {
    const separator = role === "row" ? ", " : " "
    const inside = () => pieces(node).join(separator)
    const words = role === "combobox" ? `${label}, ${inside()}` : label || inside()
    if (isButton && !attrs.focusable && !SAYS().test(words)) return // what is behind a dialog
    add(lines, node, withStates(node, words, isButton ? "button" : (kind ?? "")), isLive)
    return
  }
  const title = label || [attrs.title, attrs.titleNote].filter(Boolean).join(", ")
  const kindOf = GROUPS[role]
  const name = [title, kindOf === title.toLowerCase() ? "" : kindOf].filter(Boolean).join(", ")
  if (name) add(lines, node, withStates(node, name, ""), isLive)
  const all: Reading[] = []
  readAll(node, isLive, all)
  const inside = all.filter((line, i) => !isNameOf(line, all[i + 1]))
  if (attrs.flexDirection === "row" && node.height <= 1 && !inside.some(isReachable))
    add(lines, node, joined(inside), isLive)
  else for (const line of inside) lines.push(line)
}

/** Words beside a field that the field is called by: they come with it. */
function isNameOf(line: Reading, next: Reading | undefined): boolean {
  return line.node.kind === TEXT && next !== undefined && line.text === next.node.attrs.label
}

/** One row of figures and words is one line; what another part of it says already is left out. */
function joined(inside: readonly Reading[]): string {
  const said = inside.map((line) => line.text)
  const parts = said.filter(
    (part, i) =>
      !said.some((other, j) => j !== i && other.length > part.length && other.includes(part)),
  )
  const separator = inside.every((line) => line.node.kind === TEXT) ? " " : ", "
  return parts.join(separator)
}

function isReachable({ node }: Reading): boolean {
  const { focusable, role } = node.attrs
  if (node.kind === INPUT || node.kind === TEXTAREA || focusable) return true
  return role === "tab" || node.extra?.listeners?.has("press") === true
}

function add(
  lines: Reading[],
  node: SceneNode,
  words: string,
  isLive: boolean,
  isField = false,
): void {
  const text = visible(words.replace(/\s+/g, " ").trim())
  if (isField || SAYS().test(text)) lines.push({ text, node, isLive })
}

/** "Save, button, disabled" */
function withStates(node: SceneNode, name: string, kind: string): string {
  const { checked, selected, expanded } = node.attrs
  if (!SAYS().test(name)) return kind && kind !== "graphic" ? kind : ""
  const said = [name.trim(), kind]
  if (checked !== undefined) said.push(checked ? "checked" : "not checked")
  if (selected) said.push("selected")
  if (expanded !== undefined) said.push(expanded ? "expanded" : "collapsed")
  if (isOff(node)) said.push("disabled")
  return said.filter(Boolean).join(", ")
}

/** It is disabled, or all that a row holds is. */
function isOff(node: SceneNode): boolean {
  if (node.attrs.disabled || node.attrs.role !== "option") return node.attrs.disabled === true
  let at = node.first
  while (at && !at.next && !at.attrs.disabled) at = at.first
  return at?.attrs.disabled === true
}

/** "Name, edit: Ada". What is typed next stands at its end. */
function editLine(node: SceneNode): string {
  const { label, placeholder } = node.attrs as { label?: string; placeholder?: string }
  const name = label || placeholder || "field"
  return `${name}, ${node.attrs.disabled ? "edit, disabled" : "edit"}: ${fieldText(node)}`
}

/** What a field shows; a password as many stars as it has characters. */
export function fieldText(node: SceneNode): string {
  const value = node.extra?.edit?.value ?? ""
  const isSecret = (node.attrs as { type?: string }).type === "password"
  return visible(isSecret ? "*".repeat([...value].length) : value.replace(/\s+/g, " "))
}

/** Words of a text or a run, and where its links lead. */
function wordsOf(node: SceneNode): string {
  if (node.kind === RAW) return node.text
  let words = ""
  for (let kid = node.first; kid; kid = kid.next) words += wordsOf(kid)
  const { href } = node.attrs as { href?: string }
  return href && !words.includes(href) ? `${words} (link: ${href})` : words
}

/** The words inside a box, text by text. */
function pieces(node: SceneNode): string[] {
  const found: string[] = []
  const visit = (at: SceneNode): void => {
    if (at.attrs.hidden) return
    const words = at.kind === TEXT || at.kind === RAW || at.kind === SPAN ? wordsOf(at) : ""
    const own = words || (at === node ? "" : word(at.attrs.label))
    if (own) {
      if (SAYS().test(own)) found.push(own.trim())
      return
    }
    for (const kid of inOrder(at)) visit(kid)
  }
  visit(node)
  return found
}

function word(value: unknown): string {
  return typeof value === "string" ? value : ""
}

function hasFields(node: SceneNode): boolean {
  for (let kid = node.first; kid; kid = kid.next) {
    if (kid.kind === INPUT || kid.kind === TEXTAREA || kid.attrs.focusable || hasFields(kid))
      return true
  }
  return false
}
