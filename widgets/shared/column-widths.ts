// How wide the columns of a table are: the fixed ones as they say, the others by share of the rest.
//
//     width 22, gap 1:   ▏ 5    │   flex 1   │ 4  ▕      1 + 5 + 1 + 9 + 1 + 4 + 1
//
// Pure. Lengths go in as ch and come out in the surface's unit; whole where that is cells.

/** What the widths depend on. */
export interface ColumnSize {
  readonly width?: number
  readonly flex?: number
  readonly minWidth?: number
  readonly hideBelow?: number
}

export interface MeasuredColumn {
  readonly isHidden: boolean
  /** In the surface's unit; undefined until the table has been laid out. */
  readonly width: number | undefined
}

/**
 * @param total - Width of a row with its 1 ch of padding on each side, in the surface's unit; undefined before layout.
 * @param gap - Between columns, in ch.
 * @param ch - Width of "0" in the surface's unit.
 */
export function columnWidths(
  columns: readonly ColumnSize[],
  total: number | undefined,
  gap: number,
  ch: number,
): readonly MeasuredColumn[] {
  if (total === undefined) return columns.map(() => ({ isHidden: false, width: undefined }))

  const shown = columns.map((column) => total / ch + 1e-6 >= (column.hideBelow ?? 0))
  let rest = total / ch - 2 - gap * Math.max(0, shown.filter(Boolean).length - 1)
  let shares = 0
  columns.forEach((column, at) => {
    if (!shown[at]) return
    if (column.width !== undefined) rest -= column.width
    else shares += column.flex ?? 1
  })

  // What is left of the rest goes to the columns still to come, so that no cell is lost to rounding.
  rest = Math.max(0, ch === 1 ? Math.floor(rest) : rest)
  return columns.map((column, at) => {
    if (!shown[at]) return { isHidden: true, width: 0 }
    if (column.width !== undefined) return { isHidden: false, width: column.width * ch }
    const share = shares > 0 ? (rest * (column.flex ?? 1)) / shares : 0
    const width = Math.max(column.minWidth ?? 4, ch === 1 ? Math.round(share) : share)
    rest = Math.max(0, rest - width)
    shares -= column.flex ?? 1
    return { isHidden: false, width: width * ch }
  })
}
