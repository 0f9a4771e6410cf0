// The whole dashboard on a page that has no code of its own: `npx tsx demos/renderers/remote/main.ts`.

import { dashboard } from "../../dashboard/dashboard.tsx"
import { watchMachine } from "../../dashboard/feed.ts"
import { createModel } from "../../dashboard/model.ts"
import { serve } from "./serve.ts"

const model = createModel()
const { app, url } = await serve(() => dashboard({ model }), {
  port: Number(process.argv[2] ?? 3001),
  title: "remote dashboard",
})
const stop = watchMachine(1000, (sample) => model.add([sample]))
process.stdout.write(`${url} (ctrl+c ends it)\n`)
process.on("SIGINT", () => app.exit())
process.exitCode = await app.done
stop()
