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
  type Handle,
  Show,
  useKeys,
  type View,
} from "../../core/view/index.ts"
import { List } from "../list.ts"

export interface DropDownOptions<T> {
  /** Name of the keys in listings. */
  readonly layer: string
  readonly items: readonly T[]
  readonly by: (item: T) => unknown
  readonly row: (item: () => T) => View<any>
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
  /** Attributes of the field. */
  readonly field: Pick<BoxProps, "expanded" | "ref" | "onPointerDown" | "onPress" | "onKey">
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
        useKeys([{ keys: ["escape", "tab"], run: close, help: "leave" }], { layer: options.layer })
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
          List<T>({
            items: () => items,
            by: options.by,
            initialSelected: untrack(() => options.selected?.()),
            children: (item) => box({ onPress: () => taken(item()) }, options.row(item)),
            onActivate: taken,
            flexGrow: 0,
            flexBasis: "auto",
            height: `${Math.min(rows, items.length)}lh`,
            minHeight: 0, // where there is less room
            autoFocus: true,
            label: options.label,
          }),
        )
      },
    }),
  }
}
