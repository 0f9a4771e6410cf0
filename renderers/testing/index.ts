// filigree/testing: the kit for renderers, and for tests of apps.

export type { Adapter, ElementShape, Shape, Stage } from "./adapter.ts"
export { type Operation, replay } from "./cases/fuzz.ts"
export { type Case, type ConformanceOptions, conformance } from "./conformance.ts"
