// The tag by which types tell views for the canvas from views for other hosts.

import type { Universal } from "../../core/view/index.ts"

declare const canvas: unique symbol

/** What a view must accept to live on a canvas. It has the universal vocabulary. */
export interface Canvas extends Universal {
  readonly [canvas]: true
}
