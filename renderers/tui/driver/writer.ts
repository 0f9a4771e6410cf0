// How bytes get out: at once, without ever blocking the event loop, and in order.
//
//     write ──▶ kernel                    the usual case: one system call
//       │         ▲
//       └─ rest ─▶ queue ── overflow ─┘   the terminal is slow: write() is false until the drain
//
// A terminal's buffer holds about 4 KB. What does not fit goes on as soon as there is room, by the
// event loop's own watch on a second handle of the terminal (a timer would move 2 MB a second, and
// each refused write costs an exception); where no second one can be had, by a timer.
//
// `writeNow` is for the last bytes of a process: it waits for a slow terminal, but not for ever.

import { closeSync, constants, openSync, writeSync } from "node:fs"
import type { Writable } from "node:stream"
import { isatty, WriteStream } from "node:tty"

export interface Writer {
  /** False when bytes are left over; `onDrain` is called once they are out. */
  write(data: Uint8Array | string): boolean
  /** Writes before it returns, where the system allows that. */
  writeNow(data: string): void
  /** Turns the waiting queue on or off; off means that a child process may have the terminal. */
  setOpen(isOpen: boolean): void
}

export interface WriterEvents {
  readonly onDrain: () => void
  /** The other side is gone. Called once. */
  readonly onError: (error: Error) => void
}

const RETRY = 2 // ms, the first pause; doubles up to LONGEST_RETRY
const LONGEST_RETRY = 32 // ms
const PATIENCE = 500 // ms that the last bytes wait for a terminal that does not read

/** Writes to a file descriptor, past the stream that Node keeps for it. */
export class FileWriter implements Writer {
  readonly #fd: number
  readonly #setBlocking: (isBlocking: boolean) => void
  readonly #events: WriterEvents
  #queue: Buffer[] = []
  #kept = Buffer.alloc(0)
  #timer: ReturnType<typeof setTimeout> | undefined
  #pause = RETRY
  #isDead = false
  /** Has the head of the queue while it is not undefined. */
  #overflow: WriteStream | undefined
  #isSending = false

  /**
   * @param setBlocking - Switches O_NONBLOCK. Node opens terminals blocking: one that does not read
   *   would stop the whole process.
   */
  constructor(fd: number, setBlocking: (isBlocking: boolean) => void, events: WriterEvents) {
    this.#fd = fd
    this.#setBlocking = setBlocking
    this.#events = events
  }

  setOpen(isOpen: boolean): void {
    if (!isOpen) this.#close()
    this.#setBlocking(!isOpen)
  }

