// What a widget looks like in a terminal, as text.

import { box, type View } from "../../core/view/index.ts"
import { renderToText } from "../../renderers/tui/index.ts"

/**
 * The rows that a widget fills when it is given `columns` × `rows` cells, without trailing spaces.
 * Around it the surface is larger by a margin; cells written there come along, so that a widget that
 * leaves its box is seen.
 */
export async function screen(
  view: () => View<any>,
  columns: number,
  rows: number,
): Promise<string[]> {
  const text = await renderToText(
    () =>
      box(
        { width: columns + MARGIN, height: rows + MARGIN },
        box({ width: columns, height: rows, flexShrink: 0 }, view()),
      ),
    { columns: columns + MARGIN, rows: rows + MARGIN },
  )
  const lines = text.split("\n").map((line) => line.trimEnd())
  while (lines.length > 0 && lines.at(-1) === "") lines.pop()
  return lines
}

/** Cells around the box, to the right and below. */
export const MARGIN = 3
