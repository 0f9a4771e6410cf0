// Which attributes there are, which values each takes, and what a change of it makes stale.
//
// A value is checked before anything else sees it. What is not of the right type or not one of the names is an error that
// says what to write; a number that is not finite, or negative where that means nothing, comes
// from data: it is warned about once and counts as not set.

import { DEV, warn } from "../../core/dev.ts"
import { CodedError, shown } from "../../core/errors.ts"
import type { Painter } from "../../core/view/pen.ts"
import type { Theme } from "../../core/view/theme.ts"
import type {
  Blend,
  BorderStyle,
  Length,
  LengthOrAuto,
  LivePicture,
  PopupPlace,
} from "../../core/view/vocabulary.ts"
import { meant } from "./meant.ts"
import { isLive } from "./paint/live-picture.ts"
import { isColor } from "./style/color.ts"
import { inkGradient, parseGround } from "./style/gradient.ts"
import { parsePosition } from "./style/position.ts"
import { isShadow } from "./style/shadow.ts"
import { parsePlace, parseTracks } from "./style/tracks.ts"

/** Checked attributes of a node. A missing key is the default. */
export interface Attrs {
  [name: string]: unknown
  width?: LengthOrAuto
  height?: LengthOrAuto
  minWidth?: Length
  minHeight?: Length
  maxWidth?: Length
  maxHeight?: Length
  flex?: number
  flexGrow?: number
  flexShrink?: number
  flexBasis?: LengthOrAuto
  alignSelf?: string
  alignItems?: string
  position?: "relative" | "absolute"
  left?: Length
  top?: Length
  right?: Length
  bottom?: Length
  inset?: Length
  zIndex?: number
  popup?: PopupPlace
  hidden?: boolean
  display?: "flex" | "grid"
  flexDirection?: "row" | "column" | "row-reverse" | "column-reverse"
  flexWrap?: "nowrap" | "wrap" | "wrap-reverse"
  justifyContent?: string
  alignContent?: string
  aspectRatio?: number
  gridTemplateColumns?: string
  gridTemplateRows?: string
  gridAutoRows?: string
  gridAutoColumns?: string
  gridAutoFlow?: "row" | "column"
  gridColumn?: string | number
  gridRow?: string | number
  overflow?: "visible" | "hidden" | "scroll"
  color?: string
  bold?: boolean
  dim?: boolean
  italic?: boolean
  underline?: boolean
  strike?: boolean
  inverse?: boolean
  href?: string
  fontSize?: number
  fontFamily?: string
  fontWeight?: number
  lineHeight?: number
  letterSpacing?: number
  wordSpacing?: number
  direction?: "auto" | "ltr" | "rtl"
  focusable?: boolean
  autoFocus?: boolean
  disabled?: boolean
  focusScope?: "tab" | "arrows" | "both"
  trap?: boolean
  focusRing?: boolean
  background?: string
  border?: boolean | BorderStyle
  borderTop?: boolean | BorderStyle
  borderRight?: boolean | BorderStyle
  borderBottom?: boolean | BorderStyle
  borderLeft?: boolean | BorderStyle
  borderColor?: string
  borderTopColor?: string
  borderRightColor?: string
  borderBottomColor?: string
  borderLeftColor?: string
  borderRadius?: number
  borderTopLeftRadius?: number
  borderTopRightRadius?: number
  borderBottomRightRadius?: number
  borderBottomLeftRadius?: number
  backgroundImage?: string | Uint8Array
  backgroundFit?: "contain" | "cover" | "fill" | "none"
  backgroundPosition?: string
  backgroundRepeat?: "no-repeat" | "repeat" | "repeat-x" | "repeat-y"
  title?: string
  titleAlign?: "left" | "center" | "right"
  titleColor?: string
  titleNote?: string
  opacity?: number
  blend?: Blend
  translateX?: Length
  translateY?: Length
  rotate?: number
  scale?: number
  scaleX?: number
  scaleY?: number
  skewX?: number
  skewY?: number
  transformOrigin?: string
  shadow?: string
  textShadow?: string
  theme?: Theme
  scrollTop?: number
  scrollLeft?: number
  stickToEnd?: boolean
  scrollbar?: "auto" | "always" | "none"
  wrap?: "word" | "char" | "none"
  align?: "left" | "center" | "right" | "justify"
  truncate?: boolean | "start" | "middle" | "end"
  lineClamp?: number
  selectable?: boolean
  value?: string
  initialValue?: string
  placeholder?: string
  readOnly?: boolean
  maxLength?: number
  type?: "text" | "password"
  rows?: number
  src?: string | Uint8Array | LivePicture
  alt?: string
  fit?: "contain" | "cover" | "fill" | "none"
  fitPosition?: string
  paint?: Painter
  cursor?: string
}

