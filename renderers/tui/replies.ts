// What did the terminal answer? Its reports, by form: CSI, OSC, DCS, APC.
//
// Everything here is the terminal's own talk; none of it may ever be taken for typing. What is not
// understood returns undefined and is swallowed by the parser.

import type { Reply } from "./input-events.ts"

type Params = readonly (readonly number[])[]

/** Splits "97:65;6" into [[97, 65], [6]]; an empty part is -1, and no text at all is no parameter. */
export function parseParams(text: string): number[][] {
  if (text === "") return []
  const params: number[][] = []
  let parts: number[] = []
  let value = -1
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0x3b
    if (code >= 0x30 && code <= 0x39) {
      value = Math.min(Math.max(value, 0) * 10 + code - 0x30, 0x7fffffff)
    } else {
      parts.push(value)
      value = -1
      if (code === 0x3b) {
        params.push(parts)
        parts = []
      }
    }
  }
  return params
}

/** A CSI report. `prefix` is "?", ">", "=" or "". */
export function csiReply(
  prefix: string,
  params: Params,
  intermediate: string,
  final: string,
): Reply | undefined {
  const at = (index: number): number => Math.max(0, params[index]?.[0] ?? 0)
  const head = prefix + intermediate + final
  switch (head) {
    case "?c":
      return { type: "reply", name: "da1", attributes: params.map((p) => p[0] ?? 0) }
    case ">c":
      return { type: "reply", name: "da2", attributes: params.map((p) => p[0] ?? 0) }
    case "?u":
      return { type: "reply", name: "kitty", flags: at(0) }
    case "?$y":
    case "$y":
      return { type: "reply", name: "mode", mode: at(0), state: at(1) }
    case "?R":
    case "R":
      return { type: "reply", name: "cursor", row: at(0) - 1, column: at(1) - 1 }
    case "?n":
      if (at(0) !== 997) return undefined
      return { type: "reply", name: "theme", dark: at(1) === 1 }
    case ">m":
      return at(0) === 4 ? { type: "reply", name: "modifyOtherKeys", level: at(1) } : undefined
    case "t":
      return windowReply(at)
    default:
      return undefined
  }
}

function windowReply(at: (index: number) => number): Reply | undefined {
  switch (at(0)) {
    case 48: // mode 2048 sends these by itself
      return {
        type: "reply",
        name: "resize",
        rows: at(1),
        columns: at(2),
        height: at(3),
        width: at(4),
      }
    case 8:
      return { type: "reply", name: "resize", rows: at(1), columns: at(2), height: 0, width: 0 }
    case 4:
      return { type: "reply", name: "pixels", of: "text", height: at(1), width: at(2) }
    case 6:
      return { type: "reply", name: "pixels", of: "cell", height: at(1), width: at(2) }
    default:
      return undefined
  }
}

/** An OSC report: its text without ESC ] and terminator. */
export function oscReply(text: string): Reply | undefined {
  const semicolon = text.indexOf(";")
  if (semicolon < 0) return undefined
  const number = Number(text.slice(0, semicolon))
  const rest = text.slice(semicolon + 1)
  if (number === 10 || number === 11 || number === 12) {
    const rgb = parseColor(rest)
    const of = number === 10 ? "foreground" : number === 11 ? "background" : "cursor"
    return rgb && { type: "reply", name: "color", of, rgb }
  }
  if (number === 4) {
    const next = rest.indexOf(";")
    const entry = Number(rest.slice(0, next))
    const rgb = next > 0 ? parseColor(rest.slice(next + 1)) : undefined
    return rgb && Number.isInteger(entry)
      ? { type: "reply", name: "color", of: entry, rgb }
      : undefined
  }
  if (number === 52) {
    const next = rest.indexOf(";")
    const decoded = next < 0 ? undefined : decodeBase64(rest.slice(next + 1))
    return decoded === undefined ? undefined : { type: "reply", name: "clipboard", text: decoded }
  }
  return undefined
}

/** A DCS report: XTVERSION and XTGETTCAP. Its text without ESC P and terminator. */
export function dcsReply(text: string): Reply | undefined {
  if (text.startsWith(">|"))
    return { type: "reply", name: "version", text: printable(text.slice(2)) }
  if (text.startsWith("1+r") || text.startsWith("0+r")) {
    const pairs = text
      .slice(3)
      .split(";")
      .map((pair) => pair.split("=").map(decodeHex).join("="))
    return { type: "reply", name: "terminfo", valid: text[0] === "1", text: pairs.join(";") }
  }
  return undefined
}

/** An APC report: kitty's answer about graphics. Its text without ESC _ and terminator. */
export function apcReply(text: string): Reply | undefined {
  if (!text.startsWith("G")) return undefined
  return { type: "reply", name: "graphics", text: printable(text.slice(1)) }
}

/**
 * X11's ways of writing a colour: rgb:R/G/B and rgba:R/G/B/A with one to four hexadecimal digits
 * each, #RGB to #RRRRGGGGBBBB.
 */
export function parseColor(text: string): [number, number, number] | undefined {
  const slashed = /^rgba?:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})(?:\/[0-9a-f]{1,4})?$/i
  const match = slashed.exec(text)
  if (match) return [scale(match[1]), scale(match[2]), scale(match[3])]
  if (!/^#(?:[0-9a-f]{3}){1,4}$/i.test(text)) return undefined
  const digits = (text.length - 1) / 3
  const part = (index: number) => scale(text.slice(1 + index * digits, 1 + (index + 1) * digits))
  return [part(0), part(1), part(2)]
}

function scale(hex: string | undefined): number {
  const digits = hex ?? "0"
  return Math.round((Number.parseInt(digits, 16) / (16 ** digits.length - 1)) * 255)
}

function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "").slice(0, 256)
}

function decodeHex(hex: string): string {
  return printable(
    hex.replace(/[0-9a-f]{2}/gi, (pair) => String.fromCharCode(Number.parseInt(pair, 16))),
  )
}

function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return undefined // not base64: a terminal's refusal, or noise
  }
}
