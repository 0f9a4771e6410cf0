// What the report is about: the source of this project, counted when the report is made.

import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const LAYERS = ["core", "renderers", "widgets", "demos", "test"] as const

export interface SourceFile {
  /** From the project's root. */
  readonly path: string
  readonly lines: number
  readonly bytes: number
  /** Lines that are blank or comment. */
  readonly quiet: number
  readonly imports: number
  readonly exports: number
}

export interface Layer {
  readonly name: string
  readonly files: readonly SourceFile[]
  readonly lines: number
}

export interface Project {
  readonly name: string
  readonly version: string
  readonly layers: readonly Layer[]
  readonly lines: number
  readonly files: number
}

/** Reads every TypeScript file of the project. */
export async function readProject(): Promise<Project> {
  const { name, version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"))
  const layers = await Promise.all(LAYERS.map(readLayer))
  return {
    name,
    version,
    layers,
    lines: sum(layers.map((layer) => layer.lines)),
    files: sum(layers.map((layer) => layer.files.length)),
  }
}

async function readLayer(name: string): Promise<Layer> {
  const paths = (await readdir(join(ROOT, name), { recursive: true }))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes("." + "docs-"))
    .sort()
  const files = await Promise.all(paths.map((path) => readSource(`${name}/${path}`)))
  return { name, files, lines: sum(files.map((file) => file.lines)) }
}

async function readSource(path: string): Promise<SourceFile> {
  const text = await readFile(join(ROOT, path), "utf8")
  const lines = text.trimEnd().split("\n")
  return {
    path,
    lines: lines.length,
    bytes: Buffer.byteLength(text),
    quiet: lines.filter((line) => /^\s*($|\/\/|\/?\*)/.test(line)).length,
    imports: lines.filter((line) => /^import\b|^} from /.test(line)).length,
    exports: lines.filter((line) => /^export\b/.test(line)).length,
  }
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
