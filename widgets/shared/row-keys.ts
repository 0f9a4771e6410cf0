// The keys that walk through rows, the same in every list and table.
//
//     up k   down j        a row
//     pageup pagedown      as many as are in view, less one
//     home g   end G       the first, the last

/** All of them, the most used first: help lines show only the first two. */
export const ROW_KEYS = [
  "up",
  "down",
  "pageup",
  "pagedown",
  "home",
  "end",
  "k",
  "j",
  "g",
  "G",
] as const

/**
 * Where a key leads.
 *
 * @param now - Selected index, or -1 for none; then the first key selects the first row in view.
 * @param page - Rows in view.
 * @returns The wanted index, perhaps out of bounds; undefined for other keys.
 */
export function rowAfterKey(
  key: string,
  now: number,
  first: number,
  page: number,
): number | undefined {
  const from = (delta: number) => (now < 0 ? first : now + delta)
  switch (key) {
    case "up":
    case "k":
      return from(-1)
    case "down":
    case "j":
      return from(1)
    case "pageup":
      return from(-Math.max(1, page - 1))
    case "pagedown":
      return from(Math.max(1, page - 1))
    case "home":
    case "g":
      return 0
    case "end":
    case "G":
      return Number.MAX_SAFE_INTEGER
    default:
      return undefined
  }
}
