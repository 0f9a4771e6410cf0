import { expect, test } from "vitest"
import { BarChart } from "../../widgets/index.ts"
import { screen } from "./screen.ts"

const DISKS = [
  { name: "sda", value: 40 },
  { name: "終", value: 10 },
  { name: "gone", value: Number.NaN },
]

test("bars share a scale, names and values their columns", async () => {
  expect(await screen(() => BarChart({ bars: DISKS }), 20, 3)).toEqual([
    "sda  ━━━━━━━━━━━━ 40",
    "終   ━━━          10",
    "gone               –",
  ])
})

test("with a track the bars are seen against all that they could be", async () => {
  expect(await screen(() => BarChart({ bars: [DISKS[1]!], max: 40, track: true }), 14, 1)).toEqual([
    "終 ━━────── 10",
  ])
})

test("values can be written in one's own way", async () => {
  expect(
    await screen(() => BarChart({ bars: [DISKS[0]!], format: (value) => `${value} G` }), 16, 1),
  ).toEqual(["sda ━━━━━━━ 40 G"])
})
