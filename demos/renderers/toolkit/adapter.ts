// What the conformance kit must know: `npm run kit -- demos/renderers/toolkit/adapter.ts`.

import type { Adapter, Shape } from "filigree/testing"
import { toolkitRenderer } from "./renderer.ts"
import { Widget } from "./toolkit.ts"

const adapter: Adapter<Widget> = {
  name: "toolkit (previous-sibling inserts)",
  create: () => ({ renderer: toolkitRenderer, root: new Widget("window") }),
  serialize: (root) => [...shapes(root)],
  fire: (node, event, init) => node.emit(event, init),
  liveNodes: () => Widget.alive,
  attribute: (node, name) => node.properties.get(name),
  dispose: ({ root }) => root.destroy(),
  skip: {
    "vocabulary: a ref gets focus, blur, bounds and scrollTo":
      "the toolkit knows no geometry and no focus",
  },
}
export default adapter

function* shapes(parent: Widget): Generator<Shape> {
  for (let child = parent.first; child; child = child.next) {
    if (!child.visible) continue
    yield child.kind === "label" ? child.label : [child.kind, ...shapes(child)]
  }
}
