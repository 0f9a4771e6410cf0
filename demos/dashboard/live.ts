// The dashboard as live pixels: laid out and painted in this process, shown in every browser that opens
// the page, with their mouse and keyboard. Only what changed travels.
//
//     npm run demo:live -- --port 4000 --host 127.0.0.1 --scale 2 --theme light
//
// `--http` goes by a stream and posts instead of WebSockets.

import { serveLive } from "filigree/canvas/live"
import { WebSocketServer } from "ws"
import * as options from "../options.ts"
import { dashboard } from "./dashboard.tsx"
import { watchMachine } from "./feed.ts"
import { createModel } from "./model.ts"

const { port, host, scale, theme, http } = options.readOptions(
  "npm run demo:live -- [--port 3000] [--host 127.0.0.1] [--scale 1] [--theme dark|light] [--http]",
  {
    port: { type: "string", default: "3000" },
    host: { type: "string", default: "127.0.0.1" },
    scale: { type: "string", default: "1" },
    theme: { type: "string", default: "dark" },
    http: { type: "boolean", default: false },
  },
  (values, words) => {
    options.none(words)
    return {
      port: options.port(values.port),
      host: values.host,
      scale: options.number("scale", values.scale, 0.5, 4),
      theme: options.oneOf("--theme", values.theme, ["dark", "light"]),
      http: values.http,
    }
  },
)
const model = createModel()
const stop = watchMachine(1000, (sample) => model.add([sample]))
try {
  const { app, live, url } = await serveLive(() => dashboard({ model, theme }), {
    port,
    host,
    pixelRatio: scale,
    follow: true,
    ...(!http && { WebSocketServer }),
  })
  process.stdout.write(`dashboard: ${url} (ctrl+c ends it)\n`)
  process.once("SIGINT", () => app.exit(130))
  process.once("SIGTERM", () => app.exit(143))
  process.exitCode = await app.done
  const { frames, bytes } = live.sent
  process.stdout.write(`${frames} frames, ${Math.round(bytes / 1024)} KB\n`)
} catch (error) {
  options.refused(error, port)
}
stop()
