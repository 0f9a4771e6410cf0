// The counter on blessed's own widgets: `npx tsx demos/renderers/blessed/main.ts`.

import { createRequire } from "node:module"
import { openApp, signal, useApp, useKeys } from "filigree"
import { blessedRenderer, widget } from "./renderer.ts"

const blessed = createRequire(import.meta.url)("blessed") as typeof import("blessed")
const screen = blessed.screen({ smartCSR: true, title: "counter" })
const { renderer, root } = blessedRenderer(screen)

const [size, setSize] = signal({ width: screen.width as number, height: screen.height as number })
screen.on("resize", () =>
  setSize({ width: screen.width as number, height: screen.height as number }),
)

function Counter() {
  const app = useApp()
  const [count, setCount] = signal(3)
  const [past, setPast] = signal<readonly number[]>([3])
  const [log, setLog] = signal<readonly string[]>(["up and down count, q quits"])
  const step = (by: number): void => {
    setCount((now) => Math.min(10, Math.max(0, now + by)))
    setPast((counts) => [...counts, count()].slice(-17))
    setLog((lines) => [...lines, `now ${count()}`].slice(-8))
  }
  useKeys([
    { keys: "up", run: () => step(1) },
    { keys: "down", run: () => step(-1) },
    { keys: "q, ctrl+c", run: () => app.exit() },
  ])
  return widget(
    "box",
    {
      border: true,
      label: " Counter ",
      borderFg: "blue",
      width: 40,
      height: 19,
      top: "center",
      left: "center",
    },
    widget("text", { top: 1, left: 2, bold: true }, count, " of 10"),
    widget("progressbar", {
      top: 3,
      left: 2,
      width: 34,
      height: 1,
      bg: "black",
      filled: () => count() * 10,
    }),
    widget("list", { top: 5, left: 2, width: 34, height: 6, items: log }),
    widget("text", { top: 12, left: 2, fg: "green" }, () => bars(past(), 4)),
  )
}

/**
 * A chart in `height` lines, an eighth of a line the step. Of blessed's own elements: the charts of
 * blessed-contrib have not been released for years and bring fourteen packages along.
 */
function bars(values: readonly number[], height: number): string {
  const eighths = values.map((value) => Math.round((value / 10) * height * 8))
  const line = (_: unknown, row: number): string => {
    const below = (height - 1 - row) * 8
    return eighths.map((all) => ` ${" ▁▂▃▄▅▆▇█"[Math.max(0, Math.min(8, all - below))]}`).join("")
  }
  return Array.from({ length: height }, line).join("\n")
}

const app = openApp(renderer, root, Counter, {
  surface: "blessed",
  size,
  close: () => screen.destroy(),
})
process.exitCode = await app.done
