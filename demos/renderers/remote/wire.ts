// The six functions of plain HTML, whose host is a wire: it keeps the tree (a page that connects, or
// comes back, is sent all of it) and hands each flush's operations to whoever listens.

import type { Renderer } from "filigree"
import type { Operation, Shape } from "./protocol.ts"

/** Events that concern one node and do not go up. */
const OWN = new Set(["pointerEnter", "pointerLeave", "resize", "scroll", "drawn"])

/** A method of the page's element: asked for, not remembered. */
const CALL = "call:"

export class WireNode {
  readonly id: number
  readonly tag: string | null
  readonly children: WireNode[] = []
  readonly attrs = new Map<string, unknown>()
  readonly listeners = new Map<string, Set<(event: unknown) => void>>()
  text = ""
  up: WireNode | null = null
  picture: readonly Shape[] = []

  constructor(id: number, tag: string | null) {
    this.id = id
    this.tag = tag
  }
}

export interface Wire extends Renderer<WireNode, unknown> {
  readonly root: WireNode
  picture(node: WireNode, shapes: readonly Shape[]): void
  /** Sends what has gathered. */
  flush(): void
  /** Operations that make an empty page show the tree as it is now. */
  snapshot(): Operation[]
  /** An event of a page. False when there is no such node, or nobody listens for it there. */
  fire(id: number, event: string, fields: object): boolean
  liveNodes(): number
}

/** `send` is called once for each flush that changed something. */
export function createWire(send: (operations: readonly Operation[]) => void): Wire {
  const nodes = new Map<number, WireNode>()
  let ids = 0
  let queue: Operation[] = []
  const make = (tag: string | null): WireNode => {
    const node = new WireNode(++ids, tag)
    nodes.set(node.id, node)
    return node
  }
  const forget = (node: WireNode): void => {
    nodes.delete(node.id)
    for (const child of node.children) forget(child)
  }
  const flush = (): void => {
    if (queue.length === 0) return
    const operations = queue
    queue = []
    send(operations)
  }
  const root = make("root")

  return {
    root,

    create(tag) {
      const node = make(tag)
      queue.push(["create", node.id, tag])
      return node
    },

    insert(parent, node, before) {
      if (node.up) node.up.children.splice(node.up.children.indexOf(node), 1)
      const { children } = parent
      children.splice(before ? children.indexOf(before) : children.length, 0, node)
      node.up = parent
      queue.push(["insert", parent.id, node.id, before?.id ?? 0])
    },

    remove(parent, node) {
      const at = parent.children.indexOf(node)
      if (at >= 0) parent.children.splice(at, 1)
      node.up = null
      forget(node)
      queue.push(["remove", parent.id, node.id])
    },

    setText(node, text) {
      node.text = text
      queue.push(["setText", node.id, text])
    },

    setAttr(node, name, value) {
      if (!name.startsWith(CALL)) {
        if (node.attrs.get(name) === value) return
        if (value === undefined) node.attrs.delete(name)
        else node.attrs.set(name, value)
      }
      queue.push(["setAttr", node.id, name, value ?? null])
    },

    listen(node, event, handler) {
      let handlers = node.listeners.get(event)
      if (!handlers) {
        node.listeners.set(event, (handlers = new Set()))
        queue.push(["listen", node.id, event])
      }
      const own = (fields: unknown): void => handler(fields)
      handlers.add(own)
      return () => {
        handlers.delete(own)
        if (handlers.size > 0 || !nodes.has(node.id)) return
        node.listeners.delete(event)
        queue.push(["unlisten", node.id, event])
      }
    },

    picture(node, shapes) {
      node.picture = shapes
      queue.push(["picture", node.id, shapes])
    },

    flush,
    commit: flush,
    snapshot: () => [["reset"], ...below(root)],

    fire(id, event, fields) {
      const node = nodes.get(id)
      if (!node?.listeners.has(event)) return false
      const told = new WireEvent(event, fields)
      for (
        let at: WireNode | null = node;
        at && !told.stopped;
        at = OWN.has(event) ? null : at.up
      ) {
        for (const handler of [...(at.listeners.get(event) ?? [])]) handler(told)
      }
      return true
    },

    liveNodes: () => nodes.size - 1,
  }
}

function* below(parent: WireNode): Generator<Operation> {
  for (const event of parent.listeners.keys()) yield ["listen", parent.id, event]
  for (const node of parent.children) {
    yield ["create", node.id, node.tag]
    if (node.tag === null) yield ["setText", node.id, node.text]
    for (const [name, value] of node.attrs) yield ["setAttr", node.id, name, value]
    yield* below(node)
    if (node.picture.length > 0) yield ["picture", node.id, node.picture]
    yield ["insert", parent.id, node.id, 0]
  }
}

class WireEvent {
  readonly type: string
  stopped = false
  defaultPrevented = false

  constructor(type: string, fields: object) {
    this.type = type
    Object.assign(this, fields)
  }

  stopPropagation(): void {
    this.stopped = true
  }

  /** The page has done already what it does. */
  preventDefault(): void {
    this.defaultPrevented = true
  }

  capture(): void {}
}
