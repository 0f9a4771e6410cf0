// filigree/reactive: the graph by itself. README.md lists the exports in teaching order.

export { afterFlush } from "./after-flush.ts"
export { componentBody, untrack, withoutBody } from "./component-body.ts"
export { Context, createContext, provide, use, withOwner } from "./context.ts"
export {
  type Dispose,
  Effect,
  type EffectOptions,
  effect,
  immediateEffect,
  on,
  renderEffect,
  rwEffect,
  type ValuesOf,
  type WatchOptions,
  watch,
} from "./effect.ts"
export { isTracking } from "./graph.ts"
export { batch } from "./immediate.ts"
export { Memo, type MemoOptions, memo, rwMemo } from "./memo.ts"
export { placeNow } from "./names.ts"
export {
  catchError,
  createOwner,
  createRoot,
  getOwner,
  handleError,
  Owner,
  onCleanup,
  type RootOptions,
  runWithOwner,
} from "./owner.ts"
export {
  animationFrame,
  flush,
  isFlushing,
  type ManualScheduler,
  manual,
  microtask,
  type Scheduler,
  tick,
} from "./scheduler.ts"
export { selector, slice } from "./selector.ts"
export {
  type Accessor,
  type Equals,
  isReactive,
  isReadable,
  type Reactive,
  Readable,
  RwSignal,
  read,
  rwSignal,
  type Setter,
  type SignalOptions,
  type Source,
  signal,
  type Trigger,
  trigger,
} from "./signal.ts"
export { Stored, stored } from "./stored.ts"
