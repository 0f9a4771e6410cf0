// Bytes from a terminal → events, with nothing lost, torn or typed by mistake.
//
//                    ┌────────── printable, UTF-8 ──────────▶ key
//     bytes ─▶ GROUND ── ESC ─▶ ESCAPE ─┬─ [ ─▶ CSI ─┬─ final ▶ key · mouse · focus · reply
//                    │             │    │            ├─ M ─▶ X10 (three bytes more)
//                    │             │    │            └─ 200~ ▶ PASTE ─ ESC[201~ ▶ paste
//                    │             │    ├─ O ─▶ SS3 ─▶ key
//                    │             │    ├─ ] P _ ^ X ─▶ STRING ── BEL, ESC \ ─▶ reply
//                    │             │    └─ any other ─▶ alt+key
//                    └─ C0 ▶ key   └─ silence ─▶ the Escape key
//
// One byte moves the machine one step, whatever chunk it came in, so that splitting the input
// differently never changes the events. Two things are settled by silence: a lone ESC (and ESC [,
// ESC O, …, which are alt+[ and alt+O) after `escapeDelay`; a sequence that stops in the middle is
// thrown away after `sequenceDelay`. Unknown sequences are swallowed.
//
// Memory is bounded: sequences by MAX_CSI and MAX_STRING, a paste by `maxPaste`. What exceeds its
// bound is read to its end and dropped (a paste: cut).

import type { KeyInput, Reply, TerminalEvent } from "./input-events.ts"
import { characterKey, controlKey, csiKey, keyInput, linuxKey, ss3Key } from "./keys.ts"
import { MouseDecoder } from "./mouse.ts"
import { PasteBuffer } from "./paste.ts"
import { apcReply, csiReply, dcsReply, oscReply, parseParams } from "./replies.ts"

/** Timers as a parameter, so that tests own the time. */
export interface Clock {
  /** Calls `run` once after `delay` milliseconds. */
  set(run: () => void, delay: number): unknown
  clear(timer: unknown): void
}

export interface ParserOptions {
  /** Called in the middle of `feed`, in order. */
  readonly onEvent: (event: TerminalEvent) => void
  /** Milliseconds of silence after which a lone ESC is the Escape key. Default 30. */
  readonly escapeDelay?: number
  /** Milliseconds of silence after which half a sequence is given up. Default 1000. */
  readonly sequenceDelay?: number
  /** Longest paste in bytes; the rest of a longer one is dropped. Default 16 MiB. */
  readonly maxPaste?: number
  readonly clock?: Clock
  /** Asked about a complete sequence of a form that keys have, and which we do not know. */
  readonly legacy?: (sequence: string) => KeyInput | undefined
}

const MAX_CSI = 128 // bytes; the longest real one is a kitty key with text
const MAX_STRING = 1 << 20 // bytes; a clipboard may be this long, other replies are short

const GROUND = 0
const ESCAPE = 1
const CSI = 2
const LINUX = 3 // after CSI [
const SS3 = 4
const STRING = 5
const STRING_ESCAPE = 6
const X10 = 7
const PASTE = 8
const UTF8 = 9

const ESC = 0x1b
const ALT = 2

const SYSTEM_CLOCK: Clock = {
  set: (run, delay) => setTimeout(run, delay),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
}

export class Parser {
  readonly #options: ParserOptions
  readonly #clock: Clock
  readonly #emit: (event: TerminalEvent) => void
  readonly #mouse = new MouseDecoder()
  readonly #paste: PasteBuffer
  #timer: unknown
  #state = GROUND
  /** ESC was doubled: an Alt in front of CSI or SS3. */
  #doubled = false
  /** Text of the CSI, SS3 or string at hand, without its introducer. */
  #text = ""
  /** It got too long: read to the end, then drop. */
  #overflow = false
  /** Which string: "]", "P", "_", "^" or "X". */
  #kind = ""
  /** ESC stood before the UTF-8 character at hand. */
  #alt = 0
  #point = 0
  #missing = 0
  #lowest = 0x80
  #highest = 0xbf
  readonly #x10 = [0, 0, 0]
  #x10Count = 0
  #cursorReplies = 0

  constructor(options: ParserOptions) {
    this.#options = options
    this.#clock = options.clock ?? SYSTEM_CLOCK
    this.#emit = options.onEvent
    this.#paste = new PasteBuffer(options.maxPaste ?? 16 << 20)
  }

  /** True when no sequence is half read. */
  get idle(): boolean {
    return this.#state === GROUND
  }

