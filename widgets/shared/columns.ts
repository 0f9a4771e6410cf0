// About how many columns ("ch") do words take? For sizes that must be known before anything is laid out.

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const NONE = /\p{Mn}|\p{Me}|\p{Cf}/u

/**
 * Columns of a line, never too few for East Asian letters and pictographs: each counts two, what combines none. The
 * surfaces know better (a family of emoji is one picture), but are asked only when they lay out.
 *
 * @example
 * columnsOf("size") // 4
 * columnsOf("日本語") // 6
 */
export function columnsOf(words: string): number {
  let columns = 0
  for (const character of words) columns += WIDE.test(character) ? 2 : NONE.test(character) ? 0 : 1
  return columns
}
