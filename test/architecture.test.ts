// Holds the import table of ARCHITECTURE.md against the code.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, join, relative, resolve } from "node:path"
import { expect, test } from "vitest"

const root = resolve(import.meta.dirname, "..")
const layers = readTable()
const files = ["core", "renderers", "widgets"].flatMap(sources)

const ONE_IMPORTER: Record<string, string> = {
  blessed: "renderers/tui/driver/blessed.ts",
  "@napi-rs/canvas": "renderers/canvas/node.ts",
  "bidi-js": "renderers/canvas/bidi.ts",
  "@leeoniya/ufuzzy": "widgets/command-palette.ts",
  "get-east-asian-width": "renderers/tui/width.ts",
}

test("imports point down, as the table of ARCHITECTURE.md says", () => {
  const wrong: string[] = []
  for (const file of files) {
    const from = layerOf(file)
    const allowed = layers.get(from)
    expect(allowed, `${from} is not in the table`).toBeDefined()
    for (const path of imports(file)) {
      if (!path.startsWith(".")) continue
      const target = relative(root, resolve(root, dirname(file), path))
      if (target === "core/errors.ts" || target === "core/dev.ts") continue
      const to = layerOf(target)
      if (to !== from && !allowed?.some((name) => to === name || to.startsWith(`${name}/`))) {
        wrong.push(`${file} imports ${target}`)
      }
    }
  }
  expect(wrong).toEqual([])
})

test("packages are loaded by one file each", () => {
  const wrong: string[] = []
  for (const file of files) {
    for (const path of loads(file)) {
      const name = Object.keys(ONE_IMPORTER).find(
        (name) => path === name || path.startsWith(`${name}/`),
      )
      if (name && file !== ONE_IMPORTER[name]) wrong.push(`${file} imports ${path}`)
    }
  }
  expect(wrong).toEqual([])
})

test("sets of characters are made when they are needed, not when a file is read", () => {
  // See scene/text/late.ts.
  const wrong = files.filter(
    (file) =>
      /^renderers\/(scene|tui|canvas)\//.test(file) &&
      /^(?!\s*(\/\/|\*)).*(?<!\\)\\p\{/m.test(readFileSync(join(root, file), "utf8")),
  )
  expect(wrong).toEqual([])
})

test("no two files load each other, not even by way of others", () => {
  const state = new Map<string, "open" | "done">()
  const cycles: string[] = []
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === "done") return
    if (state.get(file) === "open") {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(" -> "))
      return
    }
    state.set(file, "open")
    for (const path of loads(file)) {
      if (path.startsWith("."))
        visit(relative(root, resolve(root, dirname(file), path)), [...trail, file])
    }
    state.set(file, "done")
  }
  for (const file of files) visit(file, [])
  expect(cycles).toEqual([])
})

test("each folder that others import has a README, which names each of its files", () => {
  const silent: string[] = []
  for (const index of files.filter((file) => file.endsWith("/index.ts"))) {
    const folder = dirname(index)
    const readme = join(root, folder, "README.md")
    const text = existsSync(readme) ? readFileSync(readme, "utf8") : ""
    for (const file of files) {
      if (readmeOf(file) !== folder || (file === index && text !== "")) continue
      const name = basename(file)
      if (!text.includes(name) && !text.includes(componentOf(name))) silent.push(file)
    }
  }
  expect(silent).toEqual([])
})

/** The folder whose README names the file: its own, or the one that it is a part of. */
function readmeOf(file: string): string {
  let folder = dirname(file)
  while (!existsSync(join(root, folder, "README.md")) && folder.includes("/"))
    folder = dirname(folder)
  return folder
}

/** A widget's file is named for it: bar-chart.ts holds BarChart. */
function componentOf(file: string): string {
  const words = basename(file, ".ts").split("-")
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")
}

function readTable(): Map<string, string[]> {
  const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8")
  const rows = [...text.matchAll(/^\| ((?:core|renderers|widgets)\S*) \| (.*)\|$/gm)]
  return new Map(
    rows.map(([, from = "", to = ""]) => [from, to.split(",").map((name) => name.trim())]),
  )
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && statSync(join(root, name)).isFile())
}

function layerOf(file: string): string {
  const parts = file.split("/")
  if (parts[0] === "widgets") return "widgets"
  return parts.length > 2 ? parts.slice(0, 2).join("/") : (parts[0] ?? "")
}

/**
 * What a file needs before it can run. Types alone are no such need: files of one folder may know
 * each other's, as a node and the state that holds it do; between folders the table rules types too.
 */
function loads(file: string): string[] {
  return imports(file, /^(?:import|export) type [^"]*"[^"]+"/gm)
}

/** Static and dynamic imports, and re-exports, of types too. */
function imports(file: string, but?: RegExp): string[] {
  const source = readFileSync(join(root, file), "utf8")
  const text = source.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "").replace(but ?? /(?!)/g, "")
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+|\brequire\(\s*)"([^"]+)"/gm)
  return [...found].map((match) => match[1] ?? "")
}
