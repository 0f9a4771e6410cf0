import { expect, test } from "vitest"
import { extent, newest, runs, thin } from "../../../widgets/shared/series.ts"

const NaNs = Number.NaN

test("the newest samples are the last, all of them when there are few", () => {
  expect(newest([1, 2, 3], 2)).toEqual([2, 3])
  expect(newest([1, 2, 3], 9)).toEqual([1, 2, 3])
  expect(newest([1, 2, 3], 0)).toEqual([]) // never all
})

test("the extent leaves out what is no number", () => {
  expect(extent([NaNs, 3, -1, Number.POSITIVE_INFINITY])).toEqual([-1, 3])
  expect(extent([NaNs])).toBe(undefined)
})

test("runs are the stretches between gaps", () => {
  expect(runs([NaNs, 1, 2, NaNs, NaNs, 3])).toEqual([
    [1, 3],
    [5, 6],
  ])
  expect(runs([])).toEqual([])
})

test("thinning keeps few points as they are", () => {
  const points = [0, 5, 1, 7, 2, 6]

  expect(thin(points, 1)).toBe(points)
})

test("thinning ten thousand points to a hundred columns keeps each column's peaks", () => {
  const points: number[] = []
  for (let at = 0; at < 10_000; at++) points.push(at / 100, at === 5_555 ? 99 : Math.sin(at))

  const kept = thin(points, 1)

  expect(kept.length / 2).toBeLessThanOrEqual(400)
  expect(kept).toContain(99)
  const xs = kept.filter((_, at) => at % 2 === 0)
  expect(xs).toEqual([...xs].sort((a, b) => a - b))
  expect([kept[0], kept.at(-2)]).toEqual([0, 99.99])
})
