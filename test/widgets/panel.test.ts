import { expect, test } from "vitest"
import { text } from "../../core/view/index.ts"
import { Panel } from "../../widgets/index.ts"
import { screen } from "./screen.ts"
import { mountMemory } from "./support.ts"

test("title and note stand in the top edge", async () => {
  const panel = () => Panel({ title: "Load", note: "1 min", flex: 1, children: text("hello") })

  expect(await screen(panel, 20, 4)).toEqual([
    "╭ Load ───── 1 min ╮",
    "│ hello            │",
    "│                  │",
    "╰──────────────────╯",
  ])
})

test("what does not fit is cut at the edge, also in the middle of a wide letter", async () => {
  const panel = () => Panel({ flex: 1, children: text({ wrap: "none", width: "9ch" }, "終終終終") })

  expect(await screen(panel, 8, 3)).toEqual(["╭──────╮", "│ 終終 │", "╰──────╯"])
})

test("the edge lights up while the focus is inside", () => {
  const ui = mountMemory(() => Panel({ children: text({ focusable: true }, "x") }))
  const edge = () => ui.role("region").attrs.get("borderColor")
  const inside = ui.all((node) => node.type === "text")[0]!
  expect(edge()).toBe("border")

  ui.fire(inside, "focus")
  expect(edge()).toBe("focus")
  ui.fire(inside, "blur")
  expect(edge()).toBe("border")
})

test("layout and look can be said otherwise", () => {
  const ui = mountMemory(() => Panel({ border: "heavy", padding: 3, focused: true }))

  const { attrs } = ui.role("region")
  expect(attrs.get("border")).toBe("heavy")
  expect(attrs.get("padding")).toBe(3)
  expect(attrs.get("borderColor")).toBe("focus")
})
