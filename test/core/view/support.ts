// What the tests of views share: a stage to mount on.

import { flush, mount } from "filigree"
import {
  type MemoryNode,
  type MemoryRenderer,
  memoryRenderer,
  serialize,
  strict,
} from "filigree/memory"

export interface Stage {
  readonly renderer: MemoryRenderer
  readonly root: MemoryNode
  readonly dispose: () => void
  html(): string
  /** Settles, and returns what the host was asked since the last call. */
  ops(): string[]
}

/** Mounts `view` on a strict, logging memory host and settles. */
export function stage(view: any): Stage {
  const renderer = strict(memoryRenderer({ log: true }))
  const root = renderer.root()
  const dispose = mount(renderer, root, view)
  flush()
  renderer.takeLog()
  return {
    renderer,
    root,
    dispose,
    html: () => serialize(root),
    ops() {
      flush()
      return renderer.takeLog()
    },
  }
}
