// A drag that selects goes on beyond the edge: the box scrolls for as long as the pointer is held there.
//
//     ┌ log ────────┐
//     │ 12:01 …     │     rows a step: 1 at the edge, more the further out
//     │▓12:02▓…▓▓▓▓▓│
//     └─────────────┘
//            ✛ held
//
// The timer runs only while there is something left to scroll, and the pointer is out.

import type { SceneNode } from "../node.ts"
import { maxScroll } from "../scroll.ts"

const STEP = 50 // ms
const FASTEST = 8 // rows a step

export class AutoScroll {
  private readonly scrolled: () => void
  private timer: ReturnType<typeof setInterval> | undefined
  private node: SceneNode | undefined
  private rows = 0
  private height = 1

  /** @param scrolled - Called after each step. */
  constructor(scrolled: () => void) {
    this.scrolled = scrolled
  }

  /** Scrolls `node` by so many rows of this height a step, up when negative; 0 stops. */
  set(node: SceneNode, rows: number, height = 1): void {
    this.node = node
    this.rows = Math.max(-FASTEST, Math.min(FASTEST, rows))
    this.height = height
    if (this.rows === 0) this.stop()
    else this.timer ??= setInterval(this.step, STEP)
  }

  stop(): void {
    clearInterval(this.timer)
    this.timer = undefined
  }

  private readonly step = (): void => {
    const { node, rows } = this
    const scroll = node?.extra?.scroll
    if (!node || !scroll || (rows < 0 ? scroll.top <= 0 : scroll.top >= maxScroll(scroll).top)) {
      this.stop() // gone, or at its end
      return
    }
    node.scrollTo({ top: scroll.top + rows * this.height })
    this.scrolled()
  }
}
