// Badge: a word with a colour that says how things stand.
//
//     ● running    ▲ slow    ✕ failed
//
// Each state has a sign of its own beside its colour.

import { read } from "../core/reactive/index.ts"
import {
  type Attr,
  type Color,
  component,
  type LayoutProps,
  span,
  text,
} from "../core/view/index.ts"

/** How things stand. */
export type BadgeState = "neutral" | "info" | "success" | "warning" | "danger"

/** Layout attributes go to the text. */
export interface BadgeProps extends LayoutProps {
  readonly label: Attr<string | number>
  /** Default "neutral". */
  readonly state?: Attr<BadgeState>
}

const SIGNS: Readonly<Record<BadgeState, string>> = {
  neutral: "○",
  info: "●",
  success: "✓",
  warning: "▲",
  danger: "✕",
}

/** A sign and a word in the colour of a state. */
export const Badge = component((props: BadgeProps) => {
  const { label, state, ...layout } = props
  const now = () => read(state) ?? "neutral"
  const color = (): Color => (now() === "neutral" ? "muted" : now())

  return text(
    { wrap: "none", ...layout, role: "status" },
    span({ color }, () => `${SIGNS[now()]} `),
    span({ color: () => (now() === "neutral" ? undefined : color()) }, () => read(label) ?? ""),
  )
})
