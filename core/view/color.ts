// What colour is a CSS text, and what lies between two colours?
//
//     "#7aa2f7" "rgb(…)" "hsl(…)" "tomato"          ─▶ [r, g, b, alpha]
//     "color-mix(in oklab, accent 30%, #fff)"       ─▶ [accent, #fff, 0.7]    tokens are the theme's to know
//
// Colours are mixed in OKLab, where equal steps look equal, with premultiplied alpha (CSS Color 4,
// "Interpolation"; CSS Color 5, "color-mix()").
//
// Source: Björn Ottosson, "A perceptual color space for image processing" (2020); CSS Color 4, "HSL to sRGB".

/** Red, green, blue 0 to 255, and alpha 0 to 1. */
export type Channels = readonly [red: number, green: number, blue: number, alpha: number]

// biome-ignore format: a table
const NAMED =
  "aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32"

let named: Map<string, Channels> | undefined

function nameOf(text: string): Channels | undefined {
  if (!named) {
    named = new Map()
    const words = NAMED.split(" ")
    for (let i = 0; i < words.length; i += 2) named.set(words[i]!, hexColor(words[i + 1]!))
  }
  return named.get(text)
}

const HEX = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i
const CALL = /^(rgba?|hsla?)\(\s*([^()]*?)\s*\)$/i
const PART = /^[-+]?(\d+\.?\d*|\.\d+)(%|deg)?$/

/**
 * A CSS colour: "#rgb", "#rgba", "#rrggbb", "#rrggbbaa", rgb(), rgba(), hsl(), hsla(), the 148 names and
 * "transparent"; undefined for what is none of them. A theme's tokens are none.
 */
export function parseChannels(text: string): Channels | undefined {
  const word = text.trim().toLowerCase()
  if (word === "transparent") return [0, 0, 0, 0]
  const hex = HEX.exec(word)?.[1]
  if (hex) return hexColor(hex)
  const call = CALL.exec(word)
  if (!call) return nameOf(word)
  const parts = call[2]!.split(/[\s,/]+/)
  if (parts.length < 3 || parts.length > 4 || !parts.every((part) => PART.test(part)))
    return undefined
  const alpha = parts[3] === undefined ? 1 : between(part(parts[3], 1), 1)
  if (!call[1]!.startsWith("rgb")) return hsl(parts, alpha)
  const byte = (text: string) => between(part(text, 255), 255)
  return [byte(parts[0]!), byte(parts[1]!), byte(parts[2]!), alpha]
}

function part(text: string, whole: number): number {
  return text.endsWith("%") ? (Number.parseFloat(text) / 100) * whole : Number.parseFloat(text)
}

function between(n: number, most: number): number {
  return Math.max(0, Math.min(most, n))
}

function hexColor(hex: string): Channels {
  const long = hex.length > 4 ? hex : [...hex].map((digit) => digit + digit).join("")
  const byte = (at: number) => Number.parseInt(long.slice(at, at + 2), 16)
  return [byte(0), byte(2), byte(4), long.length > 6 ? byte(6) / 255 : 1]
}

function hsl(parts: readonly string[], alpha: number): Channels {
  const hue = ((Number.parseFloat(parts[0]!) % 360) + 360) % 360
  const saturation = between(Number.parseFloat(parts[1]!) / 100, 1)
  const light = between(Number.parseFloat(parts[2]!) / 100, 1)
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    const a = saturation * Math.min(light, 1 - light)
    return 255 * (light - a * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [channel(0), channel(8), channel(4), alpha]
}

/** Two colours or tokens, and how much of each there is: together 1, or less where it is see-through. */
export interface ColorMix {
  readonly colors: readonly [string, string]
  readonly shares: readonly [number, number]
}

const MIX = /^\s*color-mix\(\s*in\s+oklab\s*,(.*)\)\s*$/is
const SHARED = /^(?:([\d.]+)%\s+)?(.*?)(?:\s+([\d.]+)%)?$/s

/** Takes a `color-mix(in oklab, …)` apart; undefined for all else. What it mixes is not looked at. */
export function parseMix(text: string): ColorMix | undefined {
  const inside = MIX.exec(text)?.[1]
  if (inside === undefined) return undefined
  let depth = 0
  let comma = -1
  for (let i = 0; i < inside.length; i++) {
    const c = inside[i]
    if (c === "(") depth++
    else if (c === ")") depth--
    else if (c === "," && depth === 0) {
      if (comma >= 0) return undefined
      comma = i
    }
  }
  if (comma < 0 || depth !== 0) return undefined
  const [a, b] = [inside.slice(0, comma), inside.slice(comma + 1)].map((side) => {
    const found = SHARED.exec(side.trim())!
    const share = found[1] ?? found[3]
    return { color: found[2]!, share: share === undefined ? undefined : Number(share) / 100 }
  }) as [Mixed, Mixed]
  const first = a.share ?? (b.share === undefined ? 0.5 : 1 - b.share)
  const second = b.share ?? 1 - first
  const sum = first + second
  if (!(first >= 0 && second >= 0 && sum > 0)) return undefined
  const by = sum > 1 ? 1 / sum : 1
  return { colors: [a.color, b.color], shares: [first * by, second * by] }
}

interface Mixed {
  readonly color: string
  readonly share: number | undefined
}

/** L, a, b of OKLab, each times alpha, and alpha: what may be added up. */
export type Mixable = readonly [number, number, number, number]

export function toMixable([red, green, blue, alpha]: Channels): Mixable {
  const [r, g, b] = [linear(red), linear(green), linear(blue)]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s) * alpha,
    (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s) * alpha,
    (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s) * alpha,
    alpha,
  ]
}

/** Back, what is no colour of sRGB cut off. */
export function toChannels(L: number, A: number, B: number, alpha: number): Channels {
  const seen = between(alpha, 1)
  const by = seen === 0 ? 0 : 1 / seen
  const l = ((L + 0.3963377774 * A + 0.2158037573 * B) * by) ** 3
  const m = ((L - 0.1055613458 * A - 0.0638541728 * B) * by) ** 3
  const s = ((L - 0.0894841775 * A - 1.291485548 * B) * by) ** 3
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    seen,
  ]
}

function linear(byte: number): number {
  const c = byte / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

function gamma(c: number): number {
  return between(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055), 255)
}

/** "#rrggbb", or "#rrggbbaa" when it is not opaque. */
export function hexOf([red, green, blue, alpha]: Channels): string {
  const two = (n: number) => Math.round(n).toString(16).padStart(2, "0")
  const rgb = `#${two(red)}${two(green)}${two(blue)}`
  return Math.round(alpha * 255) === 255 ? rgb : rgb + two(alpha * 255)
}
