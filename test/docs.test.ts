// The documentation holds: each error code that the source can show has a section in docs/errors.md, and
// the walk-through of docs/custom-renderer.md runs as it is printed and passes the kit.

import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { expect, test } from "vitest"

const root = resolve(import.meta.dirname, "..")

test("each error and warning has a section that says how to mend it", () => {
  const sections = new Set(
    [...readFileSync(join(root, "docs/errors.md"), "utf8").matchAll(/^## ([a-z][a-z-]+)$/gm)].map(
      (m) => m[1],
    ),
  )
  const codes = new Set<string>()
  for (const file of ["core", "renderers", "widgets"].flatMap(sources)) {
    const text = readFileSync(file, "utf8")
    const calls = /(?:new CodedError\(|\bwarn\(|\bcode:)\s*"([a-z][a-z0-9-]+)"/g
    for (const match of text.matchAll(calls)) codes.add(match[1] as string)
  }

  expect(codes.size).toBeGreaterThan(20)
  expect([...codes].filter((code) => !sections.has(code)).sort()).toEqual([])
  expect([...sections].filter((code) => !codes.has(code as string)).sort()).toEqual([]) // nothing stale
})

test("the renderer of docs/custom-renderer.md runs as printed, and passes the kit", () => {
  const page = readFileSync(join(root, "docs/custom-renderer.md"), "utf8")
  const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] as string)
  const program = blocks.filter((block) => !block.includes('from "vitest"')).join("\n")
  const folder = mkdtempSync(join(root, "demos/.docs-")) // where the project's names resolve
  try {
    const file = join(folder, "adapter.ts")
    writeFileSync(file, program)
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs")
    const out = execFileSync(
      process.execPath,
      [
        tsx,
        "--tsconfig",
        join(root, "tsconfig.json"),
        join(root, "renderers/testing/kit.ts"),
        file,
      ],
      { cwd: root, encoding: "utf8" },
    )
    expect(out).toMatch(/\n\d\d passed, 0 failed, \d+ skipped\n$/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(root, folder, name))
    .filter((name) => /\.tsx?$/.test(name) && statSync(name).isFile())
}
