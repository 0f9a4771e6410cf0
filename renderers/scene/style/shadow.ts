// Is this text a CSS box-shadow or text-shadow, and which colours does it mean under a theme?
//
//     "0 0 0 3px accent, 0 2px 8px rgb(0 0 0 / 30%)"  ─▶  "0 0 0 3px rgb(61 90 254 / 1), 0 2px …"
//
// What a shadow looks like is the surface's business; it gets the text with theme tokens replaced.

import { TOKENS } from "../../../core/view/theme.ts"
import type { Rgba } from "../surface.ts"
import { isColor } from "./color.ts"

const LENGTH = /^[-+]?(\d+\.?\d*|\.\d+)(px)?$/
const TOKEN = new RegExp(`(?<![\\w#(-])(${TOKENS.join("|")})(?![\\w(-])`)

/**
 * A CSS `box-shadow` in pixels: by commas, each with two to four lengths, a colour or token, "inset". That of
 * a text has at most three lengths, and no "inset".
 */
export function isShadow(css: string, ofText = false): boolean {
  if (css.trim() === "none") return true
  return css.split(/,(?![^(]*\))/).every((layer) => {
    let lengths = 0
    let colors = 0
    for (const part of layer.match(/[a-z]+\([^()]*\)|\S+/gi) ?? []) {
      if (LENGTH.test(part)) lengths++
      else if (part === "inset" && !ofText) continue
      else if (++colors > 1 || !isColor(part)) return false
    }
    return lengths >= 2 && lengths <= (ofText ? 3 : 4)
  })
}

const known = new Map<string, readonly string[]>()

/** The text with the colours of its tokens. Most have none, and stay as they are. */
export function shadowIn(css: string, color: (token: string) => Rgba): string {
  let parts = known.get(css)
  if (!parts) {
    if (known.size > 500) known.clear() // an animated shadow
    known.set(css, (parts = css.split(TOKEN)))
  }
  if (parts.length === 1) return css
  return parts.map((part, i) => (i % 2 === 1 ? written(color(part)) : part)).join("")
}

function written(color: Rgba): string {
  return `rgb(${(color >>> 16) & 255} ${(color >>> 8) & 255} ${color & 255} / ${(color >>> 24) / 255})`
}
