// filigree/dom: universal elements, HTML and SVG in a page.

export { type DomOptions, render } from "./render.ts"
export { type Dom, domRenderer } from "./renderer.ts"
