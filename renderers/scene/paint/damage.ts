// Which part of the surface must be painted anew?
//
//     add …                     while things change: cheap, in any order
//     takeWhole                 and what cannot be painted without it
//     settle                    once before painting: `rects` for the surface
//     hits                      while painting: is any of it in this rectangle?
//
// Two forms with one shape. A terminal keeps, for each row, the few stretches that changed: exact, and a
// look at a line of text costs one comparison. Pixels keep a list of rectangles: one that joins another
// without much waste is merged with it, overlapping ones always are. Both keep their memory from frame to
// frame: steady updates allocate nothing.

import type { Rect } from "../../../core/view/renderer.ts"
import type { Surface } from "../surface.ts"

interface Box {
  x: number
  y: number
  width: number
  height: number
}

export abstract class Damage {
  /** Disjoint, valid from `settle` to the next `add`. */
  readonly rects: Box[] = []
  protected readonly spare: Box[] = []
  empty = true
  // Bounds of all, for a first look.
  left = 0
  top = 0
  right = 0
  bottom = 0

  /** Marks the rectangle from x0, y0 to x1, y1 (exclusive). Empty ones are ignored. */
  abstract add(x0: number, y0: number, x1: number, y1: number): void
  /** Does any of it lie in the rectangle? */
  abstract hits(x0: number, y0: number, x1: number, y1: number): boolean
  /** Takes in what must be painted together with what is damaged. */
  takeWhole(_surface: Surface): void {}
  /** Makes `rects` say what was added. */
  abstract settle(): void

  clear(): void {
    this.dropRects()
    this.empty = true
  }

  /** What was added so far, as a list of its own. */
  copy(): Rect[] {
    this.settle()
    return this.rects.map((r) => ({ ...r }))
  }

  /**
   * What is shown in the rectangle from x0, y0 to x1, y1 moves up by `dy`, and so does its damage. What only
   * reaches into the rectangle is damaged at both places; all of it where the rectangle is `cut` off by something, so
   * that what lies in it may belong to others.
   */
  carry(x0: number, y0: number, x1: number, y1: number, dy: number, cut: boolean): void {
    if (this.empty || x1 <= this.left || y1 <= this.top || x0 >= this.right || y0 >= this.bottom)
      return
    const before = this.copy()
    this.clear()
    for (const { x, y, width, height } of before) {
      const right = x + width
      const bottom = y + height
      const isInside = x >= x0 && y >= y0 && right <= x1 && bottom <= y1
      if (cut || !isInside) this.add(x, y, right, bottom)
      const top = Math.max(y, y0) - dy
      const low = Math.min(bottom, y1) - dy
      this.add(Math.max(x, x0), Math.max(top, y0), Math.min(right, x1), Math.min(low, y1))
    }
  }

  protected dropRects(): void {
    const { rects, spare } = this
    while (rects.length > 0) spare.push(rects.pop()!)
  }

  protected box(x: number, y: number, width: number, height: number): Box {
    const box = this.spare.pop() ?? { x: 0, y: 0, width: 0, height: 0 }
    box.x = x
    box.y = y
    box.width = width
    box.height = height
    this.rects.push(box)
    return box
  }

  protected widen(x0: number, y0: number, x1: number, y1: number): void {
    if (this.empty) {
      this.empty = false
      this.left = x0
      this.top = y0
      this.right = x1
      this.bottom = y1
      return
    }
    if (x0 < this.left) this.left = x0
    if (y0 < this.top) this.top = y0
    if (x1 > this.right) this.right = x1
    if (y1 > this.bottom) this.bottom = y1
  }
}

/** Stretches that a row can have; more are joined. */
const STRETCHES = 8
/** Stretches of a row so close to each other become one: moving the cursor costs as much. */
const GAP = 4

/** For cells: whole numbers, not negative. */
export class CellDamage extends Damage {
  /** For row y: `count[y]` pairs of start and end from y × 16, ascending, apart from each other. */
  private ends = new Int32Array(0)
  private count = new Uint8Array(0)

  override clear(): void {
    if (!this.empty) this.count.fill(0, this.top, this.bottom)
    super.clear()
  }

  add(x0: number, y0: number, x1: number, y1: number): void {
    if (!(x1 > x0 && y1 > y0)) return
    if (y1 > this.count.length) this.grow(y1)
    this.widen(x0, y0, x1, y1)
    for (let y = y0; y < y1; y++) this.addToRow(y, x0, x1)
  }

  private grow(rows: number): void {
    const size = Math.max(rows, 64, this.count.length * 2)
    const ends = new Int32Array(size * STRETCHES * 2)
    const count = new Uint8Array(size)
    ends.set(this.ends)
    count.set(this.count)
    this.ends = ends
    this.count = count
  }

