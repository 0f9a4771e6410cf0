// The few names that views take from the graph, and nothing else does: the seam.
//
// Views know no other file of the graph, so a test can put another signal library behind them by
// replacing this module.

import { createOwner, getOwner, type Owner } from "../reactive/index.ts"

/**
 * An owner for what outlives the run of the current effect: it ends with `keeper`, and yet effects
 * under it wait for the current effect, as if it had made them in this run. So a row that stays is
 * not ended when its list runs again, and never sees a state that the list guards against.
 */
export function createLasting(keeper: Owner | undefined): Owner {
  const running = getOwner()
  const owner = createOwner(running)
  if (running !== keeper) {
    running?.release(owner)
    if (keeper) keeper.adopt(owner)
    else owner.parent = undefined
  }
  return owner
}

export { componentBody } from "../reactive/component-body.ts"
export type {
  Context,
  Owner,
  Reactive,
  Readable,
  RwSignal,
  Source,
} from "../reactive/index.ts"
export {
  afterFlush,
  batch,
  catchError,
  createContext,
  createOwner,
  effect,
  flush,
  getOwner,
  handleError,
  isReactive,
  isTracking,
  memo,
  onCleanup,
  provide,
  read,
  renderEffect,
  runWithOwner,
  rwEffect,
  rwSignal,
  signal,
  untrack,
  use,
} from "../reactive/index.ts"
