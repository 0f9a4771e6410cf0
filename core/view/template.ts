// Learned templates: what a list or a component mounts again and again is copied, where the host can
// copy (`template`, `clone` and `child` of renderer.ts), and only its dynamic places are visited.
//
//     <tr class={live}>                 Shape tr ── class: OTHER
//       <td class="id">{7}</td>           ├─ Shape td ── class: PLAIN "id" ── Words "7"
//       <td>{label}</td>                  └─ Shape td ── Hole, copied with a text
//     </tr>
//
// No compiler tells which views are alike. So the third view of one origin is learned by its shape:
// tags, names of props, where children stand. The host is given one subtree of it with all that was
// plain; from then on a view of the same shape is compared with it value by value, copied, and what
// differs or lives is set. A view of another shape is mounted node by node, as ever, and an origin
// that keeps changing its shape is left alone.
//
// A hole is copied with a text in it, because most say something; the first that does not has the
// pattern made again, without.
//
// Only lists load this file (for.ts): a page without one does not need it.

import { handOut, isHandlerName, setProp } from "./attributes.ts"
import { type Body, Description, Fragment } from "./element.ts"
import type { Host } from "./host.ts"
import { insertElement, mountChild, mountLive, takeBack, useTemplates } from "./mount.ts"
import { places } from "./places.ts"
import { isReactive, type Source } from "./reactivity.ts"
import { appendRegion, Region } from "./region.ts"
import type { Renderer } from "./renderer.ts"

/** Views of one origin that are mounted before one is learned. */
const FIRST = 2
/** Views that may be of another shape, above those that were not. */
const PATIENCE = 16

// What a prop is.
/** A string, number or boolean: in the pattern. */
const PLAIN = 0
/** Set on each copy: handlers, live values, records, `hidden`. */
const OTHER = 1
/** `ref` and `use`: handed the node at the end. */
const AWAITED = 2
/** Null or undefined: not set. */
const ABSENT = 3

/** An element of the pattern. */
interface Shape {
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

interface Words {
  readonly words: string
  isVisited: boolean
}

/** Where something stands that may change, or that is not an element. */
interface Hole {
  readonly isLive: boolean
  /** The pattern has a text there. */
  readonly hasText: boolean
  /** It had one too many. */
  hasMissed: boolean
}

type Part = Shape | Words | Hole

const isShape = (part: Part): part is Shape => (part as Shape).type !== undefined
const isHole = (part: Part): part is Hole => (part as Hole).hasText !== undefined

/** What is known of the views of one origin: the rows of a list, the output of a component. */
export class Learned {
  private renderer: Renderer<object, any> | undefined = undefined
  private seen = 0
  private luck = PATIENCE
  private shape: Shape | undefined = undefined
  private pattern: object | undefined = undefined

  /** Mounts `view` as a copy; false when it has to be mounted node by node. */
  mount(
    host: Host,
    view: Description,
    parent: object,
    region: Region | null,
    before: object | null,
  ): boolean {
    if (this.luck <= 0) return false
    const { renderer } = host
    if (this.renderer !== renderer) {
      this.renderer = renderer
      this.shape = this.pattern = undefined
      this.luck-- // a component on two surfaces in turns is not worth it
    }
    if (this.seen < FIRST) {
      this.seen++
      return false
    }
    if (this.shape === undefined) {
      this.shape = shapeOf(view)
      if (this.shape === undefined) return this.giveUp()
    } else if (!fits(this.shape, view)) {
      this.luck--
      return false
    }
    const shape = this.shape
    this.pattern ??= patternOf(renderer, shape, parent)
    if (this.pattern === undefined) return this.giveUp()
    const node = renderer.clone!(this.pattern, parent)
    if (node === undefined) {
      this.pattern = undefined // another kind of parent: for the next one, another pattern
      this.luck--
      return false
    }
    this.luck++
    const missesBefore = misses
    try {
      fill(host, shape, view, node)
      insertElement(host, node, parent, region, before)
    } catch (error) {
      places?.locate(error, view)
      takeBack(host, parent, node)
      throw error
    }
    if (misses !== missesBefore && this.shape === shape) {
      this.shape = corrected(shape)
      this.pattern = undefined
    }
    return true
  }

