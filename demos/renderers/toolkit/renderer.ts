// A renderer for a host that inserts behind the previous sibling. The whole difference is in `insert`.

import type { Renderer, Universal } from "filigree"
import { Widget } from "./toolkit.ts"

export const toolkitRenderer: Renderer<Widget, Universal> = {
  name: "toolkit",

  create: (type) => new Widget(type ?? "label"),

  insert(parent, node, before) {
    node.unparent() // a move; core never says "before itself"
    parent.insertAfter(node, before ? before.previous : parent.last)
  },

  remove: (_parent, node) => node.destroy(),

  setText(node, text) {
    node.label = text
  },

  setAttr(node, name, value) {
    if (name === "hidden") node.visible = value !== true
    else if (value === undefined) node.properties.delete(name)
    else node.properties.set(name, value)
  },

  listen: (node, event, handler) => node.connect(event, handler),
}
