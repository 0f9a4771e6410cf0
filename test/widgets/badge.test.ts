import { expect, test } from "vitest"
import { Badge, type State } from "../../widgets/index.ts"
import { screen } from "./screen.ts"

test("each state has a sign of its own", async () => {
  const states: State[] = ["neutral", "info", "success", "warning", "danger"]
  const shown = await Promise.all(
    states.map((state) => screen(() => Badge({ label: "x", state }), 5, 1)),
  )

  expect(new Set(shown.flat()).size).toBe(5)
  expect(shown[3]).toEqual(["▲ x"])
})
