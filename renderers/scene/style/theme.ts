// Colours for a scene that was given no theme: a terminal's own, and plain dark on light for pixels.

import type { Theme } from "../../../core/view/theme.ts"

/** The sixteen colours that every terminal user has chosen for themselves. */
export const terminalTheme: Theme = {
  name: "terminal",
  scheme: "dark",
  colors: {
    background: "default",
    surface: "default",
    raised: "ansi(8)",
    text: "default",
    muted: "ansi(8)",
    faint: "ansi(8)",
    border: "ansi(8)",
    focus: "ansi(12)",
    accent: "ansi(12)",
    onAccent: "ansi(0)",
    selection: "ansi(4)",
    onSelection: "ansi(15)",
    success: "ansi(10)",
    warning: "ansi(11)",
    danger: "ansi(9)",
    info: "ansi(14)",
    series1: "ansi(12)",
    series2: "ansi(10)",
    series3: "ansi(11)",
    series4: "ansi(13)",
    series5: "ansi(14)",
    series6: "ansi(9)",
  },
}

export const pixelTheme: Theme = {
  name: "plain",
  scheme: "light",
  colors: {
    background: "#ffffff",
    surface: "#ffffff",
    raised: "#f6f8fa",
    text: "#1f2328",
    muted: "#59636e",
    faint: "#d8dee4",
    border: "#d1d9e0",
    focus: "#0969da",
    accent: "#0969da",
    onAccent: "#ffffff",
    selection: "#0969da",
    onSelection: "#ffffff",
    success: "#1a7f37",
    warning: "#9a6700",
    danger: "#d1242f",
    info: "#0969da",
    series1: "#0969da",
    series2: "#1a7f37",
    series3: "#bf8700",
    series4: "#8250df",
    series5: "#1b7c83",
    series6: "#d1242f",
  },
}
