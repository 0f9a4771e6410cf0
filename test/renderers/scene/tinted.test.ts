// A text whose colour is a gradient, on cells; on pixels Chromium is asked (test/renderers/canvas/oracle).

import { expect, test } from "vitest"
import { parseColor } from "../../../renderers/scene/index.ts"
import { colorIn } from "../../../renderers/scene/paint/gradient-at.ts"
import { parseGround } from "../../../renderers/scene/style/gradient.ts"
import { type Stage, stage } from "./stage.ts"

/** Colours of the letters of a row, as "#rrggbb". */
function inks({ surface }: Stage, y = 0): string[] {
  return Array.from({ length: surface.width }, (_, x) => surface.cells[y * surface.width + x]!)
    .filter((cell) => cell.text.trim() !== "")
    .map(({ style }) => `#${(style!.color & 0xffffff).toString(16).padStart(6, "0")}`)
}

const FADE = "linear-gradient(90deg, #ff0000, #0000ff)"

test("each cell of a text has the gradient's colour in its middle", async () => {
  const ui = await stage(10, 3)
  const text = ui.add(["text", { color: FADE, width: 4 }, "abcd\nx"])
  expect(ui.screen()).toBe("abcd\nx")
  expect(inks(ui)).toEqual(["#df0020", "#9f0060", "#60009f", "#2000df"])
  expect(inks(ui, 1)).toEqual(["#df0020"])

  ui.set(text, "color", "linear-gradient(#ff0000, #0000ff)")
  ui.screen()
  expect(inks(ui)).toEqual(Array(4).fill("#bf0040"))
  expect(inks(ui, 1)).toEqual(["#4000bf"])

  ui.set(text, "color", "#00ff00")
  ui.screen()
  expect(inks(ui)).toEqual(Array(4).fill("#00ff00"))
})

test("new words have it, too, where lines are written over what stands there", async () => {
  const ui = await stage(10, 1, { rewrite: true })
  const text = ui.add(["text", { color: "#00ff00", width: 4 }, "abcd"])
  ui.screen()
  ui.set(text, "color", FADE)
  ui.screen()
  expect(inks(ui)[3]).toBe("#2000df")
  ui.say(text.first!, "wxyz")
  expect(ui.screen()).toBe("wxyz")
  expect(inks(ui)).toEqual(["#df0020", "#9f0060", "#60009f", "#2000df"])
})

test("spans with a colour of their own keep it; tokens are the theme's", async () => {
  const ui = await stage(10, 1, {
    theme: { name: "t", scheme: "dark", colors: { accent: "#ff0000", danger: "#0000ff" } as never },
  })
  const fade = "linear-gradient(90deg, accent, danger)"
  ui.add(["text", { color: fade, width: 4 }, "ab", ["span", { color: "#00ff00" }, "c"], "d"])
  expect(ui.screen()).toBe("abcd")
  expect(inks(ui)).toEqual(["#df0020", "#9f0060", "#00ff00", "#2000df"])
})

test("a terminal's own colours are not mixed: the nearer one is taken", async () => {
  const gradient = parseGround("linear-gradient(90deg, ansi(1), ansi(4))")!.gradients[0]!
  const colors = gradient.stops.map(({ color }) => parseColor(color)!)
  const at = (x: number) => colorIn({ text: gradient, colors }, 100, 20, x, 10)
  expect([at(10), at(49), at(51), at(90)]).toEqual([colors[0], colors[0], colors[1], colors[1]])
})

test("what is at a point of a gradient: stops, repetition, circles and turns", () => {
  const at = (css: string, x: number, y: number) => {
    const text = parseGround(css)!.gradients[0]!
    const colors = text.stops.map(({ color }) => parseColor(color)!)
    return (colorIn({ text, colors }, 100, 50, x, y) >>> 0).toString(16).slice(2)
  }
  expect(at("linear-gradient(90deg, #000 50%, #fefefe 50%)", 49, 0)).toBe("000000")
  expect(at("linear-gradient(90deg, #000 50%, #fefefe 50%)", 51, 0)).toBe("fefefe")
  expect(at("linear-gradient(90deg, #000 20px, #fefefe 40px)", 30, 0)).toBe("7f7f7f")
  expect(at("repeating-linear-gradient(90deg, #000 0px, #fefefe 10px)", 25, 0)).toBe("7f7f7f")
  expect(at("radial-gradient(circle closest-side, #000, #fefefe)", 50, 25)).toBe("000000")
  expect(at("radial-gradient(circle closest-side, #000, #fefefe)", 62.5, 25)).toBe("7f7f7f")
  expect(at("radial-gradient(closest-side, #000, #fefefe)", 75, 25)).toBe("7f7f7f")
  expect(at("conic-gradient(#000, #fefefe)", 100, 25)).toBe("404040")
  expect(at("conic-gradient(#000, #fefefe)", 0, 25)).toBe("bfbfbf")
  expect(at("linear-gradient(to top right, #000, #fefefe)", 50, 25)).toBe("7f7f7f")
})

test("only a text takes a gradient, and one that can be read", async () => {
  const ui = await stage(10, 1)
  expect(() => ui.add(["box", { color: FADE }])).toThrow(/bad-attribute.*<box>.*only a <text>/s)
  expect(() => ui.add(["text", {}, ["span", { color: FADE }, "x"]])).toThrow(/<span>/)
  expect(() => ui.add(["input", { color: FADE }])).toThrow(/<input>/)
  for (const bad of ["linear-gradient(90deg, red)", `${FADE}, red`, "linear-gradient(x, y)"])
    expect(() => ui.add(["text", { color: bad }]), bad).toThrow(/gradient such as/)
})
