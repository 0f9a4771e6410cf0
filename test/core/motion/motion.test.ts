// Tweens and springs: where they are, what turns them, and what it costs when nothing moves.

import { expect, test } from "vitest"
import { cycle, ease, mix, onFrame, spring, tween } from "../../../core/motion/index.ts"
import { tickerOf } from "../../../core/motion/ticker.ts"
import { catchError, effect, flush, rwSignal, signal } from "../../../core/reactive/index.ts"
import { stage } from "./support.ts"

const round = (n: number, digits = 3) => Number(n.toFixed(digits))

test("a tween follows its source by its curve, and arrives exactly", () => {
  const [open, setOpen] = signal(false)
  const ui = stage(() => tween(() => (open() ? 40 : 0), { duration: 100, easing: ease.linear }))
  const width = ui.made
  expect([width(), width.isMoving(), ui.asked]).toEqual([0, false, false])

  setOpen(true)
  ui.run(50)
  expect([round(width()), width.goal(), width.isMoving()]).toEqual([20, 40, true])

  ui.run(50)
  expect([width(), width.isMoving(), ui.asked]).toEqual([40, false, false])
})

test("at rest no frame is asked for, and a frame is shared by all that move", () => {
  const [goal, setGoal] = signal(0)
  const ui = stage(() => Array.from({ length: 20 }, () => tween(goal, { duration: 100 })))
  ui.run(1000)
  expect(ui.frames).toBe(0)

  setGoal(1)
  ui.run(1000)
  expect(ui.frames).toBe(10)
  expect(ui.made.every((each) => each() === 1)).toBe(true)
  expect(tickerOf(ui.app.frames).size).toBe(0)
})

test("a tween that is turned round starts anew from where it is", () => {
  const [goal, setGoal] = signal(0)
  const ui = stage(() => tween(goal, { duration: 100, easing: ease.linear }))
  setGoal(100)
  ui.run(60)
  setGoal(0)
  flush()
  expect(round(ui.made())).toBe(60)

  ui.run(50)
  expect(round(ui.made())).toBe(30) // half of what was left, in half of the time
  ui.run(50)
  expect(ui.made()).toBe(0)
})

test("a spring that gets another goal on the way keeps its speed", () => {
  const [goal, setGoal] = signal(0)
  const ui = stage(() => spring(goal, { stiffness: 200, damping: 10 }))
  setGoal(100)
  ui.run(100)
  const before = ui.made()
  ui.run(10)
  const speed = ui.made() - before
  setGoal(-100) // back, beyond where it came from
  ui.run(10)
  const after = ui.made() - before - speed
  expect(speed).toBeGreaterThan(2)
  expect(after).toBeGreaterThan(0) // still on its way up: no jerk

  ui.run(5000)
  expect([ui.made(), ui.asked]).toEqual([-100, false])
})

test("a spring is where the formula says, whatever frames were lost", () => {
  const far = (frames: readonly number[]) => {
    const ui = stage(() => spring(0, { stiffness: 120, damping: 8, mass: 1.5 }))
    void ui.made.to(10)
    for (const ms of frames) ui.run(ms)
    return ui.made()
  }
  expect(round(far([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]), 9)).toBe(round(far([100]), 9))

  // Against steps of a microsecond (Euler): x″ = −(k (x − 10) + c x′) / m
  let x = 0
  let v = 0
  for (let i = 0; i < 300_000; i++) {
    v += ((-120 * (x - 10) - 8 * v) / 1.5) * 1e-6
    x += v * 1e-6
  }
  const ui = stage(() => spring(0, { stiffness: 120, damping: 8, mass: 1.5 }))
  void ui.made.to(10)
  ui.run(300)
  expect(ui.made()).toBeCloseTo(x, 3)
})

test.each([
  ["swings", { bounce: 0.4, duration: 300 }, true],
  ["critical", { bounce: 0, duration: 300 }, false],
  ["creeps", { bounce: -0.5, duration: 300 }, false],
])("a spring that %s", (_, options, swings) => {
  const ui = stage(() => spring(0, options))
  void ui.made.to(100)
  let most = 0
  for (let i = 0; i < 400 && (i < 2 || ui.asked); i++) {
    ui.run(10)
    most = Math.max(most, ui.made())
  }
  expect(ui.made()).toBe(100)
  expect(most > 100.1).toBe(swings)
})

