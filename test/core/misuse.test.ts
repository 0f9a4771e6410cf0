// Calls as a program in plain JavaScript may write them: said at once, with the place.

import { describe, expect, test } from "vitest"
import * as core from "../../core/index.ts"

const call = core as unknown as Record<string, (...args: unknown[]) => unknown>

function thrownBy(run: () => unknown): core.CodedError {
  try {
    run()
  } catch (error) {
    return error as core.CodedError
  }
  throw new Error("nothing was thrown")
}

describe("a value where a function belongs", () => {
  test.each([
    ["memo", [5], "memo() was given 5"],
    ["rwMemo", ["x"], 'rwMemo() was given "x"'],
    ["effect", [undefined], "effect() was given undefined"],
    ["renderEffect", [{}], "renderEffect() was given the object {}"],
    ["immediateEffect", [null], "immediateEffect() was given null"],
    ["watch", [() => 1], "watch() was given undefined"],
    ["on", [() => 1, 3], "on() was given 3"],
    ["createRoot", [3], "createRoot() was given 3"],
    ["onCleanup", [3], "onCleanup() was given 3"],
    ["catchError", [() => 1], "catchError() was given undefined"],
    ["resource", [async () => 1], "resource() was given undefined"],
    ["asyncMemo", [3], "asyncMemo() was given 3"],
    ["action", [3], "action() was given 3"],
    ["multiAction", [3], "multiAction() was given 3"],
  ])("%s", (name, args, sentence) => {
    const error = thrownBy(() => call[name]!(...args))

    expect(error.code).toBe("not-a-function")
    expect(error.sentence).toContain(sentence)
    expect(error.remedy).toContain(`write ${name}(`)
    expect(error.where).toContain("misuse.test.ts")
  })
})

test("a value where a source belongs", () => {
  const [count] = core.signal(1)

  expect(thrownBy(() => call.watch!(count(), () => {})).code).toBe("not-a-source")
  expect(thrownBy(() => call.on!([count, 2], () => {})).message).toContain(
    "on() was given 2, which never changes.",
  )
})

test("a component is made of a function", () => {
  expect(thrownBy(() => call.component!(3)).code).toBe("bad-element")
})

test("an element's props may be null", () => {
  expect(call.box!(null, "words")).toBeInstanceOf(core.View)
})

test("a child may stand where attributes do", () => {
  const shown = (view: unknown) => (view as { children: unknown }).children
  const inner = core.text("a")

  expect(shown(call.box!(inner))).toBe(inner)
  expect(shown(call.box!(inner, "b"))).toEqual([inner, "b"])
  expect(shown(call.box!([inner, "b"]))).toEqual([inner, "b"])
})

test("text takes words, or what gives them", () => {
  const count = core.rwSignal(1)
  const views = [core.text("a"), core.text(2), core.text(() => "b"), core.text(count)]

  for (const view of views) expect(view).toBeInstanceOf(core.View)
  expect((core.text(count) as unknown as { children: unknown }).children).toBe(count)
})
