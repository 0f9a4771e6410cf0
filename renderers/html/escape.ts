// Text and attributes as HTML: nothing that a program passes here can become a tag, an attribute or
// a declaration of its own.

/** For what stands between tags. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (char) => (char === "&" ? "&amp;" : char === "<" ? "&lt;" : "&gt;"))
}

/** For what stands between double quotes. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (char) => (char === '"' ? "&quot;" : escapeText(char)))
}

/** For what stands in <script> and <style>, where the parser knows no entities. */
export function escapeRaw(text: string): string {
  // "\/" and "\!" are "/" and "!" to the languages inside, and no end or comment to HTML.
  return text.replace(/<(?=[/!])/g, "<\\")
}

/** May an attribute or a tag be called so? Spaces, quotes and angle brackets would begin something else. */
export function isName(name: string): boolean {
  return /^[^\s"'<>/=\p{Cc}]+$/u.test(name)
}

/**
 * A value of one declaration, or "" when it holds more than that: a ";" outside of quotes and
 * parentheses, a brace, or an open quote.
 */
export function cssValue(value: string): string {
  let quote = ""
  let depth = 0
  for (let i = 0; i < value.length; i++) {
    const char = value[i]!
    if (char === "\\") i++
    else if (quote) {
      if (char === quote) quote = ""
      else if (char === "\n") return ""
    } else if (char === '"' || char === "'") quote = char
    else if (char === "(") depth++
    else if (char === ")") depth--
    else if (char === "{" || char === "}" || (char === ";" && depth === 0)) return ""
    if (depth < 0) return ""
  }
  return quote || depth > 0 ? "" : value
}
