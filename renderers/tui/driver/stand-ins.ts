// What blessed takes for stdin and stdout: it hears only what we emit, and what it says we keep.

import { EventEmitter } from "node:events"
import type { ReadStream, WriteStream } from "node:tty"

/** What blessed takes for stdin: it can switch raw mode, and hears only what we emit. */
export class Gate extends EventEmitter {
  readonly isTTY = true
  readonly #real: ReadStream
  isRaw: boolean
  readonly #wasRaw: boolean

  constructor(real: ReadStream) {
    super()
    this.#real = real
    this.#wasRaw = real.isRaw === true
    this.isRaw = this.#wasRaw
  }

  setRawMode(on: boolean): this {
    this.isRaw = on
    try {
      this.#real.setRawMode?.(on || this.#wasRaw)
    } catch {
      // EIO: the terminal is gone
    }
    return this
  }

  resume(): this {
    return this
  }
  pause(): this {
    return this
  }
}

/** What blessed takes for stdout: keeps what it writes, and passes resize events on. */
export class Sink extends EventEmitter {
  readonly isTTY = true
  readonly writable = true
  readonly bytesWritten = 1 // or _twrite would wait for the first byte
  readonly #real: WriteStream
  readonly #onResize = (): void => void this.emit("resize")
  #text = ""
  isClosed = false

  constructor(real: WriteStream) {
    super()
    this.#real = real
    real.on("resize", this.#onResize)
  }

  get columns(): number {
    return this.#real.columns || 1
  }
  get rows(): number {
    return this.#real.rows || 1
  }

  write(text: string): boolean {
    this.#text += text
    return true
  }

  /** What blessed writes while `run` runs. */
  capture(run: () => void): string {
    this.#text = ""
    run()
    const text = this.#text
    this.#text = ""
    return text
  }

  close(): void {
    this.isClosed = true
    this.#real.off("resize", this.#onResize)
  }
}
