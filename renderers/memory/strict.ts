// Does core keep its promises? A wrapper that remembers the shape of the tree and throws on the
// first call that breaks one (renderer.ts lists them). For tests of views, and of renderers: with it
// a host's author knows on whose side a fault is.

import { brokenPromise } from "../../core/errors.ts"
import type { Renderer } from "../../core/view/index.ts"
import { wrap } from "./wrap.ts"

/** What is known of a node. */
interface Known {
  readonly name: string
  readonly isText: boolean
  /** The parent that it was created for; it never gets another. */
  readonly parent: Known | null
  children: Known[]
  isInserted: boolean
  isGone: boolean
  hasText: boolean
  readonly attrs: Map<string, unknown>
}

/**
 * The same renderer, which throws `broken-promise` when a call breaks what core promises to hosts.
 *
 * @example
 * mount(strict(memoryRenderer()), root, view)
 */
export function strict<R extends Renderer<any, any>>(renderer: R): R {
  const nodes = new WeakMap<object, Known>()
  let ids = 0

  const fail = (call: string, why: string): never => {
    throw brokenPromise(call, why)
  }
  const rootOf = (node: object): Known => {
    const known = fresh("root", null, false)
    known.isInserted = true
    nodes.set(node, known)
    return known
  }
  /** A parent that was not created here is a root. */
  const parentOf = (node: object): Known => nodes.get(node) ?? rootOf(node)
  const alive = (call: string, node: object): Known => {
    const known = nodes.get(node)
    if (!known) return fail(call, "names a node that create() did not return")
    if (known.isGone) return fail(call, `names ${known.name}, which was removed`)
    return known
  }

  return wrap(renderer, {
    create(type: string | null, parent: object): object {
      const call = `create(${JSON.stringify(type)})`
      const up = parentOf(parent)
      if (up.isGone) fail(call, `is for ${up.name}, which was removed`)
      if (up.isText) fail(call, `is for ${up.name}, and a text has no children`)
      if (type === "") fail(call, "has no name")
      const node = renderer.create(type, parent)
      if (typeof node !== "object" || node === null) fail(call, "returned no object")
      const known = nodes.get(node)
      if (known && !known.isGone) fail(call, `returned ${known.name} again, which is in use`)
      nodes.set(node, fresh(`${type ?? "#text"}#${++ids}`, up, type === null))
      return node
    },

    insert(parent: object, node: object, before: object | null) {
      const one = alive("insert", node)
      const up = parentOf(parent)
      const call = `insert(${up.name}, ${one.name})`
      if (up.isGone) fail(call, `${up.name} was removed`)
      if (one.parent !== up) fail(call, `it was created for ${one.parent?.name ?? "no parent"}`)
      if (node === before) fail(call, "before itself")
      if (one.isText && !one.hasText) fail(call, "a text without words")
      if (before !== null) {
        const next = alive("insert", before)
        if (!next.isInserted || next.parent !== up) {
          fail(call, `before ${next.name}, which is not in ${up.name}`)
        }
      }
      if (one.isInserted) up.children.splice(up.children.indexOf(one), 1)
      const at = before === null ? up.children.length : up.children.indexOf(nodes.get(before)!)
      up.children.splice(at, 0, one)
      one.isInserted = true
      renderer.insert(parent, node, before)
    },

    remove(parent: object, node: object) {
      const one = alive("remove", node)
      const up = parentOf(parent)
      const call = `remove(${up.name}, ${one.name})`
      if (one.parent !== up) fail(call, `its parent is ${one.parent?.name ?? "nothing"}`)
      if (up.isGone) fail(call, `${up.name} was removed, and everything in it`)
      if (one.isInserted) up.children.splice(up.children.indexOf(one), 1)
      bury(one)
      renderer.remove(parent, node)
    },

    setText(node: object, text: string) {
      const one = alive("setText", node)
      if (!one.isText) fail(`setText(${one.name})`, "it is no text")
      if (typeof text !== "string") fail(`setText(${one.name})`, "was given no string")
      one.hasText = true
      renderer.setText(node, text)
    },

    setAttr(node: object, name: string, value: unknown, previous: unknown) {
      const one = alive("setAttr", node)
      const call = `setAttr(${one.name}, ${JSON.stringify(name)})`
      if (one.isText) fail(call, "it is a text")
      if (!Object.is(one.attrs.get(name), previous))
        fail(call, "`previous` is not what was set last")
      one.attrs.set(name, value)
      renderer.setAttr(node, name, value, previous)
    },

    listen(node: object, event: string, handler: (event: unknown) => void) {
      const one = nodes.get(node) ?? rootOf(node)
      const call = `listen(${one.name}, ${JSON.stringify(event)})`
      if (one.isGone) fail(call, "it was removed")
      if (one.parent && one.isInserted) fail(call, "after its first insert")
      const stop = renderer.listen(node, event, handler)
      if (typeof stop !== "function") fail(call, "returned no function that stops listening")
      return stop
    },

    commit(root: object) {
      if (parentOf(root).parent) fail("commit", "names a node that is no root")
      renderer.commit?.(root)
    },
  })
}

function fresh(name: string, parent: Known | null, isText: boolean): Known {
  return {
    name,
    isText,
    parent,
    children: [],
    isInserted: false,
    isGone: false,
    hasText: false,
    attrs: new Map(),
  }
}

function bury(node: Known): void {
  node.isGone = true
  for (const child of node.children) bury(child)
}
