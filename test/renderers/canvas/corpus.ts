// Small pictures, each of one thing that the canvas can do. golden.test.ts keeps what they look like in
// test/golden; oracle.browser.test.ts has Chromium draw those that need no text from the same view, by
// the DOM renderer's CSS, and compares pixels.

import {
  box,
  draw,
  image,
  input,
  span,
  type TextProps,
  text,
  type View,
} from "../../../core/view/index.ts"
import { pixelTheme } from "../../../renderers/scene/style/theme.ts"

export interface Picture {
  readonly name: string
  readonly view: () => View
  /** CSS pixels. Default 100 × 80. */
  readonly width?: number
  readonly height?: number
  /** How many of 1,000 pixels may differ from Chromium's by more than 8 of 255. Default 1. */
  readonly share?: number
  /** Letters are smoothed in other ways there: only pixels that look like those around them are compared. */
  readonly letters?: boolean
}

const BLUE = "#3355aa"

/** A white sheet with `kids` in its middle. */
const sheet = (...kids: View[]) =>
  box(
    {
      background: "white",
      width: "100%",
      height: "100%",
      alignItems: "center",
      justifyContent: "center",
    },
    ...kids,
  )

type BoxAttrs = Parameters<typeof box>[0]

const one = (attrs: BoxAttrs, ...kids: View[]) =>
  sheet(box({ width: 60, height: 44, background: BLUE, ...attrs }, ...kids))

/** Two overlapping boxes, to see whether they are one group. */
const pair = (attrs: BoxAttrs) =>
  box(
    { width: 60, height: 40, ...attrs },
    box({ position: "absolute", left: 0, top: 0, width: 40, height: 26, background: "tomato" }),
    box({ position: "absolute", left: 20, top: 14, width: 40, height: 26, background: BLUE }),
  )

const svg = (text: string) => `data:image/svg+xml,${encodeURIComponent(text)}`
const ARROW = svg(
  '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="12"><path d="M0 0h12l12 6-12 6H0z" fill="#c33"/></svg>',
)

const backdrop = "linear-gradient(90deg, #c33, #36c)"
const blended = (blend: NonNullable<BoxAttrs["blend"]>) =>
  one({ background: backdrop }, box({ blend, width: 60, height: 22, background: "#8c8" }))

/** Something blended in a box with these attributes. */
const apart = (attrs: BoxAttrs) =>
  box(
    { width: 40, height: 40, ...attrs },
    box({ blend: "multiply", background: "#8c8", height: 22 }),
  )

/** Colours by name, by formula and mixed, tokens among them, on a theme of their own. */
const swatches = () =>
  box(
    {
      width: "100%",
      height: "100%",
      background: "white",
      theme: {
        ...pixelTheme,
        colors: { ...pixelTheme.colors, accent: "#d2691e", danger: "#0a58" },
      },
    },
    ...[
      "hsl(280 60% 40%)",
      "rebeccapurple",
      "color-mix(in oklab, red, blue)",
      "color-mix(in oklab, red 20%, #0000ff80)",
      "color-mix(in oklab, 30% transparent, gold)",
      "color-mix(in oklab, accent 75%, white)",
      "color-mix(in oklab, accent, danger)",
      "color-mix(in oklab, color-mix(in oklab, accent, teal 40%), danger 25%)",
      "color-mix(in oklab, red 20%, blue 30%)",
      "hsl(20deg 100% 50% / 40%)",
    ].map((background) => box({ height: 8, background })),
  )

/** A text whose colour is a gradient; what its edges look like depends on who shapes and smooths letters. */
const painted = (color: string, attrs: TextProps = {}, ...more: View[]) => ({
  view: () =>
    box(
      { background: "white", width: "100%", height: "100%", padding: 10, alignItems: "start" },
      text({ color, fontSize: 30, bold: true, ...attrs }, "Mix", ...more),
    ),
  letters: true,
})

