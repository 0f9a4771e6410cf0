// Menu: a button that opens a list of things to do.
//
//     File ▾
//     ╭──────────────────────────╮
//     │▌Open…            ctrl+o  │     up, down, home, end move; enter or a press does it;
//     │ Save             ctrl+s  │     escape, tab and a press elsewhere leave
//     │ Close                    │
//     ╰──────────────────────────╯
//
// The list is a popup: it lies over everything, and opens above where there is no room below.

import { read, signal } from "../core/reactive/index.ts"
import { type Attr, box, type LayoutProps, text, useKeys } from "../core/view/index.ts"
import type { Command } from "./command-palette.ts"
import { columnsOf } from "./shared/columns.ts"
import { dropDown } from "./shared/drop-down.ts"
import { keyNames } from "./shared/key-names.ts"
import { widget } from "./shared/widget.ts"

/** Something that a menu does, or cannot do now. */
export interface MenuItem extends Command {
  readonly disabled?: Attr<boolean>
}

/** Layout attributes go to the box around the button. */
export interface MenuProps extends LayoutProps {
  readonly label: Attr<string>
  readonly items: readonly MenuItem[]
  /** Lines of the open list, at most. Default 12. */
  readonly rows?: number
}

/**
 * A button with a list of commands. Their `keys` are shown, and do nothing here: bind them by `useKeys`.
 *
 * @example
 * <Menu label="File" items={[{ title: "Open…", keys: "ctrl+o", run: open }, { title: "Quit", run: quit }]} />
 */
export const Menu = widget("Menu", (props: MenuProps) => {
  const { label, items, rows = 12, ...layout } = props
  const [hasFocus, setFocus] = signal(false)
  const shortcuts = items.map(({ keys = "" }) => (keys === "" ? "" : keyNames([keys], 1)))
  const titles = Math.max(0, ...items.map(({ title }) => columnsOf(title)))
  const keys = Math.max(0, ...shortcuts.map(columnsOf))
  const isOff = (item: MenuItem) => read(item.disabled) ?? false

  const drop = dropDown<MenuItem>({
    layer: "menu",
    items,
    by: (item) => item,
    row: (item) =>
      box(
        {
          flexDirection: "row",
          columnGap: "2ch",
          paddingRight: "1ch",
          disabled: () => isOff(item()),
        },
        text(
          {
            flex: 1,
            wrap: "none",
            truncate: true,
            selectable: false,
            color: () => (isOff(item()) ? "muted" : undefined),
          },
          () => item().title,
        ),
        text({ color: "muted", wrap: "none", selectable: false }, () =>
          keyNames([item().keys ?? ""], 1),
        ),
      ),
    selected: () => items.find((item) => !isOff(item)),
    take: (item) => item.run(),
    can: (item) => !isOff(item),
    rows,
    width: titles + (keys > 0 ? keys + 2 : 0) + 5,
    label,
  })
  useKeys([{ keys: "down", run: drop.open, help: "open", when: hasFocus }], { layer: "menu" })

  return box(
    { alignSelf: "start", ...layout },
    box(
      {
        flexDirection: "row",
        height: "1lh",
        paddingX: "1ch",
        background: () => (hasFocus() || drop.isOpen() ? "raised" : undefined),
        ...drop.field,
        role: "button",
        label,
        focusable: true,
        cursor: "pointer",
        onFocus: () => setFocus(true),
        onBlur: () => setFocus(false),
      },
      text(
        {
          wrap: "none",
          selectable: false,
          underline: hasFocus,
          color: () => (hasFocus() || drop.isOpen() ? "focus" : undefined),
        },
        label,
      ),
      text({ wrap: "none", selectable: false, color: "muted" }, " ▾"),
    ),
    drop.list,
  )
})
