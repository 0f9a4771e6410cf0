import { expect, test } from "vitest"
import { onWarning } from "../../../core/dev.ts"
import type { Theme } from "../../../core/view/theme.ts"
import { parseColor, pixelTheme, terminalTheme } from "../../../renderers/scene/index.ts"
import { stage } from "./stage.ts"

const night: Theme = {
  name: "night",
  scheme: "dark",
  colors: { ...pixelTheme.colors, text: "#eeeeee", accent: "#112233", background: "#000000" },
}

test("CSS colours are read in all their forms", () => {
  expect(parseColor("#f00")).toBe(0xffff0000)
  expect(parseColor("#ff000080")).toBe(0x80ff0000)
  expect(parseColor("rgb(255 0 0 / 50%)")).toBe(0x80ff0000)
  expect(parseColor("rgba(255, 0, 0, 0.5)")).toBe(0x80ff0000)
  expect(parseColor("hsl(120 100% 50%)")).toBe(0xff00ff00)
  expect(parseColor("RebeccaPurple")).toBe(0xff663399)
  expect(parseColor("transparent")).toBe(0)
  expect(parseColor("default")).toBe(1)
  expect(parseColor("ansi(9)")).toBe(0x109)
  expect(parseColor("color-mix(in oklab, red, blue)")).toBe(0xff8c53a2)
  expect(parseColor("color-mix(in oklab, red 20%, transparent)")).toBe(0x33ff0000)
  expect(parseColor("color-mix(in oklab, red 20%, blue 20%)")).toBe(0x668c53a2)
  expect(parseColor("color-mix(in oklab, 75% ansi(9), blue)")).toBe(0x109) // what there is more of
  expect(parseColor("color-mix(in oklab, red 10%, color-mix(in oklab, lime, blue 100%))")).toBe(
    parseColor("color-mix(in oklab, blue 90%, red)"),
  )
  for (const wrong of ["", "#12", "rgb(1 2)", "ansi(256)", "no-such-name", "rgb(a b c)"])
    expect(parseColor(wrong), wrong).toBeUndefined()
})

test("a switch of the theme repaints, and measures and lays out nothing", async () => {
  const ui = await stage(10, 2, { theme: terminalTheme })
  ui.add(["text", { color: "accent" }, "hello"])
  ui.screen()
  expect(ui.surface.cell(0, 0).color).toBe(0x10c)

  ui.scene.theme = night
  ui.screen()

  expect(ui.surface.cell(0, 0).color).toBe(0xff112233)
  expect(ui.surface.cell(9, 1).background).toBe(0xff000000)
})

test("a box's theme holds for all below it, and takes back what was inherited", async () => {
  const ui = await stage(10, 3, { theme: terminalTheme })
  const box = ui.add([
    "box",
    { theme: night },
    ["text", {}, "in"],
    ["text", { color: "accent" }, "a"],
  ])
  ui.add(["text", { color: "accent" }, "out"])
  ui.screen()
  expect(ui.surface.cell(0, 0).color).toBe(0xffeeeeee)
  expect(ui.surface.cell(0, 1).color).toBe(0xff112233)
  expect(ui.surface.cell(0, 2).color).toBe(0x10c)

  ui.set(box, "theme", undefined)
  ui.screen()
  expect(ui.surface.cell(0, 1).color).toBe(0x10c)
})

test("color, bold and the like are inherited from boxes; decoration is not", async () => {
  const ui = await stage(10, 1)
  const box = ui.add([
    "box",
    { color: "red", bold: true },
    ["text", {}, "a", ["span", { bold: false }, "b"]],
  ])
  ui.screen()
  expect(ui.surface.cell(0, 0)).toMatchObject({ color: 0xffff0000, bold: true })
  expect(ui.surface.cell(1, 0)).toMatchObject({ color: 0xffff0000, bold: false })

  ui.set(box, "color", "lime")
  ui.screen()
  expect(ui.surface.cell(1, 0).color).toBe(0xff00ff00)
})

test("a colour that changes repaints its node alone", async () => {
  const ui = await stage(20, 5)
  ui.add(["text", {}, "first"])
  const second = ui.add(["text", { color: "red" }, "second"])
  ui.screen()

  ui.set(second, "color", "blue")
  ui.screen()

  expect(ui.surface.log.at(-1)).toEqual([{ x: 0, y: 1, width: 20, height: 1 }])
})

test("a wrong value says which element and attribute, what it was, and what to write", async () => {
  const ui = await stage(10, 2)
  const box = ui.add(["box", {}])
  const tries: [string, unknown, RegExp][] = [
    ["flexDirection", "diagonal", /flexDirection.*<box>.*"diagonal"[\s\S]*"row"/],
    ["width", "wide", /width.*"wide"[\s\S]*"50%"/],
    ["color", "no-colour", /color.*"no-colour"[\s\S]*accent/],
    ["border", 3, /border.*3[\s\S]*"single"/],
    ["hidden", "yes", /hidden.*"yes"[\s\S]*true or false/],
    ["padding", {}, /padding.*the object/],
    ["theme", "dark", /theme.*"dark"/],
    ["opacity", "half", /opacity/],
    ["shadow", "0 0 url(javascript:x)<", /shadow/],
    ["textShadow", "0 1px 2px 3px black", /textShadow/],
    ["textShadow", "inset 0 1px black", /textShadow/],
    ["shadow", "soft and dark", /shadow.*"soft and dark"[\s\S]*2px/],
    ["shadow", "0 1em 2em black", /shadow/],
    ["shadow", "0 2px 8px no-colour", /shadow/],
    ["scrollTop", null, /./],
  ]
  for (const [name, value, message] of tries.slice(0, -1))
    expect(() => ui.set(box, name, value), name).toThrow(message)
  expect(ui.screen()).toBe("")
})

test("numbers that are none are warned about once, and count as not set", async () => {
  const seen: string[] = []
  const stop = onWarning((warning) => seen.push(warning.code))
  const ui = await stage(10, 2)
  const box = ui.add(["box", { width: 4, background: "red" }, "x"])
  ui.screen()
  for (const name of ["width", "height", "flexGrow", "padding", "gap", "zIndex", "scrollTop"])
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -1e300])
      if (!(name === "zIndex" && value === -1e300) && !(name === "scrollTop" && value === -1e300))
        ui.set(box, name, value)
  stop()
  expect(ui.screen()).toBe("x")
  expect(ui.surface.cell(9, 0).background).toBe(0xffff0000) // as wide as the screen again
  expect(new Set(seen)).toEqual(new Set(["bad-number"]))
})

test("an unknown attribute is warned about, an unknown element is an error", async () => {
  const seen: string[] = []
  const stop = onWarning((warning) => seen.push(warning.message))
  const ui = await stage(10, 2)
  ui.add(["box", { className: "x" }])
  stop()
  expect(seen[0]).toMatch(/className/)
  expect(() => ui.add(["div", {}])).toThrow(/no element "div"[\s\S]*box/)
  expect(() => ui.add(["text", {}, ["box", {}]])).toThrow(/<text> cannot hold <box>/)
  expect(() => ui.add(["input", {}, "x"])).toThrow(/<input> cannot hold text/)
})
