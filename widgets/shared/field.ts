// A field with a name: what TextInput and TextArea share.
//
//     who keeps the text:  value (the caller, from onInput)  ·  bind (a signal)  ·  else the field itself

import { memo, type RwSignal, read, type Source, signal } from "../../core/reactive/index.ts"
import {
  type Attr,
  type BoxProps,
  type Handle,
  type LayoutProps,
  text,
  type View,
} from "../../core/view/index.ts"

/** What every field for text takes. Layout attributes go to the box around name and field. */
export interface FieldProps extends LayoutProps {
  /** Name of the field, shown beside it. */
  readonly label?: Attr<string>
  /** What is in the field, when the caller keeps it: set it from `onInput`. */
  readonly value?: Source<string> | undefined
  /** A signal that always holds what is in the field. */
  readonly bind?: RwSignal<string> | undefined
  /** At first, when the field keeps it. Default "". */
  readonly initialValue?: string | undefined
  /** Shown while the field is empty. */
  readonly placeholder?: Attr<string>
  /** In graphemes. */
  readonly maxLength?: Attr<number>
  /** Nothing can be typed, and the focus passes by. Default false. */
  readonly disabled?: Attr<boolean>
  /** Takes the focus when it appears. */
  readonly autoFocus?: Attr<boolean>
  /** After each change. */
  readonly onInput?: ((event: { readonly value: string }) => void) | undefined
  /** Hands out what focuses the field. */
  readonly ref?: ((handle: Handle) => void) | { current: Handle | undefined } | undefined
}

/** What is around the field. */
export const GROUND = {
  background: "raised",
  paddingX: "1ch",
  paddingY: "3px", // no row in a terminal
  borderRadius: 4,
} as const satisfies BoxProps

/** The parts of a field. Call it in a component's body. */
export function field(props: FieldProps) {
  const { label, value, bind, initialValue = "", onInput, ref, ...more } = props
  const { placeholder, maxLength, disabled, autoFocus, ...layout } = more
  const [own, setOwn] = signal(initialValue)
  const [hasFocus, setFocus] = signal(false)
  const now = memo(() => (value ? read(value) : bind ? bind.get() : own()))

  function change(next: string): void {
    setOwn(next)
    bind?.set(next)
    onInput?.({ value: next })
  }

  const name: View | null =
    label === undefined
      ? null
      : text({ color: () => (hasFocus() ? "focus" : "muted"), wrap: "none" }, label)
  return {
    name,
    now,
    hasFocus,
    change,
    layout,
    /** Of the element that is typed into. */
    attributes: {
      label,
      value: now,
      placeholder,
      maxLength,
      disabled,
      autoFocus,
      ref,
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
      onInput: (event: { readonly value: string }) => change(event.value),
    },
  }
}
