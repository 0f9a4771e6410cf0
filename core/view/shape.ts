// Which views are alike? Those of one shape: tags, names of props, where children stand.
//
//     <tr class={live}>                 Shape tr ── class: OTHER
//       <td class="id">{7}</td>           ├─ Shape td ── class: PLAIN "id" ── Words "7"
//       <td>{label}</td>                  └─ Shape td ── Hole, copied with a text
//     </tr>
//
// What is done with it: template.ts.

import { isHandlerName } from "./attributes.ts"
import { Description, Fragment } from "./element.ts"
import { isReactive } from "./reactivity.ts"

// What a prop is.
/** A string, number or boolean: in the pattern. */
export const PLAIN = 0
/** Set on each copy: handlers, live values, records, `hidden`. */
export const OTHER = 1
/** `ref` and `use`: handed the node at the end. */
export const AWAITED = 2
/** Null or undefined: not set. */
export const ABSENT = 3

/** An element of the pattern. */
export interface Shape {
  readonly type: string
  readonly names: readonly string[]
  readonly kinds: readonly number[]
  /** Of PLAIN props. */
  readonly values: readonly unknown[]
  readonly parts: readonly Part[]
  /** The children are one value, not an array. */
  readonly isSingle: boolean
  /** The children are an array that holds the parts themselves: it need not be flattened. */
  readonly isFlat: boolean
  readonly hasHoles: boolean
  readonly isAwaited: boolean
  /** Something in it is to be set on copies. Becomes true for good when plain values differ. */
  isVisited: boolean
}

export interface Words {
  readonly words: string
  isVisited: boolean
}

/** Where something stands that may change, or that is not an element. */
export interface Hole {
  readonly isLive: boolean
  /** The pattern has a text there. */
  readonly hasText: boolean
  /** It had one too many. */
  hasMissed: boolean
}

type Part = Shape | Words | Hole

export const isShape = (part: Part): part is Shape => (part as Shape).type !== undefined
export const isHole = (part: Part): part is Hole => (part as Hole).hasText !== undefined

/** The shape of an element, or undefined when it holds what must be reported node by node. */
export function shapeOf(view: Description): Shape | undefined {
  const { props, children } = view
  const names: string[] = []
  const kinds: number[] = []
  const values: unknown[] = []
  for (const name in props) {
    if (name === "children") continue
    const value = props[name]
    const isPlain = isPlainValue(value)
    if (name === "key" || (isPlain && isHandlerName(name))) return undefined
    names.push(name)
    values.push(isPlain ? value : undefined)
    if (value === undefined || value === null) kinds.push(ABSENT)
    else if (name === "ref" || name === "use") kinds.push(AWAITED)
    else kinds.push(isPlain && name !== "hidden" ? PLAIN : OTHER)
  }
  const inside: unknown[] = []
  flatten(children, inside)
  const parts: Part[] = []
  for (const child of inside) {
    const part = partOf(child)
    if (part === undefined) return undefined
    parts.push(part)
  }
  const isArray = Array.isArray(children)
  const isSingle = inside.length === 1 && inside[0] === children
  const hasHoles = parts.some(isHole)
  const isAwaited = kinds.includes(AWAITED)
  return {
    type: view.type as string,
    names,
    kinds,
    values,
    parts,
    isSingle,
    isFlat:
      isArray && children.length === inside.length && children.every((c, i) => c === inside[i]),
    hasHoles,
    isAwaited,
    isVisited:
      hasHoles ||
      isAwaited ||
      kinds.includes(OTHER) ||
      parts.some((part) => isShape(part) && part.isVisited),
  }
}

function partOf(child: unknown): Part | undefined {
  if (typeof child === "function") return { isLive: true, hasText: true, hasMissed: false }
  if (typeof child !== "object") return { words: String(child), isVisited: false }
  if (child instanceof Description) {
    return typeof child.type === "string"
      ? shapeOf(child)
      : { isLive: false, hasText: false, hasMissed: false }
  }
  return isReactive(child) ? { isLive: true, hasText: true, hasMissed: false } : undefined
}

/** The children that show something, in a row: what stands in arrays and fragments, too. */
function flatten(children: unknown, into: unknown[]): void {
  if (Array.isArray(children)) {
    for (const child of children) flatten(child, into)
  } else if (children instanceof Description && children.type === Fragment) {
    flatten(children.props.children, into)
  } else if (showsSomething(children)) into.push(children)
}

function showsSomething(child: unknown): boolean {
  return child !== undefined && child !== null && typeof child !== "boolean" && child !== ""
}

export function isPlainValue(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
}

/** True when `view` differs from `shape` only in values that can be set on a copy. */
export function fits(shape: Shape, view: Description): boolean {
  if (view.type !== shape.type) return false
  const { props } = view
  const { names, kinds, values } = shape
  let i = 0
  for (const name in props) {
    if (name === "children") continue
    if (names[i] !== name) return false
    const value = props[name]
    if (kinds[i] === PLAIN) {
      if (value !== values[i]) {
        if (!isPlainValue(value)) return false
        shape.isVisited = true
      }
    } else if (value === undefined || value === null) {
      if (kinds[i] !== ABSENT) return false
    } else if (kinds[i] === ABSENT || (isPlainValue(value) && name !== "hidden")) return false
    i++
  }
  return i === names.length && childrenFit(shape, view.children)
}

function childrenFit(shape: Shape, children: unknown): boolean {
  const { parts } = shape
  if (shape.isSingle) return partFits(shape, parts[0]!, children)
  const inside = insideOf(shape, children)
  if (inside.length !== parts.length) return false
  for (let i = 0; i < parts.length; i++) if (!partFits(shape, parts[i]!, inside[i])) return false
  return true
}

/** The children of a view of this shape, one for each part if it fits. */
export function insideOf(shape: Shape, children: unknown): readonly unknown[] {
  if (shape.isFlat && Array.isArray(children)) return children
  if (children === undefined) return NOTHING
  const inside: unknown[] = []
  flatten(children, inside)
  return inside
}

const NOTHING: readonly unknown[] = []

function partFits(shape: Shape, part: Part, child: unknown): boolean {
  if (isShape(part)) {
    if (!(child instanceof Description) || !fits(part, child)) return false
    if (part.isVisited) shape.isVisited = true
    return true
  }
  if (isHole(part)) {
    if (child instanceof Description) {
      return !part.isLive && typeof child.type !== "string" && child.type !== Fragment
    }
    return part.isLive && isReactive(child)
  }
  if (typeof child !== "string" && typeof child !== "number" && typeof child !== "bigint") {
    return false
  }
  if (child === "") return false
  if (child !== part.words && String(child) !== part.words) part.isVisited = shape.isVisited = true
  return true
}

/** Another shape, since views that are being mounted still go by the old one. */
export function corrected(shape: Shape): Shape {
  const parts = shape.parts.map((part) => {
    if (isShape(part)) return corrected(part)
    return isHole(part)
      ? { ...part, hasText: part.hasText && !part.hasMissed, hasMissed: false }
      : part
  })
  return { ...shape, parts }
}
