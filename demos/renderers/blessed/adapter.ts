// What the conformance kit must know: `npm run kit -- demos/renderers/blessed/adapter.ts`.

import { createRequire } from "node:module"
import { PassThrough } from "node:stream"
import type { Widgets } from "blessed"
import type { Adapter, Shape } from "filigree/testing"
import { BlessedNode, blessedRenderer } from "./renderer.ts"

const blessed = createRequire(import.meta.url)("blessed") as typeof import("blessed")
const screens = new Map<BlessedNode, Widgets.Screen>()

const adapter: Adapter<BlessedNode> = {
  name: "blessed",
  create() {
    const output = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true })
    output.resume()
    const screen = blessed.screen({ input: new PassThrough(), output, terminal: "xterm" } as never)
    const host = blessedRenderer(screen)
    screens.set(host.root, screen)
    return host
  },
  serialize: shapes,
  fire(node, event, init = {}) {
    const told = Object.assign({ type: event, stopped: false, defaultPrevented: false }, init, {
      stopPropagation(): void {
        told.stopped = true
      },
      preventDefault(): void {
        told.defaultPrevented = true
      },
    })
    node.element?.emit(event, told)
  },
  liveNodes: () => BlessedNode.alive,
  attribute: (node, name) => (node.element as unknown as Record<string, any>)["position"][name],
  dispose({ root }) {
    screens.get(root)?.destroy()
    screens.delete(root)
    BlessedNode.alive--
  },
  universal: false,
  sample: { name: "top", values: [1, 2] },
}
export default adapter

/** By blessed's own tree where there are elements, so that it is blessed that is compared. */
function shapes(node: BlessedNode): Shape[] {
  const elements = node.children.filter((child) => child.element)
  const own = (node.element as unknown as { children: unknown[] }).children
  const order = own.filter((one) => elements.some((child) => child.element === one))
  const wrong = order.some((one, at) => one !== elements[at]?.element)
  if (wrong) throw new Error("blessed holds the elements in another order")
  return node.children
    .filter((child) => !child.element || !(child.element as unknown as { hidden: boolean }).hidden)
    .map((child) => (child.kind === null ? child.text : [child.kind, ...shapes(child)]))
}
