// Timelines, curves, and what comes and goes.

import { expect, test } from "vitest"
import {
  appear,
  cubicBezier,
  ease,
  stagger,
  steps,
  through,
  timeline,
} from "../../../core/motion/index.ts"
import { flush, signal } from "../../../core/reactive/index.ts"
import { Presence, text, useFrames } from "../../../core/view/index.ts"
import { memory, mountTest } from "../../../renderers/testing/index.ts"
import { stage } from "./support.ts"

const linear = ease.linear

test("a timeline plays its tracks on one clock, and asks for nothing at its end", async () => {
  const ui = stage(() =>
    timeline({
      x: [-20, { to: 0, duration: 200, easing: linear }],
      fade: [0, { to: 1, duration: 100, delay: 100, easing: linear }, { to: 0.5, duration: 0 }],
    }),
  )
  const { x, fade } = ui.made.values
  expect([x(), fade(), ui.made.duration]).toEqual([-20, 0, 200])
  ui.run(100)
  expect([x(), fade()]).toEqual([-10, 0])
  ui.run(50)
  expect([x(), fade()]).toEqual([-5, 0.5])
  ui.run(50)
  expect([x(), fade(), ui.made.isPlaying(), ui.asked]).toEqual([0, 0.5, false, false])
  await ui.made.finished
})

test("it is stopped, turned back, looked at anywhere, and played again", () => {
  const ui = stage(() => timeline({ x: [0, { to: 100, duration: 100, easing: linear }] }))
  const line = ui.made
  const { x } = line.values
  ui.run(30)
  line.pause()
  ui.run(100)
  expect([x(), ui.asked]).toEqual([30, false])
  line.seek(80)
  expect(x()).toBe(80)
  line.reverse()
  ui.run(50)
  expect(x()).toBe(30)
  ui.run(50)
  expect([x(), line.isPlaying()]).toEqual([0, false])
  line.reverse()
  ui.run(100)
  line.play() // at its end: from the beginning
  ui.run(20)
  expect(x()).toBe(20)
  line.seek(1e9)
  expect(x()).toBe(100)
})

test("it repeats, every second time backwards when asked to", () => {
  const x: [number, { to: number; duration: number; easing: typeof linear }] = [
    0,
    { to: 100, duration: 100, easing: linear },
  ]
  const ui = stage(() => timeline({ x }, { repeat: 2, alternate: true, delay: 50 }))
  const seen: number[] = []
  for (let i = 0; i < 8; i++) {
    ui.run(50)
    seen.push(ui.made.values.x())
  }
  expect(seen).toEqual([0, 50, 100, 50, 0, 50, 100, 100])

  const endless = stage(() => timeline({ x }, { repeat: Infinity }))
  endless.run(1_030)
  expect(Math.round(endless.made.values.x())).toBe(30)
  expect(endless.asked).toBe(true)
  endless.end()
  expect(endless.asked).toBe(false)
})

test("curves begin at 0 and end at 1", () => {
  const curves = {
    ...ease,
    bezier: cubicBezier(0.4, 0, 0.2, 1),
    flat: cubicBezier(1, 0, 0, 1),
    steps: steps(4),
    through: through(0, 0.8, 1),
  }
  for (const [name, curve] of Object.entries(curves)) {
    expect(curve(0), name).toBeCloseTo(0, 9)
    expect(curve(1), name).toBeCloseTo(1, 9)
  }
  expect(cubicBezier(0.25, 0.1, 0.25, 1)(0.5)).toBeCloseTo(0.8024, 4) // CSS `ease`
  expect(cubicBezier(1, 0, 0, 1)(0.5)).toBeCloseTo(0.5, 6)
  expect([0.1, 0.26, 0.99].map(steps(4))).toEqual([0, 0.25, 0.75])
  expect(through(0, 0.8, 1)(0.25)).toBeCloseTo(0.4)
  expect(() => cubicBezier(2, 0, 0, 1)).toThrow(/bad-easing/)
  expect(() => steps(0)).toThrow(/bad-easing/)
  expect(() => through(1)).toThrow(/bad-easing/)
})

test("members of a group go one after the other", () => {
  expect([0, 1, 2].map(stagger(40))).toEqual([0, 40, 80])
  expect([0, 1, 2].map(stagger(40, { from: "last", count: 3 }))).toEqual([80, 40, 0])
  expect([0, 1, 2].map(stagger(40, { from: "center", count: 3 }))).toEqual([40, 0, 40])
})

test("what a Presence shows comes, leaves, and is gone, under a test's own clock", async () => {
  const [open, setOpen] = signal(true)
  const view = () =>
    Presence({
      when: open,
      children: (toast) => {
        const shown = appear(toast, { duration: 160, easing: linear })
        return text({}, () => `saved ${Math.round(shown() * 10)}`)
      },
    })
  await using ui = await mountTest(view, memory(), { clock: true })
  expect(ui.screen()).toBe("saved 0")
  await ui.clock.advance(80)
  expect(ui.screen()).toBe("saved 5")
  await ui.clock.advance(160)
  expect(ui.screen()).toBe("saved 10")
  expect(ui.clock.pending).toBe(0)

  setOpen(false)
  flush()
  await ui.clock.advance(80)
  expect(ui.screen()).toBe("saved 5")
  setOpen(true) // turned round: the same, from where it is
  flush()
  await ui.clock.advance(32)
  expect(ui.screen()).toMatch(/saved [678]/)
  setOpen(false)
  flush()
  await ui.clock.advance(200)
  expect(ui.screen()).toBe("")
  expect(ui.clock.pending).toBe(0)
})

test("outside of any app there are plain frames", () => {
  expect(useFrames().isStill()).toBe(false)
})
