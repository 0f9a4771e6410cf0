// Menu: a button that opens a list of things to do; several in a MenuBar are one.
//
//     File ▾  Edit ▾                   left, right: the menu beside it
//     ╭──────────────────────────╮
//     │▌Open…            ctrl+o  │     up, down, home, end move; enter or a press does it;
//     │ Save             ctrl+s  │     escape, tab and a press elsewhere leave
//     │ ──────────────────────── │     "separator"
//     │ Close                    │
//     ╰──────────────────────────╯
//
// The list is a popup: it lies over everything, and opens above where there is no room below.

import { createContext, onCleanup, read, signal, untrack, use } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Child,
  draw,
  type Handle,
  type LayoutProps,
  type Pen,
  type PenSize,
  Provider,
  text,
  type Universal,
  useKeys,
  type View,
} from "../core/view/index.ts"
import type { Command } from "./command-palette.ts"
import { isCells } from "./shared/cells.ts"
import { columnsOf } from "./shared/columns.ts"
import { type DropDown, dropDown } from "./shared/drop-down.ts"
import { keyNames } from "./shared/key-names.ts"
import { widget } from "./shared/widget.ts"

/** Something that a menu does, or cannot do now. */
export interface MenuItem extends Command {
  readonly disabled?: Attr<boolean>
}

/** Layout attributes go to the box around the button. */
export interface MenuProps extends LayoutProps {
  readonly label: Attr<string>
  /** What it does, from top to bottom; "separator" is a line between two groups. */
  readonly items: readonly (MenuItem | "separator")[]
  /** Lines of the open list, at most. Default 12. */
  readonly rows?: number
}

/** A menu as its bar knows it. */
interface Member extends Pick<DropDown, "isOpen" | "open" | "close"> {
  field?: Handle
}

const Members = createContext<Set<Member> | undefined>(undefined)

/**
 * A button with a list of commands. Their `keys` are shown, and do nothing here: bind them by `useKeys`.
 *
 * @example
 * <Menu label="File" items={[{ title: "Open…", keys: "ctrl+o", run: open }, "separator", { title: "Quit", run: quit }]} />
 */
export const Menu = widget("Menu", (props: MenuProps) => {
  const { label, items, rows = 12, ...layout } = props
  const [hasFocus, setFocus] = signal(false)
  const lines = new Set<MenuItem>()
  const all = items.map((item): MenuItem => {
    if (item !== "separator") return item
    const line: MenuItem = { title: "", run: () => {} }
    lines.add(line)
    return line
  })
  const shortcuts = all.map(({ keys = "" }) => (keys === "" ? "" : keyNames([keys], 1)))
  const titles = Math.max(0, ...all.map(({ title }) => columnsOf(title)))
  const keys = Math.max(0, ...shortcuts.map(columnsOf))
  const isOff = (item: MenuItem) => lines.has(item) || (read(item.disabled) ?? false)
  const bar = use(Members)

  const drop = dropDown<MenuItem>({
    layer: "menu",
    items: all,
    by: (item) => item,
    row: (item) => [
      draw({
        hidden: () => !lines.has(item()),
        height: "1lh",
        marginRight: "1ch",
        paint: paintLine,
      }),
      box(
        {
          hidden: () => lines.has(item()),
          flexDirection: "row",
          columnGap: "2ch",
          paddingRight: "1ch",
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
        keys > 0 &&
          text({ color: "muted", wrap: "none", selectable: false }, () =>
            keyNames([item().keys ?? ""], 1),
          ),
      ),
    ],
    roles: ["menu", (item) => (lines.has(item) ? "separator" : "menuitem")],
    skips: (item) => lines.has(item),
    selected: () => all.find((item) => !isOff(item)),
    take: (item) => item.run(),
    can: (item) => !isOff(item),
    rows,
    width: titles + (keys > 0 ? keys + 2 : 0) + 5,
    label,
    onAside: bar && ((by) => turn(beside(bar, self, by))),
  })
  useKeys([{ keys: "down", run: drop.open, help: "open", when: hasFocus }], { layer: "menu" })

  const self: Member = { isOpen: drop.isOpen, open: drop.open, close: drop.close }
  bar?.add(self)
  onCleanup(() => bar?.delete(self))

  /** Opens `to` instead of the menu of the bar that is open. */
  function turn(to: Member): void {
    const open = [...bar!].find((member) => untrack(member.isOpen))
    if (!open || open === to) return
    open.close()
    to.open()
  }

  return box(
    { alignSelf: "start", ...layout },
    box(
      {
        flexDirection: "row",
        height: "1lh",
        paddingX: "1ch",
        background: () => (hasFocus() || drop.isOpen() ? "raised" : undefined),
        ...drop.field,
        ref: (handle) => {
          drop.field.ref(handle)
          self.field = handle
        },
        role: bar ? "menuitem" : "button",
        label,
        focusable: true,
        cursor: "pointer",
        onFocus: () => setFocus(true),
        onBlur: () => setFocus(false),
        onPointerEnter: () => bar && turn(self),
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

/** The menu that stands beside one on the surface, around the ends. */
function beside(bar: ReadonlySet<Member>, from: Member, by: 1 | -1): Member {
  const placed = [...bar].map((member) => ({ member, at: member.field?.bounds() }))
  placed.sort((a, b) => (a.at?.y ?? 0) - (b.at?.y ?? 0) || (a.at?.x ?? 0) - (b.at?.x ?? 0))
  const order = placed.map(({ member }) => member)
  return order[(order.indexOf(from) + by + order.length) % order.length]!
}

function paintLine(pen: Pen, size: PenSize): void {
  if (isCells(size)) pen.text(0, 0, "─".repeat(size.width), { color: "border" })
  else
    pen
      .begin()
      .rect(0, Math.floor(size.height / 2), size.width, 1)
      .fill("border")
}

/** Layout attributes go to the row of menus. */
export interface MenuBarProps<H extends Universal = Universal> extends LayoutProps {
  /** The menus. */
  readonly children?: Child<H>
  /** What the bar is, for those who do not see it. */
  readonly label?: Attr<string>
}

/**
 * Menus side by side, one stop of Tab. Left and right move between them; while one is open, they and the pointer open
 * the next.
 *
 * @example
 * <MenuBar>
 *   <Menu label="File" items={[{ title: "Open…", run: open }, "separator", { title: "Quit", run: quit }]} />
 *   <Menu label="Edit" items={[{ title: "Undo", keys: "ctrl+z", run: undo }]} />
 * </MenuBar>
 */
export const MenuBar = widget(
  "MenuBar",
  <H extends Universal = Universal>(props: MenuBarProps<H>): View<H> => {
    const { children, label, ...layout } = props
    return Provider<Set<Member> | undefined, H>({
      context: Members,
      value: new Set(),
      children: box(
        {
          flexDirection: "row",
          columnGap: "1ch",
          ...layout,
          role: "menubar",
          label,
          focusScope: "arrows",
        },
        children,
      ),
    })
  },
)
