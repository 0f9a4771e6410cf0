// RadioGroup: one of a few things, all of them in view.
//
//     (•) by name      up and down choose while the group has the focus, or a press
//     ( ) by size
//     ( ) by date

import { memo, type RwSignal, read, type Source, signal, untrack } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type LayoutProps,
  span,
  text,
  useKeys,
  type View,
} from "../core/view/index.ts"
import { widget } from "./shared/widget.ts"

/** One of the things to choose from. */
export interface Option<T = string> {
  readonly value: T
  /** Default: the value as text. */
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
}

/** Layout attributes go to the group's box; `flexDirection="row"` puts the options beside each other. */
export interface RadioGroupProps<T = string> extends LayoutProps {
  readonly options: readonly (Option<T> | T)[]
  /** The chosen value, when the caller keeps it: set it from `onChange`. */
  readonly value?: Source<T | undefined> | undefined
  /** A signal that always holds what is chosen. */
  readonly bind?: RwSignal<T> | undefined
  /** At first, when the group keeps it. Default: none. */
  readonly initialValue?: T | undefined
  readonly onChange?: ((value: T) => void) | undefined
  /** Default "column". */
  readonly direction?: "row" | "column"
  /** What is chosen, for those who do not see it. */
  readonly label?: Attr<string>
}

/**
 * A group of options of which one is chosen.
 *
 * @example
 * <RadioGroup label="order" bind={order} options={["name", "size"]} />
 */
export const RadioGroup = widget("RadioGroup", <T = string>(props: RadioGroupProps<T>): View => {
  const { options, value, bind, initialValue, onChange, direction, label, ...layout } = props
  const all = options.map(optionOf)
  const [own, setOwn] = signal<{ readonly it: T | undefined }>({ it: initialValue })
  const [hasFocus, setFocus] = signal(false)
  const chosen = memo(() => (value ? read(value) : bind ? bind.get() : own().it))

  function choose(option: Option<T>): void {
    if (option.disabled || option.value === untrack(chosen)) return
    setOwn({ it: option.value })
    bind?.set(option.value)
    onChange?.(option.value)
  }

  function step(by: 1 | -1): void {
    const able = all.filter((option) => !option.disabled)
    const now = able.findIndex((option) => option.value === untrack(chosen))
    const from = now < 0 && by < 0 ? 0 : now
    const next = able[(from + by + able.length) % able.length]
    if (next) choose(next)
  }

  useKeys(
    [
      {
        keys: direction === "row" ? ["left", "right"] : ["up", "down"],
        run: ({ key }) => step(key === "up" || key === "left" ? -1 : 1),
        help: "choose",
        when: hasFocus,
      },
    ],
    { layer: "choice" },
  )

  return box(
    {
      alignSelf: "start",
      flexDirection: direction ?? "column",
      columnGap: "2ch",
      flexShrink: 1,
      minHeight: 0,
      maxWidth: "100%",
      overflow: "hidden",
      ...layout,
      role: "radiogroup",
      label,
      focusable: true,
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
    all.map((option) => {
      const isChosen = memo(() => option.value === chosen())
      const edge = () => (hasFocus() && isChosen() ? "focus" : "muted")
      return box(
        {
          height: "1lh",
          role: "radio",
          label: option.label,
          checked: isChosen,
          disabled: option.disabled,
          cursor: option.disabled ? "default" : "pointer",
          onPress: () => choose(option),
        },
        text(
          { wrap: "none", selectable: false, color: option.disabled ? "muted" : undefined },
          span(
            { fontFamily: "mono" }, // as wide chosen as not
            span({ color: edge, bold: () => hasFocus() && isChosen() }, "("),
            span({ color: "accent", bold: true }, () => (isChosen() ? "•" : " ")),
            span({ color: edge, bold: () => hasFocus() && isChosen() }, ") "),
          ),
          span({ underline: () => hasFocus() && isChosen() }, option.label ?? ""),
        ),
      )
    }),
  )
})

/** An option with its words. */
export function optionOf<T>(option: Option<T> | T): Option<T> {
  const given = isOption(option) ? option : { value: option }
  return { ...given, label: given.label ?? String(given.value) }
}

function isOption<T>(option: Option<T> | T): option is Option<T> {
  return typeof option === "object" && option !== null && "value" in option
}
