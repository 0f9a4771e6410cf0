// Trees: what is inserted, moved and removed stands where it was put.

import { flush, signal } from "../../../core/reactive/index.ts"
import { For } from "../../../core/view/index.ts"
import type { Shape } from "../adapter.ts"
import { equal, holds } from "../check.ts"
import { permutations } from "../random.ts"
import type { Trial } from "../trial.ts"

const LETTERS = ["a", "b", "c", "d", "e", "f"]

export const TREE: Record<string, (t: Trial<object>) => Promise<void>> = {
  async "a finished subtree is attached by one insert"(t) {
    const stage = await t.stage()
    const { renderer, root } = stage
    const outer = t.make(stage, root)
    const inner = t.make(stage, outer)
    renderer.insert(inner, t.make(stage, inner, "deep"), null)
    renderer.insert(outer, inner, null)
    t.expect(stage, [], "before the insert")
    renderer.insert(root, outer, null)
    t.expect(stage, [[t.container, [t.container, t.line("deep")]]])
  },

  async "nodes are appended, and inserted before others"(t) {
    const stage = await t.stage()
    const { renderer, root } = stage
    const b = t.make(stage, root, "b")
    renderer.insert(root, b, null)
    const d = t.make(stage, root, "d")
    renderer.insert(root, d, null)
    renderer.insert(root, t.make(stage, root, "a"), b)
    renderer.insert(root, t.make(stage, root, "c"), d)
    t.expect(stage, lines(t, ["a", "b", "c", "d"]))
  },

  async "a node moves forward, backward and to the end"(t) {
    const stage = await t.stage()
    const { renderer, root } = stage
    const [a, b, c] = ["a", "b", "c"].map((words) => {
      const node = t.make(stage, root, words)
      renderer.insert(root, node, null)
      return node
    }) as [object, object, object]
    renderer.insert(root, a, c)
    t.expect(stage, lines(t, ["b", "a", "c"]), "forward")
    renderer.insert(root, c, b)
    t.expect(stage, lines(t, ["c", "b", "a"]), "backward")
    renderer.insert(root, c, null)
    t.expect(stage, lines(t, ["b", "a", "c"]), "to the end")
    renderer.insert(root, b, a)
    t.expect(stage, lines(t, ["b", "a", "c"]), "where it is already")
  },

  async "moves lead to every order of up to six children"(t) {
    const stage = await t.stage()
    const { renderer, root } = stage
    for (let count = 1; count <= LETTERS.length; count++) {
      const words = LETTERS.slice(0, count)
      const nodes = new Map(words.map((one) => [one, t.make(stage, root, one)]))
      for (const node of nodes.values()) renderer.insert(root, node, null)
      for (const order of permutations(words)) {
        let before: object | null = null
        for (const one of order.toReversed()) {
          const node = nodes.get(one) as object
          renderer.insert(root, node, before)
          before = node
        }
        t.expect(stage, lines(t, order), `order ${order.join("")}`)
      }
      for (const node of nodes.values()) renderer.remove(root, node)
    }
    t.expect(stage, [])
  },

  async "a keyed list goes from any order of five to any other with moves alone"(t) {
    const stage = await t.stage()
    const words = LETTERS.slice(0, 5)
    const [each, setEach] = signal<readonly string[]>(words)
    t.mount(stage, () => t.box({}, For({ each, children: (item) => t.say(item) })))
    const made = stage.created.length
    for (const order of permutations(words)) {
      const before = stage.inserts
      const moves = order.length - longestRun(each(), order)
      setEach(order)
      t.expect(stage, [[t.container, ...lines(t, order)]], `order ${order.join("")}`)
      equal(stage.inserts - before, moves, `inserts for ${order.join("")}`)
    }
    equal(stage.created.length, made, "nodes created")
    equal(stage.removes, 0, "nodes removed")
  },

  async "a keyed list goes from any subset of five to any other"(t) {
    const stage = await t.stage()
    const words = LETTERS.slice(0, 5)
    const subsets = Array.from({ length: 32 }, (_, bits) => words.filter((_, i) => bits & (1 << i)))
    const [each, setEach] = signal<readonly string[]>([])
    // Neighbours on both sides, so that the list must find its place.
    t.mount(stage, () =>
      t.box({}, t.say("["), For({ each, children: (item) => t.say(item) }), t.say("]")),
    )
    for (const from of subsets) {
      for (const to of subsets) {
        setEach(from)
        flush()
        const goal = to.toReversed()
        setEach(goal)
        t.expect(stage, [[t.container, ...lines(t, ["[", ...goal, "]"])]], `${from} to ${goal}`)
      }
    }
  },

  async "a thousand children are reversed, rotated and swapped"(t) {
    const stage = await t.stage()
    const words = Array.from({ length: 1000 }, (_, i) => `row ${i}`)
    const [each, setEach] = signal<readonly string[]>(words)
    t.mount(stage, () => t.box({}, For({ each, children: (item) => t.say(item) })))
    const swapped = [...words]
    ;[swapped[1], swapped[998]] = [swapped[998] as string, swapped[1] as string]
    const orders: Record<string, readonly string[]> = {
      reversed: words.toReversed(),
      rotated: [...words.slice(1), "row 0"],
      swapped,
      "every other one": words.filter((_, i) => i % 2),
      none: [],
      all: words,
    }
    for (const [about, order] of Object.entries(orders)) {
      setEach(order)
      t.expect(stage, [[t.container, ...lines(t, order)]], about)
    }
  },

  async "removing the top of a subtree removes all of it"(t) {
    const stage = await t.stage()
    const { renderer, root } = stage
    const stays = t.make(stage, root, "stays")
    renderer.insert(root, stays, null)
    const top = t.make(stage, root)
    renderer.insert(top, t.make(stage, top, "one"), null)
    renderer.insert(top, t.make(stage, top), null)
    renderer.insert(root, top, stays)
    renderer.remove(root, top)
    t.expect(stage, lines(t, ["stays"]))
  },

  async "a node that never was inserted can be removed"(t) {
    const stage = await t.stage()
    const { renderer, root } = stage
    const node = t.make(stage, root)
    renderer.insert(node, t.make(stage, node, "in vain"), null)
    renderer.remove(root, node)
    t.expect(stage, [])
  },

  async "a long chain of elements holds"(t) {
    const stage = await t.stage()
    let view = t.say("bottom")
    for (let depth = 0; depth < 60; depth++) view = t.box({}, view)
    const dispose = t.mount(stage, () => view)
    let shape = t.shapes(stage)[0] as Shape
    let depth = 0
    while (typeof shape !== "string" && shape[0] === t.container) {
      shape = shape[1] as Shape
      depth++
    }
    equal([depth, shape], [60, t.line("bottom")])
    dispose()
    t.expect(stage, [])
    holds(stage.removes === 1, "only the top of what goes is removed")
  },
}

function lines(t: Trial<object>, words: readonly string[]): Shape[] {
  return words.map((one) => t.line(one))
}

/** The length of the longest part of `to` that is in the order of `from`: nobody need move it. */
function longestRun(from: readonly string[], to: readonly string[]): number {
  const tails: number[] = []
  for (const place of to.map((one) => from.indexOf(one))) {
    const at = tails.findIndex((tail) => tail >= place)
    if (at < 0) tails.push(place)
    else tails[at] = place
  }
  return tails.length
}
