// The kit must find faults: each renderer below breaks the contract in one way, and a case says so.

import { memoryRenderer } from "filigree/memory"
import { type Adapter, conformance, replay } from "filigree/testing"
import { expect, test } from "vitest"
import { memoryAdapter } from "../../support/adapters.ts"

type Fault = (renderer: any) => object

/** Names of the cases that a renderer with the fault fails. */
async function failed(fault: Fault): Promise<string[]> {
  const sound = memoryAdapter()
  const adapter: Adapter<any> = {
    ...sound,
    async create() {
      const { renderer, root } = await sound.create()
      return { root, renderer: { ...renderer, ...fault(renderer) } as any }
    },
  }
  const names: string[] = []
  for (const { name, skip, run } of conformance(adapter, { seeds: [1], steps: 200 })) {
    if (skip !== undefined) continue
    await run().catch(() => names.push(name))
  }
  return names
}

/** Copies, made by the six functions; `isLost` says what a copy lacks. */
const copying = (r: any, isLost: (depth: number) => boolean): any => {
  const copy = (node: any, parent: any, depth: number): any => {
    const made = r.create(node.type, parent)
    r.setText(made, node.text)
    for (const [name, value] of node.attrs) r.setAttr(made, name, value, undefined)
    for (const child of node.children) {
      if (!isLost(depth)) r.insert(made, copy(child, made, depth + 1), null)
    }
    return made
  }
  return {
    template: (node: any) => node,
    clone: (pattern: any, parent: any) => copy(pattern, parent, 0),
    child: (node: any, index: number) => node.children[index],
  }
}

const FAULTS: Record<string, [Fault, expected: string]> = {
  "inserts at the end, whatever stands before": [
    (r) => ({ insert: (parent: any, node: any) => r.insert(parent, node, null) }),
    "tree: nodes are appended, and inserted before others",
  ],
  "moves by splicing, with the index of before the move": [
    () => ({
      insert(parent: any, node: any, before: any) {
        const at = before ? parent.children.indexOf(before) : parent.children.length
        if (node.parent) parent.children.splice(parent.children.indexOf(node), 1)
        node.parent = parent
        parent.children.splice(at, 0, node)
      },
    }),
    "tree: moves lead to every order of up to six children",
  ],
  "leaves what was never inserted behind": [
    (r) => ({ remove: (parent: any, node: any) => node.parent && r.remove(parent, node) }),
    "lifecycle: a throw in the middle of a mount takes back what was made",
  ],
  "forgets the children of what it removes": [
    (r) => ({
      remove(parent: any, node: any) {
        const [child] = node.children
        r.remove(parent, node)
        if (child) r.create(null, parent) // as if it had kept it
      },
    }),
    "lifecycle: ten thousand mounts and disposals leave nothing",
  ],
  "trims words": [
    (r) => ({ setText: (node: any, words: string) => r.setText(node, words.trim()) }),
    "text: words are held as they are",
  ],
  "ignores an empty text": [
    (r) => ({ setText: (node: any, words: string) => words && r.setText(node, words) }),
    "text: a text is emptied and filled again in its place",
  ],
  "copies what is near, and not what is deep": [
    (r) => copying(r, (depth) => depth > 1),
    "copies: rows alike in shape keep what differs in them",
  ],
  "gives the first child of a copy, whichever is asked for": [
    (r) => ({ ...copying(r, () => false), child: (node: any) => node.children[0] }),
    "copies: rows alike in shape keep what differs in them",
  ],
  "ignores hidden": [
    (r) => ({
      setAttr: (node: any, name: string, ...rest: any[]) =>
        name !== "hidden" && r.setAttr(node, name, ...rest),
    }),
    "attributes: hidden takes an element out of sight and back, with what is in it",
  ],
  "keeps an attribute that is taken back": [
    (r) => ({
      setAttr: (node: any, name: string, value: any, previous: any) =>
        r.setAttr(node, name, value ?? previous, previous),
    }),
    "attributes: undefined restores what was there before",
  ],
  "cannot stop listening": [
    (r) => ({
      listen(node: any, event: string, handler: any) {
        r.listen(node, event, handler)
        return () => {}
      },
    }),
    "events: a listener hears its event until it stops",
  ],
  "has one listener for each event": [
    (r) => {
      const stops = new WeakMap<object, () => void>()
      return {
        listen(node: any, event: string, handler: any) {
          stops.get(node)?.()
          const stop = r.listen(node, event, handler)
          stops.set(node, stop)
          return stop
        },
      }
    },
    "events: a listener hears its event until it stops",
  ],
  "gives no handle": [
    () => ({ handle: () => ({}) }),
    "vocabulary: a ref gets focus, blur, bounds and scrollTo",
  ],
  "refuses an attribute of the vocabulary": [
    (r) => ({
      setAttr(node: any, name: string, ...rest: any[]) {
        if (name === "lineClamp") throw new Error("what is that?")
        r.setAttr(node, name, ...rest)
      },
    }),
    "vocabulary: <text> takes each of its attributes, and gives it back",
  ],
}

for (const [about, [fault, expected]] of Object.entries(FAULTS)) {
  test(`a renderer that ${about} fails`, async () => {
    expect(await failed(fault)).toContain(expected)
  }, 60_000)
}

test("a difference found by chance ends with a list of operations that shows it again", async () => {
  const sound = memoryAdapter()
  const adapter: Adapter<any> = {
    ...sound,
    create() {
      const renderer = memoryRenderer()
      const insert = renderer.insert
      let count = 0
      // Every fiftieth insert goes wrong.
      renderer.insert = (parent, node, before) => insert(parent, node, ++count % 50 ? before : null)
      return { renderer, root: renderer.root() }
    },
  }
  const [chance] = conformance(adapter, { seeds: [3], steps: 300 }).filter(({ name }) =>
    name.startsWith("fuzz"),
  )
  const error = await chance?.run().then(
    () => undefined,
    (error) => error as Error,
  )
  expect(error?.message).toMatch(/^seed 3: Error: after operation \d+/)
  const list = JSON.parse(/replay\(adapter, (.*)\)$/m.exec(error?.message ?? "")?.[1] ?? "[]")
  expect(list.length).toBeGreaterThan(10)
  await expect(replay(adapter, list)).rejects.toThrow(`after operation ${list.length - 1}`)
  await expect(replay(sound, list)).resolves.toBeUndefined()
})
