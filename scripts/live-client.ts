// Bundles the page of a live canvas into renderers/canvas/live/client-text.ts: `npm run live-client`.
//
// The server sends it as it is, so that neither a bundler nor a file beside the module is needed where
// filigree is used. test/renderers/canvas/live.test.ts says when it is out of date.

import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const here = (path: string): string =>
  fileURLToPath(new URL(`../renderers/canvas/live/${path}`, import.meta.url))

export async function clientText(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here("client.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "ascii",
  })
  const code = outputFiles[0]!.text.trim()
  return (
    "// Made of client.ts by `npm run live-client`: do not edit.\n\n" +
    `export const CLIENT =\n  ${JSON.stringify(code)}\n`
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await clientText()
  writeFileSync(here("client-text.ts"), text)
  console.log(`${readFileSync(here("client-text.ts")).length} bytes`)
}
