// What can this terminal do? First a guess from the environment, then the terminal's own answers.
//
//     environment ──▶ Capabilities ──▶ first frame (never waits)
//                          │
//     queries ──▶ terminal ──▶ replies ──▶ Capabilities' ──▶ onChange
//        └─ DA1 last: every terminal answers it, so its reply fences the others
//
// No answer is an answer too: after TIMEOUT the guess stands. A reply that comes later still counts.

import type { Capabilities, ColorDepth } from "./driver/driver.ts"
import type { Reply } from "./input-events.ts"
import type { Clock } from "./parser.ts"

export type Environment = Readonly<Record<string, string | undefined>>

const TIMEOUT = 1000 // ms; beyond the round trip of any connection that one can type over

/**
 * Terminals that know terminfo's ways only, and to which xterm's private sequences are noise: the
 * consoles, VTs and rxvt. Their strings come from terminfo (blessed's), and they are asked nothing.
 */
export function isLegacy(term: string): boolean {
  return /^(linux|vt\d|rxvt|cons\d|ansi|sun|wy|dumb|unknown|cygwin|tvi|eterm)/i.test(term)
}

/** What the environment says: TERM, COLORTERM, TERM_PROGRAM, NO_COLOR, FORCE_COLOR, LANG, … */
export function fromEnvironment(env: Environment, platform = ""): Capabilities {
  const term = env.TERM ?? ""
  const program = env.TERM_PROGRAM ?? ""
  const legacy = isLegacy(term)
  const isTmux = env.TMUX !== undefined
  const isScreen = /^screen/.test(term) && !isTmux
  const isApple = program === "Apple_Terminal"
  return {
    colors: colorsOf(env, platform),
    sync: false,
    graphemes: false,
    kittyKeyboard: false,
    dark: darkOf(env.COLORFGBG),
    foreground: undefined,
    background: undefined,
    hyperlinks: !legacy && !isApple && !isScreen,
    clipboard: !legacy && !isApple && env.VTE_VERSION === undefined,
    images: imagesOf(env, term, program, isTmux || isScreen),
    placeholders: PLACEHOLDERS_NAME.test(`${term} ${program}`),
    pictureEdits: PICTURE_EDITS_NAME.test(`${term} ${program}`),
    backgroundErase: !legacy ? !isScreen : term.startsWith("linux"),
    scrollRegion: term !== "dumb" && term !== "unknown",
    unicode: !/^(linux|vt\d|cons\d|sun|wy|dumb)/.test(term) && isUtf8(env),
    name: program ? `${program} ${env.TERM_PROGRAM_VERSION ?? ""}`.trim() : "",
    answered: false,
  }
}

/**
 * Bits of colour. NO_COLOR (any text) means none; FORCE_COLOR 0 to 3 means none, 16, 256, truecolor and
 * wins over it, as in Node's `getColorDepth`.
 */
export function colorsOf(env: Environment, platform = ""): ColorDepth {
  const forced = env.FORCE_COLOR
  if (forced !== undefined) {
    if (forced === "0" || forced === "false") return 1
    if (forced === "2") return 8
    if (forced === "3") return 24
    const guess = guessColors(env, platform)
    return forced === "1" || guess === 1 ? 4 : guess
  }
  if (env.NO_COLOR) return 1
  return guessColors(env, platform)
}

const TRUECOLOR_TERM = /kitty|ghostty|alacritty|foot|wezterm|contour|-direct|truecolor|rio|iterm/
const TRUECOLOR_PROGRAM =
  /^(iTerm\.app|vscode|WezTerm|ghostty|Hyper|WarpTerminal|rio|mintty|Tabby)$/

function guessColors(env: Environment, platform: string): ColorDepth {
  const term = (env.TERM ?? "").toLowerCase()
  if (term === "dumb") return 1
  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? "")) return 24
  if (env.WT_SESSION || TRUECOLOR_TERM.test(term)) return 24
  if (TRUECOLOR_PROGRAM.test(env.TERM_PROGRAM ?? "")) return 24
  if (platform === "win32") return 24 // every console since Windows 10 of 2016
  if (/256/.test(term) || env.TERM_PROGRAM === "Apple_Terminal") return 8
  if (/^vt\d/.test(term)) return 1
  if (term === "" || term === "unknown") return env.CI ? 4 : 1
  return 4
}

