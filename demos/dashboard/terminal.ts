// The dashboard in the terminal: `npm run demo`. Without a terminal (a pipe, CI) it prints one frame
// as plain text and ends.

import { render, renderToText } from "filigree/tui"
import { none, readOptions } from "../options.ts"
import { dashboard } from "./dashboard.tsx"
import { lookAtMachine, watchMachine } from "./feed.ts"
import { createModel } from "./model.ts"

readOptions("npm run demo", {}, (_, words) => none(words))
const model = createModel()

if (process.stdout.isTTY) {
  const stop = watchMachine(1000, (sample) => model.add([sample]))
  const app = await render(() => dashboard({ model }))
  process.exitCode = await app.done
  stop()
} else {
  model.add(await lookAtMachine(20, 100))
  process.stdout.write(await renderToText(() => dashboard({ model }), { columns: 120, rows: 40 }))
}
