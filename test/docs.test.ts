// The documentation holds: each error code that the source can show has a section in docs/errors.md, and
// the walk-through of docs/custom-renderer.md runs as it is printed and passes the kit, each ts block of
// the guide runs by itself and logs what its comments say, and each tsx block of its chapter on views
// shows what is printed below it.

import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { element } from "filigree"
import { mountTest } from "filigree/testing"
import { expect, test, vi } from "vitest"

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
    const calls =
      /(?:new CodedError\(|\bcoded\(|\bmisused\(|\bwarn\(|\bcode:)\s*"([a-z][a-z0-9-]+)"/g
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

const guide = join(root, "docs/guide")
for (const name of readdirSync(guide)) {
  const page = readFileSync(join(guide, name), "utf8")
  const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] as string)
  const programs = blocks.filter((code) => /^import /m.test(code)) // others are pieces of the one before
  if (programs.length === 0) continue

  test(`each ts block of docs/guide/${name} runs, and logs what it says`, async () => {
    const folder = mkdtempSync(join(root, "demos/.docs-"))
    const log = vi.spyOn(console, "log")
    try {
      for (const [index, code] of programs.entries()) {
        const file = join(folder, `${index}.ts`)
        writeFileSync(file, code)
        const logged: string[] = []
        log.mockImplementation((...args: unknown[]) => void logged.push(args.map(String).join(" ")))
        await import(file)
        expect(logged.join("\n"), code).toMatch(inOrder(claims(code)))
      }
    } finally {
      log.mockRestore()
      rmSync(folder, { recursive: true })
    }
  }, 30_000)
}

/** What comments say will be logged: the words after "logs", up to a colon. */
function claims(code: string): string[] {
  return [...code.matchAll(/\blogs (.*?)(?:$|: )/gm)].flatMap((match) =>
    (match[1] as string).split(", "),
  )
}

function inOrder(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(escaped.join("[^]*"))
}

test("what docs/guide/views.md prints is shown as it says", async () => {
  const page = readFileSync(join(root, "docs/guide/views.md"), "utf8")
  const blocks = [...page.matchAll(/^```tsx\n(.*?)^```\n\n```text\n(.*?)\n```$/gms)]
  expect(blocks.length).toBe(page.match(/^```tsx$/gm)?.length)
  const folder = mkdtempSync(join(root, "demos/.docs-"))
  try {
    for (const [i, [, program, screen]] of blocks.entries()) {
      const file = join(folder, `block${i}.tsx`)
      writeFileSync(file, program as string)
      const { default: App } = await import(file)
      await using ui = await mountTest(() => element(App, {}))
      await vi.waitFor(() => expect(ui.screen()).toBe(screen))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(root, folder, name))
    .filter((name) => /\.tsx?$/.test(name) && statSync(name).isFile())
}
