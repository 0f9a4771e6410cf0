// A renderer at work in one root: what is dirty there, and which nodes are hidden by whom.

import { afterFlush } from "./reactivity.ts"
import type { Renderer } from "./renderer.ts"

/** Who hides a node: the author by `hidden`, core by parking it, or both. One write tells the host. */
interface Hiding {
  own: unknown
  parked: boolean
}

export class Host {
  readonly renderer: Renderer<object, any>
  readonly root: object
  /** Regions of this root that are parked now: while there are none, nobody looks for any. */
  parkings = 0
  /** Some region of this root has remembered a gap (region.ts): before that, nobody keeps them true. */
  hasGaps = false
  /** The host can copy nodes, so what is mounted often is learned (template.ts). */
  readonly clones: boolean
  private touched = false
  private readonly hidings = new WeakMap<object, Hiding>()

  constructor(renderer: Renderer<object, any>, root: object) {
    this.renderer = renderer
    this.root = root
    this.clones =
      renderer.template !== undefined &&
      renderer.clone !== undefined &&
      renderer.child !== undefined
  }

  /** Called by whoever changes something below the root: one commit follows, after the flush. */
  touch(): void {
    if (this.touched) return
    this.touched = true
    if (this.renderer.commit) afterFlush(this.commit)
    else this.touched = false
  }

  private readonly commit = () => {
    this.touched = false
    this.renderer.commit?.(this.root)
  }

  /** The author's own `hidden`. */
  setHidden(node: object, value: unknown): void {
    const hiding = this.hiding(node)
    const before = shownAs(hiding)
    hiding.own = value
    this.writeHidden(node, before, shownAs(hiding))
  }

  /** Core's own: the node is out of sight until it is called with false. */
  park(node: object, parked: boolean): void {
    const hiding = this.hiding(node)
    const before = shownAs(hiding)
    hiding.parked = parked
    this.writeHidden(node, before, shownAs(hiding))
  }

  private hiding(node: object): Hiding {
    let hiding = this.hidings.get(node)
    if (!hiding) this.hidings.set(node, (hiding = { own: undefined, parked: false }))
    return hiding
  }

  private writeHidden(node: object, before: unknown, after: unknown): void {
    if (before !== after) this.renderer.setAttr(node, "hidden", after, before)
  }
}

function shownAs(hiding: Hiding): unknown {
  return hiding.parked ? true : hiding.own
}
