// What a screen reader is told of a canvas: a tree of roles, names, words and places, as data.
//
//     scene   box role="dialog" label="Save?"         0 ─ 2 dialog "Save?"
//               text "Save changes?"                        ├ 3 "Save changes?"
//               box (layout alone)                          └ 4 button "Yes"
//                 box focusable onPress label="Yes"
//
// A page makes elements of it (accessible-dom.ts), beside its own canvas or at the other end of a socket.
// `read` gives what did not change as the same objects, so that what did is found by comparing references.
// It is bounded: what is beyond the bounds is told as one "…".

import type { Rect } from "../../core/view/renderer.ts"
import {
  BOX,
  contains,
  DRAW,
  IMAGE,
  INPUT,
  type Scene,
  type SceneNode,
  TEXT,
  TEXTAREA,
} from "../scene/index.ts"

/** One element as a screen reader meets it. Its place counts from the corner of the element that it is in. */
export interface AccessibleNode extends Rect {
  /** Its own as long as it is there, and nobody's afterwards. */
  readonly id: number
  /** ARIA role; "" for words. */
  readonly role: string
  /** What it is called; "" where its words say it. */
  readonly name: string
  /** Words of a text, value of a field; dots for a password. */
  readonly text: string
  readonly kids: readonly number[]
  /** Can have the focus. */
  readonly focusable: boolean
  readonly focused: boolean
  /** A dialog that holds the focus. */
  readonly modal: boolean
  readonly multiline: boolean
  readonly disabled: boolean
  readonly selected?: boolean
  readonly checked?: boolean
  readonly expanded?: boolean
}

/** All elements by their ids. 0 is the surface: no element, but the parent of all. */
export type AccessibleNodes = ReadonlyMap<number, AccessibleNode>

/** A canvas app as a screen reader meets it, and its hands. Places are in CSS pixels. */
export interface Accessible {
  /** As of the last frame. What did not change since the last call is the same object: elements, and the whole. */
  read(): AccessibleNodes
  /** As a click in its middle; what cannot be hit there is given the focus, and Enter. */
  press(id: number): boolean
  /** Moves the app's focus. */
  focus(id: number): boolean
}

/** Elements at the most, and UTF-16 units of all their words together. */
const MOST_NODES = 5000
const MOST_WORDS = 200_000
const LONGEST_NAME = 1000
/** The id of the "…" that says: there is more. */
const MORE = 1

const STATES = ["selected", "checked", "expanded"] as const

export function accessibleOf(scene: Scene): Accessible {
  const ids = new WeakMap<SceneNode, number>()
  let last = MORE
  let nodes: AccessibleNodes = new Map()
  /** What stood for what at the last `read`. */
  let found = new Map<number, SceneNode>()

  function idOf(node: SceneNode): number {
    let id = ids.get(node)
    if (id === undefined) ids.set(node, (id = ++last))
    return id
  }

  function read(): AccessibleNodes {
    const next = new Map<number, AccessibleNode>()
    const standFor = new Map<number, SceneNode>()
    let left = MOST_WORDS
    let isCut = false
    const cut = (words: string, most: number): string => {
      const end = Math.min(left, most)
      left -= Math.min(words.length, end)
      if (words.length <= end) return words
      isCut = true
      return `${words.slice(0, end)}…`
    }
    const keep = (node: AccessibleNode): void => {
      const before = nodes.get(node.id)
      next.set(node.id, before && isSame(before, node) ? before : node)
    }
    const collect = (from: SceneNode, into: number[], x: number, y: number): void => {
      for (const node of from.kids) {
        if (!isSpoken(node)) {
          collect(node, into, x, y) // boxes for layout alone say nothing
          continue
        }
        if (standFor.size >= MOST_NODES) {
          isCut = true
          return
        }
        const id = idOf(node)
        into.push(id)
        standFor.set(id, node)
        const name = cut(nameOf(node), LONGEST_NAME)
        const text = cut(wordsOf(node), Infinity)
        const kids: number[] = []
        const box = node.bounds()
        if (node.kind === BOX) collect(node, kids, box.x, box.y)
        keep({
          id,
          ...saidOf(node, scene.focused === node),
          name,
          text,
          kids,
          ...placed(box, x, y),
        })
      }
    }
    const top: number[] = []
    collect(scene.root, top, 0, 0)
    const { width, height } = scene.root
    const surface = { ...NOTHING, x: 0, y: 0, width, height }
    if (isCut) {
      keep({ ...surface, id: MORE, text: "…" })
      top.push(MORE)
    }
    keep({ ...surface, id: 0, kids: top })
    found = standFor
    if (next.size !== nodes.size || [...next.values()].some((node) => nodes.get(node.id) !== node))
      nodes = next
    return nodes
  }

  return {
    read,
    press(id) {
      const node = found.get(id)
      if (!node) return false // it has gone meanwhile
      const canFocus = scene.focus(node) // and is scrolled into view
      if (isField(node)) return canFocus
      const box = node.bounds()
      const place = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: 0 }
      const over = scene.hit(place.x, place.y)
      if (over && contains(node, over)) {
        scene.pointer({ type: "down", ...place, buttons: 1 })
        scene.pointer({ type: "up", ...place, buttons: 0 })
        return true
      }
      return canFocus && scene.key({ key: "enter" })
    },
    focus(id) {
      const node = found.get(id)
      return node !== undefined && scene.focus(node)
    },
  }
}

