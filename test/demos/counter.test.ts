import { terminal } from "filigree/tui"
import { expect, test } from "vitest"
import { Counter } from "../../demos/counter/counter.tsx"

test("a press changes one text and one bar, and sends as many bytes as the README says", async () => {
  const ui = await terminal({ columns: 60, rows: 10 }).open(Counter)
  await ui.flush()
  const before = ui.driver.bytes
  await ui.press("up")

  expect(ui.screen()).toContain("4 of 10")
  expect(ui.driver.bytes - before).toBeGreaterThan(0)
  expect(ui.driver.bytes - before).toBeLessThan(70)
  await ui.dispose()
})
