// What large, deep and long-lived graphs cost: no stack, no garbage, no leak.

import { setFlagsFromString } from "node:v8"
import { expect, test } from "vitest"
import {
  createOwner,
  createRoot,
  effect,
  flush,
  memo,
  onCleanup,
  type Readable,
  runWithOwner,
  rwEffect,
  rwMemo,
  rwSignal,
} from "../../../core/reactive/index.ts"

setFlagsFromString("--expose-gc")
const collect = (globalThis as { gc?: () => void }).gc
if (!collect) throw new Error("the tests run with --expose-gc")

async function settled(): Promise<void> {
  // WeakRefs made or read in this turn keep their targets until the next.
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 0))
    collect!()
  }
}

const DEEP = 100_000

for (const isOwned of [true, false]) {
  test(`a chain of 100,000 ${isOwned ? "owned" : "unowned"} memos follows a write`, () => {
    const source = rwSignal(0)
    const owner = isOwned ? createRoot(() => createOwner()) : undefined
    let last: Readable<number> = source
    runWithOwner(owner, () => {
      for (let i = 0; i < DEEP; i++) {
        const below = last
        const node = rwMemo(() => below.get() + 1)
        node.peek() // evaluated as it is made: the first evaluation of a chain takes stack
        last = node
      }
    })

    source.set(1)
    expect(last.peek()).toBe(DEEP + 1)

    const seen: number[] = []
    const stop = createRoot((dispose) => {
      effect(() => void seen.push(last.get()))
      return dispose
    })
    flush()
    source.set(2)
    flush()
    stop()
    source.set(3)

    expect(seen).toEqual([DEEP + 1, DEEP + 2])
    expect(last.peek()).toBe(DEEP + 3)
  })
}

test("a chain too deep for its first evaluation fails, and everything else goes on", () => {
  const source = rwSignal(1)
  const [last, sound] = createRoot(() => {
    let last: Readable<number> = source
    for (let i = 0; i < DEEP; i++) {
      const below = last
      last = rwMemo(() => below.get() + 1)
    }
    return [last, memo(() => source.get() * 2)]
  })
  const seen: number[] = []
  createRoot(() => effect(() => void seen.push(sound())))

  expect(() => last.get()).toThrow(RangeError)
  flush()
  source.set(2)
  flush()

  expect(seen).toEqual([2, 4])
})

test("100,000 effects on one signal run once each for a write", () => {
  const source = rwSignal(0)
  let runs = 0
  const dispose = createRoot((dispose) => {
    for (let i = 0; i < DEEP; i++) {
      rwEffect(() => {
        source.get()
        runs++
      })
    }
    return dispose
  })
  runs = 0

  source.set(1)
  flush()
  expect(runs).toBe(DEEP)

  dispose()
  source.set(2)
  flush()
  expect(runs).toBe(DEEP)
})

test("effects nested 1,000 deep run and end", () => {
  const source = rwSignal(0)
  let deepest = 0
  const nest = (depth: number) => {
    effect(() => {
      if (depth === 1000) {
        source.get()
        deepest++
      } else nest(depth + 1)
    })
  }
  const dispose = createRoot((dispose) => {
    nest(1)
    return dispose
  })
  flush()
  source.set(1)
  flush()
  dispose()
  source.set(2)
  flush()

  expect(deepest).toBe(2)
})

/** Bytes that `fn` leaves on the heap, least of several tries. */
function growth(fn: () => void): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 5; i++) {
    const before = process.memoryUsage().heapUsed
    fn()
    least = Math.min(least, process.memoryUsage().heapUsed - before)
  }
  return least
}

test("a re-run with the sources of the last run allocates nothing", () => {
  const sources = Array.from({ length: 10 }, (_, i) => rwSignal(i))
  const first = sources[0]!
  const isOdd = (n: number) => (n & 1) === 1
  createRoot(() => {
    const sum = rwMemo(() => {
      let total = 0
      for (const source of sources) total += source.get()
      return total & 255
    })
    const parity = rwMemo(() => isOdd(sum.get()))
    rwEffect(() => parity.get())
    rwEffect(() => sum.get())
  })
  let next = 0
  const run = () => {
    for (let i = 0; i < 10_000; i++) {
      first.set(++next & 1023)
      flush()
    }
  }
  run() // compiled, and every array at its size
  run()

  // 40,000 runs: one pointer each would be 320,000 bytes.
  expect(growth(run)).toBeLessThan(40_000)
})

/** Makes something under its own stack frame, so that no local keeps it. */
function weakly(make: () => object): WeakRef<object> {
  return new WeakRef(make())
}

test("a dropped memo is collected, read or not, though its source lives", async () => {
  const source = rwSignal(0)
  const refs = [
    weakly(() => rwMemo(() => source.get())),
    weakly(() => {
      const node = rwMemo(() => source.get())
      node.get()
      return node
    }),
    weakly(() => {
      const node = rwMemo(() => source.get())
      const stop = createRoot((dispose) => {
        rwEffect(() => node.get())
        return dispose
      })
      stop()
      return node
    }),
  ]

  await settled()

  expect(refs.map((ref) => ref.deref())).toEqual([undefined, undefined, undefined])
  expect(source.peek()).toBe(0)
})

test("what a disposed owner held is collected, though its sources and its handle live", async () => {
  const source = rwSignal(0)
  const owner = createRoot(() => createOwner())
  const refs: WeakRef<object>[] = []
  runWithOwner(owner, () => {
    for (let i = 0; i < 3; i++) {
      refs.push(weakly(() => rwMemo(() => source.get())))
      refs.push(
        weakly(() => {
          const data = { bytes: new Uint8Array(1000) }
          effect(() => {
            source.get()
            onCleanup(() => data.bytes.fill(0))
          })
          return data
        }),
      )
    }
  })
  flush()
  source.set(1)

  owner.dispose()
  flush()
  await settled()

  expect(refs.filter((ref) => ref.deref())).toEqual([])
  expect(owner.disposed).toBe(true)
})

test("what an effect held in its last run is collected after the next", async () => {
  const source = rwSignal(0)
  const refs: WeakRef<object>[] = []
  createRoot(() =>
    effect(() => {
      source.get()
      refs.push(
        weakly(() => {
          const big = { source }
          memo(() => big.source.get())()
          effect(() => void big.source.get())
          onCleanup(() => void big)
          return big
        }),
      )
    }),
  )
  flush()
  source.set(1)
  flush()
  source.set(2)
  flush()

  await settled()

  expect(refs.map((ref) => ref.deref() !== undefined)).toEqual([false, false, true])
})

test("a disposed effect with many sources leaves nothing behind", () => {
  const sources = Array.from({ length: 10 }, (_, i) => rwSignal(i))
  const make = () => {
    const dispose = createRoot((dispose) => {
      for (let i = 0; i < 2000; i++) {
        rwEffect(() => {
          for (const source of sources) source.get()
        })
      }
      return dispose
    })
    dispose()
    collect()
  }
  make()
  make()

  // 2,000 effects with 10 edges each are 1.4 MB.
  expect(growth(make)).toBeLessThan(100_000)
  expect(sources.every((source) => source.observers === undefined)).toBe(true)
})
