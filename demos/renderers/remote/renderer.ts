// A renderer whose host is a wire: it keeps the tree (a page that connects, or comes back, is sent all
// of it) and hands each flush's operations to whoever listens.

import {
  CodedError,
  type Handle,
  type Painter,
  type PenSize,
  type Renderer,
  type Universal,
} from "filigree"
import type { Operation, Stroke } from "./protocol.ts"
import { strokesOf } from "./strokes.ts"

/** Events that concern one node and do not go up. */
const OWN = new Set(["pointerEnter", "pointerLeave", "resize", "scroll"])

export class RemoteNode {
  readonly id: number
  readonly type: string | null
  readonly parent: number
  readonly children: RemoteNode[] = []
  readonly attrs = new Map<string, unknown>()
  readonly listeners = new Map<string, Set<(event: unknown) => void>>()
  text = ""
  up: RemoteNode | null = null
  painter: Painter | undefined
  /** How large the page drew it last. */
  size: PenSize | undefined
  strokes: readonly Stroke[] = []

  constructor(id: number, type: string | null, parent: number) {
    this.id = id
    this.type = type
    this.parent = parent
  }
}

export interface Remote {
  readonly renderer: Renderer<RemoteNode, Universal>
  readonly root: RemoteNode
  /** Operations that make an empty page show the tree as it is now. */
  snapshot(): Operation[]
  /** An event of a page. False when there is no such node, or nobody listens for it there. */
  fire(id: number, event: string, fields: object): boolean
  /** A page tells how large it drew a `draw`. */
  drawn(id: number, size: PenSize): boolean
  liveNodes(): number
}

/** `send` is called once for each flush that changed something. */
export function createRemote(send: (operations: readonly Operation[]) => void): Remote {
  const nodes = new Map<number, RemoteNode>()
  let ids = 0
  let queue: Operation[] = []
  const make = (type: string | null, parent: number): RemoteNode => {
    const node = new RemoteNode(++ids, type, parent)
    nodes.set(node.id, node)
    return node
  }
  const root = make("root", 0)
  const flush = (): void => {
    if (queue.length === 0) return
    const operations = queue
    queue = []
    send(operations)
  }

  const renderer: Renderer<RemoteNode, Universal> = {
    name: "remote",

    create(type, parent) {
      const node = make(type, parent.id)
      queue.push(["create", node.id, type, parent.id])
      return node
    },

    insert(parent, node, before) {
      const { children } = parent
      const at = node.up ? children.indexOf(node) : -1
      if (at >= 0) children.splice(at, 1)
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
      if (name === "paint") {
        node.painter = value as Painter | undefined
        picture(node)
        return
      }
      checkValue(name, value)
      if (value === undefined) node.attrs.delete(name)
      else node.attrs.set(name, value)
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

    commit: flush,
    handle: (node) => handleOf(node),
  }

  return {
    renderer,
    root,
    snapshot: () => [["reset"], ...below(root)],
    fire(id, event, fields) {
      const node = nodes.get(id)
      if (!node?.listeners.has(event)) return false
      const told = new RemoteEvent(event, fields)
      for (
        let at: RemoteNode | null = node;
        at && !told.stopped;
        at = OWN.has(event) ? null : at.up
      ) {
        for (const handler of [...(at.listeners.get(event) ?? [])]) handler(told)
      }
      return true
    },
    drawn(id, size) {
      const node = nodes.get(id)
      if (node?.type !== "draw") return false
      node.size = size
      picture(node)
      flush()
      return true
    },
    liveNodes: () => nodes.size - 1,
  }

  function forget(node: RemoteNode): void {
    nodes.delete(node.id)
    for (const child of node.children) forget(child)
  }

  function picture(node: RemoteNode): void {
    if (!node.painter || !node.size) return // the page will tell its size when it draws it first
    node.strokes = strokesOf(node.painter, node.size)
    queue.push(["picture", node.id, node.strokes])
  }

  function handleOf(node: RemoteNode): Handle {
    const tell = (name: string, value: unknown) => {
      queue.push(["setAttr", node.id, name, value])
      flush()
    }
    return {
      focus: () => tell("call:focus", true),
      blur: () => tell("call:blur", true),
      scrollTo: (to) => tell("call:scrollTo", to),
      bounds: () => ({ x: 0, y: 0, width: 0, height: 0 }), // only pages know, and each another
    }
  }
}

function* below(parent: RemoteNode): Generator<Operation> {
  for (const [event] of parent.listeners) yield ["listen", parent.id, event]
  for (const node of parent.children) {
    yield ["create", node.id, node.type, parent.id]
    if (node.type === null) yield ["setText", node.id, node.text]
    for (const [name, value] of node.attrs) yield ["setAttr", node.id, name, value]
    yield* below(node)
    if (node.strokes.length > 0) yield ["picture", node.id, node.strokes]
    yield ["insert", parent.id, node.id, 0]
  }
}

function checkValue(name: string, value: unknown): void {
  const type = typeof value
  if (value === null || (type !== "function" && type !== "symbol" && type !== "bigint")) return
  throw new CodedError(
    "remote-value",
    `the attribute ${name} was given a ${type}, which cannot travel to a page.`,
    "give it a string, a number, a boolean or plain data.",
  )
}

class RemoteEvent {
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
