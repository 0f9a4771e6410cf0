// A program in a real pty, in front of a terminal emulator: what a person would see, as data.
//
//     program ◀── pty ──▶ @xterm/headless        the emulator answers the queries that it knows
//
// A shell stands around the program, so that what it leaves behind can be compared with what was there:
//
//     printf 'some text'; wait for "g" ▸ [state A] ▸ program ▸ wait for "g" ▸ [state B] ▸ exit code

import { mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { type IPty, spawn } from "@lydell/node-pty"
import xterm from "@xterm/headless"
import { buildSync } from "esbuild"

const ROOT = resolve(import.meta.dirname, "../../../..")
const FIXTURES = resolve(import.meta.dirname, "../fixtures")

export interface PtyOptions {
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string | undefined>>
  /** False: the terminal never answers anything. */
  readonly answers?: boolean
  /** Shell text around the program; `$APP` stands for it. Default: the program alone. */
  readonly command?: string
}

/** Everything of the terminal that a program could leave changed. */
export interface TerminalState {
  readonly buffer: string
  readonly lines: readonly string[]
  readonly cursor: readonly [number, number]
  readonly modes: unknown
  readonly cursorHidden: boolean
  readonly mouseEncoding: string
  readonly attributes: readonly number[]
  readonly scrollRegion: readonly [number, number]
  readonly stty: string
}

export class PtyRun {
  readonly term: InstanceType<typeof xterm.Terminal>
  readonly pty: IPty
  /** All bytes of the program so far. */
  output = ""
  /** Sequences that @xterm/headless does not know but that must balance: kitty pushes minus pops. */
  readonly #folder = mkdtempSync(join(tmpdir(), "filigree-pty-"))
  readonly exited: Promise<{ exitCode: number; signal: number | undefined }>
  #pendingWrites = 0
  isOver = false

  constructor(fixture: string, args: readonly string[], options: PtyOptions = {}) {
    const { columns = 60, rows = 12 } = options
    this.term = new xterm.Terminal({
      cols: Math.max(2, columns),
      rows: Math.max(1, rows),
      allowProposedApi: true,
    })
    const app = [process.execPath, "--enable-source-maps", bundle(fixture), ...args]
      .map((word) => `'${word}'`)
      .join(" ")
    const command = (options.command ?? "$APP").replaceAll("$APP", app)
    const script = [
      `printf 'line one\\nline two \\033[1mbold\\033[0m\\n$ app '`,
      `stty -g > ${this.#folder}/before`,
      `read -rsn1 go`,
      command,
      `code=$?`,
      `stty -g > ${this.#folder}/after`,
      `printf '\\033]2;over\\007'`, // so that one knows when the last byte before it has come
      `read -rsn1 go`,
      `exit $code`,
    ].join("\n")
    this.pty = spawn("bash", ["--norc", "--noprofile", "-c", script], {
      cols: columns,
      rows,
      cwd: ROOT,
      name: options.env?.TERM ?? "xterm-256color", // node-pty lets it win over env.TERM
      env: clean({
        ...process.env,
        TERM: "xterm-256color",
        COLORTERM: "truecolor",
        TMUX: undefined,
        CI: undefined,
        NO_COLOR: undefined,
        FORCE_COLOR: undefined,
        NODE_OPTIONS: undefined,
        FOLDER: this.#folder,
        ...options.env,
      }),
      encoding: null,
    })
    this.pty.onData((data) => {
      const bytes = data as unknown as Buffer
      this.output += bytes.toString("utf8")
      this.#pendingWrites++
      this.term.write(bytes, () => this.#pendingWrites--)
    })
    if (options.answers !== false) this.term.onData((data) => this.pty.write(data))
    this.exited = new Promise((done) => {
      this.pty.onExit(({ exitCode, signal }) => {
        this.isOver = true
        done({ exitCode, signal })
      })
    })
  }

  /** What the program left in its folder ($FOLDER). */
  file(name: string): string {
    try {
      return readFileSync(join(this.#folder, name), "utf8")
    } catch {
      return ""
    }
  }

  /** Waits until `check` holds; says what the screen was when it never does. */
  async until(check: () => boolean, what: string): Promise<void> {
    const end = Date.now() + 15_000
    while (!check()) {
      if (Date.now() > end) {
        const tail = JSON.stringify(this.output.slice(-600))
        throw new Error(`never came: ${what}\n${this.text()}\nlast bytes: ${tail}`)
      }
      await new Promise((done) => setTimeout(done, 10))
    }
  }

  async untilText(text: string): Promise<void> {
    await this.until(() => this.text().includes(text), JSON.stringify(text))
  }

  /** Lets bytes that are under way arrive. */
  async settle(ms = 80): Promise<void> {
    await new Promise((done) => setTimeout(done, ms))
    while (this.#pendingWrites > 0) await new Promise((done) => setTimeout(done, 5))
  }

  /** Starts the program: returns the state before it. */
  async go(): Promise<TerminalState> {
    await this.untilText("$ app ")
    await this.until(() => this.file("before") !== "", "the shell")
    await this.settle(50)
    const state = this.state("before")
    this.pty.write("g")
    return state
  }

  /** Waits for the end of the program: the state after it, and its exit code. */
  async over(): Promise<{ state: TerminalState; code: number }> {
    await this.until(() => this.output.includes(OVER), "the end of the program")
    await this.settle(0)
    const state = this.state("after")
    this.pty.write("g")
    const { exitCode } = await this.exited
    return { state, code: exitCode }
  }

  text(): string {
    return this.lines().join("\n")
  }

  lines(): string[] {
    const { active } = this.term.buffer
    const lines: string[] = []
    for (let y = 0; y < this.term.rows; y++) {
      lines.push(active.getLine(active.baseY + y)?.translateToString(true) ?? "")
    }
    return lines
  }

  state(stty: "before" | "after"): TerminalState {
    // Private parts of xterm.js, which has no public name for these.
    const core = (this.term as any)._core
    const { active } = this.term.buffer
    const attributes = core._inputHandler._curAttrData
    return {
      buffer: active.type,
      lines: this.lines(),
      cursor: [active.cursorX, active.cursorY],
      modes: { ...this.term.modes },
      cursorHidden: core.coreService.isCursorHidden,
      mouseEncoding: core.coreMouseService.activeEncoding,
      attributes: [attributes.fg, attributes.bg],
      scrollRegion: [core.buffer.scrollTop, core.buffer.scrollBottom],
      stty: this.file(stty),
    }
  }

  dispose(): void {
    try {
      this.pty.kill("SIGKILL")
    } catch {
      // over already
    }
    this.term.dispose()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

const OVER = "\x1b]2;over\x07"

const bundles = new Map<string, string>()

/** The fixture as one file of JavaScript: it starts in a third of the time that tsx takes. */
function bundle(fixture: string): string {
  const known = bundles.get(fixture)
  if (known) return known
  const folder = join(ROOT, "node_modules", ".cache", "filigree-pty")
  const outfile = join(folder, `${fixture}.mjs`)
  const own = `${outfile}.${process.pid}` // two workers may bundle at once
  buildSync({
    entryPoints: [join(FIXTURES, fixture)],
    outfile: own,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    sourcemap: "inline",
    logLevel: "error",
  })
  renameSync(own, outfile)
  bundles.set(fixture, outfile)
  return outfile
}

function clean(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(entries)
}

/** Runs `body` with a program in a pty, and takes it away afterwards. */
export async function inPty(
  fixture: string,
  args: readonly string[],
  options: PtyOptions,
  body: (run: PtyRun) => Promise<void>,
): Promise<void> {
  const run = new PtyRun(fixture, args, options)
  try {
    await body(run)
  } finally {
    run.dispose()
  }
}
