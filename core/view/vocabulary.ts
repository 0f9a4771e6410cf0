// contract: the universal vocabulary: seven elements and their attributes, understood by every
// first-party renderer. Widgets are built from these alone.
//
// Attributes are flat, in camelCase CSS names, each static or reactive by itself. Boxes are columns,
// border-box, `alignItems: stretch`, `flexShrink: 0`.

import type {
  FocusEvent,
  InputEvent,
  KeyEvent,
  PasteEvent,
  PointerEvent,
  PressEvent,
  ResizeEvent,
  ScrollEvent,
  WheelEvent,
} from "./events.ts"
import type { Painter } from "./pen.ts"
import type { RwSignal } from "./reactivity.ts"
import type { Handle } from "./renderer.ts"
import type { Color, Theme } from "./theme.ts"
import type { Attr } from "./view.ts"

/** The element names, as they reach `Renderer.create`. */
export const ELEMENTS = ["box", "text", "span", "input", "textarea", "image", "draw"] as const
/** The universal elements, which every surface has. */
export type ElementName = (typeof ELEMENTS)[number]

/**
 * A number is in the surface's own unit (a cell in a terminal, a CSS pixel elsewhere). Strings take
 * CSS units: "50%" of the parent, "2ch" widths of "0", "1lh" line heights (exactly one column and
 * one row in a terminal), "12px" (in a terminal: by a cell of 8 × 16, rounded to whole cells). Widgets speak ch and lh.
 */
export type Length = number | `${number}%` | `${number}ch` | `${number}lh` | `${number}px`
/** A length, or as it comes. */
export type LengthOrAuto = Length | "auto"

/** Line style of a border. On pixel surfaces all are 1 px lines ("heavy" 2 px, "double" 3 px), and "round" has a radius. */
export type BorderStyle = "none" | "single" | "round" | "double" | "heavy" | "dashed"

/** How an element mixes with what is below it: the CSS blend modes. */
export type Blend =
  | "normal"
  | "multiply"
  | "screen"
  | "overlay"
  | "darken"
  | "lighten"
  | "color-dodge"
  | "color-burn"
  | "hard-light"
  | "soft-light"
  | "difference"
  | "exclusion"
  | "hue"
  | "saturation"
  | "color"
  | "luminosity"

/** On which side of its parent a popup opens, or that it covers all of the surface. */
export type PopupPlace = "below" | "above" | "right" | "left" | "cover"

/** Where something stands across the direction of its row or column. */
export type Align = "start" | "center" | "end" | "stretch" | "baseline"
/** How the room that is left is shared along a row or column. */
export type Justify = "start" | "center" | "end" | "between" | "around" | "evenly"

/** Where an element sits among its siblings, and how large it is. */
export interface LayoutProps {
  width?: Attr<LengthOrAuto>
  height?: Attr<LengthOrAuto>
  minWidth?: Attr<Length>
  minHeight?: Attr<Length>
  maxWidth?: Attr<Length>
  maxHeight?: Attr<Length>
  aspectRatio?: Attr<number>
  /** `flex={1}` is grow 1, shrink 1, basis 0. */
  flex?: Attr<number>
  flexGrow?: Attr<number>
  flexShrink?: Attr<number>
  flexBasis?: Attr<LengthOrAuto>
  alignSelf?: Attr<Align | "auto">
  margin?: Attr<LengthOrAuto>
  marginX?: Attr<LengthOrAuto>
  marginY?: Attr<LengthOrAuto>
  marginTop?: Attr<LengthOrAuto>
  marginRight?: Attr<LengthOrAuto>
  marginBottom?: Attr<LengthOrAuto>
  marginLeft?: Attr<LengthOrAuto>
  position?: Attr<"relative" | "absolute">
  top?: Attr<Length>
  right?: Attr<Length>
  bottom?: Attr<Length>
  left?: Attr<Length>
  /** All four of top, right, bottom, left. */
  inset?: Attr<Length>
  /** Among siblings: higher is painted later and hit first. Default 0, document order. */
  zIndex?: Attr<number>
  /** Column and row of a grid parent: "2", "1 / 3", "span 2". From 1. */
  gridColumn?: Attr<string | number>
  gridRow?: Attr<string | number>
  /** Not laid out, not painted, not hit; state is kept. */
  hidden?: Attr<boolean>
}

