// Sorting rows by a column: numbers by size, words as people do, the unknown always last.

/** What rows can be sorted by. null, undefined and NaN are unknown. */
export type SortValue = string | number | bigint | boolean | Date | null | undefined

let collator: Intl.Collator | undefined // 1 ms to make, so when the first words are compared

/**
 * A sorted copy; rows that compare equal keep their order, in both directions.
 *
 * "cpu2" comes before "cpu10", "Ä" beside "a". Unknown values are last, whether rows ascend or
 * descend. Values of different kinds are compared as text.
 */
export function sortBy<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  descending: boolean,
): readonly Row[] {
  const keyed = rows.map((row) => ({ row, key: value(row) }))
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => {
    const unknownA = isUnknown(a.key)
    const unknownB = isUnknown(b.key)
    if (unknownA || unknownB) return Number(unknownA) - Number(unknownB)
    return sign * compare(a.key as Known, b.key as Known)
  })
  return keyed.map((entry) => entry.row)
}

type Known = Exclude<SortValue, null | undefined>

function isUnknown(value: SortValue): boolean {
  return value === null || value === undefined || Number.isNaN(value)
}

function compare(a: Known, b: Known): number {
  if (typeof a === "string" || typeof b === "string") {
    if (a === b) return 0
    collator ??= new Intl.Collator(undefined, { numeric: true, sensitivity: "base" })
    return collator.compare(String(a), String(b)) || (String(a) < String(b) ? -1 : 1)
  }
  return a < b ? -1 : a > b ? 1 : 0
}
