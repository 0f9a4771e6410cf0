// What a plain attribute may be called and may say.
//
// Nothing here makes markup or programs out of text: what would (innerHTML, onclick="…", javascript:
// addresses) is refused.

import { handlerAttribute, markupAttribute, scriptAddress } from "../../core/errors.ts"

const NAMES: Record<string, string> = {
  __proto__: null as never,
  className: "class",
  htmlFor: "for",
  acceptCharset: "accept-charset",
  httpEquiv: "http-equiv",
}

const MARKUP = /^(?:inner|outer)html$|^srcdoc$/i
const ADDRESS = /^(?:href|src|action|formaction|data|xlink:href)$/i
/** "javascript:" as browsers read it: leading controls and spaces, tabs and line ends within. */
const SCRIPT =
  /^[\0-\x20]*j[\t\n\r]*a[\t\n\r]*v[\t\n\r]*a[\t\n\r]*s[\t\n\r]*c[\t\n\r]*r[\t\n\r]*i[\t\n\r]*p[\t\n\r]*t[\t\n\r]*:/i

/** Words that mean false only when they say so. */
const SAYS_FALSE = /^(?:aria-|data-)|^(?:contenteditable|draggable|spellcheck|autocorrect)$/i

/**
 * The name and the words under which HTML knows an attribute; words undefined: it is not there.
 *
 * @throws {CodedError} `markup-attribute`, `handler-attribute`, `script-address`.
 */
export function attributeOf(
  given: string,
  value: unknown,
): [name: string, words: string | undefined] {
  const name = NAMES[given] ?? given
  if (MARKUP.test(name)) throw markupAttribute(name)
  if (/^on/i.test(name)) throw handlerAttribute(name)
  if (value === undefined || value === null) return [name, undefined]
  if (value === false || value === true) {
    if (SAYS_FALSE.test(name)) return [name, String(value)]
    return [name, value ? "" : undefined]
  }
  const words = String(value)
  if (ADDRESS.test(name) && SCRIPT.test(words)) throw scriptAddress(name, words)
  return [name, words]
}

/** "fontSize" → "font-size". */
export const kebab = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
