// What did the mouse do? SGR reports (CSI < b ; x ; y M or m) and the three bytes of X10 (CSI M b x y).
//
//     b = 0 1 2  left, middle, right      + 4 shift    + 32 moved
//         3      none, or X10's release   + 8 alt      + 64 wheel: up, down, left, right
//                                         + 16 ctrl    + 128 back, forward
//
// A report says what changed; which buttons are held is remembered here. Terminals lose releases
// (outside their window, after a resume), so a move that says "no button" lets go of what was held.

import type { MouseInput } from "./input-events.ts"

// Button, numbered as in the DOM, → bit of `buttons`: primary 1, middle 4, secondary 2, back 8, forward 16.
const BIT = [1, 4, 2, 8, 16]

export class MouseDecoder {
  #held = 0

  /** Forgets what is held: after a suspend, or when the mouse is switched off. */
  reset(): void {
    this.#held = 0
  }

  /** `b` without X10's offset of 32; `x`, `y` from 0; `released` for SGR's final "m". */
  decode(
    b: number,
    x: number,
    y: number,
    released: boolean,
    emit: (event: MouseInput) => void,
  ): void {
    if (b & 64) {
      if (released) return // some terminals "release" the wheel
      const way = b & 3
      const delta = way === 0 || way === 2 ? -1 : 1
      emit(this.#event("wheel", b, x, y, -1, way >= 2 ? delta : 0, way >= 2 ? 0 : delta))
      return
    }
    const low = b & 3
    const button = b & 128 ? 3 + (low & 1) : low === 3 ? -1 : low
    if (b & 32) {
      // A drag names its button, so a press that we missed is made good too.
      if (button < 0) this.#letGo(b, x, y, emit)
      else this.#held |= BIT[button] ?? 0
      emit(this.#event("move", b, x, y, -1, 0, 0))
      return
    }
    if (released) {
      if (button >= 0) this.#held &= ~(BIT[button] ?? 0)
      emit(this.#event("up", b, x, y, button, 0, 0))
      return
    }
    if (button < 0) {
      // X10 does not say which button came up.
      if (this.#held) this.#letGo(b, x, y, emit)
      else emit(this.#event("up", b, x, y, -1, 0, 0))
      return
    }
    this.#held |= BIT[button] ?? 0
    emit(this.#event("down", b, x, y, button, 0, 0))
  }

  #letGo(b: number, x: number, y: number, emit: (event: MouseInput) => void): void {
    for (let button = 0; button < BIT.length && this.#held; button++) {
      const bit = BIT[button] ?? 0
      if (!(this.#held & bit)) continue
      this.#held &= ~bit
      emit(this.#event("up", b, x, y, button, 0, 0))
    }
  }

  #event(
    action: MouseInput["action"],
    b: number,
    x: number,
    y: number,
    button: number,
    deltaX: number,
    deltaY: number,
  ): MouseInput {
    return {
      type: "mouse",
      action,
      x,
      y,
      button,
      buttons: this.#held,
      deltaX,
      deltaY,
      shift: (b & 4) !== 0,
      alt: (b & 8) !== 0,
      ctrl: (b & 16) !== 0,
      meta: false,
    }
  }
}