const NOTHING = {
  role: "",
  name: "",
  text: "",
  kids: [],
  focusable: false,
  focused: false,
  modal: false,
  multiline: false,
  disabled: false,
}

function isSpoken(node: SceneNode): boolean {
  const { attrs, kind } = node
  if (kind === TEXT) return wordsOf(node) !== "" || attrs.role !== undefined
  if (isField(node)) return true
  const told = attrs.role !== undefined || attrs.label !== undefined
  if (kind === IMAGE) return told || (attrs.alt ?? "") !== ""
  return told || (kind === BOX && (attrs.focusable === true || attrs.title !== undefined))
}

function saidOf(
  node: SceneNode,
  focused: boolean,
): Omit<AccessibleNode, "id" | "name" | "text" | "kids" | keyof Rect> {
  const { attrs, kind } = node
  const disabled = attrs.disabled === true
  const said = {
    role: roleOf(node),
    focusable: !disabled && (attrs.focusable ?? isField(node)),
    focused,
    modal: attrs.trap === true && attrs.focusScope !== undefined,
    multiline: kind === TEXTAREA,
    disabled,
  }
  for (const state of STATES) {
    const value = attrs[state]
    if (value !== undefined) Object.assign(said, { [state]: value === true })
  }
  return said
}

function roleOf(node: SceneNode): string {
  const { attrs, kind } = node
  if (attrs.role !== undefined) return attrs.role as string
  if (isField(node)) return "textbox"
  if (kind === TEXT) return attrs.href === undefined ? "" : "link"
  if (kind === IMAGE || kind === DRAW) return "img"
  return attrs.focusable === true && node.extra?.listeners?.has("press") ? "button" : "group"
}

function nameOf({ attrs }: SceneNode): string {
  const name = (attrs.label as string | undefined) ?? attrs.title ?? attrs.alt
  return name ?? attrs.placeholder ?? ""
}

function wordsOf(node: SceneNode): string {
  if (node.kind === TEXT) return node.block?.text ?? ""
  if (!isField(node)) return ""
  const value = node.extra?.edit?.value ?? ""
  return node.attrs.type === "password" ? "•".repeat([...value].length) : value
}

function isField(node: SceneNode): boolean {
  return node.kind === INPUT || node.kind === TEXTAREA
}

function placed({ x, y, width, height }: Rect, fromX: number, fromY: number): Rect {
  return { x: short(x - fromX), y: short(y - fromY), width: short(width), height: short(height) }
}

function short(n: number): number {
  return Math.round(n * 8) / 8
}

type Fields = Readonly<Record<string, unknown>>

function isSame(a: AccessibleNode, b: AccessibleNode): boolean {
  for (const field in { ...a, ...b })
    if (!isEqual((a as unknown as Fields)[field], (b as unknown as Fields)[field])) return false
  return true
}

function isEqual(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((one, i) => one === b[i])
}

/** How a tree became another: of each element that is new or other the fields that are, null for one that went. */
export interface AccessibleChanges {
  readonly nodes: readonly ({ readonly id: number } & {
    readonly [K in keyof AccessibleNode]?: AccessibleNode[K] | null
  })[]
  readonly gone: readonly number[]
}

/** What to tell somebody who knows `before`; undefined: nothing. */
export function accessibleChanges(
  before: AccessibleNodes,
  after: AccessibleNodes,
): AccessibleChanges | undefined {
  const nodes: AccessibleChanges["nodes"][number][] = []
  for (const [id, node] of after) {
    const known = before.get(id)
    if (known === node) continue
    const fields: Record<string, unknown> = {}
    const [was, is] = [known ?? {}, node] as unknown as Fields[]
    for (const field in { ...was, ...is })
      if (!isEqual(was![field], is![field])) fields[field] = is![field] ?? null
    nodes.push({ ...fields, id })
  }
  const gone = [...before.keys()].filter((id) => !after.has(id))
  return nodes.length + gone.length === 0 ? undefined : { nodes, gone }
}
