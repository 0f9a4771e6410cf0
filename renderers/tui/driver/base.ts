// What all drivers of a live terminal share: modes, probe, parser, listeners, and the order of things.
//
//     start    guard ▸ raw input ▸ modes ▸ queries          (the way back before the way in)
//     stop     leave ▸ modes off ▸ drain ▸ cooked input ▸ unguard
//     suspend  the same, still guarded; resume  raw input ▸ modes again ▸ onReset
//
// A driver below adds the wire: how bytes come and go, and who watches over the process.

import {
  type Environment,
  fromEnvironment,
  isLegacy,
  Probe,
  type ProbeOptions,
} from "../capabilities.ts"
import type { InputEvent, KeyInput, Reply, TerminalEvent } from "../input-events.ts"
import { MODERN, ModeKeeper, type ScreenStrings } from "../modes.ts"
import { type Clock, Parser } from "../parser.ts"
import type { Capabilities, EndReason, Modes, TerminalDriver, TerminalSize } from "./driver.ts"
import { Listeners } from "./listeners.ts"

export interface BaseOptions {
  /** Default `process.env`. */
  readonly env?: Environment
  readonly clock?: Clock
  /** Longest paste in bytes. Default 16 MiB. */
  readonly maxPaste?: number
  /** Milliseconds after which a lone ESC is the Escape key. Default 30, over SSH 50. */
  readonly escapeDelay?: number
}

export const SYSTEM_CLOCK: Clock = {
  set: (run, delay) => setTimeout(run, delay),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
}

const RESIZE_PAUSE = 16 // ms; a drag of the window's edge tells more often than we could paint
const LONGEST_COPY = 1 << 20 // UTF-16 units
const LONGEST_SIDE = 2000 // cells; beyond any screen, and what a hostile client may make us allocate

export abstract class BaseDriver implements TerminalDriver {
  abstract readonly kind: string
  readonly interactive: boolean = true
  protected readonly env: Environment
  protected readonly clock: Clock
  protected readonly isModern: boolean
  protected readonly parser: Parser
  protected readonly probe: Probe
  #keeper: ModeKeeper
  #state: "new" | "running" | "suspended" | "stopped" = "new"
  #modes: Modes | undefined
  #leave: (() => string) | undefined
  #size: TerminalSize = { columns: 80, rows: 24, pixelWidth: 0, pixelHeight: 0 }
  /** The size that listeners know. */
  #toldSize = this.#size
  /** The cells have changed since then, if only for a moment. */
  #hasChanged = false
  #resizeTimer: unknown
  #hasEnded = false
  #cursorListeners: ((at: { row: number; column: number }) => void)[] = []
  readonly #onInput = new Listeners<InputEvent>()
  readonly #onBytes = new Listeners<Uint8Array>()
  readonly #onResize = new Listeners<TerminalSize>()
  readonly #onCaps = new Listeners<Capabilities>()
  readonly #onDrain = new Listeners<void>()
  readonly #onReset = new Listeners<void>()
  readonly #onEnd = new Listeners<EndReason>()

  constructor(options: BaseOptions) {
    this.env = options.env ?? process.env
    this.clock = options.clock ?? SYSTEM_CLOCK
    this.isModern = !isLegacy(this.env.TERM ?? "")
    this.#keeper = new ModeKeeper(MODERN, this.isModern)
    this.parser = new Parser({
      onEvent: (event) => this.#event(event),
      clock: this.clock,
      legacy: (sequence) => this.legacyKey(sequence),
      ...(options.maxPaste === undefined ? {} : { maxPaste: options.maxPaste }),
      escapeDelay: options.escapeDelay ?? (this.env.SSH_CONNECTION ? 50 : 30),
    })
    const probeOptions: ProbeOptions = {
      env: this.env,
      clock: this.clock,
      now: () => performance.now(),
      onChange: (caps) => this.#onCaps.emit(caps),
      onMode: (mode) => this.#offer(mode),
      onFence: ({ kitty, answered }) => this.#chooseKeyboard(kitty, answered),
    }
    this.probe = new Probe(fromEnvironment(this.env, process.platform), probeOptions)
  }

  // The wire.

