// Which part of the surface must be painted anew?
//
// A handful of disjoint rectangles. One that joins others without much waste is merged with them, one
// that overlaps others is always merged (so that they stay disjoint), and when there are too many the
// two that waste least become one. The rectangles are kept from frame to frame: steady updates
// allocate nothing.

import type { Rect } from "../../core/view/renderer.ts"

interface Box {
  x: number
  y: number
  width: number
  height: number
}

export class Damage {
  /** At most so many rectangles. */
  readonly limit: number
  /** The list to hand out; its length is the number of rectangles. */
  readonly rects: Box[] = []
  private readonly spare: Box[] = []
  /** How much area may be painted needlessly to save a rectangle. */
  private readonly slack: number
  // Bounds of all, for a first look.
  left = 0
  top = 0
  right = 0
  bottom = 0

  constructor(limit: number, slack: number) {
    this.limit = limit
    this.slack = slack
  }

  get empty(): boolean {
    return this.rects.length === 0
  }

  clear(): void {
    while (this.rects.length > 0) this.spare.push(this.rects.pop()!)
  }

  /** Marks the rectangle from x0, y0 to x1, y1 (exclusive). Empty ones are ignored. */
  add(x0: number, y0: number, x1: number, y1: number): void {
    if (!(x1 > x0 && y1 > y0)) return
    const { rects } = this
    if (rects.length === 0) {
      this.left = x0
      this.top = y0
      this.right = x1
      this.bottom = y1
    } else {
      if (x0 < this.left) this.left = x0
      if (y0 < this.top) this.top = y0
      if (x1 > this.right) this.right = x1
      if (y1 > this.bottom) this.bottom = y1
    }
    // Growing can make it meet rectangles that were passed: start over after each merge.
    for (let i = 0; i < rects.length; i++) {
      const r = rects[i]!
      const rx1 = r.x + r.width
      const ry1 = r.y + r.height
      if (x0 >= r.x && y0 >= r.y && x1 <= rx1 && y1 <= ry1) return
      const ux0 = Math.min(x0, r.x)
      const uy0 = Math.min(y0, r.y)
      const ux1 = Math.max(x1, rx1)
      const uy1 = Math.max(y1, ry1)
      const overlap = x0 < rx1 && r.x < x1 && y0 < ry1 && r.y < y1
      const waste = (ux1 - ux0) * (uy1 - uy0) - (x1 - x0) * (y1 - y0) - r.width * r.height
      if (!overlap && waste > this.slack) continue
      x0 = ux0
      y0 = uy0
      x1 = ux1
      y1 = uy1
      this.drop(i)
      i = -1
    }
    if (rects.length === this.limit) this.squeeze()
    const box = this.spare.pop() ?? { x: 0, y: 0, width: 0, height: 0 }
    box.x = x0
    box.y = y0
    box.width = x1 - x0
    box.height = y1 - y0
    rects.push(box)
  }

  addRect(r: Rect): void {
    this.add(r.x, r.y, r.x + r.width, r.y + r.height)
  }

  /** Does any of it lie in the rectangle? */
  hits(x0: number, y0: number, x1: number, y1: number): boolean {
    if (x1 <= this.left || y1 <= this.top || x0 >= this.right || y0 >= this.bottom) return false
    const { rects } = this
    if (rects.length === 1) return true
    for (let i = 0; i < rects.length; i++) {
      const r = rects[i]!
      if (x0 < r.x + r.width && y0 < r.y + r.height && x1 > r.x && y1 > r.y) return true
    }
    return false
  }

  private drop(i: number): void {
    const { rects } = this
    this.spare.push(rects[i]!)
    const last = rects.pop()!
    if (i < rects.length) rects[i] = last
  }

  /** Makes one of the two rectangles that waste least. */
  private squeeze(): void {
    const { rects } = this
    let least = Number.POSITIVE_INFINITY
    let a = 0
    let b = 1
    for (let i = 0; i < rects.length; i++)
      for (let j = i + 1; j < rects.length; j++) {
        const waste = wasted(rects[i]!, rects[j]!)
        if (waste >= least) continue
        least = waste
        a = i
        b = j
      }
    const p = rects[a]!
    const q = rects[b]!
    const x = Math.min(p.x, q.x)
    const y = Math.min(p.y, q.y)
    const right = Math.max(p.x + p.width, q.x + q.width)
    const bottom = Math.max(p.y + p.height, q.y + q.height)
    this.drop(b)
    this.drop(a)
    this.add(x, y, right, bottom)
  }
}

function wasted(p: Box, q: Box): number {
  const width = Math.max(p.x + p.width, q.x + q.width) - Math.min(p.x, q.x)
  const height = Math.max(p.y + p.height, q.y + q.height) - Math.min(p.y, q.y)
  return width * height - p.width * p.height - q.width * q.height
}
