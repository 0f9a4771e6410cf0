// Applying the rules: for whoever has an element at hand (the DOM) or a tag to write (HTML).

import { addStyleRules } from "./style.ts"
import { type Attrs, type Put, RULES, type Tell } from "./table.ts"
import { addToldRules } from "./told.ts"

let isFilled = false

/** Writes what `name`, which has just changed in `attrs`, decides. False when it decides nothing. */
export function apply(name: string, attrs: Attrs, put: Put, tell: Tell, kind: string): boolean {
  if (!isFilled) {
    isFilled = true // on demand: importing this module does nothing, and bundlers may leave it out
    addStyleRules()
    addToldRules()
  }
  const rules = RULES[name]
  if (rules === undefined) return false
  for (const write of rules) write(attrs, put, tell, kind)
  return true
}
