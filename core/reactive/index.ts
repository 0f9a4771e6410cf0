// filigree/reactive: the graph by itself. README.md lists the exports in teaching order.

export { afterFlush } from "./after-flush.ts"
export { untrack } from "./component-body.ts"
export { Context, createContext, provide, use, withOwner } from "./context.ts"
export {
  type Dispose,
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
export { Effect, type Equals, isTracking, Memo, RwSignal } from "./graph.ts"
export { batch } from "./immediate.ts"
export {
  type Cause,
  type GraphData,
  type GraphEdge,
  type GraphNode,
  graph,
  type Run,
} from "./inspect.ts"
export { type MemoOptions, memo, rwMemo } from "./memo.ts"
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
  type Accessor,
  isReactive,
  isReadable,
  type Reactive,
  Readable,
  read,
  type Setter,
  type Source,
} from "./readable.ts"
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
export { rwSignal, type SignalOptions, signal, type Trigger, trigger } from "./signal.ts"
export { Stored, stored } from "./stored.ts"
