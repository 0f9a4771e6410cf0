import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

test("the kit runs under node:test by the same line", () => {
  const fixture = fileURLToPath(new URL("./fixtures/kit.node.ts", import.meta.url))
  const env = { ...process.env }
  delete env.NODE_TEST_CONTEXT
  delete env.NODE_OPTIONS
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--test", "--test-reporter", "tap", fixture],
    { encoding: "utf8", env, cwd: fileURLToPath(new URL("../../..", import.meta.url)) },
  )
  expect(status, `${stdout.slice(-2000)}\n${stderr}`).toBe(0)
  expect(stdout).toMatch(/# fail 0/)
  expect(Number(/# pass (\d+)/.exec(stdout)?.[1])).toBeGreaterThan(35)
  expect(Number(/# skipped (\d+)/.exec(stdout)?.[1])).toBeGreaterThan(4) // events: no fire()
}, 60_000)
