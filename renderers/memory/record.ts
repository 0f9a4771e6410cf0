// What was asked of a host, as lines that a test can compare.
//
//     create box#1 in root#0
//     setAttr box#1 gap=1
//     create #text#2 in box#1
//     setText #text#2 "hi"
//     insert #text#2 in box#1
//     insert box#1 in root#0
//     commit

import type { Renderer } from "../../core/view/index.ts"
import { wrap } from "./wrap.ts"

/** A renderer that writes down what it is asked. */
export interface Recorded {
  /** One line for each call, in order. */
  readonly log: string[]
  /** Returns the log and clears it. */
  takeLog(): string[]
}

/**
 * The same renderer with a log. Nodes are numbered in the order in which they are created; roots are
 * "root#0".
 *
 * @example
 * const renderer = record(myRenderer)
 * mount(renderer, root, view)
 * renderer.takeLog() // ["create box#1 in root#0", …]
 */
export function record<R extends Renderer<any, any>>(renderer: R): R & Recorded {
  const log: string[] = []
  const names = new WeakMap<object, string>()
  const nameOf = (node: object) => names.get(node) ?? "root#0"
  let ids = 0

  const copies = renderer.clone && {
    clone(template: object, parent: object): object | undefined {
      const node = renderer.clone!(template, parent)
      if (node === undefined) return undefined
      const name = `copy#${++ids}`
      log.push(`clone ${name} in ${nameOf(parent)}`)
      names.set(node, name)
      return node
    },
    child(node: object, index: number): object {
      const child = renderer.child!(node, index)
      names.set(child, `${nameOf(node)}.${index}`)
      return child
    },
  }

  return wrap(renderer, {
    ...copies,
    log,
    takeLog: () => log.splice(0),
    create(type: string | null, parent: object): object {
      const name = `${type ?? "#text"}#${++ids}`
      log.push(`create ${name} in ${nameOf(parent)}`)
      const node = renderer.create(type, parent)
      names.set(node, name)
      return node
    },
    insert(parent: object, node: object, before: object | null) {
      const place = before === null ? "" : ` before ${nameOf(before)}`
      log.push(`insert ${nameOf(node)} in ${nameOf(parent)}${place}`)
      renderer.insert(parent, node, before)
    },
    remove(parent: object, node: object) {
      log.push(`remove ${nameOf(node)} from ${nameOf(parent)}`)
      renderer.remove(parent, node)
    },
    setText(node: object, text: string) {
      log.push(`setText ${nameOf(node)} ${JSON.stringify(text)}`)
      renderer.setText(node, text)
    },
    setAttr(node: object, name: string, value: unknown, previous: unknown) {
      log.push(`setAttr ${nameOf(node)} ${name}=${printed(value)}`)
      renderer.setAttr(node, name, value, previous)
    },
    listen(node: object, event: string, handler: (event: unknown) => void) {
      log.push(`listen ${nameOf(node)} ${event}`)
      return renderer.listen(node, event, handler)
    },
    commit(root: object) {
      log.push("commit")
      renderer.commit?.(root)
    },
  }) as R & Recorded
}

/** A value on one line, as logs and markup show it. */
export function printed(value: unknown): string {
  if (typeof value === "function") return "ƒ"
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value) // a cycle, a bigint
  }
}