  write(data: Uint8Array | string): boolean {
    if (this.#isDead) return true
    if (this.#queue.length > 0) {
      this.#queue.push(copy(data))
      return false
    }
    const bytes = typeof data === "string" ? Buffer.from(data) : data
    const written = this.#attempt(bytes)
    if (written >= bytes.length || this.#isDead) return true
    this.#queue.push(this.#keep(bytes.subarray(written)))
    this.#pause = RETRY
    this.#sendLater()
    return false
  }

  /** A copy in a buffer that is kept: the queue is empty, so that nobody else uses it. */
  #keep(rest: Uint8Array): Buffer {
    if (this.#kept.length < rest.length) this.#kept = Buffer.allocUnsafeSlow(rest.length * 2)
    this.#kept.set(rest)
    return this.#kept.subarray(0, rest.length)
  }

  /** Sends the queue as the terminal takes it. */
  #sendLater(): void {
    this.#overflow ??= openOverflow(this.#fd)
    const head = this.#queue[0]
    if (!this.#overflow || !head) {
      this.#retryLater()
      return
    }
    this.#isSending = true
    this.#overflow.write(head, (error) => {
      if (!this.#isSending) return // taken back
      this.#isSending = false
      if (this.#isDead) return
      if (error) {
        this.#isDead = true
        this.#queue = []
        this.#close()
        this.#events.onError(error)
        return
      }
      this.#queue.shift()
      if (this.#queue.length > 0) this.#sendLater()
      else this.#events.onDrain()
    })
  }

  /** Stops sending, and keeps in the queue just what the terminal has not taken. */
  #takeBack(): void {
    if (!this.#isSending) return
    this.#isSending = false
    const handle = (this.#overflow as { _handle?: { writeQueueSize?: number } } | undefined)
      ?._handle
    const head = this.#queue[0]
    if (head) this.#queue[0] = head.subarray(head.length - (handle?.writeQueueSize ?? head.length))
    this.#close()
  }

  #close(): void {
    this.#overflow?.destroy()
    this.#overflow = undefined
  }

  writeNow(data: string): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#takeBack()
    const last = data === "" ? [] : [Buffer.from(data)]
    const giveUp = Date.now() + PATIENCE
    while (this.#queue.length > 0 || last.length > 0) {
      const from = this.#queue.length > 0 ? this.#queue : last
      const bytes = from[0] ?? Buffer.alloc(0)
      const written = this.#attempt(bytes)
      if (this.#isDead) return
      if (written >= bytes.length) {
        from.shift()
        continue
      }
      from[0] = bytes.subarray(written)
      if (Date.now() >= giveUp) {
        this.#queue = []
        return
      }
      if (written === 0) sleep(RETRY)
    }
  }

  /** Bytes taken by the kernel, 0 to all. */
  #attempt(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0
    try {
      return writeSync(this.#fd, bytes)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === "EAGAIN" || code === "EINTR" || code === "EBUSY") return 0
      this.#isDead = true
      this.#queue = []
      this.#events.onError(error as Error)
      return 0
    }
  }

  #retryLater(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      const before = this.#queue.length
      while (this.#queue.length > 0) {
        const bytes = this.#queue[0] ?? Buffer.alloc(0)
        const written = this.#attempt(bytes)
        if (this.#isDead) return
        if (written >= bytes.length) this.#queue.shift()
        else {
          this.#pause = written > 0 || this.#queue.length < before ? RETRY : this.#pause * 2
          this.#pause = Math.min(this.#pause, LONGEST_RETRY)
          this.#queue[0] = bytes.subarray(written)
          this.#retryLater()
          return
        }
      }
      this.#events.onDrain()
    }, this.#pause)
  }
}

/** Another handle of the terminal behind `fd`, which the event loop watches; undefined when there is none. */
function openOverflow(fd: number): WriteStream | undefined {
  if (!isatty(fd)) return undefined
  const path = process.platform === "linux" ? `/proc/self/fd/${fd}` : "/dev/tty"
  let own: number
  try {
    own = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  } catch {
    return undefined
  }
  try {
    const stream = new WriteStream(own)
    const handle = (stream as { _handle?: { fd?: number; setBlocking?(on: boolean): void } })
      ._handle
    handle?.setBlocking?.(false)
    if (handle?.fd !== undefined && handle.fd !== own) closeSync(own) // libuv has opened its own
    stream.on("error", () => {}) // told by the callback of the write
    stream.unref()
    return stream
  } catch {
    closeSync(own)
    return undefined
  }
}

/** Writes to any stream of Node's: a socket, an SSH channel, a Windows console. */
export class StreamWriter implements Writer {
  readonly #stream: Writable
  readonly #write: (data: Buffer) => boolean
  #isDead = false

  constructor(stream: Writable, events: WriterEvents) {
    this.#stream = stream
    this.#write = stream.write // whatever is put in its place later, to keep console.log away from us
    stream.on("drain", events.onDrain)
    const onError = (error: Error) => {
      if (this.#isDead) return
      this.#isDead = true
      events.onError(error)
    }
    // Never taken off: a stream may still report the loss of its last write.
    stream.on("error", onError)
    this.#detach = () => stream.off("drain", events.onDrain)
  }

  readonly #detach: () => void

  setOpen(): void {}

  write(data: Uint8Array | string): boolean {
    if (this.#isDead || this.#stream.destroyed || this.#stream.writableEnded) return true
    return this.#write.call(this.#stream, copy(data))
  }

  writeNow(data: string): void {
    this.write(data)
  }

  detach(): void {
    this.#detach()
  }
}

/** The caller reuses its buffer, so that what waits is a copy. */
function copy(data: Uint8Array | string): Buffer {
  return Buffer.from(data as string) // a copy of bytes too
}

const CELL = new Int32Array(new SharedArrayBuffer(4))

/** Blocks for `ms` milliseconds. */
export function sleep(ms: number): void {
  Atomics.wait(CELL, 0, 0, ms)
}
