// Joins what tsc has written to dist/ into a few files: one for each subpath of the package, and
// chunks for what they share.
//
//     node scripts/bundle.mjs [dist]        after `tsc -p tsconfig.build.json`
//
// Why: a start pays for each module. 235 files cost a terminal app 90 ms of CPU before its first
// frame, the same code in a dozen files 20. Names are kept, so that stack traces stay readable, and
// so is the one copy of the reactive core, in a chunk of its own. Types are left as tsc wrote them.

import { readFileSync, rmSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const dist = resolve(process.argv[2] ?? join(root, "dist"))
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))

const entries = new Set()
for (const target of Object.values(exports)) {
  const file = typeof target === "string" ? target : target.default
  if (file?.endsWith(".js")) entries.add(relative("dist", file))
}
const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".js"))
const present = [...entries].filter((file) => files.includes(file))

const { metafile } = await build({
  absWorkingDir: dist,
  entryPoints: present,
  outdir: dist,
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "neutral",
  packages: "external",
  external: ["node:*"],
  target: "es2023",
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
})

const written = new Set(Object.keys(metafile.outputs))
for (const file of files) if (!written.has(file)) rmSync(join(dist, file))
console.log(`${files.length} files became ${written.size}`)
