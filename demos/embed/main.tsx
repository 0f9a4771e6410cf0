// Pixels inside a terminal: one signal, a terminal's own widgets above, a canvas with real type, gradients
// and smooth lines below. In kitty and ghostty it is a picture, elsewhere half blocks.
//
//     npm run demo:embed        up and down, or a press on the canvas, change the load

import { signal, useApp, useKeys, type View } from "filigree"
import { decodeImage, EmbedCanvas } from "filigree/canvas"
import { spring } from "filigree/motion"
import { render, renderToText } from "filigree/tui"
import { dark, KeyHints, Panel, ProgressBar } from "filigree/widgets"
import { none, readOptions } from "../options.ts"

const [load, setLoad] = signal(0.42)
const step = (by: number) => void setLoad((now) => Math.min(1, Math.max(0, now + by)))

export function Embed(): View {
  const app = useApp()
  useKeys([
    { keys: "up", help: "more", run: () => step(0.1) },
    { keys: "down", help: "less", run: () => step(-0.1) },
    { keys: "q, ctrl+c", help: "quit", run: () => app.exit() },
  ])
  return (
    <box theme={dark} background="background" color="text" width="100%" height="100%">
      <Panel title="Cells" note="of the terminal">
        <ProgressBar value={load} smooth label="load" />
      </Panel>
      <Panel title="Pixels" note="of a canvas in it" flex={1}>
        <EmbedCanvas flex={1} label="load, drawn" theme={dark}>
          {() => <Picture />}
        </EmbedCanvas>
      </Panel>
      <box paddingX="1ch" height="1lh">
        <KeyHints />
      </box>
    </box>
  )
}

/** On the canvas: in CSS pixels. */
function Picture(): View {
  const shown = spring(load, { duration: 500, bounce: 0.3 })
  return (
    <box
      flexGrow={1}
      flexDirection="row"
      gap={24}
      padding={16}
      alignItems="center"
      background="linear-gradient(120deg, #10162b, #1d1238)"
      onPress={() => step(load() >= 1 ? -1 : 0.1)}
    >
      <text fontSize={56} fontWeight={700} color="#ffffff" width={150} wrap="none">
        {() => `${Math.round(shown() * 100)} %`}
      </text>
      <draw
        flex={1}
        height="100%"
        paint={(pen, { width, height }) => {
          const y = (x: number) =>
            height *
            (0.5 - 0.45 * shown() * Math.sin((x / width) * 9) * Math.sin((x / width) * Math.PI))
          pen.begin().moveTo(0, height)
          for (let x = 0; x <= width; x += 4) pen.lineTo(x, y(x))
          pen.lineTo(width, height).close().fill("#7aa2f7", 0.25)
          pen.begin().moveTo(0, y(0))
          for (let x = 4; x <= width; x += 4) pen.lineTo(x, y(x))
          pen.stroke("#7aa2f7", 3)
        }}
      />
    </box>
  )
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  readOptions("npm run demo:embed", {}, (_, words) => none(words))
  if (process.stdout.isTTY) {
    const app = await render(() => <Embed />, { images: decodeImage })
    process.exitCode = await app.done
  } else {
    process.stdout.write(await renderToText(() => <Embed />, { columns: 80, rows: 24 }))
  }
}
