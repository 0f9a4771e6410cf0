// TextInput: one line to write in, with a name before it.
//
//     filter ▏firef▕            escape clears it, enter submits
//     filter ▏name or pid▕      placeholder while it is empty
//
// The caret, selection and undo are the surface's own.

import { memo, type RwSignal, read, type Source, signal, untrack } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  component,
  type Handle,
  input,
  type LayoutProps,
  Show,
  text,
} from "../core/view/index.ts"

/** Layout attributes go to the box around name and field. */
export interface TextInputProps extends LayoutProps {
  /** Name of the field, shown before it. */
  readonly label?: Attr<string>
  /** What is in the field, when the caller keeps it: set it from `onInput`. */
  readonly value?: Source<string> | undefined
  /** A signal that always holds what is in the field. */
  readonly bind?: RwSignal<string> | undefined
  /** At first, when the field keeps it. Default "". */
  readonly initialValue?: string | undefined
  /** Shown while the field is empty. */
  readonly placeholder?: Attr<string>
  /** "password" shows dots. Default "text". */
  readonly type?: Attr<"text" | "password">
  /** In graphemes. */
  readonly maxLength?: Attr<number>
  readonly disabled?: Attr<boolean>
  /** Takes the focus when it appears. */
  readonly autoFocus?: Attr<boolean>
  /** After each change, also when escape clears the field. */
  readonly onInput?: ((event: { readonly value: string }) => void) | undefined
  /** Enter. */
  readonly onSubmit?: ((event: { readonly value: string }) => void) | undefined
  /** Escape in an empty field. Without it the key goes on to whoever wants it. */
  readonly onCancel?: (() => void) | undefined
  /** Hands out what focuses the field. */
  readonly ref?: ((handle: Handle) => void) | { current: Handle | undefined } | undefined
}

/** A labelled line of editable text that escape clears. */
export const TextInput = component((props: TextInputProps) => {
  const {
    label,
    value,
    bind,
    initialValue = "",
    placeholder,
    type,
    maxLength,
    disabled,
    autoFocus,
    onInput,
    onSubmit,
    onCancel,
    ref,
    ...layout
  } = props
  const [own, setOwn] = signal(initialValue)
  const [hasFocus, setFocus] = signal(false)
  const now = memo(() => (value ? read(value) : bind ? bind.get() : own()))

  function change(next: string): void {
    setOwn(next)
    bind?.set(next)
    onInput?.({ value: next })
  }

  return box(
    { flexDirection: "row", alignItems: "center", gap: "1ch", ...layout },
    label === undefined
      ? null
      : text({ color: () => (hasFocus() ? "focus" : "muted"), wrap: "none" }, label),
    box(
      {
        flex: 1,
        flexDirection: "row",
        background: "raised",
        paddingX: "1ch",
        paddingY: "3px", // no row in a terminal
        borderRadius: 4,
      },
      input({
        flex: 1,
        height: "1lh",
        label,
        value: now,
        placeholder,
        type,
        maxLength,
        disabled,
        autoFocus,
        ref,
        onFocus: () => setFocus(true),
        onBlur: () => setFocus(false),
        onInput: (event) => change(event.value),
        onSubmit: (event) => onSubmit?.({ value: event.value }),
        onKey: (event) => {
          if (event.key !== "escape") return
          if (untrack(now) !== "") change("")
          else if (onCancel) onCancel()
          else return
          event.preventDefault()
          event.stopPropagation()
        },
      }),
      Show({
        when: () => now() !== "" && hasFocus(),
        children: text({ color: "muted", wrap: "none", selectable: false }, " esc clears"),
      }),
    ),
  )
})
