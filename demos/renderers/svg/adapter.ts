// What the conformance kit must know: `npm run kit -- demos/renderers/svg/adapter.ts`.

import type { Adapter, Shape } from "filigree/testing"
import { SvgNode, svgRenderer } from "./renderer.ts"

const adapter: Adapter<SvgNode> = {
  name: "svg (text)",
  create: () => ({ renderer: svgRenderer, root: new SvgNode("svg") }),
  serialize: shapes,
  liveNodes: () => SvgNode.alive,
  attribute: (node, name) => node.attrs.get(name),
  dispose: () => void SvgNode.alive--, // the root
  universal: false,
  elements: { container: "g", text: "text" },
  sample: { name: "opacity", values: [0.5, 1] },
}
export default adapter

function shapes(node: SvgNode): Shape[] {
  return node.children
    .filter((child) => !child.attrs.has("hidden"))
    .map((child) => (child.type === null ? child.text : [child.type, ...shapes(child)]))
}
