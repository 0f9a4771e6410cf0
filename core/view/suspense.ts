// Suspense, Transition and Await: what is shown while something loads.
//
//     content region ── mounted at once; parked while it waits      fallback region
//
// The content is there from the start and keeps its state: it reads its resources, these count
// themselves in (core/async/pending.ts), and while any is under way the content is parked and the
// fallback stands behind it.

import { createSuspenseContext, resource, SuspenseContext } from "../async/index.ts"
import { misused } from "../errors.ts"
import { Curtain, CurtainContext } from "./curtain.ts"
import { maker } from "./element.ts"
import { fillRegion, itself } from "./mount.ts"
import {
  createLasting,
  createOwner,
  effect,
  getOwner,
  memo,
  onCleanup,
  provide,
  renderEffect,
  runWithOwner,
  untrack,
} from "./reactivity.ts"
import { appendRegion, clearRegion, forgetParked, nodeAfter, park, type Region } from "./region.ts"
import { callback } from "./show.ts"
import type { Child, View } from "./view.ts"

/** Of `Suspense`. */
export interface SuspenseProps<H = unknown> {
  /** Shown while something that was read below is loading. */
  fallback?: Child<H>
  children?: Child<H>
}

/**
 * Shows `fallback` while a resource that is read below is loading. The children keep their nodes and
 * their state, out of sight.
 *
 * @example
 * <Suspense fallback="loading…"><Profile user={user} /></Suspense>
 */
export const Suspense: <H = unknown>(props: SuspenseProps<H>) => View<H> = maker(
  {
    name: "Suspense",
    mount: (region, props: SuspenseProps, before) => mountWaiting(region, props, before, false),
  },
  "Suspense",
)

/** Of `Transition`. */
export interface TransitionProps<H = unknown> extends SuspenseProps<H> {
  /** Told when waiting for something newer begins and ends; the old view is shown meanwhile. */
  onPending?: ((isPending: boolean) => void) | undefined
}

/**
 * As `Suspense` the first time; afterwards the old view stays in sight while its resources load again.
 * A component that takes another's place is shown at once, while its own resources load.
 *
 * @example
 * <Transition fallback="loading…" onPending={setBusy}><Page /></Transition>
 */
export const Transition: <H = unknown>(props: TransitionProps<H>) => View<H> = maker(
  {
    name: "Transition",
    mount: (region, props: TransitionProps, before) => mountWaiting(region, props, before, true),
  },
  "Transition",
)

function mountWaiting(
  region: Region,
  props: TransitionProps,
  before: object | null,
  keepsOld: boolean,
): void {
  const tasks = createSuspenseContext()
  const keeper = getOwner()
  const content = appendRegion(region.host, region.element, region)
  const fallback = appendRegion(region.host, region.element, region)
  onCleanup(() => forgetParked(content))
  const owner = createOwner()
  const curtain = new Curtain()
  runWithOwner(owner, () => {
    provide(SuspenseContext, tasks)
    provide(CurtainContext, curtain)
  })
  fillRegion(content, createOwner(owner), itself, props.children, before)

  const isWaiting = memo(() => tasks.count() > 0)
  let wasShown = false
  let place: object | null | undefined = before
  renderEffect(() => {
    const hides = isWaiting() && !(keepsOld && wasShown)
    const at = place
    place = undefined
    untrack(() => {
      if (hides === content.parked) return
      region.host.touch()
      park(content, hides)
      curtain.set(hides)
      clearRegion(fallback)
      if (!hides) return
      const before = at === undefined ? nodeAfter(fallback) : at
      fillRegion(fallback, createLasting(keeper), itself, props.fallback, before)
    })
    wasShown ||= !hides
  })
  const onPending = props.onPending
  if (!onPending) return
  let told = false
  effect(() => {
    const isPending = isWaiting()
    if (isPending === told) return
    told = isPending
    untrack(() => onPending(isPending))
  })
}

/** Of `Await`. */
export interface AwaitProps<T, H = unknown> {
  /** The promise, or a function that begins the work when the view is mounted. */
  of: PromiseLike<T> | (() => T | PromiseLike<T>)
  fallback?: Child<H>
  /** Run once, with the value. */
  children: (value: T) => Child<H>
}

/**
 * Waits for one promise and shows its value. A rejection goes to the nearest ErrorBoundary.
 *
 * @example
 * <Await of={readFile(path, "utf8")} fallback="reading…">{(words) => <text>{words}</text>}</Await>
 */
export const Await: <T, H = unknown>(props: AwaitProps<T, H>) => View<H> = maker(
  (props: AwaitProps<unknown>) => {
    const { of, children } = props
    if (typeof children !== "function") throw misused("bad-await", children)
    const loaded = resource(
      () => true,
      () => (typeof of === "function" ? of() : of),
      { name: "Await" },
    )
    const shown = callback(() => children(loaded.peek()), undefined)
    return Suspense({
      fallback: props.fallback,
      children: [
        () => {
          loaded.get()
          return loaded.state() === "ready" ? shown : null
        },
      ],
    })
  },
  "Await",
)
