// The high-contrast theme: white on black, every word at 7 : 1 or more (WCAG AAA), edges that can
// be seen by everyone who can see the words.

import type { Theme } from "../../core/view/index.ts"

/** White and light blue on black, a yellow focus, borders as strong as words. */
export const highContrast: Theme = {
  name: "high contrast",
  scheme: "dark",
  colors: {
    background: "#000000",
    surface: "#000000",
    raised: "#1c1c1c",
    text: "#ffffff",
    muted: "#d0d0d0",
    faint: "#5a5a5a",
    border: "#b0b0b0",
    focus: "#ffd60a",
    accent: "#8cc4ff",
    onAccent: "#000000",
    selection: "#ffffff",
    onSelection: "#000000",
    success: "#5ff0a0",
    warning: "#ffd60a",
    danger: "#ff9d96",
    info: "#7fe3f5",
    series1: "#90c6ff",
    series2: "#fed500",
    series3: "#00dcad",
    series4: "#ffd0e2",
    series5: "#9c85ef",
    series6: "#ff9148",
  },
}
