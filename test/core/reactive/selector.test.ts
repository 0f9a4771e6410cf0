import { expect, test } from "vitest"
import {
  batch,
  createOwner,
  createRoot,
  effect,
  flush,
  memo,
  runWithOwner,
  rwSignal,
  selector,
  signal,
  slice,
} from "../../../core/reactive/index.ts"

test("only the rows of the previous and the next key are told", () => {
  const [selected, select] = signal(3)
  const ran: number[] = []
  createRoot(() => {
    const isSelected = selector(selected)
    for (let id = 0; id < 1000; id++) {
      effect(() => {
        isSelected(id)
        ran.push(id)
      })
    }
  })
  flush()
  ran.length = 0

  select(7)
  flush()

  expect(ran.sort()).toEqual([3, 7])
})

test("a row reads the newest selection, before any flush and inside a batch", () => {
  const [selected, select] = signal(1)
  createRoot(() => {
    const isSelected = selector(selected)
    const isFirst = memo(() => isSelected(1))
    expect(isFirst()).toBe(true)

    select(2)
    expect([isFirst(), isSelected(2)]).toEqual([false, true])

    batch(() => {
      select(1)
      expect([isSelected(1), isSelected(2)]).toEqual([true, false])
    })
  })
})

test("a selection that comes back before the flush wakes nobody", () => {
  const [selected, select] = signal(1)
  let runs = 0
  createRoot(() => {
    const isSelected = selector(selected)
    for (const id of [1, 2]) {
      effect(() => {
        isSelected(id)
        runs++
      })
    }
  })
  flush()

  select(2)
  select(1)
  flush()

  expect(runs).toBe(2)
})

test("keys that are compared by a function", () => {
  const [range, setRange] = signal({ from: 1, to: 3 })
  const seen: number[][] = []
  createRoot(() => {
    const isInside = selector<{ from: number; to: number }, number>(
      range,
      (key, { from, to }) => key >= from && key <= to,
    )
    effect(() => void seen.push([1, 2, 3, 4].filter((key) => isInside(key))))
  })
  flush()

  setRange({ from: 2, to: 4 })
  flush()

  expect(seen).toEqual([
    [1, 2, 3],
    [2, 3, 4],
  ])
})

test("a key that nobody asks for any more is forgotten, and can come back", () => {
  const [selected, select] = signal(1)
  const seen: boolean[] = []
  createRoot(() => {
    const isSelected = selector(selected)
    const row = createOwner()
    runWithOwner(row, () => effect(() => void isSelected(1)))
    flush()
    row.dispose()
    select(2)
    flush()
    effect(() => void seen.push(isSelected(1)))
  })
  flush()

  select(1)
  flush()

  expect(seen).toEqual([false, true])
})

test("a slice reads and writes one part, and siblings are not told", () => {
  const user = rwSignal({ name: "Ann", age: 30 })
  const seen: string[] = []
  const [name, setName] = createRoot(() => {
    const part = slice(
      user,
      (u) => u.name,
      (u, name) => ({ ...u, name }),
    )
    effect(() => void seen.push(part[0]()))
    return part
  })
  flush()

  user.update((u) => ({ ...u, age: 31 }))
  flush()
  setName("Bea")
  setName((n) => `${n}!`)
  flush()

  expect(seen).toEqual(["Ann", "Bea!"])
  expect([name(), user.peek()]).toEqual(["Bea!", { name: "Bea!", age: 31 }])
})

test("a slice of a pair", () => {
  const [point, setPoint] = signal({ x: 1, y: 2 })
  const [x, setX] = createRoot(() =>
    slice(
      [point, setPoint],
      (p) => p.x,
      (p, x) => ({ ...p, x }),
    ),
  )

  expect(setX(5)).toBe(5)

  expect([x(), point()]).toEqual([5, { x: 5, y: 2 }])
})
