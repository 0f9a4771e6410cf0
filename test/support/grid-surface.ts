// A surface of strings: what a scene paints, cell by cell, without a terminal.
//
// It keeps the rules of the contract strictly: painting outside the damage is dropped, the damage is
// cleared by beginFrame, fractions are an error. `log` holds the rectangles of each frame.

import type { Pen } from "../../core/view/pen.ts"
import type { Rect } from "../../core/view/renderer.ts"
import {
  type BorderSpec,
  type Font,
  graphemes,
  type ImageSource,
  NONE,
  type Rgba,
  type RunStyle,
  type Surface,
  type TextEngine,
} from "../../renderers/scene/index.ts"

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u

export const gridText: TextEngine = {
  unit: "cell",
  width: (text) => {
    let width = 0
    for (const grapheme of graphemes(text)) width += cellWidth(grapheme)
    return width
  },
  metrics: () => ({ ch: 1, lineHeight: 1, ascent: 1, descent: 0 }),
}

function cellWidth(grapheme: string): number {
  if (/^[\u0000-\u001f\u007f-\u009f\u200b]/.test(grapheme)) return 0
  return WIDE.test(grapheme) ? 2 : 1
}

interface Cell {
  text: string
  color: Rgba
  background: Rgba
  bold: boolean
  style: RunStyle | undefined
}

interface Clip {
  x0: number
  y0: number
  x1: number
  y1: number
}

const LINES: Record<string, string> = {
  single: "┌─┐│└┘",
  round: "╭─╮│╰╯",
  double: "╔═╗║╚╝",
  heavy: "┏━┓┃┗┛",
  dashed: "┌╌┐╎└┘",
}

