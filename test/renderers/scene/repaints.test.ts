// What was painted anew is tinted, fades, and is clean again; nothing runs afterwards.

import { box, rwSignal, text } from "filigree"
import { canvas, render } from "filigree/canvas"
import { terminal } from "filigree/tui"
import { afterEach, expect, test, vi } from "vitest"
import { mountTest } from "../../../renderers/testing/index.ts"

afterEach(() => {
  vi.useRealTimers()
})

test("on a canvas the damage of a frame is tinted, and fades to what it was", async () => {
  const color = rwSignal("#000000")
  const app = await render(
    () =>
      box(
        { flexGrow: 1, background: "#ffffff" },
        box({ width: 20, height: 20, background: color }),
      ),
    { width: 60, height: 40 },
  )
  const pixel = (x: number) => [...app.frame.read({ x, y: 10, width: 1, height: 1 })].slice(0, 3)
  app.showRepaints(true)
  color.set("#101010")
  await app.flush()
  expect(pixel(10)[0]).toBeGreaterThan(0x50) // red over dark
  expect(pixel(40)).toEqual([255, 255, 255]) // not painted, not tinted

  const seen = new Set<number>()
  await expect
    .poll(
      () => {
        seen.add(pixel(10)[0]!)
        return pixel(10)
      },
      { interval: 5, timeout: 20_000 },
    )
    .toEqual([16, 16, 16])
  expect(seen.size).toBeGreaterThan(2)

  color.set("#202020")
  await app.flush()
  expect(pixel(10)).not.toEqual([32, 32, 32])
  app.showRepaints(false)
  await app.flush()
  expect(pixel(10)).toEqual([32, 32, 32])
  app.dispose()
  await app.done
})

test("a box that is scrolled is moved: only its strip is tinted", async () => {
  const top = rwSignal(0)
  await using ui = await mountTest(
    () =>
      box(
        { width: 100, height: 100, overflow: "scroll", scrollTop: top, background: "#ffffff" },
        box({ height: 1000, background: "#ffffff" }),
      ),
    canvas({ width: 120, height: 120 }),
  )
  ui.app.showRepaints(true)
  top.set(20)
  await ui.flush()
  expect(ui.session.pixel(20, 40).slice(0, 3)).toEqual([255, 255, 255])
  expect(ui.session.pixel(20, 90).slice(0, 3)).not.toEqual([255, 255, 255])
})

test("in a terminal cells are tinted, and no timer is left", async () => {
  const words = rwSignal("one")
  await using ui = await mountTest(
    () => box({ background: "#000000" }, text({}, words), text({}, "still")),
    terminal({ columns: 12, rows: 3 }),
    { clock: true },
  )
  ui.app.showRepaints(true)
  words.set("two")
  await ui.flush()
  const { driver } = ui.session
  expect(driver.cell(1, 0).background).not.toBe(0)
  expect(driver.cell(1, 1).background).toBe(0)
  await ui.clock.advance(1000)
  await ui.flush()
  expect(driver.cell(1, 0).background).toBe(0)
  expect(ui.screen()).toBe("two\nstill")
  expect(ui.clock.pending).toBe(0)
})
