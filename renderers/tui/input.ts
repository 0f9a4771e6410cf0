// What the terminal tells → what the scene is told; and what the scene has no use for.
//
//     key    ─▶ scene.key      ─ unused ▶ ctrl+z stops the job, ctrl+c is the app's to decide
//     mouse  ─▶ scene.pointer  ─ unused ▶ a drag selects text, which is copied on release
//     wheel  ─▶ scene.wheel    in rows and columns, faster when it is turned fast
//     paste  ─▶ scene.paste
//     focus  ─▶ the pointer leaves when the window loses the keyboard
//
// Keys are Latin for bindings: ctrl+с of a Cyrillic layout arrives as "с", and is told as "c" when
// the terminal says which key that is.

import type { Rect } from "../../core/view/index.ts"
import {
  AutoScroll,
  BOX,
  isSelectable,
  listensAbove,
  type Scene,
  type SceneNode,
} from "../scene/index.ts"
import type { TerminalDriver } from "./driver/index.ts"
import type { InputEvent, KeyInput, MouseInput } from "./input-events.ts"
import { Selection, type SelectionScreen } from "./selection.ts"

export interface TerminalInputOptions {
  readonly scene: Scene
  readonly screen: SelectionScreen
  readonly driver: TerminalDriver
  /**
   * The terminal's row of the screen's first row: not 0 for an app in line. Undefined while nobody
   * knows; mouse reports are dropped then.
   */
  readonly origin?: () => number | undefined
  /** Cells changed their looks without the scene: a frame is needed. */
  readonly requestFrame: () => void
  /** A key press that nothing in the app used. */
  readonly onUnusedKey: (key: KeyInput) => void
  /** Own text selection by mouse. Default true. */
  readonly selection?: boolean
  /** Milliseconds. Default `performance.now`. */
  readonly now?: () => number
}

const DOUBLE_CLICK = 400 // ms

export class TerminalInput {
  readonly selection: Selection
  readonly #options: TerminalInputOptions
  readonly #now: () => number
  readonly #wheel = new Wheel()
  readonly #autoScroll: AutoScroll
  /** Where the button went down, if a drag from there may select. */
  #origin: Origin | undefined
  #isSelecting = false
  #clicks = 0
  #lastDown = { x: -1, y: -1, time: Number.NEGATIVE_INFINITY }

  constructor(options: TerminalInputOptions) {
    this.#options = options
    this.#now = options.now ?? (() => performance.now())
    this.selection = new Selection(options.screen)
    this.#autoScroll = new AutoScroll(options.requestFrame)
  }

  handle(event: InputEvent): void {
    const { scene } = this.#options
    switch (event.type) {
      case "key":
        if (event.action !== "release") this.#key(event)
        break
      case "mouse": {
        const origin = this.#options.origin ? this.#options.origin() : 0
        if (origin === undefined) break
        const moved = origin === 0 ? event : { ...event, y: event.y - origin }
        if (event.action === "wheel") this.#turn(moved)
        else this.#mouse(moved)
        break
      }
      case "paste":
        this.#forget()
        scene.paste(event.text)
        break
      case "focus":
        if (!event.focused) scene.pointer({ type: "leave", x: 0, y: 0 })
        break
    }
  }

  /** The screen has another size, or another content altogether. */
  reset(): void {
    this.#origin = undefined
    this.#isSelecting = false
    this.#autoScroll.stop()
    this.selection.clear()
  }

  /** After painting, before encoding: the selection goes with what was scrolled. */
  follow(): void {
    this.selection.follow(this.#isSelecting)
  }

  #key(event: KeyInput): void {
    const { scene, onUnusedKey } = this.#options
    const { text, ctrl, alt, shift, meta } = event
    const isCommand = ctrl || alt || meta
    const key = isCommand && event.base !== "" && event.key > "\x7f" ? event.base : event.key
    this.#forget()
    const repeat = event.action === "repeat"
    const used = scene.key({ key, text, ctrl, alt, shift, meta, repeat })
    if (!used) onUnusedKey(key === event.key ? event : { ...event, key })
  }

