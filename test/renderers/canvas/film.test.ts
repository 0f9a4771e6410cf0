// A view as a film: exact times, deterministic pixels, and an end.

import { box, rwSignal } from "filigree"
import { renderFrames } from "filigree/canvas"
import { ease, tween } from "filigree/motion"
import { expect, test } from "vitest"

const moving = () => {
  const left = tween<number>(90, { from: 0, duration: 1000, easing: ease.linear })
  return box(
    { flexGrow: 1, background: "#000000" },
    box({ position: "absolute", left, width: 10, height: 20, background: "#ffffff" }),
  )
}

/** Where the white box begins, in pixels. */
function whiteFrom(raw: Uint8Array): number {
  for (let x = 0; x < 100; x++) if (raw[x * 4]! > 128) return x
  return -1
}

test("frames stand at exact times, however long they take to make", async () => {
  const seen: [number, number][] = []
  for await (const frame of renderFrames(moving, {
    width: 100,
    height: 20,
    fps: 4,
    duration: 1000,
  })) {
    expect(frame.raw().length).toBe(100 * 20 * 4)
    seen.push([frame.time, whiteFrom(frame.raw())])
    await new Promise((done) => setTimeout(done, 5)) // an encoder that takes its time
  }
  expect(seen).toEqual([
    [0, 0],
    [250, 23],
    [500, 45],
    [750, 68],
    [1000, 90],
  ])
})

test("what is done between frames is seen in the next one, and a film that is left ends its view", async () => {
  const on = rwSignal(false)
  let ended = false
  const { onCleanup } = await import("filigree")
  const view = () => {
    onCleanup(() => {
      ended = true
    })
    return box({ flexGrow: 1, background: () => (on.get() ? "#ffffff" : "#000000") })
  }
  const seen: number[] = []
  const act = (_: unknown, ms: number) => on.set(ms >= 100)
  for await (const frame of renderFrames(view, {
    width: 4,
    height: 4,
    fps: 20,
    duration: 1e6,
    act,
  })) {
    seen.push(frame.raw()[0]!)
    if (frame.index === 3) break
  }
  expect(seen).toEqual([0, 0, 255, 255])
  expect(ended).toBe(true)
})

test("a film that cannot be is refused", async () => {
  const first = (options: object) =>
    renderFrames(moving, { width: 10, height: 10, duration: 10, ...options }).next()
  await expect(first({ fps: 0 })).rejects.toThrow(/bad-option/)
  await expect(first({ duration: -1 })).rejects.toThrow(/bad-option/)
  await expect(first({ width: Number.NaN })).rejects.toThrow(/bad-size/)
})
