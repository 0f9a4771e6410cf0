// Only what changed is painted again, and nobody can tell: after each random change the surface is
// compared, pixel by pixel, with one that was painted in full.

import { expect, test } from "vitest"
import { rwSignal } from "../../../core/reactive/index.ts"
import { box, draw, For, Show, span, text, type View } from "../../../core/view/index.ts"
import { type Opened, openCanvas } from "../../../renderers/canvas/app.ts"
import { difference, type Picture, platform, residue } from "./support.ts"

const WORDS = "fjord Ångström jumpy fluff AVAWA 0.42 12,345 — yes no (quick) brown Ẫ fox".split(" ")
const COLORS = ["accent", "danger", "#7aa2f780", "faint", "transparent", "tomato", "text"]

function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

interface Item {
  readonly key: number
  readonly words: string
  readonly color: string
  readonly width: number
  readonly bits: number
  readonly x: number
}

function model(rng: (below: number) => number) {
  let key = 0
  const words = () => Array.from({ length: 1 + rng(4) }, () => WORDS[rng(WORDS.length)]!).join(" ")
  const item = (): Item => ({
    key: key++,
    words: words(),
    color: COLORS[rng(COLORS.length)]!,
    width: 20 + rng(90),
    bits: rng(65_536),
    x: rng(200),
  })
  const items = rwSignal<readonly Item[]>(Array.from({ length: 8 }, item))
  const title = rwSignal("title")
  const shownPanel = rwSignal(true)
  const level = rwSignal(0.5)
  const top = rwSignal(0)
  const dim = rwSignal(1)

  const one = (it: () => Item) =>
    box(
      {
        width: () => it().width,
        padding: () => it().bits & 3,
        background: () => it().color,
        border: () => (["none", "single", "round", "heavy"] as const)[(it().bits >> 2) & 3]!,
        borderRadius: () => (it().bits & 16 ? 6 : undefined),
        shadow: () => (it().bits & 32 ? "0 3px 8px rgb(0 0 0 / 50%)" : undefined),
        opacity: () => (it().bits & 64 ? 0.5 : undefined),
        position: () => (it().bits & 128 ? "absolute" : undefined),
        left: () => (it().bits & 128 ? it().x : undefined),
        top: () => (it().bits & 128 ? it().x / 2 : undefined),
        zIndex: () => (it().bits & 256 ? 1 : undefined),
        overflow: () => (it().bits & 512 ? "hidden" : undefined),
        rotate: () => (it().bits & 4096 ? it().x : undefined),
        scale: () => (it().bits & 8192 ? 0.5 + it().x / 200 : undefined),
        blend: () => (it().bits & 16_384 ? "multiply" : undefined),
        skewX: () => (it().bits & 4096 && it().bits & 32_768 ? 15 : undefined),
        translateX: () => (it().bits & 32_768 ? "20%" : undefined),
        borderBottomRightRadius: () => (it().bits & 32_768 ? 14 : undefined),
      },
      text(
        {
          wrap: "word",
          italic: () => (it().bits & 1024) !== 0,
          lineHeight: () => (it().bits & 2048 ? 1 : undefined),
        },
        () => it().words,
        span({ bold: true, underline: () => (it().bits & 1) !== 0 }, () => ` ${it().key}`),
      ),
    )

  const view = () =>
    box(
      { flexGrow: 1, padding: 5, gap: 3, flexDirection: "row", flexWrap: "wrap" },
      box({ border: true, title, width: 120, height: 60 }, text({ align: "center" }, title)),
      draw({
        width: 60,
        height: 40,
        paint: (pen, size) => {
          const value = level.get()
          pen
            .begin()
            .rect(0, size.height * (1 - value), 20, size.height * value)
            .fill("accent", 0.5)
          pen.begin()
          for (let i = 0; i < 40; i++) pen.lineTo(i * 1.5, 20 + 18 * Math.sin(i * value))
          pen.stroke("danger")
        },
      }),
      Show({
        when: () => shownPanel.get(),
        children: box({ width: 50, height: 50, background: "accent", borderRadius: 12 }),
      }),
      box(
        { width: 130, height: 80, overflow: "scroll", scrollTop: () => top.get(), border: "round" },
        For({
          each: () => Array.from({ length: 20 }, (_, i) => i),
          children: (i: () => number) => text({}, () => `line ${i()} of twenty`),
        }),
      ),
      box(
        { opacity: () => dim.get(), flexDirection: "row", flexWrap: "wrap", gap: 4, width: 300 },
        For({ each: () => items.get(), by: (it: Item) => it.key, children: one }),
      ),
    )

  const change = (): string => {
    switch (rng(10)) {
      case 0:
        items.update((list) => [...list.slice(0, 10), item()])
        return "add"
      case 1:
        items.update((list) => list.filter((_, i) => i !== rng(Math.max(1, list.length))))
        return "remove"
      case 2:
        items.update((list) => [...list].reverse())
        return "reverse"
      case 3:
        title.set(words())
        return "title"
      case 4:
        shownPanel.update((shown) => !shown)
        return "show"
      case 5:
        level.set(rng(100) / 100)
        return "level"
      case 6:
        top.set(rng(300))
        return "scroll"
      case 7:
        dim.set([1, 0.5, 0][rng(3)]!)
        return "dim"
      default: {
        const at = rng(8)
        items.update((list) => list.map((it, i) => (i === at ? { ...item(), key: it.key } : it)))
        return "change"
      }
    }
  }
  return { view, change }
}

