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
import { RISKY, SPACE, TAIL, VALUE, WIDE } from "./glyphs.ts"

const DEFAULT = 1
/** Moving the cursor by a few columns costs this many bytes: as many cells may be written over instead. */
const MOVE = 4
/** Erasing costs 4 to 5 bytes, and as many again to move over what was erased. */
const WORTH_ERASE = 10
/** Bytes that a cell may take at most: two true colours, flags and a move; clusters and links ask for more. */
const ROOM = 64
/** What of `attr` can be seen on a glyph. */
const SEEN = STYLE | (0xff << LINK)

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
  out.reserve(back.width * ROOM)
  const row = y * back.width
  const i = row + from
  const g = back.glyph[i]!
  let stop = i
  if (g > SPACE && g < RISKY && differs(front, back, i)) {
    goTo(front, from, y, row, out)
    stop = takeAlike(front, back, i, row + to)
    out.style(back.fg[i]!, back.bg[i]!, back.attr[i]!, g)
    out.glyphs(back.glyph, i, stop)
    out.x = stop - row >= back.width ? -1 : stop - row
  }
  if (stop < row + to) emitRow(front, back, y, stop - row, to, out)
}

function emitRow(
  front: Cells,
  back: Cells,
  y: number,
  from: number,
  to: number,
  out: Emitter,
): void {
  const row = y * back.width
  const end = row + to
  const { glyph, fg, bg, attr } = back
  let i = nextDifference(front, back, row + from, end)
  while (i < end) {
    const g = glyph[i]!
    const erased = g === SPACE ? eraseBlanks(front, back, i - row, y, row, to, out) : 0
    if (erased > 0) i += erased
    else {
      const stop = g < RISKY ? takeAlike(front, back, i, end) : i
      if (stop < i + 2 && stop < end) i = emitMixed(front, back, i, y, row, to, out)
      else {
        if (out.x !== i - row || out.y !== y) goTo(front, i - row, y, row, out)
        out.style(fg[i]!, bg[i]!, attr[i]!, g === SPACE ? visibleOf(glyph, i, stop) : g)
        out.glyphs(glyph, i, stop)
        i = stop
        out.x = i - row >= back.width ? -1 : i - row
      }
    }
    i = nextDifference(front, back, i, end)
  }
}

/** A run that begins with something wide, or where each cell has colours of its own. */
function emitMixed(
  front: Cells,
  back: Cells,
  i: number,
  y: number,
  row: number,
  to: number,
  out: Emitter,
): number {
  const { glyph } = back
  if (glyph[i]! & TAIL) {
    // Its left half goes out, whether it changed or not.
    if (i > row && glyph[i - 1]! & WIDE) i--
    else glyph[i] = SPACE // no left half: never so between frames, see `mend`
  }
  goTo(front, i - row, y, row, out)
  return row + emitRun(front, back, i - row, y, row, to, out)
}

/** The first index from `i` on at which the two differ to the eye; `end` when there is none. */
function nextDifference(front: Cells, back: Cells, i: number, end: number): number {
  const { glyph, fg, bg, attr } = back
  const { glyph: oldGlyph, fg: oldFg, bg: oldBg, attr: oldAttr } = front
  for (; i < end; i++) {
    if (glyph[i] !== oldGlyph[i] || bg[i] !== oldBg[i]) return i
    if (fg[i] === oldFg[i] && attr[i] === oldAttr[i]) continue
    if (!looksSame(front, back, i)) return i
    fg[i] = oldFg[i]!
    oldAttr[i] = attr[i]!
  }
  return end
}

/** Erases a row of blanks from `x` on, where that is shorter than writing it; returns how many cells. */
function eraseBlanks(
  front: Cells,
  back: Cells,
  x: number,
  y: number,
  row: number,
  to: number,
  out: Emitter,
): number {
  const { width, fg, bg, attr } = back
  const i = row + x
  if (!isBlank(back, i, out)) return 0
  const toEnd = width - x > 3 && bg[i] === bg[row + width - 1] && x >= blankEnd(back, row, out)
  const run = toEnd ? width - x : blankRun(front, back, i, row + to)
  if (!toEnd && run < WORTH_ERASE) return 0
  goTo(front, x, y, row, out)
  out.style(fg[i]!, bg[i]!, attr[i]!, SPACE)
  if (toEnd) out.eraseRight()
  else out.erase(run)
  front.copyFrom(back, i, i + run)
  return run
}