// What a change of an attribute makes stale.
/** The layout in which the node takes part. */
export const TO_LAYOUT = 1
/** May change whether the node or something below has a size of its own (see layout.ts). */
export const TO_SHAPE = 1 << 1
/** The node is painted again. */
export const TO_PAINT = 1 << 2
/** Inherited style: styles below are resolved again, and painted. */
export const TO_STYLE = 1 << 3
/** Inherited, and decides the size of text. */
export const TO_FONT = 1 << 4
/** How the text block of the node is broken into lines. */
export const TO_TEXT = 1 << 5
/** The parent's list of kids. */
export const TO_KIDS = 1 << 6
/** Paint order among siblings. */
export const TO_ORDER = 1 << 7
export const TO_SCROLL = 1 << 8
export const TO_EDIT = 1 << 9
export const TO_FOCUS = 1 << 10
export const TO_PICTURE = 1 << 11
/** Placement in a grid, or the grid's tracks. */
export const TO_GRID = 1 << 12
/** How what is laid out is put on the surface: transforms, opacity, blending. */
export const TO_EFFECT = 1 << 13
/** The picture behind a box. */
export const TO_GROUND = 1 << 14

/** What a check answers for a number that is warned about and counts as not set. */
const DROP: unique symbol = Symbol("drop")
/** What a check answers for a value that is an error. */
const WRONG: unique symbol = Symbol("wrong")

interface Rule {
  readonly check: (value: unknown) => unknown
  readonly to: number
  /** What to write instead, for messages. */
  readonly write: string
}

const LENGTH = /^(-?(?:\d+\.?\d*|\.\d+))(%|ch|lh|px)?$/

function number(value: unknown): unknown {
  if (typeof value !== "number") return WRONG
  return Number.isFinite(value) ? value : DROP
}

function positive(value: unknown): unknown {
  const n = number(value)
  return typeof n === "number" && n < 0 ? DROP : n
}

function length(value: unknown): unknown {
  if (typeof value === "string") {
    const found = LENGTH.exec(value)
    if (!found) return WRONG
    return found[2] ? value : Number(found[1])
  }
  // Painters count in 32-bit floats: beyond this, sums lose whole pixels.
  const n = number(value)
  return typeof n === "number" && Math.abs(n) > 8_388_608 ? DROP : n
}

function size(value: unknown): unknown {
  const checked = length(value)
  if (typeof checked === "number") return checked < 0 ? DROP : checked
  return typeof checked === "string" && checked.startsWith("-") ? DROP : checked
}

const orAuto = (check: Rule["check"]) => (value: unknown) =>
  value === "auto" ? value : check(value)
const flag = (value: unknown) => (typeof value === "boolean" ? value : WRONG)
const words = (value: unknown) =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : WRONG
const anything = (value: unknown) => value
const color = (value: unknown) => (typeof value === "string" && isColor(value) ? value : WRONG)
const oneOf = (...names: readonly unknown[]) => ({
  check: (value: unknown) => (names.includes(value) ? value : WRONG),
  write: `one of ${names.map((name) => JSON.stringify(name)).join(", ")}`,
})

