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
  return value === "default" ? fallback : String(value)
}

/** "linear-gradient(90deg, accent, #000)" with the variables of its tokens; "" for what is no gradient. */
export function gradient(value: unknown): string {
  // One function, with at most colour functions in it: nothing that loads.
  const one = /^(?:linear|radial)-gradient\((?:[^();{}]|\b(?!url\b|image)[\w-]+\([^();{}]*\))*\)$/i
  if (typeof value !== "string" || !one.test(value)) return ""
  return value.replace(/[\w#-]+(?![\w#(-])/g, (word) =>
    NAMED.has(word) ? `var(--f-${word})` : word,
  )
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