test("`to` says whether it arrived", async () => {
  const ui = stage(() => spring(0))
  const first = ui.made.to(10)
  ui.run(50)
  const second = ui.made.to(20)
  expect(await first).toBe(false)
  ui.run(5000)
  expect(await second).toBe(true)
  expect(await ui.made.to(20)).toBe(true) // there already

  const third = ui.made.to(0)
  ui.run(20)
  ui.made.stop()
  expect(await third).toBe(false)
  expect(ui.asked).toBe(false)
  const fourth = ui.made.to(0)
  ui.end()
  expect(await fourth).toBe(false)
})

test("it ends with its owner, on the way", () => {
  const [goal, setGoal] = signal(0)
  const ui = stage(() => tween(goal))
  setGoal(9)
  ui.run(50)
  expect(ui.asked).toBe(true)
  ui.end()
  expect(ui.asked).toBe(false)
})

test("colours, lengths, arrays and objects move; other values are there at once", () => {
  const linear = { duration: 100, easing: ease.linear }
  const color = rwSignal("#000000")
  const length = rwSignal("10%")
  const point = rwSignal({ x: 0, y: [10, "2ch"] })
  const word = rwSignal<string | number>("auto")
  const ui = stage(() => ({
    color: tween(color, linear),
    length: tween(length, linear),
    point: tween(point, linear),
    word: tween(word, linear),
  }))
  color.set("#ffffff")
  length.set("30%")
  point.set({ x: 10, y: [20, "4ch"] })
  word.set(12)
  ui.run(50)

  expect(ui.made.color()).toBe("#636363") // half as light to the eye
  expect(ui.made.length()).toBe("20%")
  expect(ui.made.point()).toEqual({ x: 5, y: [15, "3ch"] })
  expect(ui.made.word()).toBe(12)
  ui.run(50)
  expect(ui.made.color()).toBe("#ffffff")
  expect(ui.made.point()).toEqual({ x: 10, y: [20, "4ch"] })
})

