// The page's side: plays the server's operations on the DOM by the very same six functions, and sends
// events back. It knows nothing of the app. When the connection is lost it says so, tries again, and is
// sent the whole tree anew.

import type { Handle } from "filigree"
import { domRenderer, render } from "filigree/dom"
import { fieldsOf, type Operation, type Stroke } from "./protocol.ts"
import { replay } from "./strokes.ts"

const LAST_WAIT = 5000 // ms between two tries, at the most

const nodes = new Map<number, Node>()
const children = new Map<number, Set<number>>()
const strokes = new Map<number, readonly Stroke[]>()
const stops = new Map<string, () => void>()
const last = new Map<string, unknown>() // attributes as they were set last
let socket: WebSocket | undefined

const root = document.createElement("div")
root.style.cssText = "display:contents"
document.body.append(root)
render(() => null, { root }) // base style sheet, focus, events
connect(250)

function connect(wait: number): void {
  socket = new WebSocket(location.href.replace(/^http/, "ws"))
  let next = wait
  socket.addEventListener("open", () => {
    next = 250
    document.title = document.title.replace(/^\(offline\) /, "")
  })
  socket.addEventListener("message", (message) => {
    for (const operation of JSON.parse(String(message.data)) as Operation[]) play(operation)
    domRenderer.commit?.(root)
  })
  socket.addEventListener("close", () => {
    if (!document.title.startsWith("(offline) ")) document.title = `(offline) ${document.title}`
    setTimeout(() => connect(Math.min(LAST_WAIT, next * 2)), next)
  })
}

function send(message: object): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

function play(operation: Operation): void {
  switch (operation[0]) {
    case "create": {
      const [, id, type, parent] = operation
      const node = domRenderer.create(type, at(parent))
      nodes.set(id, node)
      children.set(id, new Set())
      children.get(parent)?.add(id)
      if (type === "draw") domRenderer.setAttr(node, "paint", painter(id), undefined)
      return
    }
    case "insert": {
      const [, parent, id, before] = operation
      domRenderer.insert(at(parent), at(id), before === 0 ? null : at(before))
      return
    }
    case "remove": {
      const [, parent, id] = operation
      domRenderer.remove(at(parent), at(id))
      forget(id)
      return
    }
    case "setText":
      domRenderer.setText(at(operation[1]), operation[2])
      return
    case "setAttr": {
      const [, id, name, value] = operation
      if (name.startsWith("call:")) {
        call(id, name.slice(5), value)
        return
      }
      const key = `${id} ${name}`
      domRenderer.setAttr(at(id), name, value ?? undefined, last.get(key))
      last.set(key, value ?? undefined)
      return
    }
    case "listen": {
      const [, id, event] = operation
      const stop = domRenderer.listen(at(id), event, (told) => {
        ;(told as Event).stopPropagation() // the server takes it up its own tree
        send({ event, node: id, fields: fieldsOf(told) })
      })
      stops.set(`${id} ${event}`, stop)
      return
    }
    case "unlisten":
      stops.get(`${operation[1]} ${operation[2]}`)?.()
      stops.delete(`${operation[1]} ${operation[2]}`)
      return
    case "picture": {
      const [, id, picture] = operation
      strokes.set(id, picture)
      domRenderer.setAttr(at(id), "paint", painter(id), undefined)
      return
    }
    case "reset":
      for (const id of children.get(1) ?? []) {
        domRenderer.remove(root, at(id))
        forget(id)
      }
      for (const stop of stops.values()) stop()
      stops.clear()
      last.clear()
      nodes.set(1, root)
      children.set(1, new Set())
  }
}

/** A painter that replays what the server sent, and asks for another picture when the size is another. */
function painter(id: number) {
  return (
    pen: Parameters<typeof replay>[0],
    size: { width: number; height: number; ch: number; lh: number },
  ) => {
    const { width, height, ch, lh } = size
    const told = `${width} ${height} ${ch} ${lh}`
    if (last.get(`${id} size`) !== told) {
      last.set(`${id} size`, told)
      send({ drawn: id, size: { width, height, ch, lh } })
    }
    replay(pen, strokes.get(id) ?? [])
  }
}

function call(id: number, method: string, value: unknown): void {
  const handle = domRenderer.handle?.(at(id)) as Handle
  if (method === "focus") handle.focus()
  else if (method === "blur") handle.blur()
  else if (method === "scrollTo") handle.scrollTo(value as { top?: number; left?: number })
}

function forget(id: number): void {
  nodes.delete(id)
  strokes.delete(id)
  for (const child of children.get(id) ?? []) forget(child)
  children.delete(id)
}

function at(id: number): Node {
  const node = nodes.get(id)
  if (!node) throw new Error(`the server names node ${id}, which is not here`)
  return node
}
