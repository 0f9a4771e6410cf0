// The package as a stranger gets it: packed, installed without the optional peer, each subpath by itself.

import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { brotliCompressSync } from "node:zlib"
import { build, transform } from "esbuild"
import { afterAll, beforeAll, expect, test } from "vitest"

const root = resolve(import.meta.dirname, "..")
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Record<string, unknown>
}
const subpaths = Object.keys(manifest.exports).filter((path) => !path.endsWith(".json"))
const named = (path: string): string => `filigree${path.slice(1)}`
let folder = ""

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "filigree-package-"))
  const run = (command: string, args: string[], cwd: string): string =>
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
  run("npm", ["run", "-s", "build"], root)
  run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], root)
  writeFileSync(join(folder, "package.json"), '{"type":"module","private":true}')
  const tarball = "./filigree-0.1.0.tgz"
  run(
    "npm",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=peer", tarball],
    folder,
  )
  mkdirSync(join(folder, "src"))
}, 120_000)

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true })
})

test("each subpath loads by itself in plain Node, without the optional peer", () => {
  for (const path of subpaths) {
    const script = `await import(${JSON.stringify(named(path))})`
    execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: folder,
      stdio: "pipe",
    })
  }
  expect(subpaths.length).toBeGreaterThan(10)
}, 60_000)

test("a picture without the optional peer says what to install", () => {
  const script = `import { text } from "filigree"; import { renderToPng } from "filigree/canvas"
    await renderToPng(text("hi")).catch((error) => console.log(error.code, error.remedy))`
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: folder,
    encoding: "utf8",
  })

  expect(out.trim()).toBe("canvas-missing npm install @napi-rs/canvas")
})

test("each subpath type-checks by itself, declarations included", () => {
  const files = subpaths.map((path, at) => {
    const file = join(folder, "src", `use-${at}.ts`)
    writeFileSync(
      file,
      `import * as all from ${JSON.stringify(named(path))}\nexport const used: unknown = all\n`,
    )
    return file
  })
  const tsc = join(root, "node_modules/typescript/bin/tsc")
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"]
  const types = [
    "--types",
    "node",
    "--typeRoots",
    join(root, "node_modules/@types"),
    "--lib",
    "es2023,dom,dom.iterable,esnext.disposable",
  ]
  const check = (): string =>
    execFileSync(process.execPath, [tsc, ...options, ...types, ...files], {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
    })

  let found = ""
  try {
    check()
  } catch (error) {
    found = (error as { stdout: string }).stdout
  }
  expect(found).toBe("")
}, 60_000)

test("what runs in a browser bundles by itself, small, without what belongs to terminals", async () => {
  const sizes: Record<string, number> = {}
  for (const path of [
    "./reactive",
    "./store",
    "./motion",
    ".",
    "./memory",
    "./html",
    "./dom",
    "./widgets",
  ]) {
    const result = await build({
      stdin: { contents: `export * from ${JSON.stringify(named(path))}`, resolveDir: folder },
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "browser",
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "silent",
    })
    const inputs = Object.keys(result.metafile.inputs)
    expect(
      inputs.filter((file) => /node_modules\/(?!filigree\/|@leeoniya\/ufuzzy\/)/.test(file)),
      path,
    ).toEqual([])
    expect(
      inputs.filter((file) => /renderers\/(tui|canvas|scene)\//.test(file)),
      path,
    ).toEqual([])
    sizes[path] = brotliCompressSync(result.outputFiles[0]!.contents).length
  }

  // bytes, brotli; a page takes less, since it uses less
  expect(sizes["./reactive"]).toBeLessThan(7_300)
  expect(sizes["."]).toBeLessThan(19_100)
  // 0.1 KB of dom: popups that let presses through and keep their layer.
  expect(sizes["./dom"]).toBeLessThan(25_400)
}, 60_000)

test("all subpaths share one graph", () => {
  const script = `import { signal, text } from "filigree"
    import { effect, flush } from "filigree/reactive"
    import { Panel } from "filigree/widgets"
    import { renderToText } from "filigree/tui"
    import { renderToString } from "filigree/html"
    const [n, setN] = signal(1)
    effect(() => console.log(n()))
    flush()
    setN(2)
    flush()
    const view = () => Panel({ title: "p", children: text({}, () => "n is " + n()) })
    console.log(/n is 2/.test(await renderToText(view)), /n is 2/.test(await renderToString(view)))`
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: folder,
    encoding: "utf8",
  })
  expect(out.trim().split("\n")).toEqual(["1", "2", "true true"])
})

