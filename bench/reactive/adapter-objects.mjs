// filigree's compact forms, signals, memos and effects as objects, under the same benches; and, for
// the memory table, the functions that adapter.mjs times.

import {
  createRoot,
  memo,
  renderEffect,
  rwEffect,
  rwMemo,
  rwSignal,
  signal,
} from "../../dist/core/reactive/index.js"
import functions from "./adapter.mjs"

export default {
  ...functions,
  name: "filigree objects",
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
  raw: {
    signal: (value) => signal(value)[0],
    computed: (fn) => memo(fn),
    effect: (fn) => renderEffect(fn),
    read: (get) => get(),
    dispose: (end) => end(),
    wrap: (fn) => createRoot((end) => ({ r: fn(), d: end })),
  },
}
