// Any tree, changed in any way, with the terminal resized in between: the screen is the one that the same tree
// shows when it is made at once.

import { expect, test } from "vitest"
import { type RwSignal, rwSignal } from "../../../core/reactive/index.ts"
import { box, type Child, draw, For, span, text, type Universal } from "../../../core/view/index.ts"
import { type TestTerminal, terminal } from "../../../renderers/tui/index.ts"

const WIDE = [
  "日本語のテキスト",
  "한글 글자",
  "👩‍🚀 x 👨‍👩‍👧",
  "🇩🇪🇫🇷 flags",
  "ＦＵＬＬ",
  "a日b本c語",
  "👍🏽👎",
  "日",
]
const WORDS = [
  ...WIDE,
  "plain words here",
  "e\u0301a\u0308 marks",
  " ▁▂▃▄▅▆▇█ ",
  "❤\ufe0f♥",
  "",
  "x".repeat(70),
  "a\tb",
  "two\nlines 日",
  "   spaced   out   ",
  "שלום abc",
]
const COLORS = ["#ff0000", "ansi(3)", "#8888ff80", undefined, "accent", "default", "#102030"]

type Random = (below: number) => number
type Values = Readonly<Record<string, readonly unknown[]>>
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const rarely = (...values: unknown[]) => [undefined, undefined, undefined, ...values]

const BOX: Values = {
  flexDirection: ["row", "column", "row-reverse", "column-reverse", undefined],
  gap: [0, 1, 2],
  padding: [0, 1],
  border: [true, "round", "double", "heavy", false, undefined],
  borderTop: rarely(true, false),
  title: [undefined, ...WORDS],
  background: COLORS,
  opacity: rarely(1, 0.5, 0),
  width: [undefined, "50%", "100%", ...range(0, 30)],
  height: [undefined, "50%", ...range(0, 8)],
  flexGrow: [undefined, 1],
  overflow: ["visible", "hidden", "scroll"],
  scrollbar: ["none", "auto"],
  scrollTop: range(0, 6),
  position: ["absolute", undefined],
  left: range(-4, 30),
  top: range(-3, 11),
  zIndex: rarely(1, 2, -1),
  hidden: rarely(true),
  alignItems: [undefined, "center", "end", "stretch"],
  flexWrap: [undefined, "wrap"],
  color: COLORS,
  borderColor: COLORS,
}
const TEXT: Values = {
  wrap: ["none", "word", "char", undefined],
  align: [undefined, "center", "right", "justify"],
  truncate: [undefined, "end", "middle", "start"],
  color: COLORS,
  background: COLORS,
  bold: [undefined, true],
  underline: [undefined, true],
  strike: [undefined, true],
  inverse: [undefined, true],
  href: rarely("https://a.example/1", "https://a.example/2"),
  height: [undefined, 1],
  width: [undefined, ...range(0, 20)],
  hidden: rarely(true),
  opacity: rarely(0.5),
  zIndex: rarely(1),
}

interface Model {
  readonly key: number
  readonly values: Values
  readonly attrs: Readonly<Record<string, RwSignal<unknown>>>
  readonly words?: RwSignal<string>
  readonly hasSpan?: boolean
  readonly level?: RwSignal<number>
  readonly children?: RwSignal<readonly Model[]>
}

let keys = 0

function pick<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)]!
}

function someOf(random: Random, values: Values, most: number): Model["attrs"] {
  const names = Array.from({ length: random(most + 1) }, () => pick(random, Object.keys(values)))
  return Object.fromEntries(names.map((name) => [name, rwSignal(pick(random, values[name]!))]))
}

function model(random: Random, words: readonly string[], depth: number): Model {
  const key = keys++
  const kind = random(depth > 3 ? 5 : 10)
  if (kind === 4) return { key, values: {}, attrs: {}, level: rwSignal(random(10)) }
  if (kind < 4) {
    const attrs = someOf(random, TEXT, 4)
    const hasSpan = random(4) === 0
    return { key, values: TEXT, attrs, words: rwSignal(pick(random, words)), hasSpan }
  }
  const children = Array.from({ length: random(6) }, () => model(random, words, depth + 1))
  return {
    key,
    values: BOX,
    attrs: someOf(random, BOX, 6),
    children: rwSignal<readonly Model[]>(children),
  }
}

