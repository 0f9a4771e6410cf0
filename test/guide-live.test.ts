// The programs of the guides on animation and live canvases run as printed.

import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { expect, test } from "vitest"

const JSX = "/** @jsxRuntime automatic @jsxImportSource filigree */\n" // the folder is in no tsconfig
const root = resolve(import.meta.dirname, "..")

test.each(["animation", "live"])("the programs of docs/guide/%s.md run as printed", (name) => {
  const page = readFileSync(join(root, `docs/guide/${name}.md`), "utf8")
  const blocks = [...page.matchAll(/^```(tsx?)\n(.*?)^```$/gms)]
  const folder = mkdtempSync(join(root, "demos/.docs-")) // where the project's names resolve
  try {
    const files = blocks
      .filter(([, , code]) => !code!.includes('from "vitest"'))
      .map(([, type, code], i) => {
        writeFileSync(join(folder, `program-${i}.${type}`), JSX + code!)
        return `./program-${i}.${type}`
      })
    expect(files.length).toBeGreaterThan(4)
    const runner = `for (const file of ${JSON.stringify(files)}) await import(file)\nconsole.log("all ran")\n`
    writeFileSync(join(folder, "run.ts"), runner)
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs")
    const args = [tsx, "--tsconfig", join(root, "tsconfig.json"), join(folder, "run.ts")]
    const out = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" })
    expect(out).toContain("all ran")
    if (name === "animation") expect(out).toContain("true 10")
    else expect(out).toMatch(/\d+ × \d+ at \d+, \d+: \d+ bytes/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