/** How an element that has been laid out is put on the surface. Layout knows nothing of it. */
export interface EffectProps {
  /** 0 to 1; the element and all in it are blended as one. Default 1. */
  opacity?: Attr<number>
  /**
   * Pixel surfaces only: how it mixes with what was painted below it, as CSS mix-blend-mode: within the nearest
   * element around it that has a zIndex, a transform, an opacity or a blend of its own. Default "normal".
   */
  blend?: Attr<Blend>
  /** Pixel surfaces only: moved to the right by so much; "50%" of its own width. Default 0. */
  translateX?: Attr<Length>
  /** Pixel surfaces only: moved down; "50%" of its own height. Default 0. */
  translateY?: Attr<Length>
  /** Pixel surfaces only: turned clockwise, in degrees. Default 0. */
  rotate?: Attr<number>
  /** Pixel surfaces only: a factor, 1.5 for half as large again; negative ones mirror. Default 1. */
  scale?: Attr<number>
  /** Of one axis alone. Default: `scale`. */
  scaleX?: Attr<number>
  scaleY?: Attr<number>
  /** Pixel surfaces only: slanted, in degrees. Default 0. In order: translate, rotate, scale, skewX, skewY. */
  skewX?: Attr<number>
  skewY?: Attr<number>
  /** What stays in place when it is turned and scaled: "center" (default), "top left", "25% 10px". */
  transformOrigin?: Attr<string>
}

/** How an element arranges its children. */
export interface ContainerProps {
  /** Default "flex". A grid needs `gridTemplateColumns` or `gridTemplateRows`. */
  display?: Attr<"flex" | "grid">
  /** Default "column". */
  flexDirection?: Attr<"row" | "column" | "row-reverse" | "column-reverse">
  flexWrap?: Attr<"nowrap" | "wrap" | "wrap-reverse">
  alignItems?: Attr<Align>
  alignContent?: Attr<Align | Justify>
  justifyContent?: Attr<Justify>
  gap?: Attr<Length>
  rowGap?: Attr<Length>
  columnGap?: Attr<Length>
  padding?: Attr<Length>
  paddingX?: Attr<Length>
  paddingY?: Attr<Length>
  paddingTop?: Attr<Length>
  paddingRight?: Attr<Length>
  paddingBottom?: Attr<Length>
  paddingLeft?: Attr<Length>
  /** Tracks: lengths, "1fr", "auto", "minmax(10ch, 1fr)", "repeat(3, 1fr)". */
  gridTemplateColumns?: Attr<string>
  gridTemplateRows?: Attr<string>
  gridAutoRows?: Attr<string>
  gridAutoColumns?: Attr<string>
  /** Default "row". */
  gridAutoFlow?: Attr<"row" | "column">
  /** Default "visible". "scroll" makes a scroll container with bars, keys and wheel. */
  overflow?: Attr<"visible" | "hidden" | "scroll">
}

/** Inherited by everything below. */
export interface InheritedProps {
  color?: Attr<Color>
  bold?: Attr<boolean>
  dim?: Attr<boolean>
  italic?: Attr<boolean>
  /** Pixel surfaces only: CSS pixels. Default 14. Changes what ch and lh mean below. */
  fontSize?: Attr<number>
  /** Pixel surfaces only: "sans" (default), "mono", or a registered family. */
  fontFamily?: Attr<string>
  /** Pixel surfaces only: 100 to 900. `bold` is 700. */
  fontWeight?: Attr<number>
  /** Pixel surfaces only: a factor of the font size. Default 1.4. */
  lineHeight?: Attr<number>
  /** Pixel surfaces only: CSS pixels, after each character. */
  letterSpacing?: Attr<number>
  /** Pixel surfaces only: CSS pixels, added to each space. */
  wordSpacing?: Attr<number>
}

/** What `use` takes: behaviour for an element, as `focusWhenShown`, made by a function of its options. */
export type Directive = (handle: Handle) => void | (() => void)

/** Events that every element can listen to, focus, and what screen readers and tests are told. */
export interface CommonProps {
  onKey?: ((event: KeyEvent) => void) | undefined
  onPress?: ((event: PressEvent) => void) | undefined
  onPointerDown?: ((event: PointerEvent) => void) | undefined
  onPointerMove?: ((event: PointerEvent) => void) | undefined
  onPointerUp?: ((event: PointerEvent) => void) | undefined
  onPointerEnter?: ((event: PointerEvent) => void) | undefined
  onPointerLeave?: ((event: PointerEvent) => void) | undefined
  onWheel?: ((event: WheelEvent) => void) | undefined
  onFocus?: ((event: FocusEvent) => void) | undefined
  onBlur?: ((event: FocusEvent) => void) | undefined
  onPaste?: ((event: PasteEvent) => void) | undefined
  onResize?: ((event: ResizeEvent) => void) | undefined
  /** Can be reached by Tab and by a press. Default: false, true for input and textarea. */
  focusable?: Attr<boolean>
  /** Takes the focus when it appears. */
  autoFocus?: Attr<boolean>
  /** Neither focus nor events. */
  disabled?: Attr<boolean>
  /** Tab and arrows move within: "tab" wraps Tab inside, "arrows" moves by arrow keys (roving), "both". */
  focusScope?: Attr<"tab" | "arrows" | "both" | undefined>
  /** Pixel surfaces: whether a ring shows that keys moved the focus here. false where something around it says so. Default true. */
  focusRing?: Attr<boolean>
  /** With focusScope: the focus cannot leave (modal dialogs). */
  trap?: Attr<boolean>
  /** ARIA role, as "button", "table", "dialog". */
  role?: Attr<string>
  /** What the element is called for screen readers, and for `getByLabel` in tests. */
  label?: Attr<string>
  /** ARIA states, told to screen readers where the host can. */
  selected?: Attr<boolean>
  checked?: Attr<boolean>
  expanded?: Attr<boolean>
  /** Pointer shape over the element. */
  cursor?: Attr<"default" | "pointer" | "text" | "grab" | "col-resize" | "row-resize">
  ref?: ((handle: Handle) => void) | { current: Handle | undefined } | undefined
  /** Called with the new element, after `ref`; what they return runs when the element goes. */
  use?: Directive | readonly Directive[] | undefined
  /** Any name, found again by `getById` in tests; `id` in the DOM. */
  id?: Attr<string>
}

