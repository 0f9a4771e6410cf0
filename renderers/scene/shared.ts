// Ten thousand cells of a table have the same five attributes. Can they be the same object?
//
//     NO_ATTRS ── width 1 ──▶ { width: 1 } ── height 1 ──▶ { width: 1, height: 1 }
//
// While an element is new its attributes are looked up along such steps, and no object is made for it. Each
// step was checked once, so a value that was seen needs no check. The first change after the element is
// in a tree gives it an object of its own. Sharing pays twice: neighbours with the same attributes have the same
// resolved style (style.ts).

import {
  type Attrs,
  effectOf,
  TO_EDIT,
  TO_EFFECT,
  TO_FOCUS,
  TO_GROUND,
  TO_KIDS,
  TO_PICTURE,
  TO_SCROLL,
} from "./attrs.ts"

const STEPS: unique symbol = Symbol("steps")

interface SharedAttrs extends Attrs {
  /** Of all shared attributes; null where nobody has gone on yet. */
  [STEPS]?: Map<string, Map<unknown, SharedAttrs>> | null
}

/** Objects kept at most: attributes may come from data. */
const LIMIT = 4000
let kept = 0

/** Attributes with an effect of their own on a new node do not take part. */
export const ALONE = TO_SCROLL | TO_EDIT | TO_PICTURE | TO_GROUND | TO_KIDS | TO_FOCUS | TO_EFFECT

/** The shared attributes with one more, if that step was taken before. */
export function nextShared(attrs: Attrs, name: string, value: unknown): Attrs | undefined {
  return (attrs as SharedAttrs)[STEPS]?.get(name)?.get(value)
}

/** Are these attributes shared by all who came the same way? */
export function isShared(attrs: Attrs): boolean {
  return (attrs as SharedAttrs)[STEPS] !== undefined
}

/** Makes the step from `attrs` by a checked value, if it may be shared; `given` is what was written. */
export function shareStep(
  attrs: Attrs,
  name: string,
  given: unknown,
  value: unknown,
): Attrs | undefined {
  if (kept >= LIMIT || value === undefined || effectOf(name) & ALONE || name === "theme")
    return undefined
  const kind = typeof given
  if (kind !== "number" && kind !== "boolean" && (kind !== "string" || String(given).length > 24))
    return undefined
  const from = attrs as SharedAttrs
  const steps = (from[STEPS] ??= new Map())
  let values = steps.get(name)
  if (!values) steps.set(name, (values = new Map()))
  const next: SharedAttrs = ownAttrs(attrs)
  next[name] = value
  next[STEPS] = null
  values.set(given, next)
  kept++
  return next
}

/**
 * An object of its own for a node whose attributes change, without `except`. (`delete` would turn it into a
 * hash table, which is slow to read and to walk.)
 */
export function ownAttrs(attrs: Attrs, except?: string): Attrs {
  const own: Attrs = {}
  for (const name in attrs) if (name !== except) own[name] = attrs[name]
  return own
}
