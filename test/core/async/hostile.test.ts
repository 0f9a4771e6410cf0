// Loads in the worst order: overtaken, refused, ended, suspended, and thenables that lie.

import { expect, test } from "vitest"
import {
  action,
  asyncMemo,
  resource,
  startTransition,
  toIterable,
} from "../../../core/async/index.ts"
import {
  catchError,
  createOwner,
  createRoot,
  effect,
  flush,
  getOwner,
  manual,
  renderEffect,
  runWithOwner,
  rwSignal,
  signal,
  tick,
} from "../../../core/reactive/index.ts"

/** Promises that the test settles, in the order in which they were asked for. */
function deferred<T>() {
  const asked: { resolve: (value: T) => void; reject: (error: unknown) => void }[] = []
  return {
    asked,
    next: () => new Promise<T>((resolve, reject) => asked.push({ resolve, reject })),
  }
}

/** Lets all promises that can settle do so. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
  flush()
}

test("an asyncMemo whose runs end in the opposite order keeps the newest", async () => {
  const page = rwSignal(1)
  const work = deferred<string>()
  const aborted: number[] = []
  await createRoot(async () => {
    const memo = asyncMemo(({ signal }) => {
      const n = page.get()
      signal.addEventListener("abort", () => aborted.push(n))
      return work.next()
    })
    for (const n of [2, 3]) {
      page.set(n)
      flush()
    }
    work.asked[2]!.resolve("three")
    await settle()
    work.asked[0]!.reject(new Error("one"))
    work.asked[1]!.resolve("two")
    await settle()
    expect([memo.peek(), memo.state(), memo.error()]).toEqual(["three", "ready", undefined])
  })
  expect(aborted).toEqual([1, 2])
})

test("an abort listener that reads is tracked by nobody", async () => {
  const other = rwSignal(0)
  const page = rwSignal(1)
  let runs = 0
  await createRoot(async () => {
    asyncMemo(({ signal }) => {
      runs++
      page.get()
      signal.addEventListener("abort", () => void other.get())
      return new Promise<number>(() => {})
    })
    page.set(2)
    flush()
    other.set(1)
    flush()
    expect(runs).toBe(2)
  })
})

test("a source that throws is a failed load: told by who reads it, mended by the next value", async () => {
  const id = rwSignal(0)
  await createRoot(async () => {
    const user = resource(
      () => {
        if (id.get() < 1) throw new Error("no id")
        return id.get()
      },
      (n) => `user ${n}`,
    )
    expect(user.state()).toBe("errored")
    expect(() => user.get()).toThrow("no id")
    id.set(1)
    flush()
    expect(user.get()).toBe("user 1")
    id.set(0)
    flush()
    expect(() => user.get()).toThrow("no id")
    expect(user.peek()).toBe("user 1")
  })
})

test("a thenable that throws, and one that settles twice", async () => {
  await createRoot(async () => {
    const bad = resource(
      () => 1,
      () => ({
        // biome-ignore lint/suspicious/noThenProperty: what this test is about
        then(): never {
          throw new Error("then")
        },
      }),
    )
    const twice = resource(
      () => 1,
      () =>
        ({
          // biome-ignore lint/suspicious/noThenProperty: what this test is about
          then(done: (value: number) => void) {
            done(1)
            done(2)
          },
        }) as unknown as PromiseLike<number>,
    )
    await bad.settled()
    await twice.settled()
    expect([bad.state(), String(bad.error())]).toEqual(["errored", "Error: then"])
    expect(twice.peek()).toBe(1)
  })
})

test("a resource under a paused owner loads once when it resumes", async () => {
  const id = rwSignal(1)
  const asked: number[] = []
  await createRoot(async () => {
    const owner = createOwner()
    const user = runWithOwner(owner, () =>
      resource(
        () => id.get(),
        async (n) => {
          asked.push(n)
          return n
        },
      ),
    )
    const seen: unknown[] = []
    runWithOwner(owner, () => effect(() => void seen.push(user.get())))
    await settle()
    owner.pause()
    for (const n of [2, 3, 4]) {
      id.set(n)
      await settle()
    }
    expect(asked).toEqual([1])
    owner.resume()
    await settle()
    expect(asked).toEqual([1, 4])
    expect(seen.at(-1)).toBe(4)
  })
})

test("refetch waits for the load, whenever the scheduler lets it begin", async () => {
  const frames = manual()
  let n = 0
  await createRoot(
    async () => {
      const value = resource(
        () => 1,
        async () => ++n,
      )
      await value.settled()
      let isDone = false
      const done = value.refetch().then(() => {
        isDone = true
      })
      await settleOnly()
      expect(isDone).toBe(false)
      frames.run()
      await done
      expect(value.peek()).toBe(2)
    },
    { scheduler: frames },
  )
})

/** Promises only: no flush. */
async function settleOnly(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

test("mutate in the same turn as the answer, and after the end", async () => {
  const work = deferred<string>()
  let dispose = () => {}
  const value = createRoot((end) => {
    dispose = end
    return resource(
      () => 1,
      () => work.next(),
    )
  })
  work.asked[0]!.resolve("answer")
  value.mutate("mine") // the answer has not come in yet
  await settle()
  expect(value.peek()).toBe("mine")
  dispose()
  value.mutate("late")
  await settle()
  expect(() => value.get()).toThrow(/disposed/)
})

test("a fetcher that writes its own source, and one that disposes its owner", async () => {
  await createRoot(async () => {
    const id = rwSignal(1)
    const value = resource(
      () => id.get(),
      async (n) => {
        if (n < 3) id.set(n + 1)
        return n
      },
    )
    await settle()
    await value.settled()
    expect(value.peek()).toBe(3)

    const owner = createOwner()
    const gone = runWithOwner(owner, () =>
      resource(
        () => 1,
        async () => {
          owner.dispose()
          return 1
        },
      ),
    )
    await settle()
    expect(gone.peek()).toBe(undefined)
  })
})

test("the error of a load goes to the handler around its reader and leaves other effects alone", async () => {
  const told: string[] = []
  let others = 0
  await createRoot(async () => {
    const value = resource(
      () => 1,
      async () => {
        throw new Error("load")
      },
    )
    catchError(
      () => effect(() => void value.get()),
      (error) => told.push(String(error)),
    )
    renderEffect(() => {
      value.state()
      others++
    })
    await settle()
    expect(told).toEqual(["Error: load"])
    expect(others).toBe(2)
  })
})

test("an action that is dispatched by an effect, by itself and while it ends", async () => {
  const wanted = rwSignal(1)
  await createRoot(async () => {
    let runs = 0
    const save = action(async (n: number) => {
      runs++
      if (n === 1) void save.dispatch(10)
      return n
    })
    renderEffect(() => void save.dispatch(wanted.get()))
    await settle()
    expect([save.value(), save.pending(), save.version(), runs]).toEqual([10, false, 1, 2])
    wanted.set(2)
    await settle()
    await settle()
    expect([save.value(), save.pending(), runs]).toEqual([2, false, 3])
  })
})

test("a transition that starts inside an effect waits for the loads of that flush", async () => {
  const page = rwSignal(1)
  const go = rwSignal(false)
  const work = deferred<number>()
  await createRoot(async () => {
    const value = resource(
      () => page.get(),
      (n) => (n === 1 ? n : work.next()),
    )
    let isDone = false
    effect(() => {
      if (!go.get()) return
      void startTransition(() => page.set(2)).then(() => {
        isDone = true
      })
    })
    flush()
    go.set(true)
    flush()
    await settle()
    expect(isDone).toBe(false)
    work.asked[0]!.resolve(2)
    await settle()
    expect([isDone, value.peek()]).toEqual([true, 2])
  })
})

test("an iterator of a signal ends with its owner, and when it is left while it waits", async () => {
  const [count, setCount] = signal(0)
  let dispose = () => {}
  const values: number[] = []
  const loop = createRoot(async (end) => {
    dispose = end
    for await (const n of toIterable(count)) values.push(n)
    return "over"
  })
  await settle()
  setCount(1)
  await settle()
  dispose()
  expect(await loop).toBe("over")
  expect(values).toEqual([0, 1])

  const iterator = toIterable(count)
  expect(getOwner()).toBe(undefined)
  expect((await iterator.next()).value).toBe(1)
  const waiting = iterator.next()
  await tick()
  await iterator.return?.()
  expect(await waiting).toEqual({ value: undefined, done: true })
  expect(await iterator.next()).toEqual({ value: undefined, done: true })
})
