// Makes the pictures of the README with filigree itself: `npm run pictures`.
//
//     terminal   the demo under a real pty; its screen, cell by cell, drawn on the canvas
//     canvas     the demo's own PNG
//     browser    the demo's page in Chromium
//
// and the three of them as one picture, dashboard.png, laid out by the canvas renderer.

import { spawn } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { spawn as spawnPty } from "@lydell/node-pty"
import { box, image, text, type View } from "filigree"
import { renderToPng } from "filigree/canvas"
import { UNICODE_VERSION, unicodeProvider } from "filigree/tui"
import { launch } from "../../test/support/browser.ts"

const { Terminal } = createRequire(import.meta.url)(
  "@xterm/headless",
) as typeof import("@xterm/headless")
const root = fileURLToPath(new URL("../..", import.meta.url))
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const tsx = join(root, "node_modules/tsx/dist/cli.mjs")
const CELL = 8.43 // CSS pixels: a column of the monospaced font at 14
const LINE = 17 // CSS pixels: a row
const SECONDS = 40 // of watching, so that the charts have a past

const folder = await mkdtemp(join(tmpdir(), "pictures-"))
try {
  process.stderr.write(`watching the machine for ${SECONDS} seconds, three times at once …\n`)
  const [terminal, canvas, browser] = await Promise.all([
    terminalPicture(132, 42),
    canvasPicture(join(folder, "canvas.png")),
    browserPicture(),
  ])
  await writeFile(here("dashboard.png"), await compose(terminal, canvas, browser))
  process.stdout.write("docs/pictures/dashboard.png\n")
} finally {
  await rm(folder, { recursive: true })
}

async function terminalPicture(columns: number, rows: number): Promise<Buffer> {
  const screen = new Terminal({ cols: columns, rows, allowProposedApi: true })
  screen.unicode.register(unicodeProvider())
  screen.unicode.activeVersion = UNICODE_VERSION
  const pty = spawnPty(process.execPath, [tsx, "demos/dashboard/terminal.ts"], {
    name: "xterm-256color",
    cols: columns,
    rows,
    cwd: root,
    env: { ...process.env, COLORTERM: "truecolor", FORCE_COLOR: "3", CI: "" } as Record<
      string,
      string
    >,
  })
  pty.onData((bytes) => screen.write(bytes))
  screen.onData((reply) => pty.write(reply))
  await seconds(SECONDS)
  const lines = Array.from({ length: rows }, (_, row) => line(screen, row, columns))
  pty.write("q")
  return renderToPng(
    box(
      {
        background: "#0d1117",
        padding: 12,
        fontFamily: "mono",
        fontSize: 14,
        lineHeight: LINE / 14,
      },
      lines,
    ),
    { width: Math.ceil(columns * CELL) + 24, height: rows * LINE + 24 },
  ) as Promise<Buffer>
}

/** One row of the screen: a run for each change of style, and for each sign that is wider or narrower than ASCII. */
function line(screen: InstanceType<typeof Terminal>, row: number, columns: number): View {
  const cells = screen.buffer.active.getLine(row)
  const runs: Run[] = []
  for (let column = 0; column < columns; column++) {
    const cell = cells?.getCell(column)
    if (!cell || cell.getWidth() === 0) continue
    const words = cell.getChars() || " "
    const run: Run = {
      column,
      words,
      color: hex(cell.isFgRGB() === true, cell.getFgColor(), "#e3e8f0"),
      background: hex(cell.isBgRGB() === true, cell.getBgColor(), "transparent"),
      bold: cell.isBold() !== 0,
      plain: words < "\x7f",
    }
    const last = runs.at(-1)
    if (last?.plain && run.plain && sameStyle(last, run)) last.words += words
    else runs.push(run)
  }
  const place = (run: Run) => ({ position: "absolute", top: 0, left: run.column * CELL }) as const
  return box(
    { height: LINE },
    ...runs.map((run) =>
      box({
        ...place(run),
        background: run.background,
        width: run.words.length * CELL + 0.6,
        height: LINE,
      }),
    ),
    ...runs.map((run) =>
      text({ ...place(run), wrap: "none", color: run.color, bold: run.bold }, run.words),
    ),
  )
}

interface Run {
  readonly column: number
  words: string
  readonly color: string
  readonly background: string
  readonly bold: boolean
  readonly plain: boolean
}

function sameStyle(a: Run, b: Run): boolean {
  return a.color === b.color && a.background === b.background && a.bold === b.bold
}

function hex(isRgb: boolean, color: number, fallback: string): string {
  return isRgb ? `#${color.toString(16).padStart(6, "0")}` : fallback
}

async function canvasPicture(file: string): Promise<Buffer> {
  await run("demos/dashboard/canvas.ts", file, "--width", "1180", "--height", "740", "--scale", "1")
  return readFile(file)
}

async function browserPicture(): Promise<Buffer> {
  const port = 4700 + (process.pid % 1000)
  const server = spawn(process.execPath, [tsx, "demos/dashboard/dom.ts", "--port", String(port)], {
    cwd: root,
  })
  try {
    await new Promise((resolve) => server.stdout.once("data", resolve))
    await seconds(SECONDS - 10)
    const browser = await launch()
    const page = await browser.newPage({ viewport: { width: 1060, height: 740 } })
    await page.goto(`http://127.0.0.1:${port}/`)
    await seconds(3)
    await page.keyboard.press("t")
    await seconds(1)
    const picture = await page.screenshot()
    await browser.close()
    return picture
  } finally {
    server.kill()
  }
}

function compose(terminal: Buffer, canvas: Buffer, browser: Buffer): Promise<Uint8Array> {
  return renderToPng(
    box(
      { background: "#1b2230", width: "100%", height: "100%" },
      window("npm run demo", terminal, 40, 36),
      window("npm run demo:dom (light theme)", browser, 980, 300),
      window("npm run demo:canvas -- out.png", canvas, 200, 640),
    ),
    { width: 2080, height: 1440, size: "small" },
  )
}

function window(title: string, picture: Uint8Array, left: number, top: number): View {
  return box(
    {
      position: "absolute",
      left,
      top,
      background: "#0b0f15",
      border: true,
      borderColor: "#3a4556",
      borderRadius: 10,
      overflow: "hidden",
      shadow: "0 12px 40px rgb(0 0 0 / 60%)",
    },
    box({ paddingX: 14, paddingY: 6 }, text({ color: "#aab4c4", fontSize: 15 }, title)),
    image({ src: picture, alt: title }),
  )
}

function run(...command: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tsx, ...command], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    })
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${command[0]} ended with ${code}`)),
    )
  })
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000))
}
