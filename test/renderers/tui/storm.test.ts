// Every widget in a terminal whose size never rests, with keys, pastes and the mouse on top: nothing
// throws, and at the end the screen is what it would be if it were painted anew.

import { box, draw, image, input, signal, text, textarea } from "filigree"
import { type Picture, type TuiView, terminal } from "filigree/tui"
import * as widgets from "filigree/widgets"
import { expect, test } from "vitest"
import { Random } from "../../../renderers/testing/random.ts"

const WIDE = "終端 é 👩‍🚀 terminal"
const picture: Picture = { width: 20, height: 20, pixels: new Uint8Array(1600).fill(200) }

/** Widgets by their needs; those that need nothing are found by name. */
const VIEWS: Record<string, TuiView> = {
  BarChart: () =>
    widgets.BarChart({
      bars: [
        { name: WIDE, value: 3 },
        { name: "b", value: -1 },
      ],
    }),
  Button: () => widgets.Button({ label: WIDE }),
  Checkbox: () => widgets.Checkbox({ label: WIDE }),
  Gauge: () => widgets.Gauge({ label: WIDE, value: 0.5, shape: "dial" }),
  HelpOverlay: () => widgets.HelpOverlay({ title: WIDE, onClose: () => {} }),
  LineChart: () => widgets.LineChart({ series: [{ name: WIDE, values: [1, 5, 2] }], legend: true }),
  List: () => widgets.List({ items: () => Array.from({ length: 200 }, (_, n) => `${n} ${WIDE}`) }),
  Log: () => widgets.Log({ lines: () => Array.from({ length: 99 }, (_, n) => `${n} ${WIDE}`) }),
  Panel: () => widgets.Panel({ title: WIDE, note: WIDE, flex: 1, children: text(WIDE) }),
  Stat: () => widgets.Stat({ label: WIDE, value: WIDE, change: 1, data: [1, 2] }),
  Table: () =>
    widgets.Table({
      rows: () => Array.from({ length: 300 }, (_, n) => ({ name: `${n} ${WIDE}`, size: n })),
      by: (row) => row.name,
      columns: [
        { id: "name", title: WIDE, value: (row) => row.name },
        { id: "size", title: "size", value: (row) => row.size, align: "right" },
      ],
    }),
  Tabs: () =>
    widgets.Tabs({
      tabs: [
        { id: "a", title: WIDE, content: text(WIDE) },
        { id: "b", title: "b", content: input({ initialValue: WIDE }) },
      ],
    }),
  TextInput: () => widgets.TextInput({ label: WIDE, initialValue: WIDE, autoFocus: true }),
  "fields and text": () =>
    box(
      { flex: 1, border: "round", title: WIDE, overflow: "scroll" },
      textarea({ initialValue: `${WIDE}\n${WIDE}`, autoFocus: true, rows: 4 }),
      text({ wrap: "none", width: 80, flexShrink: 0 }, WIDE.repeat(4)),
      text({}, WIDE.repeat(20)),
    ),
  "pictures and drawings": () =>
    box(
      { flexDirection: "row", flex: 1, gap: 1 },
      image({ src: "x", flex: 1, fit: "cover" }),
      draw({
        flex: 1,
        height: "100%",
        paint: (pen, size) => {
          pen.moveTo(0, 0).lineTo(size.width, size.height).stroke("red")
          pen.arc(size.width / 2, size.height / 2, size.width / 3, 0, 7).fill("rgb(0 0 255 / 50%)")
        },
      }),
    ),
  "layers over layers": () => {
    const [open, setOpen] = signal(true)
    return box(
      { flex: 1, background: "navy", onPress: () => setOpen((now) => !now) },
      text({}, WIDE.repeat(8)),
      box(
        {
          position: "absolute",
          inset: "20%",
          opacity: 0.5,
          border: true,
          background: "teal",
          hidden: () => !open(),
          zIndex: 1,
        },
        text({ truncate: "middle", wrap: "none" }, WIDE.repeat(3)),
      ),
    )
  },
}

const KEYS = [
  "\t", "\x1b[Z", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F",
  "a", "é", "漢", "👩‍🚀", " ", "\r", "\x7f", "\x1b[3~", "\x1b[27u", "\x01", "\x05", "\x17", "\x1a\x19",
  "\x1b[200~pasted\rtext 終\x1b[201~", "\x1b[I", "\x1b[O", "<", ">", "/", "?", "r",
] // biome-ignore format: one table

for (const mode of ["full", "inline", "read"] as const)
  test.each(Object.entries(VIEWS))(
    `%s in a storm, ${mode}`,
    { timeout: 30_000 },
    async (name, view) => {
      const random = new Random(name.length * 31 + (mode === "full" ? 1 : 2))
      const errors: unknown[] = []
      const ui = await terminal({
        columns: 40,
        rows: 12,
        mode: mode === "read" ? "inline" : mode,
        screenReader: mode === "read",
        mouse: "hover",
        images: async () => picture,
        onError: (error) => void errors.push(error),
        clock: {
          set: (run) => setTimeout(run, 0),
          clear: (timer) => clearTimeout(timer as number),
        },
      }).open(view)

      for (let step = 0; step < 120; step++) {
        const [x, y] = [random.int(50), random.int(20)]
        const what = random.int(12)
        if (what === 0) ui.driver.resize(random.int(60), random.int(22))
        else if (what < 4) {
          const button = random.pick([0, 0, 2, 32, 35, 64, 65, 68, 69])
          ui.driver.send(`\x1b[<${button};${x + 1};${y + 1}M`)
          if (button < 3) ui.driver.send(`\x1b[<${button};${x + 1};${y + 1}m`)
        } else ui.driver.send(random.pick(KEYS))
        if (step % 3 === 0) await ui.flush()
      }
      await ui.resize(37, 13)
      await ui.flush()
      expect(errors).toEqual([])

      if (mode !== "full") {
        await ui.dispose()
        return
      }
      const before = ui.screen()
      ui.driver.resume() // as after SIGCONT: everything anew
      await ui.flush()
      expect(ui.screen()).toBe(before)
      await ui.dispose()
    },
  )
