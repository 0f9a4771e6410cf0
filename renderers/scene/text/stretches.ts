// Where do the characters of a line stand? One stretch of a line runs in one direction and one font.
//
//     Total  1,204 files         stretches  [0, 7)  [7, 12)  [12, 18)
//            ▲                   x of offset 7, offset at x
//
// Static text (places.ts) and what is typed (input.ts) have their lines in different ways, and ask
// here for places in them.

import type { Font, TextEngine } from "../surface.ts"
import type { VisualRun } from "./bidi.ts"
import { graphemes, isAscii } from "./graphemes.ts"

/** A stretch of a line in one direction and one font, where it stands. */
export interface Stretch extends VisualRun {
  readonly x: number
  readonly width: number
  readonly font: Font
}

/** Where an offset of the stretch stands. */
export function xIn(engine: TextEngine, text: string, run: Stretch, offset: number): number {
  const wide = offset >= run.end ? run.width : engine.width(text.slice(run.start, offset), run.font)
  return run.rtl ? run.x + run.width - wide : run.x + wide
}

/** The stretch at x, or the nearest. */
export function stretchAt<T extends Stretch>(runs: readonly T[], x: number): T | undefined {
  return runs.find((run) => x < run.x + run.width) ?? runs[runs.length - 1]
}

/**
 * The place between two characters that is nearest to x.
 *
 * @param share - How much of a character must lie before x to have it behind: half of it, or with 1 all,
 *   so that the place is before the character that x is in.
 */
export function offsetIn(
  engine: TextEngine,
  text: string,
  run: Stretch,
  x: number,
  share = 0.5,
): number {
  // How far the point lies from where the stretch begins.
  const goal = run.rtl ? run.x + run.width - x : x - run.x
  let used = 0
  let at = run.start
  // The dots of a password hide characters of several units: what has no width belongs to what is before.
  const words = text.slice(run.start, run.end)
  const parts = isAscii(words) ? words : graphemes(words)
  for (const part of parts) {
    const advance = part === "\u200b" ? 0 : engine.width(part, run.font)
    if (advance > 0 && used + advance * share > goal) break
    used += advance
    at += part.length
  }
  return at
}
