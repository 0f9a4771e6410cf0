// Attributes: set, changed, restored; and `hidden`, by which content is parked.

import { resource } from "../../../core/async/index.ts"
import { flush, signal } from "../../../core/reactive/index.ts"
import { KeepAlive, Suspense } from "../../../core/view/index.ts"
import { equal, holds } from "../check.ts"
import type { Trial } from "../trial.ts"

export const ATTRIBUTES: Record<string, (t: Trial<object>) => Promise<void>> = {
  async "undefined restores what was there before"(t) {
    const { adapter } = t
    if (!adapter.attribute) return
    const stage = await t.stage()
    const { name, values } = adapter.sample ?? { name: "gap", values: [1, 2] }
    const [value, setValue] = signal<unknown>(undefined)
    t.mount(stage, () => [t.box({ [name]: value }, t.say("x")), t.box({}, t.say("y"))])
    const [node, other] = stage.created.filter((_, i) => i === 0 || i === 3) as [object, object]
    const read = () => {
      flush()
      return adapter.attribute?.(node, name)
    }
    const initial = read()
    setValue(() => values[0])
    const first = read()
    setValue(() => values[1])
    const second = read()
    holds(
      first !== initial || second !== initial,
      `\`${name}\` changes nothing that attribute() reads`,
    )
    holds(first !== second, `two values of \`${name}\` are read as the same`)
    setValue(() => values[0])
    equal(read(), first, "set again")
    setValue(undefined)
    equal(read(), initial, "restored")
    equal(adapter.attribute(other, name), initial, "of another element")
  },

  async "an unknown name is ignored, or refused with an error, and harms nothing"(t) {
    const stage = await t.stage()
    const { renderer, root } = stage
    const node = t.make(stage, root)
    for (const name of ["noSuchAttribute", "__proto__", "constructor"]) {
      try {
        renderer.setAttr(node, name, 1, undefined)
        renderer.setAttr(node, name, undefined, 1)
      } catch (error) {
        holds(
          error instanceof Error && error.message.length > 10,
          `${name}: an error without words`,
        )
      }
    }
    renderer.insert(node, t.make(stage, node, "fine"), null)
    renderer.insert(root, node, null)
    t.expect(stage, [[t.container, t.line("fine")]])
  },

  async "hidden takes an element out of sight and back, with what is in it"(t) {
    const stage = await t.stage()
    const [hidden, setHidden] = signal<boolean | undefined>(true)
    const [words, setWords] = signal("a")
    t.mount(stage, () => [t.box({ hidden }, t.say(words)), t.say("beside")])
    t.expect(stage, [t.line("beside")], "hidden from the start")
    setWords("b")
    setHidden(false)
    t.expect(stage, [[t.container, t.line("b")], t.line("beside")], "shown")
    setHidden(true)
    t.expect(stage, [t.line("beside")], "hidden again")
    setHidden(undefined)
    t.expect(stage, [[t.container, t.line("b")], t.line("beside")], "taken back")
  },

  async "content that waits is parked, and comes back with its nodes"(t) {
    const stage = await t.stage()
    let settle: ((words: string) => void)[] = []
    const [key, setKey] = signal(1)
    t.mount(stage, () => {
      const words = resource(
        () => key(),
        () => new Promise<string>((resolve) => settle.push(resolve)),
      )
      return [
        Suspense({
          fallback: t.say("waiting"),
          children: t.box(
            {},
            t.say(() => words.get()),
          ),
        }),
        t.say("after"),
      ]
    })
    t.expect(stage, [t.line("waiting"), t.line("after")], "while it loads")
    const box = stage.created[0]
    for (const resolve of settle) resolve("one")
    settle = []
    await turn()
    t.expect(stage, [[t.container, t.line("one")], t.line("after")], "loaded")
    setKey(2)
    t.expect(stage, [t.line("waiting"), t.line("after")], "while it loads again")
    for (const resolve of settle) resolve("two")
    await turn()
    t.expect(stage, [[t.container, t.line("two")], t.line("after")], "loaded again")
    equal(stage.created[0] === box, true, "the same nodes")
  },

  async "branches that are kept alive take turns"(t) {
    const stage = await t.stage()
    const [tab, setTab] = signal("a")
    const branch = (name: string) =>
      KeepAlive({ when: () => tab() === name, children: t.box({}, t.say(name)) })
    t.mount(stage, () => [branch("a"), branch("b")])
    t.expect(stage, [[t.container, t.line("a")]])
    setTab("b")
    t.expect(stage, [[t.container, t.line("b")]])
    const made = stage.created.length
    setTab("a")
    t.expect(stage, [[t.container, t.line("a")]])
    equal(stage.created.length, made, "nodes made for a branch that was there")
  },
}

/** Long enough for promises to settle and effects to run. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0))
  flush()
}
