import { afterEach, beforeEach, expect, test } from "vitest"
import { onWarning, type Warning } from "../../../core/dev.ts"
import {
  catchError,
  createContext,
  createOwner,
  createRoot,
  effect,
  flush,
  getOwner,
  handleError,
  immediateEffect,
  memo,
  type Owner,
  onCleanup,
  provide,
  renderEffect,
  runWithOwner,
  signal,
  stored,
  use,
} from "../../../core/reactive/index.ts"

let warnings: Warning[] = []
let mute: () => void
beforeEach(() => {
  warnings = []
  mute = onWarning((warning) => warnings.push(warning))
})
afterEach(() => mute())

test("a root ends what was made under it", () => {
  const [count, setCount] = signal(0)
  const seen: unknown[] = []
  const dispose = createRoot((dispose) => {
    effect(() => void seen.push(count()))
    onCleanup(() => seen.push("end"))
    return dispose
  })
  flush()

  dispose()
  dispose()
  setCount(1)
  flush()

  expect(seen).toEqual([0, "end"])
})

test("an owner outside the running effect keeps what is made under it", () => {
  const [count, setCount] = signal(0)
  const [inner, setInner] = signal(0)
  const seen: string[] = []
  createRoot(() => {
    const list = getOwner()!
    let row: Owner | undefined
    effect(() => {
      count()
      row ??= createOwner(list)
      if (count() === 0) {
        runWithOwner(row, () => renderEffect(() => void seen.push(`row ${inner()}`)))
      }
    })
  })
  flush()

  setCount(1) // the list runs again; the row stays
  flush()
  setInner(1)
  flush()

  expect(seen).toEqual(["row 0", "row 1"])
})

test("`using` disposes an owner", () => {
  const seen: string[] = []
  createRoot(() => {
    using owner = createOwner()
    runWithOwner(owner, () => onCleanup(() => seen.push("end")))
    expect(owner.disposed).toBe(false)
  })
  expect(seen).toEqual(["end"])
})

test("runWithOwner neither tracks nor leaks its owner", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  createRoot(() => {
    const root = getOwner()
    effect(() => {
      seen.push(runWithOwner(root, count))
      expect(getOwner()).not.toBe(root)
    })
    expect(runWithOwner(undefined, getOwner)).toBe(undefined)
  })
  flush()

  setCount(1)
  flush()

  expect(seen).toEqual([0])
})

test("what is created under a disposed owner is dead on arrival, with a warning", () => {
  const owner = createRoot(() => createOwner())
  owner.dispose()
  const [count, setCount] = signal(0)
  const seen: string[] = []

  runWithOwner(owner, () => {
    effect(() => void seen.push(`effect ${count()}`))
    renderEffect(() => void seen.push(`render ${count()}`))
    immediateEffect(() => void seen.push(`immediate ${count()}`))
    onCleanup(() => seen.push("cleanup"))
  })
  flush()
  setCount(1)
  flush()

  expect(seen).toEqual(["cleanup"]) // what was acquired is released at once
  expect(new Set(warnings.map((warning) => warning.code))).toEqual(
    new Set(["created-under-disposed"]),
  )
})

test("onCleanup without an owner warns", () => {
  onCleanup(() => {})
  expect(warnings.map((warning) => warning.code)).toEqual(["no-owner"])
})

test("a paused owner runs nothing and catches up on resume", () => {
  const [count, setCount] = signal(0)
  const seen: string[] = []
  const owner = createRoot(() => createOwner())
  runWithOwner(owner, () => {
    effect(() => {
      effect(() => void seen.push(`inner ${count()}`))
    })
    effect(() => void seen.push(`effect ${count()}`))
    immediateEffect(() => void seen.push(`immediate ${count()}`))
  })
  flush()
  seen.length = 0

  owner.pause()
  setCount(1)
  setCount(2)
  flush()
  expect(seen).toEqual([])

  owner.resume()
  flush()
  expect(seen.sort()).toEqual(["effect 2", "immediate 2", "inner 2"])
})

test("an effect that missed nothing does not run on resume", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  const owner = createRoot(() => createOwner())
  runWithOwner(owner, () => effect(() => void seen.push(count())))
  flush()

  owner.pause()
  setCount(1)
  flush()
  setCount(0)
  owner.resume()
  flush()

  expect(seen).toEqual([0])
})

test("pauses nest, and what is made under a paused owner starts paused", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  const outer = createRoot(() => createOwner())
  const inner = createOwner(outer)
  outer.pause()
  runWithOwner(inner, () => effect(() => void seen.push(count())))
  flush()
  inner.pause()
  outer.resume()
  setCount(1)
  flush()
  expect(seen).toEqual([])

  inner.resume()
  flush()

  expect(seen).toEqual([1])
})

