// Copies: rows that a list mounts again and again come out as if each had been made by itself. A host
// with `template`, `clone` and `child` copies them; any other makes them, and must come to the same.

import { flush, rwSignal } from "../../../core/reactive/index.ts"
import { component, ErrorBoundary, For, Show } from "../../../core/view/index.ts"
import type { Shape } from "../adapter.ts"
import { equal } from "../check.ts"
import type { Trial } from "../trial.ts"

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

export const COPIES: Record<string, (t: Trial<object>) => Promise<void>> = {
  async "rows alike in shape keep what differs in them"(t) {
    const stage = await t.stage()
    const labels = numbers(8).map((n) => rwSignal(`label ${n}`))
    const items = rwSignal(numbers(8))
    t.mount(stage, () =>
      For({
        each: items,
        children: (item) => {
          const n = item()
          return t.box(
            {},
            t.box({}, t.say("row ", n)),
            t.say(() => labels[n]?.get()),
            t.say("always"),
          )
        },
      }),
    )
    const row = (n: number, label: string): Shape => [
      t.container,
      [t.container, t.line(`row ${n}`)],
      t.line(label),
      t.line("always"),
    ]
    t.expect(
      stage,
      numbers(8).map((n) => row(n, `label ${n}`)),
    )
    labels[6]?.set("changed")
    items.set([7, 6, 1])
    t.expect(stage, [row(7, "label 7"), row(6, "changed"), row(1, "label 1")], "after a change")
  },

  async "what comes and goes between the parts of a row finds its place"(t) {
    const stage = await t.stage()
    const shows = numbers(6).map((n) => rwSignal(n % 2 === 0))
    const words = numbers(6).map(() => rwSignal<string | number | null>(null))
    t.mount(stage, () =>
      For({
        each: () => numbers(6),
        children: (item) => {
          const n = item()
          return t.box(
            {},
            t.say("first"),
            Show({ when: () => shows[n]!.get(), children: [t.say("shown")] }),
            t.say("between"),
            () => (words[n]!.get() === null ? null : t.say(words[n]!.get())),
            t.say("last"),
          )
        },
      }),
    )
    const row = (isShown: boolean, word?: string): Shape => [
      t.container,
      t.line("first"),
      ...(isShown ? [t.line("shown")] : []),
      t.line("between"),
      ...(word === undefined ? [] : [t.line(word)]),
      t.line("last"),
    ]
    t.expect(
      stage,
      numbers(6).map((n) => row(n % 2 === 0)),
    )
    for (const n of numbers(6)) {
      shows[n]!.set(n % 2 === 1)
      words[n]!.set(n)
    }
    t.expect(
      stage,
      numbers(6).map((n) => row(n % 2 === 1, `${n}`)),
      "after a change",
    )
  },

  async "each row has its own handlers and attributes"(t) {
    const { event, adapter } = t
    const stage = await t.stage()
    const sample = adapter.sample ?? { name: "gap", values: [1, 2] }
    const values = numbers(6).map((n) => rwSignal<unknown>(sample.values[n % 2]))
    const heard: number[] = []
    const rows: object[] = []
    const { insert } = stage.renderer
    stage.renderer.insert = (parent, node, before) => {
      if (parent === stage.root) rows.push(node)
      insert(parent, node, before)
    }
    t.mount(stage, () =>
      For({
        each: () => numbers(6),
        children: (item) => {
          const n = item()
          const handler = `on${event.charAt(0).toUpperCase()}${event.slice(1)}`
          return t.box(
            { [sample.name]: values[n], [handler]: () => heard.push(n) },
            t.say("row ", n),
          )
        },
      }),
    )
    if (adapter.attribute) {
      const isFirst = () =>
        rows
          .map((node) => adapter.attribute!(node, sample.name))
          .map((one, _, all) => one === all[0])
      equal(isFirst(), [true, false, true, false, true, false], "attributes")
      values[4]!.set(sample.values[1])
      flush()
      equal(isFirst(), [true, false, true, false, false, false], "after a change")
    }
    if (!adapter.fire) return
    for (const n of [5, 2, 4]) adapter.fire(rows[n]!, event)
    equal(heard, [5, 2, 4], "heard")
  },

  async "a row that throws takes its copy back"(t) {
    const stage = await t.stage()
    const live = t.adapter.liveNodes?.() ?? 0
    const Bad = component((props: { n: number }) => {
      if (props.n === 4) throw new Error("bad")
      return t.say("good")
    })
    const dispose = t.mount(stage, () =>
      For({
        each: () => numbers(6),
        children: (item) =>
          ErrorBoundary({
            fallback: t.say("failed"),
            children: t.box({}, t.say("row"), Bad({ n: item() })),
          }),
      }),
    )
    t.expect(
      stage,
      numbers(6).map((n) =>
        n === 4 ? t.line("failed") : [t.container, t.line("row"), t.line("good")],
      ),
    )
    dispose()
    t.expect(stage, [], "after the end")
    equal(t.adapter.liveNodes?.() ?? 0, live, "live nodes")
  },
}
