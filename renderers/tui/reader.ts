// An app for a screen reader: no screen at all, but lines that are printed one after the other.
//
//     start          everything there is, in reading order
//     a key          what it changed, then where the focus is
//     by itself      only what says of itself that it matters: status, alert, log
//     ctrl+l         everything again
//
// A reader reads what is printed, and braille follows the hardware cursor, which is always at the end of
// the last line: in a field behind its text, where typing echoes as in a shell. Nothing is ever
// printed over, and no sequence moves the cursor but backspace.

import type { Renderer, Size, Theme, Universal } from "../../core/view/index.ts"
import {
  contains,
  createScene,
  INPUT,
  type Scene,
  type SceneNode,
  TEXTAREA,
} from "../scene/index.ts"
import type { TerminalDriver } from "./driver/index.ts"
import { cellEngine } from "./engine.ts"
import type { InputEvent } from "./input-events.ts"
import { Pace } from "./pace.ts"
import { fieldText, type Reading, readingOf } from "./reading.ts"
import type { SessionOptions, ThemeChoice } from "./session.ts"
import { CellSurface } from "./surface.ts"
import { terminalDark } from "./themes.ts"
import { textWidth } from "./width.ts"

/** What a key changes comes within this time, ms: an answer from elsewhere, say. */
const ANSWER = 1000
/** Lines that are said at once after a key, and of what came by itself; more nobody waits for. */
const MOST_SAID = 15
const MOST_TOLD = 5

export class ReaderSession {
  readonly scene: Scene
  readonly renderer: Renderer<SceneNode, Universal>
  readonly #driver: TerminalDriver
  readonly #options: SessionOptions
  readonly #surface: CellSurface
  readonly #pace: Pace
  readonly #stops: (() => void)[] = []
  #isOpen = false
  #isSealed = false
  #said: readonly string[] = []
  #focused: SceneNode | null = null
  /** What the focused field was said to hold; undefined where there is none. */
  #value: string | undefined
  /** The cursor stands behind words: a break comes before the next line. */
  #inLine = false
  #lastKey = Number.NEGATIVE_INFINITY
  #above = ""
  #all = true

