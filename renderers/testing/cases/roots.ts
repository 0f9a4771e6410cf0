// Commits, several roots and several renderers on one graph.

import { batch, flush, signal } from "../../../core/reactive/index.ts"
import { mount } from "../../../core/view/index.ts"
import { memoryRenderer, textOf } from "../../memory/index.ts"
import { equal } from "../check.ts"
import type { Trial } from "../trial.ts"

export const ROOTS: Record<string, (t: Trial<object>) => Promise<void>> = {
  async "ten thousand writes are one commit"(t) {
    const stage = await t.stage()
    const [count, setCount] = signal(0)
    const [other, setOther] = signal("a")
    t.mount(stage, () => t.box({ hidden: () => false }, t.say(count), t.say(other)))
    const before = stage.commits
    for (let i = 1; i <= 10_000; i++) setCount(i)
    setOther("b")
    flush()
    equal(stage.commits - before, 1, "commits")
    t.expect(stage, [[t.container, t.line("10000"), t.line("b")]])
    batch(() => setCount(10_000))
    flush()
    equal(stage.commits - before, 1, "commits after a write that changed nothing")
  },

  async "two roots live on one signal, and one outlives the other"(t) {
    const first = await t.stage()
    const second = await t.stage()
    const [words, setWords] = signal("a")
    const end = t.mount(first, () => t.say(words))
    t.mount(second, () => t.box({}, t.say(words)))
    setWords("b")
    t.expect(first, [t.line("b")], "the first root")
    t.expect(second, [[t.container, t.line("b")]], "the second root")
    end()
    flush()
    const commits = first.commits
    setWords("c")
    t.expect(first, [], "the first root, ended")
    t.expect(second, [[t.container, t.line("c")]], "the second root, alone")
    equal(first.commits, commits, "commits of a root in which nothing changed")
  },

  async "two mounts share one root"(t) {
    const stage = await t.stage()
    const [words, setWords] = signal<string | null>("a")
    const end = t.mount(stage, () => [
      () => (words() === null ? null : t.say("head")),
      t.say(words),
    ])
    t.mount(stage, () => t.say("second"))
    setWords(null)
    setWords("b")
    t.expect(stage, [t.line("head"), t.line("b"), t.line("second")])
    end()
    t.expect(stage, [t.line("second")])
  },

  async "another renderer shows the same signal in the same flush"(t) {
    const stage = await t.stage()
    const memory = memoryRenderer()
    const root = memory.root()
    const [words, setWords] = signal("a")
    t.mount(stage, () => t.say(words))
    const dispose = mount(memory, root, () => t.say(words))
    setWords("b")
    t.expect(stage, [t.line("b")])
    equal(textOf(root), "b", "the memory host")
    dispose()
    setWords("c")
    t.expect(stage, [t.line("c")])
  },
}
