// The pictures of docs/guide/terminal.md: apps on an emulated terminal, its cells drawn by filigree
// itself. `npm run pictures`.

import { mkdir, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { type Painter, signal, useKeys, type View } from "filigree"
import { decodeImage, renderToPng } from "filigree/canvas"
import { type TestTerminal, terminal, type XtermDriver } from "filigree/tui"
import { dark, KeyHints, Panel, ProgressBar } from "filigree/widgets"
import { ImagePage } from "../../demos/gallery/pages/elements.tsx"
import type { Folder } from "../../demos/inline/pack.ts"
import { Done, Packing } from "../../demos/inline/view.tsx"

const CELL = 8.43 // CSS pixels: a column of the monospaced font at 14
const LINE = 17 // CSS pixels: a row
const MARGIN = 14
const GROUND = String(dark.colors.background)
const INK = "#e3e8f0"

const folder = fileURLToPath(new URL("terminal/", import.meta.url))
await mkdir(folder, { recursive: true })

interface Options {
  readonly mode?: "inline"
  readonly errorScreen?: boolean
  readonly act?: (ui: TestTerminal) => Promise<void>
}

async function keep(
  name: string,
  columns: number,
  rows: number,
  view: () => View,
  options: Options = {},
): Promise<void> {
  const { act, ...more } = options
  const images = (src: string | Uint8Array) => decodeImage(src)
  const ui = await terminal({ columns, rows, images, theme: dark, ...more }).open(view)
  await ui.app.ready()
  await act?.(ui)
  await ui.flush()
  const width = Math.ceil(columns * CELL) + 2 * MARGIN
  const picture = await renderToPng(
    () => (
      <box background={GROUND} padding={MARGIN} fontFamily="mono" fontSize={14}>
        <Cells driver={ui.driver} rows={rows} columns={columns} />
      </box>
    ),
    { width, height: rows * LINE + 2 * MARGIN, size: "small" },
  )
  await writeFile(`${folder}${name}.png`, picture)
  await ui.dispose()
}

/** Cells: half blocks and grounds are rectangles, all else is text where it stands. */
function Cells(props: { driver: XtermDriver; rows: number; columns: number }): View {
  const { driver, rows, columns } = props
  const paint: Painter = (pen) => {
    const each = (use: (x: number, y: number, cell: Cell) => void) => {
      for (let row = 0; row < rows; row++)
        for (let x = 0; x < columns; x++) use(x * CELL, row * LINE, driver.cell(x, row))
    }
    each((x, y, cell) => {
      const [ink, ground] = colorsOf(cell)
      const width = cell.width * CELL + 0.4
      if (ground !== GROUND) pen.begin().rect(x, y, width, LINE).fill(ground)
      if (cell.text === "▀")
        pen
          .begin()
          .rect(x, y, width, LINE / 2)
          .fill(ink)
    })
    each((x, y, cell) => {
      const [color] = colorsOf(cell)
      // The font's own line is 1.4 × 14 pixels high.
      if (cell.text.trim() && cell.text !== "▀")
        pen.text(x, y + (LINE - 19.6) / 2, cell.text, { color, bold: cell.bold })
    })
  }
  return <draw height={rows * LINE} width="100%" paint={paint} />
}

type Cell = ReturnType<XtermDriver["cell"]>

function colorsOf(cell: Cell): [ink: string, ground: string] {
  const [ink, ground] = [css(cell.color, INK), css(cell.background, GROUND)]
  return cell.inverse ? [ground, ink] : [ink, ground]
}

function css(color: number | undefined, fallback: string): string {
  return color === undefined ? fallback : `#${color.toString(16).padStart(6, "0")}`
}

function Player(): View {
  useKeys([
    { keys: "left", help: "back", run: () => {} },
    { keys: "right", help: "on", run: () => {} },
    { keys: "q", help: "quit", run: () => {} },
  ])
  return (
    <box width="100%" height="100%">
      <Panel title="Clair de lune" flex={1}>
        <ProgressBar value={0.25} label="position" flexGrow={0} />
        <text color="muted">75 of 300 s</text>
      </Panel>
      <KeyHints />
    </box>
  )
}

const CHAPTER = [
  "It was the best of times, it was the worst of times, it was the age of wisdom, it was the",
  "age of foolishness, it was the epoch of belief, it was the epoch of incredulity, it was the",
  "season of Light, it was the season of Darkness, it was the spring of hope, it was the winter",
  "of despair, we had everything before us, we had nothing before us, we were all going direct",
  "to Heaven, we were all going direct the other way.",
  "",
]

/** Wider and higher than its box: both bars stand on the border. */
function Chapter(): View {
  return (
    <box
      border="round"
      borderColor="border"
      title="A Tale of Two Cities"
      titleNote="chapter 1"
      background="background"
      width="100%"
      height="100%"
      overflow="scroll"
      scrollTop={2}
    >
      {Array.from({ length: 18 }, (_, n) => (
        <text wrap="none" width={100} flexShrink={0}>
          {`${String(n + 1).padStart(3)}  ${CHAPTER[n % CHAPTER.length]}`}
        </text>
      ))}
    </box>
  )
}

function Broken(): View {
  const people = [{ name: "Ada" }]
  const row = people[3] as { name: string } // there is only one
  return <text>{row.name}</text>
}

function folderOf(name: string, files: number, done: number, current: string): Folder {
  const [state] = signal<"waiting" | "packing" | "done" | "failed">(
    done === files ? "done" : done === 0 ? "waiting" : "packing",
  )
  return {
    name,
    files: Array.from({ length: files }, () => ""),
    state,
    done: signal(done)[0],
    current: signal(current)[0],
    before: signal(done * 4600)[0],
    after: signal(done * 1390)[0],
    time: signal(done * 18)[0],
  }
}

const FOLDERS = [
  folderOf("core", 67, 67, ""),
  folderOf("widgets", 41, 41, ""),
  folderOf("renderers", 193, 118, "renderers/scene/ops.ts"),
  folderOf("demos", 51, 12, "demos/gallery/gallery.tsx"),
  folderOf("test", 154, 0, ""),
]
const PACK = { folders: FOLDERS, startedAt: 0, run: async () => {}, stop: () => {} }

await keep("player", 60, 7, () => <Player />)
await keep("inline", 92, 9, () => <Packing pack={PACK} />, {
  mode: "inline",
  act: async (ui) => {
    for (const one of FOLDERS)
      if (one.state() === "done") await ui.app.printAbove(<Done folder={one} />)
  },
})
await keep("image", 92, 26, () => (
  <box background="background" width="100%" height="100%">
    <ImagePage />
  </box>
))
await keep("selection", 84, 13, () => <Chapter />, {
  act: async (ui) => {
    ui.driver.send("\x1b[<0;21;4M\x1b[<32;40;9M")
    await ui.flush()
  },
})
await keep("error", 76, 15, () => <Broken />, { errorScreen: true })