test("use gives the nearest value, and the fallback where nothing was provided", () => {
  const Theme = createContext("light")
  const seen: string[] = []
  createRoot(() => {
    seen.push(use(Theme))
    provide(Theme, "dark")
    seen.push(use(Theme))
    provide(Theme, "contrast", () => seen.push(use(Theme)))
    effect(() => void seen.push(`effect ${use(Theme)}`))
  })
  flush()
  seen.push(use(Theme))

  expect(seen).toEqual(["light", "dark", "contrast", "effect dark", "light"])
})

test("undefined can be provided, and hides what is above", () => {
  const Name = createContext<string | undefined>("nobody")
  createRoot(() => {
    provide(Name, "Ann")
    expect(provide(Name, undefined, () => use(Name))).toBe(undefined)
  })
})

test("a value provided in an effect is gone when the effect runs again", () => {
  const [isProvided, setProvided] = signal(true)
  const Name = createContext("nobody")
  const seen: string[] = []
  createRoot(() =>
    effect(() => {
      if (isProvided()) provide(Name, "Ann")
      seen.push(use(Name))
    }),
  )
  flush()

  setProvided(false)
  flush()

  expect(seen).toEqual(["Ann", "nobody"])
})

test("catchError handles what is thrown now and later, by the nearest handler", () => {
  const [count, setCount] = signal(0)
  const seen: string[] = []
  createRoot(() =>
    catchError(
      () => {
        const result = catchError(
          () => {
            effect(() => {
              if (count() > 0) throw new Error(`effect ${count()}`)
            })
            throw new Error("now")
          },
          (error) => {
            seen.push(`inner: ${(error as Error).message}`)
            if (count() === 2) throw new Error("handler")
          },
        )
        expect(result).toBe(undefined)
      },
      (error) => seen.push(`outer: ${(error as Error).message}`),
    ),
  )
  flush()

  setCount(1)
  flush()
  setCount(2)
  flush()

  expect(seen).toEqual(["inner: now", "inner: effect 1", "inner: effect 2", "outer: handler"])
})

test("catchError does not hide reads from the effect around it", () => {
  const [count, setCount] = signal(0)
  const seen: number[] = []
  createRoot(() =>
    effect(() => {
      catchError(
        () => seen.push(count()),
        () => {},
      )
    }),
  )
  flush()

  setCount(1)
  flush()

  expect(seen).toEqual([0, 1])
})

test("handleError finds the handler above an owner", () => {
  const seen: unknown[] = []
  createRoot(() =>
    catchError(
      () => {
        const owner = createOwner()
        queueMicrotask(() => handleError("late", owner))
      },
      (error) => seen.push(error),
    ),
  )
  return Promise.resolve().then(() => expect(seen).toEqual(["late"]))
})

test("an error of a render effect's first run is the creator's when nobody handles it", () => {
  expect(() =>
    createRoot(() =>
      renderEffect(() => {
        throw new Error("first")
      }),
    ),
  ).toThrow("first")
})

test("a root inside an owner outlives it, and sees its context and handlers", () => {
  const Name = createContext("nobody")
  const seen: unknown[] = []
  const outer = createRoot((dispose) => {
    catchError(
      () => {
        provide(Name, "Ann")
        createRoot(() => {
          const [count] = signal(0)
          onCleanup(() => seen.push("inner ended"))
          effect(() => {
            seen.push(use(Name), count())
            throw new Error("inner")
          })
        })
      },
      (error) => seen.push((error as Error).message),
    )
    return dispose
  })
  flush()

  outer()

  expect(seen).toEqual(["Ann", 0, "inner"])
})

test("a stored value is let go with its owner", () => {
  let held: { value: number } | undefined
  const dispose = createRoot((dispose) => {
    held = stored(1, { name: "last" })
    return dispose
  })
  held!.value = 2
  expect(held!.value).toBe(2)

  dispose()

  expect(() => held!.value).toThrow(/\[disposed-read\]: stored "last"/)
})

test("an effect created in a cleanup belongs to the owner around it", () => {
  const [count, setCount] = signal(0)
  const [other, setOther] = signal(0)
  const seen: number[] = []
  const dispose = createRoot((dispose) => {
    effect(() => {
      if (count() === 0) onCleanup(() => effect(() => void seen.push(other())))
    })
    return dispose
  })
  flush()

  setCount(1)
  flush()
  setOther(1)
  flush()
  dispose()
  setOther(2)
  flush()

  expect(seen).toEqual([0, 1])
})

test("a memo read in a cleanup is no source of what runs", () => {
  const [count, setCount] = signal(0)
  const [other, setOther] = signal(0)
  let runs = 0
  createRoot(() => {
    const doubled = memo(() => other() * 2)
    effect(() => {
      count()
      runs++
      onCleanup(() => void doubled())
    })
  })
  flush()
  setCount(1)
  flush()

  setOther(1)
  flush()

  expect(runs).toBe(2)
})
