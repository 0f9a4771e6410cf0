// Props: reading them live, merging them, splitting them. A component gets its props verbatim.

import { isReactive, type Reactive, type Source } from "./reactivity.ts"

/** What a prop holds, whether static or reactive. */
export type ValueOf<T> = T extends Source<infer V> ? V : T

/** What `live` gives: an accessor for each prop that was given a default or is among the props. */
export type Live<P, D> = {
  readonly [K in keyof P | keyof D]-?: () => K extends keyof D
    ? K extends keyof P
      ? NonNullable<ValueOf<P[K]>> | D[K]
      : D[K]
    : K extends keyof P
      ? ValueOf<P[K]>
      : never
}

/**
 * Props as accessors, with defaults: `if (striped)` for `if (striped())` becomes a type error.
 *
 * Handlers, children and what else is called rather than read are better taken from `props`.
 *
 * @example
 * const { striped, width } = live(props, { striped: false })
 * return box({ background: () => (striped() ? "raised" : undefined), width })
 */
export function live<P extends object, D extends { [K in keyof P]?: ValueOf<P[K]> }>(
  props: P,
  defaults: D = {} as D,
): Live<P, D> {
  const accessors = new Map<PropertyKey, () => unknown>()
  // Seam: the proxy gives what the type says, one accessor for each name that is asked for.
  return new Proxy({} as Live<P, D>, {
    get(_target, name) {
      let accessor = accessors.get(name)
      if (!accessor) {
        const given: Reactive<unknown> = (props as Record<PropertyKey, unknown>)[name]
        const fallback = (defaults as Record<PropertyKey, unknown>)[name]
        accessor = accessorOf(given, fallback)
        accessors.set(name, accessor)
      }
      return accessor
    },
  })
}

function accessorOf(given: unknown, fallback: unknown): () => unknown {
  if (typeof given === "function") return () => (given as () => unknown)() ?? fallback
  if (isReactive(given)) return () => (given as { get(): unknown }).get() ?? fallback
  const value = given ?? fallback
  return () => value
}

type Merged<T extends readonly unknown[]> = T extends readonly [infer First, ...infer Rest]
  ? Rest extends readonly []
    ? First
    : Merge<First, Merged<Rest>>
  : unknown
type Merge<A, B> = {
  [K in keyof A | keyof B]: K extends keyof B ? Given<A, B, K> : K extends keyof A ? A[K] : never
}
type Given<A, B, K extends keyof B> = undefined extends B[K]
  ? Exclude<B[K], undefined> | (K extends keyof A ? A[K] : undefined)
  : B[K]

/**
 * One object of several, later ones first. A prop that is `undefined` counts as not given, so that
 * defaults survive forwarding. `class` and `style` records are merged name by name.
 *
 * @example
 * const all = mergeProps({ color: "accent" }, props) // as given, else the default
 */
export function mergeProps<T extends readonly (object | undefined)[]>(...sources: T): Merged<T> {
  const merged: Record<string, unknown> = {}
  for (const source of sources) {
    for (const [name, value] of Object.entries(source ?? {})) {
      if (value === undefined) continue
      const before = merged[name]
      const isMap = (name === "class" || name === "style") && isRecord(before) && isRecord(value)
      merged[name] = isMap ? { ...before, ...value } : value
    }
  }
  return merged as Merged<T>
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isReactive(value)
}

/**
 * Two objects: the props that are named, and the rest, to be passed on.
 *
 * @example
 * const [own, rest] = splitProps(props, ["title", "children"])
 * return box(rest, text({ bold: true }, own.title), own.children)
 */
export function splitProps<P extends object, const K extends readonly (keyof P)[]>(
  props: P,
  names: K,
): [Pick<P, K[number]>, Omit<P, K[number]>] {
  const own: Record<PropertyKey, unknown> = {}
  const rest: Record<PropertyKey, unknown> = {}
  for (const [name, value] of Object.entries(props)) {
    if ((names as readonly PropertyKey[]).includes(name)) own[name] = value
    else rest[name] = value
  }
  return [own as Pick<P, K[number]>, rest as Omit<P, K[number]>]
}
