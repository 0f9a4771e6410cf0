// What the conformance kit must know: `npm run kit -- demos/renderers/remote/adapter.ts`.
//
// The tree that is compared is a page's: it is built anew from the messages alone.

import type { Adapter, Shape } from "filigree/testing"
import type { Operation } from "./protocol.ts"
import { createRemote, type Remote, type RemoteNode } from "./renderer.ts"

interface Mirror {
  /** By its class: pages know tags, and universal elements by their classes. */
  type: string | null
  text: string
  hidden: boolean
  readonly children: number[]
}

const remotes = new Map<RemoteNode, { remote: Remote; page: Map<number, Mirror> }>()

const adapter: Adapter<RemoteNode> = {
  name: "remote (messages)",
  create() {
    const page = new Map<number, Mirror>([
      [1, { type: "root", text: "", hidden: false, children: [] }],
    ])
    const remote = createRemote((operations) => {
      // a round through JSON, as on the wire
      for (const operation of JSON.parse(JSON.stringify(operations)) as Operation[])
        play(page, operation)
    })
    remotes.set(remote.root, { remote, page })
    return remote
  },
  serialize(root) {
    const { remote, page } = remotes.get(root)!
    remote.renderer.commit?.(root)
    return shapes(page, 1)
  },
  fire(node, event, init = {}) {
    for (const { remote } of remotes.values())
      if (remote.wire.fire(node.wire.id, event, init)) return
  },
  liveNodes: () =>
    [...remotes.values()].reduce((sum, { remote }) => sum + remote.wire.liveNodes(), 0),
  attribute: (node, name) => node.attrs[name],
  dispose: ({ root }) => void remotes.delete(root),
}
export default adapter

function play(page: Map<number, Mirror>, operation: Operation): void {
  const [op, id] = operation
  switch (op) {
    case "create":
      page.set(id, { type: operation[2], text: "", hidden: false, children: [] })
      return
    case "insert": {
      const [, parent, child, before] = operation
      const { children } = page.get(parent)!
      if (children.includes(child)) children.splice(children.indexOf(child), 1)
      children.splice(before === 0 ? children.length : children.indexOf(before), 0, child)
      return
    }
    case "remove": {
      const { children } = page.get(id)!
      if (children.includes(operation[2])) children.splice(children.indexOf(operation[2]), 1)
      return
    }
    case "setText":
      page.get(id)!.text = operation[2]
      return
    case "setAttr":
      if (operation[2] === "hidden") page.get(id)!.hidden = operation[3] !== null
      if (operation[2] === "class") {
        page.get(id)!.type = /(?:^| )f-(?!top)([a-z]+)/.exec(String(operation[3]))?.[1] ?? "?"
      }
  }
}

function shapes(page: Map<number, Mirror>, id: number): Shape[] {
  return page.get(id)!.children.flatMap((child): Shape[] => {
    const node = page.get(child)!
    if (node.hidden || node.type === "bar") return []
    if (node.type === "a") return shapes(page, child)
    return node.type === null ? [node.text] : [[node.type, ...shapes(page, child)]]
  })
}
