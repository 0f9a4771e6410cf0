export { Field, field, type Keyed, keyed } from "./field.ts"
export { isStore, unwrap } from "./node.ts"
export { type Key, patch } from "./patch.ts"
export { deep, store, update } from "./store.ts"
