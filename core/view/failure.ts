// Where does an error of a dynamic part go, and who is told when the part works again?
//
// Dynamic children and attributes report under their own name to the nearest ErrorBoundary
// (error-boundary.ts), which forgets the error when they next succeed. Without a boundary the error
// is thrown on, as from any effect.

import { createContext, type Owner, runWithOwner, use } from "./reactivity.ts"

/** What failing parts know of an ErrorBoundary. */
export interface Boundary {
  fail(part: object, error: unknown): void
  recover(part: object): void
}

export const BoundaryContext = createContext<Boundary | undefined>(undefined)

/** Tells the boundary at or above `owner` that `part` failed. Without one, throws `error` on. */
export function failPart(owner: Owner | undefined, part: object, error: unknown): Boundary {
  const boundary = runWithOwner(owner, () => use(BoundaryContext))
  if (!boundary) throw error
  boundary.fail(part, error)
  return boundary
}
