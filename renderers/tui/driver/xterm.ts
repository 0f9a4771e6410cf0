// A terminal to look at: @xterm/headless, synchronous, with our width table. For tests.
//
//     renderer ── write ──▶ xterm ──▶ screen(), cell(), cursor()
//     renderer ◀── send ─── test         and what the emulator answers by itself
//
// @xterm/headless answers DA1, mode queries and cursor reports; `answers` makes up what it leaves out
// (colours, name, kitty's keyboard), or has it say nothing at all.

import { createRequire } from "node:module"
import { CodedError } from "../../../core/errors.ts"
import { unicodeProvider } from "../unicode.ts"
import { BaseDriver, type BaseOptions } from "./base.ts"

/** What the made-up terminal says of itself. */
export interface XtermAnswers {
  /** XTVERSION. Default "filigree-test 1". */
  readonly version?: string
  /** OSC 11, 0 to 255 each. Default none. */
  readonly background?: readonly [number, number, number]
  /** OSC 10. */
  readonly foreground?: readonly [number, number, number]
  /** Kitty's keyboard protocol: flags in force. Default none: it is not there. */
  readonly kitty?: number
  /** States of modes (DECRPM: 1 set, 2 reset) besides those that xterm.js knows. */
  readonly modes?: Readonly<Record<number, number>>
}

/** What the terminal under test is like. */
export interface XtermOptions extends BaseOptions {
  /** In cells. Default 80 × 24. */
  readonly columns?: number
  readonly rows?: number
  /** False: it never answers anything. */
  readonly answers?: XtermAnswers | false
}

/** One cell of the grid. Colours are 0xRRGGBB, an entry of the palette, or undefined for the default. */
export interface XtermCell {
  readonly text: string
  /** Columns: 0 is the second half of a wide one. */
  readonly width: number
  readonly color: number | undefined
  readonly background: number | undefined
  readonly bold: boolean
  readonly dim: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  readonly inverse: boolean
}

/** Drives an emulator in this process. Needs the package `@xterm/headless`. */
export class XtermDriver extends BaseDriver {
  readonly kind = "xterm"
  /** The emulator itself, a `Terminal` of @xterm/headless, for what is not offered here. */
  readonly terminal: Emulator
  /** Frames written since `reset` was called last, and their bytes. */
  frames = 0
  bytes = 0
  /** All that was written since then, modes and frames. */
  output = ""
  #isStalled = false

  constructor(options: XtermOptions = {}) {
    super({ ...options, env: options.env ?? { TERM: "xterm-256color", COLORTERM: "truecolor" } })
    const { columns = 80, rows = 24, answers = {} } = options
    const Terminal = loadTerminal()
    this.terminal = new Terminal({
      // The emulator cannot be smaller; `size` may be.
      cols: Math.max(2, columns),
      rows: Math.max(1, rows),
      allowProposedApi: true,
      scrollback: 1000,
      logLevel: "off", // it warns of writeSync, which we need: a test looks right after a frame
    })
    const provider = unicodeProvider()
    this.terminal.unicode.register(provider)
    this.terminal.unicode.activeVersion = provider.version
    if (answers) {
      this.terminal.onData((data) => this.send(data))
      this.#answer(answers)
    }
    this.sized(columns, rows)
  }

  protected put(data: Uint8Array | string): boolean {
    this.frames++
    this.putNow(data)
    return !this.#isStalled
  }

  protected putNow(data: Uint8Array | string): void {
    if (data.length === 0) return
    const bytes = Buffer.from(data as string)
    this.bytes += bytes.length
    this.output += bytes.toString("utf8")
    this.terminal._core.writeSync(new Uint8Array(bytes))
  }

  protected open(): void {}
  protected close(): void {}

  /** What a terminal would send: keys, mouse reports, pastes, as its bytes. */
  send(bytes: string | Uint8Array): void {
    this.received(typeof bytes === "string" ? Buffer.from(bytes) : bytes)
  }

  /** The window gets another size. In cells. */
  resize(columns: number, rows: number): void {
    this.terminal.resize(Math.max(2, columns), Math.max(1, rows))
    this.sized(columns, rows)
  }

  /** From now on `write` says false, until `unstall`, which calls `onDrain`. */
  stall(): void {
    this.#isStalled = true
  }
  unstall(): void {
    this.#isStalled = false
    this.drained()
  }

  /** Begins counting anew. */
  reset(): void {
    this.frames = 0
    this.bytes = 0
    this.output = ""
  }

  /** The visible rows, trailing blanks cut off, joined by "\n"; empty rows at the end are left out. */
  screen(): string {
    return this.lines().join("\n").trimEnd()
  }

  lines(): string[] {
    const { active } = this.terminal.buffer
    return Array.from({ length: this.terminal.rows }, (_, y) =>
      wordsOf(active.getLine(active.baseY + y), this.terminal.cols),
    )
  }

  /** What has scrolled off the top, oldest first. */
  scrollback(): string[] {
    const { active } = this.terminal.buffer
    return Array.from({ length: active.baseY }, (_, y) =>
      wordsOf(active.getLine(y), this.terminal.cols),
    )
  }

