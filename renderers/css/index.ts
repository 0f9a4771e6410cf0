// What the DOM and the HTML renderer share: the universal vocabulary as CSS.

export { baseSheet, FALLBACK } from "./sheet.ts"
export { type Attrs, hasBar, kebab, type Put, setStyle } from "./style.ts"
export { color, length, safeHref, tracks } from "./value.ts"
