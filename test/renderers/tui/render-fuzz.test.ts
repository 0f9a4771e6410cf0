// A screen that was changed a hundred times is the screen that is made at once.

import { expect, test } from "vitest"
import { rwSignal } from "../../../core/reactive/index.ts"
import { box, draw, For, input, Show, span, text } from "../../../core/view/index.ts"
import { type TestTerminal, terminal } from "../../../renderers/tui/index.ts"

const COLUMNS = 44
const ROWS = 14
const WORDS = [
  "plain words",
  "日本語のテキスト",
  "e\u0301a\u0308 marks",
  "👩‍🚀 👨‍👩‍👧",
  " ▁▂▃▄▅▆▇█ ",
  "❤\ufe0f",
  "",
  "x".repeat(60),
]

interface State {
  readonly top: number
  readonly rows: number
  readonly popup: number
  readonly words: number
  readonly border: number
  readonly opacity: number
  readonly width: number
  readonly value: string
  readonly level: number
}

const START: State = {
  top: 0,
  rows: 40,
  popup: 0,
  words: 0,
  border: 0,
  opacity: 10,
  width: 20,
  value: "",
  level: 5,
}

function app(state: () => State) {
  const rows = () => Array.from({ length: state().rows }, (_, i) => i)
  return box(
    { flexGrow: 1, background: "#101820", color: "#e0e0e0" },
    text({ bold: true }, () => WORDS[state().words], span({ color: "#ff8800" }, " end")),
    box(
      { overflow: "scroll", height: 6, scrollTop: () => state().top, scrollbar: "none" },
      For({
        each: rows,
        children: (i) => text({ wrap: "none" }, () => `${i()} ${WORDS[i() % WORDS.length]}`),
      }),
    ),
    box(
      {
        border: () => (["single", "round", "double", "none"] as const)[state().border],
        borderColor: "#4488ff",
        width: () => state().width,
        opacity: () => state().opacity / 10,
        title: () => WORDS[state().words],
      },
      text({ background: "#203040" }, () => `level ${state().level}`),
      draw({
        width: 12,
        height: 2,
        paint: (pen) => {
          const { level } = state()
          pen.rect(0, 2 - level / 5, 12, level / 5).fill("#44aa66", 0.6)
          pen
            .begin()
            .moveTo(0, 2)
            .lineTo(12, 2 - level / 5)
            .stroke("#ffffff")
        },
      }),
    ),
    input({ value: () => state().value, width: 16 }),
    Show({
      when: () => state().popup > 0,
      children: () =>
        box(
          {
            position: "absolute",
            top: () => state().popup,
            left: () => state().popup * 3,
            width: 14,
            height: 4,
            border: "heavy",
            zIndex: 2,
            background: "#402020",
          },
          text({}, "popup 日本"),
        ),
    }),
  )
}

/** Everything that can be seen of each cell. */
function picture(ui: TestTerminal): string[] {
  const out: string[] = []
  for (let y = 0; y < ROWS; y++)
    for (let x = 0; x < COLUMNS; x++) {
      const { text, color, background, bold, underline } = ui.driver.cell(x, y)
      const ink = text === "" || text === " " ? "" : `${color?.toString(16)} ${bold} ${underline}`
      out.push(`${x},${y} "${text || " "}" ${ink} on ${background?.toString(16)}`)
    }
  return out
}

async function show(state: () => State): Promise<TestTerminal> {
  return terminal({ columns: COLUMNS, rows: ROWS }).open(() => app(state))
}

test("a screen that was changed step by step is the screen that is made at once", async () => {
  let seed = 20261121
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const change: ((now: State) => Partial<State>)[] = [
    (now) => ({ top: now.top + random(5) - 2 }),
    (now) => ({ top: now.top + 1 }),
    () => ({ rows: random(60) }),
    () => ({ popup: random(8) }),
    () => ({ words: random(WORDS.length) }),
    () => ({ border: random(4) }),
    () => ({ opacity: 1 + random(10) }),
    () => ({ width: 4 + random(38) }),
    () => ({ value: WORDS[random(WORDS.length)]! }),
    () => ({ level: random(11) }),
  ]
  const state = rwSignal(START)
  const ui = await show(() => state.get())
  for (let step = 0; step < 150; step++) {
    for (let n = 1 + random(3); n > 0; n--)
      state.update((now) => {
        const next = { ...now, ...change[random(change.length)]!(now) }
        return { ...next, top: Math.max(0, Math.min(next.top, Math.max(0, next.rows - 6))) }
      })
    await ui.flush()
    if (random(3) > 0) continue
    const once = await show(() => state.peek())
    const right = picture(once)
    const wrong = picture(ui).filter((cell, i) => cell !== right[i])
    expect(wrong.slice(0, 5), `step ${step} ${JSON.stringify(state.peek())}`).toEqual([])
    await once.dispose()
  }
  await ui.dispose()
})

test("inline, what is printed and what is shown never disturb each other", async () => {
  let seed = 5
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const lines = rwSignal<readonly string[]>(["first"])
  const ui = await terminal({ columns: 30, rows: 8, mode: "inline" }).open(() =>
    box({}, For({ each: lines, children: (line) => text({}, line) })),
  )
  const printed: string[] = []
  for (let step = 0; step < 400; step++) {
    if (random(2) === 0) {
      const line = `printed ${step} 日本`
      printed.push(line)
      void ui.app.printAbove(line)
    }
    if (random(2) === 0)
      lines.set(
        Array.from({ length: 1 + random(7) }, (_, i) => `line ${step} ${"x".repeat(i + 1)}`),
      )
    if (random(3) > 0) await ui.flush()
    else continue

    const seen = [...ui.driver.scrollback(), ...ui.driver.lines()].join("\n").trimEnd()
    expect(seen, `step ${step}`).toBe([...printed, ...lines.peek()].join("\n"))
  }
  await ui.dispose()
})
