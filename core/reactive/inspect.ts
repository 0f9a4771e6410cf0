// What does the graph look like, and why did this run? Development only.

import {
  type Computation,
  Effect,
  isStale,
  type LinkView,
  Memo,
  type NodeState,
  RwSignal,
  setTracer,
  stateOf,
} from "./graph.ts"
import { createdAt, kindOf, knownRoots, type NodeKind, nameOf } from "./names.ts"
import { Owner } from "./owner.ts"

/** A node of the graph as data. */
export interface GraphNode {
  /** Stays the same for the same node while it lives. */
  readonly id: number
  readonly kind: NodeKind
  readonly name: string | undefined
  /** Where it was made, `file:line:column`. */
  readonly place: string | undefined
  readonly state: NodeState
  /** The value now; of a memo the last one that was computed. Not for effects and owners. */
  readonly value: unknown
  /** The `id` of what ends it, undefined for signals and roots. */
  readonly owner: number | undefined
}

/** One edge: `to` has read `from`. */
export interface GraphEdge {
  readonly from: number
  readonly to: number
}

/** The graph below an owner: its nodes, and who has read whom. */
export interface GraphData {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

/** One run of a memo or an effect, and what caused it. */
export interface Run {
  readonly kind: NodeKind
  readonly name: string | undefined
  readonly place: string | undefined
  /** Its first run since tracing began, with no change before it. */
  readonly isFirst: boolean
  /** The sources that had changed. */
  readonly causes: readonly Cause[]
}

/** A source whose change brought a run about. */
export interface Cause {
  readonly kind: NodeKind
  readonly name: string | undefined
  readonly place: string | undefined
  /** Its value when the run began. */
  readonly value: unknown
}

const ids = new WeakMap<object, number>()
let lastId = 0

function idOf(node: object): number {
  const known = ids.get(node)
  if (known !== undefined) return known
  ids.set(node, ++lastId)
  return lastId
}

function kind(node: object): NodeKind {
  if (node instanceof RwSignal) return "signal"
  if (node instanceof Memo) return "memo"
  if (node instanceof Effect) return "effect"
  return kindOf(node) ?? "owner"
}

function lastValue(node: object): unknown {
  // Seam: a look that neither computes nor throws.
  if (node instanceof RwSignal || node instanceof Memo) return (node as any).value
  return undefined
}

/**
 * The graph as data: what lives under `root`, or under all roots, with the signals and memos that
 * it reads and whatever else observes those. Runs nothing. Empty in production.
 *
 * @example
 * const { nodes, edges } = graph.inspect()
 * for (const { from, to } of edges) console.log(`${from} -> ${to}`)
 */
function inspect(root?: Owner): GraphData {
  const nodes = new Map<object, GraphNode>()
  const edges: GraphEdge[] = []
  const open: object[] = root ? [root] : knownRoots()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (nodes.has(node)) continue
    if (node instanceof Owner && node.disposed) continue
    nodes.set(node, describe(node))
    if (node instanceof Owner) open.push(...node.children().toReversed())
    if (node instanceof Memo || node instanceof Effect) {
      if (node.own) open.push(...(node.own as Owner).children().toReversed())
      for (let link = node.sources as LinkView | undefined; link; link = link.nextSource) {
        edges.push({ from: idOf(link.source), to: idOf(node) })
        open.push(link.source)
      }
    }
    if (node instanceof RwSignal || node instanceof Memo) {
      for (let link = node.observers as LinkView | undefined; link; link = link.nextObserver) {
        open.push(link.observer)
      }
    }
  }
  return { nodes: [...nodes.values()], edges }
}

function describe(node: object): GraphNode {
  const parent = (node as { parent?: Owner | undefined }).parent
  return {
    id: idOf(node),
    kind: kind(node),
    name: nameOf(node),
    place: createdAt(node),
    state: node instanceof Owner ? (node.disposed ? "disposed" : "clean") : stateOf(node as Effect),
    value: lastValue(node),
    // What an effect or a memo owns hangs on its own owner object; that is one node here.
    owner: parent && kindOf(node) !== "root" ? idOf(parent.node ?? parent) : undefined,
  }
}

const listeners = new Set<(run: Run) => void>()
let causes = new WeakMap<object, Set<object>>()
let ran = new WeakSet<object>()

/**
 * Calls `listener` for every run of a memo or an effect, with the sources whose change caused it:
 * why did this run? Does nothing in production.
 *
 * @returns How to stop.
 * @example
 * const stop = graph.trace(({ name, causes }) => {
 *   console.log(name, "ran because of", causes.map((cause) => cause.name))
 * })
 */
function trace(listener: (run: Run) => void): () => void {
  listeners.add(listener)
  setTracer({ changed: noteChange, ran: noteRun })
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    setTracer(undefined)
    causes = new WeakMap()
    ran = new WeakSet()
  }
}

function noteChange(first: LinkView): void {
  for (let link: LinkView | undefined = first; link; link = link.nextObserver) {
    if (!isStale(link.observer)) continue // it runs, and reads the new value now
    let found = causes.get(link.observer)
    if (!found) causes.set(link.observer, (found = new Set()))
    found.add(link.source)
  }
}

function noteRun(node: Computation): void {
  const found = causes.get(node) ?? new Set()
  causes.delete(node)
  for (let link = node.sources as LinkView | undefined; link; link = link.nextSource) {
    // Written, and nobody has looked yet: this run will.
    if (link.source instanceof RwSignal && isStale(link.source)) found.add(link.source)
  }
  const run: Run = {
    kind: kind(node),
    name: nameOf(node),
    place: createdAt(node),
    isFirst: found.size === 0 && !ran.has(node),
    causes: [...found].map((source) => ({
      kind: kind(source),
      name: nameOf(source),
      place: createdAt(source),
      value: lastValue(source),
    })),
  }
  ran.add(node)
  for (const listener of listeners) listener(run)
}

declare const process: { env: Record<string, string | undefined> }

/** Looks into the graph, for development and tools. In production it sees nothing. */
export const graph: {
  readonly inspect: typeof inspect
  readonly trace: typeof trace
} = /* @__PURE__ */ inDevelopment() ?? {
  inspect: () => ({ nodes: [], edges: [] }),
  trace: () => () => {},
}

function inDevelopment() {
  try {
    return process.env.NODE_ENV === "production" ? undefined : { inspect, trace }
  } catch {
    return undefined // a page without a bundler
  }
}
