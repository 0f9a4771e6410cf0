// Every widget at 0 × 0, at 1 × 1, with a wide grapheme at its edge, and gone again.

import { expect, test } from "vitest"
import { flush } from "../../core/reactive/index.ts"
import { openApp, text, type View } from "../../core/view/index.ts"
import { memoryRenderer, strict } from "../../renderers/memory/index.ts"
import { textWidth } from "../../renderers/tui/index.ts"
import * as widgets from "../../widgets/index.ts"
import { MARGIN, screen } from "./screen.ts"

const WIDE = "終端終端終端終端"

const SAMPLES: Record<string, () => View<any>> = {
  Badge: () => widgets.Badge({ label: WIDE }),
  BarChart: () => widgets.BarChart({ bars: [{ name: WIDE, value: 3 }] }),
  Button: () => widgets.Button({ label: WIDE }),
  Checkbox: () => widgets.Checkbox({ label: WIDE }),
  CommandPalette: () =>
    widgets.CommandPalette({
      commands: [{ title: WIDE, keys: "ctrl+o", run: () => {} }],
      title: WIDE,
      onClose: () => {},
    }),
  Dialog: () => widgets.Dialog({ title: WIDE, onClose: () => {}, children: text(WIDE) }),
  Gauge: () => widgets.Gauge({ label: WIDE, value: 0.5, format: () => WIDE }),
  HelpOverlay: () => widgets.HelpOverlay({ title: WIDE, onClose: () => {} }),
  KeyHints: () => widgets.KeyHints({}),
  LineChart: () =>
    widgets.LineChart({
      series: [{ name: WIDE, values: [1, 2] }],
      legend: true,
      format: () => WIDE,
    }),
  List: () => widgets.List({ items: () => [WIDE, WIDE] }),
  Log: () => widgets.Log({ lines: () => [{ level: "warn", text: WIDE }] }),
  Menu: () => widgets.Menu({ label: WIDE, items: [{ title: WIDE, run: () => {} }] }),
  MenuBar: () =>
    widgets.MenuBar({
      children: widgets.Menu({ label: WIDE, items: ["separator", { title: WIDE, run: () => {} }] }),
    }),
  Panel: () => widgets.Panel({ title: WIDE, note: WIDE, flex: 1, children: text(WIDE) }),
  ProgressBar: () => widgets.ProgressBar({ value: 0.5, label: WIDE }),
  RadioGroup: () => widgets.RadioGroup({ options: [WIDE, "b"], initialValue: WIDE }),
  Select: () => widgets.Select({ options: [WIDE], label: WIDE, initialValue: WIDE }),
  Sparkline: () => widgets.Sparkline({ data: [1, 2, 3] }),
  Spinner: () => widgets.Spinner({ label: WIDE, active: false }),
  Stat: () => widgets.Stat({ label: WIDE, value: WIDE, change: 1, data: [1, 2] }),
  Table: () =>
    widgets.Table({
      rows: () => [{ name: WIDE }],
      by: (row) => row.name,
      columns: [{ id: "name", title: WIDE, value: (row) => row.name }],
    }),
  Tabs: () => widgets.Tabs({ tabs: [{ id: "a", title: WIDE, note: WIDE, content: text(WIDE) }] }),
  TextArea: () => widgets.TextArea({ label: WIDE, initialValue: `${WIDE}\n${WIDE}` }),
  TextInput: () => widgets.TextInput({ label: WIDE, initialValue: WIDE }),
  Toasts: () => {
    const queue = widgets.toastQueue()
    queue.show(WIDE, { duration: Number.POSITIVE_INFINITY })
    return widgets.Toasts({ queue })
  },
  Tooltip: () => widgets.Tooltip({ words: WIDE, children: widgets.Badge({ label: WIDE }) }),
  Tree: () => widgets.Tree({ roots: () => [WIDE], inside: () => ["b"], initialOpened: [WIDE] }),
}

/** A border and a padding beside it take their room, whatever there is. Columns and rows. */
const LEAST: Record<string, readonly [number, number]> = {
  Panel: [4, 2],
  Select: [99, 1],
  Menu: [99, 1],
  MenuBar: [99, 1],
  Tooltip: [0, 1],
}
/** They lie over all of the surface, whatever box they stand in. */
const COVERING = new Set(["CommandPalette", "Dialog", "HelpOverlay", "Toasts"])

test("every widget is among the samples", () => {
  const components = Object.keys(widgets).filter((name) => /^[A-Z]/.test(name))

  expect(Object.keys(SAMPLES)).toEqual(components.sort())
})

for (const [name, view] of Object.entries(SAMPLES)) {
  test(`${name} holds at 0 × 0, at 1 × 1, and with a wide grapheme at its edge`, async () => {
    for (const [columns, rows] of [
      [0, 0],
      [1, 1],
      [2, 3],
      [5, 3],
      [8, 3],
    ] as const) {
      const all = [columns + MARGIN, rows + MARGIN] as const
      const [leastColumns, leastRows] = COVERING.has(name) ? all : (LEAST[name] ?? [0, 0])
      const lines = await screen(view, columns, rows)
      // Nothing is written beside the box, and no line ends in half of a grapheme.
      expect(lines.length, `${columns} × ${rows}`).toBeLessThanOrEqual(Math.max(rows, leastRows))
      for (const line of lines) {
        expect(textWidth(line), `${columns} × ${rows}: ${line}`).toBeLessThanOrEqual(
          Math.max(columns, leastColumns),
        )
      }
    }
  })
}

for (const [name, view] of Object.entries(SAMPLES)) {
  test(`${name} keeps the promises that hosts rely on, and leaves nothing behind`, () => {
    const memory = memoryRenderer()
    const root = memory.root()
    for (let round = 0; round < 3; round++) {
      const size = () => ({ width: 80, height: 24 })
      const app = openApp(strict(memory), root, view, { surface: "memory", size })
      flush()
      expect(memory.liveNodes()).toBeGreaterThan(0)

      app.dispose()
      flush()
      expect(memory.liveNodes()).toBe(0)
    }
  })
}
