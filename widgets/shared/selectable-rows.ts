// Rows of which one is selected, by keys and by the pointer: what List and Table share.
//
//     focused        the row stands on "selection"
//     not focused    on "raised", so that one still sees where one was

import { memo, read, type Source, signal, untrack } from "../../core/reactive/index.ts"
import { type BoxProps, type KeyEvent, useKeys, type View } from "../../core/view/index.ts"
import { type Choice, choice } from "./choice.ts"
import { ROW_KEYS, rowAfterKey } from "./row-keys.ts"
import { type VirtualRows, virtualRows } from "./virtual-rows.ts"

/** What `List` and `Table` let their callers say about the selection. */
export interface SelectionProps<T> {
  /** The selected key, when the caller keeps it. Without it the widget keeps its own. */
  readonly selected?: Source<unknown> | undefined
  /** The key selected at first. Default: none. */
  readonly initialSelected?: unknown
  /** Another row was selected, by keys, by the pointer, or because the selected one has gone. */
  readonly onSelect?: ((item: T, key: unknown) => void) | undefined
  /** Enter on the selected row, or a double click. */
  readonly onActivate?: ((item: T, key: unknown) => void) | undefined
}

export interface SelectableRowsOptions<T> extends SelectionProps<T> {
  readonly items: Source<readonly T[]>
  readonly by: (item: T) => unknown
  /** In lines. Default 1. */
  readonly rowHeight?: number
  /** Makes a row: one box, with `place` among its attributes. */
  readonly row: (row: RowState<T>, place: BoxProps) => View<any>
}

/** What a row knows; all of it changes while the row lives. */
export interface RowState<T> {
  readonly item: () => T
  readonly index: () => number
  readonly isSelected: () => boolean
}

export interface SelectableRows<T> {
  readonly rows: VirtualRows
  readonly choice: Choice<T>
  readonly hasFocus: () => boolean
  /** For the focusable box around the rows. */
  readonly attributes: Pick<BoxProps, "focusable" | "onFocus" | "onBlur">
}

/** Rows with a selection. Call it in a component's body. */
export function selectableRows<T>(options: SelectableRowsOptions<T>): SelectableRows<T> {
  // Asked once for each change. The same array may have been changed in place.
  const items = memo(() => read(options.items), { equals: false })
  const [hasFocus, setFocus] = signal(false)
  const chosen = choice<T>({
    items,
    by: options.by,
    ...(options.selected === undefined ? {} : { selected: options.selected }),
    initial: options.initialSelected,
    onSelect: options.onSelect,
    onGiven: (index) => rows.reveal(index),
  })

  const rows = virtualRows({
    count: () => items().length,
    ...(options.rowHeight === undefined ? {} : { rowHeight: options.rowHeight }),
    row: (index, place) => {
      const isSelected = memo(() => chosen.index() === index())
      const item = memo(() => items()[index()]!) // a slot's index is always below the count
      return options.row(
        { item, index, isSelected },
        {
          ...place,
          background: () => (isSelected() ? (hasFocus() ? "selection" : "raised") : undefined),
          color: () => (isSelected() && hasFocus() ? "onSelection" : undefined),
          selected: isSelected,
          onPointerDown: (event) => {
            if (event.button !== 0) return
            chosen.select(index())
            if (event.clicks === 2) activate()
          },
        },
      )
    },
  })

  function activate(): void {
    const item = untrack(chosen.item)
    if (item !== undefined) options.onActivate?.(item, options.by(item))
  }

  const walk = (event: KeyEvent) => {
    const now = untrack(chosen.index)
    const next = rowAfterKey(event.key, now, untrack(rows.first), untrack(rows.page))
    const at = next === undefined ? -1 : chosen.select(next)
    if (at >= 0) rows.reveal(at)
  }
  useKeys([
    { keys: ROW_KEYS, run: walk, help: "move", when: hasFocus },
    {
      keys: "enter",
      run: activate,
      help: options.onActivate && "open",
      when: () => options.onActivate !== undefined && hasFocus() && chosen.index() >= 0,
    },
  ])

  return {
    rows,
    choice: chosen,
    hasFocus,
    attributes: {
      focusable: true,
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
  }
}
