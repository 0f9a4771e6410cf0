// filigree: the graph and views. Surfaces are subpaths: filigree/tui, filigree/canvas, filigree/dom.

export * from "./async/index.ts"
export { onWarning, type Warning } from "./dev.ts"
export { CodedError } from "./errors.ts"
export * from "./reactive/index.ts"
export * from "./view/index.ts"