  /** The next `CSI row ; column R` is the cursor's place, and not F3 with a modifier. */
  expectCursor(): void {
    this.#cursorReplies++
  }

  /** Forgets everything half read and all held buttons. */
  reset(): void {
    this.#stopTimer()
    this.#toGround()
    this.#mouse.reset()
    this.#paste.clear()
    this.#cursorReplies = 0
  }

  /** Reads a chunk. It is not kept. */
  feed(bytes: Uint8Array): void {
    this.#stopTimer()
    for (let i = 0; i < bytes.length; i++) {
      if (this.#state === PASTE) i = this.#inPaste(bytes, i)
      else this.#step(bytes[i] ?? 0)
    }
    if (this.#state !== GROUND && this.#state !== PASTE) this.#startTimer()
  }

  /** Settles what waits for silence, as if it had been long enough. */
  settle(): void {
    this.#stopTimer()
    const state = this.#state
    if (state === GROUND || state === PASTE) return
    const doubled = this.#doubled
    const introducer = this.#introducer()
    const bare = introducer !== "" && this.#text === "" && !this.#overflow
    this.#toGround()
    if (state === ESCAPE) {
      if (doubled) this.#emit(keyInput("escape"))
      this.#emit(keyInput("escape"))
    } else if (bare) {
      if (doubled) this.#emit(keyInput("escape"))
      this.#emit(characterKey(introducer, ALT))
    }
  }

  #step(byte: number): void {
    switch (this.#state) {
      case GROUND:
        this.#ground(byte, 0)
        break
      case ESCAPE:
        this.#escape(byte)
        break
      case CSI:
        this.#csi(byte)
        break
      case LINUX:
        this.#linux(byte)
        break
      case SS3:
        this.#ss3(byte)
        break
      case STRING:
        this.#string(byte)
        break
      case STRING_ESCAPE:
        this.#stringEscape(byte)
        break
      case X10:
        this.#x10Byte(byte)
        break
      case UTF8:
        this.#continuation(byte)
        break
    }
  }

  #ground(byte: number, bits: number): void {
    if (byte >= 0x20 && byte < 0x7f) this.#emit(characterKey(String.fromCharCode(byte), bits))
    else if (byte === ESC) this.#state = ESCAPE
    else if (byte < 0x80) this.#emit(controlKey(byte, bits))
    else if (byte < 0xa0) this.#c1(byte)
    else this.#leading(byte, bits)
  }

  #escape(byte: number): void {
    if (byte === ESC) {
      // Of three, the first is a key by itself: only ESC ESC [ and ESC ESC O say Alt.
      if (this.#doubled) this.#emit(keyInput("escape"))
      this.#doubled = true
      return
    }
    if (byte === 0x5b) this.#begin(CSI)
    else if (byte === 0x4f) this.#begin(SS3)
    else {
      if (this.#doubled) this.#emit(keyInput("escape"))
      this.#doubled = false
      if (isStringIntroducer(byte)) {
        this.#begin(STRING)
        this.#kind = String.fromCharCode(byte)
      } else {
        this.#state = GROUND
        this.#ground(byte, ALT)
      }
    }
  }

  #begin(state: number): void {
    this.#state = state
    this.#text = ""
    this.#overflow = false
  }

