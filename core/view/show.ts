// Show, Switch and Match: which of several views is there.

import { misused, staticCondition, warnings } from "../errors.ts"
import { Description, Fragment, maker } from "./element.ts"
import { fillRegion } from "./mount.ts"
import { places } from "./places.ts"
import { createOwner, getOwner, isReactive, memo, read, type Source } from "./reactivity.ts"
import type { Control } from "./region.ts"
import type { Child, View } from "./view.ts"

/** A view, or a callback that makes one of the value that the condition found. */
export type Branch<T, H> = Child<H> | ((value: () => NonNullable<T>) => Child<H>)

/** Of `Show`. */
export interface ShowProps<T, H = unknown> {
  /** The condition: an accessor or a signal, so that it can change. */
  when: Source<T>
  fallback?: Child<H>
  /** A callback is run once each time the condition becomes true, and is given its value. */
  children: Branch<T, H>
}

/**
 * Shows its children while `when` is truthy, else `fallback`.
 *
 * What is not shown does not exist: components in it run when it appears, and end when it goes. A
 * condition that changes from one truthy value to another keeps the children.
 *
 * @example
 * <Show when={user} fallback="nobody">{(user) => <text>{() => user().name}</text>}</Show>
 */
export const Show: <T, H = unknown>(props: ShowProps<T, H>) => View<H> = maker(ShowBody, "Show")

function ShowBody(props: ShowProps<unknown>): unknown {
  const isTrue = condition(props.when, "Show")
  const shown = branch(props.children, () => read(props.when))
  return () => (isTrue() ? shown : props.fallback)
}

/** Whether `when` of <`tag`> holds. */
export function condition(when: Source<unknown>, tag: string): () => boolean {
  if (!isReactive(when)) throw staticCondition(tag, when)
  if (!warnings) return memo(() => !!read(when))
  const owner = getOwner()
  return memo(() => {
    const value = read(when)
    if (typeof value === "function") {
      warnings?.functionCondition(tag, places?.whereIs(owner, undefined))
    }
    return !!value
  })
}

function branch(children: unknown, value: () => unknown): unknown {
  return typeof children === "function" ? callback(children as Render, value) : children
}

type Render = (given: any) => unknown

/** A view that calls `render` once for each mount, under an owner of its own. */
export function callback(render: Render, given: unknown): View<any> {
  return new Description(CALLBACK, { render, given }, undefined, undefined)
}

const CALLBACK: Control = {
  name: "callback",
  mount: (region, { render, given }: { render: Render; given: unknown }, before) =>
    fillRegion(region, createOwner(), render, given, before),
}

/** Of `Match`, a branch of `Switch`. */
export interface MatchProps<T, H = unknown> {
  when: Source<T>
  children: Branch<T, H>
}

/** One case of a `Switch`. */
export const Match: <T, H = unknown>(props: MatchProps<T, H>) => View<H> = maker(MatchBody, "Match")

// Outside a Switch a Match is a Show.
function MatchBody(props: MatchProps<unknown>): unknown {
  return ShowBody(props)
}

/** Of `Switch`. */
export interface SwitchProps<H = unknown> {
  fallback?: Child<H>
  /** `Match` elements; the first whose condition holds is shown. */
  children: Child<H>
}

/**
 * Shows the first `Match` whose condition is truthy, else `fallback`. Later conditions are not asked.
 *
 * @example
 * <Switch fallback="nothing yet">
 *   <Match when={error}>{(error) => <text>{() => String(error())}</text>}</Match>
 *   <Match when={rows}>{(rows) => <List items={rows} />}</Match>
 * </Switch>
 */
export const Switch: <H = unknown>(props: SwitchProps<H>) => View<H> = maker(SwitchBody, "Switch")

function SwitchBody(props: SwitchProps): unknown {
  const cases = matchesIn(props.children)
  const conditions = cases.map((match) => condition(match.when, "Match"))
  const branches = cases.map((match) => branch(match.children, () => read(match.when)))
  const chosen = memo(() => conditions.findIndex((holds) => holds()))
  return () => (chosen() < 0 ? props.fallback : branches[chosen()])
}

function matchesIn(children: unknown): MatchProps<unknown>[] {
  if (Array.isArray(children)) return children.flatMap(matchesIn)
  if (children instanceof Description && children.type === MatchBody) {
    return [children.props as object as MatchProps<unknown>]
  }
  if (children instanceof Description && children.type === Fragment) {
    return matchesIn(children.props.children)
  }
  if (children === undefined || children === null || typeof children === "boolean") return []
  throw misused("bad-match", children)
}
