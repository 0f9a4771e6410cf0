// The programs of docs/guide/layout.md run as they are printed, and show what is printed below them.

import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { expect, test } from "vitest"

const root = resolve(import.meta.dirname, "..")
const page = readFileSync(join(root, "docs/guide/layout.md"), "utf8")
const examples = [...page.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs)]

test("each program of the layout chapter shows what is printed below it", () => {
  const folder = mkdtempSync(join(root, "demos/.docs-")) // where the project's names resolve
  try {
    const files = examples.map(([, program], i) => {
      const file = join(folder, `example-${i}.ts`)
      writeFileSync(file, program!)
      return file
    })
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs")
    const shown = files.map((file) =>
      execFileSync(process.execPath, [tsx, "--tsconfig", join(root, "tsconfig.json"), file], {
        cwd: root,
        encoding: "utf8",
      }),
    )

    expect(shown.map(trimLines)).toEqual(examples.map(([, , output]) => trimLines(output!)))
    expect(shown.length).toBe(3)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

function trimLines(text: string): string {
  return text.replace(/ +$/gm, "").trimEnd()
}
