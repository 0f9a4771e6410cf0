import { expect, test } from "vitest"
import { createRoot } from "../../core/reactive/index.ts"
import { box } from "../../core/view/index.ts"
import { mountTest } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { Toasts, toastQueue } from "../../widgets/index.ts"

test("messages come in the corner, go by themselves or by a press, and the oldest makes room", async () => {
  const queue = toastQueue({ limit: 2 })
  await using ui = await mountTest(
    () => box({ width: "100%", height: "100%" }, Toasts({ queue })),
    terminal({ columns: 24, rows: 8 }),
    { clock: true },
  )
  queue.show("first")
  queue.show("saved", { state: "success", duration: 9000 })
  queue.show("no connection", { state: "danger", duration: Number.POSITIVE_INFINITY })
  await ui.flush()
  expect(ui.screen()).not.toContain("first")
  expect(ui.screen()).toContain("│ ✓ saved │")
  expect(ui.getByRole("alert").attrs.role).toBe("alert")

  await ui.clock.advance(9000)
  await ui.flush()
  expect(ui.screen()).not.toContain("saved")
  await ui.click("no connection")
  expect(queue.shown()).toEqual([])
  expect(ui.clock.pending).toBe(0)
})

test("a queue ends with its owner, and leaves no timer", async () => {
  const queue = createRoot((dispose) => {
    const queue = toastQueue()
    queue.show("hello")
    dispose()
    return queue
  })

  expect(queue.shown()).toEqual([])
})
