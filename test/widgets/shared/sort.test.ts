import { expect, test } from "vitest"
import { type SortValue, sortBy } from "../../../widgets/shared/sort.ts"

const sorted = (values: readonly SortValue[], descending = false) =>
  sortBy(values, (value) => value, descending)

test("numbers sort by size and words as people sort them", () => {
  expect(sorted([10, 9, -1])).toEqual([-1, 9, 10])
  expect(sorted(["cpu10", "Beta", "cpu2", "alpha"])).toEqual(["alpha", "Beta", "cpu2", "cpu10"])
  expect(sorted([true, false])).toEqual([false, true])
})

test("what is not known is last in both directions", () => {
  expect(sorted([Number.NaN, 2, undefined, 1])).toEqual([1, 2, Number.NaN, undefined])
  expect(sorted([Number.NaN, 2, undefined, 1], true)).toEqual([2, 1, Number.NaN, undefined])
})

test("equal rows keep their order in both directions, and the given rows stay as they are", () => {
  const rows = [
    { name: "b", at: 1 },
    { name: "a", at: 2 },
    { name: "b", at: 3 },
  ]

  const order = (descending: boolean) =>
    sortBy(rows, (row) => row.name, descending).map((row) => row.at)

  expect(order(false)).toEqual([2, 1, 3])
  expect(order(true)).toEqual([1, 3, 2])
  expect(rows.map((row) => row.at)).toEqual([1, 2, 3])
})
