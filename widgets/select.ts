// Select: one of several things, in one line until it is opened.
//
//     sort by  size ▾                closed: enter, space or a press opens it, up and down change it
//             ╭──────────╮
//             │ name     │           open: up, down, home, end, the first letters; enter takes,
//             │▌size     │           escape leaves
//             │ date     │
//             ╰──────────╯
//
// The list is a popup: it lies over everything, and opens above where there is no room below. A press elsewhere
// closes it, since the focus leaves it then.

import { memo, type RwSignal, read, type Source, signal, untrack } from "../core/reactive/index.ts"
import { type Attr, box, type LayoutProps, text, useKeys, type View } from "../core/view/index.ts"
import { type Option, optionOf } from "./radio-group.ts"
import { columnsOf } from "./shared/columns.ts"
import { dropDown } from "./shared/drop-down.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the box around name and field. */
export interface SelectProps<T = string> extends LayoutProps {
  readonly options: readonly (Option<T> | T)[]
  /** Name of the field, shown before it. */
  readonly label?: Attr<string>
  /** The chosen value, when the caller keeps it: set it from `onChange`. */
  readonly value?: Source<T | undefined> | undefined
  /** A signal that always holds what is chosen. */
  readonly bind?: RwSignal<T> | undefined
  /** At first, when the field keeps it. Default: none. */
  readonly initialValue?: T | undefined
  readonly onChange?: ((value: T) => void) | undefined
  /** Shown while nothing is chosen. Default "choose". */
  readonly placeholder?: string
  /** Lines of the open list, at most. Default 8. */
  readonly rows?: number
  readonly disabled?: Attr<boolean>
}

const LETTERS = 800 // ms between letters of one word

/**
 * A field that opens a list to choose from.
 *
 * @example
 * <Select label="sort by" bind={order} options={["name", { value: "date", label: "last change" }]} />
 */
export const Select = widget("Select", <T = string>(props: SelectProps<T>): View => {
  const {
    options,
    label,
    value,
    bind,
    initialValue,
    onChange,
    placeholder = "choose",
    rows = 8,
    disabled,
    ...layout
  } = props
  const all = options.map(optionOf)
  const able = all.filter((option) => !option.disabled)
  const [own, setOwn] = signal<{ readonly it: T | undefined }>({ it: initialValue })
  const [hasFocus, setFocus] = signal(false)
  const chosen = memo(() => (value ? read(value) : bind ? bind.get() : own().it))
  const words = () => all.find((option) => option.value === chosen())?.label
  const widest = Math.max(...[placeholder, ...all.map(({ label = "" }) => label)].map(columnsOf))
  const isOff = () => read(disabled) ?? false
  let typed = ""
  let typedAt = 0

  function choose(option: Option<T> | undefined): void {
    if (!option || option.value === untrack(chosen)) return
    setOwn({ it: option.value })
    bind?.set(option.value)
    onChange?.(option.value)
  }

  function step(by: 1 | -1): void {
    const now = able.findIndex((option) => option.value === untrack(chosen))
    choose(able[now < 0 ? (by > 0 ? 0 : able.length - 1) : now + by])
  }

  const drop = dropDown<Option<T>>({
    layer: "select",
    items: able,
    by: (option) => option.value,
    row: (option) =>
      text({ wrap: "none", truncate: true, selectable: false }, () => option().label),
    selected: chosen,
    take: choose,
    rows,
    width: widest + 6,
    label,
  })

  /** The first letters of an option choose it; more of them within a moment, a longer beginning. */
  function byLetter(letter: string): boolean {
    const now = performance.now()
    typed = now - typedAt < LETTERS ? typed + letter : letter
    typedAt = now
    const found = able.find((option) => option.label?.toLowerCase().startsWith(typed.toLowerCase()))
    choose(found)
    return found !== undefined
  }

  // Enter, space and a click are presses.
  useKeys(
    [
      {
        keys: ["up", "down"],
        run: (event) => step(event.key === "up" ? -1 : 1),
        help: "change",
        when: () => hasFocus() && !drop.isOpen(),
      },
    ],
    { layer: "select" },
  )

  return box(
    {
      flexDirection: "row",
      alignItems: "start",
      gap: "1ch",
      alignSelf: "start",
      ...layout,
    },
    label === undefined
      ? null
      : text({ color: () => (hasFocus() ? "focus" : "muted"), wrap: "none" }, label),
    box(
      {},
      box(
        {
          flexDirection: "row",
          height: "1lh",
          background: "raised",
          paddingX: "1ch",
          ...drop.field,
          role: "combobox",
          label: () => read(label) ?? words() ?? placeholder,
          disabled,
          focusable: () => !isOff(),
          cursor: () => (isOff() ? "default" : "pointer"),
          onFocus: () => setFocus(true),
          onBlur: () => setFocus(false),
          onKey: (event) => {
            drop.field.onKey?.(event)
            if (event.text.trim() === "" || event.ctrl || event.alt || event.meta) return
            if (byLetter(event.text)) event.stopPropagation()
          },
        },
        text(
          {
            width: `${widest}ch`,
            wrap: "none",
            truncate: true,
            selectable: false,
            color: () => (isOff() || words() === undefined ? "muted" : undefined),
          },
          () => words() ?? placeholder,
        ),
        text(
          { wrap: "none", selectable: false, color: () => (hasFocus() ? "focus" : "muted") },
          " ▾",
        ),
      ),
      drop.list,
    ),
  )
})
