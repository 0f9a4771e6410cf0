import { expect, test } from "vitest"
import {
  afterFlush,
  animationFrame,
  createRoot,
  effect,
  flush,
  isFlushing,
  manual,
  rwSignal,
  type Scheduler,
  signal,
  tick,
} from "../../../core/reactive/index.ts"

test("each root's effects run when its scheduler says", () => {
  const [count, setCount] = signal(0)
  const seen: string[] = []
  const [fast, slow] = [manual(), manual()]
  createRoot(() => effect(() => void seen.push(`fast ${count()}`)), { scheduler: fast })
  createRoot(() => effect(() => void seen.push(`slow ${count()}`)), { scheduler: slow })

  fast.run()
  setCount(1)
  fast.run()
  slow.run()

  expect(seen).toEqual(["fast 0", "fast 1", "slow 1"])
  expect([fast.isPending, slow.isPending]).toEqual([false, false])
})

test("a burst of writes asks the scheduler once", () => {
  const [count, setCount] = signal(0)
  let asked = 0
  let run = () => {}
  const scheduler: Scheduler = {
    schedule(flush) {
      asked++
      run = flush
    },
  }
  createRoot(() => effect(() => void count()), { scheduler })
  run()

  for (let i = 1; i <= 10_000; i++) setCount(i)

  expect(asked).toBe(2)
})

test("a root inside a root has its scheduler", () => {
  const clock = manual()
  const seen: string[] = []
  createRoot(() => createRoot(() => effect(() => void seen.push("run"))), { scheduler: clock })

  expect(clock.isPending).toBe(true)
  clock.run()
  expect(seen).toEqual(["run"])
})

test("flush settles all roots, whatever their schedulers say", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  createRoot(() => effect(() => void seen.push(count())), { scheduler: animationFrame })

  flush()
  setCount(1)
  flush()

  expect(seen).toEqual([0, 1])
})

test("roots on two schedulers that feed each other settle in one flush", () => {
  const [a, b] = [rwSignal(0), rwSignal(0)]
  const seen: number[] = []
  createRoot(() => effect(() => b.set(a.get() * 2)), { scheduler: manual() })
  createRoot(
    () =>
      effect(() => {
        seen.push(b.get())
        if (b.get() < 8) a.set(b.get() + 1)
      }),
    { scheduler: manual() },
  )

  flush()

  expect(seen).toEqual([0, 2, 6, 14])
})

test("afterFlush runs once, when all effects have come to rest", () => {
  const [count, setCount] = signal(0)
  const seen: string[] = []
  createRoot(() =>
    effect(() => {
      seen.push(`effect ${count()}`)
      if (count() === 1) {
        afterFlush(() => seen.push(`after ${count()}`))
        setCount(2)
      }
    }),
  )
  flush()

  setCount(1)
  flush()
  setCount(3)
  flush()

  expect(seen).toEqual(["effect 0", "effect 1", "effect 2", "after 2", "effect 3"])
})

test("afterFlush outside a flush schedules one", async () => {
  const seen: string[] = []

  afterFlush(() => seen.push(`after, flushing ${isFlushing()}`))
  expect(isFlushing()).toBe(false)
  await Promise.resolve()

  expect(seen).toEqual(["after, flushing true"])
})

test("what afterFlush writes is settled in the same flush", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  createRoot(() => effect(() => void seen.push(count())))
  afterFlush(() => setCount(1))

  flush()

  expect(seen).toEqual([0, 1])
})

test("afterFlush goes on after an error in one callback", () => {
  const seen: string[] = []
  afterFlush(() => {
    throw new Error("after")
  })
  afterFlush(() => seen.push("second"))

  expect(flush).toThrow("after")
  expect(seen).toEqual(["second"])
})

test("afterFlush subscribes nobody", () => {
  const [a, setA] = signal(0)
  const [b, setB] = signal(0)
  let runs = 0
  createRoot(() => effect(() => void a()), { scheduler: manual() })
  flush()
  createRoot(() =>
    effect(() => {
      runs++
      afterFlush(() => void b())
      setA(runs)
      flush() // of the other root, within this effect
    }),
  )
  flush()

  setB(1)
  flush()

  expect(runs).toBe(1)
})

test("callbacks of afterFlush that call for each other for ever are an error", () => {
  const again = () => afterFlush(again)
  again()

  expect(flush).toThrow(/runaway-effect/)
})

test("tick resolves after the next flush", async () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  createRoot(() => effect(() => void seen.push(count())))

  setCount(1)
  await tick()
  expect(seen).toEqual([1])

  await tick()
  expect(seen).toEqual([1])
})

test("errors that nobody handles go to the scheduler's onError", () => {
  const errors: unknown[] = []
  const clock = manual()
  createRoot(
    () =>
      effect(() => {
        throw new Error("unhandled")
      }),
    { scheduler: { schedule: clock.schedule, onError: (error) => errors.push(error) } },
  )

  clock.run()

  expect(errors.map((error) => (error as Error).message)).toEqual(["unhandled"])
})

test("an error nobody handles is thrown out of a scheduled flush", () => {
  const clock = manual()
  createRoot(
    () =>
      effect(() => {
        throw new Error("unhandled")
      }),
    { scheduler: clock },
  )

  expect(() => clock.run()).toThrow("unhandled")
  expect(isFlushing()).toBe(false)
})

test("flush inside an effect leaves the rest to the flush that runs", () => {
  const [count, setCount] = signal(0)
  const seen: string[] = []
  createRoot(() => {
    effect(() => {
      if (count() === 1) {
        setCount(2)
        flush()
        seen.push("after inner flush")
      }
    })
    effect(() => void seen.push(`second ${count()}`))
  })
  flush()

  setCount(1)
  flush()

  expect(seen).toEqual(["second 0", "after inner flush", "second 2"])
})

test("tick waits for every scheduler that has something to do", async () => {
  const frames = manual()
  const [count, setCount] = signal(0)
  createRoot(() => effect(() => void count()), { scheduler: frames })
  createRoot(() => effect(() => void count()))
  frames.run()
  flush()
  let isOver = false
  setCount(1)
  const ticked = tick().then(() => {
    isOver = true
  })

  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(isOver).toBe(false)
  frames.run()
  await ticked
})
