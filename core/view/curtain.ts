// What stands elsewhere and belongs here goes out of sight with what it belongs to.
//
//     Suspense ── curtain down ──▶ Portal below parks what it holds, wherever that stands
//
// Parking goes by regions, and so ends at the element (region.ts). A portal's content is in no region
// of the place where it was written: it follows curtains, along the owners.

import { createContext, onCleanup, use } from "./reactivity.ts"

/** Of each control that parks. Make it where its content's owner will stand, then provide it there. */
export class Curtain {
  private readonly outer: Curtain | undefined
  private isDown = false
  private followers: Set<() => void> | undefined

  constructor() {
    this.outer = use(CurtainContext)
  }

  /** True while it, or one around it, is down. */
  get isClosed(): boolean {
    return this.isDown || (this.outer?.isClosed ?? false)
  }

  set(isDown: boolean): void {
    if (isDown === this.isDown) return
    this.isDown = isDown
    if (this.followers) for (const follow of [...this.followers]) follow()
  }

  /** Calls `follow` whenever this curtain or one around it moves, until the current owner ends. */
  follow(follow: () => void): void {
    for (let at: Curtain | undefined = this; at !== undefined; at = at.outer) {
      const followers = (at.followers ??= new Set())
      followers.add(follow)
      onCleanup(() => followers.delete(follow))
    }
  }
}

export const CurtainContext = createContext<Curtain | undefined>(undefined)
