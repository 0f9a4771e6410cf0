// A list that opens from a field: what Select and Menu share.
//
//     size ▾            the field: enter, space or a press opens the list, or closes it
//     ╭──────────╮
//     │▌size     │      the list, a popup: it has the focus while it is open; enter or a press takes,
//     │ date     │      escape, tab and a press elsewhere leave
//     ╰──────────╯

import { type Accessor, signal, untrack } from "../../core/reactive/index.ts"
import {
  type Attr,
  type BoxProps,
  box,
  type Child,
  type Handle,
  Show,
  useKeys,
  type View,
} from "../../core/view/index.ts"
import { filling } from "./filling.ts"
import { selectableRows } from "./selectable-rows.ts"

export interface DropDownOptions<T> {
  /** Name of the keys in listings. */
  readonly layer: string
  readonly items: readonly T[]
  readonly by: (item: T) => unknown
  readonly row: (item: () => T) => Child<any>
  /** ARIA roles of the list and of a row. Default "listbox" and "option". */
  readonly roles?: readonly [list: string, row: (item: T) => string]
  /** What is no item, but a line between items. */
  readonly skips?: (item: T) => boolean
  /** Left (-1) or right (1) was pressed while it is open. */
  readonly onAside?: ((by: 1 | -1) => void) | undefined
  /** Key of the item that is selected when it opens. Untracked. */
  readonly selected?: () => unknown
  readonly take: (item: T) => void
  /** Whether it can be taken now. Default: always. */
  readonly can?: (item: T) => boolean
  /** Lines, at most. */
  readonly rows: number
  /** Of the list, in ch. */
  readonly width: number
  readonly label: Attr<string>
}

export interface DropDown {
  readonly isOpen: Accessor<boolean>
  open(): void
  /** Gives the focus back to the field. */
  close(): void
  /** Attributes of the field. */
  readonly field: Pick<BoxProps, "expanded" | "onPointerDown" | "onPress" | "onKey"> & {
    readonly ref: (handle: Handle) => void
  }
  /** Goes beside the field, into a box that holds nothing else. */
  readonly list: View<any>
}

/** Call it in a component's body. */
export function dropDown<T>(options: DropDownOptions<T>): DropDown {
  const { items, take, rows, width } = options
  const [isOpen, setOpen] = signal(false)
  let field: Handle | undefined
  let wasOpen = false

  const close = () => {
    setOpen(false)
    field?.focus()
  }
  const taken = (item: T) => {
    if (options.can && !untrack(() => options.can!(item))) return
    close()
    take(item)
  }

  return {
    isOpen,
    open: () => setOpen(true),
    close,
    field: {
      expanded: isOpen,
      ref: (handle: Handle) => {
        field = handle
      },
      // A press on the field takes the focus from the list, and so closes it before it is a press.
      onPointerDown: () => {
        wasOpen = untrack(isOpen)
      },
      onPress: () => {
        setOpen((open) => !open && !wasOpen)
        wasOpen = false
      },
      onKey: () => {
        wasOpen = false
      },
    },
    list: Show({
      when: isOpen,
      children: () => {
        const { onAside, roles = ["listbox", () => "option"] } = options
        useKeys(
          [
            { keys: ["escape", "tab"], run: close, help: "leave" },
            {
              keys: ["left", "right"],
              run: (event) => onAside!(event.key === "left" ? -1 : 1),
              help: "other menu",
              when: () => onAside !== undefined,
            },
          ],
          { layer: options.layer },
        )
        const list = selectableRows<T>({
          layer: "list",
          items: () => items,
          by: options.by,
          initialSelected: untrack(() => options.selected?.()),
          onActivate: taken,
          ...(options.skips ? { skips: options.skips } : {}),
          row: ({ item, isSelected }, place) =>
            box(
              {
                ...place,
                role: () => roles[1](item()),
                selected: isSelected,
                disabled: () => !options.skips?.(item()) && options.can?.(item()) === false,
                overflow: "hidden",
                onPress: () => taken(item()),
              },
              options.row(item),
            ),
        })
        return box(
          {
            popup: "below",
            border: "round",
            borderColor: "focus",
            background: "raised",
            paddingY: "3px",
            color: "text",
            shadow: "0 4px 16px rgb(0 0 0 / 30%)",
            width: `${width}ch`,
            onBlur: () => setOpen(false),
          },
          box(
            {
              ...filling({
                flexGrow: 0,
                flexBasis: "auto",
                height: `${Math.min(rows, items.length)}lh`,
                minHeight: 0, // where there is less room
              }),
              ...list.attributes,
              role: roles[0],
              label: options.label,
              autoFocus: true,
            },
            list.rows.view,
          ),
        )
      },
    }),
  }
}
