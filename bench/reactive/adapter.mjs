// filigree as the graph benches see it: the built package, through the API that programs call.
//
// Effects are render effects, as views make them, and `withBatch` ends with a flush, where a program
// would leave it to the microtask. Everything is made under a root, so owners, cleanups and error
// handling are on.

import { createRoot, flush, rwEffect, rwMemo, rwSignal } from "../../dist/core/reactive/index.js"

let dispose

export default {
  name: "filigree",
  signal(value) {
    const node = rwSignal(value)
    return { read: () => node.get(), write: (next) => node.set(next) }
  },
  computed(fn) {
    const node = rwMemo(fn)
    return { read: () => node.get() }
  },
  effect(fn) {
    rwEffect(fn)
  },
  withBatch(fn) {
    fn()
    flush()
  },
  withBuild(fn) {
    return createRoot((end) => {
      dispose = end
      return fn()
    })
  },
  cleanup() {
    dispose?.()
    dispose = undefined
  },
  raw: {
    signal: (value) => rwSignal(value),
    computed: (fn) => rwMemo(fn),
    effect: (fn) => rwEffect(fn),
    read: (node) => node.get(),
    dispose: (node) => node.dispose(),
    wrap: (fn) => createRoot((end) => ({ r: fn(), d: end })),
  },
}
