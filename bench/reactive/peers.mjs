// The peers, each behind the same six functions: signal, computed, effect, withBatch, withBuild,
// cleanup. `raw` makes and reads signals and memos without the wrapping object, to weigh them.

const make = {
  async alien() {
    const { signal, computed, effect, effectScope, startBatch, endBatch } = await import(
      "alien-signals"
    )
    let scope
    return {
      name: "alien-signals",
      signal(value) {
        const node = signal(value)
        return { read: () => node(), write: (next) => void node(next) }
      },
      computed(fn) {
        const node = computed(fn)
        return { read: () => node() }
      },
      // What an effect returns is a cleanup here, and some cases return numbers.
      effect: (fn) => void effect(() => void fn()),
      raw: { signal: (value) => signal(value), computed, read: (node) => node() },
      withBatch(fn) {
        startBatch()
        fn()
        endBatch()
      },
      withBuild(fn) {
        let result
        scope = effectScope(() => {
          result = fn()
        })
        return result
      },
      cleanup() {
        scope?.()
        scope = undefined
      },
    }
  },
  async preact() {
    const { signal, computed, effect, batch } = await import("@preact/signals-core")
    let stops = []
    return {
      name: "preact signals",
      signal(value) {
        const node = signal(value)
        return {
          read: () => node.value,
          write(next) {
            node.value = next
          },
        }
      },
      computed(fn) {
        const node = computed(fn)
        return { read: () => node.value }
      },
      effect: (fn) => void stops.push(effect(() => void fn())),
      raw: {
        signal: (value) => signal(value),
        computed: (fn) => computed(fn),
        read: (node) => node.value,
      },
      withBatch: batch,
      withBuild: (fn) => fn(),
      cleanup() {
        for (const stop of stops) stop()
        stops = []
      },
    }
  },
  async reactively() {
    const { Reactive, stabilize } = await import("@reactively/core")
    return {
      name: "reactively",
      signal(value) {
        const node = new Reactive(value)
        return { read: () => node.get(), write: (next) => node.set(next) }
      },
      computed(fn) {
        const node = new Reactive(fn)
        return { read: () => node.get() }
      },
      effect: (fn) => void new Reactive(fn, true),
      raw: {
        signal: (value) => new Reactive(value),
        computed: (fn) => new Reactive(fn),
        read: (node) => node.get(),
      },
      withBatch(fn) {
        fn()
        stabilize()
      },
      withBuild(fn) {
        const result = fn()
        stabilize()
        return result
      },
      cleanup() {}, // it has no owners and no disposal
    }
  },
  async vue() {
    const { shallowRef, computed, effect, effectScope } = await import("@vue/reactivity")
    let scope
    let queue = []
    return {
      name: "vue",
      signal(value) {
        const node = shallowRef(value)
        return {
          read: () => node.value,
          write(next) {
            node.value = next
          },
        }
      },
      computed(fn) {
        const node = computed(fn)
        return { read: () => node.value }
      },
      effect(fn) {
        const runner = effect(fn, { scheduler: () => queue.push(runner) })
      },
      raw: {
        signal: (value) => shallowRef(value),
        computed: (fn) => computed(fn),
        read: (node) => node.value,
      },
      withBatch(fn) {
        fn()
        const woken = queue
        queue = []
        for (const runner of woken) if (runner.effect.dirty) runner()
      },
      withBuild(fn) {
        scope = effectScope()
        return scope.run(fn)
      },
      cleanup() {
        scope?.stop()
        scope = undefined
      },
    }
  },
  async solid() {
    // Under Node "solid-js" is a build that does not react; this one does.
    const { createRoot, createSignal, createMemo, createRenderEffect, batch } = await import(
      "solid-js/dist/solid.js"
    )
    let dispose
    return {
      name: "solid",
      signal(value) {
        const [read, write] = createSignal(value)
        return { read: () => read(), write: (next) => void write(() => next) }
      },
      computed(fn) {
        const read = createMemo(fn)
        return { read: () => read() }
      },
      effect: (fn) => createRenderEffect(fn),
      raw: {
        signal: (value) => createSignal(value),
        computed: (fn) => createMemo(fn),
        read: (node) => node(),
      },
      withBatch: batch,
      withBuild: (fn) =>
        createRoot((end) => {
          dispose = end
          return fn()
        }),
      cleanup() {
        dispose?.()
        dispose = undefined
      },
    }
  },
  filigree: async () => (await import("./adapter.mjs")).default,
  "filigree-objects": async () => (await import("./adapter-objects.mjs")).default,
}

export const names = Object.keys(make)
export const load = (name) => make[name]()