  /** One frame; false when some of it waits. */
  protected abstract put(data: Uint8Array | string): boolean
  /** Bytes that must be out when this returns, if at all possible. */
  protected abstract putNow(data: string): void
  /** Raw input on, listening. */
  protected abstract open(): void
  /** Raw input again, which somebody else may have switched off behind our back. */
  protected reopen(): void {}
  /** Input as it was. */
  protected abstract close(): void
  /** Before the first and after the last thing done to the terminal. */
  protected guard(): void {}
  protected unguard(): void {}
  /** Reads away what the terminal still sends after its modes are off. */
  protected drain(): void {}
  /** Names a complete sequence that the parser does not know. */
  protected legacyKey(_sequence: string): KeyInput | undefined {
    return undefined
  }
  /** How `sequence` gets through a multiplexer, besides plainly; "" where none is in between. */
  protected passThrough(_sequence: string): string {
    return ""
  }
  /** Finds out about the terminal behind a multiplexer. */
  protected askBehind(): void {}

  through(sequence: string): string {
    return sequence
  }

  protected get strings(): ScreenStrings {
    return MODERN
  }

  // The life.

  get size(): TerminalSize {
    return this.#size
  }

  get caps(): Capabilities {
    return this.probe.caps
  }

  get modes(): Modes | undefined {
    return this.#modes
  }

  get isRunning(): boolean {
    return this.#state === "running"
  }

