import { expect, test } from "vitest"
import { signal } from "../../core/reactive/index.ts"
import { memory, mountTest } from "../../renderers/testing/index.ts"
import { ProgressBar } from "../../widgets/index.ts"
import { screen } from "./screen.ts"
import { mountMemory } from "./support.ts"

const TRACK = "─"

test("a bar is filled to half a cell", async () => {
  const half = await screen(() => ProgressBar({ value: 3, max: 12, track: "transparent" }), 6, 1)

  expect(half).toEqual(["━╸"])
})

test("only all is shown as all, and only nothing as nothing", async () => {
  const shown = async (value: number) =>
    (await screen(() => ProgressBar({ value, track: "transparent" }), 6, 1))[0] ?? ""

  expect(await shown(0)).toBe("")
  expect(await shown(0.001)).toBe("╸")
  expect(await shown(0.999)).toBe("━━━━━╸")
  expect(await shown(1)).toBe("━━━━━━")
  expect(await shown(7)).toBe("━━━━━━")
  expect(await shown(Number.NaN)).toBe("")
})

test("the track is as wide as the room", async () => {
  expect(await screen(() => ProgressBar({ value: 0 }), 6, 1)).toEqual([TRACK.repeat(6)])
})

test("those who do not see it are told the per cent", () => {
  const [value, setValue] = signal(0.5)
  const ui = mountMemory(() => ProgressBar({ value, label: "copy" }))
  expect(ui.role("progressbar").attrs.get("label")).toBe("copy 50 %")

  setValue(0.75)
  ui.ops()

  expect(ui.role("progressbar").attrs.get("label")).toBe("copy 75 %")
})

test("a smooth bar glides to a new value, and says the new one at once", async () => {
  const [value, setValue] = signal(0)
  const painted: number[] = []
  await using ui = await mountTest(
    () => ProgressBar({ value, smooth: true, label: "copy" }),
    memory(),
    { clock: true },
  )
  const paint = () => {
    let width = 0
    const pen = {
      begin: () => pen,
      text: (_x: number, _y: number, text: string, style: { color: string }) => {
        if (style.color === "accent") width = text.length
      },
    }
    const node = ui.getByRole("progressbar")
    ;(node.attrs["paint"] as (pen: unknown, size: object) => void)(pen, {
      width: 100,
      height: 1,
      ch: 1,
      lh: 1,
    })
    painted.push(width)
  }
  paint()
  setValue(1)
  await ui.clock.advance(100)
  paint()
  expect(ui.getByRole("progressbar", { name: "copy 100 %" })).toBeDefined()
  await ui.clock.advance(2000)
  paint()

  expect([painted[0], painted[2]]).toEqual([0, 100])
  expect(painted[1]).toBeGreaterThan(10)
  expect(painted[1]).toBeLessThan(95)
  expect(ui.clock.pending).toBe(0)
})
