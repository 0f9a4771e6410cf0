// What to do when everything has settled, and before anything paints?

import { getOwner } from "./owner.ts"
import { defaultQueue, flushingQueue } from "./scheduler.ts"

/**
 * Calls `fn` once, when the current flush (or the next one) has run all its effects to a fixed
 * point. Outside a flush it schedules one: that of the current owner's root, else the default one.
 * An error in `fn` stops no other and is thrown out of the flush. What `fn` writes is settled in
 * the same flush. It runs untracked, under no owner.
 */
export function afterFlush(fn: () => void): void {
  const queue = flushingQueue() ?? getOwner()?.queue ?? defaultQueue
  queue.after(fn)
}