/** A flex (or grid) container. Text that stands in it directly is an anonymous text block. */
export interface BoxProps
  extends LayoutProps,
    ContainerProps,
    InheritedProps,
    EffectProps,
    CommonProps {
  /**
   * Opens the box beside its parent, over everything: it takes no room, no box around it cuts it off, and where the
   * surface ends it goes to the other side, or is made smaller. While nothing of its parent can be seen, it is not
   * either. "cover" fills the surface; presses go through it where it is empty, unless it has a `background`. It still
   * belongs to its parent: theme, events, focus. Of several, the one with the highest `zIndex`, else the one made last,
   * lies on top.
   */
  popup?: Attr<PopupPlace>
  /**
   * A colour, or on pixel surfaces CSS gradients: "linear-gradient(90deg, accent, #16161e 80%)", radial,
   * conic, repeating ones, several in layers, the last one a colour. Stops may be theme tokens. A
   * terminal shows the first stop.
   */
  background?: Attr<Color>
  /** Pixel surfaces only, over `background`: path, URL, data: URL, or encoded bytes. Cut to the corners. */
  backgroundImage?: Attr<string | Uint8Array>
  /** How large it is. Default "cover"; "none" is its own size. */
  backgroundFit?: Attr<"contain" | "cover" | "fill" | "none">
  /** Where it lies: "center" (default), "top left", "25% 10px", as in CSS. */
  backgroundPosition?: Attr<string>
  /** Default "no-repeat". */
  backgroundRepeat?: Attr<"no-repeat" | "repeat" | "repeat-x" | "repeat-y">
  /** `true` is "single". Default "none". */
  border?: Attr<boolean | BorderStyle>
  /** Switches a side off (false) or gives it another style; default as `border`. */
  borderTop?: Attr<boolean | BorderStyle>
  borderRight?: Attr<boolean | BorderStyle>
  borderBottom?: Attr<boolean | BorderStyle>
  borderLeft?: Attr<boolean | BorderStyle>
  borderColor?: Attr<Color>
  /** Of one side alone; default `borderColor`. */
  borderTopColor?: Attr<Color>
  borderRightColor?: Attr<Color>
  borderBottomColor?: Attr<Color>
  borderLeftColor?: Attr<Color>
  /** Pixel surfaces: CSS pixels. Default 6 when the border is "round", else 0. */
  borderRadius?: Attr<number>
  /** Of one corner alone, in CSS pixels; default `borderRadius`. In a terminal 0 is a square corner, more a round one. */
  borderTopLeftRadius?: Attr<number>
  borderTopRightRadius?: Attr<number>
  borderBottomRightRadius?: Attr<number>
  borderBottomLeftRadius?: Attr<number>
  /** Words on the top border (terminal) or in a title bar above the content (pixel surfaces). */
  title?: Attr<string>
  titleAlign?: Attr<"left" | "center" | "right">
  titleColor?: Attr<Color>
  /** A second, quieter text at the other end of the title's line. */
  titleNote?: Attr<string>
  /**
   * Pixel surfaces: as CSS box-shadow in pixels, "0 2px 8px rgb(0 0 0 / 30%)"; several by commas, "inset …"
   * inside. Colours may be tokens.
   */
  shadow?: Attr<string>
  theme?: Attr<Theme>
  /** With overflow "scroll", in the surface's unit. */
  scrollTop?: Attr<number>
  scrollLeft?: Attr<number>
  /** Follows the end while the end is in view. */
  stickToEnd?: Attr<boolean>
  /** Bars. Default "auto": shown while there is something to scroll. */
  scrollbar?: Attr<"auto" | "always" | "none">
  onScroll?: ((event: ScrollEvent) => void) | undefined
}

