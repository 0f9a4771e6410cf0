// What is switched on in the terminal, and the bytes that switch it off again.
//
//     turn("altScreen")  turn("mouse")  turn("kitty")          active, oldest first
//                                                              ┌───────────┬───────┬───────┐
//     leave()  ◀── kitty off · mouse off · altScreen off ──────│ altScreen │ mouse │ kitty │
//     again()  ──▶ altScreen on · mouse on · kitty on ─────────└───────────┴───────┴───────┘
//
// A mode is noted here before its bytes go out, so that whoever asks for `leave()` (an exit handler,
// in the middle of anything) undoes at least what the terminal has seen. Undoing twice is harmless
// but for kitty's stack, so that `leave` empties the list of what is on and keeps what is wanted.

import type { Modes } from "./driver/driver.ts"

/** How this terminal does what terminfo knows about; blessed.ts fills it in for old ones. */
export interface ScreenStrings {
  readonly altOn: string
  readonly altOff: string
  readonly hideCursor: string
  readonly showCursor: string
  /** Attributes off, hyperlink closed: text that follows is plain. */
  readonly plain: string
  /** The whole screen scrolls again. May move the cursor. */
  readonly fullRegion: string
  readonly saveCursor: string
  readonly restoreCursor: string
}

export const MODERN: ScreenStrings = {
  altOn: "\x1b[?1049h",
  // Emptied first: of a screen that has grown, tmux (3.3a) leaves the wide lines in the shell's.
  altOff: "\x1b[2J\x1b[?1049l",
  hideCursor: "\x1b[?25l",
  showCursor: "\x1b[?25h",
  plain: "\x1b[0m\x1b]8;;\x1b\\",
  fullRegion: "\x1b[r",
  saveCursor: "\x1b7",
  restoreCursor: "\x1b8",
}

interface Switch {
  readonly name: string
  readonly on: string
  readonly off: string
  /** To assert it again where it may be on already: no second push on a stack, no second saving. */
  readonly again: string
}

/** Kitty's flags: 1 disambiguate, 2 releases, 4 other layouts, 8 all keys as escapes, 16 their text. */
const KITTY_FLAGS = 1 | 4

const MOUSE: Record<Exclude<Modes["mouse"], "off">, string> = {
  press: "\x1b[?1000h\x1b[?1006h",
  drag: "\x1b[?1000h\x1b[?1002h\x1b[?1006h",
  hover: "\x1b[?1000h\x1b[?1002h\x1b[?1003h\x1b[?1006h",
}
const MOUSE_OFF = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l"

export class ModeKeeper {
  readonly #strings: ScreenStrings
  /** False for terminals that know none of xterm's private modes. */
  readonly #modern: boolean
  #wanted: Switch[] = []
  #isOn = false

  constructor(strings: ScreenStrings = MODERN, modern = true) {
    this.#strings = strings
    this.#modern = modern
  }

  /** Whether `name` is wanted: "altScreen", "cursor", "mouse", "paste", "focus", or a later one's name. */
  has(name: string): boolean {
    return this.#wanted.some((one) => one.name === name)
  }

  /** Notes all of `modes` and returns the bytes that set them. */
  enter(modes: Modes): string {
    this.#isOn = true
    const { altOn, altOff, hideCursor, showCursor } = this.#strings
    let out = ""
    if (modes.altScreen) {
      const again = altOn.replaceAll("?1049h", "?1047h") // 1049 would save the cursor a second time
      out += this.turn("altScreen", altOn, altOff, again)
    }
    out += this.turn("cursor", modes.cursor ? "" : hideCursor, showCursor)
    return out + this.change(modes)
  }

  /** Brings mouse, paste and focus to what `change` says. */
  change(change: Partial<Modes>): string {
    if (!this.#modern) return ""
    let out = ""
    const { mouse, paste, focus } = change
    if (mouse !== undefined) {
      out += this.drop("mouse")
      if (mouse !== "off") out += this.turn("mouse", MOUSE[mouse], MOUSE_OFF)
    }
    if (paste !== undefined) {
      out += paste ? this.turn("paste", "\x1b[?2004h", "\x1b[?2004l") : this.drop("paste")
    }
    if (focus !== undefined) {
      out += focus ? this.turn("focus", "\x1b[?1004h", "\x1b[?1004l") : this.drop("focus")
    }
    return out
  }

  /** A private mode that the terminal said it has, and has not set: 2027, 2031, 2048. */
  private(mode: number): string {
    return this.turn(String(mode), `\x1b[?${mode}h`, `\x1b[?${mode}l`)
  }

  kitty(): string {
    const again = `\x1b[=${KITTY_FLAGS};1u`
    return this.turn("kitty", `\x1b[>${KITTY_FLAGS}u`, "\x1b[<u", again)
  }

  modifyOtherKeys(): string {
    return this.turn("modifyOtherKeys", "\x1b[>4;2m", "\x1b[>4m")
  }

  /** The window's title is about to be changed: the terminal keeps the old one. */
  title(): string {
    return this.#modern ? this.turn("title", "\x1b[22;2t", "\x1b[23;2t", "") : ""
  }

  /** Notes a mode, once, and returns its bytes ("" while suspended: `again` will say it). */
  turn(name: string, on: string, off: string, again = on): string {
    if (this.has(name)) return ""
    this.#wanted.push({ name, on, off, again })
    return this.#isOn ? on : ""
  }

  drop(name: string): string {
    const found = this.#wanted.find((one) => one.name === name)
    if (!found) return ""
    this.#wanted = this.#wanted.filter((one) => one !== found)
    return this.#isOn ? found.off : ""
  }

  /**
   * Undoes all, newest first. What is wanted stays noted, for `again`.
   *
   * @param sync - The terminal knows mode 2026: a frame may have been cut short.
   */
  leave(sync: boolean): string {
    if (!this.#isOn) return ""
    this.#isOn = false
    const { plain, fullRegion, saveCursor, restoreCursor } = this.#strings
    // DECSTBM moves the cursor, which in line must stay where the last frame left it. On the alternate
    // screen it must not be saved: some terminals have one place for that, and the shell's is in it.
    const region = this.has("altScreen") ? fullRegion : saveCursor + fullRegion + restoreCursor
    let out = region + plain
    for (const one of this.#wanted.toReversed()) out += one.off
    return (sync ? "\x1b[?2026l" : "") + out
  }

  /** Sets everything anew after `leave`, or, where that never came, over what is there. */
  again(): string {
    const wasOn = this.#isOn
    this.#isOn = true
    let out = ""
    for (const one of this.#wanted) out += wasOn ? one.again : one.on
    return out
  }

  /** Forgets everything, after the last `leave`. */
  clear(): void {
    this.#wanted = []
    this.#isOn = false
  }
}
