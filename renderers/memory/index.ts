// filigree/memory: the reference host, and wrappers that check and log any renderer.

export { type Recorded, record } from "./record.ts"
export {
  type MemoryEvent,
  type MemoryNode,
  type MemoryOptions,
  type MemoryRenderer,
  memoryRenderer,
  serialize,
  textOf,
} from "./renderer.ts"
export { strict } from "./strict.ts"
