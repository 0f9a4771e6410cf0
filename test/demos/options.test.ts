// Demos answer as commands do: --help says how, what is wrong is said in a line, and nothing is a stack trace.

import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll, expect, test } from "vitest"

const root = resolve(import.meta.dirname, "../..")
const folder = mkdtempSync(join(tmpdir(), "filigree-demos-"))
afterAll(() => rmSync(folder, { recursive: true }))

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>
}
const demos = Object.values(scripts)
  .filter((script) => script.includes(" demos/"))
  .map((script) => script.slice("tsx ".length))
demos.push(
  "demos/gallery/canvas.tsx",
  "demos/gallery/dom.ts",
  "demos/surfaces/main.tsx",
  "demos/renderers/remote/main.ts",
)

function run(demo: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const tsx = join(root, "node_modules/tsx/dist/cli.mjs")
  return new Promise((done) => {
    execFile(process.execPath, [tsx, demo, ...args], { cwd: root }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    )
  })
}

test("each demo says by --help how it is used, and refuses an option that it does not know", async () => {
  expect(demos.length).toBeGreaterThan(10)
  for (const demo of demos) {
    const [help, wrong] = await Promise.all([run(demo, "--help"), run(demo, "--nonsense")])

    expect(help, demo).toMatchObject({ code: 0, err: "" })
    expect(help.out, demo).toMatch(/^usage: np[mx] .*\n/)
    expect(wrong, demo).toMatchObject({ code: 2, out: "" })
    expect(wrong.err, demo).toMatch(/^Unknown option '--nonsense'\nusage: np[mx] .*\n/)
  }
}, 120_000)

const refusals: [demo: string, args: string[], said: string | RegExp][] = [
  [
    "demos/dashboard/dom.ts",
    ["--port", "abc"],
    '--port takes a number from 0 to 65535, and was given "abc"',
  ],
  [
    "demos/dashboard/dom.ts",
    ["--port", ""],
    '--port takes a number from 0 to 65535, and was given ""',
  ],
  [
    "demos/dashboard/live.ts",
    ["--port", "80.5"],
    '--port takes a whole number, and was given "80.5"',
  ],
  ["demos/dashboard/live.ts", ["--theme", "blue"], '--theme is dark, light; it was given "blue"'],
  ["demos/dashboard/canvas.ts", [], "name the file to write"],
  [
    "demos/dashboard/canvas.ts",
    ["out.gif"],
    'name the file to write as .png; it was given "out.gif"',
  ],
  ["demos/dashboard/canvas.ts", ["no/such/out.png"], "there is no folder no/such"],
  [
    "demos/dashboard/canvas.ts",
    ["o.png", "--width", "0"],
    '--width takes a number from 1 to 8192, and was given "0"',
  ],
  ["demos/gallery/terminal.tsx", ["Tabel"], /^the page is Panel, .*; it was given "Tabel"$/],
  [
    "demos/gallery/terminal.tsx",
    ["Table", "pink"],
    'the theme is dark, light, contrast; it was given "pink"',
  ],
  ["demos/dashboard/terminal.ts", ["more"], 'nothing is known about "more"'],
]

test.for(refusals)("%s %j is refused in one line", { timeout: 30_000 }, async (refusal) => {
  const [demo, args, said] = refusal
  const { code, err } = await run(demo, ...args)

  expect(code).toBe(2)
  expect(err.split("\n")[0]).toMatch(said)
  expect(err.split("\n")[1]).toMatch(/^usage: /)
})

test("a port that is taken is said, and another proposed", async () => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  try {
    const servers = ["demos/dashboard/dom.ts", "demos/dashboard/live.ts", "demos/gallery/dom.ts"]
    for (const demo of [...servers, "demos/renderers/remote/main.ts"]) {
      const { code, err } = await run(demo, "--port", String(port))
      expect({ code, err }, demo).toEqual({
        code: 1,
        err: `port ${port} is taken: try --port ${port + 1}, or --port 0 for a free one\n`,
      })
    }
  } finally {
    server.close()
  }
}, 60_000)
