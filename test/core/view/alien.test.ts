// Views over another signal library: the seam (core/view/reactivity.ts) is all that they know.

import { expect, test, vi } from "vitest"

vi.mock("../../../core/view/reactivity.ts", () => import("./alien.ts"))

const { play } = await import("./model.ts")
const alien = await import("./alien.ts")
const seam = await import("../../../core/view/reactivity.ts")

test("the seam gives what the other library gives", () => {
  expect(seam.rwSignal(1)).toBeInstanceOf(alien.RwSignal)
})

test("random trees say what their data says over alien-signals", () => {
  let done = 0
  for (let seed = 1; done < 20_000; seed++) done += play(seed, 100, { waits: false })

  expect(done).toBeGreaterThanOrEqual(20_000)
}, 60_000)
