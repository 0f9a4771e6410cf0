// TextArea: several lines to write in, with a name above them.
//
//     notes
//     ▏Ada called.      ▕
//     ▏She comes at 3.  ▕
//
// The caret, selection, undo and scrolling are the surface's own. Enter starts a line; Tab goes on to what
// comes next, as everywhere.

import { memo, type RwSignal, read, type Source, signal } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  component,
  type Handle,
  type LayoutProps,
  text,
  textarea,
} from "../core/view/index.ts"

/** Layout attributes go to the box around name and field. */
export interface TextAreaProps extends LayoutProps {
  /** Name of the field, shown above it. */
  readonly label?: Attr<string>
  /** What is in the field, when the caller keeps it: set it from `onInput`. */
  readonly value?: Source<string> | undefined
  /** A signal that always holds what is in the field. */
  readonly bind?: RwSignal<string> | undefined
  /** At first, when the field keeps it. Default "". */
  readonly initialValue?: string | undefined
  /** Lines shown. Default 4; with `flex` or `height` the room that there is. */
  readonly rows?: Attr<number>
  /** Shown while the field is empty. */
  readonly placeholder?: Attr<string>
  /** In graphemes. */
  readonly maxLength?: Attr<number>
  readonly disabled?: Attr<boolean>
  readonly autoFocus?: Attr<boolean>
  readonly onInput?: ((event: { readonly value: string }) => void) | undefined
  /** Hands out what focuses the field. */
  readonly ref?: ((handle: Handle) => void) | { current: Handle | undefined } | undefined
}

/** Labelled lines of editable text. */
export const TextArea = component((props: TextAreaProps) => {
  const {
    label,
    value,
    bind,
    initialValue = "",
    rows,
    placeholder,
    maxLength,
    disabled,
    autoFocus,
    onInput,
    ref,
    ...layout
  } = props
  const [own, setOwn] = signal(initialValue)
  const [hasFocus, setFocus] = signal(false)
  const now = memo(() => (value ? read(value) : bind ? bind.get() : own()))
  const fills = layout.height !== undefined || layout.flex !== undefined

  return box(
    { flexShrink: 1, minHeight: 0, overflow: "hidden", ...layout },
    label === undefined
      ? null
      : text({ color: () => (hasFocus() ? "focus" : "muted"), wrap: "none" }, label),
    box(
      {
        background: "raised",
        paddingX: "1ch",
        paddingY: "3px", // no row in a terminal
        borderRadius: 4,
        ...(fills ? { flex: 1, minHeight: 0 } : undefined),
      },
      textarea({
        ...(fills ? { flex: 1 } : { rows: () => read(rows) ?? 4 }),
        label,
        value: now,
        placeholder,
        maxLength,
        disabled,
        autoFocus,
        ref,
        onFocus: () => setFocus(true),
        onBlur: () => setFocus(false),
        onInput: (event) => {
          setOwn(event.value)
          bind?.set(event.value)
          onInput?.({ value: event.value })
        },
      }),
    ),
  )
})
