import { expect, test } from "vitest"
import { Sparkline } from "../../widgets/index.ts"
import { screen } from "./screen.ts"

test("samples are columns in eighths of a cell, a gap where there is no number", async () => {
  expect(await screen(() => Sparkline({ data: [0, 2, Number.NaN, 4, 8] }), 5, 1)).toEqual(["▁▂ ▄█"])
})

test("the newest samples stand at the right, and the oldest give way", async () => {
  const data = [8, 8, 8, 0, 4]

  expect(await screen(() => Sparkline({ data }), 7, 1)).toEqual(["  ███▁▄"])
  expect(await screen(() => Sparkline({ data }), 2, 1)).toEqual(["▁█"]) // by the largest shown
  expect(await screen(() => Sparkline({ data, max: 8 }), 2, 1)).toEqual(["▁▄"])
})

test("two lines are twice as fine", async () => {
  expect(await screen(() => Sparkline({ data: [1, 8, 12, 16], height: "2lh" }), 4, 2)).toEqual([
    "  ▄█",
    "▁███",
  ])
})

test("no samples, all zero, and negative ones hold", async () => {
  expect(await screen(() => Sparkline({ data: [] }), 4, 1)).toEqual([])
  expect(await screen(() => Sparkline({ data: [0, 0] }), 2, 1)).toEqual(["▁▁"])
  expect(await screen(() => Sparkline({ data: [-4, 8] }), 2, 1)).toEqual(["▁█"])
})
