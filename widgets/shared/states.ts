// How things stand: a sign and a colour for each, so that the colour is never the only sign.

import type { Color } from "../../core/view/index.ts"

/** How something stands. Each has a sign beside its colour. */
export type State = "neutral" | "info" | "success" | "warning" | "danger"

export const SIGNS: Readonly<Record<State, string>> = {
  neutral: "○",
  info: "●",
  success: "✓",
  warning: "▲",
  danger: "✕",
}

export function colorOf(state: State): Color {
  return state === "neutral" ? "muted" : state
}
