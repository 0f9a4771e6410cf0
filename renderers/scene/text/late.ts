// Patterns with `\p{…}` that are made when they are first needed.
//
// An engine builds the set of characters when it parses the file in which such a pattern stands, used or not: 0.1 to
// 0.3 ms each, at every start.

/** A function that gives the pattern, made once. In `source` backslashes are written twice. */
export function late(source: string, flags = "u"): () => RegExp {
  let made: RegExp | undefined
  return () => {
    made ??= new RegExp(source, flags)
    return made
  }
}
