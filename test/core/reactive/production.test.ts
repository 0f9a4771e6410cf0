// What a bundler makes of the graph for production: no development help in it, and no behaviour
// that depends on it.

import { resolve } from "node:path"
import { runInNewContext } from "node:vm"
import { build } from "esbuild"
import { expect, test } from "vitest"
import type * as Reactive from "../../../core/reactive/index.ts"

const entry = resolve(import.meta.dirname, "../../../core/reactive/index.ts")

async function bundled(
  environment: "production" | "development" | undefined,
  format: "esm" | "iife" = "esm",
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format,
    globalName: "filigree",
    platform: "neutral", // or esbuild puts a word of its own
    write: false,
    define: environment ? { "process.env.NODE_ENV": JSON.stringify(environment) } : {},
  })
  return outputFiles[0]!.text
}

const load = async (code: string) =>
  (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
  )) as typeof Reactive

// Words of warnings, development errors, names, places, inspect and trace.
const HELP = [
  "untracked-read",
  "disposed-read",
  "created-under-disposed",
  "no-owner",
  "made at",
  "without a name",
  "stackTraceLimit",
  "WeakRef",
  "isFirst",
]

test("a production bundle holds none of the development help", async () => {
  const production = await bundled("production")
  const development = await bundled("development")

  expect(HELP.filter((word) => production.includes(word))).toEqual([])
  expect(HELP.filter((word) => !development.includes(word))).toEqual([]) // the words are right
})

test("in production a disposed memo keeps its last value, and late creation is silent", async () => {
  const { createOwner, effect, flush, graph, memo, runWithOwner, signal, stored } = await load(
    await bundled("production"),
  )
  const owner = createOwner(null)
  const [count, setCount] = signal(1)
  const [doubled, last] = runWithOwner(owner, () => [memo(() => count() * 2), stored(1)] as const)
  doubled()

  owner.dispose()
  setCount(2)
  let runs = 0
  runWithOwner(owner, () => effect(() => void runs++))
  flush()

  expect(doubled()).toBe(2)
  expect(last.value).toBe(undefined)
  expect(runs).toBe(0)
  expect(graph.inspect()).toEqual({ nodes: [], edges: [] })
})

test("a cycle is an error in production too", async () => {
  const { memo } = await load(await bundled("production"))
  const self: () => number = memo(() => self() + 1)

  expect(self).toThrow(/\[cycle\]/)
})

test.each([
  ["development", 1],
  ["production", 0],
  [undefined, 0], // nothing has replaced NODE_ENV: a page without a bundler
] as const)(
  "a page, where there is no `process`, in %s gives %d warning",
  async (environment, n) => {
    const warned: string[] = []
    const page = {
      console: { warn: (words: string) => warned.push(words) },
      queueMicrotask,
    } as { filigree?: typeof Reactive; console: object }

    runInNewContext(await bundled(environment, "iife"), page)
    page.filigree!.onCleanup(() => {})

    expect(warned.length).toBe(n)
    expect(warned.join()).toMatch(n ? /no-owner/ : "")
  },
)