function darkOf(colorFgBg: string | undefined): boolean | undefined {
  const background = Number(colorFgBg?.split(";").at(-1) || Number.NaN)
  if (!Number.isInteger(background)) return undefined
  return background < 7 || background === 8
}

function imagesOf(env: Environment, term: string, program: string, wrapped: boolean) {
  if (wrapped) return "none" // a multiplexer would show the bytes
  if (env.KITTY_WINDOW_ID || /kitty|ghostty/.test(term)) return "kitty"
  if (program === "ghostty" || program === "WezTerm" || env.KONSOLE_VERSION) return "kitty"
  return program === "iTerm.app" ? "iterm" : "none"
}

/** Nothing said means yes: containers set no locale, and the terminal is on another machine anyway. */
function isUtf8(env: Environment): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ""
  const charset = /\.([\w-]+)/.exec(locale)?.[1]
  return charset === undefined || /^utf-?8$/i.test(charset)
}

const SYNC = 2026
const GRAPHEMES = 2027
const THEME = 2031
const IN_BAND_RESIZE = 2048
const MODES = [SYNC, GRAPHEMES, THEME, IN_BAND_RESIZE]

/** XTVERSION's names of terminals with truecolor. */
const TRUECOLOR_NAME =
  /kitty|ghostty|wezterm|foot|iterm|contour|konsole|xterm|vte|mintty|rio|warp|tmux|alacritty|zellij/i
const KITTY_IMAGES_NAME = /kitty|ghostty|wezterm|konsole/i
const PLACEHOLDERS_NAME = /kitty|ghostty/i
/** Ghostty, WezTerm and Konsole lack frames, or were not seen to take parts of one. */
const PICTURE_EDITS_NAME = /kitty/i

export interface ProbeOptions {
  readonly env: Environment
  readonly clock: Clock
  /** In milliseconds, for the round trip. */
  readonly now: () => number
  readonly onChange: (caps: Capabilities) => void
  /** DA1 answered, or time is up. `kitty` tells whether the keyboard protocol is there. */
  readonly onFence: (result: { readonly kitty: boolean; readonly answered: boolean }) => void
  /** The terminal has `mode` and it is not set. */
  readonly onMode: (mode: number) => void
}

export class Probe {
  readonly #options: ProbeOptions
  #caps: Capabilities
  #timer: unknown
  #asked = 0
  #kitty = false
  #isOpen = false
  /** Milliseconds from query to DA1's answer; undefined until it came. */
  roundTrip: number | undefined

  constructor(caps: Capabilities, options: ProbeOptions) {
    this.#caps = caps
    this.#options = options
  }

  get caps(): Capabilities {
    return this.#caps
  }