  #turn(event: MouseInput): void {
    const { x, y, ctrl, alt, shift, meta } = event
    const lines = this.#wheel.lines(event.deltaX, event.deltaY, this.#now())
    if (!this.#isSelecting) this.#forget()
    this.#options.scene.wheel({
      x,
      y,
      deltaX: event.deltaX * lines * 2, // a column is about half as wide as a row is high
      deltaY: event.deltaY * lines,
      ctrl,
      alt,
      shift,
      meta,
    })
  }

  #mouse(event: MouseInput): void {
    const { scene } = this.#options
    const { x, y, action, button, buttons, ctrl, alt, shift, meta } = event
    const type = action as "down" | "up" | "move"
    if (this.#isSelecting && type !== "down") {
      if (type === "move") {
        if (this.selection.extend(x, y)) this.#options.requestFrame()
        this.#scrollAlong(y)
        return
      }
      this.#isSelecting = false
      this.#autoScroll.stop()
      this.#origin = undefined
      // The scene has seen a button go down: let it come up where nothing is pressed by it.
      scene.pointer({ type: "up", x: -1, y: -1, button, buttons })
      this.#copy()
      return
    }
    if (type === "down") this.#forget()
    if (type === "up") this.#origin = undefined
    const used = scene.pointer({ type, x, y, button, buttons, ctrl, alt, shift, meta })
    if (type === "down") this.#down(event, used)
    else if (type === "move" && this.#origin && buttons & 1) this.#drag(x, y)
  }

  #down(event: MouseInput, used: boolean): void {
    this.#origin = undefined
    const { x, y } = event
    const now = this.#now()
    const last = this.#lastDown
    const isAgain = x === last.x && y === last.y && now - last.time < DOUBLE_CLICK
    this.#clicks = isAgain ? this.#clicks + 1 : 1
    this.#lastDown = { x, y, time: now }
    if (used || event.button !== 0 || this.#options.selection === false) return
    const over = this.#options.scene.hit(x, y)
    if (!over || !isSelectable(over)) return
    const { bounds, scroller } = this.#boundsOf(over)
    this.#origin = { x, y, bounds, scroller, scrollTop: scroller && topOf(scroller) }
    if (this.#clicks < 2 || listensAbove(over, ["press", "pointerUp"])) return
    const { scrollTop } = this.#origin
    if (this.#clicks === 2) this.selection.selectWord(x, y, bounds, scrollTop)
    else this.selection.selectLine(y, bounds, scrollTop)
    if (this.selection.isEmpty) return
    this.#isSelecting = true
    this.#options.requestFrame()
  }

  #drag(x: number, y: number): void {
    const from = this.#origin
    if (!from || (from.x === x && from.y === y)) return
    this.selection.select(from, { x, y }, from.bounds, from.scrollTop)
    this.#isSelecting = true
    this.#scrollAlong(y)
    this.#options.requestFrame()
  }

  /** The pointer holds at or beyond the upper or lower edge: more comes into view. */
  #scrollAlong(y: number): void {
    const { bounds, scroller } = this.#origin ?? {}
    if (!bounds || !scroller) return
    const top = bounds.y
    const bottom = bounds.y + bounds.height - 1
    const { height } = this.#options.screen
    // At the edge of the screen the pointer cannot go beyond.
    const up = top - y + (top === 0 && y === 0 ? 1 : 0)
    const down = y - bottom + (bottom === height - 1 && y === bottom ? 1 : 0)
    this.#autoScroll.set(scroller, up > 0 ? -up : Math.max(0, down))
  }

  #copy(): void {
    const text = this.selection.text()
    if (text.trim() !== "") this.#options.driver.copy(text)
  }

  /** A selection lasts until something else is done. */
  #forget(): void {
    if (this.selection.clear()) this.#options.requestFrame()
  }

  /** The inside of the innermost box that looks like a frame around `node`: clipped or with a border. */
  #boundsOf(node: SceneNode): { bounds: Rect; scroller: SceneNode | undefined } {
    const { screen } = this.#options
    for (let at: SceneNode | null = node; at; at = at.parent) {
      if (at.kind !== BOX) continue
      const { border, borderTop, borderRight, borderBottom, borderLeft, overflow } = at.attrs
      const isClipped = overflow === "hidden" || overflow === "scroll"
      if (!border && !borderLeft && !borderRight && !isClipped) continue
      const { x, y, width, height } = at.bounds()
      const has = (side: unknown) => ((side ?? border) ? 1 : 0)
      const left = x + has(borderLeft)
      const top = y + has(borderTop)
      const scroll = overflow === "scroll" ? at.extra?.scroll : undefined
      const overflows = scroll && scroll.contentHeight > scroll.viewHeight
      // A bar that is not on the border stands in the last column.
      const bar = overflows && !has(borderRight) && at.attrs.scrollbar !== "none" ? 1 : 0
      const bounds = clip(
        left,
        top,
        x + width - has(borderRight) - bar - left,
        y + height - has(borderBottom) - top,
        screen,
      )
      return { bounds, scroller: overflows ? at : undefined }
    }
    const bounds = { x: 0, y: 0, width: screen.width, height: screen.height }
    return { bounds, scroller: undefined }
  }
}

interface Origin {
  readonly x: number
  readonly y: number
  readonly bounds: Rect
  /** The scroll box that the bounds are the inside of, if there is more in it than is seen. */
  readonly scroller: SceneNode | undefined
  readonly scrollTop: (() => number) | undefined
}

function topOf(node: SceneNode): () => number {
  return () => node.extra?.scroll?.top ?? Number.NaN
}

function clip(x: number, y: number, width: number, height: number, screen: SelectionScreen): Rect {
  const left = Math.max(0, x)
  const top = Math.max(0, y)
  return {
    x: left,
    y: top,
    width: Math.min(screen.width, x + width) - left,
    height: Math.min(screen.height, y + height) - top,
  }
}

const ROWS = 3 // a notch, turned slowly: what terminals and browsers scroll by
const FASTEST = 3 // times ROWS
const SLOW = 15 // notches a second up to which nothing is faster
const FAST = 60 // notches a second from which on it is as fast as it gets
const PAUSE = 150 // ms after which a turn begins anew

/**
 * Rows a notch of the wheel is worth: 3, and up to 9 while it is turned fast.
 *
 * The rate is a running mean over the turn (each notch weighs a third), so that one early notch of
 * an uneven hand does not make the list jump.
 */
export class Wheel {
  #time = Number.NEGATIVE_INFINITY
  #direction = ""
  #rate = 0
  #rest = 0

  /** @param now - In milliseconds. */
  lines(deltaX: number, deltaY: number, now: number): number {
    const direction = `${Math.sign(deltaX)},${Math.sign(deltaY)}`
    const since = now - this.#time
    this.#time = now
    if (direction !== this.#direction || since > PAUSE) {
      this.#direction = direction
      this.#rate = 0
      this.#rest = 0
      return ROWS
    }
    this.#rate += (1000 / Math.max(since, 1) - this.#rate) / 3
    const share = (Math.min(Math.max(this.#rate, SLOW), FAST) - SLOW) / (FAST - SLOW)
    const exact = ROWS * (1 + (FASTEST - 1) * share) + this.#rest
    const whole = Math.floor(exact)
    this.#rest = exact - whole
    return whole
  }
}
