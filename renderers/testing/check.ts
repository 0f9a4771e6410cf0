// Assertions that need no test runner: the kit runs under any, and in a browser.

/** Throws with both values when they differ. Compared as JSON. */
export function equal(actual: unknown, expected: unknown, about = "value"): void {
  const a = JSON.stringify(actual)
  const b = JSON.stringify(expected)
  if (a === b) return
  throw new Error(`${about}\n  is       ${cut(a, b)}\n  and not  ${cut(b, a)}`)
}

/** Throws `message` unless `claim` holds. */
export function holds(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Error(message)
}

/** Long values are shown from shortly before the first difference. */
function cut(text: string | undefined, other: string | undefined): string {
  if (text === undefined) return "undefined"
  let same = 0
  while (same < text.length && text[same] === other?.[same]) same++
  const from = text.length > 200 ? Math.max(0, same - 40) : 0
  return (
    (from > 0 ? "…" : "") + text.slice(from, from + 200) + (text.length > from + 200 ? "…" : "")
  )
}
