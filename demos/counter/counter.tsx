// The smallest app: one component for every surface.
//
//     npx tsx demos/counter/terminal.tsx     up and down count, q quits
//     npx tsx demos/counter/picture.tsx      writes counter.png

import { signal, useApp, useKeys, type View } from "filigree"
import { dark, Panel, ProgressBar } from "filigree/widgets"

export function Counter(): View {
  const app = useApp()
  const [count, setCount] = signal(3)
  useKeys([
    { keys: "up", help: "more", run: () => setCount((n) => Math.min(10, n + 1)) },
    { keys: "down", help: "less", run: () => setCount((n) => Math.max(0, n - 1)) },
    { keys: "q", help: "quit", run: () => app.exit() },
  ])
  return (
    <box theme={dark} width="32ch">
      <Panel title="Counter">
        <text bold>{count} of 10</text>
        <ProgressBar value={count} max={10} />
      </Panel>
    </box>
  )
}