const rules = new Map<string, Rule>()

function define(names: string, to: number, check: Rule["check"], write: string): void {
  for (const name of names.split(" ")) rules.set(name, { check, to, write })
}

const LENGTH_TEXT = `a number, or a length such as "50%", "2ch", "1lh" or "12px"`
const BORDER = oneOf(true, false, "none", "single", "round", "double", "heavy", "dashed")
const ALIGN = ["start", "center", "end", "stretch", "baseline"]
const JUSTIFY = ["start", "center", "end", "between", "around", "evenly"]

define("width height", TO_LAYOUT | TO_SHAPE, orAuto(size), `${LENGTH_TEXT}, or "auto"`)
define("minWidth minHeight maxWidth maxHeight", TO_LAYOUT | TO_SHAPE, size, LENGTH_TEXT)
define("aspectRatio", TO_LAYOUT | TO_SHAPE, positive, "a positive number")
define("flex flexGrow flexShrink", TO_LAYOUT | TO_SHAPE, positive, "a number from 0 up")
define("flexBasis", TO_LAYOUT | TO_SHAPE, orAuto(size), `${LENGTH_TEXT}, or "auto"`)
define(
  "margin marginX marginY marginTop marginRight marginBottom marginLeft",
  TO_LAYOUT | TO_SHAPE,
  orAuto(length),
  `${LENGTH_TEXT}, or "auto"`,
)
define("top right bottom left inset", TO_LAYOUT | TO_SHAPE, length, LENGTH_TEXT)
define(
  "gap rowGap columnGap padding paddingX paddingY paddingTop paddingRight paddingBottom paddingLeft",
  TO_LAYOUT,
  size,
  LENGTH_TEXT,
)
function choice(names: string, to: number, values: readonly unknown[]): void {
  const rule = oneOf(...values)
  define(names, to, rule.check, rule.write)
}
choice("alignSelf", TO_LAYOUT | TO_SHAPE, [...ALIGN, "auto"])
choice("alignItems", TO_LAYOUT | TO_SHAPE, ALIGN)
choice("alignContent", TO_LAYOUT, [...new Set([...ALIGN, ...JUSTIFY])])
choice("justifyContent", TO_LAYOUT, JUSTIFY)
choice("position", TO_LAYOUT | TO_SHAPE, ["relative", "absolute"])
choice("flexDirection", TO_LAYOUT | TO_SHAPE, ["row", "column", "row-reverse", "column-reverse"])
choice("flexWrap", TO_LAYOUT | TO_SHAPE, ["nowrap", "wrap", "wrap-reverse"])
choice("display", TO_SHAPE | TO_GRID, ["flex", "grid"])
choice("overflow", TO_LAYOUT | TO_SHAPE | TO_SCROLL, ["visible", "hidden", "scroll"])
choice("popup", TO_KIDS, ["below", "above", "right", "left", "cover"])
define("zIndex", TO_ORDER, number, "a number")
define("hidden", TO_KIDS, flag, "true or false")
/** Words of a grid are read at once: an error belongs to who wrote them, not to the next layout. */
const readable = (parse: (text: string) => unknown) => (value: unknown) => {
  if (typeof value !== "string" && typeof value !== "number") return WRONG
  try {
    parse(String(value))
    return String(value)
  } catch {
    return WRONG
  }
}
define(
  "gridTemplateColumns gridTemplateRows gridAutoRows gridAutoColumns",
  TO_GRID,
  readable(parseTracks),
  `tracks such as "10ch 1fr auto", "repeat(3, 1fr)" or "minmax(10ch, 1fr)"`,
)
choice("gridAutoFlow", TO_GRID, ["row", "column"])
define(
  "gridColumn gridRow",
  TO_GRID,
  readable((text) => parsePlace(text, 1)),
  `"2", "1 / 3" or "span 2"`,
)

