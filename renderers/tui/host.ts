// The tag by which types tell views for the terminal from views for other hosts.

import type { Universal } from "../../core/view/index.ts"

declare const tui: unique symbol

/** What a view must accept to live in a terminal. It has the universal vocabulary. */
export interface Tui extends Universal {
  readonly [tui]: true
}
