import { expect, test } from "vitest"
import { createRoot, signal } from "../../core/reactive/index.ts"
import { box, Show, text } from "../../core/view/index.ts"
import { canvas } from "../../renderers/canvas/index.ts"
import { mountTest, type TestSurface } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { Button, Dialog, Toasts, toastQueue } from "../../widgets/index.ts"

test("messages come in the corner, go by themselves or by a press, and the oldest makes room", async () => {
  const queue = toastQueue({ limit: 2 })
  await using ui = await mountTest(
    () => box({}, Toasts({ queue })),
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

test("they lie over dialogs that open later, and leave the rest to be used", async () => {
  for (const surface of [
    terminal({ columns: 40, rows: 10 }),
    canvas({ width: 400, height: 200 }),
  ] as TestSurface[]) {
    const queue = toastQueue()
    const [asking, setAsking] = signal(false)
    await using ui = await mountTest(
      () =>
        box(
          {},
          Button({ label: "Ask", onPress: () => setAsking(true) }),
          box({ height: "1lh", overflow: "hidden" }, Toasts({ queue })),
          Show({
            when: asking,
            children: () =>
              Dialog({
                title: "Ask",
                onClose: () => setAsking(false),
                width: "100%",
                height: "100%",
                children: text("Sure?"),
              }),
          }),
        ),
      surface,
    )
    queue.show("saved", { duration: Number.POSITIVE_INFINITY })
    await ui.flush()
    await ui.click("Ask")
    await ui.flush()
    expect(ui.screen()).toContain("Sure?")
    expect(ui.screen()).toContain("saved")
    await ui.click("saved")
    await ui.flush()
    expect(queue.shown()).toEqual([])
    expect(asking()).toBe(true)
    expect(ui.screen()).not.toContain("saved")
  }
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
