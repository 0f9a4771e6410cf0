// Where does an error of a dynamic part go, and who is told when the part works again?
//
// Dynamic children and attributes report under their own name to the nearest ErrorBoundary
// (error-boundary.ts), which forgets the error when they next succeed. Without a boundary the error
// is thrown on, as from any effect.

import {
  createContext,
  handleError,
  type Owner,
  onCleanup,
  runWithOwner,
  use,
} from "./reactivity.ts"

/** What failing parts know of an ErrorBoundary. */
export interface Boundary {
  fail(part: object, error: unknown): void
  recover(part: object): void
}

export const BoundaryContext = createContext<Boundary | undefined>(undefined)

/** Runs a handler: what it throws, at once or by the promise that it returns, goes to the nearest ErrorBoundary. */
export function attempt<R>(owner: Owner | undefined, handler: () => R): R | undefined {
  const fail = (error: unknown) => handleError(error, owner)
  try {
    const result = handler()
    if (result instanceof Promise) result.catch(fail)
    return result
  } catch (error) {
    fail(error)
    return undefined
  }
}

/** Parts that take their error along when they end. */
const watched = new WeakSet<object>()

/** Tells the boundary at or above `owner` that `part` failed. Without one, throws `error` on. */
export function failPart(owner: Owner | undefined, part: object, error: unknown): Boundary {
  return runWithOwner(owner, () => {
    const boundary = use(BoundaryContext)
    if (!boundary) throw error
    boundary.fail(part, error)
    if (!watched.has(part)) {
      watched.add(part)
      onCleanup(() => boundary.recover(part))
    }
    return boundary
  })
}
