// Badge: a word with a colour that says how things stand.
//
//     ● running    ▲ slow    ✕ failed
//
// Each state has a sign of its own beside its colour.

import { read } from "../core/reactive/index.ts"
import { type Attr, type LayoutProps, span, text } from "../core/view/index.ts"
import { colorOf, SIGNS, type State } from "./shared/states.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the text. */
export interface BadgeProps extends LayoutProps {
  readonly label: Attr<string | number>
  /** Default "neutral". */
  readonly state?: Attr<State>
}

/**
 * A sign and a word in the colour of a state.
 *
 * @example
 * <Badge label="running" state="success" />
 */
export const Badge = widget("Badge", (props: BadgeProps) => {
  const { label, state, ...layout } = props
  const now = () => read(state) ?? "neutral"
  const color = () => colorOf(now())

  return text(
    { wrap: "none", ...layout, role: "status" },
    span({ color }, () => `${SIGNS[now()]} `),
    span({ color: () => (now() === "neutral" ? undefined : color()) }, () => read(label) ?? ""),
  )
})
