// CSS colours, and a terminal's own, as packed numbers.
//
// "#rgb", "#rgba", "#rrggbb", "#rrggbbaa", rgb(), rgba(), hsl(), hsla(), the 148 CSS names,
// "transparent", and for terminals "default" and "ansi(0)" … "ansi(255)".

import { TOKENS } from "../../core/view/theme.ts"
import { DEFAULT, NONE, PALETTE, type Rgba } from "./surface.ts"

// prettier-ignore
const NAMED =
  "aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32"

let named: Map<string, Rgba> | undefined

function nameOf(text: string): Rgba | undefined {
  if (!named) {
    named = new Map()
    const words = NAMED.split(" ")
    for (let i = 0; i < words.length; i += 2)
      named.set(words[i]!, opaque(Number.parseInt(words[i + 1]!, 16)))
  }
  return named.get(text)
}

function opaque(rgb: number): Rgba {
  return (0xff000000 | rgb) >>> 0
}

function pack(r: number, g: number, b: number, a: number): Rgba {
  const alpha = byte(a * 255)
  // Fully transparent colours paint nothing; alpha 0 with other bits means a palette entry.
  return alpha === 0 ? NONE : ((alpha << 24) | (byte(r) << 16) | (byte(g) << 8) | byte(b)) >>> 0
}

function byte(n: number): number {
  return Math.max(0, Math.min(255, Math.round(n)))
}

const HEX = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i
const CALL = /^(rgba?|hsla?|ansi)\(\s*([^()]*?)\s*\)$/i

/** Texts that were parsed, with what came out. */
const parsed = new Map<string, Rgba | undefined>()

/** A CSS colour as a packed number; undefined when it is none. Tokens are not known here. */
export function parseColor(text: string): Rgba | undefined {
  let color = parsed.get(text)
  if (color === undefined && !parsed.has(text)) {
    color = parse(text)
    if (parsed.size > 4096) parsed.clear() // colours computed from data: keep memory bounded
    parsed.set(text, color)
  }
  return color
}

function parse(text: string): Rgba | undefined {
  const word = text.trim().toLowerCase()
  if (word === "transparent" || word === "none") return NONE
  if (word === "default") return DEFAULT
  const hex = HEX.exec(word)?.[1]
  if (hex) return hexColor(hex)
  const call = CALL.exec(word)
  if (!call) return nameOf(word)
  const parts = call[2]!.split(/[\s,/]+/)
  if (call[1] === "ansi") {
    const index = Number(parts[0])
    return parts.length === 1 && Number.isInteger(index) && index >= 0 && index < 256
      ? PALETTE + index
      : undefined
  }
  if (parts.length < 3 || parts.length > 4) return undefined
  const alpha = parts[3] === undefined ? 1 : part(parts[3], 1)
  return call[1]!.startsWith("rgb")
    ? finite(pack(part(parts[0]!, 255), part(parts[1]!, 255), part(parts[2]!, 255), alpha), parts)
    : finite(hsl(parts, alpha), parts)
}

function finite(color: Rgba, parts: readonly string[]): Rgba | undefined {
  return parts.every((text) => /^[-+]?(\d+\.?\d*|\.\d+)(%|deg)?$/.test(text)) ? color : undefined
}

function part(text: string, whole: number): number {
  return text.endsWith("%") ? (Number.parseFloat(text) / 100) * whole : Number.parseFloat(text)
}

function hexColor(hex: string): Rgba {
  const long = hex.length > 4 ? hex : [...hex].map((digit) => digit + digit).join("")
  const n = Number.parseInt(long, 16)
  if (long.length === 6) return opaque(n)
  return pack((n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, (n & 255) / 255)
}

function hsl(parts: readonly string[], alpha: number): Rgba {
  const hue = ((Number.parseFloat(parts[0]!) % 360) + 360) % 360
  const saturation = Math.min(1, Math.max(0, Number.parseFloat(parts[1]!) / 100))
  const light = Math.min(1, Math.max(0, Number.parseFloat(parts[2]!) / 100))
  // Source: CSS Color 4, "HSL to sRGB".
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    const a = saturation * Math.min(light, 1 - light)
    return 255 * (light - a * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return pack(channel(0), channel(8), channel(4), alpha)
}

const tokens = new Set<string>(TOKENS)

/** A theme token or a colour that can be read. */
export function isColor(text: string): boolean {
  return tokens.has(text) || parseColor(text) !== undefined
}

/** Colours of one theme by token or CSS text, each parsed once. */
export type Palette = Map<string, Rgba>

const palettes = new WeakMap<object, Palette>()

/** The packed colour of a token or CSS text under a theme; NONE for what is no colour. */
export function resolveColor(colors: Readonly<Record<string, string>>, text: string): Rgba {
  let palette = palettes.get(colors)
  if (!palette) palettes.set(colors, (palette = new Map()))
  let color = palette.get(text)
  if (color === undefined) {
    const own = tokens.has(text) ? colors[text] : text
    color = (own === undefined ? undefined : parseColor(own)) ?? NONE
    if (palette.size > 4096) palette.clear() // colours computed from data: keep memory bounded
    palette.set(text, color)
  }
  return color
}
