// Data that nobody plans for: getters that throw, symbols, proxies of proxies, cycles, half-frozen arrays.

import { expect, test } from "vitest"
import { createRoot, flush, memo, renderEffect } from "../../../core/reactive/index.ts"
import {
  deep,
  field,
  isStore,
  keyed,
  patch,
  store,
  unwrap,
  update,
} from "../../../core/store/index.ts"

/** What an effect over `read` has seen so far. */
function watch<T>(read: () => T): T[] {
  const seen: T[] = []
  createRoot(() => renderEffect(() => void seen.push(read())))
  return seen
}

test("a getter that throws elsewhere in the object stops no write", () => {
  const state = store({
    inner: { n: 1 },
    get broken(): number {
      throw new Error("getter")
    },
  })
  const seen = watch(() => state.inner.n)
  state.inner = { n: 2 }
  delete (state as { inner?: object }).inner
  state.inner = { n: 3 }
  flush()
  expect(seen).toEqual([1, 3])
  expect(() => state.broken).toThrow("getter")
})

test("symbol keys are properties like others", () => {
  const key = Symbol("key")
  const state = store<{ [key]: number; n: number }>({ [key]: 1, n: 1 })
  const seen = watch(() => state[key])
  state[key] = 2
  flush()
  expect(seen).toEqual([1, 2])
  expect(`${Object.prototype.toString.call(state)}`).toBe("[object Object]")
})

test("a store of a store, of its parts and of a stranger's proxy of it", () => {
  const state = store({ user: { name: "Ann" } })
  expect(store(state)).toBe(state)
  expect(store(state.user)).toBe(state.user)

  const stranger = new Proxy(state, {})
  const outer = store({ inner: stranger })
  const seen = watch(() => outer.inner.user.name)
  state.user.name = "Bea"
  flush()
  outer.inner.user.name = "Cleo"
  flush()
  expect(seen).toEqual(["Ann", "Bea", "Cleo"])
  expect(unwrap(state).user.name).toBe("Cleo")
})

test("an object whose prototype is a store is not the store", () => {
  const state = store<{ n: number }>({ n: 1 })
  const child = Object.create(state) as { n: number }
  child.n = 5
  expect(child.n).toBe(5)
  expect(state.n).toBe(1)
})

test("hasOwn is told when the key comes and goes", () => {
  const state = store<{ a?: number }>({})
  const seen = watch(() => Object.hasOwn(state, "a"))
  state.a = 1
  flush()
  delete state.a
  flush()
  expect(seen).toEqual([false, true, false])
})

test("a getter follows what it reads, a setter writes what it writes", () => {
  const state = store({
    first: "Ann",
    last: "Lee",
    get full(): string {
      return `${this.first} ${this.last}`
    },
    set full(value: string) {
      const [first = "", last = ""] = value.split(" ")
      this.first = first
      this.last = last
    },
  })
  const seen = watch(() => state.full)
  state.first = "Bea"
  flush()
  update(state, (it) => {
    it.full = "Cleo Ray"
  })
  flush()
  expect(seen).toEqual(["Ann Lee", "Bea Lee", "Cleo Ray"])
})

test("frozen parts are shown as they are, and what is beside them lives", () => {
  const state = store({ fixed: Object.freeze({ inner: { n: 1 } }), free: { n: 1 } })
  const seen = watch(() => state.fixed.inner.n + state.free.n)
  state.free.n = 2
  flush()
  expect(seen).toEqual([2, 3])
  expect(isStore(state.fixed)).toBe(false)

  const sealed = store([Object.freeze([{ n: 1 }]), [{ n: 1 }]] as { n: number }[][])
  expect(sealed[0]?.[0]?.n).toBe(1)
  expect(sealed.map((row) => row.length)).toEqual([1, 1])
})

test("an array with fixed items can be read", () => {
  const raw: { n: number }[] = []
  Object.defineProperty(raw, 0, { value: { n: 1 }, enumerable: true })
  const state = store(raw)
  expect(state[0]?.n).toBe(1)
  expect(state.map((item) => item.n)).toEqual([1])
})

test("a refused write is a TypeError and tells nobody", () => {
  const raw = Object.defineProperty({ n: 1 }, "fixed", { value: 1, enumerable: true }) as {
    n: number
    fixed: number
  }
  const state = store(raw)
  const seen = watch(() => state.fixed)
  expect(() => {
    state.fixed = 2
  }).toThrow(TypeError)
  flush()
  expect(seen).toEqual([1])
})