/** Style of a run of text. */
export interface RunProps extends InheritedProps {
  background?: Attr<Color>
  underline?: Attr<boolean>
  strike?: Attr<boolean>
  inverse?: Attr<boolean>
  /** Where the text leads: OSC 8 in a terminal, `<a>` in the DOM. http, https, mailto and file only. */
  href?: Attr<string>
}

/** A text block. Holds text and spans. */
export interface TextProps extends LayoutProps, RunProps, EffectProps, CommonProps {
  /** Default "word" (UAX #14). */
  wrap?: Attr<"word" | "char" | "none">
  /**
   * A colour, or a CSS gradient over the whole text: "linear-gradient(90deg, accent, danger)". Spans with a colour
   * of their own keep it. In a terminal each cell has one colour.
   */
  color?: Attr<Color>
  /** Default: the side on which a line begins. */
  align?: Attr<"left" | "center" | "right" | "justify">
  /** Where a line that does not fit loses words to "…"; with wrap, the last line allowed. */
  truncate?: Attr<boolean | "start" | "middle" | "end">
  lineClamp?: Attr<number>
  /**
   * Pixel surfaces: as CSS text-shadow in pixels, "0 1px 3px rgb(0 0 0 / 40%)"; several by commas. Colours
   * may be tokens.
   */
  textShadow?: Attr<string>
  /**
   * Pixel surfaces only: which way words run. Default "auto": each paragraph by its first letter that has
   * a direction. Paragraphs from right to left begin at the right edge unless `align` says otherwise.
   */
  direction?: Attr<"auto" | "ltr" | "rtl">
  /** Can be selected and copied. Default true. */
  selectable?: Attr<boolean>
}

/** An inline run inside `text`. Holds text and spans. */
export interface SpanProps extends RunProps, CommonProps {}

/** What `input` and `textarea` share. `value` with a source is controlled, `initialValue` is not, `bind` goes both ways. */
export interface EditProps extends LayoutProps, InheritedProps, EffectProps, CommonProps {
  value?: Attr<string>
  initialValue?: string | undefined
  /** Shows the signal's value, and sets it to what the user types. */
  bind?: RwSignal<string> | undefined
  placeholder?: Attr<string>
  readOnly?: Attr<boolean>
  /** In graphemes. */
  maxLength?: Attr<number>
  /** Pixel surfaces only: which way words run. Default "auto": by their first letter that has a direction. */
  direction?: Attr<"auto" | "ltr" | "rtl">
  background?: Attr<Color>
  onInput?: ((event: InputEvent) => void) | undefined
  onChange?: ((event: InputEvent) => void) | undefined
  onSubmit?: ((event: InputEvent) => void) | undefined
}

/** One line of editable text. */
export interface InputProps extends EditProps {
  /** "password" shows dots. Default "text". */
  type?: Attr<"text" | "password">
}

/** Several lines of editable text. */
export interface TextareaProps extends EditProps {
  /** Lines shown. Default 3. */
  rows?: Attr<number>
}

/** Pixels that change: an app on a canvas, a camera, a film. Shown by terminals and canvases. */
export interface LivePicture {
  /** In pixels, now. */
  readonly width: number
  readonly height: number
  /** RGBA, 8 bits each, not premultiplied, row by row from the top. */
  read(): Uint8ClampedArray
  /** Calls `changed` when the pixels are others. Returns how to stop. */
  watch(changed: () => void): () => void
}

/** A picture. Without width and height it takes its own size. */
export interface ImageProps extends LayoutProps, EffectProps, CommonProps {
  /** Path, URL, data: URL, encoded bytes, or pixels that change. */
  src?: Attr<string | Uint8Array | LivePicture>
  /** Shown where the picture can't be. */
  alt?: Attr<string>
  /** Default "contain". */
  fit?: Attr<"contain" | "cover" | "fill" | "none">
  /** Which part shows, or where it lies: "center" (default), "top", "25% 75%", as CSS object-position. */
  fitPosition?: Attr<string>
  /** Pixel surfaces: CSS pixels. Default 0. */
  borderRadius?: Attr<number>
  onLoad?: (() => void) | undefined
  onError?: ((error: unknown) => void) | undefined
}

/** A painted area. Size comes from layout only. */
export interface DrawProps extends LayoutProps, EffectProps, CommonProps {
  paint: Painter
  background?: Attr<Color>
}

/** Which props each element takes. */
export interface ElementProps {
  box: BoxProps
  text: TextProps
  span: SpanProps
  input: InputProps
  textarea: TextareaProps
  image: ImageProps
  draw: DrawProps
}
