// One app on one terminal: its scene, its screen, and the frames between them.
//
//     graph ─ commit ─▶ pace ─ frame ─▶ scene ─▶ surface ─ encode ─▶ driver.write
//                        ▲                                              │ slow?
//                        └───────────────── onDrain ────────────────────┘
//
// Two ways to stand in a terminal, equals: the alternate screen, all of it; and inline, below the
// shell's prompt, as many rows as the content is high (inline.ts).

import { afterFlush, isFlushing } from "../../core/reactive/index.ts"
import type { Renderer, Size, Theme, Universal } from "../../core/view/index.ts"
import { createScene, type ImageLoader, type Scene, type SceneNode } from "../scene/index.ts"
import { DARK_BASE, LIGHT_BASE } from "./color.ts"
import type { Capabilities, Modes, TerminalDriver } from "./driver/index.ts"
import { Emitter } from "./emit.ts"
import { cellEngine } from "./engine.ts"
import { InlineRegion } from "./inline.ts"
import { TerminalInput } from "./input.ts"
import { KittyImages } from "./kitty.ts"
import { Pace } from "./pace.ts"
import { CellSurface } from "./surface.ts"
import { terminalDark, terminalLight } from "./themes.ts"

/** A theme, or one for each ground: then the terminal's answer decides, now and when it changes. */
export type ThemeChoice = "auto" | Theme | { readonly dark: Theme; readonly light: Theme }

export interface SessionOptions {
  readonly driver: TerminalDriver
  readonly modes: Modes
  readonly theme: ThemeChoice
  readonly maxFps: number
  readonly images: ImageLoader | undefined
  /** Settles the graph. */
  readonly settle: () => void
  /** A key that nothing in the app used. */
  readonly onUnusedKey: (key: string, ctrl: boolean) => void
  /** Text can be selected by mouse. */
  readonly selection: boolean
  readonly onSize: (size: Size) => void
  readonly onError: (error: unknown) => void
}

/** A microtask by way of a promise: queueMicrotask makes an async resource of each. */
const NOW = Promise.resolve()

export class Session {
  readonly scene: Scene
  readonly surface: CellSurface
  readonly renderer: Renderer<SceneNode, Universal>
  readonly #driver: TerminalDriver
  readonly #options: SessionOptions
  readonly #emitter: Emitter
  readonly #pace: Pace
  readonly #input: TerminalInput
  readonly #inline: InlineRegion | undefined
  readonly #images: KittyImages
  readonly #stops: (() => void)[] = []
  #theme: ThemeChoice
  /** Inline: text to be printed above with the next frame. */
  #above = ""
  /** The screen is to be cleared before the next frame. */
  #clears = false
  #isOpen = false
  #isSealed = false
  readonly #waiting: (() => void)[] = []
  #asked = false

  constructor(options: SessionOptions) {
    const { driver, modes } = options
    this.#options = options
    this.#driver = driver
    this.#theme = options.theme
    const { columns, rows } = driver.size
    this.surface = new CellSurface(columns, rows)
    this.#emitter = new Emitter({ pool: this.surface.pool })
    this.#emitter.absolute = modes.altScreen
    this.#inline = modes.altScreen
      ? undefined
      : new InlineRegion(this.#emitter, this.surface, driver)
    this.#images = new KittyImages(this.surface.pool, (sequence) => driver.through(sequence))
    this.#pace = new Pace({ maxFps: options.maxFps, frame: () => this.#frame() })
    this.scene = createScene({
      surface: this.surface,
      text: cellEngine,
      theme: this.#themeFor(driver.caps.dark),
      name: "terminal",
      images: options.images,
      settle: options.settle,
      onNeedFrame: this.#need,
      onError: options.onError,
      clipboard: (text) => void driver.copy(text),
    })
    this.renderer = { ...this.scene.renderer, commit: this.#commit }
    const inline = this.#inline
    this.#input = new TerminalInput({
      scene: this.scene,
      screen: this.surface,
      driver,
      requestFrame: () => this.#pace.request(),
      ...(inline && { origin: () => inline.origin }),
      selection: options.selection,
      onUnusedKey: ({ key, ctrl }) => options.onUnusedKey(key, ctrl),
    })
    this.#know(driver.caps)
  }

  get size(): Size {
    return { width: this.surface.width, height: this.surface.height }
  }

  // ── Life ──────────────────────────────────────────────────────────────────────────────────────

