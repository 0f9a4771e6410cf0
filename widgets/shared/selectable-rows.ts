// Rows of which one is selected, by keys and by the pointer: what List and Table share.
//
//     ▌beta          focused: the row stands on "selection"
//     ▏beta          not focused: on "raised", so that one still sees where one was
//
// The mark in the first column is for terminals without colours, and for eyes.

import { memo, read, type Source, signal, untrack } from "../../core/reactive/index.ts"
import {
  type Attr,
  type BoxProps,
  type Child,
  draw,
  type KeyEvent,
  type LayoutProps,
  type Pen,
  type PenSize,
  type Universal,
  useKeys,
  type View,
} from "../../core/view/index.ts"
import { isCells } from "./cells.ts"
import { type Choice, choice } from "./choice.ts"
import { ringUnlessLit } from "./lit.ts"
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

/** What a widget of rows takes. Layout attributes go to its box; it takes the room that is there unless told otherwise. */
export interface RowsProps<T, H extends Universal = Universal>
  extends LayoutProps,
    SelectionProps<T> {
  /** Shown while there is nothing. Default: nothing. */
  readonly empty?: Child<H>
  /** Takes the focus when it appears. */
  readonly autoFocus?: Attr<boolean>
  /** What is listed, for those who do not see it. */
  readonly label?: Attr<string>
}

export interface SelectableRowsOptions<T> extends SelectionProps<T> {
  readonly items: Source<readonly T[]>
  readonly by: (item: T) => unknown
  /** What help calls their keys, as "table". */
  readonly layer: string
  /** In lines. Default 1. */
  readonly rowHeight?: number
  /** Does the selection look as if the rows had the focus? Default: while they have it. */
  readonly isActive?: () => boolean
  /** Items that are never selected. Default: none. Untracked. */
  readonly skips?: (item: T) => boolean
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
  readonly attributes: Pick<BoxProps, "focusable" | "focusRing" | "onFocus" | "onBlur">
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

  const { rowHeight = 1, isActive = hasFocus, skips = () => false } = options
  const mark = draw({
    position: "absolute",
    left: 0,
    top: () => `${Math.max(0, chosen.index()) * rowHeight}lh`,
    width: "1ch",
    height: `${rowHeight}lh`,
    hidden: () => chosen.index() < 0,
    paint: (pen, size) => paintMark(pen, size, isActive()),
  })
  const rows = virtualRows({
    count: () => items().length,
    rowHeight,
    mark,
    row: (index, place) => {
      const isSelected = memo(() => chosen.index() === index())
      const item = memo(() => items()[index()]!) // a slot's index is always below the count
      const look: BoxProps = {
        ...place,
        paddingLeft: "1ch",
        background: () => (isSelected() ? (isActive() ? "selection" : "raised") : undefined),
        color: () => (isSelected() && isActive() ? "onSelection" : undefined),
        selected: isSelected,
        onPointerDown: (event) => {
          if (event.button !== 0 || skips(untrack(item))) return
          chosen.select(index())
          if (event.clicks === 2) activate()
        },
      }
      return options.row({ item, index, isSelected }, look)
    },
  })

  function activate(): void {
    const item = untrack(chosen.item)
    if (item !== undefined) options.onActivate?.(item, options.by(item))
  }

  /** The row `wanted`, or the next that can be selected: further the same way, else back. */
  const unskipped = (wanted: number, now: number) => {
    const all = untrack(items)
    const by = wanted < now ? -1 : 1
    const start = Math.max(0, Math.min(wanted, all.length - 1))
    for (const step of [by, -by])
      for (let at = start; at in all; at += step) if (!skips(all[at]!)) return at
    return now
  }

  const walk = (event: KeyEvent) => {
    const now = untrack(chosen.index)
    const next = rowAfterKey(event.key, now, untrack(rows.first), untrack(rows.page))
    const at = next === undefined ? -1 : chosen.select(unskipped(next, now))
    if (at >= 0) rows.reveal(at)
  }
  useKeys(
    [
      { keys: ROW_KEYS, run: walk, help: "move", when: hasFocus },
      {
        keys: "enter",
        run: activate,
        help: options.onActivate && "open",
        when: () => options.onActivate !== undefined && hasFocus() && chosen.index() >= 0,
      },
    ],
    { layer: options.layer },
  )

  return {
    rows,
    choice: chosen,
    hasFocus,
    attributes: {
      focusable: true,
      focusRing: ringUnlessLit(),
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
  }
}

function paintMark(pen: Pen, size: PenSize, hasFocus: boolean): void {
  const color = hasFocus ? "accent" : "muted"
  if (!isCells(size))
    pen
      .begin()
      .rect(0, 0, hasFocus ? 3 : 1, size.height)
      .fill(color)
  else for (let y = 0; y < size.height; y++) pen.text(0, y, hasFocus ? "▌" : "▏", { color })
}
