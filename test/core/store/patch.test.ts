import { expect, test } from "vitest"
import { createRoot, effect, flush } from "../../../core/reactive/index.ts"
import { field, keyed, patch, store, unwrap } from "../../../core/store/index.ts"

function watch<T>(read: () => T): T[] {
  const seen: T[] = []
  createRoot(() => effect(() => void seen.push(read())))
  flush()
  return seen
}

test("fresh data tells only the leaves that differ", () => {
  const state = store({ user: { name: "Ann", age: 30 }, tags: ["x", "y"] })
  const name = watch(() => state.user.name)
  const age = watch(() => state.user.age)
  const tags = watch(() => state.tags.join())

  patch(state, { user: { name: "Ann", age: 31 }, tags: ["x", "y"] })
  flush()

  expect([name, age, tags]).toEqual([["Ann"], [30, 31], ["x,y"]])
})

test("items keep their identity by id, wherever they move", () => {
  const state = store({
    rows: [
      { id: 1, n: 1 },
      { id: 2, n: 2 },
    ],
  })
  const [one] = state.rows
  const order = watch(() => state.rows.map((row) => row.id).join())
  const n = watch(() => one?.n)

  patch(state, {
    rows: [
      { id: 2, n: 2 },
      { id: 3, n: 3 },
      { id: 1, n: 9 },
    ],
  })
  flush()

  expect(state.rows[2]).toBe(one)
  expect(order).toEqual(["1,2", "2,3,1"])
  expect(n).toEqual([1, 9])
})

test("keys that the fresh data lacks are gone", () => {
  const state = store<{ a?: number; b: Map<string, number>; c: Set<number> }>({
    a: 1,
    b: new Map([
      ["x", 1],
      ["y", 2],
    ]),
    c: new Set([1, 2]),
  })

  patch(state, { b: new Map([["y", 3]]), c: new Set([2, 3]) })

  expect(unwrap(state)).toEqual({ b: new Map([["y", 3]]), c: new Set([2, 3]) })
})

test("two items with one key are two items", () => {
  const state = store([{ id: 1, n: 1 }])

  patch(state, [
    { id: 1, n: 2 },
    { id: 1, n: 3 },
  ])

  expect(unwrap(state).map((item) => item.n)).toEqual([2, 3])
})

test("without keys the position counts", () => {
  const state = store([{ n: 1 }, { n: 2 }])
  const first = state[0]

  patch(state, [{ n: 5 }])

  expect(unwrap(state)).toEqual([{ n: 5 }])
  expect(state[0]).toBe(first)
})

test("data from outside can't reach a prototype, and a refused patch changes nothing", () => {
  const state = store<Record<string, unknown>>({ a: 1 })
  const hostile = JSON.parse('{"a":2,"deep":{"__proto__":{"polluted":true}}}')

  expect(() => patch(state, hostile)).toThrow(/store-key/)
  expect(unwrap(state)).toEqual({ a: 1 })
  expect({}).not.toHaveProperty("polluted")
})

test("patching an array with an object is a clear error", () => {
  expect(() => patch(store<object>([]), {})).toThrow(/patch-kind.*an array of 0.*same kind/s)
})

test("random data: a patched store equals the fresh data, and readers saw just that", () => {
  let seed = 7
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed % below
  }
  const make = (depth: number): unknown => {
    const kind = depth === 0 ? 0 : random(3)
    if (kind === 0) return random(4)
    if (kind === 1) return Array.from({ length: random(4) }, () => make(depth - 1))
    return Object.fromEntries(["id", "a", "b"].slice(random(3)).map((k) => [k, make(depth - 1)]))
  }
  for (let round = 0; round < 500; round++) {
    const state = store({ value: make(3) })
    const seen = watch(() => JSON.stringify(state))
    const next = { value: make(3) }
    patch(state, structuredClone(next))
    flush()
    expect(unwrap(state), `round ${round}`).toEqual(next)
    expect(seen.at(-1), `round ${round}`).toBe(JSON.stringify(state))
  }
})

test("a field follows its place when what is there is replaced", () => {
  const state = store({ user: { name: "Ann" } })
  const name = field(state, "user").field("name")
  const seen = watch(() => name.get())

  state.user = { name: "Bea" }
  flush()
  name.update((before) => `${before}!`)
  flush()

  expect(seen).toEqual(["Ann", "Bea", "Bea!"])
  expect(state.user.name).toBe("Bea!")
})

test("a field of an object is told of what is written inside", () => {
  const state = store({ user: { name: "Ann" } })
  const user = field(state, "user")
  const seen = watch(() => JSON.stringify(user.get()))

  state.user.name = "Bea"
  flush()

  expect(seen).toEqual(['{"name":"Ann"}', '{"name":"Bea"}'])
})

test("a field below nothing says what is missing", () => {
  const state = store<{ user: { name: string } | null }>({ user: null })
  const user = field(state, "user") as unknown as { field(key: string): { get(): unknown } }

  expect(() => user.field("name").get()).toThrow(/field-gone.*"name".*user is null/s)
  expect(() => user.field("__proto__")).toThrow(/store-key/)
})

test("a keyed handle follows its key through sorts and notices when it goes", () => {
  const state = store({
    rows: [
      { id: 2, text: "b" },
      { id: 1, text: "a" },
    ],
  })
  const handle = createRoot(() =>
    keyed(
      () => state.rows,
      (row) => row.id,
    ),
  )
  const row = createRoot(() => handle.at(1))
  const seen = watch(() => row()?.text)

  state.rows.sort((a, b) => a.id - b.id)
  flush()
  const first = state.rows[0]
  if (first) first.text = "A"
  flush()
  state.rows.shift()
  flush()

  expect(seen).toEqual(["a", "A", undefined])
  expect([handle.has(1), handle.keys()]).toEqual([false, [2]])
})
