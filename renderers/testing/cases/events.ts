// Events: heard by the target and those above it, until somebody stops them; and what a handler may
// do meanwhile.

import { flush, signal } from "../../../core/reactive/index.ts"
import { ErrorBoundary, Show } from "../../../core/view/index.ts"
import { equal } from "../check.ts"
import type { Trial } from "../trial.ts"

export const EVENTS: Record<string, (t: Trial<object>) => Promise<void>> = {
  async "a listener hears its event until it stops"(t) {
    const stage = await t.stage()
    const { renderer, root } = stage
    const heard: string[] = []
    const node = t.make(stage, root)
    const stop = renderer.listen(node, t.event, () => heard.push("one"))
    renderer.listen(node, t.event, () => heard.push("two"))
    renderer.insert(node, t.make(stage, node, "words"), null)
    renderer.insert(root, node, null)
    t.fire(node)
    equal(heard.splice(0), ["one", "two"])
    stop()
    t.fire(node)
    equal(heard, ["two"], "after the first stopped")
  },

  async "an event goes up from its target"(t) {
    const stage = await t.stage()
    const heard: string[] = []
    const on = handler(t)
    t.mount(stage, () =>
      t.box(
        { [on]: () => heard.push("outer") },
        t.box({ [on]: () => heard.push("inner") }, t.say("x")),
        t.box({ [on]: () => heard.push("beside") }),
      ),
    )
    t.fire(stage.created[1] as object)
    equal(heard, ["inner", "outer"])
  },

  async "stopPropagation ends the way up"(t) {
    const stage = await t.stage()
    const heard: string[] = []
    const on = handler(t)
    t.mount(stage, () =>
      t.box(
        { [on]: () => heard.push("outer") },
        t.box(
          {
            [on]: (event: { stopPropagation(): void }) => {
              heard.push("inner")
              event.stopPropagation()
            },
          },
          t.say("x"),
        ),
      ),
    )
    t.fire(stage.created[1] as object)
    equal(heard, ["inner"])
  },

  async "a handler may remove the element that it is of"(t) {
    const stage = await t.stage()
    const [shown, setShown] = signal(true)
    const heard: string[] = []
    const on = handler(t)
    t.mount(stage, () =>
      t.box(
        { [on]: () => heard.push("outer") },
        Show({
          when: shown,
          children: t.box(
            {
              [on]: () => {
                setShown(false)
                flush()
                heard.push("inner")
              },
            },
            t.say("x"),
          ),
        }),
      ),
    )
    t.fire(stage.created[1] as object)
    t.expect(stage, [[t.container]])
    equal(heard[0], "inner")
    setShown(true)
    t.expect(stage, [[t.container, [t.container, t.line("x")]]], "shown again")
  },

  async "what a handler writes is there after the flush, also when it flushes itself"(t) {
    const stage = await t.stage()
    const [count, setCount] = signal(0)
    const seen: unknown[] = []
    t.mount(stage, () =>
      t.box(
        {
          [handler(t)]: () => {
            setCount((n) => n + 1)
            setCount((n) => n + 1)
            flush()
            seen.push(t.shapes(stage))
          },
        },
        t.say(count),
      ),
    )
    t.fire(stage.created[0] as object)
    equal(seen, [[[t.container, t.line("2")]]], "inside the handler")
    t.fire(stage.created[0] as object)
    t.expect(stage, [[t.container, t.line("4")]])
  },

  async "what a handler throws goes to the nearest ErrorBoundary, and not to the host"(t) {
    const stage = await t.stage()
    t.mount(stage, () =>
      t.box(
        {},
        ErrorBoundary({
          fallback: (error: any) => t.say(() => `caught ${messageOf(error)}`),
          children: t.box(
            {
              [handler(t)]: () => {
                throw new Error("thrown")
              },
            },
            t.say("x"),
          ),
        } as any),
      ),
    )
    t.fire(stage.created[1] as object)
    t.expect(stage, [[t.container, t.line("caught thrown")]])
  },
}

function handler(t: Trial<object>): string {
  return `on${t.event.charAt(0).toUpperCase()}${t.event.slice(1)}`
}

function messageOf(error: any): string {
  const value = typeof error === "function" ? error() : error
  return (Array.isArray(value) ? value[0] : value)?.message ?? String(value)
}
