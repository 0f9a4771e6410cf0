// What the DOM and the HTML renderer share: the universal vocabulary as markup, and what attributes
// may say.

export { attributeOf, kebab } from "./attribute.ts"
export { apply } from "./rules.ts"
export { baseSheet, FALLBACK } from "./sheet.ts"
export type { Attrs, Put, Tell } from "./table.ts"
export { hasBar, LEAVES, TAGS } from "./told.ts"
export { color, length, safeHref, tracks } from "./value.ts"
