// Spinner: something is going on.
//
//     ⠹ loading
//
// Turns ten times a second while it is there and `active`; frames are asked for no longer than that.
// Where the surface stands still (a picture, reduced motion) it does too.

import { cycle } from "../core/motion/index.ts"
import { read } from "../core/reactive/index.ts"
import { type Attr, type LayoutProps, span, text } from "../core/view/index.ts"
import { widget } from "./shared/widget.ts"

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] as const
const FRAME = 100 // ms

/** Layout attributes go to the text. */
export interface SpinnerProps extends LayoutProps {
  /** Words after the sign. */
  readonly label?: Attr<string>
  /** False stops it and hides the sign. Default true. */
  readonly active?: Attr<boolean>
}

/**
 * A turning sign, with words.
 *
 * @example
 * <Spinner label="loading" />
 */
export const Spinner = widget("Spinner", (props: SpinnerProps) => {
  const { label, active, ...layout } = props
  const isActive = () => read(active) ?? true
  const frame = cycle(FRAMES.length, FRAME, isActive)

  return text(
    { wrap: "none", ...layout, role: "status", label },
    span({ color: "accent" }, () => (isActive() ? FRAMES[frame()]! : " ")),
    span({ color: "muted" }, () => (read(label) === undefined ? "" : ` ${read(label)}`)),
  )
})
