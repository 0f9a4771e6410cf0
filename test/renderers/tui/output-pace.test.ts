import { expect, test } from "vitest"
import { Pace } from "../../../renderers/tui/pace.ts"

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

test("the first frame goes out at once, and what changes in the same turn is one more", async () => {
  let frames = 0
  const pace = new Pace({ maxFps: Infinity, frame: () => ++frames > 0 })

  pace.request()
  expect(frames).toBe(1)
  for (let n = 0; n < 10_000; n++) pace.request()
  expect(frames).toBe(1)
  await turn()
  await turn()

  expect(frames).toBe(2)
})

test("while the terminal is slow nothing is painted, and then one frame has it all", async () => {
  let frames = 0
  let takes = false
  const pace = new Pace({ maxFps: Infinity, frame: () => ++frames > 0 && takes })

  pace.request()
  for (let n = 0; n < 100; n++) {
    pace.request()
    await turn()
  }
  expect(frames).toBe(1)
  takes = true
  pace.drained()
  await turn()

  expect(frames).toBe(2)
})

test("under load frames wait for a slot, and a flush does not", async () => {
  let frames = 0
  const pace = new Pace({ maxFps: 0.001, frame: () => ++frames > 0 })

  for (let n = 0; n < 50; n++) {
    pace.request()
    await turn()
  }
  expect(frames).toBe(12) // the burst
  pace.now()
  expect(frames).toBe(13)
  pace.stop()
})

test("a frame that asks for another one does not run inside itself", async () => {
  let depth = 0
  let deepest = 0
  let frames = 0
  const pace = new Pace({
    maxFps: Infinity,
    frame: () => {
      deepest = Math.max(deepest, ++depth)
      if (++frames < 3) pace.request()
      depth--
      return true
    },
  })

  pace.request()
  for (let n = 0; n < 6; n++) await turn()

  expect([frames, deepest]).toEqual([3, 1])
})
