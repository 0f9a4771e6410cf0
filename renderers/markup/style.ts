// Universal attributes as CSS declarations: what the DOM writes into `element.style` and the HTML
// renderer into `style="…"`.
//
// Attributes that speak about the same thing are decided together, by precedence and not by the
// order in which they were set: paddingTop before paddingY before padding.
//
//     apply("paddingY", { padding: 4, paddingY: "1lh" }, put)
//       put("padding", "1lh 4px 1lh 4px")

import type { Theme } from "../../core/view/index.ts"
import { kebab } from "./attribute.ts"
import { type Attrs, rule } from "./table.ts"
import { hasBar } from "./told.ts"
import { color, gradients, inTheme, length, picture, tracks } from "./value.ts"

const SIDES = ["Top", "Right", "Bottom", "Left"] as const
const AXIS = ["Y", "X", "Y", "X"] as const

const JUSTIFY: Record<string, string> = {
  __proto__: null as never,
  start: "flex-start",
  end: "flex-end",
  between: "space-between",
  around: "space-around",
  evenly: "space-evenly",
}

const BORDERS: Record<string, string> = {
  __proto__: null as never,
  none: "0 none",
  single: "1px solid",
  round: "1px solid",
  double: "3px double",
  heavy: "2px solid",
  dashed: "1px dashed",
}

/** One attribute, one declaration. `words` translates values; by default they are written as they are. */
function plain(names: string, words: (value: unknown, name: string) => string = text): void {
  for (const name of names.split(" ")) {
    const property = kebab(name)
    rule(name, (attrs, put) => put(property, words(attrs[name], name)))
  }
}

const text = (value: unknown) => (value === undefined ? "" : String(value))
const px = (value: unknown, name: string) => length(name, value)
const place = (value: unknown) => JUSTIFY[value as string] ?? text(value)

function sides(family: string, attrs: Attrs): string[] {
  return SIDES.map((side, i) => {
    const name = [family + side, family + AXIS[i], family].find((name) => attrs[name] !== undefined)
    return (name && length(name, attrs[name])) || "0px"
  })
}

function lineStyle(value: unknown): string | undefined {
  if (value === true) return "single"
  return value === false ? "none" : (value as string | undefined)
}

const CORNERS = ["TopLeft", "TopRight", "BottomRight", "BottomLeft"] as const

const FITS: Record<string, string> = {
  __proto__: null as never,
  contain: "contain",
  fill: "100% 100%",
  none: "auto",
}

const degrees = (value: unknown) => (value === undefined ? "" : `${Number(value)}deg`)
const factor = (value: unknown) => String(value === undefined ? 1 : Number(value))

/** A row that is never less high than what is in it. */
const FULL = "minmax(max-content, auto)"

const GROUNDS: ReadonlySet<string> = new Set(["background", "surface", "raised"])

/** Tokens that any theme has set so far: what taking a theme back takes back. */
const themed = new Set<string>()

