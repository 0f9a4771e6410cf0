// Text that was coloured for a terminal, as spans: logs, the output of compilers and of git.
//
//     "\x1b[1;31merror\x1b[0m: x"  ──▶  span({ bold, color: "ansi(1)" }, "error"), ": x"
//
// SGR and OSC 8 links are understood (ECMA-48; colours with semicolons or colons); all other
// sequences and controls are dropped, so that foreign output cannot do more than look its way.

import { type RunProps, span, type View } from "../../core/view/index.ts"

type Style = { -readonly [K in keyof RunProps]?: RunProps[K] }

const SEQUENCE =
  /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~])|\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?/g

/**
 * Children for a `text`, with the colours that `coloured` has. Line breaks and tabs stay.
 *
 * @example
 * text({}, fromAnsi("\x1b[32m✓\x1b[0m 12 tests"))
 */
export function fromAnsi(coloured: string): (View | string)[] {
  const out: (View | string)[] = []
  let style: Style = {}
  let href = ""
  let from = 0
  const put = (text: string) => {
    if (text === "") return
    const props: Style = href ? { ...style, href } : style
    out.push(Object.keys(props).length > 0 ? span(props as RunProps, text) : text)
  }
  for (const match of coloured.matchAll(SEQUENCE)) {
    put(coloured.slice(from, match.index))
    from = match.index + match[0].length
    if (match[2] === "m") style = styled(style, match[1] ?? "")
    else if (match[3] !== undefined) href = safe(match[3])
  }
  put(coloured.slice(from))
  return out
}

/** Only addresses that lead to a document: nothing that runs. */
function safe(href: string): string {
  return /^(?:https?|mailto|file):/i.test(href) ? href : ""
}

/** The style after an SGR sequence with these parameters. */
function styled(before: Style, parameters: string): Style {
  const style = { ...before }
  const groups = parameters.split(";")
  for (let i = 0; i < groups.length; i++) {
    const [code, ...sub] = (groups[i] || "0").split(":").map(Number)
    if (code === 38 || code === 48) {
      const values = sub.length > 0 ? sub : groups.slice(i + 1, i + 5).map(Number)
      const [color, used] = extended(values)
      if (sub.length === 0) i += used
      if (color) style[code === 38 ? "color" : "background"] = color
    } else apply(style, code ?? 0, sub)
  }
  return style
}

/** The colour after 38 or 48, and how many parameters it took. */
function extended(values: readonly number[]): [color: string | undefined, used: number] {
  const byte = (n: number | undefined) => Number.isInteger(n) && n! >= 0 && n! < 256
  if (values[0] === 5) return [byte(values[1]) ? `ansi(${values[1]})` : undefined, 2]
  if (values[0] !== 2) return [undefined, 1]
  // With colons a colour space may stand before the colour, also an empty one.
  const rgb = values.length > 4 ? values.slice(2, 5) : values.slice(1, 4)
  return [rgb.length === 3 && rgb.every(byte) ? `rgb(${rgb.join(" ")})` : undefined, 4]
}

function apply(style: Style, code: number, sub: readonly number[]): void {
  if (code === 0) for (const name of Object.keys(style)) delete style[name as keyof Style]
  else if (code === 1) style.bold = true
  else if (code === 2) style.dim = true
  else if (code === 3) style.italic = true
  else if (code === 4) {
    if (sub[0] === 0) delete style.underline
    else style.underline = true
  } else if (code === 7) style.inverse = true
  else if (code === 9) style.strike = true
  else if (code === 22) {
    delete style.bold
    delete style.dim
  } else if (code === 23) delete style.italic
  else if (code === 24) delete style.underline
  else if (code === 27) delete style.inverse
  else if (code === 29) delete style.strike
  else if (code === 39) delete style.color
  else if (code === 49) delete style.background
  else if (code >= 30 && code < 38) style.color = `ansi(${code - 30})`
  else if (code >= 40 && code < 48) style.background = `ansi(${code - 40})`
  else if (code >= 90 && code < 98) style.color = `ansi(${code - 82})`
  else if (code >= 100 && code < 108) style.background = `ansi(${code - 92})`
}
