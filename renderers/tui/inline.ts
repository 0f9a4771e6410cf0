// An app in line: below the shell's prompt, as many rows as its content is high.
//
//     $ npm run build              what was there before is never cleared
//     finished lines               printed above with the next frame
//     row 0 ───────────┐
//       …              │           the app; rows are known relative to the first one,
//     row rows - 1 ────┘           and new ones are made by line feeds
//
// Where on the screen the first row stands, only the mouse needs to know: the terminal is asked.

import type { TerminalDriver } from "./driver/index.ts"
import type { Emitter } from "./emit.ts"
import type { CellSurface } from "./surface.ts"

export class InlineRegion {
  /** Rows that the app has on the screen now. */
  rows = 0
  readonly #emitter: Emitter
  readonly #surface: CellSurface
  readonly #driver: TerminalDriver
  #origin: number | undefined
  /** The rows may be elsewhere than where they were last located. */
  #hasMoved = false
  #isLocating = false

  constructor(emitter: Emitter, surface: CellSurface, driver: TerminalDriver) {
    this.#emitter = emitter
    this.#surface = surface
    this.#driver = driver
  }

  /** The terminal's row of our first one; undefined while nobody knows, then it is asked. */
  get origin(): number | undefined {
    return this.#origin ?? this.#locate()
  }

  /** Prints what belongs above, and makes the region as high as its content. */
  fit(above: string, height: number): void {
    const out = this.#emitter
    const surface = this.#surface
    if (above) {
      out.reserve(128)
      out.style(1, 1, 0, 0)
      if (this.rows > 0) out.moveTo(0, 0)
      else out.raw("\r")
      out.eraseBelow()
      out.raw(above.replaceAll("\n", "\r\n"))
      out.x = out.y = 0
      this.rows = 0
      surface.frontIsBlank()
    }
    const rows = Math.min(surface.height, height)
    if (above || rows > this.rows) this.#hasMoved = true
    if (rows > this.rows) {
      if (this.rows > 0) out.moveTo(0, this.rows - 1)
      else out.raw("\r")
      out.feed(rows - Math.max(1, this.rows))
      if (this.rows === 0) out.y = rows - 1
      this.rows = rows
    } else if (rows < this.rows) {
      out.reserve(128)
      out.style(1, 1, 0, 0)
      out.moveTo(0, Math.max(0, rows))
      out.eraseBelow()
      surface.front.blank(rows * surface.width, surface.front.glyph.length)
      this.rows = Math.max(1, rows)
    }
    surface.touched.cut(rows)
  }

  /** After a frame: asks where the rows are, if they may have moved. */
  settle(): void {
    if (this.#hasMoved && this.#driver.modes?.mouse !== "off") this.#locate()
  }

  #locate(): undefined {
    this.#origin = undefined
    if (this.#isLocating) return
    this.#hasMoved = false
    this.#isLocating = true
    const row = this.#emitter.y
    this.#driver.askCursor((at) => {
      this.#isLocating = false
      if (!this.#hasMoved) this.#origin = at.row - row
    })
  }

  /** Bytes before the terminal is given back: the last frame stays above the next prompt. */
  leave(): string {
    if (this.rows === 0) return ""
    const out = this.#emitter
    out.begin()
    out.reserve(128)
    out.style(1, 1, 0, 0)
    out.moveTo(0, this.rows - 1)
    out.feed(1)
    const bytes = Buffer.from(out.end()).toString("latin1")
    this.rows = 0
    return bytes
  }

  /** The screen was lost and is ours again: we begin where the cursor is. */
  lose(): void {
    this.#origin = undefined
    this.#isLocating = false
    this.rows = 0
    this.#emitter.y = 0
  }

  /** Rows between the first row and the cursor after the terminal got another width. */
  rowsAfterReflow(columns: number): number {
    const { front } = this.#surface
    const out = this.#emitter
    let rows = 0
    for (let y = 0; y < Math.min(out.y, this.rows); y++) {
      let used = front.width
      while (used > 0 && front.glyph[y * front.width + used - 1] === 0x20) used--
      rows += Math.max(1, Math.ceil(used / Math.max(1, columns)))
    }
    return rows + Math.floor(Math.max(0, out.x) / Math.max(1, columns))
  }

  /** The terminal has wrapped our rows anew: goes up to where the first one is now, and begins there. */
  startOver(rowsAbove: number): void {
    const out = this.#emitter
    this.#hasMoved = true
    this.rows = 0
    out.begin()
    out.x = 0
    out.y = 0
    out.raw(rowsAbove > 0 ? `\r\x1b[${rowsAbove}A` : "\r")
    out.eraseBelow()
    this.#driver.write(out.end())
    this.#surface.frontIsBlank()
  }
}