test("colours move however they are written, and theme tokens as a mix that the surface paints", () => {
  const linear = { duration: 100, easing: ease.linear }
  const named = rwSignal("black")
  const token = rwSignal("accent")
  const both = rwSignal({ color: "hsl(0 100% 50%)" })
  const ui = stage(() => ({
    named: tween(named, linear),
    token: tween(token, linear),
    both: tween(both, linear),
  }))
  named.set("rgb(255 255 255 / 100%)")
  token.set("danger")
  both.set({ color: "muted" })
  ui.run(50)
  expect(ui.made.named()).toBe("#636363")
  expect(ui.made.token()).toBe("color-mix(in oklab, accent, danger 50%)")
  expect(ui.made.both()).toEqual({ color: "color-mix(in oklab, #ff0000, muted 50%)" })

  // Sent elsewhere on the way, it goes on from the mix that it is.
  token.set("#ffffff")
  ui.run(20)
  expect(ui.made.token()).toBe(
    "color-mix(in oklab, color-mix(in oklab, #ffffff, accent 66.67%), danger 40%)",
  )
  ui.run(60)
  expect(ui.made.token()).toMatch(/#ffffff, accent 11.11%\), danger 10%\)$/)
  ui.run(20)
  expect([ui.made.token(), ui.made.named()]).toEqual(["#ffffff", "rgb(255 255 255 / 100%)"])
})

test("a spring that swings beyond a token stays a colour", () => {
  const token = rwSignal("accent")
  const ui = stage(() => spring(token, { duration: 100, bounce: 0.8 }))
  token.set("danger")
  const seen = new Set<string>()
  for (let i = 0; i < 60; i++) {
    ui.run(10)
    seen.add(ui.made())
  }
  expect(seen).toContain("danger")
  for (const text of seen) expect(text).not.toMatch(/-\d|1\d\d(\.\d+)?%|NaN/)
})

test("what is between two colours: half as much of each, see-through where there is less", () => {
  expect(mix("accent", "danger")(0.25)).toBe("color-mix(in oklab, accent, danger 25%)")
  expect(mix("red", "blue")(0.5)).toBe("#8c53a2")
  expect(mix("#ff000000", "#ff0000")(0.5)).toBe("#ff000080") // nothing turns grey
  expect(mix("transparent", "accent")(0.5)).toBe("color-mix(in oklab, #00000000, accent 50%)")
  expect(mix("color-mix(in oklab, red, accent)", "accent")(0.5)).toBe(
    "color-mix(in oklab, #ff0000, accent 75%)",
  )
  expect(mix("accent", "auto")(0.4)).toBe("accent") // no colour: there is no way
  expect(mix("ansi(3)", "accent")(0.6)).toBe("accent")
})

test("it begins elsewhere, and later, when told to", () => {
  const ui = stage(() => tween(10, { from: 0, delay: 50, duration: 100, easing: ease.linear }))
  expect([ui.made(), ui.made.isMoving()]).toEqual([0, true])
  ui.run(50)
  expect([ui.made(), ui.frames]).toEqual([0, 1]) // it waits by one timer, not by frames
  ui.run(50)
  expect(round(ui.made())).toBe(5)
})

test("where a surface stands still, everything is there at once", () => {
  const [goal, setGoal] = signal(0)
  const ui = stage(() => {
    const follower = tween(goal)
    return { follower, turning: cycle(4, 100) }
  })
  setGoal(5)
  ui.run(20)
  expect(ui.made.follower()).not.toBe(5)
  ui.still = true // the user asks for it on the way
  ui.run(10)
  expect([ui.made.follower(), ui.made.follower.isMoving()]).toEqual([5, false])
  setGoal(9)
  flush()
  expect(ui.made.follower()).toBe(9)
})

test("code runs with each frame, and time stands still while it does not", () => {
  const [playing, setPlaying] = signal(true)
  const seen: number[] = []
  const ui = stage(() =>
    onFrame(({ elapsed }) => void seen.push(elapsed), { when: playing, every: 20 }),
  )
  ui.run(60)
  expect(seen).toEqual([0, 20, 40])
  setPlaying(false)
  ui.run(500)
  expect([seen.length, ui.asked]).toEqual([3, false])
  setPlaying(true)
  ui.run(40)
  expect(seen.slice(3)).toEqual([40, 60])
})

test("what turns asks for as many frames as it has figures", () => {
  const ui = stage(() => cycle(3, 100))
  const seen: number[] = []
  effect(() => void seen.push(ui.made()))
  ui.run(1000)
  expect(seen).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1])
  expect(ui.frames).toBe(10)
})

test("a curve that throws ends its motion, and tells who is responsible", () => {
  const errors: unknown[] = []
  const [goal, setGoal] = signal(0)
  const ui = stage(() =>
    catchError(
      () => ({
        bad: tween(goal, {
          easing: () => {
            throw new Error("no curve")
          },
        }),
        good: tween(goal, { duration: 50 }),
      }),
      (error) => void errors.push((error as Error).message),
    ),
  )
  setGoal(1)
  ui.run(100)
  expect(errors).toEqual(["no curve"])
  expect(ui.made!.good()).toBe(1)
  expect(ui.asked).toBe(false)
})

test("options that cannot be are refused where they are written", () => {
  const code = (make: () => unknown) => {
    try {
      make()
    } catch (error) {
      return (error as { code: string }).code
    }
    return "none"
  }
  expect(code(() => tween(0, { duration: -1 }))).toBe("bad-motion")
  expect(code(() => tween(0, { duration: Number.NaN }))).toBe("bad-motion")
  expect(code(() => spring(0, { damping: 0 }))).toBe("bad-motion")
  expect(code(() => spring(0, { stiffness: -4 }))).toBe("bad-motion")
  expect(code(() => spring(0, { duration: 300, bounce: 1 }))).toBe("bad-motion")
})
