import { expect, test } from "vitest"
import { flush, signal } from "../../core/reactive/index.ts"
import { Gauge } from "../../widgets/index.ts"
import { screen } from "./screen.ts"
import { mountMemory } from "./support.ts"

test("a gauge shows name, bar and value in one line", async () => {
  expect(await screen(() => Gauge({ label: "cpu", value: 0.67 }), 20, 1)).toEqual([
    "cpu ━━━━━━╸───  67 %",
  ])
})

test("gauges in a column line up by the width of their labels", async () => {
  const [short, long] = await Promise.all(
    ["a", "abcdefgh"].map((label) =>
      screen(() => Gauge({ label, labelWidth: 4, value: 0 }), 20, 1),
    ),
  )

  expect(short![0]!.indexOf("─")).toBe(5)
  expect(long).toEqual(["abc… ─────────   0 %"])
})

test("limits change the colour of the written value", () => {
  const [value, setValue] = signal(0.5)
  const ui = mountMemory(() => Gauge({ value, warning: 0.7, danger: 0.9 }))
  const colors = [0.5, 0.7, 0.9].map((next) => {
    setValue(next)
    flush()
    return ui.all((node) => node.type === "text").map((node) => node.attrs.get("color"))[0]
  })

  expect(colors).toEqual([undefined, "warning", "danger"])
})

test("a value that is not known is a dash", async () => {
  expect(await screen(() => Gauge({ value: Number.NaN }), 12, 1)).toEqual(["──────     –"])
})

test("a dial is an arc of dots around the value", async () => {
  expect(await screen(() => Gauge({ label: "cpu", value: 0.67, shape: "dial" }), 20, 6)).toEqual([
    "     ⣠⣴⠶⠟⠛⠛⠛⠶⣦⣄",
    "   ⣠⡾⠋        ⠙⢷⣄",
    "  ⢰⡟            ⢻⡆",
    "  ⣿     67 %     ⣿",
    "  ⣿⡀     cpu    ⢀⣿",
    "  ⠸⣧            ⣼⠇",
  ])
})

test("a dial without room for the arc still writes the value", async () => {
  expect(await screen(() => Gauge({ value: 0.67, shape: "dial" }), 6, 1)).toEqual([" 67 %"])
})