test("the renderer of docs/custom-renderer.md passes the kit that comes with the package", async () => {
  const page = readFileSync(join(root, "docs/custom-renderer.md"), "utf8")
  const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] as string)
  const program = blocks.filter((block) => !block.includes('from "vitest"')).join("\n")
  writeFileSync(join(folder, "adapter.js"), (await transform(program, { loader: "ts" })).code)
  const kit = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, ["node_modules/.bin/filigree-kit", ...args], {
      cwd: folder,
      encoding: "utf8",
    })

  expect(kit("adapter.js").stdout).toMatch(/\n\d\d passed, 0 failed, \d+ skipped\n$/)
  expect(kit("adapter.js", "permutation").status).toBe(0)
  expect(kit("adaptor.js")).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/there is no file .*adaptor\.js/),
  })
}, 60_000)

test("messages of the built package point into the program, not into the package", () => {
  const file = join(folder, "places.mjs")
  writeFileSync(
    file,
    `import { memo, createRoot, mount, component, element, signal } from "filigree"
    import { memoryRenderer } from "filigree/memory"
    let total
    createRoot((dispose) => { total = memo(() => 1); dispose() })
    try { total() } catch (error) { console.log(error.where) }
    const [count] = signal(1)
    const warn = console.warn
    console.warn = (words) => console.log(words)
    const memory = memoryRenderer()
    mount(memory, memory.root(), () => component(function App() { return element("p", {}, count()) })())`,
  )
  const out = execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" })

  expect(out).toMatch(/^\/.*places\.mjs:4:/)
  expect(out).toMatch(/signal \(made at .*places\.mjs:6:/)
  expect(out).toMatch(/ {2}in .*places\.mjs:10:/)
})

/** Our files that the subpath at `entry` loads at once, and what else it imports. */
function loadedBy(...entries: string[]): { files: Set<string>; others: Set<string> } {
  const home = join(folder, "node_modules/filigree/dist")
  const files = new Set<string>()
  const others = new Set<string>()
  const load = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    const code = readFileSync(file, "utf8")
    for (const [, path] of code.matchAll(/\b(?:from|import)\s*"([^"]+)"/g))
      if (path!.startsWith(".")) load(resolve(file, "..", path!))
      else others.add(path!)
  }
  for (const entry of entries) load(join(home, entry))
  return { files, others }
}

test("a terminal app loads a handful of our files: a start pays for each", () => {
  const { files } = loadedBy("core/index.js", "renderers/tui/index.js")

  expect(files.size).toBeLessThanOrEqual(5)
})

test("a canvas app loads neither a web server nor the order of right-to-left words before it needs them", () => {
  const { files, others } = loadedBy("core/index.js", "renderers/canvas/index.js")

  expect(files.size).toBeLessThanOrEqual(5)
  expect([...others]).not.toContain("node:http") // of filigree/canvas/live
  expect([...others]).not.toContain("bidi-js") // CommonJS: 15 ms of user CPU
  expect([...loadedBy("renderers/canvas/live/index.js").others]).toContain("node:http")
})

test("a page bundled from the package leaves out what it does not use", async () => {
  const page = async (contents: string): Promise<number> => {
    const result = await build({
      stdin: { contents, resolveDir: folder },
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "browser",
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "silent",
    })
    return brotliCompressSync(result.outputFiles[0]!.contents).length
  }
  const signals = `import { signal, effect } from "filigree"
    const [n, setN] = signal(0); effect(() => console.log(n())); setN(1)`
  const counter = `import { signal, mount, element } from "filigree"
    import { plainRenderer } from "filigree/dom"
    const [n, setN] = signal(0)
    mount(plainRenderer, document.body, () => element("button", { onClick: () => setN(n() + 1) }, n))`

  expect(await page(signals)).toBeLessThan(5_700) // all of core is 16,500
  expect(await page(counter)).toBeLessThan(12_000) // all of filigree/dom is 24,200
})
