// Not a terminal: a pipe, a file, a log of CI. Nothing is asked, nothing moves, no escape is written.
//
// The renderer draws no frames here (`interactive` is false); it prints the last one as text, by
// `write`, and lets the app end.

import { type Environment, fromEnvironment } from "../capabilities.ts"
import type { Capabilities, EndReason, Modes, TerminalDriver, TerminalSize } from "./driver.ts"
import { Listeners } from "./listeners.ts"

export interface PlainOptions {
  readonly output: NodeJS.WritableStream
  readonly env?: Environment
  /** In cells. Default: COLUMNS and LINES of the environment, else 80 × 24. */
  readonly columns?: number
  readonly rows?: number
}

/** A file or a pipe: it takes text, has no input and never answers. */
export class PlainDriver implements TerminalDriver {
  readonly kind = "plain"
  readonly interactive = false
  readonly size: TerminalSize
  readonly caps: Capabilities
  readonly modes = undefined
  readonly #output: NodeJS.WritableStream
  readonly #onDrain = new Listeners<void>()
  readonly #onEnd = new Listeners<EndReason>()
  #state: "new" | "running" | "stopped" = "new"

  constructor(options: PlainOptions) {
    const env = options.env ?? process.env
    this.#output = options.output
    this.size = {
      columns: options.columns ?? wholeNumber(env.COLUMNS) ?? 80,
      rows: options.rows ?? wholeNumber(env.LINES) ?? 24,
      pixelWidth: 0,
      pixelHeight: 0,
    }
    this.caps = {
      ...fromEnvironment({ ...env, TERM: "dumb" }),
      unicode: fromEnvironment({ ...env, TERM: "xterm" }).unicode,
      colors: 1,
    }
  }

  start(_modes: Modes): void {
    if (this.#state !== "new") return
    this.#state = "running"
    this.#output.on("drain", this.#drained)
    this.#output.on("error", this.#failed)
  }

  stop(): void {
    if (this.#state === "running") {
      this.#output.off("drain", this.#drained)
      // The listener for errors stays: `app | head` closes the pipe while the last line is under way,
      // and without it Node would end the process with a stack.
    }
    this.#state = "stopped"
  }

  setModes(): void {}
  suspend(): void {}
  resume(): void {}
  stopJob(): void {}

  /** Plain text. Whatever escapes it holds are the caller's business. */
  write(frame: Uint8Array | string): boolean {
    if (this.#state !== "running") return true
    return this.#output.write(typeof frame === "string" ? frame : Buffer.from(frame))
  }

  askCursor(): void {}
  through(sequence: string): string {
    return sequence
  }
  title(): void {}
  bell(): void {}
  copy(): boolean {
    return false
  }

  onDrain(listener: () => void): () => void {
    return this.#onDrain.add(listener)
  }
  onEnd(listener: (reason: EndReason) => void): () => void {
    return this.#onEnd.add(listener)
  }
  onInput(): () => void {
    return nothing
  }
  onBytes(): () => void {
    return nothing
  }
  onResize(): () => void {
    return nothing
  }
  onCaps(): () => void {
    return nothing
  }
  onReset(): () => void {
    return nothing
  }

  readonly #drained = (): void => this.#onDrain.emit()

  readonly #failed = (error: Error): void => {
    if (this.#state !== "running") return
    this.stop()
    this.#onEnd.emit({ code: 0, error })
  }
}

const nothing = (): void => {}

function wholeNumber(text: string | undefined): number | undefined {
  const value = Number(text || Number.NaN)
  return Number.isInteger(value) && value > 0 && value < 10_000 ? value : undefined
}
