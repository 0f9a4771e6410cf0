// Who shows that the focus is here? A panel lights its edge while the focus is inside, so a list or a
// table in it needs no ring of its own.

import { createContext, read, type Source, use } from "../../core/reactive/index.ts"

/** Set by what shows by itself that the focus is inside. */
export const LitContext = createContext<Source<boolean> | undefined>(undefined, "lit")

/** For `focusRing`: false inside of something that lights up, except while that has no edge. */
export function ringUnlessLit(): () => boolean {
  const lit = use(LitContext)
  return () => !(lit && read(lit))
}
