// Coming and going: what a Presence shows, as a number from 0 (not there) to 1.

import { effect } from "../reactive/index.ts"
import type { Leaving } from "../view/index.ts"
import type { SpringOptions, TweenOptions } from "./course.ts"
import { type Motion, spring, tween } from "./motion.ts"

/** A tween's options, or `spring` with a spring's. */
export type AppearOptions = TweenOptions | { readonly spring: SpringOptions }

/**
 * Goes from 0 to 1 when the content of a `Presence` (or an entry of `present`) comes, back to 0 when it
 * leaves, and lets it go then. Turned round on the way, it goes on from where it is.
 *
 * @example
 * <Presence when={open}>
 *   {(toast) => {
 *     const shown = appear(toast, { duration: 180 })
 *     return <box opacity={shown} left={() => 4 - 4 * shown()}>saved</box>
 *   }}
 * </Presence>
 */
export function appear(presence: Leaving, options: AppearOptions = {}): Motion<number> {
  const motion =
    "spring" in options
      ? spring<number>(1, { ...options.spring, from: 0 })
      : tween<number>(1, { ...options, from: 0 })
  effect(() => {
    if (!presence.isLeaving()) {
      void motion.to(1)
      return
    }
    void motion.to(0).then((gone) => {
      if (gone) presence.done()
    })
  })
  return motion
}