const COLOR_TEXT = `a theme token such as "accent", or a CSS colour such as "#7aa2f7" or "tomato"`
define(
  "color",
  TO_STYLE,
  (value) => (typeof value === "string" && inkGradient(value) ? value : color(value)),
  `${COLOR_TEXT}, and on a <text> a gradient such as "linear-gradient(90deg, accent, danger)"`,
)
define("bold", TO_STYLE | TO_FONT, flag, "true or false")
define("italic", TO_STYLE | TO_FONT, flag, "true or false")
define("dim underline strike inverse", TO_STYLE, flag, "true or false")
define("href", TO_STYLE, words, `an address such as "https://example.org"`)
define("fontSize", TO_STYLE | TO_FONT, positive, "a number of CSS pixels")
define("fontFamily", TO_STYLE | TO_FONT, words, `"sans", "mono" or the name of a registered font`)
define("fontWeight", TO_STYLE | TO_FONT, positive, "a number from 100 to 900")
define("lineHeight", TO_STYLE | TO_FONT, positive, "a factor of the font size, such as 1.4")
define("letterSpacing wordSpacing", TO_STYLE | TO_FONT, number, "a number of CSS pixels")
choice("direction", TO_TEXT | TO_PAINT, ["auto", "ltr", "rtl"])
define("theme", TO_STYLE, theme, "a Theme: { name, scheme, colors }")

const paint = (value: unknown) =>
  typeof value === "string" && parseGround(value) ? value : color(value)
define("background", TO_STYLE, paint, `${COLOR_TEXT}, or "linear-gradient(90deg, accent, info)"`)
const source = (value: unknown) =>
  typeof value === "string" || value instanceof Uint8Array ? value : WRONG
define("backgroundImage", TO_GROUND, source, "a path, a URL or the bytes of a picture")
choice("backgroundFit", TO_PAINT, ["contain", "cover", "fill", "none"])
choice("backgroundRepeat", TO_PAINT, ["no-repeat", "repeat", "repeat-x", "repeat-y"])
const position = (value: unknown) =>
  typeof value === "string" && parsePosition(value) ? value : WRONG
define("backgroundPosition fitPosition", TO_PAINT, position, `"center", "top left" or "25% 75%"`)
define(
  "borderColor borderTopColor borderRightColor borderBottomColor borderLeftColor titleColor",
  TO_STYLE,
  color,
  COLOR_TEXT,
)
define(
  "border borderTop borderRight borderBottom borderLeft",
  TO_LAYOUT | TO_STYLE,
  BORDER.check,
  BORDER.write,
)
define(
  "borderRadius borderTopLeftRadius borderTopRightRadius borderBottomRightRadius borderBottomLeftRadius",
  TO_STYLE,
  positive,
  "a number of CSS pixels",
)
define("title titleNote", TO_LAYOUT | TO_PAINT, words, "a text")
choice("titleAlign", TO_PAINT, ["left", "center", "right"])
define("opacity", TO_EFFECT, opacity, "a number from 0 to 1")
const BLENDS: readonly Blend[] = [
  "normal",
  "multiply",
  "screen",
  "overlay",
  "darken",
  "lighten",
  "color-dodge",
  "color-burn",
  "hard-light",
  "soft-light",
  "difference",
  "exclusion",
  "hue",
  "saturation",
  "color",
  "luminosity",
]
choice("blend", TO_EFFECT, BLENDS)
define("translateX translateY", TO_EFFECT, length, LENGTH_TEXT)
define("rotate skewX skewY", TO_EFFECT, number, "a number of degrees")
define("scale scaleX scaleY", TO_EFFECT, number, "a factor, such as 1.5")
define("transformOrigin", TO_EFFECT, position, `"center", "top left" or "25% 75%"`)
define(
  "shadow",
  TO_PAINT,
  shadow,
  `a CSS box-shadow in pixels, such as "0 2px 8px rgb(0 0 0 / 30%)" or "0 0 0 3px accent"`,
)
define(
  "textShadow",
  TO_PAINT,
  textShadow,
  `a CSS text-shadow in pixels, such as "0 1px 3px rgb(0 0 0 / 40%)"`,
)
define("scrollTop scrollLeft", TO_SCROLL, number, "a number")
define("stickToEnd", TO_SCROLL, flag, "true or false")
choice("scrollbar", TO_LAYOUT | TO_PAINT, ["auto", "always", "none"])

