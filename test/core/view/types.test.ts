// The types of views, under the compiler of this repository and under TypeScript 5.9: what must be
// an error is one, and nothing else is (the fixtures say where, by @ts-expect-error).

import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { expect, test } from "vitest"

const root = resolve(import.meta.dirname, "../../..")

/** What the compiler has to say of the fixtures. */
function complaints(compiler: string): string {
  const folder = mkdtempSync(join(root, "node_modules/.types-"))
  const config = join(folder, "tsconfig.json")
  const files = ["universal.tsx", "hosts.tsx"].map((name) =>
    join(root, "test/core/view/types", name),
  )
  writeFileSync(
    config,
    JSON.stringify({ extends: join(root, "tsconfig.json"), include: [], files }),
  )
  try {
    execFileSync(process.execPath, [join(root, "node_modules", compiler), "-p", config], {
      cwd: root,
      encoding: "utf8",
    })
    return ""
  } catch (error) {
    const { stdout } = error as { stdout: string }
    return stdout
      .split("\n")
      .filter((line) => line.includes("test/core/view/types/"))
      .join("\n")
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.each(["typescript/bin/tsc", "typescript-5.9/bin/tsc"])(
  "views are checked as they should be by %s",
  (compiler) => {
    expect(complaints(compiler)).toBe("")
  },
  120_000,
)
