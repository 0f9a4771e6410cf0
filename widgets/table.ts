// Table: rows in columns, sorted by one of them, one row selected.
//
//      PID  NAME        ▼ CPU    MEM        press a title to sort by it, again to reverse
//        1  init         0.3    12 M
//     ▌977  node        42.0   310 M        the selected row, by keys or a click
//      981  zsh          0.0     4 M
//
// Only rows in view exist. The selection is kept by key, so fresh data and another order keep it.
// Cells have settled sizes, so a new figure in a cell is one write and no layout. What is shown
// (filters) is the caller's matter: `rows` is a source.
//
// Keys: up down pageup pagedown home end, enter activates, < and > choose the column to sort by,
// r reverses.

import { memo, read, type Source, signal, untrack } from "../core/reactive/index.ts"
import {
  box,
  type Color,
  Show,
  span,
  text,
  type Universal,
  useKeys,
  type View,
} from "../core/view/index.ts"
import { columnWidths, type MeasuredColumn } from "./shared/column-widths.ts"
import { filling } from "./shared/filling.ts"
import { type RowState, type RowsProps, selectableRows } from "./shared/selectable-rows.ts"
import { type SortValue, sortBy } from "./shared/sort.ts"
import { widget } from "./shared/widget.ts"

/** One column. Give `width`, or `flex` for a share of what the others leave. */
export interface TableColumn<Row> {
  /** Names the column in `sort`. */
  readonly id: string
  readonly title: string
  /** What the column sorts by, and shows unless there is a `format`. */
  readonly value: (row: Row) => SortValue
  /** Words of the cell. */
  readonly format?: ((row: Row) => string) | undefined
  /** Colour of the cell's words, except in the selected row. */
  readonly color?: ((row: Row) => Color | undefined) | undefined
  /** Default "left". */
  readonly align?: "left" | "right" | "center"
  /** In ch. */
  readonly width?: number
  /** Share of the width that is left. Default 1 when there is no `width`. */
  readonly flex?: number
  /** Of a flexible column, in ch. Default 4. */
  readonly minWidth?: number
  /** The column is left out while the table is narrower than this, in ch. Default 0: never. */
  readonly hideBelow?: number
  /** Default true. */
  readonly sortable?: boolean
  /** Sorts from the largest down when chosen. Default: true for columns aligned to the right. */
  readonly descending?: boolean
}

/** The column that rows are sorted by. */
export interface TableSort {
  readonly column: string
  readonly descending: boolean
}

/** Layout attributes go to the table's box. It takes the room that is there unless told otherwise. */
export interface TableProps<Row, H extends Universal = Universal> extends RowsProps<Row, H> {
  /** The rows, in the order in which they are shown while nothing is sorted. */
  readonly rows: Source<readonly Row[]>
  /** The key that tells rows apart, also in fresh data. */
  readonly by: (row: Row) => unknown
  readonly columns: readonly TableColumn<Row>[]
  /** When the caller keeps it. Without it the table keeps its own. The table does the sorting. */
  readonly sort?: Source<TableSort | undefined> | undefined
  /** At first. Default: rows as they come. */
  readonly initialSort?: TableSort | undefined
  readonly onSort?: ((sort: TableSort) => void) | undefined
  /** Space between columns in ch. Default 1. */
  readonly columnGap?: number
}

/**
 * A table with sorting, selection and as many rows as there are.
 *
 * @example
 * <Table
 *   rows={processes}
 *   by={(row) => row.pid}
 *   columns={[
 *     { id: "pid", title: "PID", value: (row) => row.pid, width: 6, align: "right" },
 *     { id: "name", title: "NAME", value: (row) => row.name, flex: 1 },
 *   ]}
 * />
 */