  #toGround(): void {
    this.#state = GROUND
    this.#doubled = false
    this.#text = ""
    this.#overflow = false
  }

  /** The character that began the sequence at hand, or "" if Alt with it is no key. */
  #introducer(): string {
    if (this.#state === CSI) return "["
    if (this.#state === SS3) return "O"
    return this.#state === STRING ? this.#kind : ""
  }

  /** C1 controls: the 8-bit forms of ESC [, ESC O, …; the rest is dropped. */
  #c1(byte: number): void {
    if (byte === 0x9b) this.#begin(CSI)
    else if (byte === 0x8f) this.#begin(SS3)
    else if (isStringIntroducer(byte - 0x40)) {
      this.#begin(STRING)
      this.#kind = String.fromCharCode(byte - 0x40)
    }
  }

  #csi(byte: number): void {
    if (byte >= 0x40 && byte <= 0x7e) {
      if (byte === 0x5b && this.#text === "") this.#begin(LINUX)
      else if (byte === 0x4d && this.#text === "") {
        this.#state = X10
        this.#x10Count = 0
      } else this.#csiEnd(String.fromCharCode(byte))
    } else if (byte === 0x24 && /^\d+$/.test(this.#text))
      this.#csiEnd("$") // rxvt's Shift
    else if (byte >= 0x20 && byte < 0x40) this.#append(byte, MAX_CSI)
    else this.#interrupt(byte)
  }

  #csiEnd(final: string): void {
    const body = this.#text
    const doubled = this.#doubled
    const overflow = this.#overflow
    this.#toGround()
    if (overflow) return
    const match = CSI_BODY.exec(body)
    if (!match) return
    const [, prefix = "", numbers = "", intermediate = ""] = match
    const params = parseParams(numbers)
    const first = params[0]?.[0] ?? -1

    if (prefix === "" && intermediate === "") {
      if (final === "~" && first === 200) {
        if (doubled) this.#emit(keyInput("escape"))
        this.#state = PASTE
        return
      }
      if (final === "~" && first === 201) return // an end without a beginning
      if ((final === "I" || final === "O") && params.length === 0) {
        if (doubled) this.#emit(keyInput("escape"))
        this.#emit({ type: "focus", focused: final === "I" })
        return
      }
      if (final === "M" && params.length === 3) {
        // rxvt's form of 1015: X10's button in decimal
        this.#mouseReport(first - 32, params[1]?.[0] ?? 0, params[2]?.[0] ?? 0, false, doubled)
        return
      }
      const isCursor = final === "R" && this.#isCursorReply(params)
      const key = isCursor ? undefined : csiKey(params, final, doubled ? ALT : 0)
      if (key) {
        this.#emit(key)
        return
      }
    }
    if (prefix === "<" && (final === "M" || final === "m") && params.length === 3) {
      this.#mouseReport(first, params[1]?.[0] ?? 0, params[2]?.[0] ?? 0, final === "m", doubled)
      return
    }
    if (doubled) this.#emit(keyInput("escape"))
    const reply = csiReply(prefix, params, intermediate, final)
    if (reply) this.#emit(reply)
    else if (prefix === "" && intermediate === "") this.#unknown("\x1b[" + body + final)
  }

  #isCursorReply(params: readonly (readonly number[])[]): boolean {
    if (params.length !== 2) return false
    const [row = [0], column = [0]] = params
    const looksLikeKey = row[0] === 1 && (column[0] ?? 0) >= 2 && (column[0] ?? 0) <= 16
    if (this.#cursorReplies > 0) {
      this.#cursorReplies--
      return true
    }
    return !looksLikeKey && column.length === 1
  }

  #mouseReport(b: number, x: number, y: number, released: boolean, doubled: boolean): void {
    if (doubled) this.#emit(keyInput("escape"))
    if (b < 0) return
    this.#mouse.decode(b, Math.max(0, x - 1), Math.max(0, y - 1), released, this.#emit)
  }

  #x10Byte(byte: number): void {
    this.#x10[this.#x10Count++] = byte
    if (this.#x10Count < 3) return
    const [b = 0, x = 0, y = 0] = this.#x10
    const doubled = this.#doubled
    this.#toGround()
    this.#mouseReport(b - 32, x - 32, y - 32, false, doubled)
  }

  #linux(byte: number): void {
    if (byte >= 0x30 && byte <= 0x39) {
      this.#append(byte, MAX_CSI)
      return
    }
    if (byte < 0x40 || byte > 0x7e) {
      this.#interrupt(byte)
      return
    }
    const final = String.fromCharCode(byte)
    const text = this.#text
    const bits = this.#doubled ? ALT : 0
    this.#toGround()
    // CSI [ A is the Linux console's F1, CSI [ 5 ~ PuTTY's PageUp.
    const key = text === "" ? linuxKey(final, bits) : csiKey(parseParams(text), final, bits)
    if (key) this.#emit(key)
    else this.#unknown("\x1b[[" + text + final)
  }

  #ss3(byte: number): void {
    if ((byte >= 0x30 && byte <= 0x39) || byte === 0x3b) {
      this.#append(byte, MAX_CSI)
      return
    }
    if (byte < 0x20 || byte > 0x7e) {
      this.#interrupt(byte)
      return
    }
    const text = this.#text
    const final = String.fromCharCode(byte)
    const bits = this.#doubled ? ALT : 0
    const overflow = this.#overflow
    this.#toGround()
    if (overflow) return
    const key = ss3Key(parseParams(text), final, bits)
    if (key) this.#emit(key)
    else this.#unknown("\x1bO" + text + final)
  }

  #string(byte: number): void {
    if (byte === 0x07) this.#stringEnd()
    else if (byte === ESC) this.#state = STRING_ESCAPE
    else if (byte === 0x18 || byte === 0x1a) this.#toGround()
    else if (byte < 0x20 && this.#text === "") this.#interrupt(byte)
    else if (byte >= 0x20) this.#append(byte, MAX_STRING)
  }

  #stringEscape(byte: number): void {
    if (byte === 0x5c) {
      this.#state = STRING
      this.#stringEnd()
      return
    }
    // The string was cut off by the beginning of something else.
    const bare = this.#text === "" && !this.#overflow
    const kind = this.#kind
    this.#toGround()
    if (bare) this.#emit(characterKey(kind, ALT))
    this.#state = ESCAPE
    this.#escape(byte)
  }

  #stringEnd(): void {
    const text = this.#text
    const kind = this.#kind
    const overflow = this.#overflow
    this.#toGround()
    if (overflow) return
    let reply: Reply | undefined
    if (kind === "]") reply = oscReply(text)
    else if (kind === "P") reply = dcsReply(text)
    else if (kind === "_") reply = apcReply(text)
    if (reply) this.#emit(reply)
  }

  #append(byte: number, limit: number): void {
    if (this.#text.length < limit) this.#text += String.fromCharCode(byte)
    else this.#overflow = true
  }

  /** A byte that cannot belong to the sequence at hand: that one ends here, this one counts anew. */
  #interrupt(byte: number): void {
    const introducer = this.#introducer()
    const bare = introducer !== "" && this.#text === "" && !this.#overflow
    const doubled = this.#doubled
    this.#toGround()
    if (bare) {
      if (doubled) this.#emit(keyInput("escape"))
      this.#emit(characterKey(introducer, ALT))
    }
    if (byte === 0x18 || byte === 0x1a) {
      if (bare) this.#ground(byte, 0)
      return // CAN and SUB cancel a sequence and are nothing else
    }
    this.#ground(byte, 0)
  }

  #unknown(sequence: string): void {
    const key = this.#options.legacy?.(sequence)
    if (key) this.#emit(key)
  }

  // UTF-8 by the table of the Unicode standard (3-7): the second byte's range excludes overlong
  // forms and surrogates; a byte out of range ends the bad character and counts anew.
  #leading(byte: number, bits: number): void {
    if (byte < 0xc2 || byte > 0xf4) return // never a first byte: swallowed
    this.#state = UTF8
    this.#alt = bits
    this.#lowest = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
    this.#highest = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
    this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
    this.#point = byte & (byte < 0xe0 ? 0x1f : byte < 0xf0 ? 0x0f : 0x07)
  }

  #continuation(byte: number): void {
    if (byte < this.#lowest || byte > this.#highest) {
      this.#toGround()
      this.#ground(byte, 0)
      return
    }
    this.#lowest = 0x80
    this.#highest = 0xbf
    this.#point = (this.#point << 6) | (byte & 0x3f)
    if (--this.#missing > 0) return
    const point = this.#point
    this.#toGround()
    if (point < 0xa0) this.#c1(point)
    else this.#emit(characterKey(String.fromCodePoint(point), this.#alt))
  }

  /** Takes what belongs to the paste; returns the index of the last byte taken. */
  #inPaste(bytes: Uint8Array, from: number): number {
    const end = this.#paste.take(bytes, from)
    if (end < 0) return bytes.length
    this.#toGround()
    const { text, truncated } = this.#paste.finish()
    this.#emit({ type: "paste", text, truncated })
    return end
  }

  #startTimer(): void {
    const bare = this.#text === "" && !this.#overflow
    const isKey = this.#state === ESCAPE || (bare && this.#introducer() !== "")
    const delay = isKey ? (this.#options.escapeDelay ?? 30) : (this.#options.sequenceDelay ?? 1000)
    this.#timer = this.#clock.set(() => {
      this.#timer = undefined
      this.settle()
    }, delay)
  }

  #stopTimer(): void {
    if (this.#timer === undefined) return
    this.#clock.clear(this.#timer)
    this.#timer = undefined
  }
}

// prefix, parameters, intermediates
const CSI_BODY = /^([<=>?]?)([0-9:;]*)([ -/]*)$/

/** ESC ] P _ ^ X: OSC, DCS, APC, PM, SOS. */
function isStringIntroducer(byte: number): boolean {
  return byte === 0x5d || byte === 0x50 || byte === 0x5f || byte === 0x5e || byte === 0x58
}
