// The public test suite of reactive frameworks (npm reactive-framework-test-suite), all of it.
//
// Its programs expect effects to have run when a write returns, so they get immediate effects.

import { describe, expect, test } from "vitest"
import {
  batch,
  createRoot,
  immediateEffect,
  onCleanup,
  rwMemo,
  rwSignal,
  untrack,
} from "../../../core/reactive/index.ts"

interface Section {
  readonly section: string
  readonly type?: "behavioral"
  readonly cases: Record<string, (framework: unknown) => unknown>
}

// Its sources are not written for our compiler options, so the compiler must not see them.
const packageName = "reactive-framework-test-suite"
const { testSuite } = (await import(packageName)) as { testSuite: readonly Section[] }
const sections = testSuite.filter((section) => section.type !== "behavioral")

const filigree = {
  name: "filigree",
  signal<T>(value: T) {
    const node = rwSignal(value)
    return { read: () => node.get(), write: (next: T) => node.set(next) }
  },
  computed<T>(fn: () => T) {
    const node = rwMemo(fn)
    return { read: () => node.get() }
  },
  effect: (fn: () => unknown) =>
    immediateEffect(() => {
      const cleanup = fn()
      if (typeof cleanup === "function") onCleanup(cleanup as () => void)
    }),
  run: (fn: () => void) => createRoot(fn, { scheduler: { schedule() {}, onError() {} } }),
  batch,
  untracked: untrack,
}

for (const { section, cases } of sections) {
  describe(section, () => {
    for (const [name, run] of Object.entries(cases)) {
      test(name, async () => {
        // A case that is skipped throws, so it fails here: none may be.
        await filigree.run(() => run(filigree) as undefined)
      })
    }
  })
}

test("the suite has its 163 cases", () => {
  expect(sections.reduce((count, { cases }) => count + Object.keys(cases).length, 0)).toBe(163)
})