export const Table = widget(
  "Table",
  <Row, H extends Universal = Universal>(props: TableProps<Row, H>): View<H> => {
    const {
      rows,
      by,
      columns,
      sort,
      initialSort,
      onSort,
      columnGap = 1,
      empty,
      autoFocus,
      label,
      selected,
      initialSelected,
      onSelect,
      onActivate,
      ...layout
    } = props

    const [ownSort, setOwnSort] = signal(initialSort)
    const order = memo(() => (sort === undefined ? ownSort() : read(sort)))
    const given = memo(() => read(rows), LIVE)
    const sorted = memo(() => {
      const now = order()
      const column = now && columns.find((column) => column.id === now.column)
      return column ? sortBy(given(), column.value, now.descending) : given()
    }, LIVE)

    const [width, setWidth] = signal<number | undefined>(undefined) // of a row, surface's unit
    const widths: () => readonly MeasuredColumn[] = memo(() =>
      columnWidths(columns, width(), columnGap, list.rows.ch()),
    )

    // Before the rows' own keys, so that help lists it after them.
    useKeys(
      [
        {
          keys: ["<", ">"],
          run: (event) => moveSort(event.key === "<" ? -1 : 1),
          help: "sort by",
          when: () => list.hasFocus(),
        },
        { keys: ["r"], run: reverse, help: "reverse", when: () => list.hasFocus() },
      ],
      { layer: "table" },
    )

    const list = selectableRows<Row>({
      layer: "table",
      items: sorted,
      by,
      selected,
      initialSelected,
      onSelect,
      onActivate,
      row: (row, place) =>
        box(
          { ...place, ...rowLayout, role: "row", selected: row.isSelected },
          columns.map((column, at) => cell(row, column, () => widths()[at]!)),
        ),
    })
    const rowLayout = {
      flexDirection: "row",
      columnGap: `${columnGap}ch`,
      paddingLeft: "1ch", // for the mark of the selected row
      paddingRight: "1ch", // for the scroll bar
      overflow: "hidden",
    } as const

    function sortByColumn(column: TableColumn<Row>): void {
      const now = untrack(order)
      const descending =
        now?.column === column.id
          ? !now.descending
          : (column.descending ?? column.align === "right")
      const next = { column: column.id, descending }
      setOwnSort(next)
      onSort?.(next)
    }

    /** Goes on to the next column that can be sorted by and is shown. */
    function moveSort(step: 1 | -1): void {
      untrack(() => {
        const able = columns.filter(
          (column, at) => column.sortable !== false && !widths()[at]!.isHidden,
        )
        const now = able.findIndex((column) => column.id === order()?.column)
        const from = now < 0 && step < 0 ? 0 : now
        const next = able[(from + step + able.length) % able.length]
        if (next) sortByColumn(next)
      })
    }

    function reverse(): void {
      const now = untrack(order)
      const column = columns.find((column) => column.id === now?.column)
      if (column) sortByColumn(column)
    }

    const head = (column: TableColumn<Row>, measured: () => MeasuredColumn) => {
      const isSorted = memo(() => order()?.column === column.id)
      const words = () => {
        if (!isSorted()) return column.title
        const arrow = order()!.descending ? "▼" : "▲"
        return column.align === "right" ? `${arrow} ${column.title}` : `${column.title} ${arrow}`
      }
      return text(
        {
          ...cellLayout(column, measured),
          color: () => (isSorted() ? "accent" : "muted"),
          role: "columnheader",
          selectable: false,
          ...(column.sortable === false
            ? {}
            : { cursor: "pointer", onPress: () => sortByColumn(column) }),
        },
        span({ bold: true }, words), // a run: the width in ch is of the plain font
      )
    }

    return box(
      {
        ...filling(layout),
        ...list.attributes,
        role: "table",
        label,
        autoFocus,
      },
      box(
        {
          ...rowLayout,
          height: "1lh",
          role: "row",
          onResize: (event) => setWidth(event.width),
        },
        columns.map((column, at) => head(column, () => widths()[at]!)),
      ),
      Show({ when: () => given().length > 0, fallback: empty, children: list.rows.view }),
    )
  },
)

/** Of memos that hand on an array: it may be the same one, changed in place. */
const LIVE = { equals: false } as const

function cellLayout<Row>(column: TableColumn<Row>, measured: () => MeasuredColumn) {
  return {
    height: "1lh",
    wrap: "none",
    truncate: true,
    align: column.align ?? "left",
    ...(column.hideBelow ? { hidden: () => measured().isHidden } : {}),
    // A flexible column grows until its width is known.
    ...(column.width === undefined
      ? {
          width: () => measured().width ?? "auto",
          flexGrow: () => (measured().width === undefined ? (column.flex ?? 1) : 0),
        }
      : { width: `${column.width}ch` as const }),
  } as const
}

function cell<Row>(
  row: RowState<Row>,
  column: TableColumn<Row>,
  measured: () => MeasuredColumn,
): View<Universal> {
  const { value, format, color } = column
  return text(
    {
      ...cellLayout(column, measured),
      role: "cell",
      color: color && (() => (row.isSelected() ? undefined : color(row.item()))),
    },
    () => (format ? format(row.item()) : String(value(row.item()) ?? "")),
  )
}
