// A drag that selects goes on beyond the edge: the box scrolls for as long as the pointer is held there.
//
//     ┌ log ────────┐
//     │ 12:01 …     │     rows a step: 1 at the edge, more the further out
//     │▓12:02▓…▓▓▓▓▓│
//     └─────────────┘
//            ✛ held
//
// The timer runs only while there is something left to scroll, and the pointer is out.

import type { SceneNode } from "../scene/index.ts"

const STEP = 50 // ms
const FASTEST = 8 // rows a step

export class AutoScroll {
  readonly #requestFrame: () => void
  #timer: ReturnType<typeof setInterval> | undefined
  #node: SceneNode | undefined
  #rows = 0
  #lastTop = Number.NaN

  constructor(requestFrame: () => void) {
    this.#requestFrame = requestFrame
  }

  /** Scrolls `node` by so many rows a step, up when negative; 0 stops. */
  set(node: SceneNode, rows: number): void {
    this.#node = node
    this.#rows = Math.max(-FASTEST, Math.min(FASTEST, rows))
    this.#lastTop = Number.NaN
    if (this.#rows === 0) this.stop()
    else this.#timer ??= setInterval(this.#step, STEP)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  readonly #step = (): void => {
    const scroll = this.#node?.extra?.scroll
    if (!scroll || scroll.top === this.#lastTop) {
      this.stop() // gone, or at its end
      return
    }
    this.#lastTop = scroll.top
    this.#node?.scrollTo({ top: scroll.top + this.#rows })
    this.#requestFrame()
  }
}