  private addToRow(y: number, x0: number, x1: number): void {
    const { ends, count } = this
    const base = y * STRETCHES * 2
    const n = count[y]!
    // From `first` to `past`: the stretches that touch the new one.
    let first = 0
    while (first < n && ends[base + first * 2 + 1]! + GAP < x0) first++
    let past = first
    while (past < n && ends[base + past * 2]! - GAP <= x1) past++
    if (past > first) {
      const at = base + first * 2
      if (x0 < ends[at]!) ends[at] = x0
      const last = ends[base + past * 2 - 1]!
      ends[at + 1] = Math.max(x1, last)
      this.cut(y, first + 1, past)
      return
    }
    if (n === STRETCHES) {
      // No room: it joins its neighbour on the side that wastes less.
      const toLeft = first > 0 ? x0 - ends[base + first * 2 - 1]! : Number.POSITIVE_INFINITY
      const toRight = first < n ? ends[base + first * 2]! - x1 : Number.POSITIVE_INFINITY
      if (toLeft <= toRight) ends[base + first * 2 - 1] = x1
      else ends[base + first * 2] = x0
      return
    }
    for (let i = base + n * 2 - 1; i >= base + first * 2; i--) ends[i + 2] = ends[i]!
    ends[base + first * 2] = x0
    ends[base + first * 2 + 1] = x1
    count[y] = n + 1
  }

  override takeWhole(surface: Surface): void {
    if (this.empty || !surface.joins) return
    const { ends, count } = this
    for (let y = this.top; y < this.bottom; y++)
      for (let i = y * STRETCHES * 2; i < (y * STRETCHES + count[y]!) * 2; i += 2) {
        const from = ends[i]!
        const to = ends[i + 1]!
        const left = from > 0 && surface.joins(from, y) ? from - 1 : from
        const right = to < surface.width && surface.joins(to, y) ? to + 1 : to
        if (left === from && right === to) continue
        this.widen(left, y, right, y + 1)
        this.addToRow(y, left, right)
        i = y * STRETCHES * 2 - 2 // it may have met others
      }
  }

  /** Takes out the stretches from `first` to `past`. */
  private cut(y: number, first: number, past: number): void {
    if (past <= first) return
    const base = y * STRETCHES * 2
    const n = this.count[y]!
    const { ends } = this
    const shift = (past - first) * 2
    for (let i = base + past * 2; i < base + n * 2; i++) ends[i - shift] = ends[i]!
    this.count[y] = n - (past - first)
  }

  hits(x0: number, y0: number, x1: number, y1: number): boolean {
    if (this.empty || x1 <= this.left || y1 <= this.top || x0 >= this.right || y0 >= this.bottom)
      return false
    const { ends, count } = this
    const from = Math.max(y0, this.top)
    const to = Math.min(y1, this.bottom)
    for (let y = from; y < to; y++) {
      const n = count[y]!
      const base = y * STRETCHES * 2
      for (let i = 0; i < n; i++) {
        if (ends[base + i * 2]! >= x1) break
        if (ends[base + i * 2 + 1]! > x0) return true
      }
    }
    return false
  }

  settle(): void {
    this.dropRects()
    if (this.empty) return
    const { ends, count, rects } = this
    // Rectangles that reach down to the row above begin here.
    let open = 0
    for (let y = this.top; y < this.bottom; y++) {
      const n = count[y]!
      const base = y * STRETCHES * 2
      if (y > this.top && n === rects.length - open && this.continues(y, open)) {
        for (let i = open; i < rects.length; i++) rects[i]!.height++
        continue
      }
      open = rects.length
      for (let i = 0; i < n; i++) {
        const x = ends[base + i * 2]!
        this.box(x, y, ends[base + i * 2 + 1]! - x, 1)
      }
    }
  }

  /** Does row y have just the stretches of the rectangles from `open` on? */
  private continues(y: number, open: number): boolean {
    const { ends, rects } = this
    const base = y * STRETCHES * 2
    for (let i = open; i < rects.length; i++) {
      const r = rects[i]!
      const at = base + (i - open) * 2
      if (r.x !== ends[at] || r.x + r.width !== ends[at + 1]) return false
    }
    return true
  }
}

/** Rectangles kept apart on pixels. */
const RECTANGLES = 96
/** Square pixels that may be painted needlessly to save a rectangle. */
const SLACK = 1500

/** Side of a square in which rectangles are looked up, in pixels; more where there would be too many. */
const SQUARE = 64
const SQUARES = 4096

/** For pixels. */
export class PixelDamage extends Damage {
  private squared = false
  private side = SQUARE
  private columns = 0
  /** The rectangles that reach into each square of the bounds, row by row. */
  private readonly squares: Box[][] = []