  /** Column and row from 0. */
  cell(x: number, y: number): XtermCell {
    const { active } = this.terminal.buffer
    const cell = active.getLine(active.baseY + y)?.getCell(x)
    if (!cell)
      throw new RangeError(`no cell at ${x}, ${y} of ${this.terminal.cols} × ${this.terminal.rows}`)
    return {
      text: cell.getChars(),
      width: cell.getWidth(),
      color: cell.isFgDefault() ? undefined : cell.getFgColor(),
      background: cell.isBgDefault() ? undefined : cell.getBgColor(),
      bold: cell.isBold() !== 0,
      dim: cell.isDim() !== 0,
      italic: cell.isItalic() !== 0,
      underline: cell.isUnderline() !== 0,
      strike: cell.isStrikethrough() !== 0,
      inverse: cell.isInverse() !== 0,
    }
  }

  cursor(): { x: number; y: number; visible: boolean } {
    const { active } = this.terminal.buffer
    const visible = !this.terminal._core.coreService.isCursorHidden
    return { x: active.cursorX, y: active.cursorY, visible }
  }

  /** Everything that a program could leave changed, to compare. */
  state(): unknown {
    const { _core: core, buffer, modes } = this.terminal
    const { fg, bg } = core._inputHandler._curAttrData
    return {
      buffer: buffer.active.type,
      lines: this.lines(),
      cursor: this.cursor(),
      modes: { ...modes },
      mouseEncoding: core.coreMouseService.activeEncoding,
      attributes: [fg, bg],
      region: [core.buffer.scrollTop, core.buffer.scrollBottom],
    }
  }

  #answer(answers: XtermAnswers): void {
    const { parser } = this.terminal
    const say = (text: string): true => {
      this.send(text)
      return true
    }
    const color = (rgb: readonly number[]) =>
      `rgb:${rgb.map((part) => part.toString(16).padStart(2, "0").repeat(2)).join("/")}`
    parser.registerCsiHandler({ prefix: ">", final: "q" }, () =>
      say(`\x1bP>|${answers.version ?? "filigree-test 1"}\x1b\\`),
    )
    const { kitty, background, foreground, modes } = answers
    if (kitty !== undefined) {
      parser.registerCsiHandler({ prefix: "?", final: "u" }, () => say(`\x1b[?${kitty}u`))
    }
    if (background) {
      parser.registerOscHandler(
        11,
        (text) => text === "?" && say(`\x1b]11;${color(background)}\x07`),
      )
    }
    if (foreground) {
      parser.registerOscHandler(
        10,
        (text) => text === "?" && say(`\x1b]10;${color(foreground)}\x07`),
      )
    }
    parser.registerCsiHandler({ prefix: "?", intermediates: "$", final: "p" }, (params) => {
      const mode = Number(params[0])
      const state = modes?.[mode]
      return state !== undefined && say(`\x1b[?${mode};${state}$y`)
    })
  }
}

/** The part of @xterm/headless that we use; written here, since the package is no dependency. */
export interface Emulator {
  readonly cols: number
  readonly rows: number
  readonly buffer: { readonly active: EmulatorBuffer }
  readonly modes: Readonly<Record<string, unknown>>
  readonly unicode: { register(provider: unknown): void; activeVersion: string }
  readonly parser: {
    registerCsiHandler(
      id: { prefix?: string; intermediates?: string; final: string },
      handler: (params: readonly (number | number[])[]) => boolean,
    ): unknown
    registerOscHandler(id: number, handler: (data: string) => boolean): unknown
  }
  onData(listener: (data: string) => void): unknown
  onBell(listener: () => void): unknown
  onTitleChange(listener: (title: string) => void): unknown
  resize(columns: number, rows: number): void
  dispose(): void
  /** Private, and the only way to write synchronously or to see these states. */
  readonly _core: {
    writeSync(data: Uint8Array): void
    readonly coreService: { readonly isCursorHidden: boolean }
    readonly coreMouseService: { readonly activeEncoding: string }
    readonly _inputHandler: { readonly _curAttrData: { readonly fg: number; readonly bg: number } }
    readonly buffer: { readonly scrollTop: number; readonly scrollBottom: number }
  }
}

export interface EmulatorBuffer {
  readonly type: string
  readonly cursorX: number
  readonly cursorY: number
  readonly baseY: number
  getLine(y: number): EmulatorLine | undefined
}

interface EmulatorLine {
  translateToString(trimRight: boolean, from: number, to: number): string
  getCell(x: number): EmulatorCell | undefined
}

interface EmulatorCell {
  getChars(): string
  getWidth(): number
  isFgDefault(): boolean
  isBgDefault(): boolean
  getFgColor(): number
  getBgColor(): number
  isBold(): number
  isDim(): number
  isItalic(): number
  isUnderline(): number
  isStrikethrough(): number
  isInverse(): number
}

/** A row without the blanks at its end. The emulator keeps cells that a narrower window no longer has. */
function wordsOf(line: EmulatorLine | undefined, columns: number): string {
  return line?.translateToString(true, 0, columns).replace(/ +$/, "") ?? ""
}

type EmulatorClass = new (options: Record<string, unknown>) => Emulator

let emulator: EmulatorClass | undefined

function loadTerminal(): EmulatorClass {
  if (emulator) return emulator
  const require = createRequire(import.meta.url)
  try {
    emulator = (require("@xterm/headless") as { Terminal: EmulatorClass }).Terminal
  } catch (error) {
    throw noEmulator(error)
  }
  return emulator
}

function noEmulator(cause: unknown): Error {
  return new CodedError(
    "no-emulator",
    "the test terminal needs the package @xterm/headless, which is not installed.",
    "npm install --save-dev @xterm/headless",
    undefined,
    cause,
  )
}