function view({ attrs, words, hasSpan, level, children }: Model): Child<Universal> {
  const live = Object.fromEntries(
    Object.entries(attrs).map(([name, one]) => [name, () => one.get()]),
  )
  if (words && hasSpan)
    return text(
      live,
      "a ",
      span({ color: "#ff8800" }, () => words.get()),
      " z",
    )
  if (words) return text(live, () => words.get())
  if (children)
    return box(live, For({ each: () => children.get(), children: (one) => view(one()) }))
  return draw({
    width: 8,
    height: 2,
    paint(pen) {
      const high = level!.get() / 5
      pen.rect(0, 2 - high, 8, high).fill("#44aa66", 0.6)
      pen.begin().moveTo(0, 2)
      pen.lineTo(8, 2 - high).stroke("#ffffff")
    },
  })
}

function allOf(root: Model): Model[] {
  return [root, ...(root.children?.peek() ?? []).flatMap(allOf)]
}

function change(random: Random, words: readonly string[], one: Model): void {
  const { attrs, values, children, level } = one
  const names = Object.keys(attrs)
  const what = random(3)
  if (one.words && what < 2) one.words.set(pick(random, words))
  else if (level) level.set(random(11))
  else if (children && what === 0) {
    const list = [...children.peek()]
    if (random(3) === 0) list.reverse()
    else if (random(2) === 0) list.splice(random(list.length), 1)
    else list.splice(random(list.length + 1), 0, model(random, words, 3))
    children.set(list)
  } else if (names.length > 0) {
    const name = pick(random, names)
    attrs[name]!.set(pick(random, values[name]!))
  }
}

/** Everything that can be seen of each cell. */
function picture(ui: TestTerminal): string[] {
  const { columns, rows } = ui.driver.size
  const out: string[] = []
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const cell = ui.driver.cell(x, y)
      const { underline, strike, inverse } = cell
      const isBlank = cell.text.trim() === "" && !underline && !strike && !inverse
      const ink = isBlank ? "" : `${cell.color} ${cell.bold} ${underline} ${strike} ${inverse}`
      out.push(`${x},${y} "${cell.text || " "}" ${ink} on ${cell.background}`)
    }
  return out
}

async function check(seed: number, words: readonly string[]): Promise<void> {
  let state = seed * 7919 + 13
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  let columns = 16 + random(30)
  let rows = 5 + random(10)
  const root: Model = {
    key: keys++,
    values: BOX,
    attrs: { flexGrow: rwSignal<unknown>(1) },
    children: rwSignal<readonly Model[]>(
      Array.from({ length: 2 + random(4) }, () => model(random, words, 1)),
    ),
  }
  const show = () => terminal({ columns, rows }).open(() => view(root))
  const ui = await show()
  for (let step = 0; step < 25; step++) {
    for (let n = random(6) === 0 ? 12 : 1 + random(3); n > 0; n--)
      change(random, words, pick(random, allOf(root)))
    if (random(12) === 0) {
      columns = 2 + random(50)
      rows = 1 + random(16)
      await ui.resize(columns, rows)
    }
    await ui.flush()
    if (random(3) > 0) continue
    // What is scrolled as far as it goes stays there when more comes: that is no part of the tree.
    for (const { attrs } of allOf(root)) attrs["scrollTop"]?.set(0)
    await ui.flush()
    const once = await show()
    const right = picture(once)
    const wrong = picture(ui).flatMap((cell, i) => (cell === right[i] ? [] : [[cell, right[i]]]))
    expect(wrong.slice(0, 5), `seed ${seed}, step ${step}`).toEqual([])
    await once.dispose()
  }
  await ui.dispose()
}

test("a tree that was changed in any way is shown as if it were made at once", async () => {
  for (let seed = 0; seed < 14; seed++) await check(seed, WORDS)
})

test("the same where all letters are wide", async () => {
  for (let seed = 100; seed < 110; seed++) await check(seed, WIDE)
})
