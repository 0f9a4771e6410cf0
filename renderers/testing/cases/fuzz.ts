// Chance: random operations on the host and on the memory host, which must stay the same tree.

import { type MemoryNode, memoryRenderer } from "../../memory/index.ts"
import { type Adapter, normal, type Shape } from "../adapter.ts"
import { Random } from "../random.ts"
import { Trial } from "../trial.ts"

/** One call of a renderer. Nodes are numbers in the order of their creation; 0 is the root. */
export type Operation =
  | readonly ["create", type: string | null, parent: number]
  | readonly ["insert", parent: number, node: number, before: number | null]
  | readonly ["remove", parent: number, node: number]
  | readonly ["setText", node: number, words: string]

/** A tree that grows by chance and writes down how. */
class Garden {
  readonly operations: Operation[] = []
  /** Children of each living element; texts have none. */
  private readonly children = new Map<number, number[]>([[0, []]])
  private readonly parents = new Map<number, number>()
  private readonly kinds = new Map<number, "container" | "text" | "words">([[0, "container"]])
  private count = 0
  private readonly random: Random
  private readonly names: { container: string; text: string }

  constructor(random: Random, names: { container: string; text: string }) {
    this.random = random
    this.names = names
  }

  step(): void {
    const { random } = this
    const nodes = [...this.kinds.keys()]
    const node = random.pick(nodes)
    const chance = random.int(10)
    if (chance < 4 || nodes.length < 4) {
      const parents = nodes.filter((one) => this.kinds.get(one) !== "words")
      this.attach(this.grow(random.pick(parents), 2))
    } else if (node === 0) return
    else if (chance < 7) this.attach(node)
    else if (chance < 8 || nodes.length > 60) this.remove(node)
    else if (this.kinds.get(node) === "words") this.say(node)
  }

  /** A new node for `parent`, finished and not inserted. */
  private grow(parent: number, depth: number): number {
    const { random } = this
    const node = ++this.count
    const kind =
      this.kinds.get(parent) === "text"
        ? "words"
        : random.int(2) && depth > 0
          ? "container"
          : "text"
    this.kinds.set(node, kind)
    this.parents.set(node, parent)
    this.operations.push(["create", kind === "words" ? null : this.names[kind], parent])
    if (kind === "words") this.say(node)
    else {
      this.children.set(node, [])
      for (let i = random.int(3); i > 0; i--) this.attach(this.grow(node, depth - 1), true)
    }
    return node
  }

  private say(node: number): void {
    this.operations.push([
      "setText",
      node,
      `${this.random.pick(["a", "b", "é", "漢", "<"])}${this.count}`,
    ])
  }

  /** Inserts or moves. */
  private attach(node: number, last = false): void {
    const parent = this.parents.get(node) as number
    const siblings = (this.children.get(parent) ?? []).filter((one) => one !== node)
    const at = last ? siblings.length : this.random.int(siblings.length + 1)
    this.operations.push(["insert", parent, node, siblings[at] ?? null])
    siblings.splice(at, 0, node)
    this.children.set(parent, siblings)
  }

  private remove(node: number): void {
    const parent = this.parents.get(node) as number
    this.operations.push(["remove", parent, node])
    this.children.set(
      parent,
      (this.children.get(parent) ?? []).filter((one) => one !== node),
    )
    const forget = (one: number) => {
      for (const child of this.children.get(one) ?? []) forget(child)
      this.children.delete(one)
      this.kinds.delete(one)
      this.parents.delete(one)
    }
    forget(node)
  }
}

/**
 * Does the operations on a fresh stage and on the memory host, comparing as it goes.
 *
 * @throws {Error} naming the first operation after which the trees differ.
 *
 * @example
 * await replay(adapter, [["create", "box", 0], ["insert", 0, 1, null]])
 */
export async function replay<N extends object>(
  adapter: Adapter<N>,
  operations: readonly Operation[],
  every = 1,
): Promise<void> {
  const t = new Trial(adapter as unknown as Adapter<object>)
  try {
    const stage = await t.stage()
    const memory = memoryRenderer()
    const root = memory.root()
    const hosts: object[] = [stage.root]
    const models: MemoryNode[] = [root]
    operations.forEach((operation, at) => {
      apply(stage.renderer, hosts, operation)
      apply(memory, models, operation)
      if (at % every > 0 && at < operations.length - 1) return
      // Only nodes in the tree count: a subtree under construction shows nowhere.
      t.expect(stage, normal(shapesOf(root)), `after operation ${at}, ${JSON.stringify(operation)}`)
    })
    for (const child of [...root.children]) {
      const node = hosts[models.indexOf(child)] as object
      stage.renderer.remove(stage.root, node)
    }
    t.expect(stage, [], "after all was removed")
  } finally {
    t.end()
  }
}

function apply(renderer: any, nodes: object[], operation: Operation): void {
  switch (operation[0]) {
    case "create":
      nodes.push(renderer.create(operation[1], nodes[operation[2]]))
      break
    case "insert": {
      const before = operation[3] === null ? null : nodes[operation[3]]
      renderer.insert(nodes[operation[1]], nodes[operation[2]], before)
      break
    }
    case "remove":
      renderer.remove(nodes[operation[1]], nodes[operation[2]])
      break
    case "setText":
      renderer.setText(nodes[operation[1]], operation[2])
  }
}

function shapesOf(node: MemoryNode): Shape[] {
  return node.children.map(
    (child): Shape => (child.type === null ? child.text : [child.type, ...shapesOf(child)]),
  )
}

/** Random operations from `seed`, replayed; an error says how to replay them. */
export async function fuzz(t: Trial<object>, seed: number, steps: number): Promise<void> {
  const garden = new Garden(new Random(seed), { container: t.container, text: t.text })
  for (let i = 0; i < steps; i++) garden.step()
  const { operations } = garden
  try {
    await replay(t.adapter, operations, 16)
  } catch {
    // Once more, comparing after each, so that the list ends where it went wrong.
    let failed = 0
    let cause: unknown
    try {
      await replay(t.adapter, operations)
    } catch (error) {
      cause = error
      failed = Number(/operation (\d+)/.exec(String(error))?.[1] ?? operations.length)
    }
    const list = JSON.stringify(operations.slice(0, failed + 1))
    throw new Error(`seed ${seed}: ${String(cause)}\nreplay(adapter, ${list})`, { cause })
  }
}
