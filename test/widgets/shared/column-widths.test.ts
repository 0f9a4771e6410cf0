import { expect, test } from "vitest"
import { type ColumnSize, columnWidths } from "../../../widgets/shared/column-widths.ts"

const widths = (columns: readonly ColumnSize[], total: number, gap = 1, ch = 1) =>
  columnWidths(columns, total, gap, ch).map((column) => column.width)

test("flexible columns share what the fixed ones leave, less gaps, mark and scroll bar", () => {
  expect(widths([{ width: 5 }, { flex: 1 }, { width: 4 }], 21)).toEqual([5, 8, 4])
  expect(widths([{ width: 5 }, { flex: 2 }, { flex: 1 }], 21)).toEqual([5, 8, 4])
})

test("in cells no cell is lost to rounding", () => {
  for (let total = 20; total < 60; total++) {
    const found = widths([{ flex: 1 }, { flex: 1 }, { flex: 1 }], total)
    expect(
      found.reduce<number>((sum, width) => sum + (width ?? 0), 0),
      `${total}`,
    ).toBe(total - 4)
  }
})

test("on pixels widths come in pixels", () => {
  expect(widths([{ width: 5 }, { flex: 1 }], 160, 1, 8)).toEqual([40, 96])
})

test("a flexible column has its least width even where there is none", () => {
  expect(widths([{ width: 20 }, { flex: 1, minWidth: 6 }], 10)).toEqual([20, 6])
})

test("columns that want a wider table are hidden and leave their room to others", () => {
  const columns = [{ flex: 1 }, { width: 10, hideBelow: 30 }]

  expect(columnWidths(columns, 29, 1, 1)).toEqual([
    { isHidden: false, width: 27 },
    { isHidden: true, width: 0 },
  ])
  expect(columnWidths(columns, 30, 1, 1)[1]).toEqual({ isHidden: false, width: 10 })
})

test("before the first layout nothing is known", () => {
  expect(columnWidths([{ flex: 1 }], undefined, 1, 1)).toEqual([
    { isHidden: false, width: undefined },
  ])
})
