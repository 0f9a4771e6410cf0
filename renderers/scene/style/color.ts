// CSS colours, and a terminal's own, as packed numbers.
//
// What core/view/color.ts reads, mixes of it and of theme tokens by "color-mix(in oklab, …)", and for
// terminals "default" and "ansi(0)" … "ansi(255)".

import {
  type Channels,
  parseChannels,
  parseMix,
  toChannels,
  toMixable,
} from "../../../core/view/color.ts"
import { TOKENS } from "../../../core/view/theme.ts"
import { DEFAULT, NONE, PALETTE, type Rgba } from "../surface.ts"

function pack([r, g, b, alpha]: Channels): Rgba {
  const seen = Math.round(alpha * 255)
  const byte = (n: number) => Math.round(n)
  // Fully transparent colours paint nothing; alpha 0 with other bits means a palette entry.
  return seen === 0 ? NONE : ((seen << 24) | (byte(r) << 16) | (byte(g) << 8) | byte(b)) >>> 0
}

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

const ANSI = /^ansi\(\s*(\d+)\s*\)$/i

function parse(text: string): Rgba | undefined {
  const word = text.trim().toLowerCase()
  if (word === "default") return DEFAULT
  if (word === "none") return NONE
  const index = ANSI.exec(word)?.[1]
  if (index !== undefined) return Number(index) < 256 ? PALETTE + Number(index) : undefined
  const channels = parseChannels(word)
  return channels ? pack(channels) : mixed(text, parseColor)
}

/** The colour of a `color-mix(in oklab, …)`, whose parts are known to `find`. */
function mixed(text: string, find: (color: string) => Rgba | undefined): Rgba | undefined {
  const mix = parseMix(text)
  if (!mix) return undefined
  const [a, b] = [find(mix.colors[0]), find(mix.colors[1])]
  if (a === undefined || b === undefined) return undefined
  const [first, second] = mix.shares
  // A terminal's own colours cannot be mixed: what there is more of.
  if (isOwn(a) || isOwn(b)) return first >= second ? a : b
  const [from, to] = [toMixable(channelsOf(a)), toMixable(channelsOf(b))]
  const sum = (i: number) => from[i]! * first + to[i]! * second
  return pack(toChannels(sum(0), sum(1), sum(2), sum(3)))
}

function isOwn(color: Rgba): boolean {
  return color !== NONE && color <= 0xffffff
}

function channelsOf(color: Rgba): Channels {
  return [(color >>> 16) & 255, (color >>> 8) & 255, color & 255, (color >>> 24) / 255]
}

const tokens = new Set<string>(TOKENS)

/** A theme token or a colour that can be read. */
export function isColor(text: string): boolean {
  if (tokens.has(text) || parseColor(text) !== undefined) return true
  return parseMix(text)?.colors.every(isColor) ?? false
}

/** Colours of one theme by token or CSS text, each parsed once. */
export type Palette = Map<string, Rgba>

const palettes = new WeakMap<object, Palette>()
/** The theme that was asked for last: most apps have one. */
let lastColors: object | undefined
let lastPalette: Palette

function paletteOf(colors: object): Palette {
  let palette = palettes.get(colors)
  if (!palette) palettes.set(colors, (palette = new Map()))
  lastColors = colors
  lastPalette = palette
  return palette
}

/** The packed colour of a token or CSS text under a theme; NONE for what is no colour. */
export function resolveColor(colors: Readonly<Record<string, string>>, text: string): Rgba {
  const palette = colors === lastColors ? lastPalette : paletteOf(colors)
  let color = palette.get(text)
  if (color === undefined) {
    const own = tokens.has(text) ? colors[text] : text
    const known = own === undefined ? undefined : parseColor(own)
    color = known ?? mixed(text, (part) => resolveColor(colors, part)) ?? NONE
    if (palette.size > 4096) palette.clear() // colours computed from data: keep memory bounded
    palette.set(text, color)
  }
  return color
}
