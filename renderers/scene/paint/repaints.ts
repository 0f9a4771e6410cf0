// What was painted anew? For debugging: each frame's damage is tinted, and the tint fades.
//
//     frame 1  ▓▓▓          a mark for each rectangle of damage
//     frame 2  ▒▒▒  ▓▓      older marks are fainter: their rectangles are painted again, clean, and tinted
//     later    ░░░  ▒▒      on a timer, which runs only while there are marks
//
// What is painted only to let a tint fade makes no mark. What a scrolled box moved is not painted, and
// not marked: only the strip that came into view is.

import type { Rect } from "../../../core/view/renderer.ts"
import type { SceneState } from "../state.ts"

const STEP = 90 // ms
const ALPHAS = [0x70, 0x50, 0x34, 0x1c]
const COLORS = [0xff3d81, 0x3d9dff, 0xffb02e] // one after the other, so that frames can be told apart

interface Mark extends Rect {
  readonly color: number
  step: number
}

export class Repaints {
  private readonly state: SceneState
  private marks: Mark[] = []
  /** Rectangles of marks that ended: to be painted clean. */
  private ended: Rect[] = []
  private fresh: Rect[] = []
  private frame = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(state: SceneState) {
    this.state = state
  }

  /** Before a frame moves or paints anything: the damage so far is its own; that of the marks is added. */
  begin(): void {
    const { damage } = this.state
    this.fresh = damage.empty ? [] : damage.copy()
    for (const rect of [...this.marks, ...this.ended])
      damage.add(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)
    this.ended = []
  }

  /** A strip that came into view by scrolling. */
  strip(left: number, top: number, right: number, bottom: number): void {
    this.fresh.push({ x: left, y: top, width: right - left, height: bottom - top })
  }

  /** After everything was painted. */
  tint(): void {
    const { surface } = this.state
    const color = COLORS[this.frame++ % COLORS.length]!
    for (const rect of this.fresh) this.marks.push({ ...rect, color, step: 0 })
    this.fresh = []
    for (const { x, y, width, height, color, step } of this.marks)
      surface.fill(x, y, width, height, ((ALPHAS[step]! << 24) | color) >>> 0, 0)
    if (this.marks.length > 0) this.timer ??= setTimeout(this.fade, STEP)
  }

  private readonly fade = (): void => {
    this.timer = undefined
    for (const mark of this.marks) {
      mark.step++
      if (mark.step >= ALPHAS.length) this.ended.push(mark)
    }
    this.marks = this.marks.filter((mark) => mark.step < ALPHAS.length)
    this.state.need()
  }

  /** Paints everything clean. */
  stop(): void {
    clearTimeout(this.timer)
    this.marks = []
  }
}