/** Emits cells from `x` on for as long as they differ; returns the first column after them. */
function emitRun(
  front: Cells,
  back: Cells,
  x: number,
  y: number,
  row: number,
  to: number,
  out: Emitter,
): number {
  const { glyph, fg, bg, attr } = back
  const { glyph: oldGlyph, fg: oldFg, bg: oldBg, attr: oldAttr } = front
  const end = row + to
  let i = row + x
  do {
    const g = glyph[i]!
    if (g >= RISKY) {
      out.style(fg[i]!, bg[i]!, attr[i]!, g)
      i = emitSpecial(front, back, i, row, out)
    } else if (i + 1 < end && fg[i + 1] === fg[i] && bg[i + 1] === bg[i]) {
      const from = i
      i = takeAlike(front, back, i, end)
      out.style(fg[from]!, bg[from]!, attr[from]!, visibleOf(glyph, from, i))
      out.glyphs(glyph, from, i)
    } else {
      out.style(fg[i]!, bg[i]!, attr[i]!, g)
      oldGlyph[i] = g
      oldFg[i] = fg[i]!
      oldBg[i] = bg[i]!
      oldAttr[i] = attr[i]!
      out.glyph(g)
      i++
    }
    if (out.x === -1) break // the column is to be said anew
  } while (i < end && differs(front, back, i) && !beginsBlanks(glyph, i, end))
  const column = i - row
  if (out.x !== -1) out.x = column >= back.width ? -1 : column
  out.y = y
  return column
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
  let i = from
  let g = glyph[i]!
  let stop = i
  do {
    if (g !== oldGlyph[i] || oldFg[i] !== f || oldBg[i] !== b || oldAttr[i] !== a || i === from) {
      oldGlyph[i] = g
      oldFg[i] = f
      oldBg[i] = b
      oldAttr[i] = a
      stop = i + 1
    }
    if (++i >= end || fg[i] !== f || bg[i] !== b || attr[i] !== a) return stop
    g = glyph[i]!
  } while (i - stop <= MOVE && g < RISKY && (g !== SPACE || !beginsBlanks(glyph, i, end)))
  return stop
}

/** A glyph of the run that has a foreground, if any has. */
function visibleOf(glyph: Int32Array, from: number, to: number): number {
  let i = from
  while (i < to - 1 && glyph[i] === SPACE) i++
  return glyph[i]!
}

function differs(front: Cells, back: Cells, i: number): boolean {
  return (
    back.glyph[i] !== front.glyph[i] ||
    back.bg[i] !== front.bg[i] ||
    back.fg[i] !== front.fg[i] ||
    back.attr[i] !== front.attr[i]
  )
}

/** A space after something else, and more to come: erasing may be cheaper. */
function beginsBlanks(glyph: Int32Array, i: number, end: number): boolean {
  return glyph[i] === SPACE && glyph[i - 1] !== SPACE && i + 2 < end && glyph[i + 2] === SPACE
}

/** A wide or risky glyph; returns the index after it. Sets `out.x` to -1 when the column is not sure. */
function emitSpecial(front: Cells, back: Cells, i: number, row: number, out: Emitter): number {
  const g = back.glyph[i]!
  const wide = (g & WIDE) !== 0
  if (g & RISKY && wide) {
    // A terminal that draws it one column wide would leave the second as it was: blank both first.
    out.glyph(SPACE)
    out.glyph(SPACE)
    out.x = -1
    out.moveTo(i - row, out.y)
  }
  out.glyph(g)
  front.glyph[i] = g
  front.fg[i] = back.fg[i]!
  front.bg[i] = back.bg[i]!
  front.attr[i] = back.attr[i]!
  if (wide) {
    front.glyph[i + 1] = back.glyph[i + 1]!
    front.fg[i + 1] = back.fg[i + 1]!
    front.bg[i + 1] = back.bg[i + 1]!
    front.attr[i + 1] = back.attr[i + 1]!
  }
  if (g & RISKY) out.x = -1
  return i + (wide ? 2 : 1)
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
    return cells.bg[i] === out.bg && !(out.attr & (SHOWS_ON_SPACE | (0xff << LINK)))
  return (
    cells.fg[i] === out.fg &&
    cells.bg[i] === out.bg &&
    (cells.attr[i]! & SEEN) === (out.attr & SEEN)
  )
}

/** Cells that differ in planes but not to the eye: spaces of another foreground, marks for joining. */
function looksSame(front: Cells, back: Cells, i: number): boolean {
  if (front.glyph[i] !== back.glyph[i] || front.bg[i] !== back.bg[i]) return false
  const was = front.attr[i]! & SEEN
  const is = back.attr[i]! & SEEN
  if ((back.glyph[i]! & VALUE) === SPACE) return !((was | is) & (SHOWS_ON_SPACE | (0xff << LINK)))
  return was === is && front.fg[i] === back.fg[i]
}

/** A space that erasing can make: no line through it, and a background that erasing leaves. */
function isBlank(cells: Cells, i: number, out: Emitter): boolean {
  return (
    cells.glyph[i] === SPACE &&
    !(cells.attr[i]! & (SHOWS_ON_SPACE | (0xff << LINK))) &&
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
    !(back.attr[j]! & (SHOWS_ON_SPACE | (0xff << LINK))) &&
    (front.glyph[j] !== SPACE || front.bg[j] !== background)
  )
    j++
  return j - i
}
