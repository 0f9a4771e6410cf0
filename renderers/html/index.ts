// filigree/html: views as HTML text.

export { escapeAttribute, escapeText } from "./escape.ts"
export { type HtmlOptions, renderToHtml, renderToString, styleSheet } from "./render.ts"
export { toHtml } from "./serialize.ts"
