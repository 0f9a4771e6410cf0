import { expect, test } from "vitest"
import { CodedError } from "../../../core/errors.ts"
import {
  createOwner,
  createRoot,
  effect,
  flush,
  immediateEffect,
  memo,
  runWithOwner,
  rwMemo,
  signal,
} from "../../../core/reactive/index.ts"

/** A memo under a root, counting its runs. */
function counted<T>(fn: () => T, isOwned = true) {
  const counter = { runs: 0 }
  const make = () =>
    memo(() => {
      counter.runs++
      return fn()
    })
  return [isOwned ? createRoot(make) : make(), counter] as const
}

for (const isOwned of [true, false]) {
  const kind = isOwned ? "a memo" : "a memo without an owner"

  test(`${kind} runs when it is read, once for each change`, () => {
    const [count, setCount] = signal(1)
    const [doubled, counter] = counted(() => count() * 2, isOwned)
    expect(counter.runs).toBe(0)

    doubled()
    doubled()
    setCount(2)
    setCount(3)
    expect(counter.runs).toBe(1)

    expect(doubled()).toBe(6)
    expect(counter.runs).toBe(2)
  })

  test(`${kind} does not run for a change elsewhere`, () => {
    const [count] = signal(1)
    const [, setOther] = signal(1)
    const [parity] = counted(() => count() % 2, isOwned)
    const [label, counter] = counted(() => `parity ${parity()}`, isOwned)
    label()

    setOther(2)

    expect(label()).toBe("parity 1")
    expect(counter.runs).toBe(1)
  })

  test(`${kind} does not run when the memo it reads came out the same`, () => {
    const [count, setCount] = signal(1)
    const [parity] = counted(() => count() % 2, isOwned)
    const [label, counter] = counted(() => `parity ${parity()}`, isOwned)
    label()

    setCount(3)

    expect(label()).toBe("parity 1")
    expect(counter.runs).toBe(1)
  })
}

test("a memo gets its previous value, at first `initial`", () => {
  const [load, setLoad] = signal(3)
  const highest = createRoot(() =>
    memo((previous: number) => Math.max(previous, load()), { initial: 5 }),
  )

  const seen = [highest()]
  for (const value of [9, 2]) {
    setLoad(value)
    seen.push(highest())
  }

  expect(seen).toEqual([5, 9, 9])
})

test("`equals` of a memo keeps those below from running", () => {
  const [position, setPosition] = signal({ x: 1, y: 1 })
  const seen: number[] = []
  createRoot(() => {
    const place = memo(() => position(), { equals: (a, b) => a.x === b.x })
    effect(() => void seen.push(place().x))
  })
  flush()

  setPosition({ x: 1, y: 2 })
  flush()
  setPosition({ x: 2, y: 2 })
  flush()

  expect(seen).toEqual([1, 2])
})

test("a write runs the bottom of a diamond once, on values that belong together", () => {
  const [count, setCount] = signal(1)
  const doubled = memo(() => count() * 2)
  const tripled = memo(() => count() * 3)
  const seen: string[] = []
  createRoot(() => effect(() => void seen.push(`${doubled()} ${tripled()}`)))
  flush()

  setCount(2)
  flush()

  expect(seen).toEqual(["2 3", "4 6"]) // never "4 3"
})

test("a source that is no longer read wakes nobody", () => {
  const [isOn, setOn] = signal(true)
  const [name, setName] = signal("Ann")
  const seen: string[] = []
  createRoot(() => effect(() => void seen.push(isOn() ? name() : "off")))
  flush()

  setOn(false)
  flush()
  setName("Bea")
  flush()
  setOn(true)
  flush()

  expect(seen).toEqual(["Ann", "off", "Bea"])
})

test("a memo behind a guard is not evaluated when the guard turns off in the same batch", () => {
  const [user, setUser] = signal<{ name: string } | null>({ name: "Ann" })
  const name = memo(() => user()!.name) // throws without a user
  const seen: string[] = []
  createRoot(() => effect(() => void seen.push(user() ? name() : "nobody")))
  flush()

  setUser(null)
  flush()

  expect(seen).toEqual(["Ann", "nobody"])
})

test("a read after a write sees the new value, before any flush", () => {
  const [count, setCount] = signal(1)
  const doubled = createRoot(() => memo(() => count() * 2))
  doubled()

  setCount(2)

  expect(doubled()).toBe(4)
})

