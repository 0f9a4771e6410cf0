// Is a component's body running now, where a signal read outside tracking is likely a mistake?

import { setLooseReadHook, untrack as untrackGraph } from "./graph.ts"
import { help } from "./help.ts"

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
  if (!help) return untrackGraph(fn)
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
  return body ? withoutBody(() => untrackGraph(fn)) : untrackGraph(fn)
}

function noteRead(node: object): void {
  if (body) help?.warnUntrackedRead(node, body.name, body.place)
}

/** The place of the code that is running now, outside the graph: `file:line:column`. Development only. */
export function placeNow(): string | undefined {
  return help?.placeNow()
}