async function open(view: () => unknown, pixelRatio: number): Promise<Opened> {
  return openCanvas(view as never, {
    platform,
    width: 320,
    height: 260,
    pixelRatio,
    tile: 100,
    schedule: () => () => {},
    onError: (error) => {
      throw error
    },
  })
}

function shot({ app }: Opened): Picture {
  return { width: app.frame.width, height: app.frame.height, data: app.frame.read() }
}

test.each([
  [1, 1],
  [2, 1],
  [3, 1.5],
  [4, 2],
])(
  "damage repaints exactly what a full repaint shows (seed %d, pixel ratio %d)",
  async (seed, ratio) => {
    const rng = random(seed)
    const { view, change } = model(rng)
    const opened = await open(view, ratio)
    for (let step = 0; step < 60; step++) {
      const what = change()
      await opened.app.flush()
      const damaged = shot(opened)
      opened.scene.repaint()
      await opened.app.flush()
      const differs = residue(damaged, shot(opened))
      expect(differs, `seed ${seed}, step ${step}: ${what}`).toBe("")
      if (step % 10 === 0) await new Promise(setImmediate)
    }
    opened.app.dispose()
  },
)

test("what has changed step by step looks as if it had been made so", async () => {
  const rng = random(99)
  const { view, change } = model(rng)
  const opened = await open(view, 1)
  for (let step = 0; step < 40; step++) {
    change()
    await opened.app.flush()
  }
  const fresh = await open(view, 1)
  await fresh.app.flush()
  expect(residue(shot(opened), shot(fresh))).toBe("")
  opened.app.dispose()
  fresh.app.dispose()
})

test("what is scrolled carries nothing along that stays: gradients behind it, round corners, neighbours", async () => {
  const rows = () =>
    Array.from({ length: 20 }, (_, i) =>
      box({ height: 20, ...(i % 2 && { background: "#88cc88" }) }, text({}, `row ${i}`)),
    )
  const top = rwSignal(0)
  const list = (attrs = {}) =>
    box({ overflow: "scroll", height: 100, scrollTop: () => top.get(), ...attrs }, ...rows())
  const fade = "linear-gradient(red, blue)"
  const under = { position: "absolute", top: 50, left: 60, width: 50, height: 30 } as const
  const cases: Record<string, [background: string, ...kids: View[]]> = {
    plain: ["#eee", list()],
    "a gradient of its own": ["#eee", list({ background: fade })],
    "a gradient above": [fade, list()],
    "half of one": [fade, list({ background: "rgb(255 255 255 / 50%)" })],
    "none, since it is opaque": [fade, list({ background: "white" })],
    "round corners": ["#eee", list({ borderRadius: 12, background: "white" })],
    "round corners above": [
      "#eee",
      box({ overflow: "hidden", borderRadius: 12, background: "white" }, list()),
    ],
    "a neighbour below": ["#eee", box({ ...under, background: "red" }), list()],
    "a neighbour's shadow": ["#eee", box({ height: 4, shadow: "0 10px 20px red" }), list()],
    "a shadow inside": ["#eee", list({ background: "white", shadow: "inset 0 0 20px red" })],
    "blended rows": [fade, list({ blend: "multiply" })],
  }
  for (const [name, [background, ...kids]] of Object.entries(cases)) {
    top.set(0)
    const opened = await open(() => box({ flexGrow: 1, padding: 20, background }, ...kids), 1)
    for (const to of [30, 45, 60, 50]) {
      top.set(to)
      await opened.app.flush()
    }
    const moved = { ...shot(opened), data: shot(opened).data.slice() }
    opened.scene.repaint()
    await opened.app.flush()
    expect(difference(moved, shot(opened), 4), name).toBe("")
    opened.app.dispose()
  }
})
