// Joins what tsc has written to dist/ for the terminal and the canvas into a few files.
//
//     node scripts/bundle.mjs [dist]        after `tsc -p tsconfig.build.json`
//
// Why: a start pays for each module, and a terminal app is started often. Core stays as it is, one
// file a concept: it must exist once for all subpaths, and the bundlers of pages leave out the files
// that a page does not use. Names are kept, so that stack traces stay readable; types are left as tsc
// wrote them.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const dist = resolve(process.argv[2] ?? join(root, "dist"))
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))

const entries = Object.entries(exports)
  .filter(([subpath]) => /^\.\/(tui|canvas)\b/.test(subpath))
  .map(([, target]) => relative("dist", target.default))
const files = (await readdir(dist, { recursive: true })).filter((file) =>
  /^renderers\/(tui|canvas|scene)\/.*\.js$/.test(file.replaceAll("\\", "/")),
)

/** Leaves imports of core, and of the other renderers, to the files that are there. */
const others = {
  name: "others",
  setup(context) {
    context.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      if (kind === "entry-point") return undefined
      const file = relative(dist, resolve(resolveDir, path))
      if (/^renderers\/(tui|canvas|scene)\//.test(file)) return undefined
      return { path: `/${file}`, external: true, sideEffects: false }
    })
  },
}

const { outputFiles } = await build({
  absWorkingDir: dist,
  entryPoints: [...new Set(entries)].filter((file) => files.includes(file)),
  outdir: dist,
  outbase: dist,
  bundle: true,
  splitting: true,
  chunkNames: "renderers/chunks/[name]-[hash]",
  plugins: [others],
  write: false,
  format: "esm",
  platform: "neutral",
  packages: "external",
  external: ["node:*"],
  target: "es2023",
  minifySyntax: true,
  minifyWhitespace: true,
})

const written = new Set()
for (const { path, text } of outputFiles) {
  const file = relative(dist, path)
  const up = relative(dirname(file), ".") || "."
  // "/core/index.js" is the place in dist: say it from where the file stands.
  const code = text.replace(/(from|import)"\/(core|renderers)\//g, `$1"${up}/$2/`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, code)
  written.add(file)
}
for (const file of files) if (!written.has(file)) rmSync(join(dist, file))
console.log(`${files.length} files became ${written.size}`)
