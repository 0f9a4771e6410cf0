// Tree: things inside of things, opened and closed.
//
//     ▾ src                 right opens, left closes or goes up, up and down move, enter takes
//       ▾ core
//     ▌   graph.ts          the selected one
//       ▸ widgets           a press on the sign opens and closes
//     ▸ test
//
// What is inside of a thing is asked for when it is first opened, and rows that are not in view do not
// exist: a tree of 100,000 costs what a screen costs.

import { memo, read, type Source, signal, untrack } from "../core/reactive/index.ts"
import {
  box,
  type Child,
  Show,
  text,
  type Universal,
  useKeys,
  type View,
} from "../core/view/index.ts"
import { filling } from "./shared/filling.ts"
import { type RowsProps, selectableRows } from "./shared/selectable-rows.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the tree's box. It takes the room that is there unless told otherwise. */
export interface TreeProps<T, H extends Universal = Universal> extends RowsProps<T, H> {
  /** What stands at the left edge. */
  readonly roots: Source<readonly T[]>
  /** What is inside of an item: undefined for one that cannot hold any. Reactive. */
  readonly inside: (item: T) => readonly T[] | undefined
  /** The key that tells items apart, in the whole tree. Default: the item itself. */
  readonly by?: ((item: T) => unknown) | undefined
  /** A row: its words, or a view. Default: the item as text. */
  readonly children?: (item: () => T, isOpen: () => boolean) => Child<H>
  /** Keys of the items that are open, when the caller keeps them: change them from `onOpen`. */
  readonly opened?: Source<ReadonlySet<unknown>> | undefined
  /** Keys of the items that are open at first. Default: none. */
  readonly initialOpened?: Iterable<unknown> | undefined
  /** An item is to be opened (true) or closed. */
  readonly onOpen?: ((item: T, open: boolean) => void) | undefined
}

interface Row<T> {
  readonly item: T
  readonly depth: number
  /** "leaf" cannot be opened. */
  readonly state: "open" | "closed" | "leaf"
}

const INDENT = 2 // ch a level

/**
 * A tree with a selection.
 *
 * @example
 * <Tree roots={() => files} inside={(file) => file.inside}>{(file) => <text>{() => file().name}</text>}</Tree>
 */
export const Tree = widget(
  "Tree",
  <T, H extends Universal = Universal>(props: TreeProps<T, H>): View<H> => {
    const {
      roots,
      inside,
      by = (item: T) => item,
      children,
      opened,
      initialOpened = [],
      onOpen,
      empty,
      autoFocus,
      label,
      selected,
      initialSelected,
      onSelect,
      onActivate,
      ...layout
    } = props
    const [own, setOwn] = signal<ReadonlySet<unknown>>(new Set(initialOpened))
    const open = () => (opened === undefined ? own() : read(opened))

    const rows = memo(
      () => {
        const all: Row<T>[] = []
        const seen = new Set<unknown>()
        const now = open()
        const add = (items: readonly T[], depth: number) => {
          for (const item of items) {
            const key = by(item)
            if (seen.has(key)) continue // a thing inside of itself
            seen.add(key)
            const kids = inside(item)
            const isOpen = kids !== undefined && now.has(key)
            all.push({
              item,
              depth,
              state: kids === undefined ? "leaf" : isOpen ? "open" : "closed",
            })
            if (isOpen) add(kids, depth + 1)
          }
        }
        add(read(roots), 0)
        return all
      },
      { equals: false },
    )

    function turn(row: Row<T>): void {
      if (row.state === "leaf") return
      const key = by(row.item)
      const next = new Set(untrack(open))
      if (!next.delete(key)) next.add(key)
      setOwn(next)
      onOpen?.(row.item, next.has(key))
    }

    const list = selectableRows<Row<T>>({
      layer: "tree",
      items: rows,
      by: (row) => by(row.item),
      selected,
      initialSelected,
      onSelect: onSelect && ((row, key) => onSelect(row.item, key)),
      onActivate: (row, key) =>
        row.state === "leaf" || onActivate ? onActivate?.(row.item, key) : turn(row),
      row: (row, place) => {
        const item = memo(() => row.item().item)
        const isOpen = memo(() => row.item().state === "open")
        return box(
          {
            ...place,
            flexDirection: "row",
            overflow: "hidden",
            role: "treeitem",
            expanded: () => (row.item().state === "leaf" ? undefined : isOpen()),
          },
          text(
            {
              width: () => `${row.item().depth * INDENT + 2}ch`,
              align: "right",
              wrap: "none",
              color: "muted",
              selectable: false,
              cursor: "pointer",
              onPress: () => turn(row.item()),
            },
            () => SIGNS[row.item().state],
          ),
          children
            ? children(item, isOpen)
            : text({ wrap: "none", truncate: true, flexShrink: 1 }, () => String(item())),
        )
      },
    })

    useKeys(
      [
        {
          keys: ["left", "right"],
          run: (event) => walk(event.key === "right"),
          help: "open and close",
          when: list.hasFocus,
        },
      ],
      { layer: "tree" },
    )

    function walk(inwards: boolean): void {
      untrack(() => {
        const at = list.choice.index()
        const row = rows()[at]
        if (!row) return
        if (inwards) {
          if (row.state === "closed") turn(row)
          else if (row.state === "open") move(at + 1)
        } else if (row.state === "open") turn(row)
        else move(rows().findLastIndex((above, i) => i < at && above.depth < row.depth))
      })
    }

    function move(to: number): void {
      if (to < 0) return
      const at = list.choice.select(to)
      if (at >= 0) list.rows.reveal(at)
    }

    return box(
      {
        ...filling(layout),
        ...list.attributes,
        role: "tree",
        label,
        autoFocus,
      },
      Show({ when: () => list.rows.count() > 0, fallback: empty, children: list.rows.view }),
    )
  },
)

const SIGNS = { open: "▾ ", closed: "▸ ", leaf: "  " } as const
