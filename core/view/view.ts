// contract: View, an immutable description of something to mount, and the types of values that may
// stand in one. Descriptors are made by `jsx` and by the builders (elements.ts, component.ts);
// mount.ts turns them into host nodes. A plain object is never a view.

import type { Reactive, Source } from "./reactivity.ts"

declare const universal: unique symbol
declare const accepts: unique symbol

/** A host that has the universal vocabulary. Host tags extend it: `interface Tui extends Universal { … }`. */
export interface Universal {
  readonly [universal]: true
}

/**
 * A description of something to mount. `H` is what a host must be for it: contravariant, so that a
 * view that asks for less (`View<unknown>`: control flow, text) is accepted wherever more is there.
 */
export abstract class View<in H = Universal> {
  declare protected readonly [accepts]: (host: H) => void
}

/** Static, live or absent: what an optional prop or attribute takes. */
export type Attr<T> = T | undefined | Source<T | undefined>

/** What may stand between tags. `null`, `undefined` and booleans show nothing. */
export type Child<H = Universal> =
  | View<H>
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Error
  | readonly Child<H>[]
  | Source<unknown>

export type { Reactive, Source }
