import { expect, test } from "vitest"
import { box, text, type View } from "../../../core/view/index.ts"
import { LineChart, List, Log, Table, Tree } from "../../../widgets/index.ts"
import { screen } from "../screen.ts"

const LETTERS: readonly string[] = ["a", "b", "c", "d", "e", "f"]

/** Every widget that takes the room there is. */
const FILLING: Record<string, (layout: object) => View<any>> = {
  List: (layout) => List<string>({ items: () => LETTERS, ...layout }),
  Table: (layout) =>
    Table({
      rows: () => LETTERS,
      by: (row: string) => row,
      columns: [{ id: "l", title: "Letter", value: (row: string) => row }],
      ...layout,
    }),
  Log: (layout) => Log({ lines: LETTERS.map((text) => ({ text })), ...layout } as never),
  Tree: (layout) => Tree<string>({ roots: () => LETTERS, inside: () => undefined, ...layout }),
  LineChart: (layout) =>
    LineChart({ series: [{ name: "s", values: [1, 2, 3] }], ...layout } as never),
}

test.each(Object.keys(FILLING))(
  "%s: a given height counts where the parent's is unknown",
  async (name) => {
    const inColumn = await screen(
      () => box({}, box({}, FILLING[name]!({ height: 3 }), text({}, "below"))),
      20,
      8,
    )
    expect(inColumn[3]).toBe("below")
    expect(inColumn.slice(0, 3).join("").trim()).not.toBe("")
  },
)

test.each(Object.keys(FILLING))(
  "%s: given sizes count in a row and in a column with room to spare",
  async (name) => {
    const inRow = await screen(
      () =>
        box(
          { flexDirection: "row", height: 6 },
          FILLING[name]!({ width: 9, height: 2 }),
          text({}, "|"),
        ),
      20,
      8,
    )
    expect(inRow[0]!.indexOf("|")).toBe(9)
    const inColumn = await screen(
      () => box({ height: 8 }, FILLING[name]!({ height: 3 }), text({}, "below")),
      20,
      8,
    )
    expect(inColumn[3]).toBe("below")
  },
)

test.each(Object.keys(FILLING))("%s: without a size it takes the room", async (name) => {
  const filled = await screen(
    () => box({ height: 8 }, FILLING[name]!({}), text({}, "below")),
    20,
    8,
  )
  expect(filled[7]).toBe("below")
})
