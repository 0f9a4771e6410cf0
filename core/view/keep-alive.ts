// KeepAlive: content that is out of sight keeps its nodes and its state.

import { Curtain, CurtainContext } from "./curtain.ts"
import { maker } from "./element.ts"
import { fillRegion, itself } from "./mount.ts"
import {
  createLasting,
  getOwner,
  onCleanup,
  provide,
  renderEffect,
  runWithOwner,
  type Source,
  untrack,
} from "./reactivity.ts"
import { forgetParked, nodeAfter, park } from "./region.ts"
import { condition } from "./show.ts"
import type { Child, View } from "./view.ts"

/** Of `KeepAlive`. */
export interface KeepAliveProps<H = unknown> {
  /** Whether the children are in sight. */
  when: Source<unknown>
  children?: Child<H>
}

/**
 * Shows its children while `when` is truthy, and parks them meanwhile: they are mounted when first
 * shown, and then keep their nodes, state and scroll position. Effects in parked content rest, and
 * catch up when it comes back.
 *
 * @example
 * <KeepAlive when={() => tab() === "log"}><Log /></KeepAlive>
 */
export const KeepAlive: <H = unknown>(props: KeepAliveProps<H>) => View<H> = maker(
  {
    name: "KeepAlive",
    mount: (region, props: KeepAliveProps, before) => {
      const owner = getOwner()
      const curtain = new Curtain()
      const inSight = condition(props.when, "KeepAlive")
      onCleanup(() => forgetParked(region))
      let place: object | null | undefined = before
      renderEffect(() => {
        const shown = inSight()
        const at = place
        place = undefined
        untrack(() => {
          if (region.owner) {
            park(region, !shown)
            curtain.set(!shown)
            if (shown) region.owner.resume()
            else region.owner.pause()
          } else if (shown) {
            region.host.touch()
            const before = at === undefined ? nodeAfter(region) : at
            const inside = createLasting(owner)
            runWithOwner(inside, () => provide(CurtainContext, curtain))
            fillRegion(region, inside, itself, props.children, before)
          }
        })
      })
    },
  },
  "KeepAlive",
)