  open(): void {
    const driver = this.#driver
    this.#stops.push(
      driver.onInput((event) => {
        try {
          this.#input.handle(event)
        } catch (error) {
          this.#options.onError(error)
        }
      }),
      driver.onResize((size) => this.#resize(size.columns, size.rows)),
      driver.onCaps((caps) => this.#know(caps)),
      driver.onReset(() => this.#reset()),
      driver.onDrain(() => {
        this.#pace.drained()
        this.#wake()
      }),
    )
    this.#isOpen = true
    driver.start(this.#options.modes, () => this.#leave())
    this.#emitter.forget()
    this.#emitter.cursorShown = this.#options.modes.cursor
    if (this.#inline) this.#emitter.y = 0
    else this.#clears = true
  }

  /** Paints what has changed until now, and nothing from here on: the view is about to go. */
  seal(): void {
    if (!this.#isOpen || this.#isSealed) return
    try {
      this.#options.settle()
      if (!this.#pace.isBlocked) this.flush()
    } finally {
      this.#isSealed = true
      this.#pace.stop()
    }
  }

  /** Gives the terminal back. */
  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#input.reset()
    this.#pace.stop()
    for (const stop of this.#stops.splice(0)) stop()
    this.#driver.stop()
    this.#wake()
  }

  dispose(): void {
    this.close()
    this.scene.dispose()
  }

  /** A frame now, whatever the pace says. */
  flush(): void {
    this.#pace.now()
  }

  /** A frame now; a promise when the terminal is slow, which resolves when all is out. */
  flushOut(): void | Promise<void> {
    this.#pace.now()
    if (this.#isOpen && this.#pace.isBlocked) return this.#whenOut()
  }

  async #whenOut(): Promise<void> {
    while (this.#isOpen && this.#pace.isBlocked) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
      this.#pace.now()
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** Bytes before the terminal is given back: inline leaves its last frame above the next prompt. */
  #leave(): string {
    return this.#inline ? this.#inline.leave() : this.#images.clear()
  }

  /** The screen was lost and is ours again. */
  #reset(): void {
    this.#input.reset()
    this.#emitter.forget()
    this.#emitter.cursorShown = false
    this.#images.forget()
    if (this.surface.images) this.scene.repaint()
    this.surface.frontIsBlank()
    if (this.#inline) this.#inline.lose()
    else this.#clears = true
    this.#pace.request()
  }

  #resize(columns: number, rows: number): void {
    const { surface, scene } = this
    if (columns === surface.width && rows === surface.height) return
    const above = this.#inline?.rowsAfterReflow(columns) ?? 0
    this.#images.unplace()
    const out = this.#emitter
    out.forget()
    out.cursorShown = false
    this.#input.reset()
    scene.resize(columns, rows)
    out.width = columns
    out.height = rows
    if (this.#inline) this.#inline.startOver(above)
    else surface.frontIsUnknown() // painted over, not cleared: nothing flickers
    out.showCursor(false)
    this.#options.onSize({ width: columns, height: rows })
    this.#pace.request()
  }

  // ── What the terminal is like ─────────────────────────────────────────────────────────────────

  #know(caps: Capabilities): void {
    const out = this.#emitter
    const { surface } = this
    const looksOther = out.depth !== caps.colors || out.links !== caps.hyperlinks
    out.depth = caps.colors
    out.sync = caps.sync
    out.links = caps.hyperlinks
    out.backgroundErase = caps.backgroundErase
    out.width = surface.width
    out.height = surface.height
    const base = caps.dark === false ? LIGHT_BASE : DARK_BASE
    surface.base = {
      foreground: caps.foreground ? pack(caps.foreground) : base.foreground,
      background: caps.background ? pack(caps.background) : base.background,
    }
    this.scene.theme = this.#themeFor(caps.dark)
    this.#showPictures(caps)
    if (looksOther && this.#isOpen) {
      surface.frontIsUnknown()
      out.fg = out.bg = out.attr = -1
      this.#pace.request()
    }
  }

  /** Pictures in pixels where the terminal has them: the id of a placeholder is a colour. */
  #showPictures(caps: Capabilities): void {
    const { surface } = this
    const canPlace = !this.#inline && this.#images.depth === 24 // not through tmux
    const usesCells = caps.placeholders && caps.colors >= this.#images.depth
    const isKitty = caps.images === "kitty" && caps.colors > 1 && (usesCells || canPlace)
    const images = isKitty ? this.#images : undefined
    this.#images.edits = caps.pictureEdits
    const hasColors = caps.colors > 1
    if (images === surface.images && hasColors === surface.hasColors) return
    this.#images.placeholders = surface.pool.sendsPlaceholders = usesCells
    surface.images = images
    surface.hasColors = hasColors
    if (this.#isOpen && surface.hasPictures) this.scene.repaint()
  }

  chooseTheme(theme: ThemeChoice): void {
    this.#theme = theme
    this.scene.theme = this.#themeFor(this.#driver.caps.dark)
  }

  #themeFor(dark: boolean | undefined): Theme {
    const theme = this.#theme
    if (theme === "auto") return dark === false ? terminalLight : terminalDark
    if ("colors" in theme) return theme
    return dark === false ? theme.light : theme.dark
  }

  /** For what moves by itself: at the pace of frames, and none while the terminal is slow. */
  readonly scheduleFrame = (frame: (now: number) => void, after: number): (() => void) => {
    const interval = 1000 / Math.min(this.#options.maxFps, 60)
    const due = (): void => {
      if (this.#pace.isBlocked) timer = setTimeout(due, interval)
      else frame(performance.now())
    }
    let timer = setTimeout(due, Math.max(interval, after))
    return () => clearTimeout(timer)
  }

  // ── Frames ────────────────────────────────────────────────────────────────────────────────────

  /** Something in the tree is stale; it may be still changing. */
  readonly #need = (): void => {
    if (this.#asked) return
    this.#asked = true
    if (isFlushing()) afterFlush(this.#commit)
    else void NOW.then(this.#commit)
  }

  /** The graph has settled. */
  readonly #commit = (): void => {
    this.#asked = false
    if (this.#isOpen && this.scene.dirty) this.#pace.request()
  }

  /** Prints finished lines: above the app inline; on the alternate screen it must wait for the end. */
  printAbove(text: string): void {
    this.#above += text.endsWith("\n") ? text : text + "\n"
    if (this.#inline && this.#isOpen) this.#pace.request()
  }

  /** What was to be printed above and found no place. */
  takeAbove(): string {
    const text = this.#above
    this.#above = ""
    return text
  }

  #frame(): boolean {
    if (!this.#isOpen || this.#isSealed) return true
    const { selection } = this.#input
    if (this.surface.images) this.#images.measure(this.#driver.size)
    this.surface.scrollRegion =
      this.#driver.caps.scrollRegion &&
      !this.#inline &&
      !selection.isShown && // the terminal would move inverted rows
      !this.#images.forbidsScrolling
    this.scene.frame()
    this.#input.follow()
    const out = this.#emitter
    const { surface } = this
    const areSent = this.#sendPictures()
    out.begin()
    if (this.#clears && surface.isDirty) {
      this.#clears = false
      out.clear()
      surface.frontIsBlank()
    }
    if (out.cursorShown && !out.sync && surface.touched.bottom - surface.touched.top > 1)
      out.showCursor(false) // or it would be seen running about
    this.#inline?.fit(this.takeAbove(), contentHeight(this.scene.root))
    const hasPictures = surface.images && surface.isDirty
    if (selection.isShown) selection.around(() => surface.encode(out))
    else surface.encode(out)
    if (hasPictures) this.#images.settle(surface.back, out)
    this.#placeCursor(out)
    const bytes = out.end()
    const isTaken = (bytes.length === 0 || this.#driver.write(bytes)) && areSent
    this.#inline?.settle()
    return isTaken
  }

  /** The pixels of pictures that the frame shows for the first time. */
  #sendPictures(): boolean {
    const pixels = this.surface.images ? this.#images.takeOutbox() : ""
    return pixels === "" || this.#driver.write(pixels)
  }

  #placeCursor(out: Emitter): void {
    const at = this.surface.caretAt
    const rows = this.#inline ? this.#inline.rows : this.surface.height
    const isSeen = at && at.x >= 0 && at.y >= 0 && at.x < this.surface.width && at.y < rows
    if (isSeen) out.moveTo(at.x, at.y)
    out.showCursor(Boolean(isSeen))
  }
}

/** Rows that the content of a root takes, from its top. */
export function contentHeight(root: SceneNode): number {
  let bottom = 0
  for (const kid of root.kids) bottom = Math.max(bottom, kid.y + kid.height)
  return Math.ceil(bottom)
}

function pack([r, g, b]: readonly [number, number, number]): number {
  return (r << 16) | (g << 8) | b
}
