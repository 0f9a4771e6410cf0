// What the DOM and the HTML renderer share: the universal vocabulary as markup, and what attributes
// may say.

export { attributeOf } from "./attribute.ts"
export { type Attrs, apply, type Put, type Tell } from "./rules.ts"
export { baseSheet, FALLBACK } from "./sheet.ts"
export { kebab } from "./style.ts"
export { hasBar, LEAVES, TAGS } from "./told.ts"
export { color, length, safeHref, tracks } from "./value.ts"
