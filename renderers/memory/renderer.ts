// The reference host: the six functions on plain objects.
//
// It holds what it is told and nothing else, so tests, server rendering and the conformance kit can
// compare any other host with it. `strict.ts` checks the promises of core, and this file trusts them;
// `record.ts` writes down what was asked.

import type { Handle, Renderer, Universal } from "../../core/view/index.ts"
import { printed, type Recorded, record } from "./record.ts"

/** A node of the memory host: an element, or a text (`type` null). */
export interface MemoryNode {
  readonly type: string | null
  parent: MemoryNode | null
  readonly children: MemoryNode[]
  /** Of a text. */
  text: string
  readonly attrs: ReadonlyMap<string, unknown>
  readonly listeners: ReadonlyMap<string, ReadonlySet<(event: unknown) => void>>
  /** Number in the order of creation, for logs: "text#3". The root is 0. */
  readonly id: number
}

/** The memory host's renderer, and what tests ask it. */
export interface MemoryRenderer extends Renderer<MemoryNode, Universal>, Recorded {
  /** An empty root to mount in. */
  root(): MemoryNode
  /** Nodes that were created and are not removed. */
  liveNodes(): number
  /** Calls the listeners of `node` and of its ancestors, as a host does whose events bubble. */
  fire(node: MemoryNode, event: string, init?: object): MemoryEvent
  /** Calls of `commit`, for each root. */
  commits(root: MemoryNode): number
}

/** What listeners of memory nodes are given, beside what was fired. */
export interface MemoryEvent {
  readonly type: string
  readonly target: MemoryNode
  defaultPrevented: boolean
  preventDefault(): void
  stopPropagation(): void
}

/** Of `memoryRenderer`. */
export interface MemoryOptions {
  /** Keep a log of operations. Default false: it costs more than the operations. */
  readonly log?: boolean
  /** Of the renderer, in messages. Default "memory". */
  readonly name?: string
  /** Copies what is mounted often (`template`, `clone`, `child`), as a page does. Default false. */
  readonly clones?: boolean
}

/**
 * A renderer whose host is plain objects.
 *
 * @example
 * const renderer = memoryRenderer({ log: true })
 * const root = renderer.root()
 * mount(renderer, root, () => box({ gap: 1 }, "hi"))
 * serialize(root) // '<box gap=1>hi</box>'
 */
export function memoryRenderer(options: MemoryOptions = {}): MemoryRenderer {
  const commits = new WeakMap<MemoryNode, number>()
  let ids = 0
  let live = 0

  const renderer: MemoryRenderer = {
    name: options.name ?? "memory",
    log: [],
    takeLog: () => [],

    create(type) {
      live++
      return new Node(type, ++ids)
    },

    insert(parent, node, before) {
      if (node.parent !== null) detach(node.parent, node)
      node.parent = parent
      const children = parent.children
      if (before === null) children.push(node)
      else children.splice(children.indexOf(before), 0, node)
    },

    remove(_parent, node) {
      if (node.parent !== null) detach(node.parent, node)
      node.parent = null
      live -= count(node)
    },

    setText(node, text) {
      node.text = text
    },

    setAttr(node, name, value) {
      ;(node as Node).setAttr(name, value)
    },

    listen(node, event, handler) {
      return (node as Node).listen(event, handler)
    },

    commit(root) {
      commits.set(root, (commits.get(root) ?? 0) + 1)
    },

    handle: (node) => new MemoryHandle(node),

    root: () => new Node("root", 0),
    liveNodes: () => live,
    commits: (root) => commits.get(root) ?? 0,
    fire,
  }
  if (options.clones) {
    const copy = (node: MemoryNode): Node => {
      const made = renderer.create(node.type, node) as Node
      made.text = node.text
      for (const [name, value] of node.attrs) made.setAttr(name, value)
      for (const child of node.children) renderer.insert(made, copy(child), null)
      return made
    }
    renderer.template = (node) => {
      live -= count(node)
      return node
    }
    renderer.clone = (template) => copy(template as MemoryNode)
    renderer.child = (node, index) => node.children[index]!
  }
  return options.log ? record(renderer) : renderer
}

