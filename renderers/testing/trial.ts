// One run of one case: stages that are freed at its end, and the host's nodes as they are created.

import { flush } from "../../core/reactive/index.ts"
import { type Child, element, mount, type Renderer } from "../../core/view/index.ts"
import { type Adapter, normal, type Shape, type Stage } from "./adapter.ts"
import { equal } from "./check.ts"

/** A stage of the adapter, watched. */
export interface Watched<N extends object> extends Stage<N> {
  /** Nodes in the order of their creation; of copies, their tops. */
  readonly created: N[]
  /** Calls of commit so far. */
  commits: number
  /** Calls of insert and remove so far. */
  inserts: number
  removes: number
}

export class Trial<N extends object> {
  readonly adapter: Adapter<N>
  readonly container: string
  readonly text: string
  readonly event: string
  private readonly stages: Stage<N>[] = []
  private readonly ends: (() => void)[] = []

  constructor(adapter: Adapter<N>) {
    this.adapter = adapter
    this.container = adapter.elements?.container ?? "box"
    this.text = adapter.elements?.text ?? "text"
    this.event = adapter.event ?? "press"
  }

  async stage(): Promise<Watched<N>> {
    const stage = await this.adapter.create()
    this.stages.push(stage)
    return watch(stage)
  }

  /** Mounts a view, settles it, and ends it with the case. Returns how to end it earlier. */
  mount(stage: Stage<N>, view: () => Child<any>): () => void {
    const dispose = mount(stage.renderer, stage.root, view)
    this.ends.push(dispose)
    flush()
    return dispose
  }

  /** A container in views. */
  box(props: object, ...children: unknown[]): any {
    return element(this.container, props, ...children)
  }

  /** A text element in views. */
  say(...words: unknown[]): any {
    return element(this.text, {}, ...words)
  }

  /** A container made by the six functions, not inserted yet. */
  make(stage: Stage<N>, parent: N, words?: string): N {
    const { renderer } = stage
    const node = renderer.create(words === undefined ? this.container : this.text, parent)
    if (words !== undefined) {
      const inside = renderer.create(null, node)
      renderer.setText(inside, words)
      renderer.insert(node, inside, null)
    }
    return node
  }

  shapes(stage: Stage<N>): Shape[] {
    return normal(this.adapter.serialize(stage.root))
  }

  /** The tree below the root is this. */
  expect(stage: Stage<N>, expected: readonly Shape[], about = "the tree"): void {
    flush()
    equal(this.shapes(stage), normal(expected), about)
  }

  /** The shape of a text element. */
  line(words: string): Shape {
    return [this.text, words]
  }

  fire(node: N, init?: object): void {
    this.adapter.fire?.(node, this.event, init)
  }

  end(): void {
    for (const end of this.ends) end()
    flush()
    for (const stage of this.stages) this.adapter.dispose?.(stage)
  }
}

function watch<N extends object>(stage: Stage<N>): Watched<N> {
  const host = stage.renderer
  const created: N[] = []
  const renderer: Renderer<N, any> = {
    ...(host.name === undefined ? {} : { name: host.name }),
    create(type, parent) {
      const node = host.create(type, parent)
      created.push(node)
      return node
    },
    insert(parent, node, before) {
      watched.inserts++
      host.insert(parent, node, before)
    },
    remove(parent, node) {
      watched.removes++
      host.remove(parent, node)
    },
    setText: (node, text) => host.setText(node, text),
    setAttr: (node, name, value, previous) => host.setAttr(node, name, value, previous),
    listen: (node, event, handler) => host.listen(node, event, handler),
    commit(root) {
      watched.commits++
      host.commit?.(root)
    },
    ...(host.template && {
      template: (node: N, parent: N) => host.template!(node, parent),
      clone(template: object, parent: N) {
        const node = host.clone?.(template, parent)
        if (node) created.push(node)
        return node
      },
      child: (node: N, index: number) => host.child!(node, index),
    }),
    ...(host.handle ? { handle: (node: N) => host.handle!(node) } : {}),
  }
  const watched: Watched<N> = {
    renderer,
    root: stage.root,
    created,
    commits: 0,
    inserts: 0,
    removes: 0,
  }
  return watched
}
