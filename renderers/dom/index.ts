// filigree/dom: universal elements, HTML and SVG in a page.

export type { Dom } from "./host.ts"
export { plainRenderer } from "./plain.ts"
export { type DomOptions, render } from "./render.ts"
export { domRenderer } from "./renderer.ts"
export { type PageNode, type PageOptions, PageSession, page } from "./testing.ts"
