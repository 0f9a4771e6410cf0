import { expect, test } from "vitest"
import { flush, rwSignal, signal } from "../../core/reactive/index.ts"
import { Table, type TableColumn } from "../../widgets/index.ts"
import { mountMemory } from "./support.ts"

interface Process {
  readonly pid: number
  readonly name: string
  readonly cpu: number
}

const COLUMNS: readonly TableColumn<Process>[] = [
  { id: "pid", title: "PID", value: (row) => row.pid, width: 5, align: "right", descending: false },
  { id: "name", title: "NAME", value: (row) => row.name, flex: 1 },
  {
    id: "cpu",
    title: "CPU",
    value: (row) => row.cpu,
    format: (row) => row.cpu.toFixed(1),
    align: "right",
    width: 6,
    color: (row) => (row.cpu > 50 ? "danger" : undefined),
  },
]
const THREE: readonly Process[] = [
  { pid: 1, name: "init", cpu: 0.3 },
  { pid: 977, name: "node", cpu: 81 },
  { pid: 50, name: "zsh", cpu: 2 },
]

function open(first: readonly Process[] = THREE, more: object = {}) {
  const [rows, setRows] = signal(first)
  const ui = mountMemory(() =>
    Table<Process>({ rows, by: (row) => row.pid, columns: COLUMNS, ...more }),
  )
  const shownRows = () =>
    ui
      .byRole("row")
      .slice(1) // after the head
      .sort((a, b) => top(a) - top(b))
  const top = (node: { attrs: ReadonlyMap<string, unknown> }) =>
    Number.parseFloat(String(node.attrs.get("top")))
  const focus = () => ui.fire(ui.role("table"), "focus")
  return {
    ...ui,
    setRows,
    focus,
    shownRows,
    words: () => shownRows().map((row) => row.children.map((cell) => ui.text(cell)).join(" ")),
    titles: () => ui.byRole("columnheader").map((node) => ui.text(node)),
    selected: () => shownRows().findIndex((row) => row.attrs.get("selected") === true),
  }
}

test("rows stand in the order in which they come until something sorts them", () => {
  const ui = open()

  expect(ui.words()).toEqual(["1 init 0.3", "977 node 81.0", "50 zsh 2.0"])
})

test("a press on a title sorts by it, another reverses, and the title says so", () => {
  const sorts: unknown[] = []
  const ui = open(THREE, { onSort: (sort: unknown) => sorts.push(sort) })
  const [pid, , cpu] = ui.byRole("columnheader")

  ui.fire(cpu!, "press")
  expect(ui.words()).toEqual(["977 node 81.0", "50 zsh 2.0", "1 init 0.3"]) // figures: largest first
  expect(ui.titles()).toEqual(["PID", "NAME", "▼ CPU"])

  ui.fire(cpu!, "press")
  expect(ui.words()).toEqual(["1 init 0.3", "50 zsh 2.0", "977 node 81.0"])

  ui.fire(pid!, "press")
  expect(ui.titles()).toEqual(["▲ PID", "NAME", "CPU"])
  expect(sorts).toEqual([
    { column: "cpu", descending: true },
    { column: "cpu", descending: false },
    { column: "pid", descending: false },
  ])
})

test("the keys < and > choose the column to sort by, r reverses", () => {
  const ui = open()
  ui.focus()

  ui.press(">")
  expect(ui.titles()).toEqual(["▲ PID", "NAME", "CPU"])
  ui.press("<")
  expect(ui.titles()).toEqual(["PID", "NAME", "▼ CPU"])
  ui.press("r")
  expect(ui.titles()).toEqual(["PID", "NAME", "▲ CPU"])
})

test("keys walk through the rows only while the table has the focus", () => {
  const ui = open()

  ui.press("down")
  expect(ui.selected()).toBe(-1)

  ui.focus()
  ui.press("down")
  ui.press("down")
  expect(ui.selected()).toBe(1)
  ui.press("end")
  expect(ui.selected()).toBe(2)
  ui.press("up")
  ui.press("home")
  expect(ui.selected()).toBe(0)
})

test("the selection stays with its row through fresh data and another order", () => {
  const ui = open()
  ui.fire(ui.shownRows()[1]!, "pointerDown", { button: 0, clicks: 1 })
  expect(ui.selected()).toBe(1)

  ui.setRows([{ pid: 977, name: "node", cpu: 80 }, ...THREE.filter((row) => row.pid !== 977)])
  flush()

  expect(ui.words()[ui.selected()]).toBe("977 node 80.0")
})

test("when the selected row goes, the row that takes its place is selected and told", () => {
  const told: number[] = []
  const ui = open(THREE, { onSelect: (row: Process) => told.push(row.pid) })
  ui.fire(ui.shownRows()[1]!, "pointerDown", { button: 0, clicks: 1 })

  ui.setRows(THREE.filter((row) => row.pid !== 977))
  flush()

  expect(ui.selected()).toBe(1)
  expect(told).toEqual([977, 50])
})

