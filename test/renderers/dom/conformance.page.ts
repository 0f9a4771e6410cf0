// The conformance kit inside a page: run case by case from conformance.browser.test.ts.

import { domRenderer, plainRenderer } from "filigree/dom"
import { strict } from "filigree/memory"
import { type Adapter, type Case, conformance, type Shape } from "filigree/testing"

function shapesOf(node: Node, type: (element: HTMLElement) => string): Shape[] {
  const shapes: Shape[] = []
  for (const child of node.childNodes) {
    if (child instanceof Text) shapes.push(child.data)
    else if (child instanceof HTMLElement && getComputedStyle(child).display !== "none") {
      shapes.push([type(child), ...shapesOf(child, type)])
    }
  }
  return shapes
}

function adapter(name: string, over: Partial<Adapter<Node>>): Adapter<Node> {
  return {
    name,
    create() {
      const root = document.createElement("main")
      document.body.append(root)
      return { renderer: domRenderer, root }
    },
    serialize: (root) => shapesOf(root, (element) => element.localName),
    fire: (node) => (node as HTMLElement).click(),
    // Nodes that the garbage collector has not to find by itself: those in the page.
    liveNodes: () => document.querySelectorAll("main *").length,
    dispose: ({ root }) => (root as HTMLElement).remove(),
    ...over,
  }
}

const universal = adapter("dom", {
  serialize: (root) =>
    shapesOf(root, (element) => /(?:^| )f-(?!top)([a-z]+)/.exec(element.className)?.[1] ?? "?"),
  attribute: (node, name) =>
    getComputedStyle(node as Element)[name === "gap" ? "rowGap" : (name as "gap")],
})
const plain = adapter("dom, plain elements", {
  elements: { container: "section", text: "p" },
  event: "click",
  universal: false,
  sample: { name: "title", values: ["a", "b"] },
  attribute: (node, name) => (node as Element).getAttribute(name),
})
const alone: Adapter<Node> = {
  ...plain,
  name: "dom, plainRenderer",
  async create() {
    return { ...(await plain.create()), renderer: plainRenderer }
  },
}
const strictly = (one: Adapter<Node>): Adapter<Node> => ({
  ...one,
  name: `${one.name}, strict`,
  async create() {
    const { renderer, root } = await one.create()
    return { renderer: strict(renderer), root }
  },
})

/** As on a host that cannot copy: what is mounted often is made node by node. */
const uncopied = (one: Adapter<Node>): Adapter<Node> => ({
  ...one,
  name: `${one.name}, without copies`,
  async create() {
    const { renderer, root } = await one.create()
    const { template: _, ...rest } = renderer
    return { renderer: rest, root }
  },
})

const cases = new Map<string, Case>()
for (const one of [
  universal,
  strictly(universal),
  uncopied(universal),
  plain,
  strictly(plain),
  alone,
  uncopied(alone),
]) {
  for (const entry of conformance(one)) cases.set(`${one.name}: ${entry.name}`, entry)
}

export const list = () => [...cases].map(([name, { skip }]) => [name, skip ?? null] as const)

/** "" or what went wrong. */
export async function run(name: string): Promise<string> {
  try {
    await cases.get(name)?.run()
    return ""
  } catch (error) {
    let words = ""
    for (let one: unknown = error; one instanceof Error; one = one.cause) words += `${one.stack}\n`
    return words || String(error)
  }
}
