export {
  type Action,
  type ActionInfo,
  action,
  type Dispatched,
  type MultiAction,
  multiAction,
  type Submission,
} from "./action.ts"
export { Loaded, type LoadState } from "./load.ts"
export { createSuspenseContext, LoadsContext, SuspenseContext, type Tasks } from "./pending.ts"
export {
  asyncMemo,
  type FetchInfo,
  Resource,
  type ResourceOptions,
  resource,
} from "./resource.ts"
export {
  fromIterable,
  fromObservable,
  type Observable,
  toIterable,
  toObservable,
  type ValueIterator,
} from "./streams.ts"
export { startTransition } from "./transition.ts"