  start(modes: Modes, leave?: () => string): void {
    if (this.#state !== "new") return
    this.#state = "running"
    this.#toldSize = this.#size
    this.#hasChanged = false
    this.#modes = modes
    this.#leave = leave
    this.#keeper = new ModeKeeper(this.strings, this.isModern)
    this.guard()
    this.open()
    const out = this.#keeper.enter(modes)
    const asks = modes.probe && this.isModern
    this.putNow(out + (asks ? this.probe.start(modes.images) : ""))
    if (asks && modes.images) this.askBehind()
  }

  setModes(change: Partial<Modes>): void {
    if (!this.#modes) return
    this.#modes = { ...this.#modes, ...change }
    this.#tell(this.#keeper.change(change))
  }

  stop(): void {
    const state = this.#state
    if (state === "stopped") return
    this.#state = "stopped" // first: what follows may find the terminal gone, and come back here
    if (state === "running") this.#giveBack()
    this.#keeper.clear()
    this.probe.stop()
    if (this.#resizeTimer !== undefined) this.clock.clear(this.#resizeTimer)
    this.#resizeTimer = undefined
    if (state !== "new") this.unguard()
    this.released()
  }

  /** After the very last use: free what belongs to the driver itself. */
  protected released(): void {}

  suspend(): void {
    if (this.#state !== "running") return
    this.#state = "suspended"
    this.#giveBack()
  }

  resume(): void {
    if (this.#state === "suspended") {
      this.#state = "running"
      this.open()
    } else if (this.#state === "running") this.reopen()
    else return
    this.putNow(this.#keeper.again())
    this.refreshSize()
    this.#onReset.emit()
  }

  stopJob(): void {}

  #giveBack(): void {
    let last = ""
    try {
      last = this.#leave?.() ?? ""
    } catch {
      // The way back must not depend on the app.
    }
    this.putNow(last + this.#keeper.leave(this.caps.sync))
    this.drain()
    this.parser.reset()
    this.#cursorListeners = []
    this.close()
  }

  // Output.

  write(frame: Uint8Array | string): boolean {
    return this.#state === "running" ? this.put(frame) : true
  }

  title(text: string): void {
    if (!this.isModern) return
    this.#tell(this.#keeper.title() + `\x1b]2;${clean(text)}\x1b\\`)
  }

  askCursor(listener: (at: { row: number; column: number }) => void): void {
    if (this.#state !== "running" || !this.isModern) return
    this.#cursorListeners.push(listener)
    this.parser.expectCursor()
    this.#tell("\x1b[6n")
  }

  bell(): void {
    this.#tell("\x07")
  }

  copy(text: string): boolean {
    if (!this.caps.clipboard || text.length > LONGEST_COPY || !this.isRunning) return false
    const sequence = `\x1b]52;c;${Buffer.from(text).toString("base64")}\x07`
    this.#tell(sequence + this.passThrough(sequence))
    return true
  }

  #tell(bytes: string): void {
    if (bytes !== "" && this.#state === "running") this.put(bytes)
  }

  // Input.

  /** Bytes from the terminal. */
  protected received(bytes: Uint8Array): void {
    if (this.#state !== "running") return
    this.#onBytes.emit(bytes)
    this.parser.feed(bytes)
  }

  protected drained(): void {
    this.#onDrain.emit()
  }

  /** The other side is gone, or we were told to end. */
  protected finish(reason: EndReason): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.stop()
    this.#onEnd.emit(reason)
  }

  /** Asks the wire for its size; overridden where it knows. */
  protected refreshSize(): void {}

  /** Notes a size and tells it, after a pause in which more may come. */
  protected sized(columns: number, rows: number, pixelWidth?: number, pixelHeight?: number): void {
    const now = this.#size
    columns = side(columns)
    rows = side(rows)
    const grew = columns !== now.columns || rows !== now.rows
    // Pixels of another size are worth nothing.
    const width = pixelWidth ?? (grew ? 0 : now.pixelWidth)
    const height = pixelHeight ?? (grew ? 0 : now.pixelHeight)
    this.#size = { columns, rows, pixelWidth: width, pixelHeight: height }
    this.#hasChanged ||= grew
    const isTold = grew || width !== now.pixelWidth || height !== now.pixelHeight
    if (!isTold || this.#state === "new" || this.#state === "stopped") return
    if (this.#resizeTimer !== undefined) return
    this.#resizeTimer = this.clock.set(() => {
      this.#resizeTimer = undefined
      const told = this.#toldSize
      this.#toldSize = this.#size
      // There and back again: what was cut off meanwhile is gone from the terminal. (In line, rows are
      // wrapped and come back.)
      const isBack = this.#hasChanged && sameCells(told, this.#size)
      this.#hasChanged = false
      if (isBack && this.#state === "running" && this.#modes?.altScreen) this.#onReset.emit()
      this.#onResize.emit(this.#size)
    }, RESIZE_PAUSE)
  }

  #event(event: TerminalEvent): void {
    if (this.#state !== "running") return // an earlier event of the chunk has ended us
    if (event.type === "reply") {
      this.#reply(event)
      return
    }
    if (event.type === "focus" && event.focused) this.#askGround()
    this.#onInput.emit(event)
  }

  #reply(reply: Reply): void {
    if (reply.name === "resize" && reply.columns > 0 && reply.rows > 0) {
      if (reply.width > 0) this.sized(reply.columns, reply.rows, reply.width, reply.height)
      else this.sized(reply.columns, reply.rows)
    } else if (reply.name === "pixels" && reply.of === "text") {
      this.sized(this.#size.columns, this.#size.rows, reply.width, reply.height)
    } else if (reply.name === "cursor") this.#cursorListeners.shift()?.(reply)
    else this.probe.reply(reply)
  }

  /** Night may have fallen while we were out of sight; terminals with mode 2031 say so themselves. */
  #askGround(): void {
    if (this.caps.background && !this.#keeper.has("2031")) this.#tell("\x1b]11;?\x1b\\")
  }

  #offer(mode: number): void {
    const modes = this.#modes
    if (!modes) return
    if (mode === 2027 && modes.graphemes) {
      this.#tell(this.#keeper.private(mode))
      this.probe.note({ graphemes: true })
    } else if (mode === 2031 && modes.theme) this.#tell(this.#keeper.private(mode))
    else if (mode === 2048) this.#tell(this.#keeper.private(mode))
  }

  #chooseKeyboard(kitty: boolean, answered: boolean): void {
    if (this.#modes?.keyboard !== "best") return
    if (kitty) {
      this.#tell(this.#keeper.kitty())
      this.probe.note({ kittyKeyboard: true })
    } else if (answered && this.env.TERM_PROGRAM !== "Apple_Terminal") {
      this.#tell(this.#keeper.modifyOtherKeys()) // Terminal.app takes it for "underline, dim"
    }
  }

  // Listeners.

  onInput(listener: (event: InputEvent) => void): () => void {
    return this.#onInput.add(listener)
  }
  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    return this.#onBytes.add(listener)
  }
  onResize(listener: (size: TerminalSize) => void): () => void {
    return this.#onResize.add(listener)
  }
  onCaps(listener: (caps: Capabilities) => void): () => void {
    return this.#onCaps.add(listener)
  }
  onDrain(listener: () => void): () => void {
    return this.#onDrain.add(listener)
  }
  onReset(listener: () => void): () => void {
    return this.#onReset.add(listener)
  }
  onEnd(listener: (reason: EndReason) => void): () => void {
    return this.#onEnd.add(listener)
  }
}

function sameCells(a: TerminalSize, b: TerminalSize): boolean {
  return a.columns === b.columns && a.rows === b.rows
}

function side(cells: number): number {
  return Math.max(0, Math.min(LONGEST_SIDE, Math.floor(cells) || 0))
}

/** Text that may stand inside OSC: no controls, no bidi controls, not endless. */
function clean(text: string): string {
  return text
    .slice(0, 4096)
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\ud800-\udfff]/gu, "\ufffd") // halves of pairs
    .slice(0, 256)
}
