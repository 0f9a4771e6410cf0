import { expect, test } from "vitest"
import {
  createRoot,
  effect,
  flush,
  isReactive,
  isReadable,
  memo,
  read,
  renderEffect,
  rwMemo,
  rwSignal,
  signal,
  trigger,
} from "../../../core/reactive/index.ts"

/** Runs `fn` under a root and returns what an effect over `read` has seen so far, after each flush. */
function watching<T>(readValue: () => T): T[] {
  const seen: T[] = []
  createRoot(() => effect(() => void seen.push(readValue())))
  flush()
  return seen
}

test("a setter takes a value or a function of the newest value, and returns what is in place", () => {
  const [count, setCount] = signal(1)

  expect(setCount(2)).toBe(2)
  expect(setCount((n) => n + 1)).toBe(3)

  expect(count()).toBe(3)
})

test("a function is kept as a value by a function that returns it", () => {
  const greet = () => "hello"
  const [handler, setHandler] = signal<() => string>(() => "")

  setHandler(() => greet)

  expect(handler()).toBe(greet)
})

test("writes before a flush are one run, with the last value", () => {
  const [count, setCount] = signal(0)
  const seen = watching(count)

  setCount(1)
  setCount(2)
  flush()

  expect(seen).toEqual([0, 2])
})

test("a write that is taken back before the flush wakes nobody", () => {
  const [count, setCount] = signal(0)
  const seen = watching(count)

  setCount(1)
  setCount(0)
  flush()

  expect(seen).toEqual([0])
})

test("equality is Object.is: NaN equals NaN, 0 differs from -0", () => {
  const [value, setValue] = signal(Number.NaN)
  const seen = watching(value)

  setValue(Number.NaN)
  flush()
  setValue(0)
  flush()
  setValue(-0)
  flush()

  expect(seen).toEqual([Number.NaN, 0, -0])
})

test("`equals` decides, also when a write is taken back; `false` always notifies", () => {
  const [rough, setRough] = signal(1, { equals: (a, b) => Math.round(a) === Math.round(b) })
  const [always, setAlways] = signal(1, { equals: false })
  const seenRough = watching(rough)
  const seenAlways = watching(always)

  setRough(1.2)
  setAlways(1)
  flush()
  setRough(5)
  setRough(1.4)
  flush()

  expect(seenRough).toEqual([1])
  expect(seenAlways).toEqual([1, 1])
})

test("a signal object reads, writes, updates, and mutates in place", () => {
  const list = rwSignal([1])
  const seen = watching(() => list.get().join())

  list.mutate((items) => items.push(2))
  flush()
  list.update((items) => [...items, 3])
  flush()
  list.mutate((items) => items.reverse())
  list.set(list.peek())
  flush()

  expect(seen).toEqual(["1", "1,2", "1,2,3", "3,2,1"])
})

test("peek does not subscribe", () => {
  const count = rwSignal(0)
  const seen = watching(() => count.peek())

  count.set(1)
  flush()

  expect(seen).toEqual([0])
})

test("a trigger tells those who track it", () => {
  const changed = trigger()
  let runs = 0
  watching(() => {
    changed.track()
    runs++
  })

  changed.notify()
  flush()
  changed.notify()
  changed.notify()
  flush()

  expect(runs).toBe(3)
})

test("read takes a static value, an accessor, or a signal object", () => {
  const [count] = signal(1)
  const doubled = memo(() => count() * 2)

  expect([read(1), read(count), read(doubled), read(rwSignal(3)), read(rwMemo(() => 4))]).toEqual([
    1, 1, 2, 3, 4,
  ])
  expect([1, count, rwSignal(3)].map((x) => isReactive<unknown>(x))).toEqual([false, true, true])
  expect([count, rwSignal(3), rwMemo(() => 4)].map(isReadable)).toEqual([false, true, true])
})

test("writes of several signals that are all taken back wake nobody", () => {
  const [a, b] = [rwSignal(1), rwSignal(2)]
  let runs = 0
  createRoot(() => {
    const sum = memo(() => a.get() + b.get())
    renderEffect(() => {
      a.get()
      b.get()
      sum()
      runs++
    })
  })

  a.set(5)
  b.set(6)
  a.set(9)
  a.set(1)
  b.set(2)
  flush()
  expect(runs).toBe(1)

  a.set(5)
  b.set(6)
  a.set(1) // b stays
  flush()
  expect(runs).toBe(2)
})

test("a write that a memo has seen wakes although it is taken back", () => {
  const a = rwSignal(1)
  const seen: number[] = []
  const double = createRoot(() => {
    const double = memo(() => a.get() * 2)
    renderEffect(() => seen.push(double() + a.get()))
    return double
  })

  a.set(2)
  expect(double()).toBe(4) // from here on the write has been looked at
  a.set(1)
  expect(double()).toBe(2)
  a.set(3)
  a.set(1)
  flush()
  expect(seen.at(-1)).toBe(3)
  a.set(4)
  flush()
  expect(seen.at(-1)).toBe(12)
})

test("a memo that changed before its observer was marked is not forgotten when a write is taken back", () => {
  const [a, b] = [rwSignal(1), rwSignal(1)]
  const seen: string[] = []
  const copy = createRoot(() => {
    const copy = memo(() => a.get())
    renderEffect(() => seen.push(`${copy()} ${b.get()}`))
    return copy
  })

  b.set(2)
  a.set(2)
  expect(copy()).toBe(2)
  b.set(1)
  flush()
  expect(seen).toEqual(["1 1", "2 1"])
})

test("a signal with more writes between two flushes than are counted", () => {
  const a = trigger()
  let runs = 0
  createRoot(() =>
    renderEffect(() => {
      a.track()
      runs++
    }),
  )
  for (let i = 0; i < 100_000; i++) a.notify()
  flush()
  expect(runs).toBe(2)
  flush()
  expect(runs).toBe(2)
})
