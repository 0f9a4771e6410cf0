// filigree/testing: the kit for renderers, and for tests of apps.

// Renderers
export type { Adapter, ElementShape, Shape, Stage } from "./adapter.ts"
export { type Operation, replay } from "./cases/fuzz.ts"
// Apps
export { type VirtualClock, virtualClock } from "./clock.ts"
export { type Case, type ConformanceOptions, conformance } from "./conformance.ts"
export { type MemoryOptions, type MemorySession, memory } from "./memory-surface.ts"
export { type MountTestOptions, mountTest, type Target, type TestUi } from "./mount.ts"
export type { TestNode, TestSession, TestSurface } from "./surface.ts"
