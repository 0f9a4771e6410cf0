// The same motion on a real terminal's grid and on a canvas: driven by their frames, at rest without any.

import { expect, test } from "vitest"
import { ease, type Motion, tween } from "../../../core/motion/index.ts"
import { signal } from "../../../core/reactive/index.ts"
import { box, text } from "../../../core/view/index.ts"
import { canvas, render, renderToPng, type Sink } from "../../../renderers/canvas/index.ts"
import { renderToString } from "../../../renderers/html/index.ts"
import { pixelTheme } from "../../../renderers/scene/index.ts"
import { mountTest } from "../../../renderers/testing/index.ts"
import { renderToAnsi, renderToText, terminal } from "../../../renderers/tui/index.ts"

const linear = { duration: 120, easing: ease.linear }

test("in a terminal, cells move from frame to frame and come to rest", async () => {
  const [open, setOpen] = signal(false)
  let width!: Motion<number>
  const view = () => {
    width = tween(() => (open() ? 20 : 0), linear)
    return box({ flexDirection: "row" }, box({ width }), text({}, "|"))
  }
  await using ui = await mountTest(view, terminal({ columns: 30, rows: 2 }))
  const seen = new Set<number>()
  setOpen(true)
  await expect
    .poll(
      () => {
        seen.add(ui.screen().indexOf("|"))
        return width() === 20 && !width.isMoving()
      },
      { interval: 3, timeout: 20_000 },
    )
    .toBe(true)
  await ui.flush()
  expect(ui.screen().indexOf("|")).toBe(20)
  expect(seen.size).toBeGreaterThan(2) // it was seen on its way
})

test("on a canvas a slow sink slows the frames, and the motion stays on time", async () => {
  const [open, setOpen] = signal(false)
  let x!: Motion<number>
  let frames = 0
  const slow: Sink = {
    present: () => {
      frames++
      return new Promise((done) => setTimeout(done, 40))
    },
  }
  const app = await render(
    () => {
      x = tween(() => (open() ? 100 : 0), linear)
      return box({ width: 10, height: 10, position: "absolute", left: x, background: "#ff0000" })
    },
    { width: 120, height: 20, sink: slow },
  )
  const before = frames
  setOpen(true)
  await expect.poll(() => x.isMoving(), { interval: 2, timeout: 20_000 }).toBe(true)
  await expect.poll(() => x.isMoving(), { interval: 2, timeout: 20_000 }).toBe(false)
  await app.flush()
  expect(frames - before).toBeLessThan(8) // 120 ms by 40, and one for what came last
  expect([...app.frame.read({ x: 105, y: 5, width: 1, height: 1 })]).toEqual([255, 0, 0, 255])
  app.dispose()
  await app.done
})

test("between tokens a terminal and a canvas show a mix of the theme's colours, and another theme's at once", async () => {
  const theme = (accent: string, danger: string) => ({
    ...pixelTheme,
    colors: { ...pixelTheme.colors, accent, danger },
  })
  const between = "color-mix(in oklab, accent, danger 50%)"
  const [colors, setColors] = signal(theme("#000000", "#ffffff"))
  const view = () =>
    box({ theme: colors, flexGrow: 1, background: between }, text({ color: between }, "x"))
  await using ui = await mountTest(view, canvas({ width: 20, height: 20 }))
  expect(ui.session.pixel(15, 15)).toEqual([0x63, 0x63, 0x63, 255])
  setColors(theme("#ff0000", "#0000ff"))
  await ui.flush()
  expect(ui.session.pixel(15, 15)).toEqual([0x8c, 0x53, 0xa2, 255])
  const ansi = await renderToAnsi(view, { columns: 4, rows: 1 })
  expect(ansi).toContain("2;140;83;162")
  const html = renderToString(view)
  expect(html).toContain("color-mix(in oklab, var(--f-accent), var(--f-danger) 50%)")
})

test("a picture shows what everything comes to", async () => {
  const view = () => {
    const x = tween(3, { from: 0, duration: 60_000 })
    return text({}, () => `x${x()}`)
  }
  expect(await renderToText(view, { columns: 10, rows: 1 })).toMatch(/x3/)
  expect((await renderToPng(view, { width: 40, height: 20 })).length).toBeGreaterThan(100)
})
