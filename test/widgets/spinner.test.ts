import { afterEach, expect, test, vi } from "vitest"
import { flush, signal } from "../../core/reactive/index.ts"
import { Spinner } from "../../widgets/index.ts"
import { mountMemory } from "./support.ts"

afterEach(() => {
  vi.useRealTimers()
})

test("the sign turns while it is active, and no timer runs else", () => {
  vi.useFakeTimers()
  const [active, setActive] = signal(true)
  const ui = mountMemory(() => Spinner({ label: "loading", active }))
  expect(ui.text()).toBe("⠋ loading")

  vi.advanceTimersByTime(200)
  flush()
  expect(ui.text()).toBe("⠹ loading")

  setActive(false)
  flush()
  expect(ui.text()).toBe("  loading")
  expect(vi.getTimerCount()).toBe(0)
})

test("its timer ends with it", () => {
  vi.useFakeTimers()
  const ui = mountMemory(() => Spinner({}))
  expect(vi.getTimerCount()).toBe(1)

  ui.app.dispose()

  expect(vi.getTimerCount()).toBe(0)
})
