import { expect, test } from "vitest"
import {
  batch,
  catchError,
  createRoot,
  effect,
  flush,
  immediateEffect,
  memo,
  on,
  onCleanup,
  renderEffect,
  rwEffect,
  rwSignal,
  signal,
  untrack,
  watch,
} from "../../../core/reactive/index.ts"

test("an effect first runs in the next flush, a render effect at once", () => {
  const seen: string[] = []

  createRoot(() => {
    effect(() => void seen.push("effect"))
    renderEffect(() => void seen.push("render effect"))
  })
  expect(seen).toEqual(["render effect"])

  flush()
  expect(seen).toEqual(["render effect", "effect"])
})

test("effects run in a microtask after the write", async () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  createRoot(() => effect(() => void seen.push(count())))
  await Promise.resolve()

  setCount(1)
  expect(seen).toEqual([0])
  await Promise.resolve()

  expect(seen).toEqual([0, 1])
})

test("an effect gets what it returned last time", () => {
  const [count, setCount] = signal(1)
  const previous: (number | undefined)[] = []
  createRoot(() =>
    effect<number>((last) => {
      previous.push(last)
      return count() * 10
    }),
  )
  flush()

  setCount(2)
  flush()

  expect(previous).toEqual([undefined, 10])
})

test("an outer effect runs before an inner one, which never sees what the outer guards against", () => {
  const [user, setUser] = signal<{ name: string } | null>({ name: "Ann" })
  const seen: string[] = []
  createRoot(() =>
    effect(() => {
      // The inner effect subscribes first.
      renderEffect(() => void seen.push(`inner ${user()?.name ?? "NOBODY"}`))
      seen.push(user() ? "outer" : "outer without user")
      if (!user()) return
    }),
  )
  flush()
  seen.length = 0

  setUser(null)
  flush()

  expect(seen[0]).toBe("inner NOBODY") // of the new run: the old inner effect did not run before it
  expect(seen).toEqual(["inner NOBODY", "outer without user"])
})

test("an effect inside a memo waits for the memo", () => {
  const [count, setCount] = signal(1)
  const seen: string[] = []
  createRoot(() => {
    const outer = memo(() => {
      const n = count()
      effect(() => void seen.push(`${n} ${count()}`))
      return n
    })
    effect(() => void outer())
  })
  flush()

  setCount(2)
  flush()

  expect(seen).toEqual(["1 1", "2 2"]) // never "1 2"
})

test("siblings run in the order of their creation", () => {
  const [count, setCount] = signal(0)
  const seen: string[] = []
  createRoot(() => {
    for (const name of ["a", "b", "c"]) effect(() => void seen.push(name + count()))
  })
  flush()

  setCount(1)
  flush()

  expect(seen.join(" ")).toBe("a0 b0 c0 a1 b1 c1")
})

test("children are cleaned before parents, cleanups run in the order of registration", () => {
  const [count, setCount] = signal(0)
  const seen: string[] = []
  const dispose = createRoot((dispose) => {
    effect(() => {
      count()
      onCleanup(() => seen.push("outer 1"))
      effect(() => onCleanup(() => seen.push("inner a")))
      effect(() => onCleanup(() => seen.push("inner b")))
      onCleanup(() => seen.push("outer 2"))
    })
    return dispose
  })
  flush()

  setCount(1)
  flush()
  expect(seen).toEqual(["inner a", "inner b", "outer 1", "outer 2"])

  seen.length = 0
  dispose()
  expect(seen).toEqual(["inner a", "inner b", "outer 1", "outer 2"])
})

test("an effect that throws stops no other, keeps its sources, and runs again", () => {
  const [count, setCount] = signal(0)
  const seen: string[] = []
  createRoot(() => {
    effect(() => {
      if (count() === 1) throw new Error("one")
      seen.push(`first ${count()}`)
    })
    effect(() => void seen.push(`second ${count()}`))
  })
  flush()

  setCount(1)
  expect(flush).toThrow("one")
  setCount(2)
  flush()

  expect(seen).toEqual(["first 0", "second 0", "second 1", "first 2", "second 2"])
})

test("an effect that throws before it reads keeps the sources of its last run", () => {
  const [count, setCount] = signal(0)
  const [name] = signal("Ann")
  let isBroken = false
  const seen: string[] = []
  createRoot(() =>
    effect(() => {
      if (isBroken) throw new Error("broken")
      seen.push(name() + count())
    }),
  )
  flush()

  isBroken = true
  setCount(1)
  expect(flush).toThrow("broken")
  isBroken = false
  setCount(2)
  flush()

  expect(seen).toEqual(["Ann0", "Ann2"])
})

test("several failing effects are one AggregateError", () => {
  createRoot(() => {
    for (const name of ["a", "b"]) {
      effect(() => {
        throw new Error(name)
      })
    }
  })

  const error = (() => {
    try {
      flush()
    } catch (error) {
      return error as AggregateError
    }
    return undefined
  })()

  expect(error?.errors.map((e: Error) => e.message)).toEqual(["a", "b"])
})

test("an error in one cleanup stops neither the others nor the run", () => {
  const [count, setCount] = signal(0)
  const seen: unknown[] = []
  createRoot(() =>
    catchError(
      () =>
        effect(() => {
          seen.push(count())
          onCleanup(() => {
            throw new Error("cleanup")
          })
          onCleanup(() => seen.push("second cleanup"))
        }),
      (error) => seen.push((error as Error).message),
    ),
  )
  flush()

  setCount(1)
  flush()

  expect(seen).toEqual([0, "cleanup", "second cleanup", 1])
})