test("a selection survives a filter that leaves nothing", () => {
  const ui = open(THREE, { empty: "nothing" })
  ui.fire(ui.shownRows()[1]!, "pointerDown", { button: 0, clicks: 1 })

  ui.setRows([])
  flush()
  expect(ui.text()).toContain("nothing")
  ui.setRows(THREE)
  flush()

  expect(ui.selected()).toBe(1)
})

test("enter and a double click activate the selected row", () => {
  const opened: number[] = []
  const ui = open(THREE, { onActivate: (row: Process) => opened.push(row.pid) })
  ui.focus()

  ui.press("down")
  ui.press("enter")
  ui.fire(ui.shownRows()[2]!, "pointerDown", { button: 0, clicks: 2 })

  expect(opened).toEqual([1, 50])
})

test("of a hundred thousand rows only those in view exist", () => {
  const many = Array.from({ length: 100_000 }, (_, at) => ({ pid: at, name: `p${at}`, cpu: 0 }))
  const ui = open(many)
  ui.layOut(40, 10)

  expect(ui.shownRows().length).toBe(12) // ten in view, one above or below each end
})

test("scrolling by a row writes one row", () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({ pid: at, name: `p${at}`, cpu: 0 }))
  const ui = open(many)
  ui.layOut(40, 10)
  const [scroller] = ui.all((node) => node.attrs.get("overflow") === "scroll")
  ui.fire(scroller!, "scroll", { top: 50, left: 0, atEnd: false })
  ui.ops()

  ui.fire(scroller!, "scroll", { top: 51, left: 0, atEnd: false })

  // The row moves, and its two cells that differ are written; the third says 0.0 as before.
  expect(ui.ops().filter((op) => op !== "commit")).toEqual([
    expect.stringMatching(/setAttr box#\d+ top="61lh"/),
    expect.stringMatching(/setText .* "61"/),
    expect.stringMatching(/setText .* "p61"/),
  ])
})

test("a new figure in one cell is one write", () => {
  const ui = open()
  ui.layOut(40, 10)
  ui.ops()

  ui.setRows([THREE[0]!, { ...THREE[1]!, cpu: 82 }, THREE[2]!])

  expect(ui.ops().filter((op) => !op.startsWith("commit"))).toEqual([
    expect.stringMatching(/setText .* "82.0"/),
  ])
})

test("a source that makes its rows is asked once for each change", () => {
  let asked = 0
  const [turn, setTurn] = signal(0)
  const ui = mountMemory(() =>
    Table<Process>({
      rows: () => {
        asked++
        return THREE.map((row) => ({ ...row, cpu: row.cpu + turn() }))
      },
      by: (row) => row.pid,
      columns: COLUMNS,
    }),
  )
  expect(asked).toBe(1)

  setTurn(1)
  flush()
  expect(asked).toBe(2)
  expect(ui.text()).toContain("82.0")
})

test("rows that are changed in place are shown", () => {
  const rows = rwSignal([...THREE])
  const ui = mountMemory(() => Table<Process>({ rows, by: (row) => row.pid, columns: COLUMNS }))

  rows.mutate((rows) => {
    rows[1] = { ...rows[1]!, cpu: 33 }
    rows.push({ pid: 7, name: "new", cpu: 0 })
  })
  flush()

  expect(ui.text()).toContain("33.0")
  expect(ui.text()).toContain("new")
})

test("the selected row comes into view when keys leave the window", () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({ pid: at, name: `p${at}`, cpu: 0 }))
  const ui = open(many)
  ui.layOut(40, 10)
  ui.focus()

  ui.press("end")

  const [scroller] = ui.all((node) => node.attrs.get("overflow") === "scroll")
  expect(scroller!.attrs.get("scrollTop")).toBe(990)
  expect(ui.words().at(-1)).toBe("999 p999 0.0")
})

test("columns give way where the table is narrow", () => {
  const columns = COLUMNS.map((column) =>
    column.id === "cpu" ? { ...column, hideBelow: 30 } : column,
  )
  const ui = open(THREE, { columns })

  ui.layOut(40, 10)
  expect(ui.titles()).toEqual(["PID", "NAME", "CPU"])
  ui.layOut(29, 10)
  expect(ui.titles()).toEqual(["PID", "NAME", ""])
})

test("0 × 0 shows no row, 1 × 1 one, and neither throws", () => {
  const ui = open()

  ui.layOut(0, 0)
  expect(ui.shownRows().length).toBe(0)
  ui.layOut(1, 1)
  expect(ui.shownRows().length).toBeGreaterThan(0)
})
