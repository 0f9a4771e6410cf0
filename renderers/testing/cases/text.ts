// Words: the host holds what it was given, and never takes it for something else.

import { signal } from "../../../core/reactive/index.ts"
import type { Trial } from "../trial.ts"

/** Words that break naive hosts. A host may refuse to show some of them, but must hold them. */
const TORTURE: Record<string, string> = {
  "spaces at both ends": "  a  ",
  "line breaks and tabs": "a\nb\r\nc\td",
  "wide and combining": "漢字 é ⚠️",
  "joined emoji": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽",
  "right to left": "שלום, world",
  "a lone surrogate": "a\ud83d b",
  "a hundred thousand characters": "word ".repeat(20_000),
  markup: `<b onclick="x()">&lt;</b><script>x()</script>`,
  "terminal controls": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x00\x7f",
  "bidi controls": "user\u202etxt.exe",
  "names of objects": "__proto__ constructor toString",
}

export const TEXT: Record<string, (t: Trial<object>) => Promise<void>> = {
  async "words are held as they are"(t) {
    for (const [about, words] of Object.entries(TORTURE)) {
      const stage = await t.stage()
      const [shown, setShown] = signal("plain")
      t.mount(stage, () => t.say(shown))
      t.expect(stage, [t.line("plain")], about)
      setShown(words)
      t.expect(stage, [t.line(words)], about)
      setShown("plain again")
      t.expect(stage, [t.line("plain again")], about)
    }
  },

  async "a text is emptied and filled again in its place"(t) {
    const stage = await t.stage()
    const { renderer, root } = stage
    const line = renderer.create(t.text, root)
    const [a, b, c] = ["a", "b", "c"].map((words) => {
      const node = renderer.create(null, line)
      renderer.setText(node, words)
      renderer.insert(line, node, null)
      return node
    }) as [object, object, object]
    renderer.insert(root, line, null)
    renderer.setText(b, "")
    t.expect(stage, [t.line("ac")], "emptied")
    renderer.setText(b, "B")
    t.expect(stage, [t.line("aBc")], "filled")
    renderer.remove(line, b)
    renderer.insert(line, c, a)
    t.expect(stage, [t.line("ca")], "removed and moved")
  },

  async "words come and go between words"(t) {
    const stage = await t.stage()
    const [middle, setMiddle] = signal<unknown>("b")
    t.mount(stage, () => t.say("a", middle, "c"))
    const steps: [unknown, string][] = [
      ["b", "abc"],
      [null, "ac"],
      [7, "a7c"],
      ["", "ac"],
      [false, "ac"],
      [["x", "y"], "axyc"],
      [12345678901234567890n, "a12345678901234567890c"],
      ["b", "abc"],
    ]
    for (const [value, words] of steps) {
      setMiddle(() => value)
      t.expect(stage, [t.line(words)], `after ${String(value)}`)
    }
  },
}
