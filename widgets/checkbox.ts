// Checkbox: something that is on or off.
//
//     [✓] follow      press it, or enter and space while it has the focus
//     [ ] wrap

import { memo, type RwSignal, read, type Source, signal, untrack } from "../core/reactive/index.ts"
import { type Attr, box, type LayoutProps, span, text } from "../core/view/index.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the box around mark and words. */
export interface CheckboxProps extends LayoutProps {
  /** Words after the mark. */
  readonly label: Attr<string>
  /** When the caller keeps it: set it from `onChange`. */
  readonly checked?: Source<boolean> | undefined
  /** A signal that is always what is shown. */
  readonly bind?: RwSignal<boolean> | undefined
  /** At first, when the checkbox keeps it. Default false. */
  readonly initialChecked?: boolean
  readonly onChange?: ((checked: boolean) => void) | undefined
  readonly disabled?: Attr<boolean>
}

/**
 * A mark that a press sets and takes away.
 *
 * @example
 * const follow = rwSignal(true)
 * <Checkbox label="follow the end" bind={follow} />
 */
export const Checkbox = widget("Checkbox", (props: CheckboxProps) => {
  const { label, checked, bind, initialChecked = false, onChange, disabled, ...layout } = props
  const [own, setOwn] = signal(initialChecked)
  const [hasFocus, setFocus] = signal(false)
  const isOn = memo(() => (checked ? read(checked) : bind ? bind.get() : own()))
  const isOff = () => read(disabled) ?? false

  return box(
    {
      alignSelf: "start",
      maxWidth: "100%",
      height: "1lh",
      ...layout,
      role: "checkbox",
      label,
      checked: isOn,
      focusable: () => !isOff(),
      disabled,
      cursor: () => (isOff() ? "default" : "pointer"),
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
      onPress: () => {
        const next = !untrack(isOn)
        setOwn(next)
        bind?.set(next)
        onChange?.(next)
      },
    },
    text(
      { wrap: "none", selectable: false, color: () => (isOff() ? "muted" : undefined) },
      span(
        { fontFamily: "mono" }, // as wide on as off
        span({ color: () => (hasFocus() ? "focus" : "muted"), bold: hasFocus }, "["),
        span({ color: "accent", bold: true }, () => (isOn() ? "✓" : " ")),
        span({ color: () => (hasFocus() ? "focus" : "muted"), bold: hasFocus }, "] "),
      ),
      span({ underline: hasFocus }, label),
    ),
  )
})
