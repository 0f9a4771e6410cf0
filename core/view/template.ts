// Learned templates: what a list or a component mounts again and again is copied, where the host can
// copy (`template`, `clone` and `child` of renderer.ts), and only its dynamic places are visited.
//
//     shapeOf ─▶ pattern ─▶ clone ─▶ fill      shape.ts says which views are alike
//
// No compiler does. So the third view of one origin is learned by its shape. The host is given one subtree of it with all that was
// plain; from then on a view of the same shape is compared with it value by value, copied, and what
// differs or lives is set. A view of another shape is mounted node by node, as ever, and an origin
// that keeps changing its shape is left alone.
//
// A hole is copied with a text in it, because most say something; the first that does not has the
// pattern made again, without.
//
// Only lists load this file (for.ts): a page without one does not need it.

import { handOut, setProp } from "./attributes.ts"
import type { Body, Description } from "./element.ts"
import type { Host } from "./host.ts"
import { insertElement, mountChild, mountLive, takeBack, useTemplates } from "./mount.ts"
import { places } from "./places.ts"
import type { Source } from "./reactivity.ts"
import { appendRegion, Region } from "./region.ts"
import type { Renderer } from "./renderer.ts"
import {
  corrected,
  fits,
  type Hole,
  insideOf,
  isHole,
  isPlainValue,
  isShape,
  OTHER,
  PLAIN,
  type Shape,
  shapeOf,
  type Words,
} from "./shape.ts"

/** Views of one origin that are mounted before one is learned. */
const FIRST = 2
/** Views that may be of another shape, above those that were not. */
const PATIENCE = 16

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

// --- the pattern -------------------------------------------------------------------------------

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
