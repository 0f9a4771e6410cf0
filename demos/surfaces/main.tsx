// One program, one component, three surfaces at once: the terminal, a picture, and pages.
//
//     npx tsx demos/surfaces/main.tsx [picture.png]
//
// All share one signal: a press in the terminal shows in the page and in the picture, and the other
// way round. The picture is written anew when it changes.

import { writeFile } from "node:fs/promises"
import { type Accessor, effect, signal, useApp, useKeys, type View } from "filigree"
import { renderToPng } from "filigree/canvas"
import { render } from "filigree/tui"
import { Button, dark, Panel, ProgressBar } from "filigree/widgets"
import { readOptions, writable } from "../options.ts"
import { serve } from "../renderers/remote/serve.ts"

export interface CounterProps {
  count: Accessor<number>
  step: (by: number) => void
  note: string
}

export function SharedCounter(props: CounterProps): View {
  const { count, step, note } = props
  const app = useApp()
  useKeys([
    { keys: "up", help: "more", run: () => step(1) },
    { keys: "down", help: "less", run: () => step(-1) },
    { keys: "q, ctrl+c", help: "quit", run: () => app.exit() },
  ])
  return (
    <box theme={dark} background="background" color="text" padding={1}>
      <Panel title="Shared counter" note={note} width="48ch">
        <text bold>{count} of 10</text>
        <ProgressBar value={count} max={10} />
        <box flexDirection="row" gap="1ch">
          <Button label="less" onPress={() => step(-1)} />
          <Button label="more" onPress={() => step(1)} />
        </box>
      </Panel>
    </box>
  )
}

/** Opens the three. Resolves when the terminal's app has ended (without a terminal: the pages'). */
async function main(): Promise<void> {
  const picture = readOptions(
    "npx tsx demos/surfaces/main.tsx [picture.png]",
    {},
    (_, [name = "counter.png"]) => writable(name, ".png"),
  )
  const [count, setCount] = signal(3)
  const step = (by: number): void => void setCount((n) => Math.min(10, Math.max(0, n + by)))
  const view = (note: string) => () => <SharedCounter count={count} step={step} note={note} />

  const pages = await serve(view("page"), { title: "shared counter" })
  let drawn = Promise.resolve()
  effect(() => {
    count()
    drawn = drawn.then(async () => {
      await writeFile(
        picture,
        await renderToPng(view("picture"), { width: 440, height: 150, scale: 2 }),
      )
    })
  })

  if (process.stdout.isTTY) {
    const terminal = await render(view(pages.url), { mode: "inline" })
    process.exitCode = await terminal.done
    pages.app.exit()
  } else process.stdout.write(`${pages.url}\n`)
  await pages.app.done
  await drawn
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) await main()
