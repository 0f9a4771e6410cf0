// What the canvas looks like, kept as pictures: test/golden/canvas-*.png. After a change that is
// meant, look at the new picture (UPDATE_GOLDEN=1 writes it) before committing it.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { box, draw, input, span, text } from "../../../core/view/index.ts"
import { renderToPng } from "../../../renderers/canvas/index.ts"
import { CORPUS, TEXTS } from "./corpus.ts"
import { decoded, difference } from "./support.ts"

const SLACK = 40 // of 255: how far an antialiased edge may be off on another processor

const panels = () =>
  box(
    { padding: 12, gap: 10, flexGrow: 1 },
    box(
      { flexDirection: "row", gap: 10 },
      box(
        {
          border: "round",
          title: "Memory",
          titleNote: "16 GiB",
          padding: 8,
          width: 150,
          background: "surface",
          shadow: "0 3px 10px rgb(0 0 0 / 20%)",
        },
        text({}, "used ", span({ bold: true, color: "accent" }, "4.2"), " GiB"),
        text({ color: "muted" }, "cache 1.1 GiB"),
      ),
      box(
        { gap: 4 },
        ...(["single", "heavy", "double", "dashed"] as const).map((border) =>
          box({ border, paddingX: 6, width: 90 }, text({}, border)),
        ),
      ),
    ),
    draw({
      height: 50,
      paint(pen, { width, height }) {
        for (const y of [0, 0.5, 1])
          pen
            .begin()
            .moveTo(0, y * (height - 1))
            .lineTo(width, y * (height - 1))
            .stroke("faint", 1)
        pen.begin()
        for (let i = 0; i <= 40; i++)
          pen.lineTo((i / 40) * width, height / 2 + 20 * Math.sin(i / 4))
        pen.stroke("series1")
        pen.text(width, 2, "peak", { align: "right", color: "muted" })
      },
    }),
    box({ border: true, paddingX: 6 }, input({ initialValue: "edit me" })),
  )

const words = () =>
  box(
    { padding: 12, gap: 6, flexGrow: 1, background: "linear-gradient(90deg, #1a1b26, #414868)" },
    text({ fontSize: 22, fontWeight: 600, color: "#c0caf5" }, "Filigree"),
    text(
      { color: "#a9b1d6", width: 216 },
      "One ",
      span({ italic: true }, "component"),
      ", every ",
      span({ underline: true, color: "#7aa2f7" }, "surface"),
      ": wrapped at its width, ",
      span({ strike: true }, "never"),
      " ",
      span({ inverse: true }, " inverse "),
    ),
    text({ fontFamily: "mono", color: "#9ece6a" }, "0123 ▁▂▃▄▅▆▇█ → ✓"),
    text({ color: "#e0af68", align: "right" }, "Żółć Привет Ελλάδα"),
    text({ color: "#f7768e", truncate: true, width: 120 }, "cut off where it does not fit"),
    box({ opacity: 0.4, background: "#f7768e", borderRadius: 8, padding: 4 }, text({}, "faded")),
  )

test.each([
  { name: "panels", view: panels, width: 280, height: 230 },
  { name: "words", view: words, width: 240, height: 220 },
  ...CORPUS,
  ...TEXTS,
])("picture $name", async ({ name, view, width = 100, height = 80 }) => {
  const bytes = await renderToPng(view, { width, height, size: "small" })
  const file = fileURLToPath(new URL(`../../golden/canvas-${name}.png`, import.meta.url))
  if (process.env["UPDATE_GOLDEN"] || !existsSync(file)) {
    mkdirSync(fileURLToPath(new URL("../../golden/", import.meta.url)), { recursive: true })
    writeFileSync(file, bytes)
  }
  expect(difference(await decoded(bytes), await decoded(readFileSync(file)), SLACK)).toBe("")
})
