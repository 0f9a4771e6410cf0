// Portal: children that stand elsewhere, in this renderer's tree or in another's, and still belong
// here: context, errors, waiting and disposal go by owners, not by host nodes.

import { misused } from "../errors.ts"
import { CurtainContext } from "./curtain.ts"
import { maker } from "./element.ts"
import { Host } from "./host.ts"
import { fillRegion, itself } from "./mount.ts"
import {
  createLasting,
  getOwner,
  isReactive,
  onCleanup,
  read,
  renderEffect,
  type Source,
  untrack,
  use,
} from "./reactivity.ts"
import { dropRegion, forgetParked, park, type Region, rootRegion } from "./region.ts"
import type { Renderer } from "./renderer.ts"
import type { Child, View } from "./view.ts"

/** Of `Portal`. */
export interface PortalProps<N extends object = object, H = unknown> {
  /** The node to stand in, at its end; with a source, once there is one. */
  into: N | Source<N | null | undefined>
  /** Of `into`, when it is a root of another renderer. Default: the one that shows this component. */
  renderer?: Renderer<N, H> | undefined
  children?: Child<H>
}

/**
 * Shows its children at the end of another node. They are out of sight while what the Portal stands
 * in is parked by a Suspense, a KeepAlive or an ErrorBoundary.
 *
 * Events bubble along the host tree, so they do not come by here.
 *
 * @example
 * <Portal renderer={canvas} into={canvasRoot}><Chart data={data} /></Portal>
 */
export const Portal: <N extends object, H = any>(props: PortalProps<N, H>) => View<unknown> = maker(
  {
    name: "Portal",
    mount: (region, props: PortalProps<object, any>) => {
      if (!props.into) throw misused("no-place", props.into)
      const owner = getOwner()
      let there: Region | undefined
      const leave = () => {
        if (!there) return
        there.host.touch()
        forgetParked(there)
        dropRegion(there)
        there = undefined
      }
      const curtain = use(CurtainContext)
      const follow = () => {
        if (there && curtain) park(there, curtain.isClosed)
      }
      curtain?.follow(follow)
      onCleanup(leave)
      renderEffect(() => {
        const into = isReactive(props.into) ? read(props.into as Source<object>) : props.into
        untrack(() => {
          leave()
          if (!into) return
          const host = props.renderer ? new Host(props.renderer, into) : region.host
          host.touch()
          there = rootRegion(host, into)
          follow()
          fillRegion(there, createLasting(owner), itself, props.children, null)
        })
      })
    },
  },
  "Portal",
)
