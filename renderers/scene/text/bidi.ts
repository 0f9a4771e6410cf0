// In which order do the words of a line stand, when some run from right to left?
//
//     as written      "abc אבג 123"   levels 0000111222 …      even: left to right, odd: right to left
//     as it stands     abc  123 גבא   runs in visual order, each of one level
//
// The engine gives levels to the characters of a whole paragraph (UAX #9, rules P to I; renderers/canvas
// does so with bidi-js, a terminal leaves it to itself). Lines are reordered here, since only the scene
// knows where they end: rules L1 and L2.

import type { SceneState } from "../state.ts"
import type { Levels } from "../surface.ts"

export type Direction = "auto" | "ltr" | "rtl"

/** Hebrew, Arabic, Syriac, Thaana, NKo, …, their presentation forms, and the marks that turn the direction. */
const RTL =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Levels of a text; null where all of it simply runs from left to right. */
export function levelsOf(
  state: SceneState,
  text: string,
  direction: Direction | undefined,
): Levels | null {
  if (!state.engine.levels || text === "") return null
  if (direction !== "rtl" && !RTL.test(text)) return null
  return state.engine.levels(text, direction ?? "auto")
}

/** A stretch of a line in one direction. */
export interface VisualRun {
  /** In the text as it is written. */
  readonly start: number
  readonly end: number
  readonly rtl: boolean
}

/** Does the paragraph that holds this offset begin at the right? */
export function isRtl(levels: Levels, offset: number): boolean {
  let level = 0
  for (const paragraph of levels.paragraphs)
    if (paragraph.start <= offset) level = paragraph.level
    else break
  return level % 2 === 1
}

/** Runs of a line from left to right as they stand. */
export function visualRuns(levels: Levels, text: string, start: number, end: number): VisualRun[] {
  if (end <= start) return []
  const base = isRtl(levels, start) ? 1 : 0
  // L1: spaces at the end of a line stand at its end, whatever they belong to.
  let words = end
  while (words > start && (text[words - 1] === " " || text[words - 1] === "\t")) words--
  const runs: { start: number; end: number; level: number }[] = []
  for (let i = start; i < end; i++) {
    const level = i < words ? levels.levels[i]! : base
    const last = runs[runs.length - 1]
    if (last && last.level === level) last.end = i + 1
    else runs.push({ start: i, end: i + 1, level })
  }
  // L2: from the highest level down, stretches of at least that level are turned round.
  let highest = 0
  for (const run of runs) highest = Math.max(highest, run.level)
  for (let level = highest; level >= 1; level--)
    for (let i = 0; i < runs.length; i++) {
      if (runs[i]!.level < level) continue
      let to = i
      while (to + 1 < runs.length && runs[to + 1]!.level >= level) to++
      const turned = runs.slice(i, to + 1).reverse()
      runs.splice(i, turned.length, ...turned)
      i = to
    }
  return runs.map((run) => ({ start: run.start, end: run.end, rtl: run.level % 2 === 1 }))
}
