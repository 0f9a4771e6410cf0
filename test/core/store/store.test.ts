import { expect, test } from "vitest"
import { createRoot, effect, flush, memo } from "../../../core/reactive/index.ts"
import { deep, isStore, store, unwrap, update } from "../../../core/store/index.ts"

/** Runs `read` in an effect, and returns what it saw. */
function watch<T>(read: () => T): T[] {
  const seen: T[] = []
  createRoot(() => effect(() => void seen.push(read())))
  flush()
  return seen
}

function change(write: () => void): void {
  write()
  flush()
}

test("a write tells the readers of that property and nobody else", () => {
  const state = store({ user: { name: "Ann", age: 30 }, open: false })
  const names = watch(() => state.user.name)
  const ages = watch(() => state.user.age)
  const opens = watch(() => state.open)

  change(() => {
    state.user.name = "Bea"
  })

  expect([names, ages, opens]).toEqual([["Ann", "Bea"], [30], [false]])
})

test("replacing an object tells the readers of what was in it", () => {
  const state = store({ user: { name: "Ann" } })
  const names = watch(() => state.user.name)

  change(() => {
    state.user = { name: "Bea" }
  })
  change(() => {
    state.user.name = "Cleo"
  })

  expect(names).toEqual(["Ann", "Bea", "Cleo"])
})

test("an equal value is told to nobody", () => {
  const state = store({ a: 1, n: Number.NaN })
  const seen = watch(() => [state.a, state.n])

  change(() => {
    state.a = 1
    state.n = Number.NaN
  })

  expect(seen).toHaveLength(1)
})

test("who watches from above is told of a write at any depth, and siblings are not", () => {
  const state = store({ left: { deep: { n: 1 } }, right: { n: 1 } })
  const left = watch(() => JSON.stringify(deep(state.left)))
  const right = watch(() => JSON.stringify(deep(state.right)))

  change(() => {
    state.left.deep.n = 2
  })

  expect(left).toEqual(['{"deep":{"n":1}}', '{"deep":{"n":2}}'])
  expect(right).toHaveLength(1)
})

test("who watches from above is told of what was put in later", () => {
  const state = store<{ rows: { n: number }[] }>({ rows: [] })
  const seen = watch(() => JSON.stringify(deep(state)))

  change(() => state.rows.push({ n: 1 }))
  change(() => {
    const [row] = state.rows
    if (row) row.n = 2
  })

  expect(seen.at(-1)).toBe('{"rows":[{"n":2}]}')
})

test("an effect that guards runs before what it guards", () => {
  const state = store<{ user: { name: string } | null }>({ user: { name: "Ann" } })
  const order: string[] = []
  createRoot(() => {
    effect(() => {
      deep(state)
      order.push("root")
    })
    effect(() => {
      if (state.user) order.push(`name ${state.user.name}`)
      else order.push("nobody")
    })
  })
  flush()

  order.length = 0
  change(() => {
    state.user = null
  })

  expect(order).toEqual(["root", "nobody"])
})

test("keys that come and go tell who lists them", () => {
  const state = store<Record<string, number>>({ a: 1 })
  const keys = watch(() => Object.keys(state).join())
  const b = watch(() => "b" in state)

  change(() => {
    state.b = 2
  })
  change(() => {
    delete state.a
  })

  expect(keys).toEqual(["a", "a,b", "b"])
  expect(b).toEqual([false, true])
})

test("an index is told only when its item differs", () => {
  const state = store(["a", "b", "c"])
  const first = watch(() => state[0])
  const last = watch(() => state[2])
  const length = watch(() => state.length)

  change(() => {
    state[2] = "z"
  })
  change(() => void state.pop())

  expect([first, last, length]).toEqual([["a"], ["c", "z", undefined], [3, 2]])
})

test("each method that writes an array tells its readers once", () => {
  const state = store([3, 1, 2])
  const all = watch(() => state.join())
  const doubled = watch(() => state.map((n) => n * 2).join())

  change(() => void state.sort((a, b) => a - b))
  change(() => void state.splice(1, 1, 7, 8))
  change(() => void state.reverse())
  change(() => void state.unshift(0))
  change(() => {
    state.length = 2
  })

  expect(all).toEqual(["3,1,2", "1,2,3", "1,7,8,3", "3,8,7,1", "0,3,8,7,1", "0,3"])
  expect(doubled.at(-1)).toBe("0,6")
})

test("sorting what is sorted tells nobody", () => {
  const state = store([1, 2, 3])
  const all = watch(() => state.join())

  change(() => void state.sort())

  expect(all).toHaveLength(1)
})

test("an effect may push to an array that it does not read", () => {
  const state = store({ n: 1, log: [] as number[] })
  createRoot(() => effect(() => void state.log.push(state.n)))
  flush()

  change(() => {
    state.n = 2
  })

  expect(unwrap(state.log)).toEqual([1, 2]) // no loop
})

test("items are found by their raw object and by their face", () => {
  const raw = { id: 1 }
  const state = store([raw, { id: 2 }])

  expect(state.includes(raw)).toBe(true)
  expect(state.indexOf(state[1] as { id: number })).toBe(1)
  expect(state[0]).toBe(state.find((item) => item.id === 1)) // one face an object
})