export class GridSurface implements Surface {
  readonly unit = "cell" as const
  width: number
  height: number
  cells: Cell[] = []
  /** Damage of each frame. */
  readonly log: Rect[][] = []
  /** Calls of fill, border, text, image and pen since the last frame began. */
  calls: string[] = []
  caretAt: { x: number; y: number; height: number } | null = null
  canScroll = false
  /** Not there, until a test sets it to `writeOver`: then lines are taken without a frame. */
  declare rewrite: NonNullable<Surface["rewrite"]>
  /** Lines written over. */
  readonly rewrites: string[] = []
  readonly scrolls: string[] = []
  private damage: Clip[] = []
  private clips: Clip[] = []
  private open = false

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.resize(width, height)
  }

  resize(width: number, height: number): void {
    this.width = width
    this.height = height
    this.cells = Array.from({ length: width * height }, blank)
  }

  beginFrame(damage: readonly Rect[]): void {
    if (this.open) throw new Error("beginFrame inside of a frame")
    this.open = true
    this.calls = []
    this.log.push(damage.map((r) => ({ ...r })))
    this.damage = damage.map((r) => ({ x0: r.x, y0: r.y, x1: r.x + r.width, y1: r.y + r.height }))
    for (let i = 0; i < damage.length; i++)
      for (let j = i + 1; j < damage.length; j++)
        if (meet(this.damage[i]!, this.damage[j]!)) throw new Error("damage overlaps itself")
    for (const d of this.damage)
      for (let y = d.y0; y < d.y1; y++)
        for (let x = d.x0; x < d.x1; x++) {
          if (x < 0 || y < 0 || x >= this.width || y >= this.height)
            throw new Error(`damage outside of the surface: ${x}, ${y}`)
          this.cells[y * this.width + x] = blank()
        }
    this.clips = []
  }
  endFrame(): void {
    if (this.clips.length > 0) throw new Error("a clip was not popped")
    this.open = false
  }

  pushClip(x: number, y: number, width: number, height: number): void {
    const up = this.clips[this.clips.length - 1]
    const clip = { x0: x, y0: y, x1: x + width, y1: y + height }
    this.clips.push(
      up
        ? {
            x0: Math.max(up.x0, clip.x0),
            y0: Math.max(up.y0, clip.y0),
            x1: Math.min(up.x1, clip.x1),
            y1: Math.min(up.y1, clip.y1),
          }
        : clip,
    )
  }
  popClip(): void {
    if (!this.clips.pop()) throw new Error("popClip without pushClip")
  }
  pushLayer(x: number, y: number, width: number, height: number, opacity: number): void {
    this.calls.push(`layer ${opacity}`)
    this.pushClip(x, y, width, height)
  }
  popLayer(): void {
    this.popClip()
  }

  private put(x: number, y: number): Cell | undefined {
    if (!this.open) throw new Error("painting outside of a frame")
    if (!Number.isInteger(x) || !Number.isInteger(y)) throw new Error(`not a cell: ${x}, ${y}`)
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return undefined
    const clip = this.clips[this.clips.length - 1]
    if (clip && (x < clip.x0 || x >= clip.x1 || y < clip.y0 || y >= clip.y1)) return undefined
    for (const d of this.damage)
      if (x >= d.x0 && x < d.x1 && y >= d.y0 && y < d.y1) return this.cells[y * this.width + x]
    return undefined
  }

  fill(x: number, y: number, width: number, height: number, color: Rgba): void {
    this.calls.push("fill")
    for (let j = y; j < y + height; j++)
      for (let i = x; i < x + width; i++) {
        const cell = this.put(i, j)
        if (cell) Object.assign(cell, blank(), { background: color })
      }
  }

  border(x: number, y: number, width: number, height: number, spec: BorderSpec): void {
    this.calls.push("border")
    const put = (i: number, j: number, text: string) => {
      const cell = this.put(i, j)
      if (cell) Object.assign(cell, { text, color: spec.color })
    }
    const at = (style: string, index: number) => LINES[style]![index]!
    const { top, right, bottom, left } = spec
    for (let i = x; i < x + width; i++) {
      if (top !== "none") put(i, y, at(top, 1))
      if (bottom !== "none") put(i, y + height - 1, at(bottom, 1))
    }
    for (let j = y; j < y + height; j++) {
      if (left !== "none") put(x, j, at(left, 3))
      if (right !== "none") put(x + width - 1, j, at(right, 3))
    }
    if (top !== "none" && left !== "none") put(x, y, at(top, 0))
    if (top !== "none" && right !== "none") put(x + width - 1, y, at(top, 2))
    if (bottom !== "none" && left !== "none") put(x, y + height - 1, at(bottom, 4))
    if (bottom !== "none" && right !== "none") put(x + width - 1, y + height - 1, at(bottom, 5))
  }

  shadow(): void {}

  text(x: number, y: number, _lineHeight: number, text: string, style: RunStyle): void {
    this.calls.push(`text ${text}`)
    let at = x
    for (const grapheme of graphemes(text)) {
      const wide = cellWidth(grapheme)
      if (wide === 0) continue
      for (let i = 0; i < wide; i++) {
        const cell = this.put(at + i, y)
        if (!cell) continue
        cell.text = i === 0 ? grapheme : ""
        cell.color = style.color
        if (style.background !== NONE) cell.background = style.background
        cell.bold = style.bold
        cell.style = style
      }
      at += wide
    }
  }

  image(x: number, y: number, width: number, height: number, _image: ImageSource): void {
    this.calls.push(`image ${x} ${y} ${width} ${height}`)
    for (let j = y; j < y + height; j++)
      for (let i = x; i < x + width; i++) {
        const cell = this.put(i, j)
        if (cell) cell.text = "▓"
      }
  }

  pen(
    x: number,
    y: number,
    width: number,
    height: number,
    _font: Font,
    resolve: (color: string) => Rgba,
  ): Pen {
    this.calls.push("pen")
    return new GridPen((i, j, text, color) => {
      if (i < 0 || j < 0 || i >= width || j >= height) return
      const cell = this.put(x + i, y + j)
      if (cell) Object.assign(cell, { text, color: resolve(color) })
    })
  }

  scroll(x: number, y: number, width: number, height: number, dy: number): boolean {
    if (!this.canScroll) return false
    this.scrolls.push(`${x} ${y} ${width} ${height} ${dy}`)
    const before = this.cells.map((cell) => ({ ...cell }))
    for (let j = y; j < y + height; j++) {
      const from = j + dy
      if (from < y || from >= y + height) continue
      for (let i = x; i < x + width; i++)
        this.cells[j * this.width + i] = { ...before[from * this.width + i]! }
    }
    return true
  }

  readonly writeOver: NonNullable<Surface["rewrite"]> = (x, y, width, text, style) => {
    if (this.open) throw new Error("rewrite inside of a frame")
    if (style.background !== NONE) return false
    if (x < 0 || y < 0 || x + width > this.width || y >= this.height)
      throw new Error(`written outside of the surface: ${x}, ${y}`)
    this.rewrites.push(text)
    for (let i = x; i < x + width; i++)
      Object.assign(this.cell(i, y), { text: " ", color: 0, bold: false, style: undefined })
    let at = x
    for (const grapheme of graphemes(text)) {
      const wide = cellWidth(grapheme)
      for (let i = 0; i < wide; i++)
        Object.assign(this.cell(at + i, y), {
          text: i === 0 ? grapheme : "",
          color: style.color,
          bold: style.bold,
          style,
        })
      at += wide
    }
    if (at > x + width) throw new Error(`too long for ${width} cells: ${text}`)
    return true
  }

  caret(at: { x: number; y: number; height: number } | null): void {
    this.caretAt = at
  }

  /** The screen, a line a row, without spaces at the ends of lines. */
  screen(): string {
    const rows: string[] = []
    for (let y = 0; y < this.height; y++) {
      let row = ""
      for (let x = 0; x < this.width; x++) row += this.cells[y * this.width + x]!.text
      rows.push(row.trimEnd())
    }
    return rows.join("\n").trimEnd()
  }

  cell(x: number, y: number): Cell {
    return this.cells[y * this.width + x]!
  }
}

/** Draws the ends of lines and rectangles: enough to see that a painter ran, and where. */
class GridPen implements Pen {
  private points: [number, number][] = []
  private readonly dot: (x: number, y: number, text: string, color: string) => void
  constructor(dot: (x: number, y: number, text: string, color: string) => void) {
    this.dot = dot
  }
  begin(): this {
    this.points = []
    return this
  }
  moveTo(x: number, y: number): this {
    this.points.push([x, y])
    return this
  }
  lineTo(x: number, y: number): this {
    return this.moveTo(x, y)
  }
  curveTo(_a: number, _b: number, _c: number, _d: number, x: number, y: number): this {
    return this.moveTo(x, y)
  }
  close(): this {
    return this
  }
  rect(x: number, y: number, width: number, height: number): this {
    for (let j = y; j < y + height; j++) for (let i = x; i < x + width; i++) this.moveTo(i, j)
    return this
  }
  arc(x: number, y: number): this {
    return this.moveTo(x, y)
  }
  fill(color: string): this {
    for (const [x, y] of this.points) this.dot(Math.floor(x), Math.floor(y), "█", color)
    return this
  }
  stroke(color: string): this {
    for (const [x, y] of this.points) this.dot(Math.floor(x), Math.floor(y), "*", color)
    return this
  }
  text(x: number, y: number, text: string, options: { color?: string } = {}): this {
    for (const [i, char] of [...text].entries()) this.dot(x + i, y, char, options.color ?? "text")
    return this
  }
}

function blank(): Cell {
  return { text: " ", color: 0, background: 0, bold: false, style: undefined }
}

function meet(a: Clip, b: Clip): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}