/** Fills the table of rules. Called once, by the first who applies one. */
export function addStyleRules(): void {
  // Size and place

  plain("height minWidth minHeight maxHeight fontSize letterSpacing wordSpacing", px)
  rule("position popup", (a, put, tell) => {
    put("position", a.popup ? "fixed" : text(a.position))
    tell("popover", a.popup ? "manual" : undefined)
    tell("data-popup", a.popup)
  })
  plain("aspectRatio zIndex gridColumn gridRow flexDirection flexWrap cursor opacity")
  plain("alignItems justifyContent alignSelf", place)
  // A box that wraps packs its lines; the rows of a grid share what is left.
  rule("alignContent display", (a, put) => {
    put("display", text(a.display))
    put("align-content", place(a.alignContent) || (a.display === "grid" ? "normal" : ""))
  })
  plain("gridTemplateColumns gridAutoColumns", tracks)
  // What scrolls does not press its rows together.
  rule("gridTemplateRows gridAutoRows display overflow", (a, put) => {
    const full = a.display === "grid" && a.overflow === "scroll"
    const rows = (value: unknown) =>
      full ? tracks(value).replace(/\bauto\b(?!,|\s*\))/g, FULL) : tracks(value)
    put("grid-template-rows", rows(a.gridTemplateRows))
    put("grid-auto-rows", rows(a.gridAutoRows ?? (full ? "auto" : undefined)))
  })
  plain("gridAutoFlow fontWeight lineHeight")

  // A text that says its width may be wider than its parent.
  rule("width maxWidth", (a, put) => {
    put("width", length("width", a.width))
    put(
      "max-width",
      length("maxWidth", a.maxWidth) || ((a.width ?? "auto") === "auto" ? "" : "none"),
    )
  })

  rule("flex flexGrow flexShrink flexBasis", (a, put) => {
    const flex = a.flex
    const grow = a.flexGrow ?? flex ?? 0
    const shrink = a.flexShrink ?? (flex ? 1 : 0)
    const basis = a.flexBasis ?? (flex ? 0 : "auto")
    put("flex", `${grow} ${shrink} ${length("flexBasis", basis)}`)
  })

  rule("gap rowGap columnGap", (a, put) => {
    put("row-gap", length("rowGap", a.rowGap ?? a.gap))
    put("column-gap", length("columnGap", a.columnGap ?? a.gap))
  })

  rule("inset top right bottom left", (a, put) => {
    for (const side of ["top", "right", "bottom", "left"])
      put(side, length(side, a[side] ?? a.inset))
  })

  rule("margin marginX marginY marginTop marginRight marginBottom marginLeft", (a, put) => {
    put("margin", sides("margin", a).join(" "))
  })

  // A title bar lies above the padding.
  rule(
    "padding paddingX paddingY paddingTop paddingRight paddingBottom paddingLeft title titleNote",
    (a, put) => {
      const [top, ...rest] = sides("padding", a)
      put("padding", [hasBar(a) ? `calc(var(--f-bar) + ${top})` : top, ...rest].join(" "))
    },
  )
  rule("overflow scrollbar", (a, put) => {
    const scroll = a.scrollbar === "always" ? "scroll" : "auto"
    put("overflow", a.overflow === "scroll" ? scroll : text(a.overflow))
    put("scrollbar-width", a.scrollbar === "none" ? "none" : "")
  })

  // Borders

  rule(
    "border borderTop borderRight borderBottom borderLeft borderRadius borderColor " +
      SIDES.map((side) => `border${side}Color`).join(" ") +
      " " +
      CORNERS.map((corner) => `border${corner}Radius`).join(" "),
    (a, put) => {
      const all = lineStyle(a.border) ?? "none"
      const each = SIDES.map((side) => lineStyle(a[`border${side}`]) ?? all)
      const lines = each.map((style) => (BORDERS[style] ?? "1px solid").split(" "))
      put("border-width", lines.map((line) => line[0]).join(" "))
      put("border-style", lines.map((line) => line[1]).join(" "))
      const own = SIDES.map((side) => a[`border${side}Color`])
      const colors = own.some((one) => one !== undefined)
        ? own.map((one) => color(one ?? a.borderColor ?? "border"))
        : [color(a.borderColor)]
      put("border-color", colors.join(" "))
      const radius = length("borderRadius", a.borderRadius ?? (all === "round" ? 6 : undefined))
      const corners = CORNERS.map((corner) => {
        const own = a[`border${corner}Radius`]
        return own === undefined ? radius || "0px" : length(`border${corner}Radius`, own)
      })
      const same = corners.every((corner) => corner === (radius || "0px"))
      put("border-radius", same ? radius : corners.join(" "))
    },
  )

  rule("shadow", (a, put) => put("box-shadow", inTheme(text(a.shadow))))
  rule("textShadow", (a, put) => put("text-shadow", inTheme(text(a.textShadow))))

  // What layout does not see

  rule("blend", (a, put) => put("mix-blend-mode", text(a.blend)))
  rule("translateX translateY", (a, put) => {
    const none = a.translateX === undefined && a.translateY === undefined
    const [x, y] = [
      length("translateX", a.translateX ?? 0),
      length("translateY", a.translateY ?? 0),
    ]
    put("translate", none ? "" : `${x} ${y}`)
  })
  rule("rotate", (a, put) => put("rotate", degrees(a.rotate)))
  rule("scale scaleX scaleY", (a, put) => {
    const none = a.scale === undefined && a.scaleX === undefined && a.scaleY === undefined
    put("scale", none ? "" : `${factor(a.scaleX ?? a.scale)} ${factor(a.scaleY ?? a.scale)}`)
  })
  rule("skewX skewY", (a, put) => {
    const x = a.skewX === undefined ? "" : `skewX(${degrees(a.skewX)})`
    const y = a.skewY === undefined ? "" : `skewY(${degrees(a.skewY)})`
    put("transform", `${x} ${y}`.trim())
  })
  plain("transformOrigin")
  rule("focusRing", (a, put) => put("outline", a.focusRing === false ? "none" : ""))

  // Colours and type

  const ground = "backgroundImage backgroundFit backgroundPosition backgroundRepeat"
  rule(`color background inverse ${ground}`, (a, put, _, kind) => {
    const ink = kind === "text" ? gradients(a.color) : null
    if (ink) {
      // The letters are a hole, behind which the gradient is seen; the background lies below both.
      const flat = color(a.background, "Canvas")
      const below = flat ? [`linear-gradient(${flat},${flat})`] : []
      put("background-image", [...ink.images, ...below].join(", "))
      put("background-clip", ["text", ...below.map(() => "border-box")].join(", "))
      put("background-color", "")
      put("--f-c", "transparent")
      return
    }
    put("background-clip", "")
    const layers = gradients(a.background)
    const background = layers ? layers.color : color(a.background, "Canvas")
    const own = picture(a.backgroundImage)
    const images = [...(own ? [own] : []), ...(layers?.images ?? [])]
    const rest = images.slice(1)
    // The picture lies over the gradients, and has a size and a place of its own.
    const each = (mine: unknown, other: string) =>
      own ? [mine, ...rest.map(() => other)].join(", ") : ""
    put("background-image", images.join(", "))
    put("background-origin", images.length > 0 ? "border-box" : "")
    put("background-size", each(FITS[a.backgroundFit as string] ?? "cover", "auto"))
    put("background-position", each(a.backgroundPosition ?? "center", "0 0"))
    put("background-repeat", each(a.backgroundRepeat ?? "no-repeat", "repeat"))
    if (a.inverse) {
      put("--f-c", background || "var(--f-background)")
      put("background-color", color(a.color) || "var(--f-text)")
    } else {
      put("--f-c", color(a.color))
      put("background-color", background)
    }
  })
  rule("dim", (a, _, tell) => tell("data-dim", text(a.dim) || undefined))
  rule("bold", (a, put) => put("font-weight", a.bold === undefined ? "" : a.bold ? "700" : "400"))
  rule("italic", (a, put) =>
    put("font-style", a.italic ? "italic" : a.italic === false ? "normal" : ""),
  )
  rule("fontFamily", (a, put) => {
    const family = a.fontFamily
    if (family === undefined) put("font-family", "")
    else if (family === "sans" || family === "mono") put("font-family", `var(--f-${family})`)
    else put("font-family", `${JSON.stringify(family)}, var(--f-sans)`)
  })
  rule("underline strike", (a, put) => {
    put(
      "text-decoration-line",
      [a.underline && "underline", a.strike && "line-through"].filter(Boolean).join(" "),
    )
  })

  rule("wrap truncate lineClamp", (a, put, tell) => {
    const cut = a.truncate !== undefined && a.truncate !== false
    // What is to wrap as well is cut where its box ends.
    const lines =
      (a.lineClamp as number | undefined) ?? (cut && (a.wrap ?? "none") === "none" ? 1 : undefined)
    const single = lines === 1 || a.wrap === "none"
    tell("data-cut", a.truncate === "start") // the end of the line is at the left: there the dots go
    put("white-space", single ? "pre" : "")
    put("line-break", a.wrap === "char" ? "anywhere" : "")
    put("overflow", lines === undefined && !cut ? "" : "hidden")
    put("text-overflow", lines === 1 && a.truncate !== "middle" ? "ellipsis" : "") // cut.ts
    const clamp = lines !== undefined && lines > 1
    put("display", clamp ? "-webkit-box" : "")
    put("-webkit-box-orient", clamp ? "vertical" : "")
    put("-webkit-line-clamp", clamp ? String(lines) : "")
  })
  rule("align", (a, put) => put("text-align", text(a.align)))
  rule("selectable", (a, put) => put("user-select", a.selectable === false ? "none" : ""))
  rule("direction", (a, put) => {
    const set = a.direction === "ltr" || a.direction === "rtl"
    put("direction", set ? String(a.direction) : "")
    put("unicode-bidi", set ? "isolate" : "")
  })
  rule("fit", (a, put) => put("object-fit", text(a.fit)))
  rule("fitPosition", (a, put) => put("object-position", text(a.fitPosition)))

  // Themes

  rule("theme", (a, put, tell) => {
    const theme = a.theme as Theme | undefined
    tell("data-theme", theme?.name)
    put("color-scheme", theme?.scheme ?? "")
    if (!theme) {
      for (const token of themed) put(`--f-${token}`, "")
      return
    }
    for (const token in theme.colors) {
      themed.add(token)
      const value = theme.colors[token as keyof Theme["colors"]]
      const own = GROUNDS.has(token) ? "Canvas" : "CanvasText" // the browser's for "default"
      put(`--f-${token}`, value === "default" ? own : value)
    }
  })
}
