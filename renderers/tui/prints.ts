// What is printed above an app, in the order in which it was asked for.
//
//     printAbove(view) ── laid out, loaded … ──▶ put
//     printAbove("text") ── waits for the view ──▶ put
//
// A view takes a moment to become text. The app does not end before what it has printed is out, but
// does not wait long for a view that never loads either.

const PATIENCE = 500 // ms that an end waits for

export class Prints {
  readonly #put: (text: string) => void
  #waiting = 0
  #tail: Promise<unknown> = Promise.resolve()
  #isDropped = false

  /** @param put - Takes text that is ready, of any number of lines. */
  constructor(put: (text: string) => void) {
    this.#put = put
  }

  /** Puts `text` after all that was added before. Fails as `text` does, and later ones go on. */
  async add(text: string | Promise<string>): Promise<void> {
    if (this.#waiting === 0 && typeof text === "string") {
      this.#put(text)
      return
    }
    this.#waiting++
    const before = this.#tail
    const mine = (async () => {
      try {
        const ready = await text
        await before
        if (!this.#isDropped) this.#put(ready)
      } finally {
        this.#waiting--
      }
    })()
    this.#tail = Promise.all([before, mine.catch(() => {})]) // its failure is the caller's
    return mine
  }

  /** Something is yet to be put. */
  get isWaiting(): boolean {
    return this.#waiting > 0 && !this.#isDropped
  }

  /** Resolves when all is put, or too late. */
  async settled(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE)
    })
    await Promise.race([this.#tail, late])
    clearTimeout(timer)
  }

  /** There is no time left: what is not put yet never is. */
  drop(): void {
    this.#isDropped = true
  }
}
