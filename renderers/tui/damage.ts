// Which cells may be painted in this frame, and which may differ from what the terminal shows.
//
//     row 3   ──[2,20)──────[41,60)──      Spans: disjoint, ascending, exact. A frame paints inside
//     row 4   ──────────────[41,60)──             them and nowhere else.
//
//     row 3   ──[2 ············ 60)──      Touched: one range a row, generous. The encoder compares
//                                                 cells inside, so a cell too many costs nothing.
//
// Spans live for a frame. Touched cells wait for the encoder, over several frames when the terminal
// is slow.

/** Spans of each row, as flat arrays: row `y` has `count[y]` of them from index `y * capacity`. */
export class Spans {
  height = 0
  capacity = 4
  count = new Int32Array(0)
  start = new Int32Array(0)
  end = new Int32Array(0)
  /** Bounds of all: rows outside top … bottom have none, and columns outside left … right. */
  top = 0
  bottom = 0
  left = 0
  right = 0

  resize(height: number): void {
    this.height = height
    this.count = new Int32Array(height)
    this.start = new Int32Array(height * this.capacity)
    this.end = new Int32Array(height * this.capacity)
    this.top = height
    this.bottom = 0
  }

  clear(): void {
    for (let y = this.top; y < this.bottom; y++) this.count[y] = 0
    this.top = this.height
    this.bottom = 0
    this.left = 0x7fffffff
    this.right = 0
  }

  /** Adds columns `from` to before `to` of row `y`, joining what it overlaps or touches. */
  add(y: number, from: number, to: number): void {
    if (y < this.top) this.top = y
    if (y >= this.bottom) this.bottom = y + 1
    if (from < this.left) this.left = from
    if (to > this.right) this.right = to
    if (this.count[y] !== 0) {
      this.#join(y, from, to)
      return
    }
    const base = y * this.capacity
    this.start[base] = from
    this.end[base] = to
    this.count[y] = 1
  }

  /** `add`, to a row that has spans already. */
  #join(y: number, from: number, to: number): void {
    const count = this.count[y]!
    const base = y * this.capacity
    const { start, end } = this
    let k = 0
    while (k < count && end[base + k]! < from) k++
    if (k === count || start[base + k]! > to) {
      if (count === this.capacity) {
        this.#grow()
        this.#join(y, from, to)
        return
      }
      for (let j = count; j > k; j--) {
        start[base + j] = start[base + j - 1]!
        end[base + j] = end[base + j - 1]!
      }
      start[base + k] = from
      end[base + k] = to
      this.count[y] = count + 1
      return
    }
    if (from < start[base + k]!) start[base + k] = from
    if (to <= end[base + k]!) return
    let last = to
    let j = k + 1
    while (j < count && start[base + j]! <= last) {
      if (end[base + j]! > last) last = end[base + j]!
      j++
    }
    end[base + k] = last
    const gone = j - k - 1
    if (gone === 0) return
    for (; j < count; j++) {
      start[base + j - gone] = start[base + j]!
      end[base + j - gone] = end[base + j]!
    }
    this.count[y] = count - gone
  }

  #grow(): void {
    const old = this.capacity
    const { start, end, height } = this
    this.capacity = old * 2
    this.start = new Int32Array(height * this.capacity)
    this.end = new Int32Array(height * this.capacity)
    for (let y = 0; y < height; y++) {
      for (let k = 0; k < this.count[y]!; k++) {
        this.start[y * this.capacity + k] = start[y * old + k]!
        this.end[y * this.capacity + k] = end[y * old + k]!
      }
    }
  }
}

/** One range of columns a row. */
export class Touched {
  from = new Int32Array(0)
  to = new Int32Array(0)
  /** Rows outside top … bottom have none. */
  top = 0
  bottom = 0
  #width = 0

  resize(width: number, height: number): void {
    this.#width = width
    this.from = new Int32Array(height)
    this.to = new Int32Array(height)
    this.top = height
    this.bottom = 0
    this.from.fill(width)
  }

  get isEmpty(): boolean {
    return this.bottom <= this.top
  }

  clear(): void {
    for (let y = this.top; y < this.bottom; y++) {
      this.from[y] = this.#width
      this.to[y] = 0
    }
    this.top = this.from.length
    this.bottom = 0
  }

  add(y: number, from: number, to: number): void {
    if (from < this.from[y]!) this.from[y] = from
    if (to > this.to[y]!) this.to[y] = to
    if (y < this.top) this.top = y
    if (y >= this.bottom) this.bottom = y + 1
  }

  all(): void {
    this.from.fill(0)
    this.to.fill(this.#width)
    this.top = 0
    this.bottom = this.from.length
  }

  /** Forgets rows from `height` on. */
  cut(height: number): void {
    for (let y = height; y < this.bottom; y++) {
      this.from[y] = this.#width
      this.to[y] = 0
    }
    if (this.bottom > height) this.bottom = height
  }

  /** Rows between `top` and before `bottom` moved up by `dy`: what was touched moves with them. */
  scroll(top: number, bottom: number, dy: number): void {
    if (this.bottom > top && this.top < bottom) {
      const step = dy > 0 ? 1 : -1
      const first = dy > 0 ? top : bottom - 1
      const rows = bottom - top - Math.abs(dy)
      for (let k = 0; k < bottom - top; k++) {
        const y = first + k * step
        this.from[y] = k < rows ? this.from[y + dy]! : this.#width
        this.to[y] = k < rows ? this.to[y + dy]! : 0
      }
      if (top < this.top) this.top = top
      if (bottom > this.bottom) this.bottom = bottom
    }
  }
}
