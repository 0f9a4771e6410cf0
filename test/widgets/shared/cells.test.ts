import { expect, test } from "vitest"
import { columnGlyph, isCells, lineBar, steps } from "../../../widgets/shared/cells.ts"

test("cells are where a letter is one unit wide and high", () => {
  expect(isCells({ width: 9, height: 9, ch: 1, lh: 1 })).toBe(true)
  expect(isCells({ width: 9, height: 9, ch: 8.4, lh: 19.6 })).toBe(false)
})

test("a bar and its rest fill the width together, at every ratio", () => {
  for (let percent = -10; percent <= 110; percent++) {
    const [filled, rest] = lineBar(percent / 100, 7)
    expect(filled.length + rest.length, `${percent} %`).toBe(7)
  }
  expect(lineBar(0.25, 6)).toEqual(["━╸", "────"])
  expect(lineBar(0.5, 0)).toEqual(["", ""])
})

test("only nothing is no step and only all is all steps", () => {
  expect([0, 1e-9, 0.5, 1 - 1e-9, 1].map((ratio) => steps(ratio, 10))).toEqual([0, 1, 5, 9, 10])
  expect(steps(Number.NaN, 10)).toBe(0)
})

test("a column of 11 eighths is a full cell and three eighths above", () => {
  expect([0, 1, 2].map((row) => columnGlyph(11, row))).toEqual(["█", "▃", ""])
})
