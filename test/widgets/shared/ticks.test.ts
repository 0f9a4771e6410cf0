import { expect, test } from "vitest"
import {
  formatAgo,
  formatShort,
  formatTick,
  formatTime,
  niceDomain,
  ticks,
  timeTicks,
} from "../../../widgets/shared/ticks.ts"

test("ticks are round numbers inside the domain", () => {
  expect(ticks(0, 97, 5)).toEqual([0, 20, 40, 60, 80])
  expect(ticks(-12, 12, 5)).toEqual([-10, -5, 0, 5, 10])
  expect(ticks(7, 7)).toEqual([7])
})

test("ticks below one are the doubles nearest to their decimals", () => {
  expect(ticks(0.1, 0.5, 4)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]) // never 0.30000000000000004
  expect(ticks(0, 0.05, 5)).toEqual([0, 0.01, 0.02, 0.03, 0.04, 0.05])
})

test("there are a third to twice as many ticks as asked for", () => {
  for (let size = 1e-6; size < 1e12; size *= 1.37) {
    for (const count of [2, 3, 5, 10]) {
      const found = ticks(0, size, count).length
      expect(found, `${size} in ${count}`).toBeGreaterThanOrEqual(Math.floor(count / 3))
      expect(found, `${size} in ${count}`).toBeLessThanOrEqual(2 * count + 1)
    }
  }
})

test("a domain that is not one is refused by its numbers", () => {
  expect(() => ticks(3, 1)).toThrow("3 to 1")
  expect(() => ticks(0, Number.NaN)).toThrow("0 to NaN")
})

test("a nice domain ends at labels", () => {
  expect(niceDomain(0, 97)).toEqual([0, 100])
  expect(niceDomain(0, 100)).toEqual([0, 100])
  expect(niceDomain(0, 0)).toEqual([0, 1])
  const [low, high] = niceDomain(5, 5)
  expect(low).toBeLessThan(5)
  expect(high).toBeGreaterThan(5)
})

test("time ticks fall on the clock's own steps", () => {
  const noon = new Date(2026, 0, 1, 12, 0, 0).getTime()
  const minute = timeTicks(noon + 5_000, noon + 65_000, 4).map((time) => (time - noon) / 1000)
  expect(minute).toEqual([15, 30, 45, 60])

  const day = timeTicks(noon, noon + 86_400_000, 4).map((time) => new Date(time).getHours())
  expect(day).toEqual([12, 18, 0, 6, 12]) // local hours, in whatever zone the machine is
})

test("labels of times show what their step needs", () => {
  const noon = new Date(2026, 0, 4, 12, 0, 15).getTime()
  expect(formatTime(noon, 15_000)).toBe("12:00:15")
  expect(formatTime(noon, 60_000)).toBe("12:00")
  expect(formatTime(noon, 86_400_000)).toBe("Jan 4")
})

test("labels of times before now are short, and of one kind on one axis", () => {
  const axis = (step: number, count: number) =>
    Array.from({ length: count }, (_, at) => formatAgo(at * step, step, step * (count - 1)))

  expect(axis(15_000, 4)).toEqual(["now", "-15s", "-30s", "-45s"])
  expect(axis(30_000, 5)).toEqual(["now", "-30s", "-60s", "-90s", "-120s"])
  expect(axis(30_000, 6)).toEqual(["now", "-0:30", "-1:00", "-1:30", "-2:00", "-2:30"])
  expect(axis(120_000, 3)).toEqual(["now", "-2m", "-4m"])
  expect(axis(1_800_000, 4)).toEqual(["now", "-30m", "-1h", "-90m"])
  expect(axis(3_600_000, 3)).toEqual(["now", "-1h", "-2h"])
})

test("labels of numbers share their decimals, and thousands are shortened", () => {
  expect([0, 0.5, 1].map((value) => formatTick(value, 0.5))).toEqual(["0", "0.5", "1.0"])
  expect(formatTick(1_500_000, 500_000)).toBe("1.5M")
  expect(formatTick(20_000, 10_000)).toBe("20k")
  expect(formatTick(800, 200)).toBe("800")
})

test("figures for reading have three digits at most and none too many", () => {
  expect([0, 5, 10, 0.5, 12.345, 999.6, 1234, 40e6, 7.77e9].map(formatShort)).toEqual([
    "0",
    "5",
    "10",
    "0.5",
    "12.3",
    "1k",
    "1.23k",
    "40M",
    "7.77G",
  ])
  expect(formatShort(Number.NaN)).toBe("–")
})
