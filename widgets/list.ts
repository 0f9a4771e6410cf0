// List: rows of one kind, one of them selected. 100,000 rows cost what the visible ones cost.
//
//      alpha
//     ▌beta      selected: up, down, pageup, pagedown, home, end, or a click
//      gamma
//
// Rows are windows on the data: a row's view is made once and shows other items as one scrolls.
// So what a row shows comes from its accessors, and it keeps no state of its own.

import type { Source } from "../core/reactive/index.ts"
import { box, type Child, Show, text, type Universal, type View } from "../core/view/index.ts"
import { filling } from "./shared/filling.ts"
import { type RowsProps, selectableRows } from "./shared/selectable-rows.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the list's box. It takes the room that is there unless told otherwise. */
export interface ListProps<T, H extends Universal = Universal> extends RowsProps<T, H> {
  /** The items, in the order in which they are shown. */
  readonly items: Source<readonly T[]>
  /** The key that tells items apart, also in fresh data. Default: the item itself. */
  readonly by?: ((item: T) => unknown) | undefined
  /** A row: its words, or a view. Default: the item as text. */
  readonly children?: (item: () => T, index: () => number, isSelected: () => boolean) => Child<H>
  /** Height of a row in lines (lh), the same for all. Default 1. */
  readonly rowHeight?: number
}

/**
 * A scrolling list with a selection.
 *
 * @example
 * <List items={names} onActivate={(name) => open(name)}>{(name) => <text>{name}</text>}</List>
 */
export const List = widget(
  "List",
  <T, H extends Universal = Universal>(props: ListProps<T, H>): View<H> => {
    const {
      items,
      by = (item: T) => item,
      children,
      rowHeight,
      empty,
      autoFocus,
      label,
      selected,
      initialSelected,
      onSelect,
      onActivate,
      ...layout
    } = props

    const list = selectableRows<T>({
      layer: "list",
      items,
      by,
      selected,
      initialSelected,
      onSelect,
      onActivate,
      ...(rowHeight === undefined ? {} : { rowHeight }),
      row: (row, place) =>
        box(
          { ...place, role: "option", selected: row.isSelected, overflow: "hidden" },
          children
            ? children(row.item, row.index, row.isSelected)
            : text({ wrap: "none", truncate: true }, () => String(row.item())),
        ),
    })

    return box(
      {
        ...filling(layout),
        ...list.attributes,
        role: "listbox",
        label,
        autoFocus,
      },
      Show({ when: () => list.rows.count() > 0, fallback: empty, children: list.rows.view }),
    )
  },
)
