// Provider: a context's value for everything below.

import { misused } from "../errors.ts"
import { maker } from "./element.ts"
import { type Context, provide } from "./reactivity.ts"
import type { Child, View } from "./view.ts"

/** Of `Provider`. */
export interface ProviderProps<T, H = unknown> {
  context: Context<T>
  /** Given as it is: put a signal or an accessor into it for what changes. */
  value: T
  children?: Child<H>
}

/**
 * Gives `value` to `use(context)` in everything below.
 *
 * @example
 * <Provider context={Session} value={session}><Page /></Provider>
 */
export const Provider: <T, H = unknown>(props: ProviderProps<T, H>) => View<H> = maker(
  (props: ProviderProps<unknown>) => {
    if (typeof props.context !== "object" || props.context === null)
      throw misused("bad-context", props.context)
    provide(props.context, props.value)
    return props.children
  },
  "Provider",
)
