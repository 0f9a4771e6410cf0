// A terminal at the other end of any pair of streams: an SSH channel, a WebSocket, a pty we hold.
//
// Nothing here belongs to the process: no raw mode, no signals, no exit. Whoever makes the streams
// tells the size (`resize`) and the environment (the client's TERM), and ends the driver when they end.

import type { Readable, Writable } from "node:stream"
import { BaseDriver, type BaseOptions } from "./base.ts"
import { StreamWriter } from "./writer.ts"

/** The streams, and what is known of the terminal behind them. */
export interface StreamOptions extends BaseOptions {
  /** Bytes from the terminal. Must not have an encoding set. */
  readonly input: Readable
  /** Bytes to it. May be the same duplex. */
  readonly output: Writable
  /** In cells. Default 80 × 24. */
  readonly columns?: number
  readonly rows?: number
  /** What the other side says of itself; TERM at least. Default TERM=xterm-256color alone. */
  readonly env?: BaseOptions["env"] & {}
}

/** A terminal at the other end of two streams: SSH, a WebSocket, a serial line. */
export class StreamDriver extends BaseDriver {
  readonly kind: string = "stream"
  readonly #input: Readable
  readonly #output: Writable
  readonly #writer: StreamWriter

  constructor(options: StreamOptions) {
    super({ ...options, env: options.env ?? { TERM: "xterm-256color" } })
    this.#input = options.input
    this.#output = options.output
    this.#writer = new StreamWriter(options.output, {
      onDrain: () => this.drained(),
      onError: (error) => this.finish({ code: 0, error }),
    })
    this.sized(options.columns ?? 80, options.rows ?? 24)
  }

  /** The other side's window has another size. In cells. */
  resize(columns: number, rows: number): void {
    this.sized(columns, rows)
  }

  protected put(data: Uint8Array | string): boolean {
    return this.#writer.write(data)
  }

  protected putNow(data: string): void {
    if (data !== "") this.#writer.writeNow(data)
  }

  protected open(): void {
    this.#input.on("data", this.#onData)
    this.#input.on("error", this.#onError)
    this.#input.on("end", this.#onHangUp)
    this.#input.on("close", this.#onHangUp)
    this.#output.on("close", this.#onHangUp)
    this.#input.resume()
  }

  protected close(): void {
    this.#input.off("data", this.#onData)
    this.#input.off("error", this.#onError)
    this.#input.off("end", this.#onHangUp)
    this.#input.off("close", this.#onHangUp)
    this.#output.off("close", this.#onHangUp)
    this.#input.pause()
  }

  protected override released(): void {
    this.#writer.detach()
  }

  readonly #onData = (data: Uint8Array | string): void => {
    this.received(typeof data === "string" ? Buffer.from(data) : data)
  }

  readonly #onHangUp = (): void => this.finish({ code: 0 })

  readonly #onError = (error: Error): void => this.finish({ code: 0, error })
}
