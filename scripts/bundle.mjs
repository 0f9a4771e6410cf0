// Joins what tsc has written to dist/ into a few files, each part of the package once.
//
//     node scripts/bundle.mjs [dist]        after `tsc -p tsconfig.build.json`
//
//     chunks/core.js ◀── chunks/scene.js ◀── chunks/tui.js, chunks/canvas.js      one file a folder
//           ▲
//           └─ renderers/dom/plain.js, …                                          one file a concept
//
// Why: a start pays for each module (0.4 ms), and a terminal app is started often. Every subpath takes
// core from the same file, so that there is one graph. Pages are bundled again, and their bundlers
// leave out of a file what is unused and free of effects: `PURE` says so of the calls that make the
// constants of a module. The DOM renderer has tables that are filled by statements; its files stay apart,
// and so do those of the renderers that pages and tests use in part.
//
// Names and lines are kept, so that stack traces stay readable: Node prints the line that threw, and all of
// a file in one line would bury what the error says. Types are left as tsc wrote them.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const dist = resolve(process.argv[2] ?? join(root, "dist"))
const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))

const entries = [
  ...Object.values(exports).flatMap((target) => target.default?.slice("./dist/".length) ?? []),
  ...Object.values(bin).map((path) => path.slice("dist/".length)),
]
const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".js"))

/** Folders that become one file. Live canvases bring a web server, which pictures do without. */
const JOINED = /^(core|widgets|renderers\/(?:scene|tui|canvas\/live|canvas))\//

/** Loaded only where needed, with a package: joined to the rest, it would be loaded always. */
const LAZY = ["renderers/canvas/bidi.js"]

function chunkOf(id) {
  const file = relative(dist, id).replaceAll("\\", "/")
  if (LAZY.includes(file)) return null
  const folder = JOINED.exec(file)?.[1]
  return folder ? `chunks/${folder.replace("renderers/", "")}` : file.replace(/\.js$/, "")
}

/** Top-level constants made by calls that have no other effect. */
const PURE =
  /^((?:export )?(?:const|let|var) [\w$]+ = )(?=(?:createContext|createFrames|maker|component|widget|builder|Symbol|Object\.(?:freeze|create)|new [A-Z]\w*)\()/gm
const pure = {
  name: "pure",
  transform: (code) => ({ code: code.replace(PURE, "$1/* @__PURE__ */ "), map: null }),
}

/** One character beyond Latin 1 makes two bytes of each in a file, which takes a tenth more to read. */
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((file) => [file.replace(/\.js$/, ""), join(dist, file)])),
  external: (id) => !/^[./\0]/.test(id),
  platform: "neutral",
  plugins: [pure],
  treeshake: { moduleSideEffects: false },
  preserveEntrySignatures: "allow-extension",
})
const { output } = await bundle.generate({
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: ({ name }) => (name.includes("/") ? "[name].js" : "chunks/[name].js"),
  comments: { annotation: true, jsdoc: false, legal: true },
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [{ name: chunkOf, debugName: "folders" }],
  },
})
await bundle.close()

for (const file of files) rmSync(join(dist, file))
for (const { fileName, code } of output) {
  const path = join(dist, fileName)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, code.replace(/[^\0-\x7f]/g, escaped))
}
console.log(`${files.length} files became ${output.length}`)