test("an effect may write what it reads, until it comes to rest", () => {
  const [count, setCount] = signal(0)
  createRoot(() =>
    effect(() => {
      if (count() < 5) setCount(count() + 1)
    }),
  )

  flush()

  expect(count()).toBe(5)
})

test("a chain of 500 effects that wake each other is no runaway", () => {
  const signals = Array.from({ length: 501 }, () => rwSignal(0))
  createRoot(() => {
    // Created from the end, so that each wakes one that has had its turn.
    for (let i = 499; i >= 0; i--) {
      effect(() => signals[i + 1]!.set(signals[i]!.get()))
    }
  })
  flush()

  signals[0]!.set(1)
  flush()

  expect(signals[500]!.peek()).toBe(1)
})

test("effects that wake each other for ever are an error that names them", () => {
  const [a, setA] = signal(0)
  const [b, setB] = signal(0)
  const [other, setOther] = signal(0)
  const seen: number[] = []
  createRoot(() => {
    effect(() => void setB(a() + 1), { name: "ping" })
    effect(() => void setA(b() + 1), { name: "pong" })
    effect(() => void seen.push(other()))
  })

  expect(flush).toThrow(/\[runaway-effect\]: effect "(ping|pong)" and effect "(ping|pong)" did/)

  setOther(1)
  flush()
  expect(seen).toEqual([0, 1]) // the others go on
})

test("an immediate effect that feeds itself is an error too", () => {
  const [count, setCount] = signal(0)

  expect(() => createRoot(() => immediateEffect(() => void setCount(count() + 1)))).toThrow(
    /runaway-effect/,
  )
})

test("an immediate effect runs within the write, and at the end of a batch", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  createRoot(() => immediateEffect(() => void seen.push(count())))

  setCount(1)
  expect(seen).toEqual([0, 1])

  batch(() => {
    setCount(2)
    batch(() => setCount(3))
    expect(seen).toEqual([0, 1])
  })
  expect(seen).toEqual([0, 1, 3])
})

test("an error of an immediate effect is thrown to the writer, after the others have run", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  createRoot(() => {
    immediateEffect(() => {
      if (count() === 1) throw new Error("one")
    })
    immediateEffect(() => void seen.push(count()))
  })

  expect(() => setCount(1)).toThrow("one")

  expect(seen).toEqual([0, 1])
})

test("an effect stops by the function it returned, also from inside", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  createRoot(() => {
    const stop = effect(() => {
      seen.push(count())
      if (count() === 1) stop()
    })
  })
  flush()

  setCount(1)
  flush()
  setCount(2)
  flush()

  expect(seen).toEqual([0, 1])
})

test("an effect object is disposed by itself", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  const node = createRoot(() => rwEffect(() => void seen.push(count())))

  node.dispose()
  node.dispose()
  setCount(1)
  flush()

  expect(node.disposed).toBe(true)
  expect(seen).toEqual([0])
})

test("an effect that is disposed while it waits does not run", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  const stop = createRoot(() => renderEffect(() => void seen.push(count())))

  setCount(1)
  stop()
  flush()

  expect(seen).toEqual([0])
})

test("untrack reads without subscribing", () => {
  const [count, setCount] = signal(0)
  const [other, setOther] = signal(0)
  const seen: string[] = []
  createRoot(() => effect(() => void seen.push(`${count()} ${untrack(other)}`)))
  flush()

  setOther(1)
  flush()
  setCount(1)
  flush()

  expect(seen).toEqual(["0 0", "1 1"])
})

test("what untrack creates belongs to the effect around it", () => {
  const [count, setCount] = signal(0)
  const [inner, setInner] = signal(0)
  const seen: string[] = []
  createRoot(() =>
    effect(() => {
      const outer = count()
      untrack(() => effect(() => void seen.push(`${outer} ${inner()}`)))
    }),
  )
  flush()

  setCount(1)
  flush()
  setInner(1)
  flush()

  expect(seen).toEqual(["0 0", "1 0", "1 1"])
})

test("on tracks its dependencies and nothing else, and gives previous values", () => {
  const [a, setA] = signal(1)
  const [b, setB] = signal(10)
  const [other, setOther] = signal(0)
  const seen: unknown[] = []
  createRoot(() => effect(on([a, b], (now, before) => void seen.push([now, before, other()]))))
  flush()

  setOther(1)
  flush()
  setA(2)
  setB(20)
  flush()

  expect(seen).toEqual([
    [[1, 10], undefined, 0],
    [[2, 20], [1, 10], 1],
  ])
})

test("watch calls after a change; with `immediate` also for the first value", () => {
  const [count, setCount] = signal(1)
  const seen: string[] = []
  createRoot(() => {
    watch(count, (now, before) => void seen.push(`later ${before} ${now}`))
    watch(count, (now, before) => void seen.push(`immediate ${before} ${now}`), {
      immediate: true,
    })
  })
  flush()
  expect(seen).toEqual(["immediate undefined 1"])

  setCount(2)
  flush()
  expect(seen.slice(1)).toEqual(["later 1 2", "immediate 1 2"])
})

test("a watch is stopped by the function it returned", () => {
  const [count, setCount] = signal(1)
  const seen: number[] = []
  const stop = createRoot(() => watch(count, (now) => void seen.push(now)))

  stop()
  setCount(2)
  flush()

  expect(seen).toEqual([])
})
