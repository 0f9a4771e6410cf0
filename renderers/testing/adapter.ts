// What a renderer tells the conformance kit about itself.

import type { Renderer } from "../../core/view/index.ts"

/** A tree as the host holds it: words, or an element's type and what stands in it, as ["box", "hi"]. */
export type Shape = string | ElementShape

/** An element: its type, then what is in it. */
export interface ElementShape extends ReadonlyArray<Shape> {
  readonly 0: string
}

/** A fresh renderer, or the same one, with an empty root. */
export interface Stage<N extends object> {
  readonly renderer: Renderer<N, any>
  readonly root: N
}

/** Knows one renderer. All but the first three members are optional; what is missing is not tested. */
export interface Adapter<N extends object> {
  /** For messages. */
  readonly name: string
  /** Called once or twice in each case. */
  create(): Stage<N> | Promise<Stage<N>>
  /** The children of `root`, without what is hidden. Neighbouring texts may be one. */
  serialize(root: N): readonly Shape[]
  /**
   * Brings about `event` at `node` as its surface would, with the fields of `init`. Without it the
   * cases of events are left out.
   */
  fire?(node: N, event: string, init?: object): void
  /** Nodes (or what they hold outside of the garbage collector) that are alive, in all stages. */
  liveNodes?(): number
  /** What the host made of an attribute, comparable with ===; the same before it is set and after it is taken back. */
  attribute?(node: N, name: string): unknown
  /** Frees a stage. */
  dispose?(stage: Stage<N>): void
  /** An element that holds elements and one that holds words. Default: "box" and "text". */
  readonly elements?: { readonly container: string; readonly text: string }
  /** An event that `fire` can bring about. Default "press". */
  readonly event?: string
  /** Two values of an attribute of a container, for `attribute`. Default: gap 1 and 2. */
  readonly sample?: { readonly name: string; readonly values: readonly [unknown, unknown] }
  /** False for a host without the universal vocabulary. Default true. */
  readonly universal?: boolean
  /** Cases that do not hold here, by name, each with the reason. */
  readonly skip?: Readonly<Record<string, string>>
}

/** Shapes with neighbouring texts joined and empty ones left out, so that hosts can differ in that. */
export function normal(shapes: readonly Shape[]): Shape[] {
  const all: Shape[] = []
  for (const shape of shapes) {
    if (typeof shape !== "string") {
      const [type, ...children] = shape
      all.push([type as string, ...normal(children)])
    } else if (shape !== "") {
      const last = all.at(-1)
      if (typeof last === "string") all[all.length - 1] = last + shape
      else all.push(shape)
    }
  }
  return all
}
