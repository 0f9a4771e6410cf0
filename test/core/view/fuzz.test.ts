// Views under random change: see model.ts.
//
//   FUZZ_OPS=1200000 npx vitest run test/core/view/fuzz.test.ts      the full size
//   FUZZ_SEED=17 …                                                   one tree, again

import { expect, test } from "vitest"
import { play } from "./model.ts"

test("random trees say what their data says after every change, and leave nothing behind", () => {
  const wanted = Number(process.env.FUZZ_OPS ?? 300_000)
  const only = process.env.FUZZ_SEED
  if (only !== undefined) {
    play(Number(only), 400)
    return
  }
  let done = 0
  for (let seed = 1; done < wanted; seed++) done += play(seed, 100)
  expect(done).toBeGreaterThanOrEqual(wanted)
}, 600_000)