choice("wrap", TO_TEXT, ["word", "char", "none"])
choice("align", TO_PAINT, ["left", "center", "right", "justify"])
choice("truncate", TO_TEXT, [true, false, "start", "middle", "end"])
define("lineClamp", TO_TEXT, positive, "a number of lines")
define("selectable", 0, flag, "true or false")

define("value", TO_EDIT, words, "a text")
define("initialValue", TO_EDIT, words, "a text")
define("placeholder", TO_PAINT, words, "a text")
define("readOnly", TO_EDIT, flag, "true or false")
define("maxLength", TO_EDIT, positive, "a number of characters")
choice("type", TO_EDIT, ["text", "password"])
define("rows", TO_LAYOUT, positive, "a number of lines")
define("bind", TO_EDIT, anything, "an rwSignal")

const liveSource = (value: unknown) => (isLive(value) ? value : source(value))
define(
  "src",
  TO_PICTURE,
  liveSource,
  "a path, a URL, the bytes of a picture, or pixels that change",
)
define("alt", TO_PAINT, words, "a text")
choice("fit", TO_PAINT, ["contain", "cover", "fill", "none"])
const painter = (value: unknown) => (typeof value === "function" ? value : WRONG)
define("paint", TO_PAINT, painter, "a function (pen, size) => { … }")

define("focusable autoFocus disabled trap focusRing", TO_FOCUS, flag, "true or false")
choice("focusScope", TO_FOCUS, ["tab", "arrows", "both"])
choice("cursor", 0, ["default", "pointer", "text", "grab", "col-resize", "row-resize"])
define("role label id", 0, words, "a text")
define("selected checked expanded", 0, flag, "true or false")

function opacity(value: unknown): unknown {
  const n = number(value)
  return typeof n === "number" ? Math.min(1, Math.max(0, n)) : n
}

function shadow(value: unknown): unknown {
  if (typeof value !== "string") return WRONG
  return isShadow(value) ? value : WRONG
}

function textShadow(value: unknown): unknown {
  return typeof value === "string" && isShadow(value, true) ? value : WRONG
}

function theme(value: unknown): unknown {
  const given = value as Partial<Theme> | null
  return typeof given === "object" && given && typeof given.colors === "object" ? given : WRONG
}

/** What a change of `name` makes stale; 0 for what the scene only keeps. */
export function effectOf(name: string): number {
  return rules.get(name)?.to ?? 0
}

/**
 * The value to keep for an attribute, undefined for the default.
 *
 * @throws {CodedError} `bad-attribute` for a value of the wrong type or with an unknown name.
 */
export function checkAttr(element: string, name: string, value: unknown): unknown {
  if (value === undefined || value === null) return undefined
  const rule = rules.get(name)
  if (!rule) {
    const ours = DEV && meant(name, rules.keys())
    warn(
      "unknown-attribute",
      `${element} has no attribute \`${name}\`; it was given ${shown(value)}.`,
      ours
        ? `write \`${ours}\`.`
        : "see docs/guide/elements.md; on a terminal and a canvas there is no CSS class or style.",
      `${element} ${name}`,
    )
    return value
  }
  const checked = rule.check(value)
  if (checked === WRONG)
    throw new CodedError(
      "bad-attribute",
      `\`${name}\` of ${element} was given ${shown(value)}.`,
      `write ${rule.write}.`,
    )
  if (checked === DROP) {
    warn(
      "bad-number",
      `\`${name}\` of ${element} was given ${shown(value)}, and is left at its default.`,
      `write ${rule.write}.`,
      `${element} ${name}`,
    )
    return undefined
  }
  return checked
}
