import { expect, test } from "vitest"
import {
  asyncMemo,
  createSuspenseContext,
  LoadsContext,
  resource,
  SuspenseContext,
  startTransition,
} from "../../../core/async/index.ts"
import {
  createRoot,
  effect,
  flush,
  provide,
  signal,
  tick,
  untrack,
} from "../../../core/reactive/index.ts"

/** A fetcher whose loads are finished by hand, in any order. */
function byHand<T>() {
  const loads: {
    value: unknown
    signal: AbortSignal
    done: (value: T) => void
    fail: (error: unknown) => void
  }[] = []
  const fetcher = (value: unknown, info: { signal: AbortSignal }): Promise<T> =>
    new Promise((done, fail) => loads.push({ value, signal: info.signal, done, fail }))
  return { loads, fetcher }
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

test("a plain value is there at once, and no boundary waits for it", () => {
  const tasks = createSuspenseContext()
  const seen: unknown[] = []
  createRoot(() => {
    provide(SuspenseContext, tasks)
    const user = resource(
      () => 1,
      (id) => `user ${id}`,
    )
    effect(() => void seen.push([user.get(), user.state(), tasks.count()]))
  })
  flush()

  expect(seen).toEqual([["user 1", "ready", 0]])
})

test("while a newer value loads, the old one stays; an overtaken load is aborted and dropped", async () => {
  const [id, setId] = signal(1)
  const { loads, fetcher } = byHand<string>()
  const user = createRoot(() => resource(id, fetcher))

  expect([user.peek(), user.state()]).toEqual([undefined, "pending"])
  loads[0]?.done("one")
  await turn()
  setId(2)
  flush()
  expect([user.peek(), user.state()]).toEqual(["one", "reloading"])

  setId(3)
  flush()
  expect(loads.map((load) => load.signal.aborted)).toEqual([false, true, false])
  loads[2]?.done("three")
  await turn()
  loads[1]?.done("two")
  await turn()

  expect([user.peek(), user.state(), user.loading()]).toEqual(["three", "ready", false])
})

test("an equal source loads nothing", () => {
  const [n, setN] = signal(1)
  let loads = 0
  createRoot(() =>
    resource(
      () => n() % 2,
      () => ++loads,
    ),
  )

  setN(3)
  flush()

  expect(loads).toBe(1)
})

test("without a source there is nothing to load", async () => {
  const [id, setId] = signal<number | undefined>(undefined)
  const user = createRoot(() => resource(id, (n) => Promise.resolve(n)))
  expect(user.state()).toBe("idle")

  setId(7)
  flush()
  await user.settled()
  expect([user.get(), user.state()]).toEqual([7, "ready"])

  setId(undefined)
  flush()
  expect([user.get(), user.state()]).toEqual([undefined, "idle"])
})

test("a failed load throws where it is read, and a good one mends it", async () => {
  let isBroken = true
  const user = createRoot(() =>
    resource(
      () => 1,
      async () => {
        if (isBroken) throw new Error("no network")
        return "fine"
      },
    ),
  )
  await turn()
  expect(() => user.get()).toThrow("no network")
  expect([user.state(), (user.error() as Error).message]).toEqual(["errored", "no network"])

  isBroken = false
  await user.refetch()
  expect([user.get(), user.error()]).toEqual(["fine", undefined])
})

test("a fetcher that throws at once fails like any other", () => {
  const user = createRoot(() =>
    resource(
      () => 1,
      (): number => {
        throw new Error("at once")
      },
    ),
  )
  expect(() => user.get()).toThrow("at once")
})

test("the fetcher's reads are not tracked, and it is told when it loads again", () => {
  const [other, setOther] = signal(1)
  const infos: unknown[] = []
  const user = createRoot(() =>
    resource(
      () => 1,
      (_, { refetching, previous }) => {
        infos.push([refetching, previous])
        return other()
      },
    ),
  )
  setOther(2)
  flush()
  expect(user.get()).toBe(1)

  void user.refetch()
  flush()
  expect(user.get()).toBe(2)
  expect(infos).toEqual([
    [false, undefined],
    [true, 1],
  ])
})

test("a value put in place drops the load in flight", async () => {
  const { loads, fetcher } = byHand<string>()
  const user = createRoot(() => resource(() => 1, fetcher))

  user.mutate("mine")
  loads[0]?.done("theirs")
  await turn()

  expect([user.get(), loads[0]?.signal.aborted]).toEqual(["mine", true])
})

test("a boundary counts what is read under it until it is ready, and again when it reloads", async () => {
  const [id, setId] = signal(1)
  const { loads, fetcher } = byHand<string>()
  const [read, unread] = [createSuspenseContext(), createSuspenseContext()]
  createRoot(() => {
    const user = resource(id, fetcher)
    createRoot(() => {
      provide(SuspenseContext, read)
      effect(() => void user.get())
    })
    createRoot(() => provide(SuspenseContext, unread))
  })
  flush()
  const counts: number[] = [read.count()]

  loads[0]?.done("one")
  await turn()
  counts.push(read.count())
  setId(2)
  flush()
  counts.push(read.count())
  setId(3)
  flush()
  counts.push(read.count())
  loads[2]?.done("three")
  await turn()
  counts.push(read.count())

  expect(counts).toEqual([1, 0, 1, 1, 0])
  expect(unread.count()).toBe(0)
})

test("a boundary forgets a reader that went away while it waited", async () => {
  const tasks = createSuspenseContext()
  const stop = createRoot((dispose) => {
    provide(SuspenseContext, tasks)
    const user = createRoot(() =>
      resource(
        () => 1,
        () => new Promise<string>(() => {}),
      ),
    )
    effect(() => void user.get())
    return dispose
  })
  flush()
  expect(tasks.count()).toBe(1)

  stop()
  await turn()
  expect(tasks.count()).toBe(0)
})

test("the app can wait for all loads, read or not", async () => {
  const loads = createSuspenseContext()
  const user = createRoot(() => {
    provide(LoadsContext, loads)
    return resource(
      () => 1,
      async () => "ready",
    )
  })
  expect(loads.count()).toBe(1)

  await loads.settled()
  expect([loads.count(), user.get()]).toEqual([0, "ready"])
})

test("the owner's end aborts the load; a later read is a clear error", () => {
  const { loads, fetcher } = byHand<string>()
  const [user, stop] = createRoot((dispose) => [
    resource(() => 1, fetcher, { name: "user" }),
    dispose,
  ])

  stop()

  expect(loads[0]?.signal.aborted).toBe(true)
  expect(() => user.get()).toThrow(/disposed-read.*"user".*resource\.test\.ts/s)
})

test("`using` ends a resource; an asyncMemo is called by its kind", () => {
  const { loads, fetcher } = byHand<string>()
  const sum = createRoot((dispose) => {
    const sum = asyncMemo(() => 1, { name: "sum" })
    using _ = resource(() => 1, fetcher)
    dispose()
    return sum
  })

  expect(loads[0]?.signal.aborted).toBe(true)
  expect(() => sum.get()).toThrow(/asyncMemo "sum"/)
})

test("an asyncMemo runs again when a signal changes that it read before its first await", async () => {
  const [n, setN] = signal(1)
  const [late, setLate] = signal(10)
  const sum = createRoot(() =>
    asyncMemo(async () => {
      const first = n()
      await undefined
      return first + late()
    }),
  )
  await sum.settled()
  expect(sum.get()).toBe(11)

  setN(2)
  flush()
  await sum.settled()
  setLate(20)
  await tick()

  expect(sum.get()).toBe(12) // reads after an await are not tracked
})

test("a transition ends when all that it set off has loaded", async () => {
  const [id, setId] = signal(1)
  const a = byHand<string>()
  const b = byHand<string>()
  const idle = byHand<string>()
  createRoot(() => {
    resource(id, a.fetcher)
    resource(id, b.fetcher)
    resource(() => 1, idle.fetcher)
  })
  let isOver = false
  const transition = startTransition(() => setId(2)).then(() => {
    isOver = true
  })

  a.loads[1]?.done("a")
  await turn()
  expect(isOver).toBe(false)
  b.loads[1]?.done("b")
  await transition
  expect(isOver).toBe(true) // the third resource, untouched, is pending still
})

test("a transition waits for the load that overtakes its own", async () => {
  const [id, setId] = signal(1)
  const { loads, fetcher } = byHand<string>()
  const user = createRoot(() => resource(id, fetcher))
  const transition = startTransition(() => setId(2))

  setId(3)
  flush()
  loads[1]?.done("two")
  loads[2]?.done("three")
  await transition

  expect(user.get()).toBe("three")
})

test("a reader that does not run again still waits when what it has read reloads", async () => {
  const [id, setId] = signal(1)
  const { loads, fetcher } = byHand<string>()
  const tasks = createSuspenseContext()
  createRoot(() => {
    const user = resource(id, fetcher)
    provide(SuspenseContext, tasks)
    effect(() => untrack(() => void user.get()))
  })
  flush()
  loads[0]?.done("one")
  await turn()
  expect(tasks.count()).toBe(0)

  setId(2)
  flush()

  expect(tasks.count()).toBe(1)
})
