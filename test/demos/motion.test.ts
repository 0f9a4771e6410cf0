// The motion demo on a terminal and on a canvas: it moves, notes come and go, and it can stand still.

import { canvas } from "filigree/canvas"
import { mountTest } from "filigree/testing"
import { renderToText, terminal } from "filigree/tui"
import { expect, test } from "vitest"
import { motionDemo, motionSwitch } from "../../demos/motion/motion.tsx"

test.each([
  ["terminal", () => terminal({ columns: 100, rows: 30 })],
  ["canvas", () => canvas({ width: 900, height: 520 })],
])("on the %s balls go, and notes come and go", async (_, surface) => {
  const motion = motionSwitch()
  await using ui = await mountTest(
    () => motionDemo({ motion }),
    surface() as ReturnType<typeof canvas>,
    {
      clock: true,
    },
  )
  const gauge = () => ui.getByRole("meter").attrs["label"]
  expect(gauge()).toBe("smooth 18 %")
  await ui.press("space", "n")
  await ui.clock.advance(400)
  await ui.flush()
  expect(ui.screen()).toContain("note 1: it comes and goes")
  expect(gauge()).toBe("smooth 92 %")
  await ui.clock.advance(4000)
  await ui.flush()
  expect(ui.screen()).not.toContain("note 1")

  await ui.press("q")
  await ui.app.done
})

test("as a text it stands still, where everything comes to", async () => {
  const motion = motionSwitch()
  const text = await renderToText(() => motionDemo({ motion }), { columns: 80, rows: 24 })
  expect(text).toContain("◆ motion")
  expect(text).toContain("bounce 0.75")
})

test("in a terminal of any height the lines of a panel stand equally far apart", async () => {
  for (let rows = 18; rows <= 50; rows++) {
    const motion = motionSwitch()
    const text = await renderToText(() => motionDemo({ motion }), { columns: 100, rows })
    const lines = text.split("\n").flatMap((line, y) => (line.includes("bounce 0") ? [y] : []))
    const gaps = lines.slice(1).map((y, i) => y - lines[i]!)

    expect(new Set(gaps).size, `${rows} rows: ${gaps}`).toBe(1)
  }
})
