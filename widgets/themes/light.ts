// The light theme: white panels on a cool grey ground, ink blue words, one blue accent.
//
//     background ▏surface ▏raised      grey ground, white paper, a shade for what lies above
//     text ▏muted                      16 : 1 and 6 : 1 on paper
//     faint ▏border ▏focus             rules and tracks, edges, the edge of what has focus
//
// Held to the same test as dark.ts.

import type { Theme } from "../../core/view/index.ts"

/** Dark words on white panels. */
export const light: Theme = {
  name: "light",
  scheme: "light",
  colors: {
    background: "#f1f4f8",
    surface: "#ffffff",
    raised: "#e9eef5",
    text: "#161e2b",
    muted: "#556275",
    faint: "#dde3eb",
    border: "#cdd5e0",
    focus: "#2664db",
    accent: "#2664db",
    onAccent: "#ffffff",
    selection: "#d9e7ff",
    onSelection: "#0e1a2e",
    success: "#11693f",
    warning: "#a15800",
    danger: "#b8242d",
    info: "#0a6178",
    series1: "#2664db",
    series2: "#a18000",
    series3: "#00896b",
    series4: "#d55b90",
    series5: "#56289d",
    series6: "#b03912",
  },
}
