// The cheapest bytes that make a terminal show what we want.
//
//     moveTo(12, 3)   style(fg, bg, attr)   glyph(…)        one kept buffer, one write a frame
//          │                  │                 │
//          ▼                  ▼                 ▼
//     \x1b[4;13H    \x1b[1;38;2;122;162;247m   UTF-8
//
// The emitter remembers across frames what the terminal's cursor and attributes are, so that what is
// already so costs nothing: a counter that changes is `\x1b[6D` and its digits. Numbers are written
// from a table of packed digits, four bytes at a time: a cell with two truecolors is 34 bytes and
// about 30 ns.
//
// `x` is -1 when the column is not known: after the last column (the terminal holds back its wrap)
// and after a grapheme whose width terminals disagree about.

import { LINK, SHOWS_ON_SPACE, STYLE } from "./cells.ts"
import { toDepth } from "./color.ts"
import type { ColorDepth } from "./driver/driver.ts"
import { CLUSTER, type Pool, SPACE, VALUE } from "./glyphs.ts"

const DEFAULT = 1
const PALETTE = 0x100
const SEMICOLON = 59

/** `n` in decimal and a semicolon, packed little-endian, for n of 0 to 255; and how many bytes. */
const DIGITS = new Int32Array(256)
const DIGITS_LENGTH = new Uint8Array(256)
for (let n = 0; n < 256; n++) {
  const bytes = `${n};`
  let packed = 0
  for (let i = 0; i < bytes.length; i++) packed |= bytes.charCodeAt(i) << (8 * i)
  DIGITS[n] = packed
  DIGITS_LENGTH[n] = bytes.length
}

function packed(text: string): number {
  let value = 0
  for (let i = 0; i < text.length; i++) value |= text.charCodeAt(i) << (8 * i)
  return value
}

const CSI = packed("\x1b[") // two bytes
const FG_TRUE_A = packed("38;2")
const BG_TRUE_A = packed("48;2")
const FG_256 = packed("38;5")
const BG_256 = packed("48;5")

/** On and off parameters of each flag, in the order of the bits. */
const ON = ["1;", "2;", "3;", "4;", "9;", "7;"]
const OFF = ["22;", "22;", "23;", "24;", "29;", "27;"]

/** What is worth a synchronized update (16 bytes): a frame that a terminal may read in two parts. */
const WORTH_SYNC = 512

/** Frames of fewer bytes have their views kept. */
const SHORT = 64

/** Room before the frame for the start of a synchronized update. */
const RESERVED = 8
/** Bytes that a cell may take at most: two true colours, flags and a move; clusters and links ask for more. */
const ROOM = 64
/** JOINABLE, and what else of the low byte never reaches the terminal. */
const JOIN = 0xff & ~STYLE

export interface EmitterOptions {
  /** Cells that clusters and links are named by. */
  readonly pool: Pool
}

export class Emitter {
  /** What the terminal can do; change freely between frames. */
  depth: ColorDepth = 24
  sync = false
  links = true
  /** Erasing fills with the current background. */
  backgroundErase = false
  /** False: the region's first row is wherever the cursor was, and rows are only reached relatively. */
  absolute = true
  width = 0
  height = 0

  /** The terminal's cursor. -1: not known. */
  x = -1
  y = -1
  /** What the next character would look like. NaN-free: -1 is "not known". */
  fg = -1
  bg = -1
  attr = -1
  /** Whether the hardware cursor is shown; undefined when not known. */
  cursorShown: boolean | undefined = undefined
  /** Scroll margins that are set: rows top to before bottom, or -1 when there are none. */
  marginTop = -1
  marginBottom = -1

  #buffer: Buffer = Buffer.allocUnsafeSlow(16_384)
  #view = new DataView(this.#buffer.buffer)
  /** The short frames of this buffer by their length: a view costs more than most frames. */
  readonly #short: (Uint8Array | undefined)[] = new Array(SHORT).fill(undefined)
  #at = RESERVED
  #row = 2 * ROOM
  /** A link was begun and not ended. */
  #isLinked = false
  readonly #pool: Pool

  constructor(options: EmitterOptions) {
    this.#pool = options.pool
  }

  /** Bytes of the frame so far. */
  get length(): number {
    return this.#at - RESERVED
  }

  /** Starts a frame. */
  begin(): void {
    this.#at = RESERVED
  }