test("a map tells one key's readers, and the walkers", () => {
  const state = store(new Map([["a", { n: 1 }]]))
  const a = watch(() => state.get("a")?.n)
  const b = watch(() => state.has("b"))
  const all = watch(() => [...state].map(([key, value]) => key + value.n).join())
  const size = watch(() => state.size)

  change(() => {
    const entry = state.get("a")
    if (entry) entry.n = 2
  })
  change(() => void state.set("b", { n: 5 }))
  change(() => state.clear())

  expect(a).toEqual([1, 2, undefined])
  expect(b).toEqual([false, true, false])
  expect(all).toEqual(["a1", "a2", "a2,b5", ""])
  expect(size).toEqual([1, 2, 0])
})

test("a value that is replaced in a map is told to who walks the values, not to who counts or lists keys", () => {
  const state = store(new Map([["a", 1]]))
  const size = watch(() => state.size)
  const keys = watch(() => [...state.keys()].join())
  const values = watch(() => [...state.values()].join())

  change(() => void state.set("a", 2))

  expect([size, keys, values]).toEqual([[1], ["a"], ["1", "2"]])
})

test("a set tells one value's readers, and the walkers", () => {
  const state = store(new Set([1]))
  const two = watch(() => state.has(2))
  const all = watch(() => [...state].join())

  change(() => void state.add(2).add(2))
  change(() => void state.delete(1))

  expect(two).toEqual([false, true])
  expect(all).toEqual(["1", "1,2", "2"])
})

test("several writes of an update are one run", () => {
  const state = store({ a: 1, b: 1 })
  const seen = watch(() => state.a + state.b)

  update(state, (draft) => {
    draft.a = 2
    draft.b = 3
  })
  flush()

  expect(seen).toEqual([2, 5])
})

test("getters of the data are live", () => {
  const state = store({
    first: "Ann",
    get shout() {
      return `${this.first}!`
    },
  })
  const seen = watch(() => state.shout)

  change(() => {
    state.first = "Bea"
  })

  expect(seen).toEqual(["Ann!", "Bea!"])
})

test("class instances, dates and frozen objects are left alone", () => {
  class Point {
    x = 1
  }
  const point = new Point()
  const frozen = Object.freeze({ n: 1 })
  const state = store({ point, frozen, date: new Date(0) })

  expect(state.point).toBe(point)
  expect(state.frozen).toBe(frozen)
  expect(state.date.getTime()).toBe(0)
  expect([isStore(state.point), isStore(state)]).toEqual([false, true])
})

test("what goes in as a face is kept raw", () => {
  const state = store<{ a: { n: number }; b?: { n: number } }>({ a: { n: 1 } })

  state.b = state.a

  expect(isStore(unwrap(state).b)).toBe(false)
  expect(state.b).toBe(state.a)
})

test("keys that reach a prototype are refused, and the message says why", () => {
  const state = store<Record<string, unknown>>({})

  for (const key of ["__proto__", "constructor", "prototype"]) {
    expect(() => {
      state[key] = { polluted: true }
    }).toThrow(/store-key.*could change the prototype/s)
  }
  expect(() => Object.setPrototypeOf(state, {})).toThrow(/store-key/)
  expect({}).not.toHaveProperty("polluted")
})

test("a store of something that can't be followed is a clear error", () => {
  expect(() => store(new Date(0))).toThrow(/store-value.*a Date.*plain object/s)
  expect(() => store(Object.freeze({}))).toThrow(/not frozen/)
})

test("data with a cycle works", () => {
  const raw: { n: number; self?: unknown } = { n: 1 }
  raw.self = raw
  const state = store(raw)
  const seen = watch(() => {
    deep(state)
    return state.n
  })

  change(() => {
    state.n = 2
  })

  expect(seen).toEqual([1, 2])
})

test("reads outside observers make no triggers", () => {
  const state = store({ rows: Array.from({ length: 1000 }, (_, id) => ({ id })) })
  const ids = memo(() => state.rows.length)

  for (const row of state.rows) row.id

  expect(ids()).toBe(1000)
})

test("whoever watches from furthest above is told first, whoever subscribed first", () => {
  const state = store({ a: { b: 1 } })
  const order: string[] = []
  watch(() => order.push("b", String(state.a.b)))
  watch(() => order.push("a", String(deep(state.a).b)))
  watch(() => order.push("root", String(deep(state).a.b)))
  order.length = 0

  change(() => {
    state.a.b = 2
  })

  expect(order).toEqual(["root", "2", "a", "2", "b", "2"])
})

test("a set and a map keep raw objects, also when they are given faces", () => {
  const state = store({ one: { n: 1 }, set: new Set<object>(), map: new Map<string, object>() })

  state.set.add(state.one)
  state.map.set("one", state.one)

  const raw = unwrap(state)
  expect([...raw.set, ...raw.map.values()]).toEqual([raw.one, raw.one])
  expect([...raw.set, ...raw.map.values()].some(isStore)).toBe(false)
})

test.each([
  ["an object", () => store<object>({})],
  ["an array", () => store<object>([])],
])("defineProperty cannot reach a prototype of %s", (_, make) => {
  const state = make()

  for (const key of ["__proto__", "constructor", "prototype"]) {
    expect(() => Object.defineProperty(state, key, { value: 1 })).toThrow(/store-key/)
  }
  expect(() => Object.setPrototypeOf(state, { polluted: true })).toThrow(/store-key/)
})