export const CORPUS: readonly Picture[] = [
  { name: "radius", view: () => one({ borderRadius: 12 }) },
  {
    name: "radius-corners",
    view: () =>
      one({ borderTopLeftRadius: 20, borderBottomRightRadius: 30, borderTopRightRadius: 4 }),
  },
  { name: "radius-too-large", view: () => one({ borderRadius: 80 }) },
  {
    name: "border-corners",
    share: 5 /* antialiased edges */,
    view: () =>
      one({ border: "heavy", borderColor: "#e70", borderRadius: 6, borderTopLeftRadius: 22 }),
  },
  {
    name: "border-sides",
    view: () => one({ borderLeft: "double", borderBottom: "heavy", borderColor: "#e70" }),
  },
  {
    name: "border-tapered",
    share: 12 /* antialiased edges */,
    view: () =>
      one({ borderLeft: "heavy", borderTop: "single", borderColor: "#e70", borderRadius: 14 }),
  },
  {
    name: "border-colors-round",
    share: 12 /* antialiased edges */,
    view: () =>
      one({
        border: "heavy",
        borderColor: "#222",
        borderRadius: 14,
        borderRightColor: "#e70",
        borderBottomColor: "#e70",
      }),
  },
  {
    name: "border-colors",
    share: 12 /* antialiased edges */,
    view: () =>
      sheet(
        box(
          { flexDirection: "row", gap: 8 },
          ...([{}, { borderRadius: 16 }, { borderTop: false, borderLeft: "heavy" }] as const).map(
            (rest) =>
              box({
                width: 24,
                height: 60,
                border: "double",
                borderColor: "#222",
                borderTopColor: "#e70",
                borderLeftColor: "rgb(0 110 220 / 60%)",
                background: "#eee",
                ...rest,
              }),
          ),
        ),
      ),
  },
  {
    name: "border-dashed",
    share: 15,
    /* where dashes begin */ view: () => one({ border: "dashed", borderColor: "#333" }),
  },
  { name: "shadow", view: () => one({ shadow: "0 4px 10px rgb(0 0 0 / 50%)", borderRadius: 8 }) },
  {
    name: "shadow-several",
    view: () => one({ shadow: "-6px -4px 0 gold, 6px 4px 8px 2px rgb(200 0 0 / 60%)" }),
  },
  {
    name: "shadow-inset",
    view: () =>
      one({
        background: "#eee",
        borderRadius: 10,
        shadow: "inset 3px 3px 8px 2px rgb(0 0 0 / 50%), inset 0 -4px 0 #36c",
      }),
  },
  {
    name: "gradient-linear",
    view: () => one({ background: "linear-gradient(60deg, red, gold 30%, blue)" }),
  },
  {
    name: "gradient-corner",
    view: () => one({ background: "linear-gradient(to top right, white 49%, #c33 50%, blue)" }),
  },
  {
    name: "gradient-transparent",
    view: () =>
      one({
        background:
          "linear-gradient(90deg, tomato, transparent), linear-gradient(#36c, #36c 50%, transparent)",
      }),
  },
  {
    name: "gradient-radial",
    view: () => one({ background: "radial-gradient(gold, tomato 50%, #3355aa)" }),
  },
  {
    name: "gradient-circle",
    view: () =>
      one({
        background: "radial-gradient(circle closest-side at 30% 40%, white, #c33 20px, #222)",
      }),
  },
  {
    name: "gradient-conic",
    view: () =>
      one({
        background: "conic-gradient(from 45deg at 40% 50%, red, gold, lime, aqua, blue, red)",
      }),
  },
  {
    name: "gradient-repeating",
    view: () =>
      one({
        background: "repeating-linear-gradient(45deg, #eee 0px, #eee 6px, #88a 6px, #88a 12px)",
      }),
  },
  { name: "text-linear", ...painted("linear-gradient(90deg, #d22, #22d)") },
  { name: "text-down", ...painted("linear-gradient(#d22 30%, #22d 70%)") },
  { name: "text-ellipse", ...painted("radial-gradient(#d22, #22d)") },
  { name: "text-circle", ...painted("radial-gradient(circle at left, #d22, #22d 60%)") },
  { name: "text-conic", ...painted("conic-gradient(#d22, #22d, #d22)") },
  {
    name: "text-wide", // over the box, not the words
    ...painted("linear-gradient(90deg, #d22, #22d)", { width: 90, fontSize: 24 }),
  },
  {
    name: "text-ground",
    ...painted("linear-gradient(90deg, #d22, #22d)", { background: "#fd8", underline: true }),
  },
  {
    name: "text-spans", // a colour of its own is kept
    ...painted(
      "linear-gradient(90deg, #d22, #22d)",
      { fontSize: 20 },
      span({ color: "#0a0" }, "own"),
      span({ italic: true }, "in"),
    ),
  },
  { name: "color-mix", view: () => swatches() },
  { name: "opacity-group", view: () => sheet(pair({ opacity: 0.5 })) },
  { name: "opacity-nested", view: () => sheet(box({ opacity: 0.7 }, pair({ opacity: 0.5 }))) },
  {
    name: "rotate",
    view: () => one({ rotate: 25 }, box({ width: 20, height: 20, background: "gold" })),
  },
  {
    name: "scale",
    view: () =>
      one(
        { scaleX: 1.4, scaleY: 0.5 },
        box({ margin: 10, width: 20, height: 20, background: "gold" }),
      ),
  },
  { name: "skew", view: () => one({ skewX: 20, skewY: 5, borderRadius: 8 }) },
  { name: "translate", view: () => one({ translateX: "25%", translateY: -10 }) },
  { name: "transform-origin", view: () => one({ rotate: 30, transformOrigin: "top left" }) },
  {
    name: "transform-nested",
    view: () =>
      one(
        { rotate: -20, scale: 0.9 },
        box({
          rotate: 50,
          margin: 6,
          width: 26,
          height: 26,
          background: "gold",
          border: true,
          borderColor: "white",
        }),
      ),
  },
  {
    name: "transform-clip",
    share: 8 /* antialiased edges */,
    view: () =>
      one(
        { rotate: 20, overflow: "hidden", borderRadius: 14 },
        box({ width: 80, height: 20, background: "tomato" }),
      ),
  },
  {
    name: "transform-group",
    view: () => sheet(pair({ rotate: 20, opacity: 0.5 })),
  },
  {
    name: "transform-shadow",
    view: () => one({ rotate: -15, borderRadius: 10, shadow: "0 4px 8px rgb(0 0 0 / 60%)" }),
  },
  { name: "blend-multiply", view: () => blended("multiply") },
  { name: "blend-screen", view: () => blended("screen") },
  { name: "blend-overlay", view: () => blended("overlay") },
  { name: "blend-difference", view: () => blended("difference") },
  { name: "blend-color-dodge", view: () => blended("color-dodge") },
  { name: "blend-luminosity", view: () => blended("luminosity") },
  {
    name: "blend-in-transform",
    view: () =>
      one(
        { background: backdrop },
        box(
          { rotate: 8, width: 40, height: 44 },
          box({ blend: "multiply", background: "#8c8", height: 22 }),
        ),
      ),
  },
  {
    name: "blend-in-z",
    view: () => one({ background: backdrop }, apart({ zIndex: 1 })),
  },
  {
    name: "blend-in-z-zero", // 0 is a context, too
    view: () => one({ background: backdrop }, apart({ zIndex: 0 })),
  },
  {
    name: "blend-with-z", // what is blended itself
    view: () =>
      one(
        { background: backdrop },
        box({ blend: "multiply", zIndex: 2, width: 60, height: 22, background: "#8c8" }),
        box({ position: "absolute", left: 10, top: 4, width: 20, height: 34, background: "gold" }),
      ),
  },
  {
    name: "blend-in-z-nested", // the innermost context counts
    view: () =>
      one(
        { background: backdrop },
        box(
          { zIndex: 1, width: 60, height: 44 },
          box({ background: "#fd8", width: 30, height: 40 }),
          box({ position: "absolute", left: 4, top: 4 }, apart({})),
        ),
      ),
  },
  {
    name: "blend-in-clip", // what only cuts off is no context
    view: () => one({ background: backdrop }, apart({ overflow: "hidden", borderRadius: 10 })),
  },
  {
    name: "blend-in-opacity",
    view: () => one({ background: backdrop }, apart({ opacity: 0.7 })),
  },
  {
    name: "overflow-round",
    view: () =>
      one(
        { overflow: "hidden", borderRadius: 16 },
        box({ width: 60, height: 20, background: "gold" }),
      ),
  },
  {
    name: "overflow-border",
    view: () =>
      one(
        { overflow: "hidden", borderRadius: 16, border: "heavy", borderColor: "#222" },
        box({ width: 70, height: 20, background: "gold" }),
      ),
  },
  {
    name: "z-order",
    view: () =>
      one(
        {},
        box({
          position: "absolute",
          left: 6,
          top: 6,
          width: 30,
          height: 20,
          background: "gold",
          zIndex: 2,
        }),
        box({
          position: "absolute",
          left: 20,
          top: 16,
          width: 30,
          height: 20,
          background: "tomato",
          zIndex: 1,
        }),
      ),
  },
  {
    name: "background-cover",
    share: 8 /* an SVG that is enlarged */,
    view: () => one({ backgroundImage: ARROW, borderRadius: 10 }),
  },
  {
    name: "background-contain",
    view: () =>
      one({ backgroundImage: ARROW, backgroundFit: "contain", backgroundPosition: "bottom" }),
  },
  {
    name: "background-repeat",
    view: () =>
      one({
        backgroundImage: ARROW,
        backgroundFit: "none",
        backgroundPosition: "top left",
        backgroundRepeat: "repeat",
      }),
  },
  {
    name: "image-contain",
    view: () => sheet(image({ src: ARROW, alt: "an arrow", width: 60, height: 44 })),
  },
  {
    name: "image-cover",
    view: () =>
      sheet(
        image({
          src: ARROW,
          alt: "an arrow",
          width: 60,
          height: 44,
          fit: "cover",
          fitPosition: "left",
          borderRadius: 12,
        }),
      ),
  },
  {
    name: "draw-paths",
    share: 5 /* antialiased edges */,
    view: () =>
      sheet(
        draw({
          width: 80,
          height: 60,
          paint(pen, { width, height }) {
            pen
              .begin()
              .moveTo(4, height - 4)
              .curveTo(20, -20, 60, 80, width - 4, 4)
              .stroke("#c33", 4)
            pen
              .begin()
              .arc(24, 20, 14, 0, Math.PI * 1.5)
              .lineTo(24, 20)
              .close()
              .fill("#36c", 0.6)
            pen.begin().rect(50, 34, 22, 18).fill("gold").stroke("#222", 1)
          },
        }),
      ),
  },
]