  /**
   * Ends the frame. The bytes are a part of the kept buffer: write them before the next `begin`.
   * Empty when nothing was emitted.
   */
  end(): Uint8Array {
    const { length } = this
    if (length < SHORT) return (this.#short[length] ??= this.#buffer.subarray(RESERVED, this.#at))
    if (!this.sync || length < WORTH_SYNC) return this.#buffer.subarray(RESERVED, this.#at)
    this.raw("\x1b[?2026l")
    this.#buffer.write("\x1b[?2026h", 0, "latin1")
    return this.#buffer.subarray(0, this.#at)
  }

  /** The terminal may show anything and its state may be any: after start, resume and resize. */
  forget(): void {
    this.x = this.y = -1
    this.fg = this.bg = this.attr = -1
    this.cursorShown = undefined
    this.marginTop = this.marginBottom = -1
  }

  // ── Bytes ─────────────────────────────────────────────────────────────────────────────────────

  /** Makes room for `bytes` more. The small writers below rely on callers to have called it. */
  reserve(bytes: number): void {
    const need = this.#at + bytes + 64
    if (need <= this.#buffer.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(need, this.#buffer.length * 2))
    this.#buffer.copy(grown, 0, 0, this.#at)
    this.#buffer = grown
    this.#short.fill(undefined)
    this.#view = new DataView(grown.buffer)
  }

  /** Makes room for a row of cells. What is as long as it likes, a cluster or a link, makes it again. */
  reserveRow(cells: number): void {
    this.#row = cells * ROOM
    this.reserve(this.#row)
  }

  /** ASCII or any other text, as it is: only for sequences and checked text. */
  raw(text: string): void {
    this.reserve(text.length * 3)
    this.#at += this.#buffer.write(text, this.#at)
  }

  #number(n: number): void {
    const buffer = this.#buffer
    if (n < 256) {
      this.#view.setInt32(this.#at, DIGITS[n]!, true)
      this.#at += DIGITS_LENGTH[n]! - 1
    } else this.#at += buffer.write(String(n), this.#at, "latin1")
  }

  /** `CSI n final`, with n left out when it is 1. */
  #sequence(n: number, final: number): void {
    this.#view.setInt16(this.#at, CSI, true)
    this.#at += 2
    if (n !== 1) this.#number(n)
    this.#buffer[this.#at++] = final
  }

  // ── Cursor ────────────────────────────────────────────────────────────────────────────────────

  /** Moves the cursor by the fewest bytes. */
  moveTo(x: number, y: number): void {
    if (this.x === x && this.y === y) return
    this.reserve(24)
    if (this.y === y && this.#moveInRow(x)) return
    if (!this.absolute) {
      this.#moveRelative(x, y)
      return
    }
    if (x === 0 && y === this.y + 1 && this.y >= 0 && y !== this.marginBottom && y < this.height) {
      this.#buffer[this.#at++] = 13 // CR LF: a tty that maps LF to CR LF does no harm
      this.#buffer[this.#at++] = 10
    } else if (this.x === x && this.y >= 0 && Math.abs(y - this.y) < 10 && !this.#crosses(y)) {
      if (y > this.y)
        this.#sequence(y - this.y, 66) // CUD
      else this.#sequence(this.y - y, 65) // CUU
    } else {
      this.#view.setInt16(this.#at, CSI, true)
      this.#at += 2
      if (y > 0 || x > 0) this.#number(y + 1)
      if (x > 0) {
        this.#buffer[this.#at++] = SEMICOLON
        this.#number(x + 1)
      }
      this.#buffer[this.#at++] = 72 // CUP
    }
    this.x = x
    this.y = y
  }

  /** CUU and CUD stop at the margins. */
  #crosses(y: number): boolean {
    return this.marginTop >= 0 && (y !== this.y || y < this.marginTop)
  }

  #moveInRow(x: number): boolean {
    const from = this.x
    if (x === 0) this.#buffer[this.#at++] = 13
    else if (from === -1) {
      this.#sequence(x + 1, 71) // CHA
    } else if (x > from)
      this.#sequence(x - from, 67) // CUF
    else if (from - x < 4) for (let n = from - x; n > 0; n--) this.#buffer[this.#at++] = 8
    else if (x < 9 && from - x > 9) this.#sequence(x + 1, 71)
    else this.#sequence(from - x, 68) // CUB
    this.x = x
    return true
  }

