// Lives: what ends leaves nothing behind, whatever happened on the way.

import { createRoot, flush, rwSignal, signal } from "../../../core/reactive/index.ts"
import {
  component,
  ErrorBoundary,
  For,
  mount,
  type Renderer,
  Show,
} from "../../../core/view/index.ts"
import { equal, holds } from "../check.ts"
import type { Trial } from "../trial.ts"

export const LIFECYCLE: Record<string, (t: Trial<object>) => Promise<void>> = {
  async "ten thousand mounts and disposals leave nothing"(t) {
    const stage = await t.stage()
    const live = t.adapter.liveNodes?.() ?? 0
    const [words] = signal("words")
    for (let round = 0; round < 10_000; round++) {
      const dispose = mount(stage.renderer, stage.root, () =>
        t.box({}, t.say(words), t.box({}, t.say("more"))),
      )
      if (round % 100 === 0) flush()
      dispose()
    }
    t.expect(stage, [])
    equal(t.adapter.liveNodes?.() ?? 0, live, "live nodes")
  },

  async "disposing twice is disposing once"(t) {
    const stage = await t.stage()
    t.mount(stage, () => t.say("stays"))
    const dispose = t.mount(stage, () => t.box({}, t.say("goes")))
    dispose()
    dispose()
    t.expect(stage, [t.line("stays")])
  },

  async "a throw in the middle of a mount takes back what was made"(t) {
    const Bad = component(() => {
      throw new Error("bad")
    })
    for (let at = 0; at < 4; at++) {
      const stage = await t.stage()
      const live = t.adapter.liveNodes?.() ?? 0
      const bad = (place: number) => (place === at ? Bad() : null)
      let thrown: unknown
      try {
        mount(stage.renderer, stage.root, () => [
          bad(0),
          t.box({}, t.say("one"), bad(1), t.box({}, t.say("two"), bad(2))),
          t.say("three"),
          bad(3),
        ])
      } catch (error) {
        thrown = error
      }
      holds(thrown instanceof Error && thrown.message.includes("bad"), "the error is passed on")
      t.expect(stage, [], `thrown at place ${at}`)
      equal(t.adapter.liveNodes?.() ?? 0, live, `live nodes after a throw at place ${at}`)
    }
  },

  async "what the host itself throws goes to the nearest ErrorBoundary, and leaves the rest whole"(
    t,
  ) {
    for (const step of ["create", "setText", "setAttr", "insert"] as const) {
      const stage = await t.stage()
      const live = t.adapter.liveNodes?.() ?? 0
      let armed = false
      const refusing = {
        ...stage.renderer,
        [step]: (...given: unknown[]) => {
          if (armed) {
            armed = false
            throw new Error("refused")
          }
          return (stage.renderer[step] as any)(...given)
        },
      } as Renderer<object, any>
      const [shown, setShown] = signal(false)
      const dispose = mount(refusing, stage.root, () =>
        t.box(
          {},
          t.say("before"),
          ErrorBoundary({
            fallback: () => t.say("fallback"),
            children: Show({
              when: shown,
              // `hidden` is an attribute that every host has.
              children: () => t.box({ hidden: false }, t.say("fine")),
            }),
          } as any),
          t.say("after"),
        ),
      )
      armed = true
      setShown(true)
      t.expect(
        stage,
        [[t.container, t.line("before"), t.line("fallback"), t.line("after")]],
        `${step} refused`,
      )
      dispose()
      t.expect(stage, [], `${step} refused, then disposed`)
      equal(t.adapter.liveNodes?.() ?? 0, live, `live nodes after ${step} was refused`)
    }
  },

  async "rows that go are freed, rows that stay keep their state"(t) {
    const stage = await t.stage()
    const live = t.adapter.liveNodes?.() ?? 0
    const [each, setEach] = signal<readonly number[]>([1, 2, 3])
    let bodies = 0
    const Row = component((props: { n: number }) => {
      bodies++
      return t.say(String(props.n))
    })
    const dispose = t.mount(stage, () => For({ each, children: (item) => Row({ n: item() }) }))
    setEach([3, 4, 1])
    t.expect(
      stage,
      ["3", "4", "1"].map((words) => t.line(words)),
    )
    equal(bodies, 4, "bodies run")
    dispose()
    t.expect(stage, [])
    equal(t.adapter.liveNodes?.() ?? 0, live, "live nodes")
  },

  async "a view ends with the owner that mounted it"(t) {
    const stage = await t.stage()
    createRoot((end) => {
      const dispose = mount(stage.renderer, stage.root, () => t.say("x"))
      t.expect(stage, [t.line("x")])
      dispose()
      end()
    })
    t.expect(stage, [])
  },

  async "one write is one call, among ten rows and among ten thousand"(t) {
    for (const count of [10, 10_000]) {
      const stage = await t.stage()
      const calls: string[] = []
      const { renderer } = stage
      for (const name of ["create", "insert", "remove", "setText", "setAttr", "listen"] as const) {
        const call = renderer[name] as (...given: unknown[]) => unknown
        ;(renderer as unknown as Record<string, unknown>)[name] = (...given: unknown[]) => {
          calls.push(name)
          return call(...given)
        }
      }
      const rows = Array.from({ length: count }, (_, id) => ({ id, words: rwSignal(`row ${id}`) }))
      const order = rwSignal(rows)
      const hidden = rwSignal(false)
      const dispose = t.mount(stage, () =>
        For({
          each: order,
          children: (row) =>
            t.box({ hidden: row().id === 5 ? hidden : undefined }, t.say(row().words)),
        }),
      )
      const asked = (write: () => void): string[] => {
        calls.length = 0
        write()
        flush()
        return [...calls]
      }
      const about = (what: string) => `${what} of ${count} rows`
      equal(
        asked(() => rows[count >> 1]!.words.set("changed")),
        ["setText"],
        about("one text"),
      )
      equal(
        asked(() => hidden.set(true)),
        ["setAttr"],
        about("one attribute"),
      )
      equal(
        asked(() => order.update(([first, ...rest]) => [...rest, first!])),
        ["insert"],
        about("one move"),
      )
      equal(
        asked(() => order.update((all) => all.slice(1))),
        ["remove"],
        about("one row less"),
      )
      dispose()
    }
  },
}
