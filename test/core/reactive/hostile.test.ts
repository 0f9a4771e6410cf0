// Uses that nobody recommends and somebody will have: writes inside memos, disposal in the middle of a
// run, effects that make and end each other. Nothing may hang, be lost, or see a mixture of old and new.

import { expect, test } from "vitest"
import {
  batch,
  createOwner,
  createRoot,
  type Dispose,
  effect,
  flush,
  immediateEffect,
  memo,
  type Owner,
  onCleanup,
  renderEffect,
  runWithOwner,
  rwMemo,
  rwSignal,
  signal,
  untrack,
} from "../../../core/reactive/index.ts"

for (const isOwned of [true, false]) {
  const kind = isOwned ? "an owned memo" : "a memo without an owner"

  test(`${kind} that writes what it has read comes to rest on the last value`, () => {
    const a = rwSignal(0)
    const seen: number[] = []
    const make = () =>
      rwMemo(() => {
        const value = a.get()
        if (value < 3) a.set(value + 1)
        return value
      })
    createRoot(() => {
      const other = isOwned ? make() : runWithOwner(undefined, make)
      renderEffect(() => void a.get()) // somebody else looks at it too
      renderEffect(() => void seen.push(other.get()))
    })
    flush()
    expect(seen.at(-1)).toBe(3)

    a.set(1)
    flush()
    expect(seen.at(-1)).toBe(3)
    expect(a.peek()).toBe(3)
  })

  test(`${kind} that writes another signal: who reads both agrees in the end`, () => {
    const a = rwSignal(1)
    const copy = rwSignal(0)
    const seen: string[] = []
    const make = () =>
      rwMemo(() => {
        copy.set(a.get())
        return a.get() * 2
      })
    createRoot(() => {
      const double = isOwned ? make() : runWithOwner(undefined, make)
      renderEffect(() => void seen.push(`${copy.get()} ${double.get()}`))
    })
    flush()
    expect(seen.at(-1)).toBe("1 2")
    a.set(5)
    flush()
    expect(seen.at(-1)).toBe("5 10")
  })
}

test("an effect may dispose itself, its owner, a sibling before and a sibling after it", () => {
  const [a, setA] = signal(0)
  const log: string[] = []
  createRoot(() => {
    const outer = createOwner()
    const stops: Dispose[] = []
    runWithOwner(outer, () => {
      stops.push(renderEffect(() => void log.push(`before ${a()}`)))
      renderEffect(() => {
        log.push(`killer ${a()}`)
        onCleanup(() => log.push("cleaned"))
        if (a() === 1) stops[1]!()
        if (a() === 2) {
          outer.dispose()
          a() // a read after the end subscribes nobody
          onCleanup(() => log.push("late")) // runs at once
        }
      })
      stops.push(renderEffect(() => void log.push(`after ${a()}`)))
    })
    log.length = 0

    setA(1)
    flush()
    expect(log).toEqual(["before 1", "cleaned", "killer 1"])
    log.length = 0

    setA(2)
    flush()
    expect(log).toEqual(["before 2", "cleaned", "killer 2", "cleaned", "late"])
    log.length = 0

    setA(3)
    flush()
    expect(log).toEqual([])
  })
})

test("a memo may end itself and its reader while it runs", () => {
  const [a, setA] = signal(0)
  let runs = 0
  createRoot(() => {
    const stop: Dispose[] = []
    const node = rwMemo(() => {
      if (a() === 1) {
        stop[0]!()
        node.dispose()
      }
      return a()
    })
    stop.push(
      renderEffect(() => {
        runs++
        node.get()
      }),
    )
  })
  setA(1)
  flush()
  setA(2)
  flush()
  expect(runs).toBe(1)
})

test("effects that create and dispose siblings settle, and leave none behind", () => {
  const [round, setRound] = signal(0)
  let alive = 0
  createRoot((dispose) => {
    const pool = createOwner()
    const owners: Owner[] = []
    renderEffect(() => {
      const n = round()
      for (let i = 0; i < 10; i++) {
        const owner = createOwner(pool)
        owners.push(owner)
        runWithOwner(owner, () =>
          effect(() => {
            round()
            alive++
            onCleanup(() => alive--)
            if (i === 3 && n % 2 === 1) for (const each of owners.splice(0, 5)) each.dispose()
          }),
        )
      }
    })
    for (let i = 1; i <= 20; i++) {
      setRound(i)
      flush()
    }
    expect(alive).toBe(owners.length)
    dispose()
    expect(alive).toBe(0)
  })
})

