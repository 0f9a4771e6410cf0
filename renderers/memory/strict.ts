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
  hasListener: boolean
  /** Made by `clone`: its children are there before anyone has named them. */
  readonly isCopy: boolean
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

  /** What is known of patterns, until copies are made of them. */
  const patterns = new WeakMap<object, Known>()
  const copies = renderer.template && {
    template(node: object, parent: object): object | undefined {
      const one = alive("template", node)
      const call = `template(${one.name})`
      if (one.isInserted) fail(call, "it was inserted")
      if (one.parent !== parentOf(parent)) fail(call, "it was created for another parent")
      const pattern = renderer.template!(node, parent)
      if (pattern === undefined) return undefined // core removes it
      if (one.hasListener) fail(call, "it listens, and copies would not")
      bury(one)
      patterns.set(pattern, one)
      return pattern
    },
    clone(pattern: object, parent: object): object | undefined {
      const one = patterns.get(pattern)
      if (!one) return fail("clone", "names no pattern that template() returned")
      const up = parentOf(parent)
      const call = `clone(${one.name})`
      if (up.isGone) fail(call, `is for ${up.name}, which was removed`)
      const node = renderer.clone!(pattern, parent)
      if (node === undefined) return undefined
      if (nodes.has(node) && !nodes.get(node)!.isGone) fail(call, "returned a node that is in use")
      nodes.set(node, copyOf(one, up, ++ids))
      return node
    },
    child(node: object, index: number): object {
      const one = alive("child", node)
      const call = `child(${one.name}, ${index})`
      const known = one.children[index]
      if (!one.isCopy) fail(call, "it is no copy")
      if (isShown(one)) fail(call, "after its first insert")
      if (!known) return fail(call, `it has ${one.children.length} children`)
      const child = renderer.child!(node, index)
      const before = nodes.get(child)
      if (before && before !== known) fail(call, `returned ${before.name}`)
      nodes.set(child, known)
      return child
    },
  }

  return wrap(renderer, {
    ...copies,

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
      if (one.parent && isShown(one)) fail(call, "after its first insert")
      one.hasListener = true
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
    hasListener: false,
    isCopy: false,
    attrs: new Map(),
  }
}

function copyOf(one: Known, parent: Known, id: number): Known {
  const copy: Known = {
    ...one,
    name: `${one.name} copied#${id}`,
    parent,
    children: [],
    isGone: false,
    isCopy: true,
    attrs: new Map(one.attrs),
  }
  copy.children = one.children.map((child) => copyOf(child, copy, id))
  return copy
}

/** It was inserted. What stands in a copy came with it, and is shown when the copy is. */
function isShown(node: Known): boolean {
  return node.isInserted && !(node.parent?.isCopy && !isShown(node.parent))
}

function bury(node: Known): void {
  node.isGone = true
  for (const child of node.children) bury(child)
}
