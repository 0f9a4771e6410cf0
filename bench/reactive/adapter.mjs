// filigree as the graph benches see it: the built package, through the functions that programs call
// first: signal, memo, renderEffect.
//
// Effects are render effects, as views make them, and `withBatch` ends with a flush, where a program
// would leave it to the microtask. Everything is made under a root, so owners, cleanups and error
// handling are on. `raw` is for the memory table: the same nodes in their compact form, as objects
// (rwSignal, rwMemo, rwEffect). `adapter-objects.mjs` times those.

import {
  createRoot,
  flush,
  memo,
  renderEffect,
  rwEffect,
  rwMemo,
  rwSignal,
  signal,
} from "../../dist/core/reactive/index.js"

let dispose

export default {
  name: "filigree",
  signal(value) {
    const [read, write] = signal(value)
    return { read, write }
  },
  computed(fn) {
    return { read: memo(fn) }
  },
  effect(fn) {
    renderEffect(fn)
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
