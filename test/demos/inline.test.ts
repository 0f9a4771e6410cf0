// The inline demo in a pipe: finished folders, one line each, then the summary, and no escape.

import { execFileSync } from "node:child_process"
import { join, resolve } from "node:path"
import { expect, test } from "vitest"

const root = resolve(import.meta.dirname, "../..")

test("in a pipe it prints what it has packed, in plain text", () => {
  const out = execFileSync(
    process.execPath,
    [join(root, "node_modules/tsx/dist/cli.mjs"), "demos/inline/main.tsx", "demos/inline"],
    { cwd: root, encoding: "utf8" },
  )

  expect(out).toMatch(/^✓ demos\/inline +3 files +\d+ kB → +\d+ kB +−\d\d % +\d+\.\d s\n/)
  expect(out).toMatch(/\n3 files are \d+ kB instead of \d+ kB, \d\d % less, in \d+\.\d s\n$/)
  expect(out).not.toContain("\x1b")
})
