// The dark theme: a blue-black ground, one light blue accent, colours kept for what they say.
//
//     background ▏surface ▏raised      three steps of the same ink
//     text ▏muted                      16 : 1 and 7 : 1 on a surface
//     faint ▏border ▏focus             rules and tracks, edges, the edge of what has focus
//
// test/widgets/themes.test.ts holds it to WCAG AA, and the series to be told apart by people with
// protanopia, deuteranopia and tritanopia (CIEDE2000 of at least 11 between any two).

import type { Theme } from "../../core/view/index.ts"

/** Light words on a blue-black ground. The default. */
export const dark: Theme = {
  name: "dark",
  scheme: "dark",
  colors: {
    background: "#0d1117",
    surface: "#131922",
    raised: "#1d2531",
    text: "#e3e8f0",
    muted: "#98a4b7",
    faint: "#2a3341",
    border: "#2f3a4a",
    focus: "#81bdff",
    accent: "#81bdff",
    onAccent: "#08121d",
    selection: "#1d3a5c",
    onSelection: "#f3f7fd",
    success: "#4fcb93",
    warning: "#f0b84c",
    danger: "#ff8680",
    info: "#5fcbe0",
    series1: "#81bdff",
    series2: "#ffd151",
    series3: "#00ba8d",
    series4: "#ee9ebd",
    series5: "#9978e5",
    series6: "#df793a",
  },
}
