// A program in line: `npm run demo:inline [folder …]` compresses every file of some folders. Finished
// ones are printed above and stay in the scrollback; those under way move below. In a pipe only the
// finished ones are printed.

import { resolve } from "node:path"
import { render } from "filigree/tui"
import { readOptions } from "../options.ts"
import { preparePack } from "./pack.ts"
import { Done, Packing } from "./view.tsx"

const root = process.cwd()
const named = readOptions("npm run demo:inline -- [folder …]", {}, (_, words) => words)
const folders = named.length > 0 ? named : ["core", "widgets", "demos", "renderers", "docs", "test"]
const pack = await preparePack(resolve(root), folders)
if (pack.folders.length === 0) {
  console.error(`There is nothing to pack in ${folders.join(", ")}.`)
  process.exit(1)
}

const app = await render(() => <Packing pack={pack} />, { mode: "inline" })
const packed = pack.run(
  (folder) => void app.printAbove(<Done folder={folder} />),
  (file, why) => void app.printAbove(`\x1b[33m!\x1b[m ${file}: ${why}`),
)
void packed.then(async () => {
  await app.flush()
  app.exit(0) // nothing if ctrl+c came first
})
process.exitCode = await app.done
pack.stop()
