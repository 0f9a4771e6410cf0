// Values of the universal vocabulary as CSS writes them: lengths and colours.

import { CodedError, shown } from "../../core/errors.ts"
import { TOKENS } from "../../core/view/index.ts"

const LENGTH = /^-?(?:\d+\.?\d*|\.\d+)(?:%|ch|lh|px)$/
const NAMED: ReadonlySet<unknown> = new Set(TOKENS)

/** A number is CSS pixels; strings are checked and kept. `undefined` is "". */
export function length(name: string, value: unknown): string {
  if (value === undefined || value === null) return ""
  if (typeof value === "number" && Number.isFinite(value)) return `${value}px`
  if (typeof value === "string" && (value === "auto" || LENGTH.test(value))) return value
  throw new CodedError(
    "bad-length",
    `\`${name}\` was given ${shown(value)}, which is no length.`,
    'write a number, "50%", "2ch", "1lh" or "12px".',
  )
}

/** A token is the variable of the theme in force; all else is CSS. `undefined` is "". */
export function color(value: unknown, fallback = "CanvasText"): string {
  if (value === undefined || value === null) return ""
  if (NAMED.has(value)) return `var(--f-${value})`
  if (typeof value === "string" && value.startsWith("color-mix(")) return inTheme(value)
  return value === "default" ? fallback : String(value)
}

/**
 * CSS gradients with the variables of their tokens, in layers; the last layer may be a colour. null for
 * what is no gradient.
 */
export function gradients(value: unknown): { images: string[]; color: string } | null {
  // Functions with at most colour functions in them: nothing that loads.
  const one =
    /^(?:repeating-)?(?:linear|radial|conic)-gradient\((?:[^();{}]|\b(?!url\b|image)[\w-]+\([^();{}]*\))*\)$/i
  if (typeof value !== "string" || !value.includes("gradient(")) return null
  const images = [""] // between commas that are in no parentheses
  let depth = 0
  for (const c of value) {
    if (c === "(") depth++
    else if (c === ")") depth--
    if (c === "," && depth === 0) images.push("")
    else images[images.length - 1] += c
  }
  for (const [i, layer] of images.entries()) images[i] = layer.trim()
  const last = images.length > 1 && !one.test(images[images.length - 1]!) ? images.pop() : undefined
  if (!images.every((layer) => one.test(layer))) return null
  if (last !== undefined && !/^(?:[#\w-]+|(?:rgb|hsl)a?\([\w\s.,%/-]*\))$/i.test(last)) return null
  return { images: images.map(inTheme), color: last === undefined ? "" : color(last) }
}

/** CSS in which theme tokens may stand as colours, with the variables of those. */
export function inTheme(css: string): string {
  return css.replace(/[\w#-]+(?![\w#(-])/g, (word) => (NAMED.has(word) ? `var(--f-${word})` : word))
}

/** `url("…")` of an address, or of encoded bytes as a data: URL; "" for neither. */
export function picture(value: unknown): string {
  if (value instanceof Uint8Array) {
    let bytes = ""
    for (const byte of value) bytes += String.fromCharCode(byte)
    return `url("data:;base64,${btoa(bytes)}")`
  }
  if (typeof value !== "string" || value === "") return ""
  const safe = value.replace(/["\\\n\r\f\0<>]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `)
  return `url("${safe}")`
}

/** "10 minmax(4ch, 1fr) repeat(3, 2)": bare numbers are CSS pixels, but for the count of repeat. */
export function tracks(value: unknown): string {
  if (value === undefined || value === null) return ""
  return String(value).replace(
    /(repeat\(\s*)?(?<![\w.#-])\d+(?:\.\d+)?(?![\w.%])/g,
    (all, repeat) => (repeat ? all : `${all}px`),
  )
}

/** May a universal `href` lead there? http, https, mailto and file; relative ones by their base. */
export function safeHref(value: unknown, base: string | undefined): string | undefined {
  if (typeof value !== "string" || value === "") return undefined
  try {
    return /^(?:https?|mailto|file):$/.test(new URL(value, base).protocol) ? value : undefined
  } catch {
    return undefined
  }
}
