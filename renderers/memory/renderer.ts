// The reference host: the six functions on plain objects, and a log of what was asked.
//
// It holds what it is told and nothing else, so tests, server rendering and the conformance kit can
// compare any other host with it. `strict.ts` checks the promises of core; this file trusts them.

import type { Handle, Renderer, Universal } from "../../core/view/index.ts"

/** A node of the memory host: an element, or a text (`type` null). */
export interface MemoryNode {
  readonly type: string | null
  parent: MemoryNode | null
  readonly children: MemoryNode[]
  /** Of a text. */
  text: string
  readonly attrs: Map<string, unknown>
  readonly listeners: Map<string, Set<(event: unknown) => void>>
  /** Number in the order of creation, for logs: "text#3". The root is 0. */
  readonly id: number
}

/** The memory host's renderer, and what tests ask it. */
export interface MemoryRenderer extends Renderer<MemoryNode, Universal> {
  /** An empty root to mount in. */
  root(): MemoryNode
  /** What was asked since the log was last cleared, one line each: `setText text#3 "hi"`. */
  readonly log: string[]
  /** Returns the log and clears it. */
  takeLog(): string[]
  /** Nodes that were created and are not removed. */
  liveNodes(): number
  /** Calls the listeners of `node` and of its ancestors, as a host does whose events bubble. */
  fire(node: MemoryNode, event: string, init?: object): MemoryEvent
  /** Calls of `commit`, for each root. */
  commits(root: MemoryNode): number
}

export interface MemoryEvent {
  readonly type: string
  readonly target: MemoryNode
  defaultPrevented: boolean
  preventDefault(): void
  stopPropagation(): void
}

export interface MemoryOptions {
  /** Keep a log of operations. Default false: it costs more than the operations. */
  readonly log?: boolean
  readonly name?: string
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
  const log: string[] = []
  const isLogging = options.log === true
  const commits = new Map<MemoryNode, number>()
  let ids = 0
  let live = 0

  const renderer: MemoryRenderer = {
    name: options.name ?? "memory",
    log,

    create(type, parent) {
      const node = newNode(type, ++ids)
      live++
      if (isLogging) log.push(`create ${nameOf(node)} in ${nameOf(parent)}`)
      return node
    },

    insert(parent, node, before) {
      if (isLogging) {
        log.push(
          `insert ${nameOf(node)} in ${nameOf(parent)}${before ? ` before ${nameOf(before)}` : ""}`,
        )
      }
      const children = parent.children
      if (node.parent !== null) node.parent.children.splice(node.parent.children.indexOf(node), 1)
      node.parent = parent
      if (before === null) children.push(node)
      else children.splice(children.indexOf(before), 0, node)
    },

    remove(parent, node) {
      if (isLogging) log.push(`remove ${nameOf(node)} from ${nameOf(parent)}`)
      if (node.parent !== null) {
        const children = node.parent.children
        // The last first: a subtree is mostly taken down from one end.
        const index = children.at(-1) === node ? children.length - 1 : children.indexOf(node)
        children.splice(index, 1)
        node.parent = null
      }
      live -= count(node)
    },

    setText(node, text) {
      if (isLogging) log.push(`setText ${nameOf(node)} ${JSON.stringify(text)}`)
      node.text = text
    },

    setAttr(node, name, value) {
      if (isLogging) log.push(`setAttr ${nameOf(node)} ${name}=${printed(value)}`)
      if (value === undefined) node.attrs.delete(name)
      else node.attrs.set(name, value)
    },

    listen(node, event, handler) {
      let handlers = node.listeners.get(event)
      if (!handlers) node.listeners.set(event, (handlers = new Set()))
      handlers.add(handler)
      return () => handlers.delete(handler)
    },

    commit(root) {
      if (isLogging) log.push("commit")
      commits.set(root, (commits.get(root) ?? 0) + 1)
    },

    handle: (node) => new MemoryHandle(node),

    root: () => newNode("root", 0),
    takeLog: () => log.splice(0),
    liveNodes: () => live,
    commits: (root) => commits.get(root) ?? 0,
    fire,
  }
  return renderer
}

function newNode(type: string | null, id: number): MemoryNode {
  return {
    type,
    parent: null,
    children: type === null ? NO_CHILDREN : [],
    text: "",
    attrs: new Map(),
    listeners: new Map(),
    id,
  }
}

const NO_CHILDREN: MemoryNode[] = []

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
  readonly node: MemoryNode

  constructor(node: MemoryNode) {
    this.node = node
  }

  focus(): void {
    this.node.attrs.set("focused", true)
  }

  blur(): void {
    this.node.attrs.delete("focused")
  }

  bounds() {
    return { x: 0, y: 0, width: 0, height: 0 }
  }

  scrollTo(to: { top?: number; left?: number }): void {
    if (to.top !== undefined) this.node.attrs.set("scrollTop", to.top)
    if (to.left !== undefined) this.node.attrs.set("scrollLeft", to.left)
  }
}

/** "text#3", as in logs. */
export function nameOf(node: MemoryNode): string {
  return `${node.type ?? "#text"}#${node.id}`
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

function printed(value: unknown): string {
  if (typeof value === "function") return "ƒ"
  if (typeof value === "string" || typeof value !== "object")
    return JSON.stringify(value) ?? String(value)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}
