// Is a component's body running now, where a signal read outside tracking is likely a mistake?

import { DEV, warn } from "../dev.ts"
import { untrackedRead } from "../errors.ts"
import { setLooseReadHook, untrack as untrackGraph } from "./graph.ts"
import { describeNode, placeNow } from "./names.ts"

interface Body {
  readonly name: string
  readonly place: string | undefined
}

let body: Body | undefined

function setBody(next: Body | undefined): void {
  body = next
  setLooseReadHook(next && noteRead)
}

/**
 * Runs `fn` as the body of the component `name`: untracked, and in development a read of a signal
 * directly in it warns once for each place. For the view layer.
 *
 * @param place - Where the component is used, `file:line:column`, if known.
 */
export function componentBody<T>(name: string, place: string | undefined, fn: () => T): T {
  if (!DEV) return untrackGraph(fn)
  const outer = body
  setBody({ name, place })
  try {
    return untrackGraph(fn)
  } finally {
    setBody(outer)
  }
}

/** Runs `fn` as code that may read signals once: handlers, callbacks. Mutes the warning. */
export function withoutBody<T>(fn: () => T): T {
  const outer = body
  setBody(undefined)
  try {
    return fn()
  } finally {
    setBody(outer)
  }
}

/**
 * Runs `fn` without tracking: what it reads does not become a source of the memo or effect that
 * runs now. What it creates belongs to the current owner as always.
 */
export function untrack<T>(fn: () => T): T {
  return DEV && body ? withoutBody(() => untrackGraph(fn)) : untrackGraph(fn)
}

function noteRead(node: object): void {
  if (!body) return
  const message = untrackedRead(describeNode(node), body.name, placeNow() ?? body.place)
  warn(message.code, message.sentence, message.remedy, message.where)
}
