// The whole dashboard on a page that has no code of its own:
// `npx tsx demos/renderers/remote/main.ts [--port 3001]`.

import { dashboard } from "../../dashboard/dashboard.tsx"
import { watchMachine } from "../../dashboard/feed.ts"
import { createModel } from "../../dashboard/model.ts"
import * as options from "../../options.ts"
import { serve } from "./serve.ts"

const port = options.readOptions(
  "npx tsx demos/renderers/remote/main.ts [--port 3001]",
  { port: { type: "string", default: "3001" } },
  (values, words) => {
    options.none(words)
    return options.port(values.port)
  },
)
const model = createModel()
const { app, url } = await serve(() => dashboard({ model }), {
  port,
  title: "remote dashboard",
}).catch((error) => options.refused(error, port))
const stop = watchMachine(1000, (sample) => model.add([sample]))
process.stdout.write(`${url} (ctrl+c ends it)\n`)
process.on("SIGINT", () => app.exit())
process.exitCode = await app.done
stop()