test("patch with data that holds itself", () => {
  interface Node {
    id: number
    n: number
    self?: Node
    list: Node[]
  }
  const make = (n: number): Node => {
    const node: Node = { id: 1, n, list: [] }
    node.self = node
    node.list.push(node)
    return node
  }
  const state = store(make(1))
  const seen = watch(() => state.self?.self?.list[0]?.n)
  patch(state, make(2))
  flush()
  expect(seen).toEqual([1, 2])

  const plain = store<Node>({ id: 1, n: 1, list: [] })
  patch(plain, make(3))
  expect(plain.self?.self?.n).toBe(3)
})

test("deep sees a cycle, and a write anywhere in it", () => {
  const a: { n: number; b?: { n: number; a?: unknown } } = { n: 1 }
  a.b = { n: 2, a }
  const state = store(a)
  let runs = 0
  createRoot(() =>
    renderEffect(() => {
      deep(state)
      runs++
    }),
  )
  state.b!.n = 3
  flush()
  state.n = 4
  flush()
  expect(runs).toBe(3)
})

test("a keyed handle through sorts, replacement, removal and return", () => {
  const state = store({ rows: [1, 2, 3].map((id) => ({ id, n: id })) })
  createRoot(() => {
    const byId = keyed(
      () => state.rows,
      (row) => row.id,
    )
    const two = byId.at(2)
    const seen: (number | undefined)[] = []
    renderEffect(() => void seen.push(two()?.n))
    state.rows.reverse()
    flush()
    state.rows = [{ id: 9, n: 9 }, ...state.rows.filter((row) => row.id !== 2)]
    flush()
    state.rows.push({ id: 2, n: 20 })
    flush()
    patch(state, { rows: [{ id: 2, n: 21 }] })
    flush()
    expect(seen).toEqual([2, undefined, 20, 21])
  })
})

test("a field whose place goes and comes back", () => {
  const state = store<{ user?: { name: string } }>({ user: { name: "Ann" } })
  const name = field(state as { user: { name: string } }, "user").field("name")
  const seen: unknown[] = []
  createRoot(() => {
    const shown = memo(() => (state.user ? name.get() : "-"))
    renderEffect(() => void seen.push(shown()))
  })
  delete state.user
  flush()
  state.user = { name: "Bea" }
  flush()
  name.set("Cleo")
  flush()
  expect(seen).toEqual(["Ann", "-", "Bea", "Cleo"])
})

test("sets and maps: what newer methods read is followed, what they write is told", () => {
  const state = store({ a: new Set([1, 2]), m: new Map([["x", 1]]) })
  const union = (state.a as unknown as { union?: (other: Set<number>) => Set<number> }).union
  const seen = watch(() =>
    union
      ? [
          ...(state.a as unknown as { union(other: Set<number>): Set<number> }).union(new Set([9])),
        ].join()
      : [...state.a, 9].join(),
  )
  state.a.add(3)
  flush()
  expect(seen).toEqual(["1,2,9", "1,2,3,9"])
})

test("an item that stands in two places is told through both, and let go of one is told by the other", () => {
  const shared = { n: 1 }
  const state = store({ a: shared, b: shared, list: [shared] })
  let runs = 0
  createRoot(() =>
    renderEffect(() => {
      deep(state.list)
      runs++
    }),
  )
  ;(state as { a: object | undefined }).a = undefined
  state.b.n = 2
  flush()
  expect(runs).toBe(2)
})

test("a write inside an effect that reads the same key rests", () => {
  const state = store({ n: 0, list: [3, 1, 2] })
  createRoot(() => {
    renderEffect(() => {
      if (state.n < 5) state.n++
    })
    renderEffect(() => {
      if (state.list.length < 5) state.list.push(state.list.length)
      state.list.sort()
    })
  })
  flush()
  expect(state.n).toBe(5)
  expect([...state.list]).toEqual([1, 2, 3, 3, 4])
})

test("a record of thousands of objects is replaced one by one in no time to speak of", () => {
  const state = store<Record<string, { n: number }>>({})
  for (let i = 0; i < 5000; i++) state[i] = { n: i }
  const seen = watch(() => state[7]?.n)
  for (let i = 0; i < 5000; i++) state[i] = { n: -i }
  flush()
  expect(seen).toEqual([7, -7])
})

test("patch takes more rows than a call takes arguments", () => {
  const rows = (from: number) => Array.from({ length: 150_000 }, (_, i) => ({ id: from + i }))
  const state = store({ rows: rows(0) })
  const seen = watch(() => state.rows[0]?.id)
  patch(state, { rows: rows(1) })
  flush()
  expect(seen).toEqual([0, 1])
  expect(state.rows.length).toBe(150_000)
})