test("a memo that throws throws the same error to each reader, and recovers", () => {
  const [count, setCount] = signal(0)
  const [checked, counter] = counted(() => {
    if (count() === 0) throw new Error("zero")
    return count()
  })

  expect(checked).toThrow("zero")
  expect(checked).toThrow("zero")
  expect(counter.runs).toBe(1) // the error is cached

  setCount(1)
  expect(checked()).toBe(1)
})

test("an effect whose memo throws runs again when the memo recovers", () => {
  const [count, setCount] = signal(1)
  const seen: unknown[] = []
  createRoot(() => {
    const checked = memo(() => {
      if (count() === 0) throw new Error("zero")
      return count()
    })
    effect(() => void seen.push(checked()))
  })
  flush()

  setCount(0)
  expect(flush).toThrow("zero")
  setCount(2)
  flush()

  expect(seen).toEqual([1, 2])
})

test("a memo that reads itself is an error that names it", () => {
  const self: () => number = createRoot(() => memo(() => self() + 1, { name: "endless" }))

  expect(self).toThrow(CodedError)
  expect(self).toThrow(/\[cycle\]: memo "endless" reads itself/)
})

test("a cycle names its memos in the order of reading, and none outside of it", () => {
  const a: () => number = createRoot(() => memo(() => b() + 1, { name: "a" }))
  const b: () => number = createRoot(() => memo(() => c() + 1, { name: "b" }))
  const c: () => number = createRoot(() => memo(() => a() + 1, { name: "c" }))
  const outside = createRoot(() => memo(() => a(), { name: "outside" }))
  const error = caught(outside)

  expect(error.sentence).toBe(
    'memo "a" reads memo "b", which reads memo "c", which reads memo "a" again.',
  )
  expect(error.message).toContain(error.sentence)
  expect(error.stack).toContain(error.sentence) // it is what Node prints
})

test("a cycle that begins with a write names its memos, too", () => {
  const [isCyclic, setCyclic] = signal(false)
  const a: () => number = createRoot(() => memo(() => (isCyclic() ? b() : 1), { name: "a" }))
  const b: () => number = createRoot(() => memo(() => a() + 1, { name: "b" }))
  expect(b()).toBe(2)

  setCyclic(true)

  expect(caught(b).sentence).toMatch(/memo "[ab]" reads memo "[ab]", which reads memo "[ab]" again/)
})

function caught(fn: () => unknown): CodedError {
  try {
    fn()
  } catch (error) {
    if (error instanceof CodedError) return error
  }
  throw new Error("nothing was thrown")
}

test("a cycle through several memos is an error, not a hang, and can be left", () => {
  const [isCyclic, setCyclic] = signal(true)
  const [a, b] = createRoot(() => {
    const a: () => number = memo(() => (isCyclic() ? b() : 1))
    const b: () => number = memo(() => a() + 1)
    return [a, b]
  })

  expect(a).toThrow(/cycle/)

  setCyclic(false)
  expect([a(), b()]).toEqual([1, 2])
})

test("reading a disposed memo is an error that says which and where it was made", () => {
  const owner = createRoot(() => createOwner())
  const total = runWithOwner(owner, () => memo(() => 1, { name: "total" }))
  total()

  owner.dispose()

  expect(total).toThrow(/\[disposed-read\]: memo "total", made at .*memo\.test\.ts:\d+:\d+/)
})

test("a memo object is disposed by itself", () => {
  const [count, setCount] = signal(1)
  let runs = 0
  createRoot(() => {
    using node = rwMemo(() => {
      runs++
      return count()
    })
    node.get()
  })

  setCount(2)
  flush()

  expect(runs).toBe(1)
})

test("what a memo creates ends before it runs again", () => {
  const [count, setCount] = signal(1)
  const seen: string[] = []
  const outer = createRoot(() =>
    memo(() => {
      const n = count()
      immediateEffect(() => void seen.push(`inner ${n} ${count()}`))
      return n
    }),
  )
  outer()

  setCount(2) // the inner effect waits for the memo around it, which ends it
  outer()

  expect(seen).toEqual(["inner 1 1", "inner 2 2"]) // never "inner 1 2"
})
