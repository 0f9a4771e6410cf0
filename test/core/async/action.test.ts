import { expect, test } from "vitest"
import {
  action,
  fromIterable,
  fromObservable,
  multiAction,
  toIterable,
  toObservable,
} from "../../../core/async/index.ts"
import { createRoot, effect, flush, signal, tick } from "../../../core/reactive/index.ts"

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

function byHand<I, T>() {
  const calls: {
    input: I
    signal: AbortSignal
    done: (value: T) => void
    fail: (e: unknown) => void
  }[] = []
  const work = (input: I, info: { signal: AbortSignal }): Promise<T> =>
    new Promise((done, fail) => calls.push({ input, signal: info.signal, done, fail }))
  return { calls, work }
}

test("the last dispatched counts, not the last to come in", async () => {
  const { calls, work } = byHand<number, string>()
  const save = createRoot(() => action(work))

  const first = save.dispatch(1)
  save.dispatch(2)
  expect([save.pending(), save.input()]).toEqual([true, 2])
  calls[1]?.done("two")
  await turn()
  expect([save.value(), save.pending()]).toEqual(["two", true])
  calls[0]?.done("one")

  expect(await first).toBe("one") // its own caller still gets it
  expect([save.value(), save.pending(), save.input(), save.version()]).toEqual([
    "two",
    false,
    undefined,
    1,
  ])
})

test("an error is kept until another succeeds, and rejects the caller's promise", async () => {
  const save = createRoot(() =>
    action(async (good: boolean) => {
      if (!good) throw new Error("disk full")
      return "saved"
    }),
  )
  await expect(save.dispatch(false)).rejects.toThrow("disk full")
  expect([(save.error() as Error).message, save.version()]).toEqual(["disk full", 0])

  await save.dispatch(true)
  expect([save.error(), save.value(), save.version()]).toEqual([undefined, "saved", 1])
})

test("what is called off changes neither value nor version", async () => {
  const { calls, work } = byHand<number, string>()
  const save = createRoot(() => action(work))
  const run = save.dispatch(1)

  run.abort()
  calls[0]?.done("late")
  await run

  expect([calls[0]?.signal.aborted, save.value(), save.version(), save.pending()]).toEqual([
    true,
    undefined,
    0,
    false,
  ])
})

test("clear forgets the result, also the one that is under way", async () => {
  const { calls, work } = byHand<number, string>()
  const save = createRoot(() => action(work))
  const run = save.dispatch(1)

  save.clear()
  calls[0]?.done("late")
  await run

  expect([save.value(), save.pending()]).toEqual([undefined, false])
})

test("the end of the owner tells the work, and a later dispatch is a clear error", async () => {
  const { calls, work } = byHand<number, string>()
  const [save, stop] = createRoot((dispose) => [action(work, { name: "save" }), dispose])
  save.dispatch(1)

  stop()

  expect(calls[0]?.signal.aborted).toBe(true)
  expect(() => save.dispatch(2)).toThrow(/disposed-read.*action "save".*action\.test\.ts/s)
})

test("many run side by side, each with a state of its own", async () => {
  const { calls, work } = byHand<string, number>()
  const add = createRoot(() => multiAction(work))
  add.dispatch("a")
  add.dispatch("b")
  const [a, b] = add.submissions()

  b?.cancel()
  calls[0]?.done(1)
  calls[1]?.done(2)
  await turn()

  expect([a?.value(), a?.pending(), a?.input()]).toEqual([1, false, undefined])
  expect([b?.value(), b?.canceled(), b?.pending()]).toEqual([undefined, true, false])
  expect(add.version()).toBe(2)
  add.clear()
  expect(add.submissions()).toEqual([])
})

test("an async iterable is a signal of its newest value, and is left with its owner", async () => {
  let isLeft = false
  async function* lines() {
    try {
      yield "one"
      yield "two"
      await new Promise(() => {})
    } finally {
      isLeft = true
    }
  }
  const source = lines()
  const left = source.return.bind(source)
  source.return = (value) => {
    isLeft = true
    return left(value)
  }
  const [line, stop] = createRoot((dispose) => [fromIterable(source), dispose])
  await turn()

  expect(line()).toBe("two")
  stop()
  expect(isLeft).toBe(true)
})

test("an error of an iterable is thrown to who reads", async () => {
  const line = createRoot(() =>
    fromIterable(
      (async function* () {
        yield 1
        throw new Error("torn")
      })(),
    ),
  )
  await turn()
  expect(() => line()).toThrow("torn")
})

test("a slow reader of a signal gets the newest value, and nothing piles up", async () => {
  const [n, setN] = signal(0)
  const values = toIterable(n)
  const seen = [(await values.next()).value]
  for (const next of [1, 2, 3]) {
    setN(next)
    await tick()
  }
  seen.push((await values.next()).value)
  const waiting = values.next()
  setN(4)
  seen.push((await waiting).value)
  await values.return()

  expect(seen).toEqual([0, 3, 4])
})

test("observables go both ways", () => {
  const [n, setN] = signal(1)
  const seen: unknown[] = []
  const [back, stop] = createRoot((dispose) => [fromObservable(toObservable(n)), dispose])
  createRoot(() => effect(() => void seen.push(back())))
  flush()

  setN(2)
  flush()
  stop()
  setN(3)
  flush()

  expect(seen.filter((value) => value !== undefined)).toEqual([1, 2])
})
