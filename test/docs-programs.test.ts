// The programs of the documentation pass the type check of a strict project, and its tests pass as tests.
// That the other programs run is shown chapter by chapter (docs.test.ts, docs-terminal.test.ts, …).

import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import { afterAll, expect, test } from "vitest"

const root = resolve(import.meta.dirname, "..")
const folder = mkdtempSync(join(root, "demos/.docs-")) // where the project's names resolve
afterAll(() => rmSync(folder, { recursive: true }))

const pages = [
  "README.md",
  ...readdirSync(join(root, "docs/guide")).map((name) => `docs/guide/${name}`),
]
const JSX = "/** @jsxRuntime automatic @jsxImportSource filigree */ "
const programs: { name: string; file: string; code: string }[] = []
for (const page of pages) {
  const text = readFileSync(join(root, page), "utf8")
  const blocks = [...text.matchAll(/^```(tsx?)\n(.*?)^```$/gms)]
  for (const [at, [, type, block]] of blocks.entries()) {
    const code = block as string
    if (!/^import /m.test(code)) continue // a piece of the one before
    const name = `${basename(page, ".md")}-${at}.${type}`
    const file = /^\/\/ ([\w.]+\.tsx?)/.exec(code)?.[1] ?? name // other programs import it by its name
    programs.push({ name, file, code })
    const own = code.includes("@jsxImportSource") || type === "ts" ? "" : JSX
    writeFileSync(join(folder, file), own + code)
  }
}

for (const { name, file, code } of programs) {
  if (!code.includes('from "vitest"') || name.startsWith("terminal-")) continue
  await import(join(folder, file)) // its tests are ours
}

test("each program of the documentation passes a strict type check", () => {
  expect(programs.length).toBeGreaterThan(40)
  const config = {
    extends: "../../tsconfig.json",
    compilerOptions: { noEmit: true, noUnusedLocals: false, noUnusedParameters: false },
    include: ["./*"],
    exclude: [],
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))
  let found = ""
  try {
    const tsc = join(root, "node_modules/typescript/bin/tsc")
    execFileSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8", stdio: "pipe" })
  } catch (error) {
    found = (error as { stdout: string }).stdout
  }
  expect(found).toBe("")
}, 60_000)