const NO_CHILDREN: MemoryNode[] = []
const NO_ATTRS: ReadonlyMap<string, unknown> = new Map()
const NO_LISTENERS: ReadonlyMap<string, Set<(event: unknown) => void>> = new Map()

class Node implements MemoryNode {
  declare readonly type: string | null
  declare parent: MemoryNode | null
  declare readonly children: MemoryNode[]
  declare text: string
  declare attrs: ReadonlyMap<string, unknown>
  listeners: ReadonlyMap<string, Set<(event: unknown) => void>>
  declare readonly id: number

  constructor(type: string | null, id: number) {
    this.type = type
    this.parent = null
    this.children = type === null ? NO_CHILDREN : []
    this.text = ""
    this.attrs = NO_ATTRS
    this.listeners = NO_LISTENERS
    this.id = id
  }

  setAttr(name: string, value: unknown): void {
    if (this.attrs === NO_ATTRS) this.attrs = new Map()
    const attrs = this.attrs as Map<string, unknown>
    if (value === undefined) attrs.delete(name)
    else attrs.set(name, value)
  }

  listen(event: string, handler: (event: unknown) => void): () => void {
    if (this.listeners === NO_LISTENERS) this.listeners = new Map()
    let handlers = this.listeners.get(event)
    if (!handlers) {
      handlers = new Set()
      ;(this.listeners as Map<string, typeof handlers>).set(event, handlers)
    }
    handlers.add(handler)
    return () => handlers.delete(handler)
  }
}

function detach(parent: MemoryNode, node: MemoryNode): void {
  const children = parent.children
  // A list is mostly taken down from one end.
  if (children[children.length - 1] === node) children.pop()
  else if (children[0] === node) children.shift()
  else children.splice(children.indexOf(node), 1)
}

function count(node: MemoryNode): number {
  let nodes = 1
  for (const child of node.children) nodes += count(child)
  return nodes
}

function fire(target: MemoryNode, type: string, init: object = {}): MemoryEvent {
  let isStopped = false
  const event: MemoryEvent = {
    ...init,
    type,
    target,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
    stopPropagation() {
      isStopped = true
    },
  }
  for (let node: MemoryNode | null = target; node && !isStopped; node = node.parent) {
    for (const handler of [...(node.listeners.get(type) ?? [])]) handler(event)
  }
  return event
}

/** There is no layout here: bounds are empty; focus and scrolling are noted as attributes. */
class MemoryHandle implements Handle {
  private readonly node: Node

  constructor(node: MemoryNode) {
    this.node = node as Node
  }

  focus(): void {
    this.node.setAttr("focused", true)
  }

  blur(): void {
    this.node.setAttr("focused", undefined)
  }

  bounds() {
    return { x: 0, y: 0, width: 0, height: 0 }
  }

  scrollTo(to: { top?: number; left?: number }): void {
    if (to.top !== undefined) this.node.setAttr("scrollTop", to.top)
    if (to.left !== undefined) this.node.setAttr("scrollLeft", to.left)
  }
}

/** A tree as one line of markup: `<box gap=1>hi<text>x</text></box>`. The root's own tag is left out. */
export function serialize(node: MemoryNode): string {
  if (node.type === null) return node.text
  const inside = node.children.map(serialize).join("")
  if (node.parent === null && node.type === "root") return inside
  const attrs = [...node.attrs].map(([name, value]) => ` ${name}=${printed(value)}`).join("")
  return `<${node.type}${attrs}>${inside}</${node.type}>`
}

/** The words of a tree, without what is hidden. */
export function textOf(node: MemoryNode): string {
  if (node.type === null) return node.text
  if (node.attrs.get("hidden") === true) return ""
  return node.children.map(textOf).join("")
}
