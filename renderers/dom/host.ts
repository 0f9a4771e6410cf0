// The tag of this host, for the types of views.

import type { Universal } from "../../core/view/index.ts"

declare const dom: unique symbol

/** The tag of this host: universal elements, and all of HTML and SVG. */
export interface Dom extends Universal {
  readonly [dom]: true
}
