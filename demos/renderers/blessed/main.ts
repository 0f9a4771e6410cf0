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
  const [log, setLog] = signal<readonly string[]>(["up and down count, q quits"])
  const step = (by: number): void => {
    setCount((now) => Math.min(10, Math.max(0, now + by)))
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
      height: 14,
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
  )
}

const app = openApp(renderer, root, Counter, {
  surface: "blessed",
  size,
  close: () => screen.destroy(),
})
process.exitCode = await app.done