  add(x0: number, y0: number, x1: number, y1: number): void {
    if (!(x1 > x0 && y1 > y0)) return
    this.squared = false
    this.widen(x0, y0, x1, y1)
    const { rects } = this
    // Growing can make it meet rectangles that were passed: start over after each merge.
    for (let i = 0; i < rects.length; i++) {
      const r = rects[i]!
      const rx1 = r.x + r.width
      const ry1 = r.y + r.height
      if (x0 >= r.x && y0 >= r.y && x1 <= rx1 && y1 <= ry1) return
      const overlap = x0 < rx1 && r.x < x1 && y0 < ry1 && r.y < y1
      if (!overlap && wasted(r, x0, y0, x1, y1) > SLACK) continue
      if (r.x < x0) x0 = r.x
      if (r.y < y0) y0 = r.y
      if (rx1 > x1) x1 = rx1
      if (ry1 > y1) y1 = ry1
      this.drop(i)
      i = -1
    }
    if (rects.length >= RECTANGLES) {
      this.join(x0, y0, x1, y1)
      return
    }
    this.box(x0, y0, x1 - x0, y1 - y0)
  }

  /** Too many: it joins the one where that wastes least. */
  private join(x0: number, y0: number, x1: number, y1: number): void {
    const { rects } = this
    let least = Number.POSITIVE_INFINITY
    let best = 0
    for (let i = 0; i < rects.length; i++) {
      const waste = wasted(rects[i]!, x0, y0, x1, y1)
      if (waste >= least) continue
      least = waste
      best = i
    }
    const r = rects[best]!
    const left = Math.min(x0, r.x)
    const top = Math.min(y0, r.y)
    const right = Math.max(x1, r.x + r.width)
    const bottom = Math.max(y1, r.y + r.height)
    this.drop(best)
    this.add(left, top, right, bottom)
  }

  private drop(i: number): void {
    const { rects } = this
    this.spare.push(rects[i]!)
    const last = rects.pop()!
    if (i < rects.length) rects[i] = last
  }

  hits(x0: number, y0: number, x1: number, y1: number): boolean {
    if (this.empty || x1 <= this.left || y1 <= this.top || x0 >= this.right || y0 >= this.bottom)
      return false
    const { rects } = this
    if (rects.length === 1) return true
    const { squares, columns, side } = this
    // What is large meets damage soon enough without a look at the squares.
    if (!this.squared || y1 - y0 > 4 * side || x1 - x0 > 4 * side)
      return among(rects, x0, y0, x1, y1)
    const left = Math.max(0, Math.floor((x0 - this.left) / side))
    const right = Math.min(columns - 1, Math.floor((x1 - this.left) / side))
    const bottom = Math.floor((y1 - this.top) / side)
    for (let row = Math.max(0, Math.floor((y0 - this.top) / side)); row <= bottom; row++)
      for (let column = left; column <= right; column++)
        if (among(squares[row * columns + column], x0, y0, x1, y1)) return true
    return false
  }

  /** With many rectangles, each square knows its own: a walk asks for every node. */
  settle(): void {
    const { rects, squares } = this
    this.squared = rects.length > 8
    if (!this.squared) return
    for (const square of squares) square.length = 0
    const width = this.right - this.left
    const side = Math.max(SQUARE, Math.sqrt((width * (this.bottom - this.top)) / SQUARES))
    const columns = Math.max(1, Math.ceil(width / side))
    this.side = side
    this.columns = columns
    for (const r of rects) {
      const left = Math.floor((r.x - this.left) / side)
      const right = Math.min(columns - 1, Math.floor((r.x + r.width - this.left) / side))
      const bottom = Math.floor((r.y + r.height - this.top) / side)
      for (let row = Math.floor((r.y - this.top) / side); row <= bottom; row++)
        for (let column = left; column <= right; column++) {
          const at = row * columns + column
          while (squares.length <= at) squares.push([])
          squares[at]!.push(r)
        }
    }
  }
}

function among(
  rects: readonly Box[] | undefined,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): boolean {
  if (rects)
    for (let i = 0; i < rects.length; i++) {
      const r = rects[i]!
      if (x0 < r.x + r.width && y0 < r.y + r.height && x1 > r.x && y1 > r.y) return true
    }
  return false
}

/** Area that one rectangle around both has more than the two. */
function wasted(r: Box, x0: number, y0: number, x1: number, y1: number): number {
  const width = Math.max(x1, r.x + r.width) - Math.min(x0, r.x)
  const height = Math.max(y1, r.y + r.height) - Math.min(y0, r.y)
  return width * height - (x1 - x0) * (y1 - y0) - r.width * r.height
}
