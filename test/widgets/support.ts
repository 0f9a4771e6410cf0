// What tests of widgets need of a surface, on the memory host: an app, its nodes, keys and sizes.

import { flush } from "../../core/reactive/index.ts"
import { openApp, type View } from "../../core/view/index.ts"
import { type MemoryNode, memoryRenderer, textOf } from "../../renderers/memory/index.ts"

/** A widget as an app on the memory host. */
export function mountMemory(view: () => View<any>) {
  const renderer = memoryRenderer({ log: true })
  const root = renderer.root()
  const app = openApp(renderer, root, view, {
    surface: "memory",
    size: () => ({ width: 80, height: 24 }),
  })
  flush()
  renderer.takeLog()

  /** All nodes in document order for which `test` holds. */
  const all = (test: (node: MemoryNode) => boolean) => {
    const found: MemoryNode[] = []
    const visit = (node: MemoryNode) => {
      if (test(node)) found.push(node)
      node.children.forEach(visit)
    }
    visit(root)
    return found
  }
  const byRole = (role: string) => all((node) => node.attrs.get("role") === role)

  return {
    root,
    renderer,
    app,
    all,
    byRole,
    /** The one with the role; throws when there is none. */
    role(role: string): MemoryNode {
      const [found] = byRole(role)
      if (!found) throw new Error(`nothing has the role ${role}`)
      return found
    },
    /** Words in a node, or in all. */
    text: (node: MemoryNode = root) => textOf(node),
    /** Operations of the host since the last call. */
    ops: () => {
      flush()
      return renderer.takeLog()
    },
    fire(node: MemoryNode, event: string, init: object = {}) {
      const fired = renderer.fire(node, event, init)
      flush()
      return fired
    },
    /** A key, as if `node` had the focus. */
    press(key: string, node: MemoryNode = root) {
      const plain = { ctrl: false, alt: false, shift: false, meta: false, repeat: false }
      const fired = renderer.fire(node, "key", {
        ...plain,
        key,
        text: key.length === 1 ? key : "",
      })
      flush()
      return fired
    },
    /** Tells boxes their sizes: scroll containers `height`, rows that ask `width`. */
    layOut(width: number, height: number) {
      for (const node of all((node) => node.listeners.has("resize"))) {
        const probe = node.attrs.get("width") === "1ch"
        renderer.fire(node, "resize", probe ? { width: 1, height: 1 } : { width, height })
      }
      flush()
    },
  }
}
