// A painted screen as text: for pipes, files, logs and tests.
//
// `plainText` has no escapes at all. `ansiText` has SGR colours and OSC 8 links and nothing that moves
// the cursor, so that it can be printed anywhere, kept in a file, or shown by `less -R`.

import type { Cells } from "./cells.ts"
import type { ColorDepth } from "./driver/driver.ts"
import { Emitter } from "./emit.ts"
import { type Pool, SPACE, TAIL } from "./glyphs.ts"

const DEFAULT = 1

/** Rows joined by line breaks, without the spaces at their ends and the empty rows at the bottom. */
export function plainText(cells: Cells, pool: Pool): string {
  const lines: string[] = []
  for (let y = 0; y < cells.height; y++) {
    let line = ""
    for (let x = 0; x < cells.width; x++) line += pool.textOf(cells.glyph[y * cells.width + x]!)
    lines.push(line.trimEnd())
  }
  while (lines.length && lines[lines.length - 1] === "") lines.pop()
  return lines.join("\n")
}

/** As plainText, with colours of `depth` bits. Backgrounds are kept to the right edge. */
export function ansiText(cells: Cells, pool: Pool, depth: ColorDepth, links = true): string {
  const out = new Emitter({ pool })
  out.depth = depth
  out.links = links
  out.attr = 0
  out.fg = out.bg = DEFAULT
  out.begin()
  const last = lastRow(cells)
  for (let y = 0; y <= last; y++) {
    const row = y * cells.width
    const end = lastColumn(cells, row)
    for (let x = 0; x <= end; x++) {
      const glyph = cells.glyph[row + x]!
      if (glyph & TAIL) continue
      out.reserve(128)
      out.style(cells.fg[row + x]!, cells.bg[row + x]!, cells.attr[row + x]!, glyph)
      out.glyph(glyph)
    }
    out.style(DEFAULT, DEFAULT, 0, 0) // a line that is cut out of the middle stands by itself
    if (y < last) out.raw("\n")
  }
  return Buffer.from(out.end()).toString()
}

function isEmpty(cells: Cells, i: number): boolean {
  return cells.glyph[i] === SPACE && cells.bg[i] === DEFAULT && !(cells.attr[i]! & ~0x47)
}

function lastColumn(cells: Cells, row: number): number {
  let x = cells.width - 1
  while (x >= 0 && isEmpty(cells, row + x)) x--
  return x
}

function lastRow(cells: Cells): number {
  let y = cells.height - 1
  while (y >= 0 && lastColumn(cells, y * cells.width) < 0) y--
  return y
}
