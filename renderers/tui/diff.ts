// Which cells differ from what the terminal shows, and how a row of them goes out.
//
//     front   │ CPU  41 % ▁▂▃ │        what the terminal shows
//     back    │ CPU  43 % ▁▂▂ │        what was painted
//                     ▲      ▲
//                     │      └ too far: the cursor moves (4 bytes)
//                     └ one cell goes out; a gap of a few cheap cells would be written over
//
// Only touched rows are looked at, and in them only the touched range. What goes out is copied to
// the front at once, so that the two agree wherever nothing is touched.

import { type Cells, LINK, SHOWS_ON_SPACE, STYLE } from "./cells.ts"
import type { Touched } from "./damage.ts"
import type { Emitter } from "./emit.ts"
import { RISKY, SPACE, TAIL, WIDE } from "./glyphs.ts"

const DEFAULT = 1
/** Moving the cursor by a few columns costs this many bytes: as many cells may be written over instead. */
const MOVE = 4
/** Erasing costs 4 to 5 bytes, and as many again to move over what was erased. */
const WORTH_ERASE = 10
/** What of `attr` can be seen on a glyph. */
const SEEN = STYLE | (0xff << LINK)
/** And on a space. */
const SEEN_ON_SPACE = SHOWS_ON_SPACE | (0xff << LINK)

/** Emits all touched cells of `back` that differ from `front`, and makes `front` the same. */
export function emitDifferences(front: Cells, back: Cells, touched: Touched, out: Emitter): void {
  for (let y = touched.top; y < touched.bottom; y++) {
    const to = touched.to[y]!
    const from = touched.from[y]!
    if (from < to) emitTouched(front, back, y, from, Math.min(to, back.width), out)
  }
}

/** A row's touched cells: most often a few side by side that look alike, and no more. */
function emitTouched(
  front: Cells,
  back: Cells,
  y: number,
  from: number,
  to: number,
  out: Emitter,
): void {
  const { width, glyph } = back
  out.reserveRow(width)
  const row = y * width
  const i = row + from
  let stop = i
  const g = glyph[i]!
  if (g > SPACE && g < RISKY && g !== front.glyph[i]) {
    stop = takeAlike(front, back, i, row + to)
    goTo(front, from, y, row, out)
    out.style(back.fg[i]!, back.bg[i]!, back.attr[i]!, g)
    out.glyphs(glyph, i, stop)
    out.x = stop - row >= width ? -1 : stop - row
  }
  if (stop < row + to) emitRow(front, back, y, stop, row + to, out)
}

/** Cells `from` to before `end`: stretches of one look that differ, each written at once. */
function emitRow(
  front: Cells,
  back: Cells,
  y: number,
  from: number,
  end: number,
  out: Emitter,
): void {
  const { width, glyph, fg, bg, attr } = back
  const row = y * width
  for (let stop = from; ; ) {
    const i = nextDifference(front, back, stop, end)
    if (i >= end) return
    const g = glyph[i]!
    stop = i
    if (g >= RISKY) stop = emitWide(front, back, i, y, out)
    else if (g === SPACE) stop = eraseBlanks(front, back, i, y, end, out)
    if (stop > i) continue
    stop = takeAlike(front, back, i, end)
    if (out.x !== i - row || out.y !== y) goTo(front, i - row, y, row, out)
    out.style(fg[i]!, bg[i]!, attr[i]!, g === SPACE ? visibleOf(glyph, i, stop) : g)
    out.glyphs(glyph, i, stop)
    out.x = stop - row >= width ? -1 : stop - row
  }
}

// What runs per cell are two small loops that a first frame and an update share. They compare cells by all planes
// at once: a comparison that a first frame never comes to is compiled as one that never comes, and again later.

/** The first index from `i` on at which the two differ to the eye; `end` when there is none. */
function nextDifference(front: Cells, back: Cells, i: number, end: number): number {
  const { glyph, fg, bg, attr } = back
  const { glyph: oldGlyph, fg: oldFg, bg: oldBg, attr: oldAttr } = front
  for (i--; ++i < end; ) {
    const g = glyph[i]!
    const a = attr[i]!
    const was = oldAttr[i]!
    const other = (g ^ oldGlyph[i]!) | (bg[i]! ^ oldBg[i]!)
    if ((other | (fg[i]! ^ oldFg[i]!) | ((a ^ was) & SEEN)) === 0) continue
    // A space of another foreground.
    if ((other | (g ^ SPACE) | ((a | was) & SEEN_ON_SPACE)) === 0) continue
    return i
  }
  return end
}

/**
 * Copies cells that wear what cell `from` wears to the front, from one that differs to one that differs,
 * over gaps that are shorter than a move; returns the index after them.
 */
function takeAlike(front: Cells, back: Cells, from: number, end: number): number {
  const { glyph, fg, bg, attr } = back
  const { glyph: oldGlyph, fg: oldFg, bg: oldBg, attr: oldAttr } = front
  const f = fg[from]!
  const b = bg[from]!
  const a = attr[from]!
  let g = glyph[from]!
  let i = from
  let stop = i
  do {
    if (((g ^ oldGlyph[i]!) | (f ^ oldFg[i]!) | (b ^ oldBg[i]!) | (a ^ oldAttr[i]!)) !== 0) {
      oldGlyph[i] = g
      oldFg[i] = f
      oldBg[i] = b
      oldAttr[i] = a
      stop = i + 1
    }
    if (++i >= end || ((fg[i]! ^ f) | (bg[i]! ^ b) | (attr[i]! ^ a)) !== 0) break
    g = glyph[i]!
  } while (i - stop <= MOVE && g < RISKY && (g !== SPACE || !beginsBlanks(glyph, i, end)))
  return stop
}