  #moveRelative(x: number, y: number): void {
    if (x === 0 && y === this.y + 1) {
      this.#buffer[this.#at++] = 13
      this.#buffer[this.#at++] = 10
    } else {
      if (y > this.y) this.#sequence(y - this.y, 66)
      else if (y < this.y) this.#sequence(this.y - y, 65)
      if (this.x !== x) this.#moveInRow(x)
    }
    this.x = x
    this.y = y
  }

  /** Makes rows below by line feeds at the bottom; afterwards the cursor is at column 0 of the last. */
  feed(rows: number): void {
    this.reserve(rows + 2)
    this.#buffer[this.#at++] = 13
    for (let n = 0; n < rows; n++) this.#buffer[this.#at++] = 10
    this.x = 0
    this.y += rows
  }

  showCursor(shown: boolean): void {
    if (this.cursorShown === shown) return
    this.cursorShown = shown
    this.raw(shown ? "\x1b[?25h" : "\x1b[?25l")
  }

  // ── Attributes ────────────────────────────────────────────────────────────────────────────────

  /** Attributes for the next glyph; the caller has reserved 128 bytes. Colours as int32 of surface.ts's Rgba. */
  style(fg: number, bg: number, attr: number, glyph: number): void {
    if (this.depth !== 24) {
      fg = toDepth(fg, this.depth)
      bg = toDepth(bg, this.depth)
    }
    if (fg === 0) fg = DEFAULT
    if (bg === 0) bg = DEFAULT
    const flags = attr & STYLE
    if (glyph === SPACE && !(flags & SHOWS_ON_SPACE) && !((this.attr | attr) >>> LINK)) {
      // Only the background shows on a space: leave all else as it is.
      if (this.bg === bg && this.attr >= 0 && !(this.attr & SHOWS_ON_SPACE)) return
      if (this.attr >= 0 && !(this.attr & SHOWS_ON_SPACE)) {
        fg = this.fg
        attr = this.attr
      }
    } else if (this.fg === fg && this.bg === bg && this.attr === (attr & ~JOIN)) return
    this.#transition(fg, bg, attr & ~JOIN)
  }

  #transition(fg: number, bg: number, attr: number): void {
    if (this.attr < 0) {
      this.raw("\x1b[m")
      if (this.#isLinked) this.#link(0) // no part of the attributes that "m" takes off
      this.fg = this.bg = DEFAULT
      this.attr = 0
    }
    if (this.attr >>> LINK !== attr >>> LINK) this.#link(attr >>> LINK)
    const was = this.attr & STYLE
    const is = attr & STYLE
    this.attr = attr
    if (was === is && this.fg === fg && this.bg === bg) return

    const view = this.#view
    view.setInt16(this.#at, CSI, true)
    this.#at += 2
    if (is === 0 && fg === DEFAULT && bg === DEFAULT) {
      view.setInt8(this.#at++, 109) // no parameter at all: everything back to the default
      this.fg = fg
      this.bg = bg
      return
    }
    if (was !== is) this.#flags(was, is)
    let at = this.#at
    if (this.fg !== fg) at = this.#color(at, fg, 30, FG_TRUE_A, FG_256)
    if (this.bg !== bg) at = this.#color(at, bg, 40, BG_TRUE_A, BG_256)
    view.setInt8(at - 1, 109) // the last semicolon becomes the final "m"
    this.#at = at
    this.fg = fg
    this.bg = bg
  }

  #flags(was: number, is: number): void {
    let off = was & ~is
    let on = is & ~was
    if (off & 3) {
      off = (off & ~3) | 1 // 22 ends both bold and dim
      on |= is & 3
    }
    for (let bit = 0; bit < 6; bit++) if (off & (1 << bit)) this.#parameter(OFF[bit]!)
    for (let bit = 0; bit < 6; bit++) if (on & (1 << bit)) this.#parameter(ON[bit]!)
  }

  #parameter(text: string): void {
    for (let i = 0; i < text.length; i++) this.#buffer[this.#at++] = text.charCodeAt(i)
  }

  /** One colour as parameters at `at`, a semicolon after each; returns where it ends. `base` is 30 or 40. */
  #color(at: number, color: number, base: number, trueStart: number, paletteStart: number): number {
    const view = this.#view
    if (color >>> 24) {
      view.setInt32(at, trueStart, true)
      const r = (color >>> 16) & 255
      const g = (color >>> 8) & 255
      const b = color & 255
      view.setInt8(at + 4, SEMICOLON)
      at += 5
      view.setInt32(at, DIGITS[r]!, true)
      at += DIGITS_LENGTH[r]!
      view.setInt32(at, DIGITS[g]!, true)
      at += DIGITS_LENGTH[g]!
      view.setInt32(at, DIGITS[b]!, true)
      return at + DIGITS_LENGTH[b]!
    }
    let n = base + 9 // the terminal's own
    if (color >= PALETTE) {
      n = color - PALETTE
      if (n < 8) n += base
      else if (n < 16) n += base + 52
      else {
        view.setInt32(at, paletteStart, true)
        view.setInt8(at + 4, SEMICOLON)
        at += 5
      }
    }
    view.setInt32(at, DIGITS[n]!, true)
    return at + DIGITS_LENGTH[n]!
  }

  #link(link: number): void {
    if (!this.links) return
    const address = this.#pool.address(link)
    this.#isLinked = address !== ""
    // The id lets a terminal underline all parts of a link that is broken over lines.
    this.raw(address ? `\x1b]8;id=${link};${address}\x1b\\` : "\x1b]8;;\x1b\\")
    this.reserve(this.#row)
  }

  // ── Cells ─────────────────────────────────────────────────────────────────────────────────────

  /** Writes one glyph at the cursor in the current attributes. Callers keep `x`, and have reserved. */
  glyph(glyph: number): void {
    if (glyph & CLUSTER) {
      this.raw(this.#pool.sentOf(glyph))
      this.reserve(this.#row)
      return
    }
    this.#at = this.#codePoint(glyph & VALUE, this.#at)
  }

  /** Writes glyphs of one code point and one column each. Callers keep `x`, and have reserved. */
  glyphs(glyphs: Int32Array, from: number, to: number): void {
    const buffer = this.#buffer
    let at = this.#at
    for (let i = from; i < to; i++) {
      const glyph = glyphs[i]!
      if (glyph < 0x80) buffer[at++] = glyph === 0 ? SPACE : glyph
      else at = this.#codePoint(glyph, at)
    }
    this.#at = at
  }

  /** UTF-8 of a code point at `at`; returns where it ends. */
  #codePoint(codePoint: number, at: number): number {
    const buffer = this.#buffer
    if (codePoint < 0x80) buffer[at++] = codePoint === 0 ? SPACE : codePoint
    else if (codePoint < 0x800) {
      buffer[at++] = 0xc0 | (codePoint >> 6)
      buffer[at++] = 0x80 | (codePoint & 63)
    } else if (codePoint < 0x10000) {
      buffer[at++] = 0xe0 | (codePoint >> 12)
      buffer[at++] = 0x80 | ((codePoint >> 6) & 63)
      buffer[at++] = 0x80 | (codePoint & 63)
    } else {
      buffer[at++] = 0xf0 | (codePoint >> 18)
      buffer[at++] = 0x80 | ((codePoint >> 12) & 63)
      buffer[at++] = 0x80 | ((codePoint >> 6) & 63)
      buffer[at++] = 0x80 | (codePoint & 63)
    }
    return at
  }

  /** Erases from the cursor to the end of the row, in the current background. */
  eraseRight(): void {
    this.raw("\x1b[K")
  }

  /** Erases `n` cells from the cursor on, in the current background. The cursor stays. */
  erase(n: number): void {
    this.reserve(16)
    this.#sequence(n, 88) // ECH
  }

  /**
   * Erases the cursor's line and all below; the cursor stands in the first column. tmux takes erasing from the corner of
   * its screen for clearing it, and keeps what stood there in the scrollback: so it begins one column further.
   */
  eraseBelow(): void {
    this.raw("\x1b[K\x1b[C\x1b[J\r")
  }

  /** The whole screen, and the cursor home. */
  clear(): void {
    this.reserve(128)
    this.style(DEFAULT, DEFAULT, 0, 0)
    this.setMargins(-1, -1)
    this.raw("\x1b[H\x1b[2J")
    this.x = this.y = 0
  }

  // ── Scrolling ─────────────────────────────────────────────────────────────────────────────────

  /** Scroll margins: rows `top` to before `bottom`; -1, -1 for none. */
  setMargins(top: number, bottom: number): void {
    if (this.marginTop === top && this.marginBottom === bottom) return
    this.raw(top < 0 ? "\x1b[r" : `\x1b[${top + 1};${bottom}r`)
    this.marginTop = top
    this.marginBottom = bottom
    this.x = this.y = 0 // DECSTBM sends the cursor home
  }

  /** Moves the rows between the margins up by `dy`, or down when it is negative. */
  scroll(top: number, bottom: number, dy: number): void {
    this.reserve(128)
    this.style(DEFAULT, DEFAULT, 0, SPACE) // new rows take the current background
    this.setMargins(top, bottom)
    this.reserve(16)
    if (dy > 0)
      this.#sequence(dy, 83) // SU
    else this.#sequence(-dy, 84) // SD
  }
}
