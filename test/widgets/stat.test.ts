import { expect, test } from "vitest"
import { Stat } from "../../widgets/index.ts"
import { screen } from "./screen.ts"
import { mountMemory } from "./support.ts"

test("name, figure and change, and below them the past", async () => {
  const stat = () => Stat({ label: "requests", value: "12 /s", change: 0.12, data: [1, 2, 4, 8] })

  expect(await screen(stat, 16, 3)).toEqual(["requests", "12 /s  ▲ 12 %", "            ▁▂▄█"])
})

test("whether a rise is good decides the colour, not the sign", () => {
  const look = (rise: "good" | "bad" | "neither", change: number) => {
    const ui = mountMemory(() => Stat({ label: "x", value: 1, change, rise }))
    return ui.all((node) => node.type === "text").map((node) => node.attrs.get("color"))[2]
  }

  expect([look("good", 1), look("good", -1)]).toEqual(["success", "danger"])
  expect([look("bad", 1), look("bad", -1)]).toEqual(["danger", "success"])
  expect(look("neither", 1)).toBe("muted")
})

test("a change that does not fit is left out, not cut", async () => {
  const stat = () => Stat({ label: "requests", value: "1,248 /s", change: 0.12 })

  expect(await screen(stat, 16, 2)).toEqual(["requests", "1,248 /s  ▲ 12 %"])
  expect(await screen(stat, 15, 2)).toEqual(["requests", "1,248 /s"])
  expect(await screen(stat, 6, 2)).toEqual(["reque…", "1,248…"])
})