/** Erases blanks from `i` on, where that is shorter than writing them; returns the index after them, or `i`. */
function eraseBlanks(
  front: Cells,
  back: Cells,
  i: number,
  y: number,
  end: number,
  out: Emitter,
): number {
  if (!isBlank(back, i, out)) return i
  const { width, fg, bg, attr } = back
  const row = y * width
  const x = i - row
  const toEnd = width - x > 3 && bg[i] === bg[row + width - 1] && x >= blankEnd(back, row, out)
  const run = toEnd ? width - x : blankRun(front, back, i, end)
  if (!toEnd && run < WORTH_ERASE) return i
  goTo(front, x, y, row, out)
  out.style(fg[i]!, bg[i]!, attr[i]!, SPACE)
  if (toEnd) out.eraseRight()
  else out.erase(run)
  front.copyFrom(back, i, i + run)
  return i + run
}

/** A glyph of the run that has a foreground, if any has. */
function visibleOf(glyph: Int32Array, from: number, to: number): number {
  let i = from
  while (i < to - 1 && glyph[i] === SPACE) i++
  return glyph[i]!
}

/** A space after something else, and more to come: erasing may be cheaper. */
function beginsBlanks(glyph: Int32Array, i: number, end: number): boolean {
  return glyph[i] === SPACE && glyph[i - 1] !== SPACE && i + 2 < end && glyph[i + 2] === SPACE
}

/** A wide or risky grapheme at `i` goes out; returns the index after it. Afterwards `out.x` may be -1: not sure. */
function emitWide(front: Cells, back: Cells, i: number, y: number, out: Emitter): number {
  const { width, glyph, fg, bg, attr } = back
  const row = y * width
  if (glyph[i]! & TAIL) {
    // Its left half goes out, whether it changed or not.
    if (i > row && glyph[i - 1]! & WIDE) i--
    else glyph[i] = SPACE // no left half: never so between frames, see `mend`
  }
  const g = glyph[i]!
  const wide = (g & WIDE) !== 0
  if (out.x !== i - row || out.y !== y) goTo(front, i - row, y, row, out)
  out.style(fg[i]!, bg[i]!, attr[i]!, g)
  if (g & RISKY && wide) {
    // A terminal that draws it one column wide would leave the second as it was: blank both first.
    out.glyph(SPACE)
    out.glyph(SPACE)
    out.x = -1
    out.moveTo(i - row, y)
  }
  out.glyph(g)
  if (wide) {
    // A terminal gives both halves one look; a see-through fill may have met only one of them.
    fg[i + 1] = fg[i]!
    bg[i + 1] = bg[i]!
    attr[i + 1] = attr[i]!
  }
  const stop = i + (wide ? 2 : 1)
  front.copyFrom(back, i, stop)
  out.x = g & RISKY || stop - row >= width ? -1 : stop - row
  return stop
}

/** Brings the cursor to the cell, by writing over a small gap where that is no longer than a move. */
function goTo(front: Cells, x: number, y: number, row: number, out: Emitter): void {
  const gap = x - out.x
  if (out.y === y && gap > 0 && gap <= MOVE && out.x >= 0) {
    let i = row + out.x
    for (; i < row + x; i++) {
      const g = front.glyph[i]!
      if (g < SPACE || g > 0x7e || !wears(front, i, out)) break
    }
    if (i === row + x) {
      for (i = row + out.x; i < row + x; i++) out.glyph(front.glyph[i]!)
      out.x = x
      return
    }
  }
  out.moveTo(x, y)
}

/** Whether the emitter's attributes are those of a cell that is on the screen already. */
function wears(cells: Cells, i: number, out: Emitter): boolean {
  if (out.depth !== 24) return false
  if (cells.glyph[i] === SPACE && !(cells.attr[i]! & SHOWS_ON_SPACE))
    return cells.bg[i] === out.bg && !(out.attr & SEEN_ON_SPACE)
  return (
    cells.fg[i] === out.fg &&
    cells.bg[i] === out.bg &&
    (cells.attr[i]! & SEEN) === (out.attr & SEEN)
  )
}

/** A space that erasing can make: no line through it, and a background that erasing leaves. */
function isBlank(cells: Cells, i: number, out: Emitter): boolean {
  return (
    cells.glyph[i] === SPACE &&
    !(cells.attr[i]! & SEEN_ON_SPACE) &&
    (cells.bg[i] === DEFAULT || out.backgroundErase)
  )
}

/** The first column of the blanks of one background that end the row; the width when there are none. */
function blankEnd(cells: Cells, row: number, out: Emitter): number {
  const width = cells.width
  const background = cells.bg[row + width - 1]
  let x = width
  while (x > 0 && cells.bg[row + x - 1] === background && isBlank(cells, row + x - 1, out)) x--
  return x
}

/** How many cells from `i` on are to become blanks of one background. */
function blankRun(front: Cells, back: Cells, i: number, end: number): number {
  const background = back.bg[i]
  let j = i
  while (
    j < end &&
    back.glyph[j] === SPACE &&
    back.bg[j] === background &&
    !(back.attr[j]! & SEEN_ON_SPACE) &&
    (front.glyph[j] !== SPACE || front.bg[j] !== background)
  )
    j++
  return j - i
}