  /** Queries are out and their fence has not come. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Begins to wait; returns the queries to write. */
  start(images = false): string {
    const { env, clock, now } = this.#options
    this.#isOpen = true
    this.#asked = now()
    this.#timer = clock.set(() => {
      this.#timer = undefined
      this.#fence(false)
    }, TIMEOUT)
    // Terminal.app shows the "p" of a mode query that it does not know.
    const asksModes = env.TERM_PROGRAM !== "Apple_Terminal"
    const modes = asksModes ? MODES.map((mode) => `\x1b[?${mode}$p`).join("") : ""
    // RGB of terminfo, where neither the environment nor the terminal's name need tell.
    const rgb = asksModes && this.#isFree && this.#caps.colors < 24 ? "\x1bP+q524742\x1b\\" : ""
    // A multiplexer would take the question for a title, and these two might show it.
    const isAlone = env.TMUX === undefined && !/^(screen|tmux)/.test(env.TERM ?? "")
    const isQuiet = !env.TERMINAL_EMULATOR?.includes("JediTerm") && process.platform !== "win32"
    const kitty =
      images && asksModes && isAlone && isQuiet ? "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\" : ""
    return `\x1b[>0q\x1b[?u${modes}${rgb}${kitty}\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[14t\x1b[c`
  }

  stop(): void {
    if (this.#timer !== undefined) this.#options.clock.clear(this.#timer)
    this.#timer = undefined
    this.#isOpen = false
  }

  /** Takes in one reply, asked for or not. */
  reply(reply: Reply): void {
    switch (reply.name) {
      case "da1":
        if (reply.attributes.includes(4) && this.#caps.images === "none") {
          this.#change({ images: "sixel" })
        }
        this.#fence(true)
        break
      case "mode":
        this.#mode(reply.mode, reply.state)
        break
      case "kitty":
        this.#kitty = true
        break
      case "version":
        this.#version(reply.text)
        break
      case "color":
        if (reply.of === "foreground") this.#change({ foreground: reply.rgb })
        else if (reply.of === "background") {
          this.#change({ background: reply.rgb, dark: isDark(reply.rgb) })
        }
        break
      case "theme":
        this.#change({ dark: reply.dark })
        break
      case "graphics":
        if (/^i=31;OK/.test(reply.text)) this.#change({ images: "kitty" })
        break
      case "terminfo":
        if (reply.valid && this.#isFree && /^(RGB|Tc)\b/.test(reply.text))
          this.#change({ colors: 24 })
        break
    }
  }

  /** For facts that others find: the keyboard protocol was switched on. */
  note(change: Partial<Capabilities>): void {
    this.#change(change)
  }

  #mode(mode: number, state: number): void {
    const isKnown = state === 1 || state === 2 || state === 3
    if (!isKnown) return
    if (mode === SYNC) this.#change({ sync: true })
    else if (mode === GRAPHEMES && state !== 2) this.#change({ graphemes: true })
    if (state === 2 && mode !== SYNC) this.#options.onMode(mode)
  }

  /** Neither NO_COLOR nor FORCE_COLOR has spoken. */
  get #isFree(): boolean {
    const { env } = this.#options
    return env.NO_COLOR === undefined && env.FORCE_COLOR === undefined
  }

  /** tmux's answer: name and XTVERSION of the terminal it is shown in, and whether it passes on. */
  behindTmux(answer: string): void {
    const [, passes] = /(\S+)\s*$/.exec(answer) ?? []
    if (!/^(on|all|[12])$/.test(passes ?? "") || !PLACEHOLDERS_NAME.test(answer)) return
    const pictureEdits = PICTURE_EDITS_NAME.test(answer)
    this.#change({ images: "kitty", placeholders: true, pictureEdits })
  }

  #version(text: string): void {
    const change: { -readonly [K in keyof Capabilities]?: Capabilities[K] } = { name: text }
    if (this.#isFree && TRUECOLOR_NAME.test(text)) change.colors = 24
    if (KITTY_IMAGES_NAME.test(text)) change.images = "kitty"
    if (PLACEHOLDERS_NAME.test(text)) change.placeholders = true
    if (PICTURE_EDITS_NAME.test(text)) change.pictureEdits = true
    if (/^iterm/i.test(text)) change.images = "iterm"
    if (/^vte/i.test(text)) change.clipboard = false
    this.#change(change)
  }

  #change(change: Partial<Capabilities>): void {
    const caps: Capabilities = { ...this.#caps, ...change, answered: true }
    const keys = Object.keys(caps) as (keyof Capabilities)[]
    if (keys.every((key) => String(caps[key]) === String(this.#caps[key]))) return
    this.#caps = caps
    this.#options.onChange(caps)
  }

  #fence(answered: boolean): void {
    if (!this.#isOpen) return
    this.stop()
    if (answered) {
      this.roundTrip = this.#options.now() - this.#asked
      this.#change({})
    }
    this.#options.onFence({ kitty: this.#kitty, answered })
  }
}

/** By luminance (Rec. 709 weights on gamma-coded values, which is enough to tell night from day). */
export function isDark([r, g, b]: readonly [number, number, number]): boolean {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128
}
