// ErrorBoundary: where errors of what lives below come to an end, and what is shown instead.
//
//     content region ── parked while there are errors     fallback region ── while there are errors
//
// Errors come from three sides. A throw while the content is mounted takes the content back
// (mount.ts): nothing is left of it, and only `reset` mounts it again. What a handler throws later
// leaves the content alive, out of sight, until `reset`: nobody can press it again. And a dynamic
// part or an effect that fails does so under its own name: when it next succeeds its error is gone,
// and with the last one the content is back, with its state.

import { Curtain, CurtainContext } from "./curtain.ts"
import { maker } from "./element.ts"
import { type Boundary, BoundaryContext } from "./failure.ts"
import { fillRegion, itself } from "./mount.ts"
import {
  catchError,
  createLasting,
  createOwner,
  getOwner,
  type Owner,
  onCleanup,
  provide,
  renderEffect,
  rwSignal,
  untrack,
} from "./reactivity.ts"
import { appendRegion, clearRegion, forgetParked, nodeAfter, park, type Region } from "./region.ts"
import type { Child, View } from "./view.ts"

/** Of `ErrorBoundary`. */
export interface ErrorBoundaryProps<H = unknown> {
  /** Shown instead of the children. A function is given an accessor of the error and `reset`. */
  fallback?: Child<H> | ((error: () => unknown, reset: () => void) => Child<H>)
  children?: Child<H>
}

/**
 * Shows `fallback` while something below has failed: a component's body, an effect, a handler, a
 * resource, or an `Error` that was given as a child. Boundaries nest; the innermost takes the error,
 * and what its fallback throws goes to the next one outside.
 *
 * Recovers by itself when the dynamic part or the effect that failed next succeeds, or ends. After
 * an error of a component's body or of a handler, `reset` mounts the children anew.
 *
 * @example
 * <ErrorBoundary fallback={(error, reset) => <Failed error={error} onRetry={reset} />}>
 *   <Chart />
 * </ErrorBoundary>
 */
export const ErrorBoundary: <H = unknown>(props: ErrorBoundaryProps<H>) => View<H> = maker(
  {
    name: "ErrorBoundary",
    mount: (region, props: ErrorBoundaryProps, before) => {
      const boundary = new ErrorBoundaryAt(region, props)
      boundary.mountContent(before)
      boundary.followErrors(before)
    },
  },
  "ErrorBoundary",
)

class ErrorBoundaryAt implements Boundary {
  private readonly props: ErrorBoundaryProps
  private readonly content: Region
  private readonly fallback: Region
  private readonly keeper: Owner | undefined
  /** Above the content: has the handler and the context. */
  private readonly guard: Owner | undefined
  /** By part that failed; the last is the one that is shown. */
  private readonly errors = new Map<object, unknown>()
  private readonly changed = rwSignal(0)
  private readonly curtain = new Curtain()

  constructor(region: Region, props: ErrorBoundaryProps) {
    this.props = props
    this.content = appendRegion(region.host, region.element, region)
    this.fallback = appendRegion(region.host, region.element, region)
    this.keeper = getOwner()
    onCleanup(() => forgetParked(this.content))
    this.guard = catchError(
      () => {
        provide(BoundaryContext, this)
        provide(CurtainContext, this.curtain)
        return getOwner()
      },
      Object.assign((error: unknown, part: object = {}) => this.fail(part, error), {
        recover: (part: object) => this.recover(part),
      }),
    )
  }

  fail(part: object, error: unknown): void {
    this.errors.delete(part)
    this.errors.set(part, error)
    this.changed.update((count) => count + 1)
  }

  recover(part: object): void {
    if (this.errors.delete(part)) this.changed.update((count) => count + 1)
  }

  mountContent(before: object | null): void {
    try {
      fillRegion(this.content, createOwner(this.guard), itself, this.props.children, before)
    } catch (error) {
      this.fail(this.content, error)
    }
  }

  followErrors(before: object | null): void {
    let place: object | null | undefined = before
    let isFailing = false
    renderEffect(() => {
      this.changed.get()
      const failing = this.errors.size > 0
      const at = place
      place = undefined
      if (failing === isFailing) return
      isFailing = failing
      untrack(() => this.show(failing, at))
    })
  }

  private show(failing: boolean, before: object | null | undefined): void {
    this.content.host.touch()
    park(this.content, failing)
    this.curtain.set(failing)
    clearRegion(this.fallback)
    if (!failing) return
    const place = before === undefined ? nodeAfter(this.fallback) : before
    fillRegion(
      this.fallback,
      createLasting(this.keeper),
      () => this.fallbackView(),
      undefined,
      place,
    )
  }

  private fallbackView(): unknown {
    const fallback = this.props.fallback
    if (typeof fallback !== "function") return fallback
    const render = fallback as (error: () => unknown, reset: () => void) => unknown
    return render(this.lastError, this.reset)
  }

  private readonly lastError = (): unknown => {
    this.changed.get()
    let last: unknown
    for (const error of this.errors.values()) last = error
    return last
  }

  private readonly reset = (): void => {
    this.content.host.touch()
    clearRegion(this.content)
    this.errors.clear()
    this.mountContent(nodeAfter(this.content))
    this.changed.update((count) => count + 1)
  }
}
