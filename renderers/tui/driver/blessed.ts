// The terminal that a person sits at: blessed's Program in front of stdin and stdout.
//
//     stdin ──▶ parser ──▶ events            stdout ◀── writer ◀── frames
//       ▲          │ unknown legacy                       ▲
//       │ raw mode ▼                                      │ mode strings
//     ┌─ gate ─▶ Program (blessed/lib/program) ─▶ sink ───┘
//
// blessed does what it does well: terminfo for old terminals (alternate screen, cursor), raw mode and
// its return, tmux pass-through, and naming one complete legacy key.
// It never reads stdin (the gate emits only what we hand it) and never writes stdout (the sink keeps
// what it says, and we write it when we want, past any buffer). We leave it out of four things, each
// tested: its alternate screen on modern terminals (it sends ?47 before ?1049, so that the cursor is
// saved on the wrong screen), its pause/resume (moves the cursor home and forgets modes), its mouse
// modes (1005), and its title in tmux (in a pass-through that tmux refuses by default).

import type { EventEmitter } from "node:events"
import { createRequire } from "node:module"
import type { ReadStream, WriteStream } from "node:tty"
import type { KeyInput } from "../input-events.ts"
import { keyInput } from "../keys.ts"
import { MODERN, type ScreenStrings } from "../modes.ts"
import { BaseDriver, type BaseOptions } from "./base.ts"
import type { EndReason } from "./driver.ts"
import { readAway } from "./read-away.ts"
import { guard, handOver, hungUp, isEnding, stop } from "./restore.ts"
import { Gate, Sink } from "./stand-ins.ts"
import { FileWriter, StreamWriter, type Writer } from "./writer.ts"

/** The part of blessed's Program that we use. */
interface Program extends EventEmitter {
  tmux: boolean
  alternateBuffer(): void
  normalBuffer(): void
  hideCursor(): void
  showCursor(): void
  _twrite(text: string): void
  destroy(): void
  put?: Record<string, ((...args: number[]) => void) | undefined>
}

type ProgramClass = new (options: Record<string, unknown>) => Program

interface LegacyKey {
  readonly name?: string
  readonly ctrl?: boolean
  readonly meta?: boolean
  readonly shift?: boolean
}

/** blessed's class, loaded on the first call (12 ms): `blessed/lib/program` alone, no widget. */
export function loadProgram(): ProgramClass {
  program ??= createRequire(import.meta.url)("blessed/lib/program") as ProgramClass
  return program
}
let program: ProgramClass | undefined

export interface BlessedOptions extends BaseOptions {
  readonly input: ReadStream
  readonly output: WriteStream
  /** The input was opened for this driver: `stop` closes it. */
  readonly ownsInput?: boolean
  /** How to get blessed's Program; for tests. Default `loadProgram`. */
  readonly load?: () => ProgramClass
}

/** Who has a terminal, and who waits behind them: a picker opened from within an app, say. Newest last. */
let running: BlessedDriver[] = []

/** Drives a TTY. Takes care of the process: restore on exit, signals and errors, Ctrl-Z. */
export class BlessedDriver extends BaseDriver {
  readonly kind = "blessed"
  readonly #input: ReadStream
  readonly #output: WriteStream
  readonly #writer: Writer
  readonly #gate: Gate
  readonly #sink: Sink
  readonly #load: () => ProgramClass
  /** Made when it is first of use; undefined, too, where blessed cannot be loaded (a bundle without it, no eval). */
  #program: Program | undefined
  #isProgramMade = false
  readonly #strings: ScreenStrings
  #lastKey: LegacyKey | undefined
  readonly #ownsInput: boolean
  #unguard: (() => void) | undefined
  #isJobStopped = false
  #takeBack: (() => void) | undefined

  constructor(options: BlessedOptions) {
    super(options)
    this.#input = options.input
    this.#output = options.output
    this.#ownsInput = options.ownsInput === true
    this.#writer = this.#makeWriter()
    this.#gate = new Gate(this.#input)
    this.#sink = new Sink(this.#output)
    this.#load = options.load ?? loadProgram
    this.#strings = this.isModern ? MODERN : this.#terminfo()
    this.#sink.on("resize", () => this.refreshSize())
    this.refreshSize()
  }

  protected override get strings(): ScreenStrings {
    return this.#strings
  }

