// Is a component's body running now, where a signal read outside tracking is likely a mistake?

import { DEV, warn } from "../dev.ts"
import { untrackedRead } from "../errors.ts"
import { observer, untrack as untrackGraph } from "./graph.ts"
import { describeNode, placeNow } from "./names.ts"

let body: { readonly name: string; readonly place: string | undefined } | undefined

/**
 * Runs `fn` as the body of the component `name`: untracked, and in development a read of a signal
 * directly in it warns once for each place. For the view layer.
 *
 * @param place - Where the component is used, `file:line:column`, if known.
 */
export function componentBody<T>(name: string, place: string | undefined, fn: () => T): T {
  if (!DEV) return untrackGraph(fn)
  const outer = body
  body = { name, place }
  try {
    return untrackGraph(fn)
  } finally {
    body = outer
  }
}

/** Runs `fn` as code that may read signals once: handlers, callbacks. Mutes the warning. */
export function withoutBody<T>(fn: () => T): T {
  const outer = body
  body = undefined
  try {
    return fn()
  } finally {
    body = outer
  }
}

/**
 * Runs `fn` without tracking: what it reads does not become a source of the memo or effect that
 * runs now. What it creates belongs to the current owner as always.
 */
export function untrack<T>(fn: () => T): T {
  return DEV && body ? withoutBody(() => untrackGraph(fn)) : untrackGraph(fn)
}

/** Called for a read outside tracking. */
export function noteRead(node: object): void {
  if (!body || observer !== undefined) return
  const message = untrackedRead(describeNode(node), body.name, placeNow() ?? body.place)
  warn(message.code, message.sentence, message.remedy, message.where)
}
