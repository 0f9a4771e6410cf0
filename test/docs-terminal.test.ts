// The terminal chapter of the manual holds: its programs run as printed, here into a pipe, and end
// without a word of complaint; its tests are run as tests.

import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { promisify } from "node:util"
import { afterAll, expect, test } from "vitest"

const root = resolve(import.meta.dirname, "..")
const page = readFileSync(join(root, "docs/guide/terminal.md"), "utf8")
const folder = mkdtempSync(join(root, "demos/.docs-")) // where the project's names resolve
afterAll(() => rmSync(folder, { recursive: true }))

const blocks = [...page.matchAll(/^```tsx\n(.*?)^```$/gms)].map((match) => match[1] as string)
const run = promisify(execFile)
/** What tsconfig.json says; it does not reach folders whose names begin with a dot. */
const JSX = "/** @jsxRuntime automatic @jsxImportSource filigree */ "
const PROJECT = ["--tsconfig", join(root, "tsconfig.json")]

for (const [at, block] of blocks.entries()) {
  const file = join(folder, `block-${at}.tsx`)
  writeFileSync(file, JSX + block)
  if (block.includes('from "vitest"')) await import(file)
  else
    test(`block ${at} of the terminal chapter runs: ${block.split("\n").at(-2)}`, async () => {
      const tsx = join(root, "node_modules/tsx/dist/cli.mjs")
      const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
      const { stdout, stderr } = await run(process.execPath, [tsx, ...PROJECT, file], {
        cwd: root,
        env,
      })

      expect(stderr).toBe("")
      // Sequences only where the program itself prints some.
      if (!/renderToAnsi|\\x1b/.test(block)) expect(stdout).not.toContain("\x1b")
    })
}

test("the chapter has programs and tests", () => {
  expect(blocks.length).toBeGreaterThan(8)
})
