// filigree/memory: the reference host, and wrappers that check and log any renderer.

export {
  type MemoryEvent,
  type MemoryNode,
  type MemoryOptions,
  type MemoryRenderer,
  memoryRenderer,
  nameOf,
  serialize,
  textOf,
} from "./renderer.ts"
