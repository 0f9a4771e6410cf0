// Spinner: something is going on.
//
//     ⠹ loading
//
// Turns ten times a second while it is there and `active`; a timer runs for no longer than that.

import { onCleanup, read, renderEffect, signal } from "../core/reactive/index.ts"
import { type Attr, component, type LayoutProps, span, text } from "../core/view/index.ts"

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] as const
const FRAME = 100 // ms

/** Layout attributes go to the text. */
export interface SpinnerProps extends LayoutProps {
  /** Words after the sign. */
  readonly label?: Attr<string>
  /** False stops it and hides the sign. Default true. */
  readonly active?: Attr<boolean>
}

/** A turning sign, with words. */
export const Spinner = component((props: SpinnerProps) => {
  const { label, active, ...layout } = props
  const [frame, setFrame] = signal(0)
  const isActive = () => read(active) ?? true

  renderEffect(() => {
    if (!isActive()) return
    const timer = setInterval(() => setFrame((now) => (now + 1) % FRAMES.length), FRAME)
    onCleanup(() => clearInterval(timer))
  })

  return text(
    { wrap: "none", ...layout, role: "status", label },
    span({ color: "accent" }, () => (isActive() ? FRAMES[frame()]! : " ")),
    span({ color: "muted" }, () => (read(label) === undefined ? "" : ` ${read(label)}`)),
  )
})
