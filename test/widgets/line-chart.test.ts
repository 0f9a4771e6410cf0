import { expect, test } from "vitest"
import { signal } from "../../core/reactive/index.ts"
import { LineChart, type LineSeries } from "../../widgets/index.ts"
import { screen } from "./screen.ts"
import { mountMemory } from "./support.ts"

const rise: LineSeries = { name: "a", values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }

test("two series share axes, a grid and a legend; a gap is left where there is no number", async () => {
  const fall: LineSeries = { name: "b", values: [10, 9, 8, Number.NaN, Number.NaN, 5, 5] }

  expect(await screen(() => LineChart({ series: [rise, fall], xKind: "ago" }), 40, 9)).toEqual([
    "● a 10  ◆ b 5",
    "10 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈⠑⠢⠤⣀⡀┈┈┈┈┈┈┈┈┈┈┈┈⣀⡠⠤⠒⠊",
    "                      ⠈⠉⠒    ⢀⣀⠤⠔⠒⠉",
    "                        ⣀⡠⠤⠒⠊⠁",
    " 5 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈⢀⣀⠤⠔⠒⠉⠁┈┈┈┈┈┈┈┈┈┈┈⠤⠤⠤⠤",
    "             ⢀⡠⠤⠒⠊⠉",
    "        ⣀⠤⠔⠒⠉⠁",
    " 0 ⡠⠤⠒⠊⠉┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
    " -10s               -5s              now",
  ])
})

test("too small for labels, the line remains", async () => {
  expect(await screen(() => LineChart({ series: [rise], grid: false }), 6, 1)).toEqual(["⣀⠤⠤⠒⠒⠉"])
})

test("a span shows the end of the samples and keeps room for those to come", async () => {
  const chart = (values: readonly number[]) =>
    screen(
      () =>
        LineChart({
          series: [{ name: "a", values }],
          span: 4,
          min: 0,
          max: 2,
          grid: false,
          axes: false,
        }),
      8,
      1,
    )

  expect(await chart([9, 9, 9, 1, 1, 1, 1, 1])).toEqual(["⠤⠤⠤⠤⠤⠤⠤⠤"]) // 9 is older than the span
  expect(await chart([1, 1, 1])).toEqual(["    ⠤⠤⠤⠤"])
})

test("a lone sample is a dot at the right", async () => {
  expect(
    await screen(
      () => LineChart({ series: [{ name: "a", values: [1] }], max: 1, grid: false, axes: false }),
      4,
      1,
    ),
  ).toEqual(["   ⠈"])
})

test("the y axis ends at round numbers, and takes in the negative", async () => {
  const lines = await screen(() => LineChart({ series: [{ name: "a", values: [-3, 7] }] }), 30, 11)

  const labels = lines.map((line) => /^ *(-?[\d.]+) /.exec(line)?.[1]).filter(Boolean)
  expect(labels).toEqual(["5", "0", "0"]) // y from -4 to 8, then the first x
})

test("a new sample is one write to the host beside the legend's", () => {
  const [values, setValues] = signal<readonly number[]>([1, 2, 3])
  const ui = mountMemory(() => LineChart({ series: [{ name: "a", values }] }))
  const [draw] = ui.all((node) => node.type === "draw")
  const ops: string[] = []
  const pen: unknown = new Proxy({}, { get: () => () => pen })
  ;(draw!.attrs.get("paint") as (pen: unknown, size: object) => void)(pen, {
    width: 40,
    height: 10,
    ch: 1,
    lh: 1,
  })
  ui.ops()

  setValues([1, 2, 3, 4])
  ops.push(...ui.ops())

  expect(ops.filter((op) => op !== "commit")).toEqual([
    expect.stringMatching(/^setAttr draw#\d+ paint=/),
  ])
})

test("a low chart is labelled at both ends", async () => {
  const lines = await screen(() => LineChart({ series: [{ name: "a", values: [0, 1.5] }] }), 30, 4)

  expect(lines[0]).toMatch(/^1\.6 /)
  expect(lines[2]).toMatch(/^ {2}0 /)
})

test("ends of the y axis that make no sense yet do no harm", async () => {
  for (const [min, max] of [
    [0, 0],
    [5, 1],
    [Number.NaN, Number.NaN],
    [0, Number.POSITIVE_INFINITY],
  ] as const) {
    const lines = await screen(() => LineChart({ series: [rise], min, max }), 30, 6)
    expect(lines.length, `${min} to ${max}`).toBe(6)
  }
})

test("the sample under the pointer is marked, and told in place of the newest", () => {
  const ui = mountMemory(() =>
    LineChart({
      series: [rise, { name: "b", values: [5, 5, 5] }],
      xKind: "ago",
      axes: false,
    }),
  )
  const [draw] = ui.all((node) => node.type === "draw")
  const written: string[] = []
  const pen: unknown = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...given: unknown[]) => {
          if (name === "text") written.push(String(given[2]))
          return pen
        },
    },
  )
  const size = { width: 11, height: 4, ch: 1, lh: 1 }
  const paint = () => (draw!.attrs.get("paint") as (pen: unknown, size: object) => void)(pen, size)
  paint()
  expect(ui.text()).toBe("● a 10◆ b 5")

  ui.fire(draw!, "pointerMove", { x: 3.5, y: 1 })
  written.length = 0
  paint()
  expect(ui.text()).toBe("● a 3◆ b –") // b has no sample there
  expect(written.filter((text) => text === "│").length).toBe(4)

  ui.ops()
  ui.fire(draw!, "pointerMove", { x: 3.6, y: 2 })
  expect(ui.ops()).toEqual([]) // the same sample: nothing to paint

  ui.fire(draw!, "pointerLeave")
  expect(ui.text()).toBe("● a 10◆ b 5")
})

test("a pointer that was there before the first picture is heard", () => {
  const ui = mountMemory(() => LineChart({ series: [rise], legend: true, axes: false }))
  const [draw] = ui.all((node) => node.type === "draw")
  const pen: unknown = new Proxy({}, { get: () => () => pen })

  ui.fire(draw!, "pointerMove", { x: 3.5, y: 1 })
  ;(draw!.attrs.get("paint") as (pen: unknown, size: object) => void)(pen, {
    width: 11,
    height: 4,
    ch: 1,
    lh: 1,
  })
  ui.ops()

  expect(ui.text()).toBe("● a 3")
})

test("in cells the area below a line is made of whole cells, that of the line among them", () => {
  const ui = mountMemory(() =>
    LineChart({
      series: [{ name: "a", values: [4, 0, -4], fill: true }],
      min: -4,
      max: 4,
      axes: false,
      grid: false,
    }),
  )
  const rects: number[][] = []
  const pen: unknown = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...given: number[]) => {
          if (name === "rect") rects.push(given)
          return pen
        },
    },
  )

  const [draw] = ui.all((node) => node.type === "draw")
  const paint = draw!.attrs.get("paint") as (pen: unknown, size: object) => void
  paint(pen, { width: 4, height: 4, ch: 1, lh: 1 })

  // x, y, width, height: down from 4 to 0 over two columns, then below 0 (row 2 begins there)
  expect(rects).toEqual([
    [0, 0, 1, 2],
    [1, 1, 1, 1],
    [2, 2, 1, 1],
    [3, 2, 1, 2],
  ])
})