const page = (...kids: View[]) =>
  box(
    { background: "white", color: "#222", padding: 8, gap: 6, width: "100%", height: "100%" },
    ...kids,
  )

/** Pictures of text: what fonts and shaping make of it is ours alone, and has no oracle. */
export const TEXTS: readonly Picture[] = [
  {
    name: "text-baselines",
    width: 200,
    view: () =>
      page(
        text(
          {},
          "small ",
          span({ fontSize: 26 }, "Big"),
          " and ",
          span({ fontSize: 9 }, "tiny"),
          " on one line, then more of it",
        ),
      ),
  },
  {
    name: "text-right-to-left",
    width: 200,
    view: () =>
      page(
        text({}, "שלום עולם! hello (123) סוף"),
        text({}, "مرحبا ", span({ color: "#c33" }, "بالعالم"), " English"),
        text({}, "left שלום right"),
      ),
  },
  {
    name: "text-shadow",
    width: 200,
    height: 130,
    view: () =>
      page(
        text({ fontSize: 30, bold: true, color: "white", textShadow: "0 2px 6px #000" }, "Lifted"),
        text(
          { fontSize: 30, bold: true, color: "#c33", textShadow: "1px 1px #fff, 3px 3px #36c" },
          "Two of ",
          span({ color: "#383" }, "them"),
        ),
        text({ rotate: 90, width: 60, textShadow: "6px 0 0 #c33" }, "turned"),
      ),
  },
  {
    name: "text-justify",
    width: 140,
    height: 130,
    view: () =>
      page(
        text({ align: "justify" }, "Words of a justified text reach both edges of it."),
        text({ align: "justify" }, "שורה של מילים שנמתחת משני הצדדים שלה תמיד"),
      ),
  },
  {
    name: "text-cut",
    width: 140,
    height: 130,
    view: () =>
      page(
        text({ truncate: true }, "cut at its end, where it does not fit"),
        text({ truncate: "middle" }, "cut in its middle, to show both ends"),
        text({ truncate: true }, "שורה ארוכה שנחתכת בסופה כי אין מקום"),
        text({ lineClamp: 2 }, "two lines of a text that would take many more than that"),
      ),
  },
  {
    name: "text-spacing",
    width: 160,
    view: () =>
      page(text({ letterSpacing: 3 }, "letters"), text({ wordSpacing: 14 }, "words of a line")),
  },
  {
    name: "text-turned",
    height: 110,
    view: () =>
      page(
        text({ rotate: -12, margin: 16 }, "turned"),
        text({ scale: 1.5, transformOrigin: "left" }, "large"),
      ),
  },
  {
    name: "text-input-rtl",
    width: 160,
    height: 40,
    view: () => page(input({ initialValue: "שלום abc עולם", autoFocus: true, width: 140 })),
  },
]
