import { expect, test } from "vitest"
import { flush, signal } from "../../core/reactive/index.ts"
import { text } from "../../core/view/index.ts"
import { List } from "../../widgets/index.ts"
import { screen } from "./screen.ts"
import { mountMemory } from "./support.ts"

const LETTERS = ["a", "b", "c", "d"]

function open<T>(first: readonly T[], more: object = {}) {
  const [items, setItems] = signal(first)
  const ui = mountMemory(() => List<T>({ items, ...more }))
  const top = (node: { attrs: ReadonlyMap<string, unknown> }) =>
    Number.parseFloat(String(node.attrs.get("top")))
  const rows = () => ui.byRole("option").sort((a, b) => top(a) - top(b))
  return {
    ...ui,
    setItems,
    rows,
    words: () => rows().map((row) => ui.text(row)),
    selected: () =>
      rows()
        .filter((row) => row.attrs.get("selected") === true)
        .map((row) => ui.text(row)),
    scroller: () => ui.all((node) => node.attrs.get("overflow") === "scroll")[0]!,
  }
}

test("items are shown as words, or by a view of one's own", () => {
  expect(open([1, 2]).words()).toEqual(["1", "2"])

  const own = open(LETTERS, {
    children: (item: () => string, index: () => number) =>
      text({}, () => `${index()}:${item().toUpperCase()}`),
  })
  expect(own.words()).toEqual(["0:A", "1:B", "2:C", "3:D"])
})

test("the row in which the selection stands is lit while the list has the focus", () => {
  const ui = open(LETTERS, { initialSelected: "b" })
  const row = () => ui.rows()[1]!
  expect(row().attrs.get("background")).toBe("raised")

  ui.fire(ui.role("listbox"), "focus")
  expect(row().attrs.get("background")).toBe("selection")
  expect(row().attrs.get("color")).toBe("onSelection")

  ui.fire(ui.role("listbox"), "blur")
  expect(row().attrs.get("background")).toBe("raised")
})

test("a mark stands beside the selected row, for terminals without colours", async () => {
  const list = () => List({ items: () => LETTERS, initialSelected: "b" })

  expect(await screen(list, 4, 3)).toEqual([" a ┃", "▏b ┃", " c"])
})

test("a selection that the caller keeps changes only when the caller changes it", () => {
  const [selected, setSelected] = signal<unknown>("a")
  const wanted: unknown[] = []
  const ui = open(LETTERS, { selected, onSelect: (_: string, key: unknown) => wanted.push(key) })
  ui.fire(ui.role("listbox"), "focus")

  ui.press("down")
  expect(ui.selected()).toEqual(["a"])
  expect(wanted).toEqual(["b"])

  setSelected("d")
  flush()
  expect(ui.selected()).toEqual(["d"])
})

test("page keys go by what is in view", () => {
  const ui = open(Array.from({ length: 100 }, (_, at) => at))
  ui.layOut(20, 10)
  ui.fire(ui.role("listbox"), "focus")

  ui.press("down")
  ui.press("pagedown")
  expect(ui.selected()).toEqual(["9"])
  ui.press("pagedown")
  expect(ui.selected()).toEqual(["18"])
  expect(ui.scroller().attrs.get("scrollTop")).toBe(9) // row 18 is the last in view
})

test("the first key selects the first row in view", () => {
  const ui = open(Array.from({ length: 100 }, (_, at) => at))
  ui.layOut(20, 10)
  ui.fire(ui.scroller(), "scroll", { top: 40, left: 0, atEnd: false })
  ui.fire(ui.role("listbox"), "focus")

  ui.press("down")

  expect(ui.selected()).toEqual(["40"])
})

test("rows are recycled: scrolling anywhere creates and removes nothing", () => {
  const ui = open(Array.from({ length: 100_000 }, (_, at) => at))
  ui.layOut(20, 10)
  ui.ops()

  for (const top of [1, 500, 99_990, 3]) {
    ui.fire(ui.scroller(), "scroll", { top, left: 0, atEnd: false })
    expect(ui.words()).toContain(String(top))
  }

  expect(ui.ops().filter((op) => /create|insert|remove/.test(op))).toEqual([])
})

test("what the caller selects comes into view; what only moves does not", () => {
  const [selected, setSelected] = signal<unknown>(50)
  const numbers = Array.from({ length: 100 }, (_, at) => at)
  const ui = open(numbers, { selected })
  ui.layOut(20, 10)
  const scrollTop = () => ui.scroller().attrs.get("scrollTop")
  expect(scrollTop()).toBe(41) // the last of ten rows

  setSelected(20)
  flush()
  expect(scrollTop()).toBe(20)
  ui.setItems([...numbers].reverse())
  flush()
  expect(scrollTop()).toBe(20) // 20 is row 79 now: one reads where one reads
})

test("a first selection that is not among the items selects nothing", () => {
  const told: unknown[] = []
  const ui = open(LETTERS, { initialSelected: "x", onSelect: (item: string) => told.push(item) })

  expect(ui.selected()).toEqual([])
  ui.setItems(["w", "x"])
  flush()
  expect(ui.selected()).toEqual(["x"])
  expect(told).toEqual([])
})

test("a step through a hundred thousand items asks for the keys of a few", () => {
  let asked = 0
  const ui = open(
    Array.from({ length: 100_000 }, (_, at) => at),
    {
      by: (item: number) => {
        asked++
        return item
      },
    },
  )
  ui.layOut(20, 10)
  ui.fire(ui.role("listbox"), "focus")
  ui.press("end")
  asked = 0

  ui.press("up")

  expect(ui.selected()).toEqual(["99998"])
  expect(asked).toBeLessThan(10)
})

test("when the data shrink below the window, rows and window shrink with them", () => {
  const ui = open(Array.from({ length: 100 }, (_, at) => at))
  ui.layOut(20, 10)
  ui.fire(ui.scroller(), "scroll", { top: 90, left: 0, atEnd: true })

  ui.setItems([1, 2, 3])
  flush()
  expect(ui.words()).toEqual(["1", "2", "3"])
  ui.setItems([])
  flush()
  expect(ui.words()).toEqual([])
})

test("rows of two lines are two lines apart", () => {
  const ui = open(LETTERS, { rowHeight: 2 })
  ui.layOut(20, 4)

  expect(ui.rows().map((row) => row.attrs.get("top"))).toEqual(["0lh", "2lh", "4lh", "6lh"])
})

test("0 × 0 and 1 × 1 hold", () => {
  const ui = open(LETTERS)

  ui.layOut(0, 0)
  expect(ui.rows()).toEqual([])
  ui.layOut(1, 1)
  expect(ui.words()[0]).toBe("a")
})
