// A tree of the corpus as a view, and where its boxes are found afterwards.

import { element, type Handle, type View } from "../../core/view/index.ts"
import type { Tree, Words } from "./corpus.ts"

/** x, y, width, height of each element from the surface's corner, by number. */
export type Boxes = number[][]

export function viewOf(tree: Tree, handles: Handle[]): View<any> {
  const kids =
    tree.kind === "text" ? tree.words.map(runOf) : tree.kids.map((kid) => viewOf(kid, handles))
  const props: Record<string, unknown> = {
    ...tree.attrs,
    ref: (handle: Handle) => {
      handles[tree.id] = handle
    },
  }
  if (tree.kind === "draw") props["paint"] = () => {}
  return element(tree.kind, props, ...kids) as View<any>
}

function runOf(words: Words): unknown {
  return typeof words === "string" ? words : element("span", words.attrs, ...words.words.map(runOf))
}

export function boxesOf(handles: readonly Handle[]): Boxes {
  return handles.map((handle) => {
    const { x, y, width, height } = handle.bounds()
    return [x, y, width, height]
  })
}
