// The theme of an app that brings none: the terminal's own colours.
//
// Words and ground are what the user chose for the terminal; accents are entries of its palette, which
// the user's colour scheme keeps legible. Only tints that a palette has no entry for are fixed.

import type { Theme } from "../../core/view/index.ts"

const ACCENTS = {
  focus: "ansi(12)",
  accent: "ansi(12)",
  onAccent: "ansi(0)",
  success: "ansi(10)",
  warning: "ansi(11)",
  danger: "ansi(9)",
  info: "ansi(14)",
  series1: "ansi(12)",
  series2: "ansi(11)",
  series3: "ansi(10)",
  series4: "ansi(13)",
  series5: "ansi(14)",
  series6: "ansi(9)",
}

/** The terminal's own colours, for terminals with a dark ground. */
export const terminalDark: Theme = {
  name: "terminal",
  scheme: "dark",
  colors: {
    background: "default",
    surface: "default",
    raised: "ansi(236)",
    text: "default",
    muted: "ansi(246)",
    faint: "ansi(239)",
    border: "ansi(241)",
    selection: "ansi(24)",
    onSelection: "ansi(15)",
    ...ACCENTS,
  },
}

/** The same for terminals with a light ground. */
export const terminalLight: Theme = {
  name: "terminal",
  scheme: "light",
  colors: {
    background: "default",
    surface: "default",
    raised: "ansi(254)",
    text: "default",
    muted: "ansi(242)",
    faint: "ansi(251)",
    border: "ansi(248)",
    selection: "ansi(153)",
    onSelection: "ansi(0)",
    ...ACCENTS,
    focus: "ansi(4)",
    accent: "ansi(4)",
    onAccent: "ansi(15)",
    success: "ansi(2)",
    warning: "ansi(130)",
    danger: "ansi(1)",
    info: "ansi(30)",
    series1: "ansi(4)",
    series2: "ansi(130)",
    series3: "ansi(2)",
    series4: "ansi(5)",
    series5: "ansi(30)",
    series6: "ansi(1)",
  },
}