  constructor(options: SessionOptions) {
    this.#options = options
    this.#driver = options.driver
    const { columns, rows } = options.driver.size
    this.#surface = new CellSurface(columns, rows)
    this.#pace = new Pace({ maxFps: Math.min(10, options.maxFps), frame: () => this.#frame() })
    this.scene = createScene({
      surface: this.#surface,
      text: cellEngine,
      theme: terminalDark,
      name: "terminal",
      images: options.images,
      settle: options.settle,
      onNeedFrame: () => void NOW.then(this.#commit),
      onError: options.onError,
      clipboard: (text) => void options.driver.copy(text),
    })
    this.renderer = { ...this.scene.renderer, commit: this.#commit }
  }

  get size(): Size {
    return { width: this.#surface.width, height: this.#surface.height }
  }

  readonly #commit = (): void => {
    if (this.#isOpen && this.scene.dirty) this.#pace.request()
  }

  open(): void {
    const driver = this.#driver
    this.#stops.push(
      driver.onInput((event) => {
        try {
          this.#input(event)
        } catch (error) {
          this.#options.onError(error)
        }
      }),
      driver.onResize(({ columns, rows }) => {
        this.scene.resize(columns, rows)
        this.#options.onSize({ width: columns, height: rows })
        this.#pace.request()
      }),
      driver.onReset(() => {
        this.#all = true
        this.#inLine = false
        this.#pace.request()
      }),
      driver.onDrain(() => this.#pace.drained()),
    )
    this.#isOpen = true
    driver.start(this.#options.modes, () => (this.#inLine ? "\r\n" : ""))
  }

  #input(event: InputEvent): void {
    const { scene } = this
    if (event.type === "paste") {
      if (scene.paste(event.text)) this.#lastKey = performance.now()
    } else if (event.type === "key" && event.action !== "release") {
      const { key, text, ctrl, alt, shift, meta } = event
      const used = scene.key({ key, text, ctrl, alt, shift, meta, repeat: false })
      if (used) this.#lastKey = performance.now()
      else if (ctrl && key === "l") this.#all = true
      else this.#options.onUnusedKey(key, ctrl)
    }
    if (this.#isOpen) this.#pace.request()
  }

  // ── What is said ──────────────────────────────────────────────────────────────────────────────

  #frame(): boolean {
    if (!this.#isOpen || this.#isSealed) return true
    this.scene.frame()
    const readings = readingOf(this.scene.root)
    let out = this.#above && this.#line(this.#above.replace(/\n$/, "").replaceAll("\n", "\r\n"))
    this.#above = ""
    const focused = this.scene.focused
    const isCaused = performance.now() - this.#lastKey < ANSWER
    if (this.#all) for (const { text } of readings) out += this.#line(text)
    else {
      const news = this.#news(readings, focused).filter((one) => isCaused || one.isLive)
      const most = isCaused ? MOST_SAID : MOST_TOLD
      for (const { text } of news.slice(0, most)) out += this.#line(text)
      const more = news.length - most
      if (more > 0) out += this.#line(`and ${more} more; ctrl+l reads everything`)
    }
    out += this.#sayFocus(readings, focused)
    this.#said = readings.map((one) => one.text)
    this.#all = false
    return out === "" || this.#driver.write(out)
  }

  #line(text: string): string {
    const start = this.#inLine ? "\r\n" : ""
    this.#inLine = false
    return `${start}${text}\r\n`
  }

  /** Lines that were not there, without what only lost the selection, and the field one types in. */
  #news(readings: readonly Reading[], focused: SceneNode | null): Reading[] {
    const before = new Map<string, number>()
    for (const text of this.#said) before.set(text, (before.get(text) ?? 0) + 1)
    return readings.filter(({ text, node }) => {
      const count = before.get(text) ?? 0
      if (count > 0) {
        before.set(text, count - 1)
        return false
      }
      if (node === focused) return false // said last
      return !before.has(`${text}, selected`)
    })
  }

  /** Where the focus is, if that is new; in a field, what is typed. */
  #sayFocus(readings: readonly Reading[], focused: SceneNode | null): string {
    const hasMoved = focused !== this.#focused || this.#all
    this.#focused = focused
    const isField = focused?.kind === INPUT || focused?.kind === TEXTAREA
    const value = isField && focused ? fieldText(focused) : undefined
    const was = this.#value
    this.#value = value
    if (!focused) return ""
    const own = readings.find((one) => one.node === focused)
    if (value !== undefined) {
      if (!hasMoved && was !== undefined && this.#inLine) return this.#echo(was, value, own)
      return this.#open(own?.text ?? value)
    }
    if (own) {
      const isNew = hasMoved || !this.#said.includes(own.text)
      return isNew && !(this.#all && hasMoved && own === readings.at(-1))
        ? this.#line(own.text)
        : ""
    }
    if (!hasMoved) return ""
    const inside = readings.find((one) => contains(focused, one.node))
    return inside ? this.#line(inside.text) : ""
  }

  /** A line that stays open at its end. */
  #open(text: string): string {
    const start = this.#inLine ? "\r\n" : ""
    this.#inLine = true
    return start + text
  }

  /** What typing changed at the end of a field is shown as a shell would; anything else as a new line. */
  #echo(was: string, value: string, own: Reading | undefined): string {
    if (value === was) return ""
    if (value.startsWith(was)) return value.slice(was.length)
    if (was.startsWith(value)) {
      const columns = textWidth(was.slice(value.length))
      return "\b \b".repeat(columns)
    }
    return this.#open(own?.text ?? value)
  }

  // ── As any session ────────────────────────────────────────────────────────────────────────────

  chooseTheme(_theme: ThemeChoice): void {} // nothing has a colour

  get theme(): Theme {
    return this.scene.theme
  }

  /** Nothing moves for a reader, but its clocks go on. */
  readonly scheduleFrame = (frame: (now: number) => void, after: number): (() => void) => {
    const timer = setTimeout(() => frame(performance.now()), Math.max(100, after))
    return () => clearTimeout(timer)
  }

  printAbove(text: string): void {
    this.#above += text.endsWith("\n") ? text : text + "\n"
    if (this.#isOpen) this.#pace.request()
  }

  takeAbove(): string {
    const text = this.#above
    this.#above = ""
    return text
  }

  flush(): void {
    this.#pace.now()
  }

  flushOut(): void {
    this.#pace.now()
  }

  seal(): void {
    if (!this.#isOpen || this.#isSealed) return
    try {
      this.#options.settle()
      this.flush()
    } finally {
      this.#isSealed = true
      this.#pace.stop()
    }
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#pace.stop()
    for (const stop of this.#stops.splice(0)) stop()
    this.#driver.stop()
  }

  dispose(): void {
    this.close()
    this.scene.dispose()
  }
}

const NOW = Promise.resolve()