  private giveUp(): false {
    this.luck = 0
    this.shape = this.pattern = undefined
    return false
  }
}

const components = new WeakMap<Body, Learned>()

/** Has components learned too, from now on. */
export function learn(): void {
  useTemplates((body) => {
    let learned = components.get(body)
    if (learned === undefined) components.set(body, (learned = new Learned()))
    return learned
  })
}

// --- learning ----------------------------------------------------------------------------------

/** The shape of an element, or undefined when it holds what must be reported node by node. */
function shapeOf(view: Description): Shape | undefined {
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

function isPlainValue(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
}

/** The subtree that copies are made of. Undefined when the host cannot copy it, or refuses it. */
function patternOf(
  renderer: Renderer<object, any>,
  shape: Shape,
  parent: object,
): object | undefined {
  let node: object | undefined
  try {
    node = renderer.create(shape.type, parent)
    build(renderer, shape, node)
    const pattern = renderer.template!(node, parent)
    if (pattern !== undefined) return pattern
  } catch {
    // Node by node the error comes again, with its place.
  }
  if (node !== undefined) takeBack({ renderer }, parent, node)
  return undefined
}

function build(renderer: Renderer<object, any>, shape: Shape, node: object): void {
  shape.names.forEach((name, i) => {
    if (shape.kinds[i] === PLAIN) renderer.setAttr(node, name, shape.values[i], undefined)
  })
  for (const part of shape.parts) {
    if (isShape(part)) {
      const child = renderer.create(part.type, node)
      build(renderer, part, child)
      renderer.insert(node, child, null)
    } else if (!isHole(part) || part.hasText) {
      const child = renderer.create(null, node)
      renderer.setText(child, isHole(part) ? BLANK : part.words)
      renderer.insert(node, child, null)
    }
  }
}

/** What the text of a hole says in the pattern. */
const BLANK = " "

// --- comparing ---------------------------------------------------------------------------------

/** True when `view` differs from `shape` only in values that can be set on a copy. */
function fits(shape: Shape, view: Description): boolean {
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
function insideOf(shape: Shape, children: unknown): readonly unknown[] {
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

// --- filling a copy ----------------------------------------------------------------------------

/** Texts of patterns that were too many, so far. */
let misses = 0

/** Sets what is different or alive in a copy. */
function fill(host: Host, shape: Shape, view: Description, node: object): void {
  const { props } = view
  const { kinds, values } = shape
  let i = 0
  for (const name in props) {
    if (name === "children") continue
    const value = props[name]
    if (kinds[i] === PLAIN) {
      if (value !== values[i]) host.renderer.setAttr(node, name, value, values[i])
    } else if (kinds[i] === OTHER) {
      if (isPlainValue(value)) host.setHidden(node, value)
      else setProp(host, node, name, value, view)
    }
    i++
  }
  if (shape.hasHoles) fillHoles(host, shape, view.children, node)
  else fillFixed(host, shape, view.children, node)
  if (shape.isAwaited) handOut(host, node, shape.type, props)
}

/** Nothing that is mounted here changes the number of children, and nobody asks where they are. */
function fillFixed(host: Host, shape: Shape, children: unknown, node: object): void {
  const { parts } = shape
  let inside: readonly unknown[] | undefined
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    if (isHole(part) || !part.isVisited) continue
    inside ??= shape.isSingle ? [children] : insideOf(shape, children)
    const child = host.renderer.child!(node, i)
    if (isShape(part)) fill(host, part, inside[i] as Description, child)
    else setWords(host, part, inside[i], child)
  }
}

function fillHoles(host: Host, shape: Shape, children: unknown, node: object): void {
  const { parts } = shape
  const only = parts[0]!
  if (shape.isSingle && isHole(only)) {
    const there = only.hasText ? host.renderer.child!(node, 0) : null
    fillHole(host, only, children, node, null, null, there)
    return
  }
  // First all nodes, for what is mounted between them moves their indices.
  const nodes: (object | null)[] = []
  let count = 0
  for (const part of parts) {
    const isThere = !isHole(part) || part.hasText
    nodes.push(isThere ? host.renderer.child!(node, count++) : null)
  }
  const inside = insideOf(shape, children)
  const region = parts.length > 1 ? new Region(host, node, null, 0) : null
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    const there = nodes[i]!
    if (isHole(part)) {
      let next: object | null = null
      for (let j = i + 1; j < nodes.length && next === null; j++) next = nodes[j]!
      fillHole(host, part, inside[i], node, region, next, there)
    } else if (isShape(part)) {
      if (part.isVisited) fill(host, part, inside[i] as Description, there)
      region!.add(there)
    } else {
      const text = appendRegion(host, node, region)
      text.words = setWords(host, part, inside[i], there)
      text.node = there
    }
  }
}

function fillHole(
  host: Host,
  hole: Hole,
  child: unknown,
  element: object,
  region: Region | null,
  before: object | null,
  there: object | null,
): void {
  if (!hole.isLive) mountChild(host, child, element, region, before)
  else if (!mountLive(host, child as Source<unknown>, element, region, before, there)) {
    hole.hasMissed = true
    misses++
  }
}

function setWords(host: Host, part: Words, child: unknown, node: object): string {
  const words = String(child)
  if (words !== part.words) host.renderer.setText(node, words)
  return words
}

// --- learning better ---------------------------------------------------------------------------

/** Another shape, since views that are being mounted still go by the old one. */
function corrected(shape: Shape): Shape {
  const parts = shape.parts.map((part) => {
    if (isShape(part)) return corrected(part)
    return isHole(part)
      ? { ...part, hasText: part.hasText && !part.hasMissed, hasMissed: false }
      : part
  })
  return { ...shape, parts }
}
