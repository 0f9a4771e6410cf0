// filigree/html: views as HTML text.

// For renderers that end in HTML somewhere else: what a universal element is there.
export {
  apply as applyMarkup,
  attributeOf,
  color,
  hasBar,
  LEAVES,
  type Put,
  safeHref,
  TAGS,
  type Tell,
} from "../markup/index.ts"
export { escapeAttribute, escapeText } from "./escape.ts"
export { type HtmlOptions, renderToHtml, renderToString, styleSheet } from "./render.ts"
export { toHtml } from "./serialize.ts"