test("a cleanup that writes what its effect reads makes no second run", () => {
  const [a, setA] = signal(0)
  const [b, setB] = signal(0)
  const seen: string[] = []
  createRoot(() => {
    renderEffect(() => {
      seen.push(`${a()} ${b()}`)
      onCleanup(() => setB((n) => n + 1))
    })
  })
  setA(1)
  flush()
  expect(seen).toEqual(["0 0", "1 1"])
})

test("a batch that throws still runs immediate effects, and both errors are told", () => {
  const [a, setA] = signal(0)
  const seen: number[] = []
  createRoot(() => {
    immediateEffect(() => {
      seen.push(a())
      if (a() === 2) throw new Error("effect")
    })
  })
  const run = (value: number) => () =>
    batch(() =>
      batch(() => {
        setA(value)
        throw new Error("body")
      }),
    )

  expect(run(1)).toThrow("body")
  expect(seen).toEqual([0, 1])
  let error: unknown
  try {
    run(2)()
  } catch (caught) {
    error = caught
  }
  expect((error as AggregateError).errors.map(String)).toEqual(["Error: body", "Error: effect"])
  setA(3)
  expect(seen).toEqual([0, 1, 2, 3])
})

test("mutate tells its readers also when it breaks off half-way", () => {
  const list = rwSignal([1])
  const seen: number[] = []
  createRoot(() => renderEffect(() => void seen.push(list.get().length)))
  expect(() =>
    list.mutate((value) => {
      value.push(2)
      throw new Error("half-way")
    }),
  ).toThrow("half-way")
  flush()
  expect(seen).toEqual([1, 2])
})

test("what `equals` reads is no source of the writer", () => {
  const limit = rwSignal(1)
  const value = rwSignal(0, { equals: (a, b) => Math.abs(a - b) < limit.get() })
  let runs = 0
  createRoot(() =>
    renderEffect(() => {
      runs++
      value.set(10)
    }),
  )
  limit.set(5)
  flush()
  expect(runs).toBe(1)
})

test("an effect in a flush may flush, read stale memos and write, in any order", () => {
  const a = rwSignal(1)
  const seen: string[] = []
  createRoot(() => {
    const double = memo(() => a.get() * 2)
    renderEffect(() => {
      const now = a.get()
      flush()
      if (now === 2) {
        a.set(3)
        seen.push(`in ${untrack(double)}`)
      }
    })
    renderEffect(() => void seen.push(`${a.get()} ${double()}`))
  })
  a.set(2)
  flush()
  expect(seen).toEqual(["1 2", "in 6", "3 6"])
})

test("a full stack inside a flush leaves the graph whole", () => {
  const a = rwSignal(0)
  const seen: number[] = []
  const caught: string[] = []
  createRoot(() => {
    const deep = (n: number): number => (n < 0 ? 0 : 1 + deep(n + 1))
    const overflow = memo(() => {
      if (a.get() === 1) deep(0)
      return a.get()
    })
    renderEffect(() => {
      try {
        overflow()
      } catch (error) {
        caught.push((error as Error).name)
      }
      untrack(() => a.get())
    })
    renderEffect(() => void seen.push(a.get()))
  })
  a.set(1)
  flush()
  a.set(2)
  flush()
  expect(caught).toEqual(["RangeError"])
  expect(seen).toEqual([0, 1, 2])
})

test("a cleanup, a handler and an `onError` that read are tracked by nobody", () => {
  const other = rwSignal(0)
  const a = rwSignal(0)
  let runs = 0
  createRoot(
    () => {
      renderEffect(() => {
        runs++
        onCleanup(() => void other.get())
        if (a.get() === 1) throw new Error("told")
      })
    },
    { scheduler: { schedule: (run) => queueMicrotask(run), onError: () => void other.get() } },
  )
  a.set(1)
  flush()
  a.set(2)
  flush()
  runs = 0
  other.set(1)
  flush()
  expect(runs).toBe(0)
})
