// Button: does something when pressed.
//
//      Save      press it, or enter and space while it has the focus
//
// Stands on "raised"; the main one of several on "accent". With the focus it is underlined too.

import { read, signal } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Color,
  type LayoutProps,
  type PressEvent,
  span,
  text,
} from "../core/view/index.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the button. It is as wide as its words. */
export interface ButtonProps extends LayoutProps {
  /** Words on the button. */
  readonly label: Attr<string>
  readonly onPress?: ((event: PressEvent) => void) | undefined
  /** "primary" for the main one, "danger" for what cannot be undone. Default "plain". */
  readonly kind?: Attr<"plain" | "primary" | "danger">
  readonly disabled?: Attr<boolean>
  readonly autoFocus?: Attr<boolean>
}

/**
 * A word that can be pressed.
 *
 * @example
 * <Button label="Save" kind="primary" onPress={save} />
 */
export const Button = widget("Button", (props: ButtonProps) => {
  const { label, onPress, kind, disabled, autoFocus, ...layout } = props
  const [hasFocus, setFocus] = signal(false)
  const isOff = () => read(disabled) ?? false
  const ink = (): Color => {
    if (isOff()) return "muted"
    if (hasFocus()) return "onAccent"
    const now = read(kind)
    return now === "primary" ? "accent" : now === "danger" ? "danger" : "text"
  }

  return box(
    {
      alignSelf: "start",
      maxWidth: "100%",
      paddingX: "2ch",
      paddingY: "3px", // no row in a terminal
      borderRadius: 4,
      ...layout,
      role: "button",
      label,
      focusable: () => !isOff(),
      disabled,
      autoFocus,
      cursor: () => (isOff() ? "default" : "pointer"),
      background: () => (hasFocus() && !isOff() ? "accent" : "raised"),
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
      onPress,
    },
    text(
      {
        wrap: "none",
        align: "center",
        selectable: false,
        bold: () => !isOff() && read(kind) !== undefined, // not by focus: bold words are wider
        color: ink,
      },
      span({ underline: () => hasFocus() && !isOff() }, label),
    ),
  )
})