  #makeWriter(): Writer {
    const events = {
      onDrain: () => this.drained(),
      onError: (error: Error) => this.#lost(error),
    }
    // A Windows console takes text through the stream only, which is synchronous there.
    if (process.platform === "win32") return new StreamWriter(this.#output, events)
    const handle = (this.#output as { _handle?: { setBlocking?(on: boolean): void } })._handle
    return new FileWriter(fdOf(this.#output, 1), (on) => handle?.setBlocking?.(on), events)
  }

  /**
   * blessed's Program. An old terminal needs it from the start, for its strings; a modern one for keys
   * that are unknown to us and to get through tmux, so that its first frame need not wait (15 ms).
   */
  #blessed(): Program | undefined {
    if (!this.#isProgramMade) {
      this.#isProgramMade = true
      this.#program = this.#makeProgram(this.#load)
    }
    return this.#program
  }

  #makeProgram(load: () => ProgramClass): Program | undefined {
    // It would run `tmux -V` and wait, and take a process variable for our terminal's.
    const isTmux = this.env.TMUX !== undefined
    const { TMUX } = process.env
    delete process.env.TMUX
    try {
      const Program = load()
      const made = new Program({
        input: this.#gate,
        output: this.#sink,
        tput: !this.isModern,
        terminal: this.isModern ? "xterm-256color" : this.env.TERM,
        buffer: false,
      })
      made.tmux = isTmux
      return made
    } catch {
      return undefined
    } finally {
      if (TMUX !== undefined) process.env.TMUX = TMUX
    }
  }

  /** The strings of an old terminal; what it lacks is "". */
  #terminfo(): ScreenStrings {
    const made = this.#blessed()
    if (!made) return UNKNOWN
    const put = (name: string, ...args: number[]) =>
      this.#sink.capture(() => made.put?.[name]?.(...args))
    return {
      altOn: this.#sink.capture(() => made.alternateBuffer()),
      altOff: this.#sink.capture(() => made.normalBuffer()),
      hideCursor: this.#sink.capture(() => made.hideCursor()),
      showCursor: this.#sink.capture(() => made.showCursor()),
      plain: put("sgr0"),
      fullRegion: put("csr", 0, Math.max(1, this.#output.rows || 24) - 1),
      saveCursor: put("sc"),
      restoreCursor: put("rc"),
    }
  }

  protected put(data: Uint8Array | string): boolean {
    return this.#writer.write(data)
  }

  protected putNow(data: string): void {
    this.#writer.writeNow(data)
  }

  protected override guard(): void {
    this.#unguard = guard({
      restore: () => this.stop(),
      end: (reason) => this.finish(reason),
      stopped: () => {
        this.#isJobStopped = this.isRunning
        this.#pause()
      },
      continued: () => {
        // Not who waits for a child process, or behind another app.
        if (this.#isJobStopped || this.isRunning) this.#unpause()
        this.#isJobStopped = false
      },
    })
    // A lost terminal may be told by the stream's error before a write of ours finds out.
    this.#output.on("error", this.#lost)
    const under = running.findLast((other) => other.#output === this.#output)
    if (under) under.#pause()
    running.push(this)
  }

  protected override unguard(): void {
    this.#takeBack?.()
    this.#takeBack = undefined
    this.#unguard?.()
    this.#unguard = undefined
    this.#output.off("error", this.#lost)
    this.#program?.destroy() // gives back raw mode and the gate
    this.#sink.close()
    const mine = running.filter((other) => other.#output === this.#output)
    running = running.filter((other) => other !== this)
    const under = mine.at(-2)
    if (under && mine.at(-1) === this && !isEnding()) under.#unpause()
  }

  protected override released(): void {
    if (!this.#sink.isClosed) {
      this.#program?.destroy() // never started
      this.#sink.close()
    }
    if (this.#ownsInput) this.#input.destroy()
  }

  protected open(): void {
    this.#writer.setOpen(true)
    this.#hearKeys(this.#program)
    this.#gate.setRawMode(true)
    this.#input.on("data", this.#onData)
    this.#input.on("end", this.#onHangUp)
    this.#input.on("error", this.#lost)
    this.#input.resume()
  }

  #hearKeys(made: Program | undefined): void {
    // blessed switches raw mode on for its first listener; later we do (it would not).
    if (made?.listenerCount("keypress") !== 0) return
    made.on("keypress", (_: unknown, key: LegacyKey | undefined) => {
      this.#lastKey = key
    })
  }

  protected close(): void {
    this.#input.off("data", this.#onData)
    this.#input.off("end", this.#onHangUp)
    this.#input.off("error", this.#lost)
    this.#gate.setRawMode(false)
    this.#input.pause()
    this.#writer.setOpen(false)
  }

  protected override reopen(): void {
    this.#gate.setRawMode(false) // or libuv takes the next line for done
    this.#gate.setRawMode(true)
  }

  override suspend(): void {
    if (!this.isRunning) return
    super.suspend()
    this.#takeBack = handOver()
  }

  override resume(): void {
    this.#takeBack?.()
    this.#takeBack = undefined
    super.resume()
  }

  /** As suspend and resume, but no other program gets the terminal's signals. */
  #pause(): void {
    super.suspend()
  }
  #unpause(): void {
    super.resume()
  }

  override stopJob(): void {
    stop()
  }

  protected override refreshSize(): void {
    // Nobody tells a job in the background that the window changed, so that Node's figures may be old.
    ;(this.#output as { _refreshSize?(): void })._refreshSize?.()
    this.sized(this.#output.columns || 0, this.#output.rows || 0)
  }

  protected override passThrough(sequence: string): string {
    if (this.env.TMUX === undefined) return ""
    const made = this.#blessed()
    return made?.tmux ? this.#sink.capture(() => made._twrite(sequence)) : ""
  }

  override through(sequence: string): string {
    if (this.env.TMUX === undefined) return sequence
    return `\x1bPtmux;${sequence.replaceAll("\x1b", "\x1b\x1b")}\x1b\\`
  }

  /**
   * tmux knows which terminal it is shown in, and whether it lets anything through to it. Pictures
   * are not worth waiting for, nor worth an error.
   */
  protected override askBehind(): void {
    if (this.env.TMUX === undefined) return
    const pane = this.env.TMUX_PANE ? ["-t", this.env.TMUX_PANE] : []
    const format = "#{client_termname} #{client_termtype} #{allow-passthrough}"
    const { execFile } = process.getBuiltinModule("node:child_process")
    execFile(
      "tmux",
      ["display-message", "-p", ...pane, format],
      { timeout: 2000, env: { ...process.env, ...this.env } as NodeJS.ProcessEnv },
      (error, text) => {
        if (!error && this.isRunning) this.probe.behindTmux(text)
      },
    )
  }

  protected override legacyKey(sequence: string): KeyInput | undefined {
    this.#lastKey = undefined
    this.#hearKeys(this.#blessed())
    this.#gate.emit("data", Buffer.from(sequence, "latin1"))
    const key = this.#lastKey as LegacyKey | undefined
    if (!key?.name || key.name === "undefined") return undefined
    return keyInput(
      key.name === "return" ? "enter" : key.name,
      (key.shift ? 1 : 0) | (key.meta ? 2 : 0) | (key.ctrl ? 4 : 0),
    )
  }

  /**
   * What is under way when the modes go off (mouse reports, an answer to our queries) would land on
   * the shell's prompt. Where the terminal answers at all, one last DA1 tells when everything is in.
   */
  protected override drain(): void {
    if (process.platform === "win32") return
    const roundTrip = this.probe.roundTrip
    const isFenced = roundTrip !== undefined && !this.probe.isOpen
    if (isFenced) this.#writer.writeNow("\x1b[c")
    const patience = this.env.SSH_CONNECTION ? 300 : 100 // ms, for a terminal that has yet to answer
    const limit = isFenced ? Math.min(1000, 150 + 4 * roundTrip) : this.probe.isOpen ? patience : 5
    readAway(fdOf(this.#input, 0), isFenced || this.probe.isOpen, limit)
  }

  readonly #onData = (bytes: Buffer): void => this.received(bytes)

  readonly #onHangUp = (): void => this.#lost(undefined)

  readonly #lost = (error: Error | undefined): void => {
    hungUp()
    const code = (error as NodeJS.ErrnoException | undefined)?.code
    // 128 + SIGPIPE or SIGHUP: what would have ended us, had Node not caught it.
    const reason: EndReason = { code: code === "EPIPE" ? 141 : 129, ...(error ? { error } : {}) }
    this.finish(reason)
  }
}

function fdOf(stream: ReadStream | WriteStream, standard: number): number {
  return (stream as { fd?: number }).fd ?? standard
}

/** An old terminal without terminfo: what even a VT52 would survive. */
const UNKNOWN: ScreenStrings = {
  altOn: "",
  altOff: "",
  hideCursor: "",
  showCursor: "",
  plain: "\x1b[0m",
  fullRegion: "",
  saveCursor: "",
  restoreCursor: "",
}
