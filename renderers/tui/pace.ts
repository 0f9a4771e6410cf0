// When does the next frame go out?
//
//     request ──▶ at once                       the first one of a turn of the event loop
//             ──▶ in the next turn              further ones: many changes, one frame
//             ──▶ when a slot is free           under load: 60 a second, after a burst of 12
//             ──▶ when the terminal drained     it is slow: whatever happens meanwhile is one frame
//
// Nothing ticks while nothing is requested. A key that is pressed after a pause finds all slots free,
// so the cap is never felt as latency; a program that changes something a thousand times a second
// does not make the terminal redraw as often.

/** Frames that may follow one another without a pause. */
const BURST = 12

export interface PaceOptions {
  /** Frames a second under load; Infinity for none. */
  readonly maxFps: number
  /** Lays out, paints and writes. Returns false when the terminal is slow: `drained` must follow. */
  readonly frame: () => boolean
}

export class Pace {
  readonly #frame: () => boolean
  readonly #interval: number
  #slots = BURST
  #slotsAt = 0
  #wanted = false
  #turn: NodeJS.Immediate | undefined
  #timer: NodeJS.Timeout | undefined
  #isBlocked = false
  #isStopped = false
  #isPainting = false

  constructor(options: PaceOptions) {
    this.#frame = options.frame
    this.#interval = 1000 / options.maxFps
  }

  /** Something changed. */
  request(): void {
    if (this.#wanted) return
    this.#wanted = true
    if (this.#turn || this.#timer || this.#isBlocked || this.#isPainting) return
    this.#next()
  }

  /** A frame now, whatever the load, if the terminal takes it: before an answer is due, in tests. */
  now(): void {
    if (!this.#isBlocked && !this.#isPainting) this.#paint()
  }

  /** The terminal takes frames again. */
  drained(): void {
    this.#isBlocked = false
    if (this.#wanted) this.#next()
  }

  get isBlocked(): boolean {
    return this.#isBlocked
  }

  stop(): void {
    this.#isStopped = true
    if (this.#turn) clearImmediate(this.#turn)
    if (this.#timer) clearTimeout(this.#timer)
    this.#turn = undefined
    this.#timer = undefined
  }

  #next(): void {
    if (this.#isStopped || this.#isBlocked || this.#turn || this.#timer) return
    const wait = this.#waitForSlot()
    if (wait > 0)
      this.#timer = setTimeout(() => {
        this.#timer = undefined
        if (this.#wanted) this.#next()
      }, wait)
    else this.#paint()
  }

  /** Milliseconds until a slot is free; takes one when it is 0. */
  #waitForSlot(): number {
    if (this.#interval === 0) return 0
    if (this.#slots < 1) {
      const now = performance.now()
      const gained = (now - this.#slotsAt) / this.#interval
      this.#slots = Math.min(BURST, this.#slots + gained)
      this.#slotsAt = now
      if (this.#slots < 1) return Math.ceil((1 - this.#slots) * this.#interval)
    }
    if (this.#slots === BURST) this.#slotsAt = performance.now()
    this.#slots--
    return 0
  }

  #paint(): void {
    if (this.#isStopped) return
    this.#wanted = false
    this.#isPainting = true
    try {
      this.#isBlocked = !this.#frame()
    } finally {
      this.#isPainting = false
    }
    if (this.#isStopped) return // the frame has ended the app
    // What changes in the rest of this turn waits for the next one.
    this.#turn ??= setImmediate(this.#nextTurn)
  }

  readonly #nextTurn = (): void => {
    this.#turn = undefined
    if (this.#wanted) this.#next()
  }
}
