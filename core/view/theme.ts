// contract: theme tokens and themes. Colours are resolved by the surface as it paints, so that a
// switch at run time re-runs no component; widgets never hold a colour of their own.

/**
 * The names that widgets paint with. A theme gives each a CSS colour.
 *
 * background the surface itself · surface a panel on it · raised something above a panel (menu,
 * selected tab) · text · muted secondary words · faint rules, grids and empty tracks · border ·
 * focus border or ring of what has focus · accent · onAccent text on accent · selection and
 * onSelection the chosen row · success warning danger info · series1 … series6 lines of a chart
 */
export const TOKENS = [
  "background",
  "surface",
  "raised",
  "text",
  "muted",
  "faint",
  "border",
  "focus",
  "accent",
  "onAccent",
  "selection",
  "onSelection",
  "success",
  "warning",
  "danger",
  "info",
  "series1",
  "series2",
  "series3",
  "series4",
  "series5",
  "series6",
] as const

/** The name of a colour that every theme has: "accent", "muted", "danger", … */
export type Token = (typeof TOKENS)[number]

/**
 * A theme token, or a CSS colour: "#7aa2f7", "rgb(0 0 0 / 50%)", "tomato". "transparent" paints nothing. Mixes of
 * both: "color-mix(in oklab, accent 30%, background)".
 */
export type Color = Token | (string & {})

/** Given to the inherited attribute `theme` of a `box`. */
export interface Theme {
  readonly name: string
  /** Which of the two the theme is: hosts choose scroll bars, shadows and the like by it. */
  readonly scheme: "dark" | "light"
  /** CSS colours. "default" means the terminal's own foreground or background. */
  readonly colors: Readonly<Record<Token, string>>
}
